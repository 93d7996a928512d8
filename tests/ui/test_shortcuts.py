# SPDX-License-Identifier: MIT
"""The page of keys tells every key that anything is bound to, and no two things are bound to one key in one place."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QMenu

from tests.ui.preview.conftest import A4, pdf_of
from villagedesk.documents.preview import Preview
from villagedesk.ui import navigation, shortcuts
from villagedesk.ui.casefile.section_list import ORDER
from villagedesk.ui.dialogs.keys import key_table
from villagedesk.ui.forms.field_row import FieldRow
from villagedesk.ui.main_window import MainWindow
from villagedesk.ui.preview.window import PreviewWindow
from villagedesk.ui.tables.grid_view import GridView
from villagedesk.ui.tables.view import PagedView

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def window(qtbot, session, icons, a_household):
    """The window after every page and every section was looked at."""
    household = a_household("张三", "李四")
    made = MainWindow(session, icons)
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    made.show()
    qtbot.waitExposed(made)
    for place in navigation.places():
        made.go(place.key)
    made.verbs.open_household(household)
    for section in ORDER:
        made.page.case.go_to(section)
    yield made
    made.schedule.stop()
    made.lock.stop()


def told():
    return {keys for _heading, lines in key_table() for shown, _text in lines for keys in shown.split(" / ")}


def bound(window):
    """Every key of an action or shortcut of the window and of the menus that are made when they are asked for."""
    for shortcut in window.findChildren(QShortcut):
        yield shortcut.key().toString(), shortcut.parent()
    menus = [view.context_menu() for kind in (PagedView, GridView) for view in window.findChildren(kind)]
    menus += [row.menu() for row in window.findChildren(FieldRow)[::7]]
    for owner in (window, *menus):
        for action in owner.findChildren(QAction):
            standard = isinstance(owner, QMenu) and action.objectName().startswith(("edit-", "select-"))
            for keys in () if standard else action.shortcuts():
                yield keys.toString(), action.text()
    for menu in menus:
        menu.deleteLater()


def test_every_key_that_is_bound_is_on_the_page_of_keys(window):
    found = list(bound(window))
    assert {"F8", "F6", "Ctrl+S", "Ctrl+D", "Alt+Down", "Ctrl+1"} <= {keys for keys, _whose in found}
    assert [(keys, whose) for keys, whose in found if keys not in told()] == []


def test_every_named_key_on_the_page_is_bound_to_something(window, session, qtbot, tmp_path):
    found = {keys for keys, _whose in bound(window)}
    preview = PreviewWindow(session, Preview(pdf_of(A4)), tmp_path, "案卷")
    qtbot.addWidget(preview)
    found |= {one.key().toString() for one in preview.findChildren(QShortcut)}
    named = {keys for _heading, lines in shortcuts.groups() for one in lines if one.key for keys in one.keys}
    assert named <= found


def test_no_key_of_the_window_is_bound_twice(window):
    """Qt does neither of two things that share a key in one window."""
    keys = [one.key().toString() for one in window.findChildren(QShortcut)]
    keys += [k.toString() for action in window.actions_by_key._made.values() for k in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_keys_that_work_without_being_bound_are_told_too():
    assert {"Esc", "F2", "F4", "Enter", "Ctrl+Down", "1", "2", "3"} <= told()


def test_names_are_known():
    with pytest.raises(KeyError):
        shortcuts.keys_of("no such thing")


def test_every_page_has_a_key_of_its_own_that_leads_to_it(window):
    keys = [navigation.keys_of(place.key) for place in navigation.places()]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    window.go("today")
    settings = next(one for one in window.findChildren(QAction) if one.shortcut().toString() == "Ctrl+,")
    settings.trigger()
    assert window.place == "settings"
