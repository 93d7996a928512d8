# SPDX-License-Identifier: MIT
"""危房改造进度 (domain.md §8 no. 9 and 11): of dangerous houses and of those with a repair, how far the repair is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.codes import code_list
from villagedesk.models.rollups.spec import Among, Cell, Row, Section, Table, Unit, Unknown, Within

if TYPE_CHECKING:
    from villagedesk.models.rollups.spec import Condition

HOUSE_REPAIR: Final = "house_repair"
NOT_PLANNED, BEYOND = "none", "beyond"  # no repair is planned; one was given that no plan has
STATE, WAY, DANGEROUS, GRADE = "repair.state", "repair.way", "repair.dangerous", "repair.grade"
PLANNED_MONEY, GIVEN_MONEY = "repair.planned", "repair.given"
_STATES: Final = ("planned", "running", "done", "adjusted")
_WAYS: Final = ("rebuild", "reinforce")
_GRADES: Final = ("C", "D")


def repairs(year: int) -> Table:
    """Each household stands in one line of each section."""
    note = _(
        "统计{year}年末在册、当年登记为危房，或到该年末计划、落实过危房改造的户；每组每户只在一行，各行相加等于合计。"
        "进度按最近一年计划中危房改造措施的完成情况，已取消的不算；同一年有几条的，都完成才算完成，按最慢的一条。"
        "仍为危房：当年“是否危房户”为是；改造完成后仍登记为危房的，请更新住房情况。"
        "计划金额为这些措施的资金额度，落实金额为到该年末落实记录的金额，只合计已填的。"
    ).format(year=year)
    status, items = code_list("measure_status"), code_list("measure_item")
    states = [_row(_("没有列入改造计划"), Among(STATE, (NOT_PLANNED,)))]
    states += [_row(status.shown(code, year), Among(STATE, (code,))) for code in _STATES]
    states.append(_row(_("计划中没有，已有落实"), Among(STATE, (BEYOND,))))
    states.append(_row(_("不详"), Unknown(STATE, (NOT_PLANNED, *_STATES, BEYOND))))
    ways = [_row(items.shown(code, year), Among(WAY, (code,))) for code in _WAYS]
    ways.append(_row(_("没有列入改造计划"), Among(STATE, (NOT_PLANNED,))))
    planned = Among(STATE, (*_STATES, BEYOND, "unknown"))
    ways.append(_row(_("不详"), Unknown(WAY, _WAYS), planned))
    columns = (
        _("户数"), _("仍为危房"), _("其中C级"), _("其中D级"), _("计划金额（元）"), _("落实金额（元）"),
    )  # fmt: skip
    sections = (
        Section(_("合计"), (_row(_("合计")),)),
        Section(_("改造进度"), tuple(states), adds_up=True),
        Section(_("改造方式"), tuple(ways), adds_up=True),
    )
    return Table("repairs", _("危房改造"), note, columns, sections, gathered="repairs")


def _row(label: str, *where: Condition) -> Row:
    dangerous = (*where, Within(DANGEROUS, 1, 1))
    return Row(
        label,
        (
            Cell(Unit.HOUSEHOLDS, where),
            Cell(Unit.HOUSEHOLDS, dangerous),
            *(Cell(Unit.HOUSEHOLDS, (*dangerous, Among(GRADE, (grade,)))) for grade in _GRADES),
            Cell(Unit.MONEY, where, PLANNED_MONEY),
            Cell(Unit.MONEY, where, GIVEN_MONEY),
        ),
    )
