# SPDX-License-Identifier: MIT
"""Income arithmetic of the national form (domain.md §2.5): sums and per-head income are computed, never typed.

All amounts are fen. A sum of which no part is known is None, which is not 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from villagedesk.models.catalogue.economy import IncomeYear

PROPERTY_PARTS: Final = ("asset_dividend", "other_property")
TRANSFER_PARTS: Final = ("family_planning", "low_income", "destitute", "pension", "ecology", "other_transfer")


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
    gross = _plus(_amount(income, "wages"), _amount(income, "production"), property_income, transfers)
    net = None if gross is None else gross - (_amount(income, "production_cost") or 0)
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


def per_head(total: int | None, members: int) -> int | None:
    """A total divided among members, rounded half up (away from zero) to the fen."""
    if total is None or members <= 0:
        return None
    share = (2 * abs(total) + members) // (2 * members)
    return share if total >= 0 else -share


def _amount(income: IncomeYear, key: str) -> int | None:
    value = getattr(income, key)
    return value if isinstance(value, int) else None


def _total(income: IncomeYear, keys: tuple[str, ...]) -> int | None:
    return _plus(*(_amount(income, key) for key in keys))


def _plus(*parts: int | None) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None
