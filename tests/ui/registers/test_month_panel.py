# SPDX-License-Identifier: MIT
"""The month grid of attendance: one key a day, sums that count only what was entered, and nothing of days to come."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from villagedesk.models.catalogue.help import Cadre
from villagedesk.models.catalogue.posting import Attendance, Posting
from villagedesk.models.problem import Problem
from villagedesk.services.keeping.records import Edit, Removal, save_records, undo_last
from villagedesk.services.opening.files import villages
from villagedesk.store import drafts, reads
from villagedesk.ui.pages.registers import RegistersPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.registers.month_panel import MonthPanel
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def here(session: Session) -> str:
    return next(iter(villages(session.store)))


def post(session: Session, name: str, start: str = "2024-01-01", role: str = "member", **more: Any) -> str:
    edits = [Edit("cadre", "", {"name": name}, "c")]
    facts = {"village": here(session), "cadre": "@c", "role": role, "start": start, **more}
    return save_records(session.store, name, [*edits, Edit("posting", "", facts)]).ids["c"]


def today(session: Session) -> dt.date:
    return session.store.clock().date()


@pytest.fixture
def month(session: Session) -> str:
    """The month before the present one, all of whose days have come."""
    return (today(session).replace(day=1) - dt.timedelta(days=1)).isoformat()[:7]


@pytest.fixture
def panel(session: Session, month: str, open_page: Callable[..., Any]) -> MonthPanel:
    post(session, "周明", role="first_secretary")
    post(session, "吴兰")
    made = open_page(RegistersPage, 1300, 700)
    shown: Any = made.show_book("attendance")
    shown.search.setCurrentIndex(shown.search.findData(month))
    return shown  # type: ignore[no-any-return]


def stored(session: Session) -> list[Attendance]:
    return reads.where(session.store, Attendance)


def cell(panel: MonthPanel, row: int, day: int) -> str:
    return panel.model.words(panel.model.index(row, day - 1))


def sums(panel: MonthPanel, row: int) -> list[str]:
    first = panel.model.length
    return [panel.model.words(panel.model.index(row, column)) for column in range(first, first + 7)]


def test_first_secretaries_stand_first_and_everybody_posted_then_has_a_line(
    panel: MonthPanel, session: Session, month: str
) -> None:
    post(session, "陈静", "2020-01-01", end="2021-12-31")
    post(session, "安宁", f"{month}-20")
    names = [panel.model.headerData(row, Qt.Orientation.Vertical) for row in range(panel.model.rowCount())]
    assert names == ["周明（第一书记）", "安宁（工作队员）", "吴兰（工作队员）"]


def test_one_key_enters_a_day_and_goes_on_to_the_next(
    panel: MonthPanel, session: Session, qtbot: QtBot, month: str
) -> None:
    panel.list.go_to(0, 0)
    panel.list.setFocus()
    qtbot.keyClicks(panel.list, "12345")
    qtbot.keyClick(panel.list, Qt.Key.Key_6)
    assert [cell(panel, 0, day) for day in range(1, 8)] == ["√", "会", "△", "○", "休", "×", ""]
    assert panel.list.currentIndex().column() == 6
    assert stored(session) == []
    assert panel.save()
    (kept,) = stored(session)
    assert [kept.d01, kept.d02, kept.d03, kept.d04, kept.d05, kept.d06, kept.d07] == [
        "present", "meeting", "trip", "leave", "rest", "absent", None,
    ]  # fmt: skip
    assert (kept.village, kept.month) == (here(session), month)
    assert not panel.dirty
    undo_last(session.store)
    assert stored(session) == []


def test_the_last_day_leads_to_the_first_of_the_next_line(panel: MonthPanel, qtbot: QtBot) -> None:
    panel.list.go_to(0, panel.model.length - 1)
    qtbot.keyClick(panel.list, Qt.Key.Key_1)
    assert (panel.list.currentIndex().row(), panel.list.currentIndex().column()) == (1, 0)


def test_sums_count_only_what_was_entered(panel: MonthPanel, qtbot: QtBot) -> None:
    length = panel.model.length
    assert sums(panel, 0) == ["0", "0", "0", "0", "0", str(length), ""]
    panel.list.go_to(0, 0)
    qtbot.keyClicks(panel.list, "1112456")
    assert sums(panel, 0) == ["3", "4", "1", "1", "1", str(length - 7), "66.67%"]
    assert f"未填{2 * length - 7}天" in panel.sums.text()


def test_many_days_are_entered_at_once_and_emptied_again(panel: MonthPanel, qtbot: QtBot) -> None:
    panel.list.go_to(0, 0)
    for _step in range(4):
        qtbot.keyClick(panel.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    panel.keys[0].click()
    assert [cell(panel, 0, day) for day in range(1, 7)] == ["√"] * 5 + [""]
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [cell(panel, 0, day) for day in range(1, 7)] == [""] * 6
    assert not panel.dirty


def test_signs_are_pasted_from_a_sheet_and_what_is_no_sign_is_said(panel: MonthPanel) -> None:
    QGuiApplication.clipboard().setText("√\t○\t请假\t？？")
    panel.list.go_to(1, 2)
    assert panel.list.paste() == 4
    assert [cell(panel, 1, day) for day in range(3, 7)] == ["√", "○", "○", "？？"]
    panel.list.go_to(1, 5)
    assert "代码表" in panel.told.text()
    assert panel.save()
    assert cell(panel, 1, 6) == "？？"  # nothing that was typed is lost


def test_a_day_that_has_not_come_takes_nothing_and_says_why(panel: MonthPanel, session: Session, qtbot: QtBot) -> None:
    panel.search.setCurrentIndex(0)
    assert panel.model.month == today(session).isoformat()[:7]
    column = today(session).day
    if column >= panel.model.length:
        pytest.skip("the test's clock stands on the last day of a month")
    panel.list.go_to(0, column)
    qtbot.keyClick(panel.list, Qt.Key.Key_1)
    assert cell(panel, 0, column + 1) == ""
    assert "还没有到" in panel.told.text()
    assert not panel.dirty
    panel.list.go_to(0, column - 1)
    qtbot.keyClick(panel.list, Qt.Key.Key_1)
    assert cell(panel, 0, column) == "√"
    assert (panel.list.currentIndex().row(), panel.list.currentIndex().column()) == (1, 0)


def test_leave_without_an_approved_slip_is_said_until_there_is_one(
    panel: MonthPanel, session: Session, qtbot: QtBot, month: str
) -> None:
    panel.list.go_to(0, 9)
    qtbot.keyClick(panel.list, Qt.Key.Key_4)
    panel.save()
    panel.list.go_to(0, 9)
    assert "没有登记经批准的请假" in panel.told.text()
    facts = {"village": here(session), "cadre": stored(session)[0].cadre, "start": f"{month}-10", "end": f"{month}-10"}
    save_records(session.store, "请假", [Edit("leave", "", {**facts, "approver": "何书记"})])
    panel.list.go_to(0, 8)
    panel.list.go_to(0, 9)
    assert panel.told.text() == ""


def test_a_month_is_one_row_whoever_enters_it(panel: MonthPanel, session: Session, qtbot: QtBot, month: str) -> None:
    panel.list.go_to(0, 0)
    qtbot.keyClick(panel.list, Qt.Key.Key_1)
    panel.save()
    (first,) = stored(session)
    facts = {"village": first.village, "cadre": first.cadre, "month": month, "d02": "rest"}
    save_records(session.store, "另一处", [Edit("attendance", "", facts)])
    (now,) = stored(session)
    assert (now.id, now.d01, now.d02) == (first.id, "present", "rest")
    assert cell(panel, 0, 2) == "休"


def test_what_is_typed_outlives_news_and_a_crash(panel: MonthPanel, session: Session, qtbot: QtBot, month: str) -> None:
    panel.list.go_to(1, 0)
    qtbot.keyClick(panel.list, Qt.Key.Key_1)
    cadre = panel.model.people[0].cadre.id
    save_records(
        session.store, "另一处", [Edit("attendance", "", {"village": here(session), "cadre": cadre, "month": month, "d05": "rest"})]
    )  # fmt: skip
    assert (cell(panel, 0, 5), cell(panel, 1, 1)) == ("休", "√")
    panel.drafts.keep()
    (kept,) = drafts.all_drafts(session.store)
    for row in panel.rows.rows:
        row.main.revert()
    assert cell(panel, 1, 1) == ""
    panel.drafts.restore(kept)
    assert cell(panel, 1, 1) == "√"


def draft_of_both(panel: MonthPanel, session: Session, qtbot: QtBot) -> None:
    """A crash after a day of each cadre was typed; then neither is posted any more."""
    for line in (0, 1):
        panel.list.go_to(line, 2)
        qtbot.keyClick(panel.list, Qt.Key.Key_2)
    panel.drafts.keep()
    for row in panel.rows.rows:
        row.main.revert()


def take_away(session: Session, *names: str) -> None:
    for one in reads.where(session.store, Posting):
        cadre = reads.get(session.store, Cadre, one.cadre or "")
        if cadre is not None and cadre.name in names:
            session.save("派驻登记错了", [Removal("posting", one.id, "录入错误")])


def test_days_of_a_cadre_who_is_not_posted_any_more_come_back_with_the_draft(
    panel: MonthPanel, session: Session, qtbot: QtBot
) -> None:
    draft_of_both(panel, session, qtbot)
    take_away(session, "吴兰")
    assert [one.name for one in panel.model.people] == ["周明"]
    panel.open_draft(panel.draft_row)
    panel.bar.restore_button.click()
    assert [(panel.model.name_of(line)[:2], cell(panel, line, 3)) for line in range(len(panel.rows))] == [
        ("周明", "会"), ("吴兰", "会"),
    ]  # fmt: skip
    assert panel.save()
    assert sorted(one.d03 or "" for one in stored(session)) == ["meeting", "meeting"]
    assert not panel.dirty
    assert drafts.all_drafts(session.store) == []


def test_a_draft_of_a_month_in_which_nobody_is_posted_any_more_is_offered(
    panel: MonthPanel, session: Session, qtbot: QtBot, month: str
) -> None:
    draft_of_both(panel, session, qtbot)
    take_away(session, "周明", "吴兰")
    assert len(panel.rows) == 0
    panel.open_draft(f"{here(session)} {month}")
    assert not panel.bar.isHidden()
    panel.bar.restore_button.click()
    assert {cell(panel, line, 3) for line in range(2)} == {"会"}
    assert not panel.list.isHidden()


def test_another_month_is_shown_after_saving_this_one(panel: MonthPanel, session: Session, qtbot: QtBot) -> None:
    panel.list.go_to(0, 0)
    qtbot.keyClick(panel.list, Qt.Key.Key_1)
    before = panel.model.month
    panel.back_button.click()
    assert panel.model.month < before
    assert stored(session)[0].d01 == "present"
    panel.next_button.click()
    assert panel.model.month == before
    assert cell(panel, 0, 1) == "√"


def test_leaving_asks_and_giving_up_empties(panel: MonthPanel, session: Session, qtbot: QtBot, said: Said) -> None:
    panel.list.go_to(0, 0)
    qtbot.keyClick(panel.list, Qt.Key.Key_1)
    said.answers.append(2)
    assert not panel.can_leave()
    said.answers.append(1)
    assert panel.can_leave()
    assert cell(panel, 0, 1) == ""
    assert stored(session) == []


def test_who_kept_and_checked_the_month_is_typed_beside_it(panel: MonthPanel, session: Session, qtbot: QtBot) -> None:
    index = panel.model.index(0, panel.model.column_of("checked_on"))
    assert panel.model.write(index, "2024年3月2日")
    assert panel.save()
    assert stored(session)[0].checked_on == "2024-03-02"
    assert not any(getattr(stored(session)[0], f"d{day:02d}") for day in range(1, 32))


def test_a_month_goes_into_the_recycle_bin_and_begins_empty_afterwards(
    panel: MonthPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.list.go_to(0, 0)
    qtbot.keyClicks(panel.list, "11")
    panel.save()
    monkeypatch.setattr("villagedesk.ui.registers.month_panel.ask_reason", lambda *_what: "登记错了")
    panel.list.row_wanted_gone.emit(0)
    assert stored(session) == []
    assert cell(panel, 0, 1) == ""
    panel.list.go_to(0, 4)
    qtbot.keyClick(panel.list, Qt.Key.Key_1)
    panel.save()
    assert (stored(session)[0].d01, stored(session)[0].d05) == (None, "present")


def test_nobody_posted_leads_to_the_book_of_postings(session: Session, icons: Icons, qtbot: QtBot) -> None:
    page = RegistersPage(session, icons)
    qtbot.addWidget(page)
    page.shown_first_time()
    panel: Any = page.show_book("attendance")
    assert panel.list.isHidden()
    assert not panel.empty.isHidden()
    panel.add_button.click()
    assert page.panel.register.entity == "posting"


def test_a_problem_leads_to_its_day(panel: MonthPanel, qtbot: QtBot, session: Session) -> None:
    panel.list.go_to(0, 11)
    qtbot.keyClick(panel.list, Qt.Key.Key_4)
    panel.save()
    (kept,) = stored(session)
    panel.search.setCurrentIndex(0)
    page = panel.parent().parent()
    page.reveal(Problem("", "", "", entity="attendance", row=kept.id, key="d12"))  # type: ignore[attr-defined]
    assert panel.model.month == kept.month
    assert (panel.list.currentIndex().row(), panel.list.currentIndex().column()) == (0, 11)


def test_the_sheet_of_the_month_is_printed_after_saving_and_a_blank_one_where_nothing_is_kept(
    panel: MonthPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("villagedesk.ui.registers.month_panel.print_records", lambda *what: asked.append(what[-1]))
    panel.print_button.click()
    assert asked[-1].records == ()
    panel.list.go_to(1, 0)
    qtbot.keyClick(panel.list, Qt.Key.Key_1)
    panel.print_button.click()
    (kept,) = stored(session)
    assert (asked[-1].record, asked[-1].records) == (kept.id, (kept.id,))
    assert (asked[-1].village, asked[-1].year) == (here(session), int(kept.month[:4]))


def test_leave_that_is_entered_elsewhere_while_somebody_types_counts_at_once(
    panel: MonthPanel, session: Session, qtbot: QtBot, month: str
) -> None:
    panel.list.go_to(0, 9)
    qtbot.keyClick(panel.list, Qt.Key.Key_4)
    facts = {
        "village": here(session),
        "cadre": panel.model.people[0].cadre.id,
        "start": f"{month}-10",
        "end": f"{month}-10",
    }
    save_records(session.store, "请假", [Edit("leave", "", {**facts, "approver": "何书记"})])
    assert panel.dirty
    assert panel.model.said(panel.model.index(0, 9)) == ""


def test_a_file_that_is_only_read_takes_no_day_and_offers_no_keys(
    panel: MonthPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(session.store), "read_only", True)
    panel.refresh()
    assert panel.legend.isHidden()
    assert panel.save_button.isHidden()
    panel.list.go_to(0, 0)
    qtbot.keyClick(panel.list, Qt.Key.Key_1)
    assert cell(panel, 0, 1) == ""
    assert "还没有到" not in panel.told.text()
