# SPDX-License-Identifier: MIT
"""Typing into the dialogs of events, and reading what became of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from villagedesk.services.casefile.casefiles import load_casefile


def press(widget, key):
    QTest.keyClick(widget.window().focusWidget(), key)


def enter(widget):
    press(widget, Qt.Key.Key_Return)


def type_into(widget, text):
    QTest.keyClicks(widget.window().focusWidget(), text)


def people(store, household, year=2025):
    return {person.name: person.relation for person in load_casefile(store, household, year).people}


def press_ctrl_enter(widget):
    QTest.keyClick(widget.window().focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def leave(box, path):
    box.inputs.rows[path].left.emit(path.partition(".")[2])
