# SPDX-License-Identifier: MIT
"""Handing over: pairings end and begin in one action that can be undone; what cannot be done changes nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.services.helping.test_visiting import a_household, before
from villagedesk.errors import Refused
from villagedesk.models.catalogue.help import Pairing, Visit
from villagedesk.services.helping import handover
from villagedesk.services.helping.handover import Order
from villagedesk.services.keeping.records import redo_last, undo_last
from villagedesk.store import caseload, reads

DAY = "2026-02-28"


@pytest.fixture
def office(store):
    with store.change("责任人") as change:
        change.put("unit", "u1", {"name": "水利局"})
        change.put("cadre", "c1", {"name": "周明", "unit": "u1", "post": "科员", "phone": "13800001111"})
        change.put("cadre", "c2", {"name": "吴兰"})
        change.put("cadre", "c3", {"name": "李四"})
    a_household(store, "h1", visits=[(before(31), "c1", "周明")])
    a_household(store, "h2", role="leader")
    a_household(store, "h3")
    return store


def pairings(store):
    found = reads.where(store, Pairing)
    return sorted((one.household, one.cadre, one.role, one.start, one.end or "") for one in found)


def order(**changes):
    whole = Order("c1", DAY, "工作调动", {"h1-p": "c2", "h2-p": "c2", "h3-p": "c3"})
    return whole._replace(**changes)


def test_all_households_pass_in_one_action_on_the_day_after_the_last(office):
    batches = office.value("SELECT count(*) FROM batch")
    changed = handover.hand_over(office, order())
    assert changed.label == "移交周明负责的3户"
    assert office.value("SELECT count(*) FROM batch") == batches + 1
    assert pairings(office) == [
        ("h1", "c1", "first", "2024-01-01", DAY),
        ("h1", "c2", "first", "2026-03-01", ""),
        ("h2", "c1", "leader", "2024-01-01", DAY),
        ("h2", "c2", "leader", "2026-03-01", ""),
        ("h3", "c1", "first", "2024-01-01", DAY),
        ("h3", "c3", "first", "2026-03-01", ""),
    ]
    assert {one.change_reason for one in reads.where(office, Pairing) if one.end} == {"工作调动"}
    assert caseload.households_per_cadre(office) == {"c2": 2, "c3": 1}


def test_undo_and_redo_take_it_back_and_bring_it_again(office):
    before_it = pairings(office)
    handover.hand_over(office, order())
    after_it = pairings(office)
    undo_last(office)
    assert pairings(office) == before_it
    assert all(one.change_reason is None for one in reads.where(office, Pairing))
    redo_last(office)
    assert pairings(office) == after_it


def test_only_what_is_chosen_passes(office):
    handover.hand_over(office, order(successors={"h2-p": "c3"}))
    assert caseload.households_per_cadre(office) == {"c1": 2, "c3": 1}


def test_who_answers_for_the_household_already_gets_no_second_pairing(office):
    with office.change("结对") as change:
        change.put("pairing", "p9", {"household": "h1", "cadre": "c2", "role": "first", "start": "2025-01-01"})
    taken = {one.ending.id: one.begins for one in handover.check(office, order())}
    assert taken == {"h1-p": False, "h2-p": True, "h3-p": True}
    handover.hand_over(office, order())
    assert [one for one in pairings(office) if one[:2] == ("h1", "c2")] == [("h1", "c2", "first", "2025-01-01", "")]


def test_no_visit_is_invented(office):
    visits = len(reads.where(office, Visit))
    handover.hand_over(office, order())
    assert len(reads.where(office, Visit)) == visits == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"successors": {}}, "没有选中要移交的户"),
        ({"reason": "  "}, "“移交原因”是空的"),
        ({"day": "2月30日"}, "“移交日期”2月30日不是日期"),
        ({"day": "2026-03-03"}, "“移交日期”2026-03-03晚于今天"),
        ({"day": "2023-12-31"}, "早于清溪村 1组的结对开始时间2024-01-01"),
        ({"successors": {"h1-p": "c1"}}, "接任人不能是移交人周明本人"),
        ({"successors": {"h1-p": "c9"}}, "还没有选接任人，或接任人已不在名单中"),
        ({"successors": {"nothing": "c2"}}, "已经不由周明负责"),
        ({"cadre": "c3", "successors": {"h1-p": "c2"}}, "已经不由李四负责"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(office, changes, said):
    state = pairings(office)
    with pytest.raises(Refused, match=said):
        handover.hand_over(office, order(**changes))
    assert pairings(office) == state


@pytest.mark.parametrize("day", ["2026-03-02", "2024-01-01"])
def test_today_and_the_first_day_of_the_pairing_are_days_to_hand_over_on(office, day):
    handover.hand_over(office, order(day=day))
    first = (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
    assert {one.start for one in reads.where(office, Pairing) if not one.end} == {first}


def test_the_list_names_households_open_measures_and_the_next_visit(office):
    with office.change("计划") as change:
        change.put("plan", "plan", {"household": "h1", "year": 2026})
        change.put("measure", "m1", {"plan": "plan", "category": "industry", "content": "养羊", "due": "2026-06"})
        change.put("measure", "m2", {"plan": "plan", "category": "health", "content": "参保", "status": "done"})
        change.put("visit", "v2", {"household": "h3", "date": before(5), "next_date": "2026-03-20", "visitors": "周明"})
        change.put("care", "g1", {"household": "h3", "level": "yellow", "start": before(5)})
    first, second = handover.lists_of(office, order())
    assert (first.leaving.name, first.leaving.unit, first.coming.name, first.day) == ("周明", "水利局", "吴兰", DAY)
    assert [line.open_measures for line in first.lines] == [("产业帮扶，养羊，2026年6月前完成",), ()]
    assert [line.next_visit for line in first.lines] == ["2026-03-01前（期限）", "2024-01-31前（期限）"]
    assert [(line.level, line.next_visit) for line in second.lines] == [("黄色（每周）", "2026-03-20（约定）")]
