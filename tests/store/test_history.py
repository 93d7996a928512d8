# SPDX-License-Identifier: MIT
from __future__ import annotations

from tests.store.conftest import a_household
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.spec import NA
from villagedesk.services.keeping.records import field_history, restore_record, revert_field
from villagedesk.store import drafts, history, reads, recycle
from villagedesk.store.store import Author


def test_the_life_of_a_field_says_who_when_and_from_what_to_what(store, clock):
    a_household(store, phone="13800001111")
    clock.advance(days=1)
    store.author = Author("王会计", "镇里电脑")
    with store.change("改电话") as change:
        change.put("household", "h1", {"phone": "13800002222"})
    entries = history.of_field(store, "household", "h1", "phone")
    assert [(entry.at[:10], entry.who, entry.device, entry.old, entry.new) for entry in entries] == [
        ("2026-03-03", "王会计", "镇里电脑", ("13800001111",), "13800002222"),
        ("2026-03-02", "李书记", "村办笔记本", (), "13800001111"),
    ]


def test_a_field_goes_back_to_a_former_value(store):
    a_household(store, phone="13800001111")
    with store.change("改") as change:
        change.put("household", "h1", {"phone": "13800002222", "family_types": ("veteran", "minority")})
    first = field_history(store, "household", "h1", "phone")[-1]
    changed = revert_field(store, first, first.new)
    assert changed.label == "改回：联系电话"
    assert reads.get(store, Household, "h1").phone == "13800001111"
    veteran = next(
        entry for entry in field_history(store, "household", "h1", "family_types") if entry.cell.endswith("#veteran")
    )
    revert_field(store, veteran, content=False)
    assert reads.get(store, Household, "h1").family_types == ("minority",)


def test_values_of_the_history_are_values_of_the_field(store):
    with store.change("年度") as change:
        change.put("household_year", "y", {"household": "h", "year": 2025, "house_area": NA})
    with store.change("改") as change:
        change.put("household_year", "y", {"house_area": 900})
    latest = history.of_field(store, "household_year", "y", "house_area")[0]
    assert (latest.value(latest.old[0]), latest.value(latest.new)) == (NA, 900)


def test_everything_about_a_household_is_listed_newest_first(store):
    a_household(store)
    with store.change("删") as change:
        change.remove("member", ["h1-m1"], "误登")
    entries = history.of_rows(store, ["h1", "h1-m1"])
    assert [(entry.entity, entry.cell) for entry in entries] == [
        ("member", "removed"),
        ("member", ""),
        ("household", ""),
    ]
    assert entries[0].new == "误登"


def test_actions_are_listed_in_pages(store):
    for number in range(5):
        with store.change(f"第{number}次") as change:
            change.put("household", f"h{number}", {"group": "1组"})
    latest = history.batches(store, 2)
    assert [line.label for line in latest] == ["第4次", "第3次"]
    assert [line.label for line in history.batches(store, 2, before=latest[-1].batch)] == ["第2次", "第1次"]


def test_the_bin_says_what_whose_when_and_why(store):
    a_household(store)
    with store.change("删") as change:
        change.remove("member", ["h1-m2"], "误登")
    [found] = recycle.discarded(store)
    assert (found.entity, found.record.name, found.reason, found.who, found.at) == (
        "member", "曾大明", "误登", "李书记", "2026-03-02 12:00:00",
    )  # fmt: skip
    assert recycle.count(store) == 1
    assert restore_record(store, "member", "h1-m2").label == "还原：家庭成员"
    assert recycle.discarded(store) == []


def test_drafts_are_kept_outside_the_log_and_survive_reopening(store):
    before = store.value("SELECT count(*) FROM batch")
    drafts.keep(store, "casefile", "h1", {"phone": "138 0000 11"})
    drafts.keep(store, "casefile", "h1", {"phone": "138 0000 1111"})
    found = drafts.find(store, "casefile", "h1")
    assert (found.content, found.at) == ({"phone": "138 0000 1111"}, "2026-03-02 12:00:00")
    assert len(drafts.all_drafts(store)) == 1
    assert store.value("SELECT count(*) FROM batch") == before
    drafts.drop(store, "casefile", "h1")
    assert drafts.find(store, "casefile", "h1") is None


def test_answers_are_remembered_by_topic(store):
    drafts.remember(store, "columns", {"姓名": "member.name", "电话": ""})
    drafts.remember(store, "columns", {"电话": "household.phone"})
    assert drafts.remembered(store, "columns") == {"姓名": "member.name", "电话": "household.phone"}
    assert drafts.remembered(store, "other") == {}
