# SPDX-License-Identifier: MIT
"""What a roll-up counts, by columns: a condition marks its rows once, so that a cell of a table costs no pass of its own.

Marks are a whole number with one byte for each row, 1 where the row is meant: several conditions are one `&`, and to count the
rows is to count the bits.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain, compress
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.spec import NA
from villagedesk.models.rollups.spec import Among, NotApplicable, Unit, Unknown, Within
from villagedesk.models.values.numbers import half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from villagedesk.models.rollups.spec import Cell, Condition

_BYTE: Final = 256
_FEW: Final = 24  # below one in so many, rows are looked for one by one


def holds(condition: Condition, value: Any) -> bool:
    """Whether a value meets a condition; a set of codes does as soon as one of them does."""
    several = value if isinstance(value, tuple) else (value,)
    match condition:
        case Among(codes=codes):
            return any(one in codes for one in several)
        case Within(low=low, high=high):
            known = isinstance(value, int)
            return known and (low is None or value >= low) and (high is None or value <= high)
        case NotApplicable():
            return value is NA
        case Unknown(codes=codes):
            if value is None or value == ():
                return True
            return bool(codes) and value is not NA and not any(one in codes for one in several)


def share(part: int, whole: int, parts: int) -> int | None:
    """A part of a whole in so many parts (hundredths of a percent, or of a day on average), half up; None of nothing."""
    return half_up(part * parts, whole) if whole > 0 else None


class Columns:
    """Rows of which each is about a household, a person, a visit or whatever is counted."""

    def __init__(
        self, households: Sequence[str], persons: Iterable[tuple[str, ...]], column: Callable[[str], Sequence[Any]]
    ) -> None:
        """Keep the columns; facts are asked for when a cell needs them.

        Args:
            households: the id of the household of each row; empty where there is none.
            persons: the ids of the persons each row is about; gone through once, if persons are counted.
            column: the values of a fact, one for each row; what is not known of a row is None.
        """
        self._size = len(households)
        self._column = column
        self._homes = households
        self._persons = persons
        self._facts: dict[str, _Fact] = {}
        self._figures: dict[str, list[int]] = {}
        self._marked: dict[Condition, int] = {}
        self._met: dict[tuple[Condition, ...], _Rows] = {}
        self._all = int.from_bytes(b"\x01" * self._size, "little")

    def count(self, cells: Iterable[Cell], where: Sequence[Condition] = ()) -> list[int | None]:
        """The value of each cell, in their order, of the rows that meet some conditions; None for a percentage of nothing."""
        return [self._value(cell, self._rows((*where, *cell.where))) for cell in cells]

    def behind(self, cell: Cell) -> list[int]:
        """The places of the rows that a cell counts, or whose figures it adds up."""
        places = self._rows(cell.where).of(range(self._size))
        if not cell.total:
            return list(places)
        known = self._fact(cell.of or cell.total).values
        return [place for place in places if known[place]]

    @cached_property
    def _apart(self) -> bool:
        """Whether each row is about another household."""
        return len(set(self._homes) - {""}) == self._size

    @cached_property
    def _each_person(self) -> _Ids:
        return _Ids(list(self._persons))

    def _rows(self, where: tuple[Condition, ...]) -> _Rows:
        rows = self._met.get(where)
        if rows is None:  # most lines count the same rows as households and as persons
            marks = self._all
            for one in where:
                found = self._marked.get(one)
                if found is None:
                    found = self._marked[one] = self._fact(one.fact).marks(one)
                marks &= found
            rows = self._met[where] = _Rows(marks, self._size)
        return rows

    def _fact(self, fact: str) -> _Fact:
        found = self._facts.get(fact)
        if found is None:
            found = self._facts[fact] = _Fact(self._column(fact))
        return found

    def _value(self, cell: Cell, rows: _Rows) -> int | None:
        if cell.of:
            parts = 10_000 if cell.unit is Unit.PERCENT else 100
            return share(self._sum(rows, cell.total), self._sum(rows, cell.of), parts)
        if cell.unit.of_others:
            return self._others(cell, rows)
        if cell.total:
            return self._sum(rows, cell.total)
        if cell.unit is Unit.HOUSEHOLDS:
            return rows.number if self._apart else len(set(rows.of(self._homes)) - {""})
        if cell.unit is Unit.PEOPLE:
            return self._each_person.count(rows)
        return rows.number

    def _others(self, cell: Cell, rows: _Rows) -> int | None:
        """How many cadres, units or villages there are, or what falls to each of them on average."""
        fact = self._fact(cell.total)
        known = _Rows(rows.marks & fact.known, self._size)
        others = len(set(known.of(fact.numbers)))
        if cell.unit is Unit.HOUSEHOLDS_EACH:
            return share(len(set(zip(known.of(fact.numbers), known.of(self._homes), strict=True))), others, 100)
        return share(known.number, others, 100) if cell.unit is Unit.VISITS_EACH else others

    def _sum(self, rows: _Rows, fact: str) -> int:
        figures = self._figures.get(fact)
        if figures is None:
            values = self._fact(fact).values
            figures = self._figures[fact] = [value if isinstance(value, int) else 0 for value in values]
        return sum(rows.of(figures))


class _Rows:
    """Some of the rows."""

    def __init__(self, marks: int, size: int) -> None:
        self.marks = marks
        self.number = marks.bit_count()
        self._size = size

    def of(self, column: Sequence[Any]) -> Iterable[Any]:
        """What stands in a column of these rows."""
        if self.number * _FEW > self._size:
            return compress(column, self.marks.to_bytes(self._size, "little"))
        return map(column.__getitem__, self._places)

    @cached_property
    def _places(self) -> list[int]:
        """Where few rows stand: of a line of hundreds, to go through all rows would take longer than to look for them."""
        found, rows = [], self.marks.to_bytes(self._size, "little")
        place = rows.find(1)
        while place >= 0:
            found.append(place)
            place = rows.find(1, place + 1)
        return found


class _Fact:
    """The values of a fact; few of them differ, so that each is looked at once for a condition."""

    def __init__(self, values: Sequence[Any]) -> None:
        self.values = values
        self._distinct = list(dict.fromkeys(values))
        numbers = {value: number for number, value in enumerate(self._distinct)}
        self.numbers = (bytes if len(numbers) <= _BYTE else list)(map(numbers.__getitem__, values))

    @cached_property
    def known(self) -> int:
        """The rows of which it is known, and neither nothing nor no."""
        return self._where(list(map(bool, self._distinct)))

    def marks(self, condition: Condition) -> int:
        """The rows whose value meets a condition."""
        return self._where(_meeting(condition, self._distinct))

    def _where(self, met: list[bool]) -> int:
        if isinstance(self.numbers, bytes):
            rows = self.numbers.translate(bytes(met).ljust(_BYTE, b"\x00"))
        else:
            rows = bytes(map(met.__getitem__, self.numbers))
        return int.from_bytes(rows, "little")


def _meeting(condition: Condition, values: list[Any]) -> list[bool]:
    """`holds` of each value; of figures nearly all differ, and a call for each would be felt."""
    if isinstance(condition, Within):
        low = float("-inf") if condition.low is None else condition.low
        high = float("inf") if condition.high is None else condition.high
        return [isinstance(value, int) and low <= value <= high for value in values]
    return [holds(condition, value) for value in values]


class _Ids:
    """Ids that are counted each once; where none stands twice, it is enough how many each row has."""

    def __init__(self, ids: Sequence[tuple[str, ...]]) -> None:
        self._ids = ids
        self._numbers = [len(some) for some in ids]
        self._once = sum(self._numbers) == len(set(chain.from_iterable(ids)))

    def count(self, rows: _Rows) -> int:
        """How many different ones the rows have."""
        if self._once:
            return sum(rows.of(self._numbers))
        return len(set(chain.from_iterable(rows.of(self._ids))))
