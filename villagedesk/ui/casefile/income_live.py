# SPDX-License-Identifier: MIT
"""The income of the open case file as it is typed at this moment: the cells of a year, and the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from villagedesk.models.ledger import Ledger, ledger_of

if TYPE_CHECKING:
    from villagedesk.models.catalogue.economy import IncomeYear
    from villagedesk.models.catalogue.ledger import IncomeLine
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.entry import Entry
    from villagedesk.ui.forms.row_set import Row

LINES = ("exit_line", "monitoring_line")


def record_of(entry: Entry) -> IncomeYear:
    """A year's cells as they are typed."""
    return cast("IncomeYear", entry.record.having(**entry.changes()))


def line_of(row: Row) -> IncomeLine:
    """A line of the ledger as it is typed."""
    return cast("IncomeLine", row.main.record.having(**row.main.changes()))


def ledger_now(editing: CaseEditing) -> Ledger | None:
    """The ledger of the open year, lines that are still empty left out; None where no household is open."""
    case = editing.case
    if case is None:
        return None
    lines = [line_of(row) for row in editing.rows["ledger"].rows if not row.blank]
    return ledger_of(lines, case.year, case.income_period(case.year), case.editions)
