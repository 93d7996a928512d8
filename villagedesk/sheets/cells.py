# SPDX-License-Identifier: MIT
"""Every cell of a roster read by the rules of its field: values to keep, and complaints that name row and column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.catalogue.spec import Kind, Value
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values import parse
from villagedesk.models.values.identity import birth_in, sex_in
from villagedesk.models.values.parse import EMPTY_WORDS, Reading
from villagedesk.models.values.text import clean_line, half_width
from villagedesk.sheets.lines import Lines, place_of
from villagedesk.sheets.targets import CONTEXT, value_spec

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.sheets.columns import Column, Layout
    from villagedesk.sheets.reading import Cell

PARTS: Final = ("household", "household_year", "member", "member_year", "cause", "income_year", CONTEXT)
YEAR: Final = "household_year.year"
ERASE: Final = frozenset({"<清空>", "＜清空＞", "〈清空〉", "《清空》", "【清空】", "[清空]"})
_KEPT: Final = frozenset(
    {"member.name", "member.person_no", "household.hh_no"}
)  # what tells who it is: not to be erased
_LONG_NUMBERS: Final = frozenset({"household.hh_no", "household.local_no", "member.person_no", "context.code"})
_NUMBER_KINDS: Final = frozenset({Kind.ID_NUMBER, Kind.CARD_NUMBER, Kind.BANK_NUMBER, Kind.PHONE})
_SCIENTIFIC: Final = re.compile(r"\s*\d(\.\d+)?[eE]\+?\d+\s*", re.ASCII)
_ROUNDED: Final = 1e15  # Excel keeps 15 digits


class Inference(NamedTuple):
    """A fact that follows from another: sex and birth from the identity number, the disability from its card.

    `beside`: fields that are filled together, from a text of the same record (the parts of a place).
    """

    part: str
    key: str
    value: Value
    source: str  # field of `member` it follows from; of `part` where `beside` is given
    beside: tuple[str, ...] = ()


@dataclass(slots=True)
class Row:
    """What a row says.

    Attributes:
        line: its number as Excel shows it.
        said: part of the catalogue → field → value; an empty cell is missing, an erased one is None.
        inferred: facts that follow from another cell, for where nothing is said of them.
        notes: complaints, with their place; `marked` are the columns they are about.
        doubtful: whether a cell was refused or contradicts others.
        held: whether nothing of the row may be imported.
    """

    line: int
    said: dict[str, dict[str, Value]]
    inferred: list[Inference] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)
    doubtful: bool = False
    held: bool = False

    @property
    def name(self) -> str:
        """The person's name, empty if the row has none."""
        return str(self.said["member"].get("name") or "")

    def complain(self, problem: Problem, column: int | None = None, *, doubtful: bool = True) -> None:
        """Add a complaint at this row; `column` (from 0) narrows the place."""
        self.notes.append(problem.at(place=place_of(self.line, column)))
        if column is not None:
            self.marked.append(column)
        self.doubtful = self.doubtful or doubtful

    def hold(self, problem: Problem, column: int | None = None) -> None:
        """Keep the whole row out, with the reason."""
        self.complain(problem, column)
        self.held = True


class _Outcome(NamedTuple):
    """A cell as read, shared by all cells with the same content."""

    value: Value
    problems: tuple[Problem, ...] = ()
    refused: bool = False
    also: tuple[tuple[str, str, Value], ...] = ()  # part, field, value that the same cell says
    inferred: tuple[Inference, ...] = ()
    plain: bool = False  # nothing but a value


def read_rows(
    lines: Lines, layout: Layout, *, today: dt.date, year: int, check: Callable[[], None] = lambda: None
) -> list[Row]:
    """All rows, column by column; equal cells of a column are read once.

    Args:
        lines: the rows about people.
        layout: what the columns mean.
        today: the day against which dates are checked.
        year: the year whose code lists apply.
        check: raises `Cancelled` when the user stops the job.
    """
    bags: dict[str, list[dict[str, Value]]] = {part: [{} for _number in lines.numbers] for part in PARTS}
    rows = [
        Row(number, dict(zip(PARTS, said, strict=True)))
        for number, said in zip(lines.numbers, zip(*bags.values(), strict=True), strict=True)
    ]
    sheet_columns = list(zip_longest(*lines.rows))
    for column in layout.columns:
        if column.path and column.index < len(sheet_columns):
            check()
            cells = sheet_columns[column.index]
            part, key = _place(column.path)
            _read_column(_Reader(column, today, year), key, cells, bags[part], rows)
    for row in rows:
        if row.notes:
            row.notes = [note.at(person=row.name) for note in row.notes]
    return rows


def _read_column(
    reader: _Reader, key: str, cells: Sequence[Cell], bags: list[dict[str, Value]], rows: list[Row]
) -> None:
    """Read the cells of one column into the rows' bags of facts."""
    seen: dict[object, _Outcome | None] = {}
    for cell, bag, row in zip(cells, bags, rows, strict=True):
        if cell is None:
            continue
        known = cell if cell.__class__ is str else (cell.__class__, cell)
        if known in seen:
            outcome = seen[known]
        else:
            outcome = seen[known] = reader.read(cell)
        if outcome is None:
            continue
        if not outcome.refused:
            bag[key] = outcome.value
        if not outcome.plain:
            _take(outcome, row, reader.index)


def _take(outcome: _Outcome, row: Row, index: int) -> None:
    """What a cell says besides its own value."""
    for part, key, value in outcome.also:
        row.said[part].setdefault(key, value)
    row.inferred += outcome.inferred
    for problem in outcome.problems:
        row.complain(problem, index, doubtful=outcome.refused)


def _place(path: str) -> tuple[str, str]:
    """Part and field; the year of a row tells whether it belongs here, it is no fact of the household."""
    part, _dot, key = path.partition(".")
    return (CONTEXT, "year") if path == YEAR else (part, key)


class _Reader:
    """Reads the cells of one column."""

    def __init__(self, column: Column, today: dt.date, year: int) -> None:
        self.index = column.index
        self._path = column.path
        self._spec = value_spec(column.path)
        self._today = today
        self._year = year
        self._as_number = self._spec._replace(kind=Kind.ID_NUMBER)
        self._is_number = self._spec.kind in _NUMBER_KINDS or column.path in _LONG_NUMBERS
        self._is_head = column.path in {"context.head_name", "context.head_id"}

    def read(self, cell: Cell) -> _Outcome | None:
        """The outcome, None for a cell in which nothing is said."""
        if isinstance(cell, str):
            text = cell.strip()
            if text.casefold() in EMPTY_WORDS:
                return None
            if text in ERASE:
                return self._erased(text)
        reading = self._reading(cell)
        problems = () if self._is_head else reading.problems  # the head has a row of its own, where they are said
        if isinstance(reading.value, parse.Refusal):
            return None if self._is_head else _Outcome(None, problems, refused=True)
        if reading.value in (None, ()) and not problems:
            return None
        also = self._also(reading, cell)
        inferred = _inferred(self._path, reading) if self._spec.kind in {Kind.ID_NUMBER, Kind.CARD_NUMBER} else ()
        if self._spec.parts:
            inferred = _parts(self._spec, reading)
        return _Outcome(reading.value, problems, also=also, inferred=inferred, plain=not (problems or also or inferred))

    def _reading(self, cell: Cell) -> Reading:
        if self._is_number:
            lost = self._digits_lost(cell)
            if lost:
                return lost
            if isinstance(cell, str) and self._spec.kind is Kind.TEXT and not (cell.isascii() and cell.isdigit()):
                cell = half_width(cell).lstrip("'‘’`")
        return parse.read(self._spec, cell, today=self._today, year=self._year)

    def _digits_lost(self, cell: Cell) -> Reading | None:
        """A number too long for Excel, as a number or as the text 5.10199E+17 that a CSV file keeps of it."""
        if isinstance(cell, str):
            if not _SCIENTIFIC.fullmatch(cell):
                return None
            reading = parse.read(self._as_number, max(float(cell), _ROUNDED), today=self._today)
            return reading._replace(problems=tuple(one._replace(shown=cell.strip()) for one in reading.problems))
        if isinstance(cell, (int, float)) and abs(cell) >= _ROUNDED:
            return parse.read(self._as_number, cell, today=self._today)
        return None

    def _erased(self, text: str) -> _Outcome:
        if self._path in _KEPT or self._path.startswith(CONTEXT):
            rule, remedy = _("不能清空"), _("要移出名册，请在程序里办理人员变更或移入回收站")
            return _Outcome(None, (parse.complain(self._spec, text, rule, remedy),), refused=True)
        also = (("member_year", "relation_text", None),) if self._path == "member_year.relation" else ()
        return _Outcome(() if self._spec.kind is Kind.CODES else None, also=also)

    def _also(self, reading: Reading, cell: Cell) -> tuple[tuple[str, str, Value], ...]:
        if self._path == "member_year.relation":
            return (("member_year", "relation_text", clean_line(str(cell))),)
        if not reading.extra:
            return ()
        return tuple(("member", key, value) for key, value in reading.extra if key == "card_no")


def _parts(spec: FieldSpec, reading: Reading) -> tuple[Inference, ...]:
    known = dict(reading.extra)
    return tuple(Inference(spec.entity, key, known.get(key), spec.key, spec.parts) for key in spec.parts)


def _inferred(path: str, reading: Reading) -> tuple[Inference, ...]:
    found = [Inference("member_year", key, value, "card_no") for key, value in reading.extra if key != "card_no"]
    if path == "member.id_no" and all(one.level is Level.HINT for one in reading.problems):
        number = str(reading.value)
        found += [Inference("member", "sex", sex_in(number), "id_no")]
        found += [Inference("member", "birth", birth_in(number), "id_no")]
    return tuple(found)
