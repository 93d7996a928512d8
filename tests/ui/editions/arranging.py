# SPDX-License-Identifier: MIT
"""Reading the steps of an edition, and filling the dialog of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.models.templates import template_of
from villagedesk.services.procedure.procedures import Rulebook
from villagedesk.ui.meetings.step_dialog import StepDialog

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from villagedesk.ui.meetings.editions import EditionsPanel
    from villagedesk.ui.session import Session

OWN = "入户抽查"
MONITOR = template_of("monitor_2021")
assert MONITOR is not None
KEYS = [step.key for step in MONITOR.steps]


def planned(panel: EditionsPanel) -> list[str]:
    return [line.step.name for line in panel.steps.model.lines]


def settled(panel: EditionsPanel, qtbot: QtBot) -> str:
    """What is said of the effect once it is known."""
    qtbot.waitUntil(lambda: not panel.effects.waiting, timeout=5000)
    return panel.effect.text()


def in_force(session: Session, year: int = 2026) -> list[str]:
    template = Rulebook(session.store).template("monitor_2021", year)
    assert template is not None
    return [step.key for step in template.steps]


def enter(monkeypatch: pytest.MonkeyPatch, **values: str) -> list[str]:
    """Fill the dialog of a step as a user does; what it complained of is collected."""
    complaints: list[str] = []

    def exec_(dialog: StepDialog) -> int:
        dialog.name.setText(values.get("name", ""))
        for key, text in values.items():
            if key != "name":
                dialog.form.entry.write(key, text)
        dialog.take()
        if dialog.error.text():
            complaints.append(dialog.error.text())
        return dialog.result()

    monkeypatch.setattr(StepDialog, "exec", exec_)
    return complaints
