# SPDX-License-Identifier: MIT
"""Deleting a record or taking out a line forgets nothing that was typed before it is written; a refused write forgets nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.registers.books import project
from tests.ui.registers.test_month_panel import cell, here, month, panel, stored  # noqa: F401 - fixtures
from villagedesk.errors import Refused
from villagedesk.models.catalogue.project import Project, ProjectFund
from villagedesk.services.keeping.records import Edit, save_records, undo_last
from villagedesk.store import drafts, reads
from villagedesk.ui.pages.registers import RegistersPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.store.store import Store
    from villagedesk.ui.registers.month_panel import MonthPanel
    from villagedesk.ui.registers.panel import RegisterPanel
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def refuse(_store: Store, _batch: int) -> None:
    raise Refused("年度已锁定。")


@pytest.fixture(autouse=True)
def reason(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("forms.records_panel", "forms.owning_panel", "registers.month_panel"):
        monkeypatch.setattr(f"villagedesk.ui.{module}.ask_reason", lambda *_what: "重复登记")


@pytest.fixture
def tower(session: Session, a_household: Callable[..., str], open_page: Callable[..., Any]) -> RegisterPanel:
    """A project that is shown, with money; the place of both is typed and not saved."""
    a_household("张三")
    row = project(session, "水塔")
    save_records(session.store, "资金", [Edit("project_fund", "", {"project": row, "source": "own", "planned": 5})])
    shown: Any = open_page(RegistersPage, 1300, 700).show_book("project")
    shown.open(row)
    shown.form.entry.write("place", "三组山顶")
    return shown  # type: ignore[no-any-return]


def test_a_record_whose_deletion_is_refused_keeps_what_was_typed(
    tower: RegisterPanel, session: Session, said: Said
) -> None:
    session.store.guards.append(refuse)
    tower.remove()
    assert said.warnings == ["年度已锁定。"]
    assert tower.form.entry.value("place") == "三组山顶"
    session.store.guards.remove(refuse)
    assert tower.save()
    assert reads.where(session.store, Project)[0].place == "三组山顶"


def test_what_was_typed_into_a_deleted_record_is_offered_when_it_comes_back(
    tower: RegisterPanel, session: Session
) -> None:
    row = tower.form.entry.row
    tower.remove()
    assert tower.form.entry.row == ""
    assert not tower.dirty
    undo_last(session.store)
    tower.open(row)
    assert tower.form.entry.value("place") is None
    tower.bar.restore_button.click()
    assert tower.form.entry.value("place") == "三组山顶"


def test_what_was_typed_into_a_record_that_others_deleted_is_kept(tower: RegisterPanel, session: Session) -> None:
    row = tower.form.entry.row
    with session.store.change("别处删除") as change:
        change.remove("project", [row], "重复登记")
    tower.refresh()
    (kept,) = drafts.all_drafts(session.store)
    assert (kept.row, kept.content["entries"]["form"]) == (row, {"place": "三组山顶"})


def test_a_line_whose_taking_out_is_refused_keeps_what_was_typed(
    tower: RegisterPanel, session: Session, said: Said
) -> None:
    (line,) = tower.lines_of["project_fund"].rows
    line.main.write("planned", "80000")
    session.store.guards.append(refuse)
    tower.take_out("project_fund", line, "移出：{name}")
    assert said.warnings == ["年度已锁定。"]
    assert line.main.content("planned") == "80000"


def test_a_line_that_was_taken_out_goes_with_what_was_typed_into_it_and_the_rest_stays(
    tower: RegisterPanel, session: Session
) -> None:
    (line,) = tower.lines_of["project_fund"].rows
    line.main.write("planned", "80000")
    tower.take_out("project_fund", line, "移出：{name}")
    assert len(tower.lines_of["project_fund"]) == 0
    assert tower.form.entry.value("place") == "三组山顶"
    assert tower.save()
    assert not reads.where(session.store, ProjectFund)


def test_a_month_whose_deletion_is_refused_keeps_the_days_that_were_typed(
    panel: MonthPanel,  # noqa: F811 - the fixture
    session: Session,
    qtbot: QtBot,
    said: Said,
) -> None:
    panel.list.go_to(0, 0)
    qtbot.keyClicks(panel.list, "1")
    panel.save()
    qtbot.keyClicks(panel.list, "2")
    session.store.guards.append(refuse)
    panel.list.row_wanted_gone.emit(0)
    assert said.warnings == ["年度已锁定。"]
    assert (cell(panel, 0, 1), cell(panel, 0, 2)) == ("√", "会")
    session.store.guards.remove(refuse)
    panel.list.row_wanted_gone.emit(0)
    assert (cell(panel, 0, 1), cell(panel, 0, 2)) == ("", "")
    assert not panel.dirty
    assert stored(session) == []


def test_a_draft_that_nobody_answered_yet_outlives_saving_and_giving_up(
    tower: RegisterPanel, session: Session, said: Said
) -> None:
    row = tower.form.entry.row
    tower.forget()
    drafts.keep(session.store, "book-project", row, {"entries": {"form": {"content": "旧稿"}}, "rows": {}})
    tower.open(row)
    tower.form.entry.write("place", "山脚")
    tower.drafts.keep()
    assert tower.save()
    assert drafts.all_drafts(session.store)[0].content["entries"] == {"form": {"content": "旧稿"}}
    assert not tower.bar.isHidden()
    tower.form.entry.write("place", "山腰")
    said.answers.append(1)
    assert tower.can_leave()
    assert drafts.all_drafts(session.store)[0].content["entries"] == {"form": {"content": "旧稿"}}
    tower.bar.restore_button.click()
    assert (tower.form.entry.value("content"), tower.form.entry.value("place")) == ("旧稿", "山脚")
    assert tower.save()
    assert drafts.all_drafts(session.store) == []


def test_a_new_record_that_an_earlier_sitting_left_is_not_mixed_into_the_next(
    tower: RegisterPanel, session: Session
) -> None:
    assert tower.save()
    left = f"{here(session)} new"
    drafts.keep(session.store, "book-project", left, {"entries": {"form": {"name": "旧稿"}}, "rows": {}})
    tower.add()
    tower.form.entry.write("name", "新桥")
    tower.form.entry.write("year", "2025")
    assert tower.save()
    assert tower.bar.isHidden()
    tower.drafts.keep()
    assert [(one.row, one.content["entries"]) for one in drafts.all_drafts(session.store)] == [
        (left, {"form": {"name": "旧稿"}})
    ]
