# SPDX-License-Identifier: MIT
"""A roll-up (汇总表) as a spreadsheet: numbers stay numbers, the 口径 stands under the table, names to sign stay empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.i18n import _
from villagedesk.models.rollups.spec import Unit
from villagedesk.sheets.saving import new_workbook, plain_text

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.services.rollups import Rollup

_WIDE: Final = 34
_WIDTH: Final = 16
_PARTS: Final = 100  # of a mu
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
    line, before = _HEADING + 1, None
    for section, row, values in rollup.lines():
        if section is not before and rollup.table.headed(section):
            page.merge_range(line, 0, line, len(values), section.label, part)
            line += 1
        before = section
        page.write_string(line, 0, row.label, label)
        for place, (cell, value) in enumerate(zip(row.cells, values, strict=True), 1):
            if cell.unit is Unit.AREA:
                page.write_number(line, place, value / _PARTS, area)
            else:
                page.write_number(line, place, value, whole)
        line += 1
    return line
