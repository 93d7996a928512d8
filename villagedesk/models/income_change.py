# SPDX-License-Identifier: MIT
"""How a year's income compares with the year before, cell by cell, and what stands out of it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.income import TOTALS, sums, total
from villagedesk.models.income_steps import cell_label, signed
from villagedesk.models.ledger import yuan
from villagedesk.models.values.numbers import half_up

if TYPE_CHECKING:
    from villagedesk.models.catalogue.economy import IncomeYear

# The national cells in the order of the form (domain.md §2.5); "=" marks those that are computed.
CELLS: Final = (
    "wages", "production", "=property", "asset_dividend", "other_property", "=transfers", "family_planning",
    "low_income", "destitute", "pension", "ecology", "other_transfer", "production_cost", "=gross", "=net", "=per_head",
    "claims", "own_payments", "=monitored", "=monitored_per_head",
)  # fmt: skip


class Change(NamedTuple):
    """A cell in two years; `percent` in hundredths of a percent, half away from zero, None where there is no base."""

    name: str
    before: int | None
    now: int | None
    percent: int | None

    @property
    def label(self) -> str:
        """What the cell is called."""
        return cell_label(self.name)

    @property
    def more(self) -> int | None:
        """By how much it grew; None while one of the years is unknown."""
        return None if self.before is None or self.now is None else self.now - self.before

    @property
    def percent_words(self) -> str:
        """The percentage with its sign and two places; empty where there is none."""
        if self.percent is None:
            return ""
        whole, part = divmod(abs(self.percent), 100)
        return f"{'-' if self.percent < 0 else '+' if self.percent else ''}{whole}.{part:02d}%"


class YearOf(NamedTuple):
    """A year's income and among how many it is divided."""

    income: IncomeYear
    sharers: int


def compare(before: YearOf, now: YearOf) -> list[Change]:
    """Every cell of which something is known in either year."""
    found = []
    for cell in CELLS:
        then, today = _amount(before, cell), _amount(now, cell)
        if then is not None or today is not None:
            found.append(Change(cell.removeprefix("="), then, today, _percent(then, today)))
    return found


def _amount(year: YearOf, cell: str) -> int | None:
    value: int | None
    if cell.startswith("="):
        value = getattr(sums(year.income, year.sharers), cell[1:])
        return value
    if cell in TOTALS:
        return total(year.income, cell)
    value = getattr(year.income, cell)
    return value if isinstance(value, int) else None


def _percent(before: int | None, now: int | None) -> int | None:
    """(now − before) ÷ |before|; without a base, or from a negative one, there is no percentage."""
    if before is None or now is None or before <= 0:
        return None
    more = now - before
    share = half_up(abs(more) * 10_000, before)
    return share if more >= 0 else -share


def standing_out(changes: list[Change], limit: int | None) -> list[str]:
    """What somebody will ask about, one sentence each; nothing is compared with a year of which nothing is known.

    Args:
        changes: what `compare` gives.
        limit: percent from which on a change is pointed out; None points out only what came, went or turned.
    """
    if all(one.before is None for one in changes):
        return [_("上年没有登记收支，无法比较")] if changes else []
    return [said for one in changes if (said := _odd(one, limit))]


def _odd(one: Change, limit: int | None) -> str:
    label = one.label
    if one.now is not None and one.now > 0 and not one.before:
        return _("{label}上年没有，今年{now}元").format(label=label, now=yuan(one.now))
    if one.before is not None and one.before > 0 and one.now is None:
        return _("{label}上年{before}元，今年没有填写").format(label=label, before=yuan(one.before))
    if one.before is not None and one.before > 0 and one.now == 0:
        return _("{label}上年{before}元，今年为0").format(label=label, before=yuan(one.before))
    if one.now is not None and one.now < 0 and (one.before is None or one.before >= 0):
        return _("{label}今年为负数：{now}元").format(label=label, now=yuan(one.now))
    if limit is None or one.percent is None or abs(one.percent) <= limit * 100 or one.more is None:
        return ""
    text = _("{label}比上年{more}元（{percent}），超过{limit}%，请在收支说明中写明原因")
    return text.format(label=label, more=signed(one.more), percent=one.percent_words, limit=limit)
