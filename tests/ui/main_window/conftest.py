# SPDX-License-Identifier: MIT
"""The main window of an open file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.main_window.making import Held
from villagedesk.ui import navigation

if TYPE_CHECKING:
    from villagedesk.ui.main_window import MainWindow


@pytest.fixture
def window(main_window: MainWindow) -> MainWindow:
    return main_window


@pytest.fixture
def held(window, monkeypatch) -> Held:
    place = navigation.Place("village", "村情况", "village", Held)
    others = tuple(one for one in navigation.places() if one.key != "village")
    monkeypatch.setattr("villagedesk.ui.main_window.places", lambda: (*others, place))
    page = window.go("village")
    assert isinstance(page, Held)
    return page
