# SPDX-License-Identifier: MIT
"""What menus and keys do, on every page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit, QWidget

from tests.ui.main_window.making import PAGES, add_household
from villagedesk.paths import settings_file
from villagedesk.settings import load_settings
from villagedesk.ui import actions, navigation, theme
from villagedesk.ui.main_window import MainWindow


def test_every_verb_is_in_a_menu_and_does_something(window):
    in_menus = {key for _title, keys in actions.menus() for key in keys}
    undo_verbs = {"undo", "redo"}
    for verb in actions.verbs():
        assert verb.key in in_menus
    assert set(window.verbs._deeds()) == {verb.key for verb in actions.verbs()} - undo_verbs


def test_save_goes_to_the_page(window, held):
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert held.saved == 1


def test_find_goes_to_the_households_where_a_page_has_nothing_to_search(window):
    window.go("history")
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window._current == "households"
    assert window.focusWidget() is window.page.search


def test_the_new_household_verb_leads_to_the_household_page(window, monkeypatch):
    called: list[str] = []
    monkeypatch.setattr(type(window.page), "new_household", lambda _page: called.append("new"))
    window.go("history")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert (window._current, called) == ("households", ["new"])


def test_the_import_verb_opens_the_wizard_and_says_what_came(window, session, monkeypatch):
    from villagedesk.ui.dialogs import roster

    def bring(_parent, opened, _icons, path=None):
        assert path is None
        with opened.store.change("导入花名册：县.xlsx", "import") as change:
            change.put("household", "h1", {"group": "1组"})
        return change.changed

    monkeypatch.setattr(roster, "import_roster", bring)
    QTest.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert "已导入：导入花名册：县.xlsx" in window.statusBar().currentMessage()


def test_the_export_verb_hands_on_what_is_selected(window, session, monkeypatch):
    from villagedesk.ui.dialogs import export

    household = add_household(session)
    window.page.open_household(household)
    asked: list[object] = []
    monkeypatch.setattr(export, "export_volumes", lambda *what: asked.append(what[3:]))
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked == [([household], window.page.query())]


def test_letters_grow_and_shrink_by_key(window, session):
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert session.settings.font_size == 16
    for _number in range(3):
        window.actions_by_key["smaller"].trigger()
    assert session.settings.font_size == 12
    for _number in range(20):
        window.actions_by_key["bigger"].trigger()
    assert load_settings(settings_file()).font_size == 24


def test_refresh_draws_everything_again(qtbot, window, session):
    with qtbot.waitSignal(session.changed) as heard:
        QTest.keyClick(window, Qt.Key.Key_F5)
    assert "household" in heard.args[0].tables


def test_undo_is_named_and_works_from_the_toolbar(window, session):
    add_household(session)
    action = window.actions_by_key["undo"]
    assert action.text() == "撤销(&U)：新增户：王大山"
    assert action.iconText() == "撤销", "the toolbar keeps its width"
    button = window.toolbar.widgetForAction(action)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert session.store.value("SELECT count(*) FROM household WHERE removed IS NULL") == 0
    assert "已撤销：新增户：王大山" in window.statusBar().currentMessage()


def test_a_read_only_file_disables_what_would_write(qtbot, session, icons):
    session.store.read_only = True
    made = MainWindow(session, icons)
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    made.remind()
    for key in ("new_household", "import_roster", "save", "undo", "redo"):
        assert not made.actions_by_key[key].isEnabled()
    assert "只读" in made.windowTitle()
    assert "只读" in made.notes.text("read_only")
    assert not made.status.read_only.isHidden()
    session.store.read_only = False


@pytest.mark.parametrize("key", PAGES)
def test_every_widget_that_takes_the_focus_has_a_name(window, key):
    page = window.go(key)
    nameless = []
    for widget in [*page.findChildren(QWidget), *window.navigation.parentWidget().findChildren(QWidget)]:
        inner = widget.objectName() == "qt_spinbox_lineedit" or isinstance(widget.parentWidget(), QComboBox)
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or inner:
            continue
        if isinstance(widget, (QAbstractButton, QComboBox, QLineEdit, QTextEdit)):
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            if not (widget.accessibleName() or text):
                nameless.append(widget)
    assert not nameless


def test_no_two_verbs_or_pages_share_a_key(window):
    keys = [sequence.toString() for verb in actions.verbs() for sequence in map(QKeySequence, verb.keys)]
    keys += [f"Ctrl+{number}" for number in range(1, len(PAGES) + 1)]
    assert len(keys) == len(set(keys))


def test_the_pages_stand_in_a_menu_of_their_own_that_a_small_screen_can_hold_at_double_size(window):
    (view,) = (one.menu() for one in window.menuBar().actions() if one.text() == "查看(&V)")
    (pages,) = (one.menu() for one in view.actions() if one.menu())
    assert [one.data() for one in pages.actions()] == [place.key for place in navigation.places()]
    assert len(view.actions()) < len(pages.actions())


def test_the_icons_of_the_toolbar_are_as_large_as_the_theme_says(qapp, session, icons):
    theme.apply_theme(qapp, "light", 14)
    made = MainWindow(session, icons)
    try:
        made.show()
        assert made.toolbar.iconSize() == QSize(18, 18)
    finally:
        made.retire()
        qapp.setStyleSheet("")
