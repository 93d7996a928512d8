# SPDX-License-Identifier: MIT
"""Roll-up no. 14 adds up what was entered, says how much was not, and opens what it counts."""

from __future__ import annotations

import pytest

from tests.services.entering import put
from tests.services.figures.tallies.reading import opened, values
from villagedesk.models.catalogue.posting import DAY_KEYS
from villagedesk.models.rollups.spec import Unit
from villagedesk.services.figures.asof import state_as_of
from villagedesk.services.figures.rollups import behind, read_beside, read_rollup
from villagedesk.store.asof import Moment

PEOPLE, PRESENT, DUTY, LEAVE, REST, ABSENT, MISSING, RATE, SHORT = range(9)


def days(*counted):
    """Codes with how many days each, one after the other."""
    codes = [code for code, number in counted for _one in range(number)]
    return dict(zip(DAY_KEYS, codes, strict=False))


@pytest.fixture
def team(store, village):
    """Of 2025: a first secretary with a full January and half a February, a member with a thin January, one who left."""
    for row, name in (("c1", "周明"), ("c2", "吴兰"), ("c3", "白川")):
        put(store, "cadre", row, name=name)
    of = {"village": village}
    put(store, "posting", "p1", **of, cadre="c1", role="first_secretary", start="2025-01-01", end="2025-02-28")
    put(
        store, "posting", "p2", **of, cadre="c2", role="member", start="2025-01-01", end="2025-01-31", ending="rotation"
    )
    put(store, "posting", "p3", **of, cadre="c3", role="member", start="2024-01-01", end="2024-12-31", ending="term")
    put(
        store,
        "attendance",
        "a1",
        **of,
        cadre="c1",
        month="2025-01",
        **days(("present", 20), ("meeting", 3), ("rest", 8)),
    )
    put(store, "attendance", "a2", **of, cadre="c1", month="2025-02", **days(("present", 14)))
    put(store, "attendance", "a3", **of, cadre="c2", month="2025-01",
        **days(("present", 10), ("trip", 2), ("leave", 3), ("absent", 1), ("rest", 15)))  # fmt: skip
    put(
        store,
        "leave",
        "l1",
        **of,
        cadre="c2",
        kind="sick",
        start="2025-01-13",
        end="2025-01-15",
        approver_level="township",
    )
    put(
        store,
        "pledge",
        "g1",
        **of,
        cadre="c1",
        kind="responsibility",
        start="2025-01-01",
        end="2025-12-31",
        signed=True,
    )
    put(store, "pledge", "g2", **of, cadre="c1", kind="promise", start="2025-01-01", end="2025-12-31")
    put(store, "assessment", "s1", **of, cadre="c1", year=2025, period="q1", date="2025-04-02", level="excellent")
    put(store, "assessment", "s2", **of, cadre="c1", year=2025, period="q2", date="2025-07-02")
    put(store, "reward", "r1", **of, cadre="c2", date="2025-01-20", kind="criticised")
    return store


def test_days_are_added_up_by_post_and_month(team):
    told = values(team, "attendance")
    assert told["合计", "合计"] == (2, 44, 49, 3, 23, 1, 14, 9245, 1)  # on duty 49 of 53
    assert told["按岗位", "第一书记"] == (1, 34, 37, 0, 8, 0, 14, 10_000, 0)
    assert told["按岗位", "工作队员"] == (1, 10, 12, 3, 15, 1, 0, 7500, 1)
    assert told["按月", "2月"] == (1, 14, 14, 0, 0, 0, 14, 10_000, 0)
    assert told["按月", "3月"] == (0, 0, 0, 0, 0, 0, 0, None, 0)


def test_half_a_month_that_nobody_entered_is_told_and_held_against_nobody(team):
    told = values(team, "attendance")["按月", "2月"]
    assert (told[MISSING], told[SHORT], told[ABSENT]) == (14, 0, 0)


def test_a_month_without_any_entry_has_only_missing_days(store, village):
    put(store, "cadre", "c1", name="周明")
    put(store, "posting", "p1", village=village, cadre="c1", role="member", start="2024-06-01", end="2024-06-30")
    assert values(store, "attendance", 2024)["合计", "合计"] == (1, 0, 0, 0, 0, 0, 30, None, 0)


def test_days_before_somebody_came_are_missing_of_nobody(store, village):
    put(store, "cadre", "c1", name="周明")
    put(store, "posting", "p1", village=village, cadre="c1", role="member", start="2024-06-21", end="2024-06-30")
    assert values(store, "attendance", 2024)["合计", "合计"][MISSING] == 10


def test_whether_trips_count_towards_the_days_is_the_offices_to_say(team, village):
    put(team, "attendance", "a3", **days(("present", 18), ("trip", 2), ("rest", 11)))
    assert values(team, "attendance")["合计", "合计"][SHORT] == 0
    with team.change("标准") as change:
        change.put("line", "x", {"name": "attendance_duty", "region": "全国", "value": 0, "confirmed": True})
    assert values(team, "attendance")["合计", "合计"][SHORT] == 1


def test_postings_leave_letters_assessments_and_rewards(team):
    told = values(team, "posting")
    assert told["派驻", "合计"] == (2, 2)
    assert told["派驻", "工作队员"] == (1, 1)
    assert told["结束派驻", "轮换"] == (1, 1)
    assert told["结束派驻", "期满"] == (0, 0)
    assert told["请假", "病假"] == told["请假按审批机关", "乡镇党委"] == (1, 1)
    assert told["责任书和承诺书", "合计"] == (1, 2)
    assert [told["责任书和承诺书签字", label] for label in ("已签字", "没有签字", "不详")] == [(1, 1), (0, 0), (1, 1)]
    assert told["考核", "优秀"] == told["考核", "不详"] == (1, 1)
    assert told["考核", "合计"] == (1, 2)
    assert told["奖惩", "批评教育"] == (1, 1)


def test_the_year_before_knows_only_who_was_there_then(team):
    assert values(team, "posting", 2024)["结束派驻", "期满"] == (1, 1)
    assert values(team, "posting", 2024)["派驻", "合计"] == (1, 1)
    assert values(team, "posting", 2024)["考核", "合计"] == (0, 0)


def test_cells_open_names_months_and_days(team):
    assert set(opened(team, "attendance", "合计", "合计", PEOPLE).others) == {"周明", "吴兰"}
    assert opened(team, "attendance", "合计", "合计", SHORT).others == ("吴兰 2025-01",)
    assert opened(team, "attendance", "合计", "合计", MISSING).others == ("周明 2025-02",)
    assert opened(team, "posting", "请假", "合计", 1).others == ("吴兰 2025-01-13",)


@pytest.mark.parametrize("key", ["posting", "attendance"])
def test_every_cell_opens_as_many_records_as_it_counts(team, key):
    found = read_rollup(team, key, 2025)
    for line in found.lines():
        for cell, value in line.cells():
            if cell.unit in {Unit.TIMES, Unit.CADRES}:
                assert len(behind(team, found, cell).others) == value, (line.row.label, cell)


def test_villages_stand_side_by_side(team):
    *parts, (_name, total) = read_beside(team, "attendance", 2025)
    assert [part.values for _n, part in parts] == [total.values]


def test_as_of_a_day_nothing_counts_that_came_later(team):
    with state_as_of(team, Moment(happened="2025-01-10")) as then:
        told = values(then, "attendance")["合计", "合计"]
        assert (told[PRESENT], told[REST], told[SHORT]) == (20, 0, 0)
        assert values(then, "posting")["奖惩", "合计"] == (0, 0)
