# SPDX-License-Identifier: MIT
"""Going from page to page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.main_window.making import PAGES
from villagedesk.ui import navigation


@pytest.mark.parametrize("key", PAGES)
def test_every_page_opens_and_fits_a_small_screen(window, key, qtbot):
    assert window.go(key) is window.page
    window.resize(1_200, 680)
    assert window.width() <= 1_200
    assert window.height() <= 680
    assert window.minimumSizeHint().width() <= 1_200


def test_pages_are_made_when_they_are_first_looked_at(window):
    assert set(window._pages) == {"households"}
    digit = navigation.keys_of("history")[-1]
    QTest.keyClick(window, Qt.Key(ord(digit)), Qt.KeyboardModifier.ControlModifier)
    assert window._current == "history"
    assert window.navigation.currentRow() == PAGES.index("history")


def test_the_list_of_pages_leads_there_by_mouse_and_keyboard(window):
    row = window.navigation.visualItemRect(window.navigation.item(PAGES.index("recycle"))).center()
    QTest.mouseClick(window.navigation.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert window._current == "recycle"
    QTest.keyClick(window.navigation, Qt.Key.Key_Down)
    assert window._current == "rollups"


def test_a_page_with_unsaved_contents_keeps_the_user(window, held):
    assert window.go("history") is None
    assert window.page is held
    assert window.navigation.currentRow() == PAGES.index("village")
    held.leave = True
    assert window.go("history") is not None


def test_where_there_is_little_room_the_pages_are_icons_with_their_names_as_tips(window):
    wide = window.navigation.width()
    window.resize(600, 500)
    assert window.navigation.width() < wide
    assert window.navigation.item(0).text() == ""
    assert window.navigation.item(0).toolTip() == "户档案"


def test_at_twice_the_size_all_pages_are_in_sight(window, qapp):
    window.resize(960, 469)
    qapp.processEvents()
    last = window.navigation.visualItemRect(window.navigation.item(len(PAGES) - 1))
    assert last.bottom() <= window.navigation.viewport().height()


def test_in_a_high_window_the_pages_have_air_between_them(window, qapp):
    window.resize(1_200, 900)
    qapp.processEvents()
    assert window.navigation.visualItemRect(window.navigation.item(0)).height() > 1.8 * window.fontMetrics().height()


@pytest.mark.parametrize("key", ["exchange", "settings", "households", "registers", "cadres"])
def test_at_twice_the_size_a_page_that_has_nothing_to_show_needs_no_scrolling(window, key, qapp):
    window.resize(960, 469)
    page = window.go(key)
    qapp.processEvents()
    frame = page.parentWidget().parentWidget()
    assert not frame.verticalScrollBar().isVisible()
    assert not frame.horizontalScrollBar().isVisible()
