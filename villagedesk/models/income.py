# SPDX-License-Identifier: MIT
"""Income arithmetic of the national form (domain.md §2.5): sums and per-head income are computed, never typed.

All amounts are fen. A sum of which no part is known is None, which is not 0.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.values.numbers import half_up

if TYPE_CHECKING:
    from villagedesk.models.catalogue.economy import IncomeYear

TOTALS: Final = {
    "wages": ("wage_work", "wage_post_sector", "wage_post_township", "wage_post_village", "wage_other"),
    "production": ("crops", "livestock", "orchard", "trade"),
    "production_cost": ("crops_cost", "livestock_cost", "orchard_cost", "trade_cost"),
}
"""Cells that may be typed as one figure or as their kinds (domain.md §2.5)."""
PROPERTY_PARTS: Final = ("asset_dividend", "other_property")
TRANSFER_PARTS: Final = ("family_planning", "low_income", "destitute", "pension", "ecology", "other_transfer")
PARTS: Final = (*PROPERTY_PARTS, *TRANSFER_PARTS)
"""Cells that are typed as they are and have no kinds."""
CELLS: Final = (*TOTALS, *(kind for kinds in TOTALS.values() for kind in kinds), *PARTS, "claims", "own_payments")
"""Every cell that sums are made of."""

_READ: Final = {keys: attrgetter(*keys) for keys in (PROPERTY_PARTS, TRANSFER_PARTS, *TOTALS.values())}


class IncomeSums(NamedTuple):
    """The computed cells.

    Attributes:
        gross: 年收入 = wages + production + property + transfers.
        net: 纯收入 = gross − cost of production.
        per_head: 人均纯收入 = net ÷ members, half up to the fen; None without members.
        monitored: 纳入监测对象的收入参考范围 = net + claims − own payments that count.
    """

    property: int | None
    transfers: int | None
    gross: int | None
    net: int | None
    per_head: int | None
    monitored: int | None
    monitored_per_head: int | None


def sums(income: IncomeYear, members: int) -> IncomeSums:
    """The computed cells of a year, for a household of that many members at the end of the period."""
    own, transfers = _total(income, PROPERTY_PARTS), _total(income, TRANSFER_PARTS)
    known = [one for one in (total(income, "wages"), total(income, "production"), own, transfers) if one is not None]
    if not known:
        return IncomeSums(own, transfers, None, None, None, None, None)
    gross = sum(known)
    net = gross - (total(income, "production_cost") or 0)
    monitored = net + (_amount(income, "claims") or 0) - (_amount(income, "own_payments") or 0)
    share = per_head(net, members)
    monitored_share = share if monitored == net else per_head(monitored, members)
    return IncomeSums(own, transfers, gross, net, share, monitored, monitored_share)


def total(income: IncomeYear, key: str) -> int | None:
    """A cell of `TOTALS`: what was typed, else the sum of its kinds; None where neither is known."""
    stated = getattr(income, key)
    return stated if isinstance(stated, int) else _total(income, TOTALS[key])


def unknown_cells(income: IncomeYear) -> list[str]:
    """The cells of the national form of which nothing is known, neither as one figure nor by kinds."""
    return [key for key in TOTALS if total(income, key) is None] + [
        key for key in PARTS if getattr(income, key) is None
    ]


def turning_cell(income: IncomeYear, *, above: bool) -> str | None:
    """The first cell of which nothing is known and that could bring the income down to a line, or up to it.

    Args:
        income: the year's income.
        above: whether it reaches the line by what is known; then only a cost can turn that, otherwise any earnings.
    """
    if above:
        return "production_cost" if total(income, "production") and total(income, "production_cost") is None else None
    return next((key for key in unknown_cells(income) if key != "production_cost"), None)


def kinds_of(income: IncomeYear, key: str) -> int | None:
    """The sum of the kinds of a cell of `TOTALS`; None where none is known."""
    return _total(income, TOTALS[key])


def per_head(total: int | None, members: int) -> int | None:
    """A total divided among members, rounded half up (away from zero) to the fen."""
    if total is None or members <= 0:
        return None
    share = half_up(abs(total), members)
    return share if total >= 0 else -share


def _amount(income: IncomeYear, key: str) -> int | None:
    value = getattr(income, key)
    return value if isinstance(value, int) else None


def _total(income: IncomeYear, keys: tuple[str, ...]) -> int | None:
    known = [value for value in _READ[keys](income) if isinstance(value, int)]  # hot: every check of income asks
    return sum(known) if known else None
