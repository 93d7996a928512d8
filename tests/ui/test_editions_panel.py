# SPDX-License-Identifier: MIT
"""Arranging the steps of a procedure on the page: moving, adding, leaving out, what it would do, drafts, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from villagedesk.models.catalogue.procedure import EditionStep, ProcedureEdition
from villagedesk.models.edition_plan import Planned
from villagedesk.models.templates import template_of
from villagedesk.services.keeping.records import Edit, save_records, undo_last
from villagedesk.services.procedure.procedures import Rulebook, facts_of, record_step, start
from villagedesk.store import drafts, reads
from villagedesk.ui.meetings import edition_steps
from villagedesk.ui.meetings.affected import AffectedDialog
from villagedesk.ui.meetings.step_dialog import StepDialog
from villagedesk.ui.pages.meetings import MeetingsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.meetings.editions import EditionsPanel
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)

OWN = "入户抽查"
MONITOR = template_of("monitor_2021")
assert MONITOR is not None
KEYS = [step.key for step in MONITOR.steps]


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
def panel(page: MeetingsPage) -> EditionsPanel:
    """A new edition of the monitoring procedure, from the working year 2025 on."""
    page.editions.add()
    page.editions.form.entry.write("template", "monitor_2021")
    page.editions.form.entry.write("source", "县办法")
    return page.editions


@pytest.fixture
def because(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition_steps, "ask_reason", lambda *_args: "已合并办理")


def planned(panel: EditionsPanel) -> list[str]:
    return [line.step.name for line in panel.steps.model.lines]


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


def test_before_saving_it_is_told_whose_case_moves_and_the_list_leads_to_the_household(
    panel: EditionsPanel, page: MeetingsPage, household: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(monkeypatch, name=OWN)
    panel.steps.view.go_to_row(2)
    panel.steps.add_button.click()
    assert "保存后都按上面的步骤办。1个的进度随即改变" in panel.effect.text()
    wanted: list[str] = []
    page.wanted_household.connect(wanted.append)

    def exec_(dialog: AffectedDialog) -> int:
        (line,) = dialog.model.lines
        assert (line.whose, line.before, line.after) == ("1组 张三", "等候：民主评议", f"等候：{OWN}")
        dialog.view.go_to_row(0)
        dialog.view.opened.emit(line)
        return dialog.result()

    monkeypatch.setattr(AffectedDialog, "exec", exec_)
    panel.affected_button.click()
    assert wanted == [household]


def test_the_cases_are_looked_at_again_when_the_page_is_shown(
    page: MeetingsPage, panel: EditionsPanel, session: Session, a_household: Callable[..., str]
) -> None:
    assert panel.effect.text() == "适用这个调整的程序共1个，其中1个正在办理"
    page.hide()
    start(session.store, a_household("李四"), "monitor_2021", "2026-02-20")
    assert panel.effect.text() == "适用这个调整的程序共1个，其中1个正在办理"
    page.show()
    assert panel.effect.text() == "适用这个调整的程序共2个，其中2个正在办理"


def test_what_nobody_can_carry_out_is_said_at_once_and_not_saved(
    panel: EditionsPanel, session: Session, said: Said, because: None
) -> None:
    for row in range(7):  # 录入系统 may be left out by itself
        panel.steps.view.go_to_row(row)
        panel.steps.off_button.click()
    assert panel.fault.isVisible()
    assert "没有一步是必办的" in panel.fault.text()
    assert panel.save() is False
    assert "没有一步是必办的" in said.warnings[-1]
    assert reads.where(session.store, ProcedureEdition) == []
    assert panel.dirty


def test_a_new_edition_begins_with_what_the_one_before_it_says(
    page: MeetingsPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = {"template": "monitor_2021", "year": 2023, "off": ("township",), "source": "旧办法"}
    step = {"edition": "@e", "step": OWN, "after": "clue"}
    save_records(session.store, "旧的", [Edit("procedure_edition", "", edition, "e"), Edit("edition_step", "", step)])
    page.editions.refresh()
    page.editions.add()
    page.editions.form.entry.write("template", "monitor_2021")
    assert planned(page.editions)[:2] == ["发现线索", OWN]
    assert page.editions.save()
    assert in_force(session) == ["clue", OWN, *KEYS[1:5], "county", "enter"]
    assert len(reads.where(session.store, ProcedureEdition)) == 2


def test_a_second_edition_of_the_same_procedure_and_year_is_not_made(
    panel: EditionsPanel, session: Session, said: Said
) -> None:
    assert panel.save()
    panel.add()
    panel.form.entry.write("template", "monitor_2021")
    assert panel.save() is False
    assert "“监测对象认定”2025年的调整已经有了" in said.notes[-1]
    panel.forget()
    assert len(reads.where(session.store, ProcedureEdition)) == 1


def test_what_was_arranged_is_kept_as_a_draft_and_given_up_with_it(
    panel: EditionsPanel, session: Session, icons: Icons, qtbot: QtBot, said: Said
) -> None:
    assert panel.save()
    panel.steps.view.go_to_row(3)
    panel.steps.down_button.click()
    panel.drafts.keep()
    row = panel.form.entry.row
    draft = drafts.find(session.store, "record-procedure_edition", row)
    assert draft is not None
    other = MeetingsPage(session, icons)
    qtbot.addWidget(other)
    other.shown_first_time()
    other.editions.open(row)
    assert not other.editions.dirty
    other.editions.drafts.restore(draft)
    assert other.editions.dirty
    assert other.editions.steps.plan[3] == Planned("notice_village")
    said.answers.append(1)
    assert other.editions.can_leave()
    assert not other.editions.dirty
    assert [one.key for one in other.editions.steps.plan] == KEYS
    assert drafts.find(session.store, "record-procedure_edition", row) is None


def test_an_edition_that_changes_underneath_is_shown_and_what_was_arranged_here_stays(
    panel: EditionsPanel, session: Session
) -> None:
    assert panel.save()
    row = panel.form.entry.row
    session.save("别处", [Edit("edition_step", "", {"edition": row, "step": OWN, "after": "clue"})])
    panel.refresh()
    assert planned(panel)[1] == OWN
    panel.steps.view.go_to_row(4)
    panel.steps.down_button.click()
    arranged = panel.steps.plan
    session.save("别处", [Edit("edition_step", "", {"edition": row, "step": "再走访", "after": "clue"})])
    panel.refresh()
    assert panel.steps.plan == arranged
    assert panel.dirty


def test_removing_an_edition_says_what_goes_back(
    panel: EditionsPanel, session: Session, because: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.steps.view.go_to_row(3)
    panel.steps.off_button.click()
    assert panel.save()
    assert "删除后恢复为这之前的步骤。1个的进度随即改变" in panel.warning_before_removal(panel.form.entry.row)
    monkeypatch.setattr("villagedesk.ui.forms.records_panel.ask_reason", lambda *_args: "录入错误")
    panel.remove()
    panel.refresh()
    assert in_force(session) == KEYS
    assert not panel.steps.isVisible()


def test_an_edition_made_anew_has_nothing_of_the_one_in_the_recycle_bin(
    panel: EditionsPanel, session: Session, because: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.steps.view.go_to_row(3)
    panel.steps.off_button.click()
    assert panel.save()
    monkeypatch.setattr("villagedesk.ui.forms.records_panel.ask_reason", lambda *_args: "录入错误")
    panel.remove()
    panel.refresh()
    panel.add()
    panel.form.entry.write("template", "monitor_2021")
    assert panel.save()
    assert in_force(session) == KEYS
    (edition,) = reads.where(session.store, ProcedureEdition)
    assert (edition.off, edition.source) == ((), None)


def test_the_procedure_of_a_saved_edition_is_not_changed_any_more(panel: EditionsPanel) -> None:
    assert panel.form.rows["template"].isEnabled()
    assert panel.save()
    assert not panel.form.rows["template"].isEnabled()
    panel.add()
    assert panel.form.rows["template"].isEnabled()
    assert not panel.steps.isVisible()


def test_a_file_that_is_only_read_is_not_arranged(
    panel: EditionsPanel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert panel.save()
    monkeypatch.setattr(type(session.store), "read_only", property(lambda _store: True))
    panel.steps._show_state()
    assert not any(button.isEnabled() for button in panel.steps.buttons)
