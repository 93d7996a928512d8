# SPDX-License-Identifier: MIT
"""The books by shelf and their lists: order, years, search, columns, what others ask to be listed, and jumps."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.registers.books import here, project, shown
from villagedesk.models.catalogue.project import Project
from villagedesk.models.problem import Problem
from villagedesk.models.registers import REGISTERS, SHELVES
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import history, reads
from villagedesk.store.store import Changed
from villagedesk.ui.registers import panel as panels

if TYPE_CHECKING:
    from villagedesk.ui.pages.registers import RegistersPage
    from villagedesk.ui.registers.panel import RegisterPanel
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def test_every_book_stands_on_its_shelf(page: RegistersPage) -> None:
    model = page.books.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    headings = [one.data() for one in rows if not one.flags() & Qt.ItemFlag.ItemIsSelectable]
    assert headings == [label for key, label, _en in SHELVES if any(one.shelf == key for one in REGISTERS)]
    assert sum(page.books.itemData(row) is not None for row in range(page.books.count())) == len(REGISTERS)
    for register in REGISTERS:
        assert page.show_book(register.entity).register == register


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
