# SPDX-License-Identifier: MIT
"""What an edition would do is told before it is saved; drafts, other editions, undo and the recycle bin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.editions.arranging import KEYS, OWN, enter, in_force, planned, settled
from villagedesk.models.catalogue.procedure import ProcedureEdition
from villagedesk.models.edition_plan import Planned
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.procedure.procedures import start
from villagedesk.store import drafts, reads
from villagedesk.ui.meetings.affected import AffectedDialog
from villagedesk.ui.pages.meetings import MeetingsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.meetings.editions import EditionsPanel
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def test_before_saving_it_is_told_whose_case_moves_and_the_list_leads_to_the_household(
    panel: EditionsPanel, page: MeetingsPage, household: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(monkeypatch, name=OWN)
    panel.steps.view.go_to_row(2)
    panel.steps.add_button.click()
    assert "保存后都按上面的步骤办。1个的进度随即改变" in settled(panel, qtbot)
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
    page: MeetingsPage, panel: EditionsPanel, session: Session, qtbot: QtBot, a_household: Callable[..., str]
) -> None:
    assert panel.effect.text() == "适用这个调整的程序共1个，其中1个正在办理"
    page.hide()
    start(session.store, a_household("李四"), "monitor_2021", "2026-02-20")
    assert panel.effect.text() == "适用这个调整的程序共1个，其中1个正在办理"
    page.show()
    assert settled(panel, qtbot) == "适用这个调整的程序共2个，其中2个正在办理"


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
    panel: EditionsPanel, session: Session, because: None, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.steps.view.go_to_row(3)
    panel.steps.off_button.click()
    assert panel.save()
    settled(panel, qtbot)
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
