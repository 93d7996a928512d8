# SPDX-License-Identifier: MIT
"""A household in the middle of a procedure, and a new edition of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.editions.arranging import settled
from villagedesk.services.procedure.procedures import record_step, start
from villagedesk.ui.meetings import edition_steps
from villagedesk.ui.pages.meetings import MeetingsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.meetings.editions import EditionsPanel
    from villagedesk.ui.session import Session


@pytest.fixture
def household(session: Session, a_household: Callable[..., str]) -> str:
    """One whose clue, survey and consent are done."""
    found = a_household("张三")
    process = start(session.store, found, "monitor_2021", "2026-02-20").ids["process"]
    for step in ("clue", "survey", "consent"):
        record_step(session.store, process, step, {"done": "2026-02-21"})
    return found


@pytest.fixture
def page(household: str, open_page: Callable[..., Any]) -> MeetingsPage:
    made = open_page(MeetingsPage, 1200, 900)
    made.leaves.setCurrentIndex(2)
    return made


@pytest.fixture
def panel(page: MeetingsPage, qtbot: QtBot) -> EditionsPanel:
    """A new edition of the monitoring procedure, from the working year 2025 on; its cases are known."""
    page.editions.add()
    page.editions.form.entry.write("template", "monitor_2021")
    page.editions.form.entry.write("source", "县办法")
    settled(page.editions, qtbot)
    return page.editions


@pytest.fixture
def because(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition_steps, "ask_reason", lambda *_args: "已合并办理")
