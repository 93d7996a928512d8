# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from villagedesk.services.keeping.records import NEW, Edit, save_records
from villagedesk.services.opening import backups
from villagedesk.store.faults import CannotWrite
from villagedesk.ui import backup_schedule
from villagedesk.ui.backup_schedule import BackupSchedule, Outcome
from villagedesk.ui.session import Session


def change(session: Session) -> None:
    session.save("新增户", [Edit("household", NEW, {"group": "3组"})])


def reasons(session: Session) -> list[str]:
    return [one.reason for one in reversed(backups.list_backups(session.store.info))]


@pytest.fixture
def schedule(session) -> BackupSchedule:
    return BackupSchedule(session)


@pytest.fixture
def parent(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_first_opening_of_a_day_makes_a_backup_and_the_second_does_not(session, schedule, clock):
    schedule.start()
    assert reasons(session) == ["day"]
    clock.advance(hours=2)
    change(session)
    BackupSchedule(session).start()
    assert reasons(session) == ["day"]
    clock.advance(days=1)
    BackupSchedule(session).start()
    assert reasons(session) == ["day", "day"]


def test_a_day_on_which_nothing_changed_needs_no_backup(session, schedule, clock):
    schedule.start()
    clock.advance(days=1)
    schedule.start()
    assert reasons(session) == ["day"]


def test_changes_are_backed_up_after_the_chosen_minutes(session, schedule, clock):
    session.change_settings(idle_minutes=20)
    schedule.start()
    change(session)
    clock.advance(minutes=19)
    schedule.look()
    assert reasons(session) == ["day"]
    clock.advance(minutes=1)
    schedule.look()
    assert reasons(session) == ["day", "timer"]
    clock.advance(minutes=30)
    schedule.look()
    assert reasons(session) == ["day", "timer"], "nothing has changed since"


def test_a_clock_that_was_set_back_does_not_stop_the_backups(session, schedule, clock):
    schedule.start()
    change(session)
    clock.advance(days=-400)
    schedule.look()
    assert len(reasons(session)) == 2


def test_closing_makes_a_backup_of_what_changed(session, schedule, parent):
    change(session)
    schedule.at_close(parent)
    assert reasons(session) == ["close"]
    schedule.at_close(parent)
    assert reasons(session) == ["close"]


def test_a_failing_backup_at_closing_is_said_but_traps_nobody(session, schedule, parent, said, monkeypatch):
    def refuse(*_what: object) -> None:
        raise CannotWrite(Path("a.village"), "磁盘空间不足")

    change(session)
    monkeypatch.setattr(backups, "make_backup", refuse)
    schedule.at_close(parent)
    assert "磁盘空间不足" in said.warnings[0]
    assert "可以放心关闭" in said.warnings[0]


def test_a_failing_backup_in_the_background_is_told_to_the_window(qtbot, session, schedule, monkeypatch):
    def refuse(*_what: object) -> None:
        raise CannotWrite(Path("a.village"), "磁盘空间不足")

    monkeypatch.setattr(backups, "make_backup", refuse)
    with qtbot.waitSignal(schedule.failed) as heard:
        schedule.start()
    assert "磁盘空间不足" in heard.args[0]


def test_a_backup_on_request_is_made_even_if_nothing_changed(session, schedule, parent):
    schedule.now(parent)
    schedule.now(parent)
    assert reasons(session) == ["manual", "manual"]


def test_a_read_only_file_is_left_alone(session, schedule, parent):
    change(session)
    session.store.read_only = True
    schedule.start()
    schedule.at_close(parent)
    assert reasons(session) == []
    session.store.read_only = False


# -- the second place -----------------------------------------------------------------------------------------------


def test_the_second_place_gets_a_copy_and_the_reminder_goes(session, schedule, parent, tmp_path, clock):
    clock.advance(days=8)
    assert "8天" in schedule.reminder()
    stick = tmp_path / "stick"
    stick.mkdir()
    session.change_settings(second_place=str(stick))
    outcome = schedule.now(parent)
    assert outcome.elsewhere
    (copy,) = stick.iterdir()
    assert copy.name.startswith("village-")
    assert copy.read_bytes() == Path(outcome.backup.path).read_bytes()
    assert schedule.reminder() == ""
    clock.advance(days=7)
    assert "7天" in schedule.reminder()


def test_backups_by_the_clock_do_not_fill_the_stick(session, schedule, tmp_path, clock):
    stick = tmp_path / "stick"
    stick.mkdir()
    session.change_settings(second_place=str(stick))
    change(session)
    clock.advance(hours=1)
    schedule.look()
    assert reasons(session) == ["timer"]
    assert not list(stick.iterdir())


def test_a_missing_second_place_is_said_and_the_backup_here_is_made(session, schedule, parent, tmp_path):
    session.change_settings(second_place=str(tmp_path / "gone"))
    outcome = schedule.now(parent)
    assert "连接不上" in outcome.trouble
    assert not outcome.elsewhere
    assert reasons(session) == ["manual"]


def test_old_copies_in_the_second_place_are_thinned_and_other_files_stay(session, schedule, parent, tmp_path, clock):
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "照片.jpg").touch()
    (stick / "village-20200101-120000.txt").touch()
    session.change_settings(second_place=str(stick))
    for _day in range(60):
        clock.advance(days=1)
        change(session)
        schedule.now(parent)
    copies = sorted(path.name for path in stick.glob("village-*.village"))
    assert 20 <= len(copies) <= 30
    assert (stick / "照片.jpg").exists()
    assert (stick / "village-20200101-120000.txt").exists()


def test_a_new_file_is_not_nagged(schedule, clock):
    assert schedule.reminder() == ""
    clock.advance(days=6)
    assert schedule.reminder() == ""


# -- giving way to saving -------------------------------------------------------------------------------------------


def test_a_backup_in_the_background_gives_way_to_saving_and_is_made_later(qtbot, store, clock, monkeypatch):
    from villagedesk.settings import Settings

    session = Session(store, Settings(idle_minutes=30))
    schedule = BackupSchedule(session)
    calls: list[str] = []

    def slow(worker, job, reason, _place):
        calls.append(reason)
        if len(calls) > 1:
            return Outcome(backups.make_backup(worker, reason, job.check))
        while True:
            job.check()

    monkeypatch.setattr(backup_schedule, "back_up", slow)
    schedule.start()
    qtbot.waitUntil(lambda: calls == ["day"])
    change(session)
    qtbot.waitUntil(lambda: not session.tasks.busy)
    qtbot.waitUntil(lambda: schedule._running is None)
    with qtbot.waitSignal(schedule.made):
        schedule.look()
    assert calls == ["day", "timer"]
    session.close()


def test_saving_during_a_real_backup_of_a_larger_file_does_not_wait(qtbot, store):
    from villagedesk.settings import Settings

    save_records(
        store, "导入", [Edit("household", NEW, {"group": "x" * 40, "address": "y" * 150}) for _n in range(3_000)]
    )
    session = Session(store, Settings())
    schedule = BackupSchedule(session)
    schedule.start()
    change(session)
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert store.value("SELECT count(*) FROM household") == 3_001
    schedule.stop()
    session.close()
