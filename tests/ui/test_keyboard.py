# SPDX-License-Identifier: MIT
"""Enter presses the button that has the cursor, in dialogs and on pages, and no other."""

from __future__ import annotations

import gc
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from villagedesk.ui import keyboard

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def pressed():
    return []


@pytest.fixture
def put(qtbot, pressed):
    """Puts buttons into a window of a kind, the first of them the default where it can be one, and shows it."""

    kept = []

    def press(button, _on=False):
        pressed.append(button.text())

    def made(window, *buttons):
        kept.append(window)
        qtbot.addWidget(window)
        layout = QVBoxLayout(window)
        for button in buttons:
            layout.addWidget(button)
            button.clicked.connect(partial(press, button))
        with qtbot.waitActive(window):
            window.show()

    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_on_a_page_the_button_under_the_cursor_is_pressed(put, pressed, qtbot, key):
    one, other = QPushButton("保存"), QPushButton("删除")
    put(QWidget(), one, other)
    other.setFocus()
    qtbot.keyClick(other, key)
    assert pressed == ["删除"]


@pytest.mark.parametrize("kind", [QToolButton, QPushButton])
def test_in_a_dialog_the_button_under_the_cursor_is_pressed_and_not_the_default_one(put, pressed, qtbot, kind):
    default, other = QPushButton("建立"), kind()
    other.setText("选择")
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if kind is QPushButton:
        other.setAutoDefault(False)
    default.setDefault(True)
    put(QDialog(), default, other)
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_Return)
    assert pressed == ["选择"]


def test_a_key_held_down_presses_once(put, pressed):
    button = QPushButton("删除")
    put(QWidget(), button)
    button.setFocus()
    for again in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=again)
        QApplication.sendEvent(button, event)
    assert pressed == ["删除"]


def test_a_button_that_cannot_be_pressed_is_not(put, pressed, qtbot):
    button = QPushButton("保存")
    put(QWidget(), button)
    button.setFocus()
    button.setEnabled(False)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert pressed == []


def test_a_tool_button_with_a_menu_opens_it(put, qtbot):
    button = QToolButton()
    menu = QMenu(button)
    menu.addAction("历史")
    menu.aboutToShow.connect(lambda: QTimer.singleShot(50, menu, menu.close))
    opened = []
    menu.aboutToShow.connect(lambda: opened.append(True))
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    put(QWidget(), button)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert opened == [True]


def test_a_button_that_gets_the_cursor_from_the_program_is_marked_as_one_reached_by_tab(put, monkeypatch):
    """Styles draw the mark only then, and Enter would press a button that nobody sees marked."""
    monkeypatch.setattr(keyboard.QApplication, "mouseButtons", lambda: Qt.MouseButton.NoButton)
    one, other = QPushButton("合并"), QPushButton("放弃")
    put(QWidget(), one, other)
    one.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    other.setFocus()
    assert one.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def test_a_window_that_nobody_holds_is_not_collected_while_the_cursor_enters_it(monkeypatch, qapp):
    """It would take the widgets with it on which the climb stands, and the interpreter would fall."""
    climbed = []

    def climb(widget):
        gc.collect()
        climbed.append(isValid(widget))

    monkeypatch.setattr(keyboard, "bring_into_sight", climb)
    window = QDialog()
    window.ring = window  # like every window of ours: it holds itself by its slots
    field = QPushButton("甲", window)
    window.show()
    del window
    field.setFocus()
    QApplication.processEvents()
    assert climbed
    assert all(climbed)
