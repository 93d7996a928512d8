# SPDX-License-Identifier: MIT
"""A roll-up (汇总表) as a spreadsheet: numbers stay numbers, the 口径 stands under the table, names to sign stay empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.i18n import _
from villagedesk.sheets.saving import new_workbook, plain_text

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.services.rollups import Rollup

_WIDE: Final = 34
_WIDTH: Final = 16
_HEADING: Final = 2  # the row of the headings, from 0: below the title, and the place and year


def save_rollup(rollup: Rollup, place: str, target: Path) -> None:
    """Save a table.

    Args:
        rollup: the table with its values.
        place: the name of the township, village or group.
        target: an .xlsx file.

    Raises:
        Refused, EnvironmentProblem: see `saving.new_workbook`.
    """
    table = rollup.table
    last = len(table.columns)
    with new_workbook(target) as workbook:
        page = workbook.add_worksheet(table.title[:31])
        title = workbook.add_format({"bold": True, "font_size": 16, "align": "center"})
        heading = workbook.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E8ECEF"})
        page.merge_range(0, 0, 0, last, table.title, title)
        page.write_string(1, 0, plain_text(_("{place}　{year}年度").format(place=place, year=rollup.year)))
        for number, text in enumerate((_("项目"), *table.columns)):
            page.write_string(_HEADING, number, text, heading)
        page.set_column(0, 0, _WIDE)
        page.set_column(1, last, _WIDTH)
        below = _write_lines(page, workbook, rollup)
        note = workbook.add_format({"text_wrap": True, "valign": "top"})
        page.merge_range(below, 0, below, last, _("口径：{note}").format(note=table.note), note)
        page.set_row(below, 80)
        page.write_string(below + 1, 0, _("填表人："))
        page.write_string(below + 1, 1, _("审核人："))
        page.freeze_panes(_HEADING + 1, 1)
        page.repeat_rows(_HEADING)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)


def _write_lines(page: Any, workbook: Any, rollup: Rollup) -> int:
    """The row below the last one."""
    part = workbook.add_format({"bold": True, "border": 1})
    label = workbook.add_format({"border": 1, "indent": 1})
    whole = workbook.add_format({"border": 1, "num_format": "0"})
    area = workbook.add_format({"border": 1, "num_format": "0.00"})
    at = _HEADING + 1
    for line in rollup.lines():
        if line.heading:
            page.merge_range(at, 0, at, len(line.values), line.heading, part)
            at += 1
        page.write_string(at, 0, line.row.label, label)
        for place, (cell, value) in enumerate(line.cells(), 1):
            decimals = cell.unit.decimals
            page.write_number(at, place, value / 10**decimals, area if decimals else whole)
        at += 1
    return at
