# SPDX-License-Identifier: MIT
from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from villagedesk.errors import Cancelled, Refused
from villagedesk.ui.dialogs import progress
from villagedesk.ui.tasks import InlineTasks, Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.tasks import Job


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def the_dialog() -> progress.ProgressDialog | None:
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, progress.ProgressDialog))
    return next((one for one in shown if one.isVisible()), None)


def test_the_result_of_the_work_comes_back(tasks):
    assert progress.run(None, tasks, "算账", lambda _store, _job: 42) == 42


def test_work_in_line_needs_no_waiting(qapp):
    assert progress.run(None, InlineTasks(lambda: "store"), "算账", lambda store, _job: store) == "store"


def test_an_error_of_the_work_is_raised_where_it_was_asked_for(tasks):
    def refuse(_store: object, _job: Job) -> None:
        raise Refused("不行")

    with pytest.raises(Refused, match="不行"):
        progress.run(None, tasks, "算账", refuse)


def test_nothing_is_seen_of_work_that_is_done_at_once(tasks):
    seen = []
    QTimer.singleShot(150, lambda: seen.append(the_dialog()))
    progress.run(None, tasks, "算账", lambda _store, _job: time.sleep(0.2))
    assert seen == [None]


def test_longer_work_shows_count_and_elapsed_time(tasks):
    seen: list[tuple[int, int, str, str]] = []
    go_on = threading.Event()

    def look() -> None:
        dialog = the_dialog()
        assert dialog is not None
        seen.append((dialog.bar.value(), dialog.bar.maximum(), dialog.count.text(), dialog.what.text()))
        go_on.set()

    def work(_store: object, job: Job) -> None:
        job.report(3, 10, "第3户")
        go_on.wait(10)

    QTimer.singleShot(progress.DELAY_MS + 300, look)
    progress.run(None, tasks, "导出", work)
    value, maximum, count, what = seen[0]
    assert (value, maximum, what) == (3, 10, "第3户")
    assert count.startswith("3 / 10")
    assert "0:0" in count


@pytest.mark.parametrize("how", ["escape", "button", "close"])
def test_cancelling_asks_the_work_to_stop_and_says_so(tasks, how):
    texts: list[str] = []

    def press() -> None:
        dialog = the_dialog()
        assert dialog is not None
        if how == "escape":
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        elif how == "button":
            QTest.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
        else:
            dialog.close()
        assert dialog.isVisible(), "it stays until the work has stopped"
        texts.append(dialog.cancel_button.text())

    def work(_store: object, job: Job) -> None:
        while True:
            job.check()
            time.sleep(0.01)

    QTimer.singleShot(progress.DELAY_MS + 300, press)
    with pytest.raises(Cancelled):
        progress.run(None, tasks, "导出", work)
    assert texts == ["正在取消…"]


def test_the_window_takes_no_input_while_it_waits_even_before_the_dialog_appears(tasks, qtbot: QtBot):
    button = QPushButton("保存")
    qtbot.addWidget(button)
    button.show()
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("clicked"))
    QTimer.singleShot(50, lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
    QTimer.singleShot(80, lambda: QTest.keyClick(button, Qt.Key.Key_Space))
    progress.run(button, tasks, "算账", lambda _store, _job: time.sleep(0.3))
    assert pressed == []
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["clicked"], "afterwards it works again"
