# SPDX-License-Identifier: MIT
"""Reading the page 今天, and pressing what is on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def facts(store, row):
    return store.one('SELECT answer, settled FROM "question" WHERE id = ?', (row,))


def said_on(page):
    """Everything that can be read below the questions."""
    sections = (page.conflicts, page.erased, page.drafts, page.backup, page.merges)
    return [text.text() for one in sections if one.isVisible() for text in one.texts]


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
