# SPDX-License-Identifier: MIT
"""What the window tells about the open file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.main_window.making import add_household
from villagedesk.store import drafts


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
