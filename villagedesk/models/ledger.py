# SPDX-License-Identifier: MIT
"""From the lines of an income ledger to the cells of the national form (domain.md §2.5).

What was typed into a cell stands as it was stated; the ledger fills cells that nobody typed, and differs, visibly, from
those that somebody did. Nothing computed here is stored. Amounts are fen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, clauses, english
from villagedesk.models.codes import code_list
from villagedesk.models.income import TOTALS, kinds_of
from villagedesk.models.income_period import Period, quarter, year_of
from villagedesk.models.values.numbers import from_scaled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from villagedesk.models.catalogue.economy import IncomeYear
    from villagedesk.models.catalogue.ledger import IncomeLine
    from villagedesk.models.codes import Code
    from villagedesk.models.income_period import Edition

ESTIMATED: Final = "estimate"  # kind of evidence of lines that the calculator made


@dataclass(frozen=True, slots=True)
class Booked:
    """A line with what it comes to.

    Attributes:
        income: what it adds to `cell`; None where it adds nothing.
        cost: what it adds to `cost_cell`; None likewise.
        why_not: why nothing of it counts, in words; empty for a line that counts.
    """

    line: IncomeLine
    income: int | None = None
    cost: int | None = None
    cell: str = ""
    cost_cell: str = ""
    why_not: str = ""

    @property
    def remark(self) -> str:
        """What does not count of a line that does, in words."""
        return "" if self.why_not else _remark(self.line, self)

    @property
    def counts(self) -> bool:
        """Whether anything of it counts."""
        return not self.why_not

    def amount_in(self, cell: str) -> int | None:
        """What it adds to a cell; None if nothing."""
        if self.counts and cell == self.cell and self.income is not None:
            return self.income
        return self.cost if self.counts and cell == self.cost_cell else None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines of a year and the sums of those that count, by cell of `IncomeYear`."""

    year: int
    period: Period
    lines: tuple[Booked, ...]
    cells: Mapping[str, int]

    def of_cell(self, cell: str) -> list[Booked]:
        """The lines that add to a cell, or to a kind of it."""
        wanted = (cell, *TOTALS.get(cell, ()))
        return [one for one in self.lines if any(one.amount_in(key) is not None for key in wanted)]

    @property
    def left_out(self) -> list[Booked]:
        """The lines of which nothing counts."""
        return [one for one in self.lines if not one.counts]


class Difference(NamedTuple):
    """A cell that was typed and says something else than the ledger; `booked` is what the ledger comes to."""

    cell: str
    stated: int
    booked: int

    @property
    def more(self) -> int:
        """By how much the ledger exceeds what was typed."""
        return self.booked - self.stated


def amount_of(line: IncomeLine) -> int | None:
    """The income of a line: what was written down, else quantity times price, half up to the fen."""
    if isinstance(line.gross, int):
        return line.gross
    return times(line.quantity, line.price)


def times(quantity: object, price: object) -> int | None:
    """Hundredths of a unit times fen per unit, half up; None where either is unknown."""
    if not isinstance(quantity, int) or not isinstance(price, int):
        return None
    return (quantity * price + 50) // 100


def ledger_of(lines: Iterable[IncomeLine], year: int, period: Period, editions: Sequence[Edition] = ()) -> Ledger:
    """The ledger of a year; `editions` tell in which year a line belongs that lies outside the period."""
    booked = tuple(_booked(line, year, period, editions) for line in lines)
    cells: dict[str, int] = {}
    for one in booked:
        for cell in {one.cell, one.cost_cell}:
            amount = one.amount_in(cell) if cell else None
            if amount is not None:
                cells[cell] = cells.get(cell, 0) + amount
    return Ledger(year, period, booked, cells)


# -- one line -----------------------------------------------------------------------------------------------------------


def item_of(line: IncomeLine, year: int | None = None) -> Code | None:
    """The entry of its item; None for a line without one, or with one of a newer program."""
    return _entry(line.item, year) if line.item else None


@cache
def _entry(item: str, year: int | None) -> Code | None:
    return code_list("income_item").entry(item, year)


def _booked(line: IncomeLine, year: int, period: Period, editions: Sequence[Edition]) -> Booked:
    item = item_of(line, year)
    why_not = _no_item(line, item) or _elsewhere(line, year, period, editions)
    if item is None or why_not:
        return Booked(line, why_not=why_not)
    cell, cost_cell = item.more["cell"], item.more["cost_cell"]
    income = amount_of(line)
    cost = line.cost if isinstance(line.cost, int) else None
    if not cell and cost is None:  # an outlay that was written into the wrong column is one all the same
        cost, income = income, None
    found = Booked(line, income if cell else None, cost if cost_cell else None, cell, cost_cell)
    if found.income is None and found.cost is None:
        return Booked(line, cell=cell, cost_cell=cost_cell, why_not=_("没有填写金额，也没有数量和单价"))
    return found


def _no_item(line: IncomeLine, item: Code | None) -> str:
    if item is None:
        return _("没有选择收支项目") if not line.item else _("收支项目不在本版本的代码表中")
    if not item.more["cell"] and not item.more["cost_cell"]:
        return item.more["reason_en"] if english() else item.more["reason"]
    return ""


def _elsewhere(line: IncomeLine, year: int, period: Period, editions: Sequence[Edition]) -> str:
    """Why a line is not of this year: it was put into another, or its day or quarter lies outside the period."""
    if isinstance(line.year, int) and line.year != year:
        return _("记在{year}年度").format(year=line.year)
    when = span_of(line, year)
    if when is None or period.holds(when):
        return ""
    shown = line.date or code_list("income_quarter").shown(line.quarter or "")
    text = _("{when}不在{year}年度的核算期间（{period}）内").format(when=shown, year=year, period=period.words())
    owner = belongs_to(line, year, editions)
    return text + (_("，应记入{year}年度").format(year=owner) if owner else "")


def span_of(line: IncomeLine, year: int) -> Period | None:
    """The day of a line, or its quarter; None where neither is known."""
    if line.date:
        return Period(line.date, line.date)
    return quarter(year, line.quarter) if line.quarter else None


def belongs_to(line: IncomeLine, year: int, editions: Sequence[Edition]) -> int | None:
    """The year in whose period a line's day or quarter lies; None where that is not known or it lies in none."""
    when = span_of(line, year)
    if when is None or not editions:
        return None
    owner = year_of(when.first, editions)
    return owner if owner is not None and owner == year_of(when.last, editions) else None


def _remark(line: IncomeLine, found: Booked) -> str:
    """What is odd about a line that counts."""
    said = []
    reckoned = times(line.quantity, line.price)
    if isinstance(line.gross, int) and reckoned is not None and reckoned != line.gross:
        said.append(_("数量乘单价是{amount}元，按填写的金额计").format(amount=yuan(reckoned)))
    if isinstance(line.cost, int) and line.cost and not found.cost_cell:
        said.append(_("国家表中这一项没有支出，支出{amount}元不扣除").format(amount=yuan(line.cost)))
    if isinstance(line.gross, int) and line.gross and not found.cell and isinstance(line.cost, int):
        said.append(_("这一项是支出，收入金额{amount}元不计").format(amount=yuan(line.gross)))
    if not line.date and not line.quarter:
        said.append(_("没有日期和季度，按所在年度计"))
    return clauses(said)


def yuan(fen: int) -> str:
    """An amount for sentences on the screen."""
    return from_scaled(fen, 2, grouped=True)


# -- against what was typed ---------------------------------------------------------------------------------------------


def with_ledger(income: IncomeYear, cells: Mapping[str, int]) -> IncomeYear:
    """The year with the ledger's sums in cells that nobody typed; cells that somebody typed stay."""
    fill = {cell: amount for cell, amount in cells.items() if getattr(income, cell) is None}
    return income.having(**fill) if fill else income


def booked_total(income: IncomeYear, cells: Mapping[str, int], key: str) -> int | None:
    """What the ledger says a total comes to; kinds of which it knows nothing count as they were typed."""
    kinds = TOTALS[key]
    if not any(kind in cells for kind in kinds):
        return None
    return kinds_of(income.having(**{kind: cells[kind] for kind in kinds if kind in cells}), key)


def differences(income: IncomeYear, cells: Mapping[str, int]) -> list[Difference]:
    """The cells that were typed and differ from the ledger, totals after their kinds."""
    found = [(cell, amount) for cell, amount in cells.items()]
    found += [(key, total) for key in TOTALS if (total := booked_total(income, cells, key)) is not None]
    return [
        Difference(cell, stated, amount)
        for cell, amount in found
        if isinstance(stated := getattr(income, cell), int) and stated != amount
    ]


def adopted(income: IncomeYear, cells: Mapping[str, int], wanted: Collection[str] | None = None) -> dict[str, int]:
    """What has to be written so that the year says what the ledger says; a total that nobody typed stays computed.

    Args:
        income: the year as it was typed.
        cells: the ledger's sums.
        wanted: only these cells; all without it.
    """
    chosen = {cell: amount for cell, amount in cells.items() if wanted is None or cell in wanted}
    found = {cell: amount for cell, amount in chosen.items() if getattr(income, cell) != amount}
    for key in TOTALS:
        total = booked_total(income, chosen, key)
        stated = getattr(income, key)
        if total is not None and isinstance(stated, int) and stated != total:
            found[key] = total
    return found
