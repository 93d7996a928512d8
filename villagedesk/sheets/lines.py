# SPDX-License-Identifier: MIT
"""Which rows below the headings are about people, and what to say of those that are not (totals, remarks, headings)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.text import broken, matching_form
from villagedesk.sheets.extent import column_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.sheets.columns import Layout
    from villagedesk.sheets.reading import Cell, Sheet

_TOTALS: Final = frozenset({"合计", "总计", "小计", "共计", "总合计", "累计"})
_PEOPLE: Final = ("member.name", "member.id_no", "member.person_no")


@dataclass(slots=True)
class Lines:
    """The rows about people, with the numbers under which Excel shows them, and remarks on the rows left out."""

    numbers: list[int] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)


def place_of(line: int, column: int | None = None) -> str:
    """Where something stands, as Excel names it; `column` counts from 0."""
    if column is None:
        return _("第 {line} 行").format(line=line)
    return _("第 {line} 行 {column} 列").format(line=line, column=column_letters(column))


def data_lines(sheet: Sheet, layout: Layout) -> Lines:
    """The rows below the headings. Empty rows are passed over; every other row left out is named."""
    people = [column.index for path in _PEOPLE if (column := layout.column_of(path))]
    headings = sheet.rows[layout.header_row]
    lines = Lines()
    for number, row in enumerate(sheet.rows[layout.header_row + 1 :], layout.header_row + 2):
        names = [row[index] for index in people if index < len(row)]
        if _is_ordinary(names, headings[people[0]]) and len(row) - row.count(None) > 3:
            lines.numbers.append(number)
            lines.rows.append(row)
            continue
        distinct = set(row)
        distinct.discard(None)
        if not distinct or all(isinstance(cell, str) and not cell.strip() for cell in distinct):
            continue
        reason = _why_not(row, distinct, names, [headings[index] for index in people])
        if reason:
            shown = next(str(cell) for cell in row if cell is not None)
            shown = shown.encode("utf-8", "replace").decode() if broken(shown) else shown
            lines.skipped.append(Problem(_("整行"), shown, reason, level=Level.HINT, place=place_of(number)))
        else:
            lines.numbers.append(number)
            lines.rows.append(row)
    return lines


def _why_not(row: Sequence[Cell], distinct: set[Cell], names: list[Cell], headings: list[Cell]) -> str:
    if names == headings:
        return _("是重复的表头，没有导入")
    if any(map(_is_total, row)) and not any(map(_names_somebody, names)):
        return _("是合计行，没有导入")
    if len(distinct) == 1:
        return _("只有一个单元格有内容，当作说明，没有导入")
    if all(_is_item_number(cell) for cell in distinct):
        return _("是栏目编号，没有导入")
    return ""


def _is_ordinary(names: list[Cell], heading: Cell) -> bool:
    """A quick look that spares nearly all rows the thorough one: a name, and not the same text in every cell."""
    name = names[0] if names else None
    if not isinstance(name, str) or not name.isalpha():
        return False
    return name != heading and name not in _TOTALS and len(name) > 1 and name not in names[1:]


def _names_somebody(cell: Cell) -> bool:
    """A name, or a number as long as those of people; not the number of people that stands in a total."""
    if not isinstance(cell, str):
        return isinstance(cell, float) and cell > 1e10
    plain = matching_form(cell)
    return len(plain) > 1 and not _is_total(cell) and (plain.isalpha() or (plain.isalnum() and len(plain) > 10))


def _is_total(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) < 20 and matching_form(cell) in _TOTALS


def _is_item_number(cell: Cell) -> bool:
    """1, 2, 3 … or 甲, 乙 under the headings of a statistical form."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    return text in {"甲", "乙", "丙", "丁"} or (text.isascii() and text.isdigit() and len(text) <= 3)
