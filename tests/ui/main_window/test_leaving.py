# SPDX-License-Identifier: MIT
"""Closing the window."""

from __future__ import annotations

from pathlib import Path

from tests.ui.main_window.making import add_household
from villagedesk.services.opening import backups
from villagedesk.ui.main_window import MainWindow


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
