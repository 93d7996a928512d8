# SPDX-License-Identifier: MIT
"""The columns that a roster may have, and what stands in their cells; Chinese always, as papers are.

Columns come from the field catalogue. Worked out are `made.row` (序号), `made.head` (户主), `made.size` (人口),
`made.age` (周岁 on the day of the roster), `made.cause` (主要致贫原因), `made.helpers` (责任人 on that day) and `made.stretches`
(务工经历 of a person in the year).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import english
from villagedesk.models.catalogue.registry import ENTITIES, field_spec
from villagedesk.models.catalogue.spec import NUMBERS, SCALED, Kind
from villagedesk.models.rosters import stretches
from villagedesk.models.rosters.spec import Rows
from villagedesk.models.values.dates import age_on
from villagedesk.models.values.masks import is_masked, masked, masked_text
from villagedesk.models.values.show import words

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec, Value

ROW: Final = "made.row"
STRETCHES: Final = "made.stretches"
_MADE: Final = {  # heading, its English and width in 汉字
    ROW: ("序号", "No.", 2.5),
    "made.head": ("户主", "Head", 4.0),
    "made.size": ("人口", "People", 2.5),
    "made.age": ("年龄", "Age", 2.5),
    "made.cause": ("主要致贫原因", "Main cause of poverty", 5.0),
    "made.helpers": ("帮扶责任人", "Helpers", 5.0),
    STRETCHES: ("务工经历", "Stretches of work", 13.0),
}
_OF_ALL: Final = (ROW, "village.name", "household.group", "made.head", "made.size")
_RECORDS: Final = {
    Rows.HOUSEHOLDS: ("household", "household_year", "member", "member_year"),
    Rows.PEOPLE: ("member", "member_year", "household", "household_year"),
    Rows.PAIRINGS: ("cadre", "unit", "pairing", "household", "household_year", "member", "member_year"),
}
_NEVER: Final = frozenset({Kind.REF, Kind.PHOTO})
_WIDTHS: Final = {
    Kind.NAME: 4.0, Kind.ID_NUMBER: 9.5, Kind.CARD_NUMBER: 10.5, Kind.PHONE: 6.0, Kind.BANK_NUMBER: 9.5, Kind.DATE: 6.5,
    Kind.MONTH: 5.0, Kind.YEAR: 3.0, Kind.YES_NO: 3.0, Kind.CODE: 4.5, Kind.CODES: 5.5, Kind.TEXT: 7.0, Kind.NOTE: 9.0,
    Kind.MONEY: 5.0, Kind.REGION: 6.5,
}  # fmt: skip
_NARROW: Final = {
    "village.name": 4.0,
    "household.group": 3.0,
    "member.sex": 2.5,
    "member.ethnic": 3.0,
    "member_year.relation": 3.5,
}
_OTHER: Final = 3.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one roster in one year.

    Attributes:
        path: record and field, or one of the worked-out ones.
        heading: in the wording of the year.
        en: what it is called in English windows.
        width: in 汉字 of the table's text.
        spec: of the field whose value stands there; None for what is worked out.
    """

    path: str
    heading: str
    en: str
    width: float
    spec: FieldSpec | None = None

    @property
    def label(self) -> str:
        """Its name in the language of the window; what is printed is the heading."""
        return self.en if english() else self.heading

    @property
    def hidden(self) -> bool:
        """Whether a masked roster shows it otherwise than an unmasked one."""
        return self.spec is not None and is_masked(self.spec)

    @property
    def counts(self) -> bool:
        """Whether it holds numbers that can be reckoned with, in a spreadsheet."""
        whole = {ROW, "made.size", "made.age"}
        return self.path in whole or (self.spec is not None and self.spec.kind in NUMBERS)


def columns_of(rows: Rows, year: int) -> dict[str, Column]:
    """Path → every column that a roster of such rows may have, in the order in which they are offered."""
    found = {path: _column(path, rows, year) for path in _OF_ALL}
    made = ["made.helpers", "made.cause"] if rows is not Rows.PEOPLE else [STRETCHES, "made.cause"]
    for record in _RECORDS[rows]:
        if record == "member":
            found["made.age"] = _column("made.age", rows, year)
        for path in _fields(ENTITIES[record], rows):
            found.setdefault(path, _column(path, rows, year))
    return found | {path: _column(path, rows, year) for path in made}


def _fields(entity: EntitySpec, rows: Rows) -> list[str]:
    """What may be printed of a record; the head's name stands under 户主 already."""
    paths = [f"{entity.key}.{spec.key}" for spec in entity.fields if spec.kind not in _NEVER]
    return [path for path in paths if path != "member.name" or rows is Rows.PEOPLE]


def _column(path: str, rows: Rows, year: int) -> Column:
    of_head = rows is not Rows.PEOPLE and (path.startswith(("member.", "member_year.")) or path == "made.age")
    whose, of_whom = ("户主", "Head: ") if of_head else ("", "")
    if path in _MADE:
        heading, en, width = _MADE[path]
        return Column(path, whose + heading, of_whom + en, width)
    spec = field_spec(path)
    label = spec.short or spec.label_in(year)
    unit = f"（{spec.unit}）" if spec.unit and not label.endswith("）") else ""
    width = _NARROW.get(path, _WIDTHS.get(spec.kind, _OTHER))
    return Column(path, whose + label + unit, of_whom + spec.en, width, spec)


class Cells:
    """Turns the values of rows into the words of one roster; equal codes are looked up once.

    Args:
        year: whose wording codes have.
        day: on which ages are told, ISO.
        hide: whether numbers and birthdays are masked (`models.values.masks`).
    """

    def __init__(self, year: int, day: str, *, hide: bool) -> None:
        self._year, self._day, self._hide = year, day, hide
        self._coded = lru_cache(maxsize=4_096)(self._words)

    def text(self, column: Column, value: Value) -> str:
        """What stands in the cell; nothing known is empty."""
        spec = column.spec
        if spec is not None:
            known = self._coded if spec.kind in {Kind.CODE, Kind.CODES, Kind.YES_NO} else self._words
            found = known(spec, value)
            return f"{found}组" if column.path == "household.group" and found.isdecimal() else found
        if value is None:
            return ""
        if column.path == "made.age":
            return str(max(0, age_on(str(value), self._day)))
        if column.path == STRETCHES:
            return stretches.lines(str(value), self._year, self._day, hide=self._hide)
        if column.path == "made.cause":
            return self._coded(field_spec("cause.code"), value)
        return masked_text(str(value)) if self._hide and isinstance(value, str) else str(value)

    def _words(self, spec: FieldSpec, value: Value) -> str:
        text = words(spec, value, self._year)
        return masked(spec, text) if self._hide and text else text


def decimals(column: Column) -> int:
    """How many digits of a number stand behind the point."""
    return SCALED.get(column.spec.kind, 0) if column.spec else 0
