# SPDX-License-Identifier: MIT
"""A locked year stays as it is, whichever way somebody tries to write; events and other years do not mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.merge.conftest import Laptops, exchange
from villagedesk.errors import Refused
from villagedesk.services.casefile.casefiles import finding_lines
from villagedesk.services.keeping import locking
from villagedesk.services.keeping.records import Edit, Removal, redo_last, revert_batch, save_records, undo_last
from villagedesk.services.opening.files import open_for_worker, village_id
from villagedesk.store import steps, verify, yearlocks
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from villagedesk.store.store import Store

V = village_id("510199100201")
YEAR = 2024


@pytest.fixture
def family(store: Store) -> dict[str, str]:
    """A household of two with facts of 2024 and 2025."""
    saved = save_records(
        store,
        "登记",
        [
            Edit("household", "", {"village": V, "group": "1组"}, "h"),
            Edit("member", "", {"household": "@h", "name": "张三"}, "m"),
            *(
                edit
                for year in (YEAR, YEAR + 1)
                for edit in (
                    Edit("household_year", "", {"household": "@h", "year": year, "farmland": 300}, f"y{year}"),
                    Edit("member_year", "", {"member": "@m", "year": year, "relation": "head"}, f"r{year}"),
                    Edit("plan", "", {"household": "@h", "year": year, "wish": "养羊"}, f"p{year}"),
                )
            ),
        ],
    )
    return dict(saved.ids)


def lock(store: Store) -> None:
    locking.lock_year(store, V, YEAR, "王审核", "县审〔2024〕3号")


def farmland(store: Store, family: dict[str, str], year: int = YEAR) -> int:
    return store.value("SELECT farmland FROM household_year WHERE id = ?", (family[f"y{year}"],))


def test_the_facts_of_a_year_are_those_of_households_members_and_villages_and_no_events():
    assert {"household_year", "member_year", "cause", "income_year", "plan", "village_year"} <= set(yearlocks.annual())
    assert not {"line", "visit", "pairing", "measure", "enrolment", "year_lock"} & set(yearlocks.annual())


def test_a_fact_of_a_locked_year_is_refused_with_field_value_rule_and_remedy(store, family):
    lock(store)
    with pytest.raises(Refused) as refused:
        save_records(store, "改", [Edit("household_year", family[f"y{YEAR}"], {"farmland": 412})])
    said = str(refused.value)
    for part in ("张三", "耕地面积", "4.12", "清溪村2024年度", "2026-03-02", "王审核", "解锁", "原因"):
        assert part in said
    assert farmland(store, family) == 300


@pytest.mark.parametrize(
    ("entity", "values"),
    [
        ("member_year", {"member": "@m", "labour": "none"}),
        ("plan", {"household": "@h", "wish": "养牛"}),
        ("cause", {"household": "@h", "rank": "main", "code": "illness"}),
        ("income_year", {"household": "@h", "wages": 100}),
        ("village_year", {"village": V, "poor_people": 3}),
        ("income_line", {"household": "@h", "item": "work", "quantity": 100}),
    ],
)
def test_every_sort_of_annual_fact_is_locked_and_that_of_another_year_is_not(store, family, entity, values):
    lock(store)
    owned = {key: family[value[1:]] if str(value).startswith("@") else value for key, value in values.items()}
    with pytest.raises(Refused, match="2024年度"):
        save_records(store, "改", [Edit(entity, "", {**owned, "year": YEAR})])
    assert save_records(store, "改", [Edit(entity, "", {**owned, "year": YEAR + 1})]).changed


def test_a_line_of_the_ledger_is_taken_neither_out_of_a_locked_year_nor_into_it(store, family):
    line = Edit("income_line", "", {"household": family["h"], "year": YEAR, "quantity": 100}, "l")
    row = save_records(store, "记账", [line]).ids["l"]
    lock(store)
    with pytest.raises(Refused, match="2024年度"):
        save_records(store, "移到下年", [Edit("income_line", row, {"year": YEAR + 1})])
    locking.unlock_year(store, V, YEAR, "王审核", "整改")
    save_records(store, "移到下年", [Edit("income_line", row, {"year": YEAR + 1})])
    locking.lock_year(store, V, YEAR, "王审核")
    with pytest.raises(Refused, match="2024年度"):
        save_records(store, "移回来", [Edit("income_line", row, {"year": YEAR})])
    assert save_records(store, "再移", [Edit("income_line", row, {"year": YEAR + 2})]).changed


def test_nothing_of_an_action_is_written_when_part_of_it_is_locked(store, family):
    lock(store)
    edits = [
        Edit("household", family["h"], {"phone": "13900000000"}),
        Edit("household_year", family[f"y{YEAR}"], {"farmland": 0}),
    ]
    with pytest.raises(Refused):
        save_records(store, "改", edits)
    assert store.value("SELECT phone FROM household") is None


def test_events_and_the_household_itself_can_still_be_written(store, family):
    lock(store)
    visit = Edit("visit", "", {"household": family["h"], "date": "2024-05-01", "visitors": "李书记"})
    assert save_records(store, "走访", [visit, Edit("household", family["h"], {"phone": "13900000000"})]).changed


@pytest.mark.parametrize("which", ["household", "member"])
def test_whoever_has_facts_in_a_locked_year_is_not_removed(store, family, which):
    lock(store)
    row = family[which[0]]
    with pytest.raises(Refused, match="不能删除"):
        save_records(store, "删", [Removal(which, row, "误登")])
    locking.unlock_year(store, V, YEAR, "王审核", "整改")
    assert save_records(store, "删", [Removal(which, row, "误登")]).changed


def test_a_household_of_another_village_or_without_facts_of_the_year_is_removed(store, family):
    lock(store)
    later = {"village": V, "group": "2组", "identify_year": YEAR + 1}
    other = save_records(store, "登记", [Edit("household", "", later, "h")]).ids["h"]
    assert save_records(store, "删", [Removal("household", other, "误登")]).changed


def test_undoing_and_reverting_what_lies_in_a_locked_year_is_refused(store, family):
    save_records(store, "改地", [Edit("household_year", family[f"y{YEAR}"], {"farmland": 500})])
    edited = steps.next_undo(store).batch
    lock(store)
    with pytest.raises(Refused, match="2024年度"):
        revert_batch(store, edited)
    assert farmland(store, family) == 500


def test_the_lock_itself_is_not_undone_but_unlocked(store, family):
    lock(store)
    with pytest.raises(Refused, match="不能用撤销"):
        undo_last(store)
    with pytest.raises(Refused, match="不能用撤销"):
        save_records(store, "删", [Removal("year_lock", derived_id("year_lock", V, YEAR), "误锁")])
    assert locking.is_locked(store, V, YEAR)


def test_unlocking_needs_a_name_and_a_reason_and_can_be_undone_and_redone(store, family):
    lock(store)
    with pytest.raises(Refused, match="解锁原因"):
        locking.unlock_year(store, V, YEAR, "王审核", "  ")
    with pytest.raises(Refused, match="解锁人"):
        locking.unlock_year(store, V, YEAR, "", "整改")
    locking.unlock_year(store, V, YEAR, "王审核", "整改")
    assert save_records(store, "改", [Edit("household_year", family[f"y{YEAR}"], {"farmland": 1})]).changed
    undo_last(store)
    undo_last(store)
    assert locking.is_locked(store, V, YEAR)
    redo_last(store)
    assert not locking.is_locked(store, V, YEAR)


def test_locking_again_after_the_same_reason_still_cannot_be_undone(store, family):
    for _round in range(2):
        lock(store)
        with pytest.raises(Refused):
            undo_last(store)
        locking.unlock_year(store, V, YEAR, "王审核", "整改")
    assert not locking.is_locked(store, V, YEAR)
    assert verify.verify(store).faults == []


def test_locking_is_refused_without_a_name_twice_and_for_no_village(store, family):
    with pytest.raises(Refused, match="锁定人"):
        locking.lock_year(store, V, YEAR, " ")
    lock(store)
    with pytest.raises(Refused, match="已经锁定"):
        lock(store)
    with pytest.raises(Refused, match="没有这个村"):
        locking.lock_year(store, "nowhere", YEAR, "王")
    with pytest.raises(Refused, match="没有锁定"):
        locking.unlock_year(store, V, YEAR + 1, "王", "x")


def test_the_worker_of_the_window_respects_the_lock_too(store, family):
    lock(store)
    with open_for_worker(store) as worker, pytest.raises(Refused):
        save_records(worker, "改", [Edit("household_year", family[f"y{YEAR}"], {"farmland": 1})])


def test_merging_into_a_locked_year_is_taken_in_and_becomes_a_finding(tmp_path):
    laptops = Laptops(tmp_path)
    here = laptops("a")
    saved = save_records(
        here,
        "登记",
        [
            Edit("household", "", {"village": V, "group": "1组"}, "h"),
            Edit("household_year", "", {"household": "@h", "year": YEAR, "farmland": 300}, "y"),
            Edit("member", "", {"household": "@h", "name": "张三"}, "m"),
        ],
    ).ids
    there = laptops.copy(here, "b")
    lock(here)
    edits = [
        Edit("household_year", saved["y"], {"farmland": 412}),
        Edit("member_year", "", {"member": saved["m"], "year": YEAR, "relation": "head"}),
        Edit("member_year", "", {"member": saved["m"], "year": YEAR + 1, "relation": "head"}),
    ]
    save_records(there, "改", edits)
    exchange(there, here)
    assert here.value("SELECT farmland FROM household_year") == 412
    late = [problem for _household, problem in finding_lines(here) if problem.code == "Y01"]
    born = derived_id("member_year", saved["m"], YEAR)
    assert {(one.entity, one.row, one.key) for one in late} == {
        ("household_year", saved["y"], "farmland"),
        ("member_year", born, "relation"),
    }
    assert "b的人" in late[0].text()
    assert yearlocks.arrived_since(here) == yearlocks.arrived_since(here, [saved["h"]])
    assert yearlocks.arrived_since(here, ["another"]) == []
    assert not [one for _household, one in finding_lines(there) if one.code == "Y01"]
    for store in laptops.made:
        store.close()
