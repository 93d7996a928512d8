# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from tests.conftest import PASSPHRASE
from villagedesk.settings import Settings
from villagedesk.ui.dialogs.locked import UnlockAgain
from villagedesk.ui.lock import LOCK_MINUTES, Lock
from villagedesk.ui.session import Session
from villagedesk.ui.tasks import InlineTasks

if TYPE_CHECKING:
    from collections.abc import Iterator


class Watch:
    """A clock that the test sets."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def sealed(new_store, qapp) -> Iterator[Session]:
    store = new_store("sealed", passphrase=PASSPHRASE)
    opened = Session(store, Settings(), InlineTasks(lambda: store))
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    layout = QVBoxLayout(made)
    made.secret = QLabel("王大山 510199197403121234")
    made.secret.setStyleSheet("background: #ff00ff; color: #ff00ff;")
    made.field = QLineEdit()
    layout.addWidget(made.secret)
    layout.addWidget(made.field)
    made.setWindowTitle("清溪村 · 王大山")
    made.resize(300, 200)
    made.show()
    return made


def asking() -> UnlockAgain:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, UnlockAgain) and one.isVisible()]
    assert found
    return found[0]


def test_ten_minutes_without_input_lock_the_window(sealed, watch, monkeypatch):
    lock = Lock(sealed, seconds=watch)
    locked: list[int] = []
    monkeypatch.setattr(lock, "lock", lambda: locked.append(1))
    watch.now += LOCK_MINUTES * 60 - 1
    lock.look()
    assert not locked
    watch.now += 1
    lock.look()
    assert locked


def test_typing_and_moving_the_mouse_put_it_off(sealed, watch, window, monkeypatch):
    lock = Lock(sealed, seconds=watch)
    lock.start()
    locked: list[int] = []
    monkeypatch.setattr(lock, "lock", lambda: locked.append(1))
    window.activateWindow()
    lock._watch(window.windowHandle())
    watch.now += 500
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    watch.now += 500
    lock.look()
    assert not locked
    lock.stop()


def test_nothing_of_the_data_is_seen_while_it_is_locked_and_what_was_typed_stays(sealed, watch, window, qtbot):
    window.field.setText("没有保存的内容")
    seen: list[object] = []

    def while_locked() -> None:
        image = window.grab().toImage()
        magenta = QColor("#ff00ff")
        seen.append(
            any(
                image.pixelColor(x, y) == magenta
                for x in range(0, image.width(), 3)
                for y in range(0, image.height(), 3)
            )
        )
        seen.append("王大山" in window.windowTitle())
        window.resize(500, 400)
        QApplication.processEvents()
        image = window.grab().toImage()
        seen.append(any(image.pixelColor(x, 20) == magenta for x in range(0, image.width(), 3)))
        dialog = asking()
        dialog.line.setText("falsch")
        dialog.accept()
        seen.append(dialog.error.text() != "" and dialog.isVisible())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        dialog.close()
        seen.append(dialog.isVisible())
        dialog.line.setText(PASSPHRASE)
        dialog.accept()

    QTimer.singleShot(100, while_locked)
    lock = Lock(sealed, seconds=watch)
    lock.lock()
    assert seen == [False, False, False, True, True]
    assert window.field.text() == "没有保存的内容"
    assert window.windowTitle() == "清溪村 · 王大山"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    image = window.grab().toImage()
    assert any(
        image.pixelColor(x, y) == QColor("#ff00ff")
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def test_the_program_can_be_left_without_the_passphrase(qtbot, sealed, watch, window):
    def leave() -> None:
        asking().quit_button.click()

    lock = Lock(sealed, seconds=watch)
    QTimer.singleShot(50, leave)
    with qtbot.waitSignal(lock.quit_wanted):
        lock.lock()


def test_a_file_without_a_passphrase_is_not_locked(session, watch):
    lock = Lock(session, seconds=watch)
    assert not lock.possible
    lock.start()
    lock.lock()
    assert not lock.is_locked
