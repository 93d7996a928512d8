# SPDX-License-Identifier: MIT
"""The doubtful rows of a roster as a spreadsheet with the reasons, to be corrected there and imported again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.spec import NUMBERS
from villagedesk.services.keeping.exportlog import MARK, Contents, outgoing
from villagedesk.sheets.plans import RowState
from villagedesk.sheets.saving import mark_pages, new_workbook, plain_text
from villagedesk.sheets.targets import value_spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from villagedesk.services.keeping.exportlog import Purpose
    from villagedesk.sheets.columns import Column, Layout
    from villagedesk.sheets.plans import RosterPlan, RowPlan
    from villagedesk.sheets.reading import Cell, Sheet
    from villagedesk.store.store import Store

_WIDTH: Final = 14
_WIDE: Final = 60
_TEXT: Final = 49  # the built-in number format for text
_DIGITS: Final = 15  # more than Excel keeps


def save_doubts(
    store: Store, plan: RosterPlan, sheets: Sequence[Sheet], layout: Layout, target: Path, wanted: Purpose
) -> None:
    """Save the rows that were not, or not wholly, imported: as they stand in the roster, with the reasons in front.

    Numbers that name people are text, so that Excel keeps all their digits; cells complained of are coloured. They are
    whole, since the rows are corrected and imported again; so it is entered in the export log who gets them.

    Args:
        store: the file that keeps the log.
        plan: what the import would do.
        sheets: the roster as it was read.
        layout: what its columns mean.
        target: an .xlsx file; an earlier one is replaced whole or not at all.
        wanted: who gets the rows, and why.

    Raises:
        Refused: see `saving.new_workbook`; the file was opened for reading.
        EnvironmentProblem: see `exportlog.outgoing`.
    """
    doubtful = list(_doubtful(plan))
    source = sheets[layout.sheet].rows
    contents = _contents(plan, doubtful, layout)
    with outgoing(store, target, contents, wanted) as part, new_workbook(target, part) as workbook:
        page = workbook.add_worksheet(_("存疑的行（{mark}）").format(mark=MARK))
        mark_pages(page, MARK)
        looks = _Looks(workbook)
        page.freeze_panes(1, 2)
        for place, text in enumerate((_("原表行号"), _("存疑原因（改好后可直接再导入）"))):
            page.write_string(0, place, text, looks.heading)
        page.set_column(0, 0, 8)
        page.set_column(1, 1, _WIDE)
        for place, column in enumerate(layout.columns, 2):
            page.write_string(0, place, plain_text(column.heading), looks.heading)
            page.set_column(place, place, _WIDTH, looks.text if _is_text(column) else None)
        for line, row in enumerate(doubtful, 1):
            _write_row(page, line, row, source[row.line - 1], layout, looks)


def _contents(plan: RosterPlan, doubtful: Sequence[RowPlan], layout: Layout) -> Contents:
    """For the export log; rows without a household number are told apart by their family."""
    households = {row.household or f"{row.family}" for row in doubtful}
    columns = tuple(plain_text(column.heading) for column in layout.columns)
    return Contents(_("花名册存疑行"), "", _("导入的花名册"), plan.year, columns, len(households), len(doubtful))


def _doubtful(plan: RosterPlan) -> Iterator[RowPlan]:
    """The doubtful rows; without 户编号 the other rows of their households too, which tell where they belong."""
    families = {row.family for row in plan.rows if row.state is RowState.DOUBTFUL and not row.household}
    for row in plan.rows:
        if row.state is RowState.DOUBTFUL or row.family in families:
            yield row


class _Looks:
    """The four looks of cells in this sheet."""

    def __init__(self, workbook: Any) -> None:
        self.heading = workbook.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8ECEF"})
        self.reason = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.text = workbook.add_format({"num_format": _TEXT})
        self.marked = workbook.add_format({"num_format": _TEXT, "bg_color": "#FFE3B3"})
        self.marked_number = workbook.add_format({"bg_color": "#FFE3B3"})


def _write_row(page: Any, line: int, row: RowPlan, cells: Sequence[Cell], layout: Layout, looks: _Looks) -> None:
    page.write_number(line, 0, row.line)
    page.write_string(line, 1, plain_text("\n".join(note.text() for note in row.notes)), looks.reason)
    for place, column in enumerate(layout.columns, 2):
        cell = cells[column.index] if column.index < len(cells) else None
        marked = column.index in row.marked
        if _stays_number(cell, column):
            page.write_number(line, place, cell, looks.marked_number if marked else None)
        elif cell is not None or marked:
            page.write_string(line, place, _as_text(cell), looks.marked if marked else looks.text)


def _is_text(column: Column) -> bool:
    return not column.path or value_spec(column.path).kind not in NUMBERS


def _stays_number(cell: Cell, column: Column) -> bool:
    """Amounts stay numbers; numbers that name something, and those too long for Excel, become text."""
    is_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return is_number and not (column.path and _is_text(column)) and abs(cell) < 10**_DIGITS  # type: ignore[arg-type]


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, (int, float)):
        return f"{cell:.5E}" if abs(cell) >= 10**_DIGITS else str(cell).removesuffix(".0")
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return plain_text(str(cell))
