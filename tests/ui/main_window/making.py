# SPDX-License-Identifier: MIT
"""What the tests of the main window put into it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from villagedesk.services.keeping.records import NEW, Edit
from villagedesk.ui import navigation
from villagedesk.ui.page import Page

PAGES = [place.key for place in navigation.places()]


class Held(Page):
    """A page with something unsaved."""

    def __init__(self, session, icons, parent) -> None:
        super().__init__(session, icons, parent)
        self.leave = False
        self.asked = 0
        self.saved = 0
        self.field = QLineEdit(self)

    def can_leave(self) -> bool:
        self.asked += 1
        return self.leave

    def save(self) -> None:
        self.saved += 1


def add_household(session, group: str = "3组") -> str:
    saved = session.save(
        "新增户：王大山",
        [
            Edit("household", NEW, {"group": group}, token="h"),
            Edit("member", NEW, {"household": "@h", "name": "王大山"}, token="m"),
            Edit("member_year", NEW, {"member": "@m", "year": 2025, "relation": "head"}),
        ],
    )
    return saved.ids["h"]


def page_key(key: str) -> Qt.Key:
    """The figure that leads to a page with Ctrl."""
    return Qt.Key(Qt.Key.Key_1 + PAGES.index(key))
