# SPDX-License-Identifier: MIT
"""A county's own meeting and notice from the box in which they are arranged to the household's case and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.editions.arranging import MONITOR, enter, settled
from tests.ui.test_meetings_page import all_chosen, status
from villagedesk.models.catalogue.procedure import EditionStep, MeetingItem, NoticeItem
from villagedesk.models.edition_plan import Planned, added, plan_of
from villagedesk.models.procedures import Status
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.procedure.editions import edition_id, edits_of
from villagedesk.store import drafts, reads
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.meetings import editions as editions_module
from villagedesk.ui.meetings.step_dialog import Around, StepDialog
from villagedesk.ui.pages.meetings import MeetingsPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.meetings.editions import EditionsPanel
    from villagedesk.ui.session import Session

__all__ = ["all_chosen"]  # fixtures
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)

COUNCIL, AGAIN, VISIT = "议事会评议", "再次公示", "入户抽查"
VOTING = {
    "name": COUNCIL, "form": "meeting", "meeting": "council", "decides": "是", "quorum": "two_thirds", "majority": "half",
}  # fmt: skip
assert MONITOR is not None


def shown(dialog: StepDialog) -> set[str]:
    return {key for key, row in dialog.form.rows.items() if row.isVisible()}


def arrange(session: Session, *steps: tuple[int, Planned], year: int = 2026) -> None:
    """Save an edition of the county with these steps of its own behind those places."""
    plan = plan_of(MONITOR, editions_module.ProcedureEdition(), ())
    for at, step in steps:
        plan = added(plan, at, step)
    row = edition_id("monitor_2021", year)
    facts = {"template": "monitor_2021", "year": year, "source": "县办法"}
    save_records(
        session.store, "调整", [Edit("procedure_edition", "", facts), *edits_of(session.store, plan, MONITOR, row)]
    )


@pytest.fixture
def box(session: Session, qtbot: QtBot) -> Callable[..., StepDialog]:
    def of(step: Planned | None = None, **around: Any) -> StepDialog:
        shipped = MONITOR.step(step.key) if step is not None and MONITOR is not None else None
        dialog = StepDialog(RefSource(session), step, shipped, lambda _step: "", None, Around(**around))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return of


# -- the box ----------------------------------------------------------------------------------------------------------


def test_the_box_asks_only_what_has_a_meaning_for_the_sort_of_step(box: Callable[..., StepDialog]) -> None:
    dialog = box()
    always = {"form", "needed", "who", "paper", "seal", "reason", "least", "most", "types", "risks", "causes"}
    assert shown(dialog) == always | {"decides", "people"}
    entry = dialog.form.entry
    entry.write("form", "meeting")
    assert shown(dialog) == always | {"meeting", "decides"}
    entry.write("decides", "是")
    assert shown(dialog) == always | {"meeting", "decides", "quorum", "majority"}
    entry.write("form", "notice")
    assert shown(dialog) == always | {"notice"}
    entry.write("most", "5")
    assert shown(dialog) == always | {"notice", "since", "working"}


def test_what_was_typed_for_another_sort_of_step_goes_with_it(box: Callable[..., StepDialog]) -> None:
    dialog = box()
    dialog.name.setText(AGAIN)
    entry = dialog.form.entry
    for key, text in (("form", "meeting"), ("meeting", "council"), ("decides", "是"), ("quorum", "all")):
        entry.write(key, text)
    entry.write("form", "notice")
    entry.write("notice", "village")
    dialog.take()
    assert dialog.step is not None
    assert (dialog.step.form, dialog.step.notice, dialog.step.meeting, dialog.step.quorum) == (
        "notice",
        "village",
        "",
        "",
    )


def test_types_and_risks_are_asked_where_there_is_a_monitoring_record(box: Callable[..., StepDialog]) -> None:
    assert {"types", "risks"} & shown(box(watched=False)) == set()
    assert "causes" in shown(box(watched=False))
    assert shown(box(Planned("survey"))) == {"needed", "who", "paper", "seal", "reason", "types", "risks", "causes"}


def test_days_are_counted_from_a_step_that_stands_before(box: Callable[..., StepDialog]) -> None:
    dialog = box(earlier=("clue", COUNCIL))
    dialog.form.entry.write("most", "5")
    widget: Any = dialog.form.rows["since"].widget
    assert [widget.itemText(place) for place in range(widget.count())] == ["", "发现线索", COUNCIL]


def test_the_box_shows_again_what_was_said_and_what_is_emptied_is_gone(box: Callable[..., StepDialog]) -> None:
    step = Planned(
        COUNCIL, form="meeting", meeting="council", decides=True, quorum="all", majority="half", most=9, since="clue",
        working=True, types=("edge",), risks=("illness",), causes=("1",), seal="村章",
    )  # fmt: skip
    dialog = box(step, earlier=("clue",))
    dialog.take()
    assert dialog.step == step
    again = box(step, earlier=("clue",))
    for key in ("most", "types", "seal"):
        again.form.entry.write(key, "")
    again.take()
    assert again.step == Planned(
        COUNCIL, form="meeting", meeting="council", decides=True, quorum="all", majority="half", risks=("illness",),
        causes=("1",),
    )  # fmt: skip


# -- the page ---------------------------------------------------------------------------------------------------------


def test_a_meeting_step_is_added_told_in_the_list_and_saved(
    panel: EditionsPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(monkeypatch, **VOTING)
    panel.steps.view.go_to_row(2)
    panel.steps.add_button.click()
    line = panel.steps.model.lines[3]
    assert line.way == "议事会（三分之二以上到会、过半数赞成）"
    assert "1个的进度随即改变" in settled(panel, qtbot)
    assert panel.save()
    (row,) = reads.where(session.store, EditionStep)
    assert (row.form, row.meeting, row.quorum, row.majority) == ("meeting", "council", "two_thirds", "half")


def test_what_is_missing_of_a_meeting_is_said_in_the_box(panel: EditionsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    complaints = enter(monkeypatch, **{**VOTING, "quorum": ""})
    panel.steps.add_button.click()
    assert "“议事会评议”的“到会比例”没有填写" in complaints[0]


def test_a_draft_brings_the_conditions_back_as_they_were(
    panel: EditionsPanel, session: Session, icons: Icons, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert panel.save()
    enter(monkeypatch, name=VISIT, form="visit", people="2", risks="illness,labour")
    panel.steps.view.go_to_row(2)
    panel.steps.add_button.click()
    arranged = panel.steps.plan
    panel.drafts.keep()
    row = panel.form.entry.row
    draft = drafts.find(session.store, "record-procedure_edition", row)
    assert draft is not None
    other = MeetingsPage(session, icons)
    qtbot.addWidget(other)
    other.shown_first_time()
    other.editions.open(row)
    other.editions.drafts.restore(draft)
    assert other.editions.steps.plan == arranged


def test_while_the_cases_are_looked_at_it_is_said_and_only_the_last_arrangement_is_told(
    panel: EditionsPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, held = session.start, list[Callable[[], object]]()
    monkeypatch.setattr(session, "start", lambda *args, **who: held.append(lambda: start(*args, **who)))
    panel.steps.view.go_to_row(3)
    panel.steps.down_button.click()
    assert "正在看" in panel.effect.text()
    assert "还没有看完" in panel.warning_before_removal("")
    panel.steps.up_button.click()
    assert len(held) == 1  # it waits for the first
    monkeypatch.undo()
    held.pop()()
    assert settled(panel, qtbot) == "适用这个调整的程序共1个，其中1个正在办理"
    assert not panel.affected_button.isVisible()


# -- meetings and notices ---------------------------------------------------------------------------------------------


@pytest.fixture
def process(session: Session, household: str) -> str:
    return str(session.store.value("SELECT id FROM process WHERE household = ?", (household,)))


def test_the_households_line_at_the_countys_meeting_names_the_step_and_its_votes_pass_it(
    page: MeetingsPage, session: Session, process: str, all_chosen: None
) -> None:
    arrange(session, (2, Planned(COUNCIL, form="meeting", meeting="appraisal", decides=True, quorum="two_thirds",
                                 majority="two_thirds")))  # fmt: skip
    meetings = page.meetings
    meetings.refresh()
    meetings.add()
    typed = {"date": "2026-02-24", "kind": "appraisal", "chair": "李", "expected": "30", "present": "20"}
    for key, text in typed.items():
        meetings.form.entry.write(key, text)
    meetings.pick()
    (row,) = meetings.items.rows
    assert meetings._procedure_words(row) == f"监测对象认定（{COUNCIL}）"
    row.main.write("in_favour", "13")
    assert meetings.outcome_words(row) == "不通过"
    row.main.write("in_favour", "14")
    assert meetings.outcome_words(row) == "通过"
    assert meetings.save()
    assert [one.step for one in reads.where(session.store, MeetingItem)] == [COUNCIL]
    assert status(session, process, COUNCIL) is Status.PASSED
    assert status(session, process, "appraisal") is Status.NEXT


def test_the_line_of_a_programs_step_names_none(page: MeetingsPage, session: Session, all_chosen: None) -> None:
    page.meetings.add()
    for key, text in {"date": "2026-02-24", "kind": "appraisal", "chair": "李"}.items():
        page.meetings.form.entry.write(key, text)
    page.meetings.pick()
    assert page.meetings.save()
    assert [one.step for one in reads.where(session.store, MeetingItem)] == [None]


@pytest.mark.parametrize(("end", "words"), [("2026-02-26", "通过"), ("2026-02-25", "通过（天数不足）")])
def test_a_notice_of_the_county_says_when_it_hung_too_short(
    page: MeetingsPage, session: Session, process: str, all_chosen: None, end: str, words: str
) -> None:
    arrange(session, (2, Planned(AGAIN, form="notice", notice="village", least=3)))
    notices = page.notices
    notices.refresh()
    notices.add()
    typed = {"start": "2026-02-24", "end": end, "kind": "village", "place": "村口", "phones": "12345", "objected": "否"}
    for key, text in typed.items():
        notices.form.entry.write(key, text)
    notices.pick()
    (row,) = notices.items.rows
    assert notices.outcome_words(row) == words
    assert notices.save()
    assert [one.step for one in reads.where(session.store, NoticeItem)] == [AGAIN]
    assert status(session, process, AGAIN) is Status.PASSED
