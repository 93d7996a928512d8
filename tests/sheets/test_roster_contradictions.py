# SPDX-License-Identifier: MIT
"""Rows of a roster that contradict each other."""

from __future__ import annotations

import pytest

from tests.sheets.conftest import a_family, a_sheet, bring_in, id_no
from tests.sheets.rosters import NAMED, only, with_column
from villagedesk.models.catalogue.household import HouseholdYear
from villagedesk.models.catalogue.member import Member
from villagedesk.models.problem import Level
from villagedesk.sheets.roster import RowState
from villagedesk.store import counts, reads


def test_facts_of_the_household_that_differ_between_its_rows_are_doubtful_and_the_first_holds(store):
    rows = [
        (*row[:5], cell) for row, cell in zip(a_family(names=("甲甲", "乙乙", "丙丙")), ("否", "是", "否"), strict=True)
    ]
    done = bring_in(store, a_sheet(*rows, headings=(*NAMED, "危房户")))
    assert only(store, HouseholdYear).dangerous is False
    assert done.row(3).notes[0].text() == (
        "第 3 行 F 列 乙乙 是否危房户“是”在同一户各行中不一致：第2、4行为“否”；第3行为“是”。"
        "已按第 2 行的值导入，请核对后改成一致"
    )
    assert [row.state for row in done.plan.rows] == [RowState.DOUBTFUL, RowState.DOUBTFUL, RowState.NEW]
    assert counts.statistics(store)["members"] == 3


def test_an_empty_cell_contradicts_nothing(store):
    done = bring_in(store, with_column("危房户", None, "是"))
    assert only(store, HouseholdYear).dangerous is True
    assert done.texts() == []


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("户联系电话", ("13000100001", "13000100002")),
        ("自然村", ("1组", "2组")),
        ("人均纯收入", (1, 2)),
        ("致贫原因1", ("因病", "因残")),
    ],
)
def test_every_fact_of_the_household_is_compared(store, heading, cells):
    done = bring_in(store, with_column(heading, *cells))
    assert done.plan.counts[RowState.DOUBTFUL] == 2
    assert all("不一致" in text for text in done.texts())


def test_a_size_that_differs_from_the_rows_is_a_hint(store):
    done = bring_in(store, with_column("人数", 3, 3))
    assert done.plan.counts[RowState.NEW] == 2
    (note,) = done.row(2).notes
    assert note.level is Level.HINT
    assert "“3”与花名册中本户的2行不一致" in note.text()


def test_the_same_identity_number_twice_is_named_at_both_rows_and_the_later_is_held(store):
    rows = [list(row) for row in a_family(names=("甲甲", "乙乙"))]
    rows[1][3] = rows[0][3].lower() + "43"  # the same person by the card
    done = bring_in(store, a_sheet(*rows))
    assert [row.state for row in done.plan.rows] == [RowState.DOUBTFUL] * 2
    assert [row.held for row in done.plan.rows] == [False, True]
    assert "与第3行重复" in done.row(2).notes[0].text()
    assert "与第2行重复，整行没有导入" in done.row(3).notes[0].text()
    assert [one.name for one in reads.where(store, Member)] == ["甲甲"]


def test_an_old_number_and_its_new_form_are_one_person(store):
    rows = [list(row) for row in a_family(names=("甲甲", "乙乙"))]
    rows[1][3] = id_no(1)[:6] + id_no(1)[8:17]
    assert bring_in(store, a_sheet(*rows)).row(3).held


def test_the_same_person_number_twice_is_held(store):
    rows = [list(row) for row in a_family(names=("甲甲", "乙乙"))]
    rows[1][1] = rows[0][1]
    done = bring_in(store, a_sheet(*rows))
    assert done.row(3).held
    assert "人编号" in done.row(3).notes[0].text()
