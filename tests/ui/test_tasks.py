# SPDX-License-Identifier: MIT
from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from villagedesk.errors import Refused
from villagedesk.ui.tasks import InlineTasks, Task, Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class FakeStore:
    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.closed = False

    def close(self) -> None:
        self.closed = True


class Ear(QObject):
    """Notes what a task said, and on which thread."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[int] = set()
        task.progressed.connect(self.progressed)
        task.succeeded.connect(self.succeeded)
        task.failed.connect(self.failed)
        task.cancelled.connect(self.cancelled)

    def _note(self, what: object) -> None:
        self.heard.append(what)
        self.threads.add(threading.get_ident())

    def progressed(self, done: int, total: int, text: str) -> None:
        self._note((done, total, text))

    def succeeded(self, result: object) -> None:
        self._note(("succeeded", result))

    def failed(self, error: object) -> None:
        self._note(("failed", str(error)))

    def cancelled(self) -> None:
        self._note("cancelled")


@pytest.fixture
def stores() -> list[FakeStore]:
    return []


@pytest.fixture
def tasks(qapp, stores) -> Iterator[Tasks]:
    def make() -> FakeStore:
        stores.append(FakeStore())
        return stores[-1]

    made = Tasks(make)
    yield made
    made.close()


def run(qtbot: QtBot, tasks: Tasks, work) -> Ear:
    task = Task("测试", work)
    ear = Ear(task)
    ear.task = task
    with qtbot.waitSignal(task.finished):
        tasks.start(task)
    return ear


def test_work_runs_on_another_thread_and_is_heard_on_this_one(qtbot, tasks):
    def work(_store, job):
        job.report(1, 2, "一半")
        return threading.get_ident()

    ear = run(qtbot, tasks, work)
    assert ear.heard[0] == (1, 2, "一半")
    assert ear.heard[1][1] != threading.get_ident()
    assert ear.threads == {threading.get_ident()}


def test_one_store_serves_all_tasks_and_belongs_to_their_thread(qtbot, tasks, stores):
    first = run(qtbot, tasks, lambda store, _job: (id(store), threading.get_ident())).heard[0][1]
    second = run(qtbot, tasks, lambda store, _job: (id(store), threading.get_ident())).heard[0][1]
    assert first == second
    assert len(stores) == 1
    assert stores[0].thread == first[1]


def test_a_refusal_arrives_as_an_object(qtbot, tasks):
    def work(_store, _job):
        raise Refused("不行")

    assert run(qtbot, tasks, work).heard == [("failed", "不行")]


def test_cancelling_stops_the_work_at_its_next_look(qtbot, tasks):
    started = threading.Event()

    def work(_store, job):
        started.set()
        while True:
            job.check()

    task = Task("测试", work)
    ear = Ear(task)
    with qtbot.waitSignal(task.finished):
        tasks.start(task)
        assert started.wait(5)
        assert tasks.busy
        task.cancel()
    assert ear.heard == ["cancelled"]
    qtbot.waitUntil(lambda: not tasks.busy)


def test_a_store_that_does_not_open_fails_the_task(qtbot, qapp):
    def refuse():
        raise Refused("打不开")

    tasks = Tasks(refuse)
    assert run(qtbot, tasks, lambda _store, _job: 1).heard == [("failed", "打不开")]
    tasks.close()


def test_facts_about_the_file_are_brought_up_to_date_before_each_task(qtbot, qapp):
    years = iter((2024, 2025))
    tasks = Tasks(FakeStore, refresh=lambda store: setattr(store, "year", next(years)))
    assert run(qtbot, tasks, lambda store, _job: store.year).heard == [("succeeded", 2024)]
    assert run(qtbot, tasks, lambda store, _job: store.year).heard == [("succeeded", 2025)]
    tasks.close()


def test_closing_cancels_what_runs_and_closes_the_store(qapp, stores):
    tasks = Tasks(lambda: stores.append(FakeStore()) or stores[-1])
    started = threading.Event()

    def work(_store, job):
        started.set()
        while True:
            job.check()

    tasks.start(Task("测试", work))
    assert started.wait(5)
    tasks.close()
    assert stores[0].closed


def test_what_the_work_held_is_let_go_when_it_is_over(qtbot, tasks):
    ear = run(qtbot, tasks, lambda _store, _job: 1)
    qtbot.waitUntil(lambda: ear.task.work(None, None) is None)


def test_tasks_in_line_are_over_when_start_returns(qapp):
    task = Task("测试", lambda store, _job: store)
    ear = Ear(task)
    InlineTasks(lambda: "store").start(task)
    assert ear.heard == [("succeeded", "store")]


def test_tasks_that_are_fleeting_are_forgotten_first_and_deleted_then(qtbot):
    """A task that was deleted before it was forgotten would leave the thread busy for ever."""
    tasks, gone = Tasks(), []
    try:
        for number in range(200):
            task = Task("画", lambda _store, _job: None)
            task.fleeting = True
            task.destroyed.connect(lambda _one=None, number=number: gone.append(number))
            tasks.start(task)
            del task
        qtbot.waitUntil(lambda: not tasks.busy)
        qtbot.waitUntil(lambda: len(gone) == 199)  # the last one goes with the next
    finally:
        tasks.close()
