# SPDX-License-Identifier: MIT
"""What the main window knows of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from villagedesk.store.store import Changed
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session


class Page(QWidget):
    """A page of the main window. It redraws from `refresh`, tells news by `said`, and never knows another page.

    Signals:
        said: a note for the status bar.
        wanted_household: the id of a household that the user wants to see on the household page.
        wanted_field: the id of a household and a problem in it whose field the user wants to see.
        wanted_record: a problem in a record of a book (台账) whose field the user wants to see.
        wanted_records: title, entity and ids of the records that the user wants to see as a list in their book.
        wanted_list: title and ids of the households that the user wants to see as a list on the household page.
        wanted_doubts: the user wants to see the doubts that are new to this office, on their page.
        wanted_place: the key of another page to go to.
        wanted_draft: the key of another page, and entity and id of the record on it whose draft the user wants to go on with.
        wanted_verb: the key of a verb of the window (`ui.actions`) to do.
    """

    said = Signal(str)
    wanted_household = Signal(str)
    wanted_field = Signal(str, object)
    wanted_record = Signal(object)
    wanted_records = Signal(str, str, object)
    wanted_list = Signal(str, object)
    wanted_doubts = Signal()
    wanted_place = Signal(str)
    wanted_draft = Signal(str, str, str)
    wanted_verb = Signal(str)

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.icons = icons
        session.changed.connect(self.refresh)

    def refresh(self, changed: Changed) -> None:
        """Redraw what these changes touch; pages that show nothing of them do nothing."""

    def shown_first_time(self) -> None:
        """Load what need not be there before the page is looked at; called once."""

    def beginning(self) -> QWidget | None:
        """Where the cursor goes when the page is entered; None for the first place in the order of reading."""
        return None

    def can_leave(self) -> bool:
        """Put aside or ask about unsaved contents; False keeps the user here."""
        return True

    def open_draft(self, entity: str, row: str) -> None:
        """Show the record whose draft was put aside, so that it is offered."""

    def save(self) -> None:
        """Ctrl+S on this page."""

    def find(self) -> None:  # type: ignore[override]  # hides a static method of QWidget that nobody needs
        """Ctrl+F on this page: put the cursor into its search box."""
