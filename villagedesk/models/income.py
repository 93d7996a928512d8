# SPDX-License-Identifier: MIT
"""Income arithmetic of the national form (domain.md §2.5): sums and per-head income are computed, never typed.

All amounts are fen. A sum of which no part is known is None, which is not 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

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


@dataclass(frozen=True, slots=True)
class IncomeSums:
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
    property_income = _total(income, PROPERTY_PARTS)
    transfers = _total(income, TRANSFER_PARTS)
    gross = _plus(total(income, "wages"), total(income, "production"), property_income, transfers)
    net = None if gross is None else gross - (total(income, "production_cost") or 0)
    monitored = None if net is None else net + (_amount(income, "claims") or 0) - (_amount(income, "own_payments") or 0)
    return IncomeSums(
        property=property_income,
        transfers=transfers,
        gross=gross,
        net=net,
        per_head=per_head(net, members),
        monitored=monitored,
        monitored_per_head=per_head(monitored, members),
    )


def total(income: IncomeYear, key: str) -> int | None:
    """A cell of `TOTALS`: what was typed, else the sum of its kinds; None where neither is known."""
    stated = _amount(income, key)
    return kinds_of(income, key) if stated is None else stated


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
    found = None
    for key in keys:  # hot: every check of income comes by here
        value = getattr(income, key)
        if isinstance(value, int):
            found = value if found is None else found + value
    return found


def _plus(*parts: int | None) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None
