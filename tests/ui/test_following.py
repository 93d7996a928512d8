# SPDX-License-Identifier: MIT
"""What follows the cursor from widget to widget may be taken apart by Python's collector at any moment."""

from __future__ import annotations

import gc
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from villagedesk.ui.following import follow_cursor
from villagedesk.ui.forms.drafting import DraftKeeper
from villagedesk.ui.undoing import TextUndoKeys

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


class Listener(QObject):
    def __init__(self, parent):
        super().__init__(parent)
        self.heard = []
        follow_cursor(self, self.moved)

    def moved(self, before, now):
        self.heard.append((before, now))


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    layout = QVBoxLayout(made)
    made.fields = [QLineEdit(made), QLineEdit(made)]
    for field in made.fields:
        layout.addWidget(field)
    made.show()
    made.activateWindow()
    made.fields[0].setFocus()
    return made


def test_the_cursor_is_heard_of_until_the_listener_goes(page, qtbot):
    listener = Listener(page)
    page.fields[1].setFocus()
    assert listener.heard == [(page.fields[0], page.fields[1])]
    heard = listener.heard
    shiboken6.delete(listener)
    page.fields[0].setFocus()
    assert len(heard) == 1


class NoForm:
    draft_row = ""
    dirty = False


MAKE = {
    "any": Listener,
    "drafts": lambda page: DraftKeeper(SimpleNamespace(store=None), "form", NoForm(), page),
    "undo": TextUndoKeys,
}


def ring(kind):
    """A page, its listener and a window with the cursor, which nothing else holds.

    The collector empties the listener's `__dict__`; with that the window goes and the cursor with it, while the C++ half of
    the listener is still the page's.
    """
    page = QWidget()
    page.listener = listener = MAKE[kind](page)
    window = QWidget()
    window.field = QLineEdit(window)
    page.rest = listener.rest = [page]
    listener.rest.append(listener.rest)
    listener.window = window
    window.show()
    window.activateWindow()
    window.field.setFocus()
    QApplication.processEvents()


@pytest.mark.parametrize("kind", MAKE)
def test_a_listener_is_told_nothing_while_the_collector_takes_it_apart_with_a_window(qtbot, kind):
    gc.collect()
    gc.disable()
    try:
        with qtbot.capture_exceptions() as raised:
            ring(kind)
            assert gc.collect() > 0
    finally:
        gc.enable()
    assert raised == []
