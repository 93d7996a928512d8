# SPDX-License-Identifier: MIT
"""A record and its lines: saved as one action, kept as a draft, told above the form, gone on to by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.registers.books import here, project, shown
from villagedesk.models.catalogue.project import Claim, Project, ProjectBeneficiary, ProjectFund
from villagedesk.services.keeping.records import Edit, save_records, undo_last
from villagedesk.store import drafts, reads
from villagedesk.store.store import Changed
from villagedesk.ui.forms.ref import RefEditor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.pages.registers import RegistersPage
    from villagedesk.ui.registers.panel import RegisterPanel
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def test_a_record_and_its_lines_are_saved_as_one_action(panel: RegisterPanel, session: Session) -> None:
    panel.add()
    for key, text in (("name", "三组入户路硬化"), ("year", "2025"), ("kind", "road"), ("budget", "12万")):
        panel.form.entry.write(key, text)
        panel.form.entry.settle(key)
    row = panel.lines_of["project_fund"].add()
    row.main.write("source", "fiscal")
    row.main.write("planned", "120000")
    household = session.store.value("SELECT id FROM household")
    panel.lines_of["project_beneficiary"].add().main.put("household", household)
    before = session.store.value("SELECT count(*) FROM batch")
    assert panel.save()
    assert session.store.value("SELECT count(*) FROM batch") == before + 1
    (made,) = reads.where(session.store, Project)
    (fund,) = reads.where(session.store, ProjectFund)
    (reached,) = reads.where(session.store, ProjectBeneficiary)
    assert (made.name, made.village, made.budget) == ("三组入户路硬化", here(session), 12_000_000)
    assert (fund.project, fund.source, fund.planned, fund.position) == (made.id, "fiscal", 12_000_000, 0)
    assert (reached.project, reached.household) == (made.id, household)
    assert shown(panel) == ["三组入户路硬化"]
    assert not panel.dirty
    undo_last(session.store)
    assert not reads.where(session.store, Project)


def test_a_record_without_what_it_is_called_by_is_not_saved(panel: RegisterPanel, session: Session) -> None:
    heard: list[str] = []
    panel.said.connect(heard.append)
    panel.add()
    panel.form.entry.write("content", "修路")
    assert not panel.save()
    assert "项目名称" in heard[0]
    assert not reads.where(session.store, Project)


def test_a_household_is_named_by_typing_who_heads_it(page: RegistersPage, session: Session, qtbot: QtBot) -> None:
    project(session, "水塔")
    panel = page.show_book("claim")
    panel.add()
    editor = panel.form.rows["household"].widget
    assert isinstance(editor, RefEditor)
    editor.setFocus()
    qtbot.keyClicks(editor, "zs")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    household = session.store.value("SELECT id FROM household")
    assert panel.form.entry.value("household") == household
    editor = panel.form.rows["project"].widget
    assert isinstance(editor, RefEditor)
    editor.setFocus()
    qtbot.keyClicks(editor, "st")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert panel.form.entry.value("project") == session.store.value("SELECT id FROM project")


def test_what_is_typed_is_kept_as_a_draft_with_its_lines(page: RegistersPage, session: Session) -> None:
    row = project(session, "水塔")
    panel = page.panel
    panel.open(row)
    panel.form.entry.write("place", "三组山顶")
    panel.lines_of["project_fund"].add().main.write("source", "own")
    panel.drafts.keep()
    (kept,) = drafts.all_drafts(session.store)
    panel.form.entry.revert()
    panel.lines_of["project_fund"].load([], 2025)
    panel.drafts.restore(kept)
    assert panel.form.entry.value("place") == "三组山顶"
    assert [one.main.value("source") for one in panel.lines_of["project_fund"].rows] == ["own"]


def test_a_draft_is_gone_on_with_in_the_village_in_which_it_was_typed(page: RegistersPage, session: Session) -> None:
    """Of a new record nothing else says whose it is: in another village it would be saved as that one's."""
    first = here(session)
    with session.store.change("另一个村") as change:
        change.put("village", "v2", {"name": "李家村"})
    session.announce(Changed("", tables=frozenset({"village"})))
    other = project(session, "新桥", village="v2")
    page.chooser.setCurrentIndex(page.chooser.findData("v2"))
    page.panel.add()
    page.panel.form.entry.write("name", "水塔")
    page.panel.drafts.keep()
    (kept,) = drafts.all_drafts(session.store)
    page.panel.forget()
    page.panel.show_village("v2")
    page._go_to_village(first)
    page.panel.add()
    assert page.panel.bar.isHidden()
    page.open_draft("project", kept.row)
    assert page.chooser.currentData() == page.panel.village == "v2"
    assert not page.panel.bar.isHidden()
    page.panel.drafts.restore(kept)
    assert page.panel.save()
    assert session.store.value("SELECT village FROM project WHERE name = '水塔'") == "v2"
    page._go_to_village(first)
    page.open_draft("project", other)
    assert (page.chooser.currentData(), page.panel.form.entry.row) == ("v2", other)
    assert shown(page.panel) == ["新桥", "水塔"]


def test_unsaved_changes_are_asked_for_before_another_book_is_shown(
    page: RegistersPage, session: Session, said: Said
) -> None:
    page.panel.open(project(session, "水塔"))
    page.panel.form.entry.write("place", "山顶")
    said.answers.append(2)  # go on editing
    page.books.setCurrentIndex(page.books.findData("claim"))
    assert page.panel.register.entity == "project"
    assert page.books.currentData() == "project"
    said.answers.append(1)  # give up
    page.books.setCurrentIndex(page.books.findData("claim"))
    assert page.panel.register.entity == "claim"


def test_a_line_that_was_stored_goes_into_the_recycle_bin_with_a_reason(
    page: RegistersPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = project(session, "水塔")
    save_records(session.store, "资金", [Edit("project_fund", "", {"project": row, "source": "own", "planned": 5})])
    page.panel.open(row)
    monkeypatch.setattr("villagedesk.ui.forms.owning_panel.ask_reason", lambda *_what: "登记错了")
    leaf = page.panel.lines_leaves["project_fund"]
    page.panel.leaves.setCurrentWidget(leaf)
    leaf.grid.go_to(0, 0)
    leaf.out_button.click()
    assert not reads.where(session.store, ProjectFund)
    assert len(page.panel.lines_of["project_fund"]) == 0


def test_a_click_leads_back_from_a_new_record_to_the_one_that_was_shown(page: RegistersPage, session: Session) -> None:
    row = project(session, "水塔")
    panel = page.panel
    panel.list.go_to(row)
    panel.add()
    assert panel.list.current_key() is None
    assert panel.form.entry.row == ""
    panel.list.go_to(row)
    assert panel.form.entry.row == row


def test_above_the_form_stands_how_far_the_record_is_and_it_follows_what_is_saved(
    page: RegistersPage, session: Session
) -> None:
    panel = page.panel
    panel.open(project(session, "水塔"))
    assert panel.told.text().startswith("未开工")
    panel.form.entry.write("begun", "2025-03-01")
    assert panel.save()
    assert panel.told.text().startswith("实施中")
    panel.add()
    assert not panel.told.isVisibleTo(panel)


def test_after_the_last_field_of_the_form_come_its_lines_and_another_record_begins_with_the_form(
    page: RegistersPage, session: Session
) -> None:
    rows = [project(session, name) for name in ("水塔", "新桥")]
    panel = page.panel
    panel.open(rows[0])
    panel.form.stepped_out.emit(True)
    leaf = panel.lines_leaves["project_fund"]
    assert panel.leaves.currentWidget() is leaf
    assert (leaf.grid.currentIndex().row(), leaf.out_button.isEnabled()) == (0, False)
    panel.open(rows[1])
    assert panel.leaves.currentIndex() == 0
    assert panel.area.isVisible()


def test_a_claim_begins_with_what_stood_before_for_f4(page: RegistersPage, session: Session) -> None:
    facts = {
        "village": here(session),
        "title": "送教上门",
        "date": "2025-03-01",
        "claimer": "县工会",
        "kind": "office",
    }
    save_records(session.store, "认领", [Edit("claim", "", facts)])
    panel = page.show_book("claim")
    panel.open(reads.where(session.store, Claim)[0].id)
    panel.add()
    panel.form.copy_previous("claimer")
    assert panel.form.entry.value("claimer") == "县工会"
