# SPDX-License-Identifier: MIT
"""Arranging the steps of a procedure on the page: moving, adding, leaving out, changing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.editions.arranging import KEYS, OWN, enter, in_force
from villagedesk.models.catalogue.procedure import EditionStep, ProcedureEdition
from villagedesk.services.keeping.records import undo_last
from villagedesk.services.procedure.procedures import Rulebook, facts_of
from villagedesk.store import reads
from villagedesk.ui.meetings import edition_steps
from villagedesk.ui.meetings.step_dialog import StepDialog

if TYPE_CHECKING:
    from villagedesk.ui.meetings.editions import EditionsPanel
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def test_choosing_a_procedure_lists_its_steps_as_the_program_has_them(panel: EditionsPanel) -> None:
    assert [line.id for line in panel.steps.model.lines] == KEYS
    assert panel.heading.text() == "2025年起的步骤（8步）"
    assert panel.effect.text() == "适用这个调整的程序共1个，其中1个正在办理"
    assert not panel.affected_button.isVisible()
    assert not panel.fault.isVisible()


def test_steps_go_up_and_down_with_the_cursor_and_are_saved_as_one_action(
    panel: EditionsPanel, session: Session
) -> None:
    panel.steps.view.go_to_row(3)
    panel.steps.down_button.click()
    assert panel.steps.view.current_key() == "appraisal"
    panel.steps.up_button.click()
    panel.steps.down_button.click()
    panel.save_button.click()
    assert in_force(session)[3:5] == ["notice_village", "appraisal"]
    assert in_force(session, 2024) == KEYS
    assert not panel.dirty
    undo_last(session.store)
    assert in_force(session) == KEYS
    assert reads.where(session.store, ProcedureEdition) == []


def test_the_first_step_goes_no_further_up_and_the_last_no_further_down(panel: EditionsPanel) -> None:
    panel.steps.view.go_to_row(0)
    assert (panel.steps.up_button.isEnabled(), panel.steps.down_button.isEnabled()) == (False, True)
    panel.steps.view.go_to_row(7)
    assert (panel.steps.up_button.isEnabled(), panel.steps.down_button.isEnabled()) == (True, False)


def test_a_step_that_is_not_asked_for_keeps_its_reason_and_can_be_asked_for_again(
    panel: EditionsPanel, session: Session, because: None
) -> None:
    panel.steps.view.go_to_row(5)
    panel.steps.off_button.click()
    assert panel.heading.text() == "2025年起的步骤（7步，另有1步不要求）"
    assert panel.save()
    (edition,) = reads.where(session.store, ProcedureEdition)
    (row,) = reads.where(session.store, EditionStep)
    assert (edition.year, edition.off, row.reason) == (2025, ("township",), "已合并办理")
    assert panel.model.lines[0].words == "不要求“乡镇审核”（原因：已合并办理）"
    panel.steps.view.go_to_row(5)
    assert panel.steps.off_button.text() == "恢复要求(&X)"
    panel.steps.off_button.click()
    assert panel.save()
    assert in_force(session) == KEYS
    assert reads.where(session.store, EditionStep) == []


def test_without_a_reason_the_step_stays(panel: EditionsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition_steps, "ask_reason", lambda *_args: None)
    panel.steps.view.go_to_row(5)
    panel.steps.off_button.click()
    assert panel.heading.text() == "2025年起的步骤（8步）"


def test_a_step_of_the_countys_own_is_added_behind_the_cursor_and_taken_out_again(
    panel: EditionsPanel, session: Session, household: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(monkeypatch, name=OWN, who="乡镇纪委", paper="抽查表", most="10", reason="县里要求")
    panel.steps.view.go_to_row(2)
    panel.steps.add_button.click()
    assert panel.steps.view.current_key() == OWN
    assert panel.save()
    (facts,) = facts_of(session.store, [household])[household]
    state = Rulebook(session.store).state(facts, session.store.clock().date())
    assert state is not None
    assert state.headline == f"等候：{OWN}"
    assert any("离“入户抽查”的期限还有1天，规定不超过10天" in one for one in state.reasons)
    panel.steps.out_button.click()
    assert panel.save()
    assert in_force(session) == KEYS


def test_steps_of_the_program_are_not_taken_out(panel: EditionsPanel) -> None:
    panel.steps.view.go_to_row(0)
    assert not panel.steps.out_button.isEnabled()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "“步骤”没有填写"),
        ("乡镇公示", "与程序自带的步骤“乡镇公示”重名"),
        ("走访(二)", "名称只能用20个以内"),
    ],
)
def test_a_name_that_cannot_be_is_said_in_the_box_and_nothing_is_added(
    panel: EditionsPanel, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    complaints = enter(monkeypatch, name=name)
    panel.steps.add_button.click()
    assert words in complaints[0]
    assert len(panel.steps.plan) == 8


def test_the_same_name_twice_is_refused(panel: EditionsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    complaints = enter(monkeypatch, name=OWN)
    panel.steps.add_button.click()
    panel.steps.add_button.click()
    assert complaints == [f"已经有“{OWN}”这一步了。请换一个名称。"]
    assert len(panel.steps.plan) == 9


def test_days_that_contradict_each_other_are_said_in_the_box(
    panel: EditionsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints = enter(monkeypatch, name=OWN, least="9", most="5")
    panel.steps.add_button.click()
    assert "多于“最多办理天数”5" in complaints[0]
    complaints = enter(monkeypatch, name=OWN, least="九天")
    panel.steps.add_button.click()
    assert "最少办理天数" in complaints[0]
    assert len(panel.steps.plan) == 8


def test_a_step_of_the_program_is_done_by_others_and_leaves_another_paper(
    panel: EditionsPanel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(monkeypatch, who="乡镇干部", paper="走访表")
    panel.steps.view.go_to_row(1)
    panel.steps.edit_button.click()
    assert panel.save()
    template = Rulebook(session.store).template("monitor_2021", 2026)
    assert template is not None
    step = template.step("survey")
    assert step is not None
    assert (step.who[0], step.paper[0], step.optional) == ("乡镇干部", "走访表", False)
    assert panel.steps.model.lines[1].planned.reason == ""


def test_the_box_shows_what_stands_in_the_step_and_closing_it_changes_nothing(
    panel: EditionsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    def exec_(dialog: StepDialog) -> int:
        seen.append((dialog.form.entry.content("needed"), sorted(dialog.form.rows), dialog.hint.text()))
        dialog.reject()
        return dialog.result()

    monkeypatch.setattr(StepDialog, "exec", exec_)
    plan = panel.steps.plan
    panel.steps.view.go_to_row(7)
    panel.steps.view.opened.emit("enter")
    ((needed, fields, hint),) = seen
    assert (needed, fields) == ("否", ["causes", "needed", "paper", "reason", "risks", "seal", "types", "who"])
    assert hint.startswith("程序自带：")
    assert panel.steps.plan is plan
