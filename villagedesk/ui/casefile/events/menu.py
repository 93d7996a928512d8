# SPDX-License-Identifier: MIT
"""The menu 家庭变动: every event by its name, in groups, each with a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu

from villagedesk.errors import VillageDeskError
from villagedesk.services.events.family import Family
from villagedesk.services.events.planning import EVENTS, GROUPS
from villagedesk.services.events.recording import title_of
from villagedesk.ui import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from villagedesk.services.keeping.records import Saved
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def event_menu(parent: QWidget, record: Callable[[str], object]) -> QMenu:
    """The menu; `record` gets the kind of the event that was chosen."""
    menu = QMenu(parent)
    fill_menu(menu, record)
    return menu


def fill_menu(menu: QMenu, record: Callable[[str], object]) -> None:
    """Put all events into a menu, each with a letter."""
    letters = iter(_LETTERS)
    for number, group in enumerate(GROUPS):
        if number:
            menu.addSeparator()
        for event in group:
            menu.addAction(f"&{next(letters)}  {title_of(event.kind)}…").setData(event.kind)
    menu.triggered.connect(lambda action: record(str(action.data())))


def record_event(
    parent: QWidget, session: Session, icons: Icons, kind: str, household: str, member: str = ""
) -> Saved | None:
    """Let the user record an event of a household; None if he thought better of it."""
    from villagedesk.ui.casefile.events.dialog import EventDialog

    try:
        family = Family(session.store, household)
    except VillageDeskError as error:
        messages.problem(parent, error)
        return None
    dialog = EventDialog(parent, session, icons, EVENTS[kind], family, member)
    dialog.exec()
    saved = dialog.saved
    dialog.deleteLater()
    return saved
