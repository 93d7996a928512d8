# SPDX-License-Identifier: MIT
"""The main window of an open file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.main_window.making import Held
from villagedesk.ui import navigation
from villagedesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator


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


@pytest.fixture
def held(window, monkeypatch) -> Held:
    place = navigation.Place("village", "村情况", "village", Held)
    others = tuple(one for one in navigation.places() if one.key != "village")
    monkeypatch.setattr("villagedesk.ui.main_window.places", lambda: (*others, place))
    page = window.go("village")
    assert isinstance(page, Held)
    return page
