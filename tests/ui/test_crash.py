# SPDX-License-Identifier: MIT
from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtGui import QGuiApplication

from villagedesk.ui import crash
from villagedesk.ui.crash import CrashHook
from villagedesk.ui.dialogs.crash import CrashDialog


@pytest.fixture
def shown(monkeypatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(CrashDialog, "exec", lambda dialog: texts.append(dialog.text))
    return texts


@pytest.fixture
def hook(qapp, monkeypatch) -> CrashHook:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = CrashHook()
    made.install()
    return made


def fail(text: str) -> None:
    try:
        raise ValueError(text)
    except ValueError:
        sys.excepthook(*sys.exc_info())


def test_a_bug_is_shown_with_versions_and_place(qtbot, hook, shown):
    fail("broken")
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert "VillageDesk" in shown[0]
    assert "ValueError: broken" in shown[0]
    assert "test_crash.py" in shown[0]


def test_nothing_personal_is_in_the_text(qtbot, hook, shown):
    fail("王大山 510199197403121234 13800138000")
    qtbot.waitUntil(lambda: len(shown) == 1)
    for secret in ("王大山", "510199197403121234", "13800138000"):
        assert secret not in shown[0]


def test_a_bug_on_another_thread_is_shown_on_this_one(qtbot, hook, shown):
    def work() -> None:
        raise RuntimeError("elsewhere")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert "elsewhere" in shown[0]


def test_the_same_bug_does_not_bury_the_screen(qtbot, hook, shown):
    for _number in range(10):
        fail("again")
    fail("other")
    qtbot.waitUntil(lambda: any("other" in text for text in shown))
    assert len(shown) == 4


def test_the_text_can_be_copied(qtbot):
    dialog = CrashDialog("the report")
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "the report"
    assert dialog.report.isReadOnly()


def test_a_bug_from_a_worker_is_shown_too(qapp, shown):
    crash.show_crash(KeyError("worker"))
    assert "worker" in shown[0]
