# SPDX-License-Identifier: MIT
"""特殊困难群众 (domain.md §1A J1–J4): how many are registered, assessed, filed and planned for."""

from __future__ import annotations

from typing import Final

from villagedesk.i18n import _
from villagedesk.models.rollups.pieces import of_codes
from villagedesk.models.rollups.spec import Among, Cell, Condition, Row, Section, Table, Unit, Within
from villagedesk.models.special import CaseStage

WHAT: Final = "special.what"
PERSON, APPRAISAL = "person", "appraisal"
STAGE, FILED, PLANNED, COVERED = "special.stage", "special.filed", "special.planned", "special.covered"
"""`PLANNED`: 1 of one for whom there is a plan; `COVERED`: the same of those only who have a file."""
_STAGES: Final = (CaseStage.REGISTERED, CaseStage.LATER, CaseStage.OUT, CaseStage.IN, CaseStage.ENDED)


def special(year: int) -> Table:
    """Who is on the register in a year, by kind of hardship and by who referred him."""
    note = _(
        "统计到{year}年年末（当年到当日）登记的特殊困难群众，以前年度已停止服务的不算；一份登记表为一名对象。"
        "没有结论、暂缓、不纳入、已纳入、停止服务之和等于登记。评估：{year}年内的评估，一人多次的每次都算，可以超过登记数。"
        "档案：填写了建档日期的；方案：有帮扶方案的；方案覆盖率：档案中有帮扶方案的÷档案。"
        "困难类型可多选，各行相加可能超过合计。按组统计的，只有在册的户。"
    ).format(year=year)
    columns = (
        _("登记（份）"), _("没有结论（份）"), _("暂缓（份）"), _("不纳入（份）"), _("已纳入（份）"), _("停止服务（份）"),
        _("评估（人次）"), _("档案（份）"), _("方案（份）"), _("方案覆盖率（%）"), _("涉及户（户）"),
    )  # fmt: skip
    sections = (
        Section(_("合计"), (_line(_("合计")),)),
        Section(_("按困难类型"), of_codes("special.difficulties", "difficulty", _line)),
        Section(_("按转介来源"), of_codes("special.source", "referral", _line)),
    )
    return Table("special", _("特殊困难群众"), note, columns, sections, gathered="special")


def _line(label: str, *where: Condition) -> Row:
    who = (*where, Among(WHAT, (PERSON,)))
    return Row(
        label,
        (
            Cell(Unit.COPIES, who),
            *(Cell(Unit.COPIES, (*who, Among(STAGE, (one,)))) for one in _STAGES),
            Cell(Unit.PERSON_TIMES, (*where, Among(WHAT, (APPRAISAL,)))),
            Cell(Unit.COPIES, (*who, Within(FILED, 1))),
            Cell(Unit.COPIES, (*who, Within(PLANNED, 1))),
            Cell(Unit.PERCENT, who, COVERED, FILED),
            Cell(Unit.HOUSEHOLDS, who),
        ),
    )
