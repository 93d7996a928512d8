# SPDX-License-Identifier: MIT
"""A county's own steps in the case file: of whom they are asked, over what is typed, and room for the steps below their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.editions.test_ways import VISIT, arrange
from villagedesk.models.completeness import Section
from villagedesk.models.edition_plan import Planned
from villagedesk.services.procedure.procedures import record_step, start

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.ui.casefile.view import CaseFileView
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def household(a_household: Callable[..., str]) -> str:
    return a_household("张三")


def test_the_case_file_asks_a_step_of_a_cause_as_soon_as_the_cause_is_typed(
    session: Session, view: CaseFileView
) -> None:
    session.set_year(2025)
    arrange(session, (0, Planned(VISIT, form="visit", people=2, causes=("1",))), year=2025)
    process = start(session.store, view.editing.household_id, "monitor_2021", "2025-02-20", year=2025).ids["process"]
    record_step(session.store, process, "clue", {"done": "2025-02-20"})
    procedures: Any = view.go_to(Section.PROCEDURES)
    procedures.steps.show_case()
    procedures.steps.show_process(process)
    assert procedures.steps.headline.text() == f"等候：{VISIT}"
    assert "没有填写致贫原因，先按要办的处理" in procedures.steps.reasons.text()
    view.editing.entries["cause:main"].write("code", "3")
    assert procedures.steps.headline.text() == "等候：入户调查、农户承诺授权"
    assert "该户不用办" in procedures.steps.reasons.text()
    view.editing.entries["cause:main"].write("code", "1")
    assert procedures.steps.headline.text() == f"等候：{VISIT}"
    procedures.steps.view.go_to(1, 1)
    assert procedures.steps.required.text().startswith("怎么办：入户核实　只对：致贫原因为因病")


def test_a_long_reason_leaves_room_for_the_steps(session: Session, view: CaseFileView) -> None:
    steps = [(0, Planned(f"抽查{sign}", reason="说明" * 60)) for sign in "甲乙丙丁"]
    arrange(session, *steps, year=2025)
    start(session.store, view.editing.household_id, "monitor_2021", "2025-02-20", year=2025)
    view.resize(800, 500)
    procedures: Any = view.go_to(Section.PROCEDURES)
    procedures.steps.show_case()
    words = procedures.steps.reasons
    line = words.fontMetrics().lineSpacing()
    assert words.label.heightForWidth(words.viewport().width()) > 10 * line
    assert 3 * line <= words.height() <= 8 * line
    assert words.verticalScrollBar().maximum() > 0
    assert procedures.steps.view.height() >= 5 * line
