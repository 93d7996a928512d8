# SPDX-License-Identifier: MIT
"""The letters that are reached with Alt: what is seen together never shares one, in either language."""

from __future__ import annotations

import re
from inspect import getsource as source_of

import pytest

from tests.ui.letters import shared, texts_in, without_letter
from villagedesk import i18n
from villagedesk.paths import resources
from villagedesk.store.drafts import Draft
from villagedesk.ui import navigation
from villagedesk.ui.casefile.section_list import ORDER
from villagedesk.ui.main_window import MainWindow

PAGES = [place.key for place in navigation.places()]


@pytest.fixture(params=["zh_CN", "en"])
def language(request):
    i18n.set_language(request.param, resources() / "locale")
    return request.param


@pytest.fixture
def household(language, a_household):
    return a_household("张三", address="老屋")


@pytest.fixture
def window(household, main_window):
    return main_window


def menus_of(window):
    return [action for action in window.menuBar().actions() if action.menu()]


def titles_of(window):
    return [action.text() for action in menus_of(window)]


def complaints(window):
    """What is wrong with the letters of what is seen of the window."""
    bare = without_letter(window.centralWidget())
    return {**shared([*titles_of(window), *texts_in(window.centralWidget())]), **({"none": bare} if bare else {})}


def test_no_two_menus_share_a_letter_and_each_has_one(window):
    titles = titles_of(window)
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
def test_each_verb_of_a_page_has_a_letter_that_no_menu_and_no_neighbour_has(window, key):
    page = window.go(key)
    tabs = next((getattr(page, name) for name in ("tabs", "leaves") if hasattr(page, name)), None)
    for number in range(tabs.count()) if tabs else (0,):
        if tabs:
            tabs.setCurrentIndex(number)
        assert complaints(window) == {}


def test_the_steps_of_an_edition_have_letters_of_their_own(window):
    page = window.go("meetings")
    page.leaves.setCurrentIndex(2)
    page.editions.add()
    page.editions.form.entry.write("template", "monitor_2021")
    page.editions.affected_button.show()
    assert page.editions.steps.up_button.isVisible()
    assert complaints(window) == {}
    page.editions.forget()


@pytest.mark.parametrize("section", ORDER)
def test_each_verb_of_a_section_has_a_letter_of_its_own(window, session, section):
    household = session.store.value("SELECT id FROM household")
    window.verbs.open_household(household)
    case = window.page.case
    panel = case.go_to(section)
    assert complaints(window) == {}
    leaves = getattr(panel, "leaves", None)
    for number in range(leaves.count()) if leaves else ():
        leaves.setCurrentIndex(number)
        assert complaints(window) == {}
    if hasattr(panel, "add"):
        panel.add()
    case.bar.offer(Draft("casefile", household, {}, "2026-03-02 12:00:00"), "张三", "2026-03-02")
    case.editing.household.write("address", "新村")
    window.page.clear_button.show()
    assert case.bar.isVisible()
    assert complaints(window) == {}
    case.editing.give_up()


def test_each_strip_above_the_pages_has_a_letter_that_no_page_has(window):
    def do():
        pass

    topics = re.findall(r'notes\.tell\("(\w+)", .*?_\("([^"]*\(&\w\)[^"]*)"\)', source_of(MainWindow))
    assert len(topics) == 4
    for topic, verb in topics:
        window.notes.tell(topic, "…", i18n._(verb), do)
    for key in PAGES:
        window.go(key)
        assert complaints(window) == {}


def test_an_empty_file_is_filled_by_letters(language, qtbot, session, icons):
    made = MainWindow(session, icons)
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    made.show()
    qtbot.waitExposed(made)
    assert made.page.start.new_button.isVisible()
    assert complaints(made) == {}
    made.schedule.stop()
    made.lock.stop()
