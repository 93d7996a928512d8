# SPDX-License-Identifier: MIT
"""参保率 (domain.md §8 no. 8): who has basic insurance of either kind, as a resident or as an employee."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.rollups.pieces import line
from villagedesk.models.rollups.spec import Among, Cell, Section, Unit, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.rollups.spec import Condition, Row

_MEDICAL, _PENSION = "member.insured", "member.pensioned"
_EXEMPT: Final = ("young", "student")
_OWED: Final = Unknown(_PENSION, _EXEMPT)
"""Whoever is neither too young nor at school: an unknown age exempts nobody."""


def medical(units: Iterable[Unit]) -> Section:
    """Basic medical insurance; soldiers in service are cared for by the army."""
    units = tuple(units)
    rows = (
        line(_("已参保"), units, Among(_MEDICAL, ("yes",))),
        line(_("现役军人，没有另外参保"), units, Among(_MEDICAL, ("soldier",))),
        line(_("没有参保"), units, Among(_MEDICAL, ("no",))),
        line(_("不详"), units, Unknown(_MEDICAL)),
    )
    return Section(_("基本医疗保险（居民或职工）"), rows, adds_up=True)


def pension(units: Iterable[Unit]) -> Section:
    """Basic pension insurance; shares are those of the people who are to have it."""
    units = tuple(units)
    rows = (
        _owed(_("应参保"), units, _OWED),
        _owed(_("　已参保"), units, Among(_PENSION, ("yes",))),
        _owed(_("　没有参保"), units, Among(_PENSION, ("no",))),
        _owed(_("　不详"), units, Unknown(_PENSION)),
    )
    return Section(_("基本养老保险（居民或职工）"), rows)


def _owed(label: str, units: Iterable[Unit], where: Condition) -> Row:
    row = line(label, units, where)
    share = Cell(Unit.PERCENT, (where,), over=Cell(Unit.PEOPLE, (_OWED,)))
    return replace(row, cells=(*row.cells, share))
