# SPDX-License-Identifier: MIT
"""Roll-ups (汇总表) as a spreadsheet: numbers stay numbers, the 口径 stands under each table, places to sign stay empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from villagedesk.i18n import _
from villagedesk.sheets.saving import new_workbook, plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.services.figures.rollup_layout import LaidLine, Layout

_WIDE: Final = 34
_WIDTH: Final = 16
_HEADING: Final = 2  # the row of the headings, from 0: below the title, and the place and year
_NAME: Final = 31  # letters that Excel allows in the name of a sheet
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")


def save_rollups(layouts: Sequence[Layout], target: Path) -> None:
    """Save tables, each on a sheet of its own.

    Args:
        layouts: the tables.
        target: an .xlsx file.

    Raises:
        Refused, EnvironmentProblem: see `saving.new_workbook`.
    """
    with new_workbook(target) as workbook:
        taken: set[str] = set()
        for layout in layouts:
            _save(workbook, workbook.add_worksheet(_sheet_name(layout.title, taken)), layout)


def _sheet_name(title: str, taken: set[str]) -> str:
    name = _FORBIDDEN.sub(" ", title)[:_NAME].strip()
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{_FORBIDDEN.sub(' ', title)[: _NAME - 4].strip()} {number}"
    taken.add(name.casefold())
    return name


def _save(workbook: Any, page: Any, layout: Layout) -> None:
    last = len(layout.columns)
    title = workbook.add_format({"bold": True, "font_size": 16, "align": "center"})
    heading = workbook.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E8ECEF"})
    page.merge_range(0, 0, 0, last, plain_text(layout.title), title)
    page.write_string(1, 0, plain_text("　".join(filter(None, (layout.subtitle, layout.counted_in)))))
    for number, text in enumerate((_("项目"), *layout.columns)):
        page.write_string(_HEADING, number, plain_text(text), heading)
    page.set_column(0, 0, _WIDE)
    page.set_column(1, last, _WIDTH)
    below = _write_lines(page, workbook, layout.lines)
    note = workbook.add_format({"text_wrap": True, "valign": "top"})
    page.merge_range(below, 0, below, last, plain_text(layout.note), note)
    page.set_row(below, 100)
    for number, text in enumerate((_("填表单位（盖章）："), _("填表人："), _("审核人："), _("填表日期："))):
        page.write_string(below + 1 + number, 0, text)
    page.freeze_panes(_HEADING + 1, 1)
    page.repeat_rows(_HEADING)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _write_lines(page: Any, workbook: Any, lines: Sequence[LaidLine]) -> int:
    """The row below the last one."""
    part = workbook.add_format({"bold": True, "border": 1})
    label = workbook.add_format({"border": 1, "indent": 1, "text_wrap": True})
    whole = workbook.add_format({"border": 1, "num_format": "0"})
    parted = workbook.add_format({"border": 1, "num_format": "0.00"})
    nothing = workbook.add_format({"border": 1, "align": "right"})
    at = _HEADING + 1
    for line in lines:
        if line.heading:
            page.merge_range(at, 0, at, len(line.cells), plain_text(line.heading), part)
            at += 1
        page.write_string(at, 0, plain_text(line.label), label)
        for place, one in enumerate(line.cells, 1):
            decimals = one.cell.unit.decimals
            if one.value is None:
                page.write_string(at, place, plain_text(one.words), nothing)
            else:
                page.write_number(at, place, one.value / 10**decimals, parted if decimals else whole)
        at += 1
    return at
