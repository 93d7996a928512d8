# SPDX-License-Identifier: MIT
from __future__ import annotations

import threading

import pytest

from tests.conftest import PASSPHRASE
from villagedesk.errors import EnvironmentProblem
from villagedesk.paths import settings_file
from villagedesk.services.keeping.records import NEW, Edit
from villagedesk.settings import Settings, load_settings
from villagedesk.store import history
from villagedesk.ui.session import Session
from villagedesk.ui.tasks import InlineTasks


def test_saving_is_announced_to_everybody(qtbot, session):
    heard: list[object] = []
    session.about_to_save.connect(lambda: heard.append("about to save"))
    session.changed.connect(lambda changed: heard.append(changed.tables))
    session.save("新增户", [Edit("household", NEW, {"group": "3组"})])
    assert heard == ["about to save", {"household"}]


def test_the_working_year_is_announced_once(qtbot, session):
    with qtbot.waitSignal(session.year_changed) as heard:
        session.set_year(2024)
    assert heard.args == [2024]
    assert session.year == 2024
    with qtbot.assertNotEmitted(session.year_changed):
        session.set_year(2024)


def test_the_worker_knows_the_year_and_the_author_of_now(qtbot, store):
    session = Session(store, Settings(author="李书记"))
    seen: list[object] = []

    def look() -> None:
        task = session.start(
            "看", lambda worker, _job: (worker.info.year, worker.author.name), done=seen.append, failed=seen.append
        )
        qtbot.waitUntil(lambda: not session.tasks.busy)
        assert task.title == "看"

    look()
    session.set_year(2023)
    session.sign_as("王主任", "新电脑")
    look()
    session.close()
    assert seen == [(2025, "李书记"), (2023, "王主任")]


def test_what_the_worker_writes_is_announced_on_this_thread(qtbot, store):
    session = Session(store, Settings())
    threads: list[int] = []
    session.changed.connect(lambda _changed: threads.append(threading.get_ident()))

    def write(worker, _job):
        with worker.change("后台") as change:
            change.put("household", "h1", {"group": "1组"})

    with qtbot.waitSignal(session.changed):
        session.start("写", write, done=lambda _result: None, failed=lambda _error: None)
    session.close()
    assert threads == [threading.get_ident()]


def test_changes_are_signed_with_the_name_of_now(session):
    session.sign_as("王主任", "新电脑")
    session.save("新增户", [Edit("household", NEW, {"group": "3组"})])
    line = history.batches(session.store, 1)[0]
    assert (line.who, line.device) == ("王主任", "新电脑")


def test_changed_preferences_are_kept_and_announced(qtbot, session):
    with qtbot.waitSignal(session.settings_changed) as heard:
        session.change_settings(font_size=18)
    assert heard.args[0].font_size == 18
    assert load_settings(settings_file()).font_size == 18


def test_preferences_that_cannot_be_kept_hold_until_the_end_and_that_is_said(session):
    settings_file().mkdir(parents=True)
    with pytest.raises(EnvironmentProblem, match="设置没有存到磁盘"):
        session.change_settings(theme="dark")
    assert session.settings.theme == "dark"


def test_only_the_right_passphrase_fits(new_store, qapp):
    store = new_store("sealed", passphrase=PASSPHRASE)
    session = Session(store, Settings(), InlineTasks(lambda: store))
    assert session.passphrase_fits(PASSPHRASE)
    assert not session.passphrase_fits(PASSPHRASE + "x")
    assert not session.passphrase_fits("")


def test_a_file_without_a_passphrase_takes_the_empty_one(session):
    assert session.passphrase_fits("")
    assert not session.passphrase_fits("x")
