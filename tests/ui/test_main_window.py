# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTextEdit, QWidget

from villagedesk.paths import settings_file
from villagedesk.services import backups
from villagedesk.services.records import NEW, Edit
from villagedesk.settings import load_settings
from villagedesk.store import drafts
from villagedesk.ui import actions, navigation, verbs
from villagedesk.ui.main_window import MainWindow
from villagedesk.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = [place.key for place in navigation.places()]


@pytest.fixture
def window(qtbot, session, icons) -> Iterator[MainWindow]:
    made = MainWindow(session, icons)
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    made.resize(1_200, 680)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.schedule.stop()
    made.lock.stop()


class Held(Page):
    """A page with something unsaved."""

    def __init__(self, session, icons, parent) -> None:
        super().__init__(session, icons, parent)
        self.leave = False
        self.asked = 0
        self.saved = 0
        self.field = QLineEdit(self)

    def can_leave(self) -> bool:
        self.asked += 1
        return self.leave

    def save(self) -> None:
        self.saved += 1


@pytest.fixture
def held(window, monkeypatch) -> Held:
    place = navigation.Place("village", "村情况", "village", Held)
    others = tuple(one for one in navigation.places() if one.key != "village")
    monkeypatch.setattr("villagedesk.ui.main_window.places", lambda: (*others, place))
    page = window.go("village")
    assert isinstance(page, Held)
    return page


def add_household(session, group: str = "3组") -> str:
    saved = session.save(
        "新增户：王大山",
        [
            Edit("household", NEW, {"group": group}, token="h"),
            Edit("member", NEW, {"household": "@h", "name": "王大山"}, token="m"),
            Edit("member_year", NEW, {"member": "@m", "year": 2025, "relation": "head"}),
        ],
    )
    return saved.ids["h"]


# -- pages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", PAGES)
def test_every_page_opens_and_fits_a_small_screen(window, key, qtbot):
    assert window.go(key) is window.page
    window.resize(1_200, 680)
    assert window.width() <= 1_200
    assert window.height() <= 680
    assert window.minimumSizeHint().width() <= 1_200


def page_key(key: str) -> Qt.Key:
    """The figure that leads to a page with Ctrl."""
    return Qt.Key(Qt.Key.Key_1 + PAGES.index(key))


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


# -- the keyboard ---------------------------------------------------------------------------------------------------


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


# -- verbs ----------------------------------------------------------------------------------------------------------


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


# -- the file on the screen -----------------------------------------------------------------------------------------


def test_title_and_status_tell_village_year_and_amount(qtbot, window, session):
    assert window.windowTitle() == "清溪村 · 2025年度 — village.village — 村档"
    add_household(session)
    qtbot.waitUntil(lambda: window.status.amount.text() == "1户 1人")
    assert window.status.place.text() == "清溪村 · 2025年度"


def test_the_year_is_picked_from_the_button(window, session):
    menu = window.year_button.menu()
    menu.aboutToShow.emit()
    years = [action.data() for action in menu.actions() if action.data()]
    assert years == [2026, 2025, 2024, 2023, 2022]
    next(action for action in menu.actions() if action.data() == 2024).trigger()
    assert session.year == 2024
    assert "2024年度" in window.windowTitle()
    assert window.year_button.text() == "2024年度"
    assert window.status.place.text() == "清溪村 · 2024年度"


def test_the_year_stays_while_something_is_unsaved(window, session, held):
    window.verbs.set_year(2024)
    assert session.year == 2025


def test_the_last_backup_is_told(window, session, clock):
    assert window.status.backup.text() in {"", "还没有备份", "备份 12:00"}
    window.schedule.now(window)
    assert window.status.backup.text() == "备份 12:00"
    clock.advance(days=2)
    window.status.show_backup()
    assert window.status.backup.text() == "备份 2026-03-02 12:00"


def test_a_failing_backup_in_the_background_stays_in_sight(window):
    window.schedule.failed.emit("备份没有做成：磁盘空间不足")
    assert "磁盘空间不足" in window.notes.text("backup_failed")
    window.schedule.now(window)
    assert window.notes.text("backup_failed") == ""


def test_drafts_of_a_crash_are_pointed_out_and_lead_to_the_household(window, session):
    household = add_household(session)
    drafts.keep(session.store, "casefile", household, {})
    window.remind()
    assert "1户的修改没有保存" in window.notes.text("drafts")
    window.notes.button("drafts").click()
    assert window.page.open_id() == household
    assert window.focusWidget() is window.page.case.bar.restore_button
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert window.page.case.panel("basic").isAncestorOf(window.focusWidget())
    assert window.notes.text("drafts") == ""


def test_a_missing_name_is_asked_for(window, session):
    session.change_settings(author="")
    window.remind()
    assert "录入人姓名" in window.notes.text("author")
    window.notes.button("author").click()
    assert window.place == "settings"
    assert window.focusWidget() is window.page.author


def test_a_week_without_a_copy_elsewhere_is_pointed_out(window, session, clock):
    clock.advance(days=9)
    window.remind()
    assert "9天" in window.notes.text("backup")


# -- leaving --------------------------------------------------------------------------------------------------------


def test_closing_makes_a_backup_and_says_that_it_left(qtbot, window, session):
    add_household(session)
    with qtbot.waitSignal(window.left):
        assert window.close()
    assert backups.list_backups(session.store.info)[0].reason == "close"


def test_closing_stops_for_unsaved_contents(qtbot, window, held):
    with qtbot.assertNotEmitted(window.left):
        assert not window.close()
    assert window.isVisible()


def test_a_failing_backup_does_not_trap_the_user(qtbot, window, session, said, monkeypatch):
    from villagedesk.store.faults import CannotWrite

    def refuse(*_what: object) -> None:
        raise CannotWrite(Path("a.village"), "磁盘空间不足")

    monkeypatch.setattr(backups, "make_backup", refuse)
    add_household(session)
    with qtbot.waitSignal(window.left):
        window.close()
    assert "磁盘空间不足" in said.warnings[0]


def test_leaving_from_behind_the_lock_asks_nothing(qtbot, window, held):
    before = held.asked
    with qtbot.waitSignal(window.left):
        window._leave_locked()
    assert held.asked == before


def test_the_window_comes_back_with_its_size(qtbot, window, session, icons):
    window.resize(700, 500)
    window.close()
    again = MainWindow(session, icons)
    qtbot.addWidget(again, before_close_func=lambda one: setattr(one, "_leaving", True))
    again.appear()
    assert (again.width(), again.height()) == (700, 500)
    again.schedule.stop()


# -- dropped files --------------------------------------------------------------------------------------------------


def drop(window: MainWindow, *paths: Path) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    window.dragEnterEvent(enter)
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    QApplication.processEvents()
    return enter.isAccepted()


@pytest.mark.parametrize("suffix", sorted(verbs.ROSTERS))
def test_a_dropped_roster_starts_the_import(window, monkeypatch, tmp_path, suffix):
    taken: list[Path | None] = []
    monkeypatch.setattr(
        "villagedesk.ui.dialogs.roster.import_roster", lambda _parent, _session, _icons, path=None: taken.append(path)
    )
    assert drop(window, tmp_path / f"花名册{suffix.upper()}")
    assert taken == [tmp_path / f"花名册{suffix.upper()}"]


def test_a_dropped_village_file_is_opened(qtbot, window, tmp_path):
    wanted: list[Path] = []
    window.open_wanted.connect(wanted.append)
    assert drop(window, tmp_path / "石桥村.village")
    assert wanted == [tmp_path / "石桥村.village"]


@pytest.mark.parametrize("names", [("a.pdf",), ("a.xlsx", "b.xlsx"), ("folder",)])
def test_other_things_are_not_taken(window, tmp_path, names):
    assert not drop(window, *(tmp_path / name for name in names))


# -- for everybody --------------------------------------------------------------------------------------------------


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
