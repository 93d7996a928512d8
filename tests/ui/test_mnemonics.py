# SPDX-License-Identifier: MIT
"""The letters that are reached with Alt: what is seen together never shares one, in either language."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar

from villagedesk import i18n
from villagedesk.paths import resources
from villagedesk.ui import navigation
from villagedesk.ui.main_window import MainWindow

PAGES = [place.key for place in navigation.places()]


@pytest.fixture(params=["zh_CN", "en"])
def language(request):
    i18n.set_language(request.param, resources() / "locale")
    return request.param


@pytest.fixture
def window(language, qtbot, session, icons, a_household):
    a_household("张三", address="老屋")
    made = MainWindow(session, icons)
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    made.resize(1_200, 680)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.schedule.stop()
    made.lock.stop()


def shared(texts):
    """Letters that several of the texts have, with these texts."""
    having = defaultdict(list)
    for text in texts:
        found = re.search(r"(?<!&)&(\w)", text.replace("&&", ""))
        if found:
            having[found[1].upper()].append(text)
    return {letter: texts for letter, texts in having.items() if len(texts) > 1}


def menus_of(window):
    return [action for action in window.menuBar().actions() if action.menu()]


def texts_on(page):
    for widget in page.findChildren(QAbstractButton) + page.findChildren(QLabel):
        if widget.isVisible() and (isinstance(widget, QAbstractButton) or widget.buddy()):
            yield widget.text()
    for bar in page.findChildren(QTabBar):
        yield from (bar.tabText(number) for number in range(bar.count()) if bar.isVisible())


def test_no_two_menus_share_a_letter_and_each_has_one(window):
    titles = [action.text() for action in menus_of(window)]
    assert all("&" in title for title in titles)
    assert shared(titles) == {}


def test_no_two_entries_of_a_menu_share_a_letter(window):
    for action in menus_of(window):
        assert shared([entry.text() for entry in action.menu().actions()]) == {}, action.text()


def test_undo_and_redo_have_letters_whatever_they_would_take_back(window):
    undo, redo = window.actions_by_key["undo"], window.actions_by_key["redo"]
    assert "&U" in undo.text()
    assert "&R" in redo.text()
    undo.trigger()
    assert "&R" in redo.text()
    assert "&" not in undo.toolTip() + redo.toolTip() + undo.iconText()


@pytest.mark.parametrize("key", PAGES)
def test_nothing_on_a_page_takes_a_letter_of_a_menu_or_of_its_neighbour(window, key):
    page = window.go(key)
    tabs = getattr(page, "tabs", None)
    for number in range(tabs.count()) if tabs else (0,):
        if tabs:
            tabs.setCurrentIndex(number)
        assert shared([*(action.text() for action in menus_of(window)), *texts_on(page)]) == {}
