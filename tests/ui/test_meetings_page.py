# SPDX-License-Identifier: MIT
"""Meetings and notices: their forms, the households that wait for them, votes typed by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from villagedesk.models.catalogue.procedure import Meeting, MeetingItem, Notice, NoticeItem
from villagedesk.models.procedures import Status
from villagedesk.services.keeping.records import undo_last
from villagedesk.services.procedure.procedures import Rulebook, candidates, facts_of, record_step, start
from villagedesk.store import drafts, reads
from villagedesk.ui.forms import owning_panel
from villagedesk.ui.meetings import gathering
from villagedesk.ui.meetings.pick import PickDialog
from villagedesk.ui.pages.meetings import MeetingsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def processes(session: Session, a_household: Callable[..., str]) -> list[str]:
    """Two households that wait for the appraisal."""
    made = []
    for name in ("张三", "李四"):
        process = start(session.store, a_household(name), "monitor_2021", "2026-02-20").ids["process"]
        for step in ("clue", "survey", "consent"):
            record_step(session.store, process, step, {"done": "2026-02-21"})
        made.append(process)
    return made


@pytest.fixture
def page(processes: list[str], open_page: Callable[..., Any]) -> MeetingsPage:
    return open_page(MeetingsPage, 1200, 700)


@pytest.fixture
def all_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "pick", lambda waiting, _parent: list(waiting))


def a_meeting(page: MeetingsPage) -> None:
    page.meetings.add()
    entry = page.meetings.form.entry
    for key, text in (("date", "2026-02-24"), ("kind", "appraisal"), ("chair", "李书记")):
        entry.write(key, text)


def status(session: Session, process: str, step: str) -> Status:
    household = session.store.value("SELECT household FROM process WHERE id = ?", (process,))
    (facts,) = facts_of(session.store, [household])[household]
    state = Rulebook(session.store).state(facts, session.store.clock().date())
    assert state is not None
    found = state.step(step)
    assert found is not None
    return found.status


def test_a_meeting_and_its_households_are_saved_as_one_action_without_any_vote(
    page: MeetingsPage, session: Session, processes: list[str], all_chosen: None
) -> None:
    a_meeting(page)
    page.meetings.pick()
    assert [page.meetings._whose_words(row) for row in page.meetings.items.rows] == ["1组 张三", "1组 李四"]
    page.save()
    (meeting,) = reads.where(session.store, Meeting)
    items = reads.of_owner(session.store, MeetingItem, meeting.id)
    assert {one.process for one in items} == set(processes)
    assert [(one.in_favour, one.against, one.abstained) for one in items] == [(None, None, None)] * 2
    assert (meeting.expected, meeting.present) == (None, None)
    assert status(session, processes[0], "appraisal") is Status.UNDECIDED
    undo_last(session.store)
    assert reads.where(session.store, MeetingItem) == []


def test_typed_votes_decide_and_the_conclusion_follows_while_typing(
    page: MeetingsPage, session: Session, processes: list[str], all_chosen: None
) -> None:
    a_meeting(page)
    page.meetings.pick()
    entry, model = page.meetings.form.entry, page.meetings.item_model
    entry.write("expected", "30")
    entry.write("present", "20")
    model.write(model.index(0, 1), "11")
    model.write(model.index(1, 1), "10")
    last = model.columnCount() - 1
    assert [model.words(model.index(row, last)) for row in (0, 1)] == ["通过", "不通过"]
    page.save()
    found = {
        one.process: status(session, str(one.process), "appraisal") for one in reads.where(session.store, MeetingItem)
    }
    assert sorted(found.values()) == [Status.PASSED, Status.REFUSED]
    assert page.meetings.model.lines[0].count == 2


def test_households_are_chosen_once_and_those_that_do_not_wait_are_not_offered(
    page: MeetingsPage, said: Said, all_chosen: None
) -> None:
    a_meeting(page)
    page.meetings.pick()
    page.meetings.pick()
    assert len(page.meetings.items) == 2
    assert "没有等候的户" in said.notes[-1]


def test_a_meeting_without_a_date_is_not_saved_and_the_user_is_told(page: MeetingsPage, session: Session) -> None:
    told: list[str] = []
    page.said.connect(told.append)
    page.meetings.add()
    page.meetings.form.entry.write("chair", "李书记")
    assert page.meetings.save() is False
    assert "请先填写会议日期" in told[-1]
    assert reads.where(session.store, Meeting) == []


def test_a_household_is_taken_out_again(
    page: MeetingsPage, session: Session, all_chosen: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_meeting(page)
    page.meetings.pick()
    page.meetings._ask_out(0)  # not stored yet: it just goes
    page.save()
    assert len(reads.where(session.store, MeetingItem)) == 1
    monkeypatch.setattr(owning_panel, "ask_reason", lambda *_args: "登记错了")
    page.meetings._ask_out(0)
    assert reads.where(session.store, MeetingItem) == []
    assert len(page.meetings.items) == 0


def test_a_household_that_comes_back_to_a_meeting_has_no_votes(
    page: MeetingsPage, session: Session, all_chosen: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_meeting(page)
    page.meetings.pick()
    page.meetings.item_model.write(page.meetings.item_model.index(0, 1), "11")
    page.save()
    monkeypatch.setattr(owning_panel, "ask_reason", lambda *_args: "登记错了")
    page.meetings._ask_out(0)
    page.meetings._ask_out(0)
    page.meetings.pick()
    page.save()
    assert [one.in_favour for one in reads.where(session.store, MeetingItem)] == [None, None]


def test_what_was_typed_of_a_meeting_is_kept_as_a_draft_with_its_households(
    page: MeetingsPage, session: Session, icons: Icons, all_chosen: None, qtbot: QtBot
) -> None:
    a_meeting(page)
    page.meetings.pick()
    page.meetings.drafts.keep()
    draft = drafts.find(session.store, "record-meeting", f"{page.meetings.village} new")
    assert draft is not None
    other = MeetingsPage(session, icons)
    qtbot.addWidget(other)
    other.shown_first_time()
    other.meetings.add()
    other.meetings.drafts.restore(draft)
    assert other.meetings.form.entry.content("chair") == "李书记"
    assert [other.meetings._whose_words(row) for row in other.meetings.items.rows] == ["1组 张三", "1组 李四"]


def test_leaving_asks_about_households_that_are_not_saved(page: MeetingsPage, said: Said, all_chosen: None) -> None:
    a_meeting(page)
    page.meetings.pick()
    assert page.can_leave() is False
    said.answers.append(1)
    assert page.can_leave() is True
    assert len(page.meetings.items) == 0
    assert drafts.find(page.session.store, "record-meeting", f"{page.meetings.village} new") is None


def test_a_notice_takes_the_households_that_passed_and_an_upheld_objection_stops_one(
    page: MeetingsPage, session: Session, processes: list[str], all_chosen: None
) -> None:
    for process in processes:
        record_step(session.store, process, "appraisal", {"done": "2026-02-22", "result": "passed"})
    page.leaves.setCurrentIndex(1)
    page.notices.add()
    entry, model = page.notices.form.entry, page.notices.item_model
    for key, text in (("start", "2026-02-23"), ("end", "2026-02-27"), ("kind", "village"), ("objected", "是")):
        entry.write(key, text)
    page.notices.pick()
    model.write(model.index(0, 1), "否")
    model.write(model.index(1, 1), "是")
    model.write(model.index(1, 2), "是")
    page.save()
    (notice,) = reads.where(session.store, Notice)
    items = reads.of_owner(session.store, NoticeItem, notice.id)
    found = sorted(status(session, str(one.process), "notice_village") for one in items)
    assert found == [Status.PASSED, Status.REFUSED]


def test_the_space_bar_ticks_who_comes_to_the_meeting(
    page: MeetingsPage, session: Session, processes: list[str], qtbot: QtBot
) -> None:
    dialog = PickDialog(candidates(session.store, page.meetings.village, meeting="appraisal"), page)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.take_button.isEnabled()
    qtbot.keyClick(dialog.list, " ")
    assert [one.whose for one in dialog.picked()] == ["1组 张三"]
    dialog.tick_all()
    assert len(dialog.picked()) == 2
    assert dialog.take_button.isEnabled()


def test_where_nothing_is_open_the_button_for_blank_forms_is_as_wide_as_its_words(page: MeetingsPage) -> None:
    button = page.meetings.print_button
    assert button.isVisible()
    assert not page.meetings.heading.isVisible()
    assert button.width() < 2 * button.sizeHint().width()
    assert button.width() < page.meetings.width() // 3
    assert button.mapTo(page, button.rect().bottomLeft()).y() < page.height() // 3


def test_in_a_narrow_window_the_heading_of_the_households_has_its_line_to_itself(page: MeetingsPage) -> None:
    a_meeting(page)
    page.resize(page.minimumSizeHint().width(), 700)
    heading = page.meetings.heading
    pane = heading.parentWidget()
    margins = pane.layout().contentsMargins()
    assert heading.isVisible()
    assert heading.width() == pane.width() - margins.left() - margins.right()


@pytest.mark.usefixtures("as_seen")
@pytest.mark.parametrize("leaf", [0, 1, 2])
def test_at_twice_the_size_the_page_needs_no_more_room_than_a_screen_has(
    page: MeetingsPage, leaf: int, all_chosen: None
) -> None:
    """A screen of 1920×1080 leaves 383 lines for it; the page as a whole would scroll otherwise."""
    page.leaves.setCurrentIndex(leaf)
    page.panels[leaf].add()
    page.resize(900, 383)
    assert page.minimumSizeHint().height() <= 383
    assert page.layout().totalHeightForWidth(900) <= 383 or not page.hasHeightForWidth()
    if leaf < 2:
        grid = page.panels[leaf].grid
        assert grid.viewport().height() >= 2 * grid.rowHeight(0) or not grid.model().rowCount()
