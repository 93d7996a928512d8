# SPDX-License-Identifier: MIT
"""Stretches of work and lists of members stand beside the members and are saved with them."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.listing import MemberList
from villagedesk.models.catalogue.working import WorkStretch
from villagedesk.models.completeness import Section
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.store import reads
from villagedesk.ui.casefile.view import CaseFileView


@pytest.fixture
def family(store):
    edits = [
        Edit("household", "", {"village": village_id("510199100201"), "group": "1组"}, "h"),
        Edit("member", "", {"household": "@h", "name": "张三", "birth": "1980-01-01"}, "m"),
        Edit("member_year", "", {"member": "@m", "year": 2025, "relation": "head"}),
    ]
    return dict(save_records(store, "登记", edits).ids)


@pytest.fixture
def panel(qtbot, session, icons, family):
    view = CaseFileView(session, icons)
    qtbot.addWidget(view)
    view.open(family["h"], 2025)
    found = view.go_to(Section.MEMBERS)
    found.view = view
    return found


def test_a_stretch_of_work_names_a_member_and_is_saved_with_the_household(panel, session, family):
    row = panel.stretches.add()
    row.main.put("member", family["m"])
    row.main.write("start", "2025年3月")
    assert panel.stretches.model.index(0, 0).data() == "张三"
    assert panel.view.save()
    (stretch,) = reads.where(session.store, WorkStretch)
    assert (stretch.household, stretch.member, stretch.start) == (family["h"], family["m"], "2025-03")
    assert "（1）" in panel.leaves.tabText(1)


def test_a_list_is_of_the_open_year_and_the_same_row_in_every_office(panel, session, family):
    row = panel.lists.add()
    row.main.write("kind", "扶贫手册")
    row.main.write("date", "2025-06-30")
    row.main.write("names", "张三、李四")
    assert panel.view.save()
    (kept,) = reads.where(session.store, MemberList)
    assert (kept.year, kept.kind, kept.names) == (2025, "handbook", "张三、李四")
    again = Edit("member_list", "", {"household": family["h"], "year": 2025, "kind": "handbook", "note": "核对过"})
    save_records(session.store, "登记", [again])
    assert [one.id for one in reads.where(session.store, MemberList)] == [kept.id]


def test_a_problem_leads_to_its_leaf_and_a_fact_of_a_person_back_to_the_roster(panel, session, family):
    edits = [
        Edit("work_stretch", "", {"household": family["h"], "member": family["m"], "start": "2025-03"}, "s"),
        Edit("member_list", "", {"household": family["h"], "year": 2025, "kind": "system", "names": "张三"}, "l"),
    ]
    ids = save_records(session.store, "登记", edits).ids
    assert panel.reveal("work_stretch", ids["s"], "end")
    assert panel.leaves.currentIndex() == 1
    assert panel.reveal("member_list", ids["l"], "names")
    assert panel.leaves.currentIndex() == 2
    assert panel.reveal("member", family["m"], "name")
    assert panel.leaves.currentIndex() == 0
