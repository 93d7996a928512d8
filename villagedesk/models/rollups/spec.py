# SPDX-License-Identifier: MIT
"""Of what a roll-up is made (domain.md §8): a cell counts households or persons by a condition, or adds up a figure of them.

A fact is named by its record and its field, as in the field catalogue (`household_year.exit_status`); besides there are
`member.age` (completed years at the end of the year), `cause.main` (the main cause) and `cause.all` (every cause). Facts
that no record holds are worked out by `services.figures.tallies`, and named by what they are about (`income.ratio`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Unit(StrEnum):
    """What a cell counts; 户, 人, 人次 and 户次 are four different counts and never added to each other (domain.md §8)."""

    HOUSEHOLDS = "户"
    PEOPLE = "人"
    HOUSEHOLD_TIMES = "户次"
    PERSON_TIMES = "人次"
    ITEMS = "项"
    CASES = "件"
    TIMES = "次"
    DAYS = "天"
    WHOLE_DAYS = "日"
    CADRES = "名"
    OFFICES = "个"
    HOUSEHOLDS_EACH = "户/名"
    VISITS_EACH = "户次/名"
    COPIES = "份"
    LOANS = "笔"
    VILLAGES = "村"
    AREA = "亩"
    MONEY = "元"
    PERCENT = "%"

    @property
    def decimals(self) -> int:
        """How many of the digits of a value stand behind the point: areas, money, averages and percentages are in hundredths."""
        return 2 if self in {Unit.AREA, Unit.MONEY, Unit.PERCENT, Unit.DAYS, *_EACH} else 0

    @property
    def words(self) -> str:
        """What it is called in the interface language."""
        return {
            Unit.HOUSEHOLDS: _("户"),
            Unit.PEOPLE: _("人"),
            Unit.HOUSEHOLD_TIMES: _("户次"),
            Unit.PERSON_TIMES: _("人次"),
            Unit.ITEMS: _("项"),
            Unit.CASES: _("件"),
            Unit.TIMES: _("次"),
            Unit.DAYS: _("天"),
            Unit.WHOLE_DAYS: _("天"),
            Unit.CADRES: _("名（责任人）"),
            Unit.OFFICES: _("个（单位）"),
            Unit.HOUSEHOLDS_EACH: _("户/名（每名责任人）"),
            Unit.VISITS_EACH: _("户次/名（每名责任人）"),
            Unit.VILLAGES: _("个（村）"),
            Unit.COPIES: _("份"),
            Unit.LOANS: _("笔"),
            Unit.AREA: _("亩"),
            Unit.MONEY: _("元"),
            Unit.PERCENT: "%",
        }[self]

    @property
    def of_others(self) -> bool:
        """Whether it is about cadres, units or villages (`Cell.total`): how many, each once, or what falls to each on average."""
        return self in {Unit.CADRES, Unit.OFFICES, Unit.VILLAGES, *_EACH}


_EACH: Final = (Unit.HOUSEHOLDS_EACH, Unit.VISITS_EACH)


@dataclass(frozen=True, slots=True)
class Among:
    """The fact is one of these codes; of a fact with several codes, at least one is."""

    fact: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """The figure is known and lies between these, both included; None is no limit. Yes is 1, no is 0."""

    fact: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The fact is not known, and not 不适用 either; or it is a code that is not among these, where some are given."""

    fact: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Somebody said that the question does not arise (不适用)."""

    fact: str


Condition = Among | Within | Unknown | NotApplicable


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell counts.

    Attributes:
        unit: what is counted.
        where: all of these hold; none counts everybody.
        total: the figure that is added up (areas in hundredths of a mu, money in fen), or, where cadres, units or villages
            are counted, the fact that tells them apart.
        of: of a percentage, the figure that `total` is a part of; of days, the one that they are divided by (their average).
        over: of a table whose facts stand in the file, the cell that this one is divided by: a share in percent, an area per head.
    """

    unit: Unit
    where: tuple[Condition, ...] = ()
    total: str = ""
    of: str = ""
    over: Cell | None = None

    def facts(self) -> Iterator[str]:
        """The facts that the cell is about."""
        for condition in self.where:
            yield condition.fact
        if self.total:
            yield self.total
        if self.of:
            yield self.of


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its name, and its cells from left to right.

    Attributes:
        always: it stands there even where there is nothing.
        rare: it stands there only where there is something, as a code that the forms of the year did not know.
    """

    label: str
    cells: tuple[Cell, ...]
    always: bool = False
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together.

    Attributes:
        adds_up: each household and person stands in exactly one line, so that the lines add up to the total of the table.
    """

    label: str
    rows: tuple[Row, ...]
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """A column of the list of households that belongs to a table (明细).

    Attributes:
        fact: what stands in it; it is worked out like the facts of the cells.
        unit: of a figure, how many of its digits stand behind the point; None where `codes` tells what to write.
        codes: what is written for each value; values that are not among them leave the place empty.
    """

    label: str
    fact: str
    unit: Unit | None = None
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Each:
    """The list of cadres that belongs to a table: what each of them has of its entries.

    Attributes:
        fact: the id of the cadre, or a set of them.
        columns: heading and cell of each column.
    """

    fact: str
    columns: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A roll-up of a year.

    Attributes:
        note: 口径: who is counted, and whether the lines add up.
        columns: what stands above the cells, without the name of the line.
        gathered: by which of `services.figures.tallies` its facts are worked out; empty for facts that stand in the file.
        slow: whether counting a township takes more than a second.
        sparse: whether lines of which nothing is there are left out.
        details: the columns of its list of households; none has no list.
        each: its list of cadres, if it has one.
    """

    key: str
    title: str
    note: str
    columns: tuple[str, ...]
    sections: tuple[Section, ...]
    gathered: str = ""
    slow: bool = False
    sparse: bool = False
    details: tuple[Detail, ...] = ()
    each: Each | None = None

    def headed(self, section: Section) -> bool:
        """Whether the name of a section stands above its lines."""
        return len(self.sections) > 1 and len(section.rows) > 1

    def left_out(self, row: Row, values: Iterable[int | None]) -> bool:
        """Whether a line with these values is not shown."""
        return (self.sparse or row.rare) and not row.always and not any(values)

    def rows(self) -> Iterator[tuple[Section, Row]]:
        """All lines from top to bottom, with the section of each."""
        for section in self.sections:
            for row in section.rows:
                yield section, row
