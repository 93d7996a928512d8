# SPDX-License-Identifier: MIT
"""The page 台账: books by shelf, a record and its lines saved as one action, choosers that type names, and jumps."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from villagedesk.models.catalogue.project import Claim, Project, ProjectBeneficiary, ProjectFund
from villagedesk.models.problem import Problem
from villagedesk.models.registers import REGISTERS, SHELVES
from villagedesk.services.keeping.records import Edit, save_records, undo_last
from villagedesk.services.opening.files import villages
from villagedesk.store import drafts, history, reads
from villagedesk.store.store import Changed
from villagedesk.ui.forms.ref import RefEditor
from villagedesk.ui.pages.registers import RegistersPage
from villagedesk.ui.registers import panel as panels

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.registers.panel import RegisterPanel
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def here(session: Session) -> str:
    return next(iter(villages(session.store)))


def project(session: Session, name: str, year: int = 2025, **more: object) -> str:
    facts = {"village": here(session), "name": name, "year": year, "kind": "road", "budget": 500_000}
    return save_records(session.store, name, [Edit("project", "", {**facts, **more}, "p")]).ids["p"]


@pytest.fixture
def page(a_household: Callable[..., str], open_page: Callable[..., Any]) -> RegistersPage:
    a_household("张三")
    return open_page(RegistersPage, 1200, 700)


@pytest.fixture
def panel(page: RegistersPage) -> RegisterPanel:
    return page.panel


def shown(panel: RegisterPanel) -> list[str]:
    return [line.name for line in panel.model.lines]


def test_every_book_stands_on_its_shelf(page: RegistersPage) -> None:
    model = page.books.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    headings = [one.data() for one in rows if not one.flags() & Qt.ItemFlag.ItemIsSelectable]
    assert headings == [label for key, label, _en in SHELVES if any(one.shelf == key for one in REGISTERS)]
    assert sum(page.books.itemData(row) is not None for row in range(page.books.count())) == len(REGISTERS)
    for register in REGISTERS:
        assert page.show_book(register.entity).register == register


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


def test_the_latest_stand_first_and_a_year_narrows_the_list(page: RegistersPage, session: Session) -> None:
    for name, year in (("旧路", 2019), ("新桥", 2025), ("水塔", 2024)):
        project(session, name, year)
    panel = page.panel
    assert shown(panel) == ["新桥", "水塔", "旧路"]
    panel.year_box.setCurrentIndex(panel.year_box.findData("2019"))
    assert shown(panel) == ["旧路"]
    panel.year_box.setCurrentIndex(0)
    assert len(shown(panel)) == 3


def test_a_book_that_nobody_looks_at_is_read_again_when_it_is_shown(page: RegistersPage, session: Session) -> None:
    panel = page.panel
    page.hide()
    project(session, "新桥")
    assert shown(panel) == []
    page.show()
    assert shown(panel) == ["新桥"]
    page.show_book("matter")
    project(session, "水塔")
    assert shown(panel) == ["新桥"]
    page.show_book("project")
    assert sorted(shown(panel)) == ["新桥", "水塔"]


def test_a_record_is_found_by_any_of_its_texts_and_by_the_sound_of_its_name(
    panel: RegisterPanel, session: Session
) -> None:
    project(session, "新桥", builder="清溪建筑队")
    project(session, "水塔", kind="water")
    for needle, found in (("清溪", ["新桥"]), ("xq", ["新桥"]), ("饮水", ["水塔"]), ("没有的", [])):
        panel.search.setText(needle)
        assert shown(panel) == found, needle


def test_columns_of_the_book_come_first_and_all_others_can_be_shown(panel: RegisterPanel) -> None:
    keys = [column.key for column in panel.model.columns]
    first = panel.register.columns
    assert tuple(keys[: len(first)]) == first
    assert [column.hidden for column in panel.model.columns] == [False] * len(first) + [True] * (len(keys) - len(first))
    assert {"keeper", "owner_phone", "note"} <= set(keys)
    assert "village" not in keys


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


def test_a_problem_leads_to_the_field_of_a_record_and_to_the_cell_of_a_line(
    page: RegistersPage, session: Session
) -> None:
    project(session, "新桥")
    row = project(session, "水塔", 2019)
    edits = [
        Edit("project_fund", "", {"project": row, "source": one, "position": n}, one)
        for n, one in enumerate(("own", "loan"))
    ]
    ids = save_records(session.store, "资金", edits).ids
    page.show_book("claim")
    page.show_book("project").search.setText("新桥")
    page.reveal(Problem("", "", "", entity="project", row=row, key="finished"))
    assert page.panel.form.entry.row == row
    assert page.panel.form.focused_key() == "finished"
    page.reveal(Problem("", "", "", entity="project_fund", row=ids["loan"], key="paid"))
    leaf = page.panel.leaves.currentWidget()
    assert leaf is page.panel.lines_leaves["project_fund"]
    index = leaf.grid.currentIndex()
    assert (index.row(), leaf.model.columns[index.column()].key) == (1, "paid")


def test_a_record_that_was_removed_lies_in_the_recycle_bin_and_its_history_stays(
    page: RegistersPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = project(session, "水塔")
    page.panel.open(row)
    monkeypatch.setattr("villagedesk.ui.forms.records_panel.ask_reason", lambda *_what: "重复登记")
    page.panel.remove()
    assert reads.whatever(session.store, Project, row) is not None
    assert reads.get(session.store, Project, row) is None
    assert shown(page.panel) == []
    assert history.of_field(session.store, "project", row, "name")


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


def test_a_book_of_five_thousand_records_is_searched_at_once(page: RegistersPage, session: Session) -> None:
    village = here(session)
    facts = [
        {"village": village, "title": f"认领{n}", "date": f"2025-0{n % 9 + 1}-01", "claimer": f"单位{n % 70}"}
        for n in range(5_000)
    ]
    save_records(session.store, "认领", [Edit("claim", "", one) for one in facts])
    panel = page.show_book("claim")
    assert panel.model.rowCount() == 5_000
    start = time.perf_counter()
    panel.search.setText("认领4999")
    took = time.perf_counter() - start
    assert shown(panel) == ["认领4999"]
    assert took < 1


# -- a list that another page asked for -------------------------------------------------------------------------------


def test_only_the_wanted_records_are_listed_in_their_order_until_all_are_wanted(
    page: RegistersPage, session: Session
) -> None:
    rows = {name: project(session, name, year) for name, year in (("旧路", 2019), ("新桥", 2025), ("水塔", 2024))}
    panel = page.panel
    panel.year_box.setCurrentIndex(panel.year_box.findData("2025"))
    page.show_only("项目逾期", "project", (rows["旧路"], rows["水塔"]))
    assert shown(panel) == ["旧路", "水塔"]
    assert page.told.text() == "只列出：项目逾期"
    assert not panel.add_button.isVisible()
    panel.open(rows["水塔"])
    page.all_button.click()
    assert shown(panel) == ["新桥", "水塔", "旧路"]
    assert panel.form.entry.row == rows["水塔"]
    assert not page.told.isVisible()
    assert panel.add_button.isVisible()


def test_another_book_ends_the_list_that_was_asked_for(page: RegistersPage, session: Session) -> None:
    first = project(session, "旧路")
    project(session, "新桥")
    page.show_only("项目逾期", "project", (first,))
    page.books.setCurrentIndex(page.books.findText("帮扶认领"))
    page.show_book("project")
    assert len(shown(page.panel)) == 2
    assert not page.told.isVisible()


def test_records_of_several_villages_are_listed_together_and_the_open_one_says_whose_households_are_offered(
    page: RegistersPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = project(session, "旧路")
    with session.store.change("另一个村") as change:
        change.put("village", "v2", {"name": "李家村"})
        change.put("household", "h2", {"village": "v2", "group": "1组"})
    session.announce(Changed("", tables=frozenset({"village"})))
    other = project(session, "新桥", village="v2")
    page.show_only("项目逾期", "project", (other, mine))
    assert shown(page.panel) == ["新桥", "旧路"]
    page.panel.open(other)
    assert (page.chooser.currentData(), page.refs.village) == ("v2", "v2")
    assert [one.content for one in page.refs.choices("household")] == ["h2"]
    assert shown(page.panel) == ["新桥", "旧路"]
    wanted = []
    monkeypatch.setattr(panels, "print_records", lambda *what: wanted.append(what[-1]))
    page.panel.print_papers()
    assert (wanted[0].village, wanted[0].records) == ("v2", (other,))  # a paper is one village's
    page.all_button.click()
    assert shown(page.panel) == ["新桥"]


def test_who_complained_is_no_column_and_nobody_is_found_by_it(page: RegistersPage, session: Session) -> None:
    facts = {
        "village": here(session),
        "number": "7",
        "date": "2025-03-01",
        "content": "账目不清",
        "complainant": "罗小明",
    }
    save_records(session.store, "举报", [Edit("complaint", "", {**facts, "phone": "13987654321"}, "c")])
    panel = page.show_book("complaint")
    panel.show_village(here(session))
    assert not {"complainant", "phone"} & {column.key for column in panel.model.columns}
    for needle, found in (("罗小明", 0), ("13987654321", 0), ("账目", 1)):
        panel.search.setText(needle)
        assert len(panel.model.lines) == found, needle
