# SPDX-License-Identifier: MIT
"""Where the cursor is, and where Tab leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.main_window.making import PAGES, add_household, page_key
from villagedesk.ui.main_window import MainWindow


def tab(window: MainWindow, *, back: bool = False) -> QWidget:
    """Press Tab where the cursor is; where it is then."""
    shift = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, shift)
    return window.focusWidget()


def test_one_begins_at_the_search_and_in_an_empty_file_at_the_roster(window, session, qtbot, icons):
    assert window.focusWidget() is window.page.start.import_button
    add_household(session)
    assert window.focusWidget() is window.page.search
    again = MainWindow(session, icons)
    qtbot.addWidget(again, before_close_func=lambda one: setattr(one, "_leaving", True))
    assert again.focusWidget() is again.page.search


def test_tab_goes_through_the_window_in_the_order_of_reading(window, session):
    """Strips and case files are made after everything else; Tab reaches them where they stand all the same."""
    household = add_household(session)
    window.page.open_household(household)
    window.notes.tell("author", "还没有填写录入人姓名。", "填写…", window.close)
    window.navigation.setFocus()
    assert tab(window) is window.notes.button("author")
    tab(window)
    assert tab(window) is window.page.search
    tab(window)
    assert tab(window) is window.page.list
    tab(window)
    assert window.page.case.header.isAncestorOf(window.focusWidget())  # the year; 已保存 cannot be pressed now
    assert tab(window) is window.page.case.header.complete_button
    assert tab(window) is window.page.case.sections
    assert window.page.case.panel("basic").isAncestorOf(tab(window))
    assert tab(window, back=True) is window.page.case.sections


def test_tab_comes_round_in_every_page(window, session):
    window.page.open_household(add_household(session))
    for key in PAGES:
        window.go(key)
        window.navigation.setFocus()
        seen = [window.navigation]
        while (at := tab(window)) is not window.navigation:
            assert at not in seen
            assert at.isVisible()
            seen.append(at)


def test_the_key_of_a_page_takes_the_cursor_along_and_back(qtbot, window, session):
    window.page.open_household(add_household(session))
    field = window.focusWidget()
    QTest.keyClick(window, page_key("cadres"), Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page.isAncestorOf(window.focusWidget()))
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.focusWidget() is field)


def test_the_list_of_pages_keeps_the_cursor_until_enter(window):
    window.navigation.setFocus()
    QTest.keyClick(window.navigation, Qt.Key.Key_Down)
    assert window.place == PAGES[1]
    assert window.focusWidget() is window.navigation
    QTest.keyClick(window.navigation, Qt.Key.Key_Return)
    assert window.page.isAncestorOf(window.focusWidget())


@pytest.mark.parametrize("key", PAGES)
def test_find_reaches_a_search_box_from_anywhere(window, session, key):
    window.page.open_household(add_household(session))
    window.go(key)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.focusWidget(), QLineEdit)
    assert "搜索" in window.focusWidget().accessibleName()


def test_after_saving_the_cursor_is_where_it_was(window, session):
    window.page.open_household(add_household(session))
    form = window.page.case.panel("basic").forms[0]
    form.focus_field("local_no")
    QTest.keyClicks(window.focusWidget(), "1001")
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not window.page.case.editing.dirty
    assert form.focused_key() == "local_no"


def test_after_a_dialog_the_cursor_is_where_it_was(window, session):
    window.page.open_household(add_household(session))
    field = window.focusWidget()
    seen: list[QWidget] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        seen.append(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(200, window, close)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert len(seen) == 1
    assert window.focusWidget() is field
