# SPDX-License-Identifier: MIT
"""The section 识别与退出: beginning a procedure, typing its steps down, its state over what is typed, monitoring records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

from villagedesk.models.catalogue.procedure import Monitoring, Process, ProcessStep
from villagedesk.models.completeness import Section
from villagedesk.models.problem import Problem
from villagedesk.models.procedures import Status
from villagedesk.services.keeping.records import Edit, undo_last
from villagedesk.services.procedure.procedures import record_step, start
from villagedesk.store import drafts, reads
from villagedesk.ui.casefile import panel as panels
from villagedesk.ui.casefile import procedures as module
from villagedesk.ui.casefile.start_procedure import StartDialog
from villagedesk.ui.casefile.steps_model import FIELDS
from villagedesk.ui.casefile.view import DRAFT_FORM, CaseFileView

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.casefile.procedures import ProceduresPanel
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
DONE, RESULT = 1 + FIELDS.index("done"), 1 + FIELDS.index("result")


@pytest.fixture
def household(a_household: Callable[..., str]) -> str:
    return a_household("张三")


@pytest.fixture
def panel(view: CaseFileView) -> ProceduresPanel:
    found = view.go_to(Section.PROCEDURES)
    assert isinstance(found, module.ProceduresPanel)
    return found


@pytest.fixture
def process(session: Session, household: str) -> str:
    return start(session.store, household, "monitor_2021", "2026-02-20", year=2025).ids["process"]


def steps_of(session: Session, process: str) -> dict[str | None, ProcessStep]:
    return {one.step: one for one in reads.of_owner(session.store, ProcessStep, process)}


def test_an_empty_household_is_told_how_to_begin(panel: ProceduresPanel, view: CaseFileView) -> None:
    assert panel.steps.empty.isVisible()
    assert not panel.steps.view.isVisible()
    view.focus_first()
    assert view.window().focusWidget() is panel.steps.start_button


def test_the_dialog_begins_a_procedure_of_the_year_and_says_what_it_lacks(
    view: CaseFileView, session: Session, household: str, qtbot: QtBot
) -> None:
    dialog = StartDialog(view.editing, view)
    qtbot.addWidget(dialog)
    dialog.show()
    box = dialog.form.rows["template"].widget
    assert isinstance(box, QComboBox)
    offered = {box.itemText(place) for place in range(box.count())}
    assert offered - {""} == {
        "监测对象认定", "风险消除", "低收入人口认定", "低收入人口停止救助", "城市关爱援助", "城市关爱援助退出",
    }  # fmt: skip
    dialog.accept()
    assert "请填写程序" in dialog.problem.text()
    dialog.form.entry.write("template", "monitor_2021")
    dialog.form.entry.write("started_on", "2026-9-1")
    dialog.accept()
    assert "在今天之后" in dialog.problem.text()
    dialog.form.entry.write("started_on", "2026-2-20")
    dialog.accept()
    found = reads.get(session.store, Process, dialog.process)
    assert found is not None
    assert (found.household, found.year, found.started_on) == (household, 2025, "2026-02-20")


def test_steps_are_typed_down_and_the_state_follows_before_saving(
    process: str, panel: ProceduresPanel, view: CaseFileView, session: Session, qtbot: QtBot
) -> None:
    steps = panel.steps
    assert steps.headline.text() == "等候：发现线索"
    view.focus_first()
    assert (steps.view.currentIndex().row(), steps.view.currentIndex().column()) == (0, DONE)
    for text in ("2026-2-20", "2026-2-21", "2026-2-21"):
        qtbot.keyClicks(steps.view, text[0])
        editor = view.window().focusWidget()
        qtbot.keyClicks(editor, text[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert steps.headline.text() == "等候：民主评议"
    assert steps_of(session, process) == {}
    view.save()
    stored = steps_of(session, process)
    assert {key: one.done for key, one in stored.items()} == {
        "clue": "2026-02-20",
        "survey": "2026-02-21",
        "consent": "2026-02-21",
    }
    assert stored["clue"].round == 1
    undo_last(session.store)
    assert steps_of(session, process) == {}
    assert steps.headline.text() == "等候：发现线索"


def test_a_cell_that_was_opened_and_left_empty_makes_no_record(
    process: str, panel: ProceduresPanel, view: CaseFileView, session: Session
) -> None:
    model = panel.steps.model
    model.write(model.index(1, DONE), "2026-02-21")
    model.write(model.index(1, DONE), "")
    view.finish_editing()
    assert not view.editing.dirty
    view.save()
    assert steps_of(session, process) == {}


def test_a_returned_step_gets_another_line_for_its_next_round(
    process: str, panel: ProceduresPanel, view: CaseFileView, session: Session
) -> None:
    record_step(session.store, process, "clue", {"done": "2026-02-20", "result": "returned"})
    model = panel.steps.model
    names = [model.headerData(n, Qt.Orientation.Vertical) for n in range(3)]
    assert names == ["发现线索", "发现线索（第2次）", "入户调查"]
    assert model.words(model.index(0, 0)) == "（前次）"
    model.write(model.index(1, DONE), "2026-02-21")
    view.save()
    assert sorted(one.round for one in reads.of_owner(session.store, ProcessStep, process)) == [1, 2]  # type: ignore[type-var]
    state = panel.steps.state()
    assert state is not None
    assert state.steps[0].status is Status.PASSED


def test_a_broken_rule_is_said_with_its_step_and_stands_beside_it(
    process: str, panel: ProceduresPanel, session: Session
) -> None:
    record_step(session.store, process, "survey", {"done": "2026-02-19"})
    assert "“入户调查”2026-02-19已办，前面的“发现线索”还没有办结" in panel.steps.problems.text()
    model = panel.steps.model
    assert "发现线索" in model.said(model.index(1, 0))


def test_what_was_typed_into_steps_survives_a_crash(
    process: str,
    panel: ProceduresPanel,
    view: CaseFileView,
    session: Session,
    household: str,
    icons: Icons,
    qtbot: QtBot,
) -> None:
    model = panel.steps.model
    model.write(model.index(0, DONE), "2026-02-20")
    view.drafts.keep()
    assert drafts.find(session.store, DRAFT_FORM, household) is not None
    other = CaseFileView(session, icons)
    qtbot.addWidget(other)
    other.open(household)
    draft = drafts.find(session.store, DRAFT_FORM, household)
    assert draft is not None
    other.drafts.restore(draft)
    again = other.go_to(Section.PROCEDURES)
    assert isinstance(again, module.ProceduresPanel)
    found = again.steps.model
    assert found.words(found.index(0, DONE)) == "2026-02-20"


def test_a_problem_leads_to_the_step_or_the_form_it_is_about(
    process: str, panel: ProceduresPanel, view: CaseFileView, session: Session
) -> None:
    row = record_step(session.store, process, "survey", {"done": "2026-02-21"}).ids["step"]
    view.reveal(Problem("结果", "", "", entity="process_step", row=row, key="result"))
    assert (panel.steps.view.currentIndex().row(), panel.steps.view.currentIndex().column()) == (1, RESULT)
    view.reveal(Problem("终止原因", "", "", entity="process", row=process, key="ended"))
    assert panel.steps.form.focused_key() == "ended"


def test_a_procedure_goes_into_the_recycle_bin_with_a_reason(
    process: str, panel: ProceduresPanel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "ask_reason", lambda *_args: "启动错了")
    panel.steps.remove_button.click()
    assert reads.get(session.store, Process, process) is None
    assert panel.steps.empty.isVisible()


def test_the_monitoring_record_is_numbered_and_tells_the_steps(
    process: str, panel: ProceduresPanel, view: CaseFileView, session: Session, household: str
) -> None:
    row = panel.monitoring.add()
    view.save()
    assert reads.of_owner(session.store, Monitoring, household) == []  # nothing was typed
    row = panel.monitoring.add()
    row.main.write("clue_on", "2026-02-18")
    view.save()
    (found,) = reads.of_owner(session.store, Monitoring, household)
    assert (found.turn, found.clue_on) == (1, "2026-02-18")


def test_a_procedure_of_a_newer_program_is_shown_and_not_judged(
    panel: ProceduresPanel, session: Session, household: str
) -> None:
    with session.store.change("新版") as change:
        change.put("process", "new", {"household": household, "template": "exit_2099", "year": 2025, "turn": 1})
    assert "更新的版本" in panel.steps.headline.text()


def test_keys_are_not_caught_in_the_table(process: str, panel: ProceduresPanel, view: CaseFileView) -> None:
    grid = panel.steps.view
    grid.go_to(len(panel.steps.model.lines) - 1, len(FIELDS) - 3)
    grid.setFocus()
    grid.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    assert grid.currentIndex().isValid()


def test_a_clue_typed_into_the_monitoring_record_passes_its_step_as_soon_as_one_looks(
    process: str, panel: ProceduresPanel
) -> None:
    panel.leaves.setCurrentIndex(2)
    panel.monitoring.add().main.write("clue_on", "2026-02-20")
    panel.leaves.setCurrentIndex(0)
    assert panel.steps.headline.text() == "等候：入户调查、农户承诺授权"
    model = panel.steps.model
    assert model.words(model.index(0, DONE)) == "2026-02-20"
    assert model.cell(model.index(0, DONE)) is None


def test_a_monitoring_record_after_a_removed_one_begins_empty(
    panel: ProceduresPanel, view: CaseFileView, session: Session, household: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.monitoring.add().main.write("clue_on", "2026-02-18")
    view.save()
    (first,) = reads.of_owner(session.store, Monitoring, household)
    with session.store.change("删除") as change:
        change.remove("monitoring", [first.id], "登记错了")
    panel.monitoring.add().main.write("confirmed_on", "2026-02-20")
    view.save()
    (second,) = reads.of_owner(session.store, Monitoring, household)
    assert (second.clue_on, second.confirmed_on) == (None, "2026-02-20")


def test_a_step_of_the_countys_own_is_typed_like_the_others_and_stays_when_it_is_not_asked_for(
    process: str, panel: ProceduresPanel, view: CaseFileView, session: Session
) -> None:
    edition = {"template": "monitor_2021", "year": 2025, "source": "县办法"}
    own = {"edition": "@e", "step": "入户抽查", "after": "clue"}
    made = session.save("调整", [Edit("procedure_edition", "", edition, "e"), Edit("edition_step", "", own)])
    model = panel.steps.model
    names = [model.headerData(n, Qt.Orientation.Vertical) for n in range(3)]
    assert names == ["发现线索", "入户抽查", "入户调查"]
    model.write(model.index(1, DONE), "2026-02-21")
    view.save()
    assert steps_of(session, process)["入户抽查"].done == "2026-02-21"
    session.save("调整", [Edit("procedure_edition", made.ids["e"], {"off": ("入户抽查",)})])
    assert [model.headerData(n, Qt.Orientation.Vertical) for n in range(3)] == names
    assert model.words(model.index(1, 0)) == "不要求"
