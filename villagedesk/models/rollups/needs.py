# SPDX-License-Identifier: MIT
"""认领率 (domain.md §8 no. 18): of the needs that were made known in a year, how many somebody took on, and how many are met."""

from __future__ import annotations

from typing import Final

from villagedesk.i18n import _
from villagedesk.models.needs import NeedStage
from villagedesk.models.rollups.pieces import of_codes
from villagedesk.models.rollups.spec import Among, Cell, Condition, Row, Section, Table, Unit

STAGE: Final = "need.stage"
TAKEN: Final = "need.taken"
"""1 of a need that was taken on as a whole, 0 of another one; `COUNTED` is 0 of one that was withdrawn, so that the rate leaves it out."""
COUNTED: Final = "need.counted"
WANTED: Final = "need.wanted"
_STAGES: Final = (NeedStage.WITHDRAWN, NeedStage.OPEN, NeedStage.PARTLY, NeedStage.TAKEN, NeedStage.MET)


def needs(year: int) -> Table:
    """The needs of a year by kind: how far they are, and the rate at which they were taken on."""
    note = _(
        "统计需求发布日期在{year}年内的需求，没有发布的不算；过去的年度看到该年12月31日，当年看到当日。"
        "已撤回、待认领、部分认领、已认领、已满足之和等于发布需求。认领率：（已认领＋已满足）÷（发布需求－已撤回），"
        "部分认领的不算认领；放弃认领的重新算作待认领。没有登记需求、直接登记的认领不在其中，见“帮扶认领”。"
        "需求资金只合计已填的。需求户：写明了户的，同一户只算一次，各行相加可能超过合计。按组统计的，只有写明了户的需求。"
    ).format(year=year)
    columns = (
        _("发布需求（件）"), _("已撤回（件）"), _("待认领（件）"), _("部分认领（件）"), _("已认领（件）"), _("已满足（件）"),
        _("认领率（%）"), _("需求资金（元）"), _("需求户（户）"),
    )  # fmt: skip
    sections = (
        Section(_("合计"), (_line(_("合计")),)),
        Section(_("按需求类别"), of_codes("need.kind", "need_kind", _line)),
    )
    return Table("needs", _("帮扶需求与认领率"), note, columns, sections, gathered="needs")


def _line(label: str, *where: Condition) -> Row:
    return Row(
        label,
        (
            Cell(Unit.CASES, where),
            *(Cell(Unit.CASES, (*where, Among(STAGE, (one,)))) for one in _STAGES),
            Cell(Unit.PERCENT, where, TAKEN, COUNTED),
            Cell(Unit.MONEY, where, WANTED),
            Cell(Unit.HOUSEHOLDS, where),
        ),
    )
