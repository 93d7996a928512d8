# SPDX-License-Identifier: MIT
"""Finding the heading row of a roster and what each of its columns means; the answers an office gave are remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.values.show import label_of
from villagedesk.models.values.text import broken, clean_line, matching_form
from villagedesk.sheets.targets import find_target, targets
from villagedesk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.sheets.reading import Cell, Sheet
    from villagedesk.store.store import Store

NOT_IMPORTED: Final = ""
_SEARCHED: Final = 10  # rows in which the heading row is looked for (domain.md §9.1)
_NEEDED: Final = ("member.name", "member.id_no")
_TOPIC: Final = "roster columns"
_REMEMBERED: Final = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet: its heading as it stands there, and what it means (see `targets`; empty: nothing)."""

    index: int
    heading: str
    path: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the roster stands: which sheet, which of its rows holds the headings (from 0), and what the columns mean.

    `dated` is the day on which it was exported (ISO, `listing.exported_on`); empty where nobody said.
    `derive` is whether what follows from 户类型 (`following`) is filled in where neither file nor roster says it.
    """

    sheet: int
    header_row: int
    columns: tuple[Column, ...]
    dated: str = ""
    derive: bool = True

    def column_of(self, path: str) -> Column | None:
        """The column that holds this field, None if the roster has none."""
        return next((column for column in self.columns if column.path == path), None)


def find_layout(sheets: Sequence[Sheet], remembered: Mapping[str, str] = {}) -> Layout:
    """The heading row with 姓名 and 证件号码 that fits best, among the first ten rows of every sheet.

    Args:
        sheets: the workbook.
        remembered: what this office answered for headings before, see `remembered_mapping`.

    Raises:
        Refused: there is no such row; the sentence says what was looked for.
    """
    best: Layout | None = None
    partly: set[str] = set()
    for place, sheet in enumerate(sheets):
        for number, row in enumerate(sheet.rows[:_SEARCHED]):
            layout = Layout(place, number, _columns(row, remembered))
            found = {column.path for column in layout.columns}
            partly |= found & set(_NEEDED)
            if found.issuperset(_NEEDED) and (best is None or _fits_better(layout, best)):
                best = layout
    if best is None:
        raise _not_found(partly)
    return best


def _fits_better(layout: Layout, best: Layout) -> bool:
    """Of two rows that fit alike the first, unless the second follows at once: then the first is merged over it."""
    follows = layout.sheet == best.sheet and layout.header_row == best.header_row + 1
    return _fit(layout) > _fit(best) or (follows and _fit(layout) == _fit(best))


def _fit(layout: Layout) -> int:
    return sum(bool(column.path) for column in layout.columns)


def _not_found(partly: set[str]) -> Refused:
    names = {path: targets()[path].label for path in _NEEDED}
    missing = "”“".join(label for path, label in names.items() if path not in partly)
    if len(partly) == len(_NEEDED):
        missing = "”“".join(names.values())
    text = _(
        "前{rows}行中没有找到含“{missing}”的表头。请确认选对了文件，或在表头中把该列的名称改为“{missing}”后再导入。"
    )
    return Refused(text.format(rows=_SEARCHED, missing=missing))


def _columns(row: tuple[Cell, ...], remembered: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of a heading row; of several that mean the same the surest, then the leftmost, is taken."""
    headings = [_heading(cell) for cell in row]
    meant = [_meaning(heading, remembered) for heading in headings]
    taken: dict[str, int] = {}
    for index, (path, sure) in enumerate(meant):
        if path and (path not in taken or sure > meant[taken[path]][1]):
            taken[path] = index
    return tuple(
        Column(index, heading, path if taken.get(path) == index else NOT_IMPORTED)
        for index, (heading, (path, _sure)) in enumerate(zip(headings, meant, strict=True))
    )


def _heading(cell: Cell) -> str:
    return "" if cell is None or (isinstance(cell, str) and broken(cell)) else clean_line(str(cell))


def _meaning(heading: str, remembered: Mapping[str, str]) -> tuple[str, int]:
    if not heading:
        return NOT_IMPORTED, 0
    answer = remembered.get(matching_form(heading))
    if answer is not None and (answer == NOT_IMPORTED or answer in targets()):
        return answer, _REMEMBERED
    return find_target(heading)


def with_mapping(layout: Layout, changes: Mapping[int, str]) -> Layout:
    """The layout with other meanings for some columns (index → path); a field that another column had moves here.

    Raises:
        KeyError: a path that no column may have.
    """
    for path in changes.values():
        if path != NOT_IMPORTED and path not in targets():
            raise KeyError(path)
    given = {path for path in changes.values() if path}
    columns = []
    for column in layout.columns:
        path = changes.get(column.index, NOT_IMPORTED if column.path in given else column.path)
        columns.append(replace(column, path=path))
    doubled = [path for path in given if sum(column.path == path for column in columns) > 1]
    if doubled:
        text = _("“{field}”只能对应一列，请把另一列改为“不导入”。")
        raise Refused(text.format(field=label_of(targets()[doubled[0]])))
    return replace(layout, columns=tuple(columns))


def importable_fields() -> tuple[FieldSpec, ...]:
    """What a column may be mapped to; the path of one is "entity.key"."""
    return tuple(targets().values())


def field_of(path: str) -> FieldSpec | None:
    """The description behind a column's path, with its label; None for a column that is not imported."""
    return targets().get(path)


def remember_mapping(store: Store, layout: Layout) -> None:
    """Keep what the headings mean where that differs from what the program would guess, or from an earlier answer."""
    before = remembered_mapping(store)
    guessed = {column.index: column.path for column in _columns(tuple(one.heading for one in layout.columns), {})}
    answers = {
        matching_form(column.heading): column.path
        for column in layout.columns
        if matching_form(column.heading)
        and (column.path != guessed[column.index] or matching_form(column.heading) in before)
    }
    if answers and any(before.get(heading) != path for heading, path in answers.items()):
        drafts.remember(store, _TOPIC, answers)


def remembered_mapping(store: Store) -> dict[str, str]:
    """The meanings this office gave to headings: normalised heading → path."""
    return drafts.remembered(store, _TOPIC)
