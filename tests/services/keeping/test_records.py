# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from villagedesk.errors import Refused
from villagedesk.models.catalogue.help import Measure, Plan
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.services.keeping.records import (
    Edit,
    Removal,
    field_history,
    redo_last,
    remove_record,
    revert_field,
    save_records,
    undo_last,
)
from villagedesk.store import history, reads
from villagedesk.store.ids import derived_id


def test_one_save_is_one_action_and_new_rows_may_refer_to_each_other(store):
    saved = save_records(
        store,
        "登记户：张三",
        [
            Edit("household", "", {"group": "2组"}, token="户"),
            Edit("member", "", {"household": "@户", "name": "张三"}, token="人"),
            Edit("plan", "", {"household": "@户", "year": 2025, "wish": "养羊"}, token="计划"),
            Edit("measure", "", {"plan": "@计划", "content": "养羊30只"}),
        ],
    )
    assert reads.of_owner(store, Member, saved.ids["户"])[0].name == "张三"
    assert [one.content for one in reads.of_owner(store, Measure, saved.ids["计划"])] == ["养羊30只"]
    assert [line.label for line in history.batches(store, 1)] == ["登记户：张三"]
    undo_last(store)
    assert reads.where(store, Household) == []
    redo_last(store)
    assert len(reads.where(store, Household)) == 1


def test_facts_of_a_year_are_one_row_whoever_enters_them(store):
    first = save_records(store, "计划", [Edit("plan", "", {"household": "h", "year": 2025, "wish": "养羊"})])
    again = save_records(store, "计划", [Edit("plan", "", {"household": "h", "year": 2025, "wish": "种药材"})])
    assert [plan.wish for plan in reads.where(store, Plan)] == ["种药材"]
    assert first.changed.ids == again.changed.ids == {derived_id("plan", "h", 2025)}


def test_removing_and_editing_in_one_action(store):
    saved = save_records(
        store,
        "登记",
        [Edit("member", "", {"name": "张三"}, token="a"), Edit("member", "", {"name": "李四"}, token="b")],
    )
    save_records(
        store, "改", [Removal("member", saved.ids["a"], "重复"), Edit("member", saved.ids["b"], {"name": "李小四"})]
    )
    assert [one.name for one in reads.where(store, Member)] == ["李小四"]
    assert remove_record(store, "member", saved.ids["b"], "误登", "删除李小四").label == "删除李小四"


def test_a_whole_row_cannot_be_reverted_like_a_field(store):
    saved = save_records(store, "登记", [Edit("member", "", {"name": "张三"}, token="a")])
    birth = history.of_rows(store, [saved.ids["a"]])[0]
    with pytest.raises(Refused, match="回收站"):
        revert_field(store, birth, birth.new)
    assert field_history(store, "member", saved.ids["a"], "name")[0].new == "张三"


def test_at_signs_in_texts_are_just_texts(store):
    saved = save_records(store, "登记", [Edit("household", "", {"group": "@2组"}, token="h")])
    assert reads.get(store, Household, saved.ids["h"]).group == "@2组"
