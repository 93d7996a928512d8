# SPDX-License-Identifier: MIT
from __future__ import annotations

from villagedesk.services.keeping.records import NEW, Edit, Removal, save_records
from villagedesk.store.batch_details import of_batch, whose


def a_family(store):
    return save_records(
        store,
        "新增户：王大山",
        [
            Edit("household", NEW, {"group": "3组"}, token="h"),
            Edit("member", NEW, {"household": "@h", "name": "王小河", "position": 1}, token="s"),
            Edit("member", NEW, {"household": "@h", "name": "王大山", "position": 2}, token="m"),
            Edit("member_year", NEW, {"member": "@m", "year": 2025, "relation": "head"}, token="y"),
        ],
    )


def test_an_action_lists_what_it_wrote_in_order(store):
    saved = a_family(store)
    entries = of_batch(store, saved.changed.batch)
    assert [entry.entity for entry in entries] == ["household", "member", "member", "member_year"]
    assert entries[1].new["name"] == "王小河"
    assert {entry.label for entry in entries} == {"新增户：王大山"}


def test_a_change_is_listed_with_the_value_it_replaced(store):
    saved = a_family(store)
    changed = save_records(store, "改名", [Edit("member", saved.ids["m"], {"name": "王大川"})]).changed
    (entry,) = of_batch(store, changed.batch)
    assert (entry.cell, entry.old, entry.new) == ("name", ("王大山",), "王大川")
    again = save_records(store, "改名", [Edit("member", saved.ids["m"], {"name": "王大江"})]).changed
    assert of_batch(store, again.batch)[0].old == ("王大川",)


def test_a_long_action_is_cut_at_the_limit(store):
    assert len(of_batch(store, a_family(store).changed.batch, limit=2)) == 2


def test_rows_are_about_the_person_or_the_head_of_the_household(store):
    saved = a_family(store)
    ids = saved.ids
    rows = [("household", ids["h"]), ("member", ids["s"]), ("member_year", ids["y"])]
    assert whose(store, rows) == {ids["h"]: "王大山", ids["s"]: "王小河", ids["y"]: "王大山"}


def test_a_household_without_a_head_goes_by_its_first_member(store):
    ids = a_family(store).ids
    save_records(store, "改", [Edit("member_year", ids["y"], {"relation": "child"})])
    assert whose(store, [("household", ids["h"])]) == {ids["h"]: "王小河"}


def test_rows_in_the_bin_still_have_a_name(store):
    ids = a_family(store).ids
    save_records(store, "删", [Removal("member", ids["s"], "误录"), Removal("household", ids["h"], "误录")])
    assert whose(store, [("member", ids["s"]), ("household", ids["h"])]) == {ids["s"]: "王小河", ids["h"]: "王大山"}


def test_villages_go_by_their_name_and_strangers_are_left_out(store):
    village = store.value("SELECT id FROM village")
    assert whose(store, [("village", village), ("member", "nobody")]) == {village: "清溪村"}


def test_an_erasure_is_about_nobody(store):
    with store.change("按申请删除") as change:
        change.put("erasure", "e1", {"erased": "m1", "about": "member"})
    assert whose(store, {("erasure", "e1")}) == {}
