# SPDX-License-Identifier: MIT
"""计划与实际脱贫 (domain.md §8 no. 4): for each year how many were to leave poverty, and how many did."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.eras import FIRST_EXIT, LAST_EXIT
from villagedesk.models.rollups.pieces import whom
from villagedesk.models.rollups.spec import Cell, Row, Section, Table, Unit, Within

if TYPE_CHECKING:
    from villagedesk.models.rollups.spec import Condition

_PLANNED, _EXITED = "household.plan_exit_year", "household_year.exit_year"
_AS_PLANNED: Final = Within("household.left_as_planned", 1, 1)
_BEFORE, _AFTER = FIRST_EXIT - 1, LAST_EXIT + 1


def exit_plan(_year: int) -> Table:
    """Planned and real exits side by side; the real ones are those of the record of the year that is looked at."""
    years: list[tuple[str, int | None, int | None]] = [(_("合计"), None, None)]
    years += [(_("{year}年").format(year=one), one, one) for one in range(FIRST_EXIT, LAST_EXIT + 1)]
    rare = [
        (_("{year}年以前").format(year=FIRST_EXIT), None, _BEFORE),
        (_("{year}年以后").format(year=LAST_EXIT), _AFTER, None),
    ]
    rows = [_row(*one) for one in years] + [replace(_row(*one), rare=True) for one in rare]
    note = _(
        "计划按户的“计划脱贫年度”，实际按该年记录的“脱贫年度”；没有填写的不在内，见历年脱贫。"
        "按计划年度脱贫：实际脱贫年度就是计划年度的户，提前和推迟的不算。"
        "完成率：实际脱贫户数÷计划脱贫户数，提前或推迟脱贫时可能超过100%。"
    )
    columns = (
        _("计划户数"),
        _("计划人数"),
        _("实际户数"),
        _("实际人数"),
        _("其中按计划年度脱贫的户数"),
        _("完成率（%）"),
    )
    return Table("exit_plan", _("计划与实际脱贫"), whom(note), columns, (Section(_("脱贫年度"), tuple(rows)),))


def _row(label: str, low: int | None, high: int | None) -> Row:
    planned: tuple[Condition, ...] = (Within(_PLANNED, low, high),)
    exited: tuple[Condition, ...] = (Within(_EXITED, low, high),)
    units: Final = (Unit.HOUSEHOLDS, Unit.PEOPLE)
    return Row(
        label,
        (
            *(Cell(unit, planned) for unit in units),
            *(Cell(unit, exited) for unit in units),
            Cell(Unit.HOUSEHOLDS, (*planned, _AS_PLANNED)),
            Cell(Unit.PERCENT, exited, over=Cell(Unit.HOUSEHOLDS, planned)),
        ),
    )
