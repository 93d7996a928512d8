# SPDX-License-Identifier: MIT
"""Roll-up no. 17 says what stands in the books, opens what it counts, and tells nobody who complained."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.entering import put
from tests.services.figures.tallies.reading import opened, values
from tests.services.helping.test_visiting import a_household
from villagedesk.models.rollups.spec import Unit
from villagedesk.models.rollups.tables import TABLES
from villagedesk.services.figures.asof import state_as_of
from villagedesk.services.figures.rollups import behind, read_beside, read_rollup
from villagedesk.store.asof import Moment
from villagedesk.store.rollups import Where

OPENED, CLOSED, RUNNING, LATE, HUNG, REPORTED, RATE, AVERAGE = range(8)
HELD, FOUND, RIGHT, WAITING = range(4)


@pytest.fixture
def books(store, village):
    """Of 2025: four matters of which one is of a household, two complaints, an inspection with problems, a council, two deeds."""
    a_household(store, "h1")
    of = {"village": village, "ledger": "appeal", "category": "water"}
    put(store, "matter", "m1", **of, number="1", household="h1", date="2025-03-01", due="2025-04-01", outcome="done",
        closed_on="2025-03-11", satisfaction="satisfied")  # fmt: skip
    put(store, "matter", "m2", **of, date="2024-11-01", due="2025-02-01", outcome="done", closed_on="2025-01-05")
    put(store, "matter", "m3", **{**of, "category": "road"}, date="2025-05-01", due="2025-06-01", group="2组")
    put(
        store,
        "matter",
        "m4",
        **{**of, "ledger": "stability"},
        date="2025-05-01",
        outcome="hung",
        closed_on="2025-07-01",
    )
    put(store, "matter", "m5", **of, date="2024-01-01", outcome="done", closed_on="2024-02-01")  # over before the year
    put(store, "matter", "m6", **of, date="2026-01-01")  # after it
    put(store, "complaint", "c1", village=village, number="9", date="2025-02-01", channel="box", complainant="罗小明",
        about="周明", content="秘密", closed_on="2025-02-11", finding="false")  # fmt: skip
    put(store, "complaint", "c2", village=village, date="2025-09-01", channel="phone")
    put(store, "inspection", "i1", village=village, date="2025-04-01", method="phone", due="2025-04-10")
    put(
        store,
        "rectification",
        "r1",
        inspection="i1",
        position=1,
        done_on="2025-04-09",
        checked_on="2025-04-20",
        passed=True,
    )
    put(store, "rectification", "r2", inspection="i1", position=2, done_on="2025-04-09")
    put(store, "rectification", "r3", inspection="i1", position=3)
    put(store, "meeting", "g1", village=village, date="2025-06-01", kind="council")
    put(store, "resolution", "s1", meeting="g1", topic="修路", done_on="2025-07-01")
    put(store, "resolution", "s2", meeting="g1", topic="栽树", decision="rejected")
    put(
        store,
        "deed",
        "d1",
        village=village,
        kind="basic",
        title="修渠",
        date="2025-01-01",
        closed_on="2025-12-31",
        done_on="2025-12-01",
    )
    put(store, "deed", "d2", village=village, kind="lasting", title="书屋", date="2025-01-01", due="2025-12-30")
    return store


def test_the_ledgers_of_a_year(books):
    told = values(books, "matters")
    assert told["三本台账", "合计"] == (3, 2, 1, 1, 1, 0, 5000, 3750)  # of four, two settled after 10 and 65 days
    assert told["三本台账", "民生诉求"] == (2, 2, 1, 1, 0, 0, 6667, 3750)
    assert told["三本台账", "稳定工作"] == (1, 0, 0, 0, 1, 0, 0, None)
    assert told["三本台账", "困难群众"] == (0, 0, 0, 0, 0, 0, None, None)
    assert told["三本台账按类别", "饮水"][:2] == (2, 2)
    assert told["三本台账按类别", "道路交通"][:4] == (1, 0, 1, 1)
    assert told["三本台账按满意度", "满意"][:2] == (1, 1)


def test_the_year_before_sees_what_ran_then_and_nothing_of_what_came_later(books):
    told = values(books, "matters", 2024)
    assert told["三本台账", "合计"] == (2, 1, 1, 0, 0, 0, 5000, 3100)
    assert values(books, "matters", 2023)["三本台账", "合计"][:6] == (0,) * 6


def test_complaints_are_late_by_the_days_of_the_office(books):
    assert values(books, "matters")["举报", "合计"] == (2, 1, 1, 1, 0, 0, 5000, 1000)
    assert values(books, "matters")["举报", "举报信箱"][:2] == (1, 1)
    assert values(books, "matters")["举报按核查结论", "不属实"][CLOSED] == 1


def test_deeds_by_class(books):
    told = values(books, "matters")
    assert told["实事", "根本性"] == (1, 1, 0, 0, 0, 0, 10000, 33400)
    assert told["实事", "提升性"][:4] == (1, 0, 1, 1)


def test_inspections_count_how_often_and_what_they_found(books):
    told = values(books, "inspections")
    assert told["督查", "电话抽查"] == (1, 3, 1, 1, 1, 1, 3333, 800)
    assert told["督查", "实地走访"][:2] == (0, 0)
    assert told["会议", "议事会"] == (1, 1, 1, 0, 0, 0, 10000, 3000)  # what was rejected is nothing to be done


def test_a_cell_opens_the_households_and_says_what_the_things_are_called(books):
    told = opened(books, "matters", "三本台账", "合计", CLOSED)
    assert told.households == ("h1",)
    assert set(told.others) == {"2025-03-01 1号 饮水", "2024-11-01 饮水"}
    assert opened(books, "inspections", "督查", "合计", FOUND).others == (
        "2025-04-01 问题1",
        "2025-04-01 问题2",
        "2025-04-01 问题3",
    )
    assert opened(books, "inspections", "会议", "议事会", HELD).others == ("2025-06-01 议事会",)


def test_a_cell_of_complaints_names_nobody(books):
    told = opened(books, "matters", "举报", "合计", OPENED)
    assert set(told.others) == {"2025-02-01 9号 举报", "2025-09-01 举报"}
    assert told.households == ()


def test_villages_stand_side_by_side_and_a_group_has_its_own_matters(books, village):
    *parts, (_name, total) = read_beside(books, "matters", 2025)
    assert [part.values for _n, part in parts] == [total.values]
    assert values(books, "matters", place=Where(village, "1组"))["三本台账", "合计"][OPENED] == 1
    assert values(books, "matters", place=Where(village, "2组"))["三本台账", "合计"][RUNNING] == 1


def test_a_household_in_the_recycle_bin_is_opened_no_more_but_its_matter_counts(books):
    with books.change("删除") as change:
        change.remove("household", ["h1"], "登记错了")
    assert values(books, "matters")["三本台账", "合计"][CLOSED] == 2
    assert opened(books, "matters", "三本台账", "合计", CLOSED).households == ()


def test_as_of_a_day_nothing_is_settled_that_was_settled_later(books):
    with state_as_of(books, Moment(happened="2025-03-05")) as then:
        told = values(then, "matters")["三本台账", "合计"]
    assert told[:4] == (1, 1, 1, 0)  # the one of March runs, the one of the year before is settled


def test_what_is_hung_up_stays_there_in_later_years_and_what_was_handed_up_or_settled_on_no_day_does_not(
    store, village
):
    of = {"village": village, "ledger": "appeal", "date": "2024-05-01"}
    put(store, "matter", "m1", **of, outcome="hung", closed_on="2024-07-01")
    put(store, "matter", "m2", **of, outcome="reported", closed_on="2024-07-01")
    put(store, "matter", "m3", **of, outcome="done")
    assert values(store, "matters", 2024)["三本台账", "合计"] == (3, 0, 0, 0, 1, 1, 0, None)
    assert values(store, "matters", 2025)["三本台账", "合计"] == (0, 0, 0, 0, 1, 0, 0, None)


def test_a_deed_that_is_done_runs_until_it_is_struck_off(store, village):
    put(store, "deed", "d1", village=village, kind="basic", date="2025-01-01", due="2025-02-01", done_on="2025-03-01")
    assert values(store, "matters")["实事", "根本性"][:4] == (1, 0, 1, 0)


@pytest.mark.parametrize("key", ["matters", "inspections"])
def test_every_cell_opens_as_many_things_as_it_counts(books, key):
    found = read_rollup(books, key, 2025)
    for line in found.lines():
        for cell, value in line.cells():
            if cell.unit in {Unit.CASES, Unit.ITEMS, Unit.TIMES}:
                assert len(behind(books, found, cell).others) == value, (line.row.label, cell)


def test_what_nobody_dated_or_classed_has_a_line_of_its_own(store, village):
    put(store, "matter", "m1", village=village)
    put(store, "matter", "m2", village=village, date="2025-03-01", outcome="done")
    told = values(store, "matters")
    assert told["三本台账", "不详"] == told["三本台账", "合计"] == (1, 0, 1, 0, 0, 0, 0, None)


def test_what_began_on_no_day_is_no_longer_there_once_it_was_settled(store, village):
    put(store, "matter", "m1", village=village, ledger="appeal", outcome="done", closed_on="2024-07-01")
    put(
        store,
        "matter",
        "m2",
        village=village,
        ledger="appeal",
        date="2025-03-01",
        outcome="done",
        closed_on="2025-03-02",
    )
    assert values(store, "matters", 2024)["三本台账", "合计"][1] == 1
    assert values(store, "matters", 2025)["三本台账", "合计"] == (1, 1, 0, 0, 0, 0, 100_00, 1_00)


_NUMBERS = itertools.count()
_DAY = st.one_of(st.none(), st.dates(dt.date(2023, 1, 1), dt.date(2026, 12, 31)).map(dt.date.isoformat))
_MATTER = st.fixed_dictionaries(
    {"date": _DAY, "due": _DAY, "closed_on": _DAY,
     "ledger": st.sampled_from(("appeal", "hardship", "stability", None)),
     "outcome": st.sampled_from(("done", "reported", "hung", None))}
)  # fmt: skip


@settings(max_examples=25)
@given(st.lists(_MATTER, max_size=6))
def test_ledgers_add_up_and_everything_is_in_one_state(new_store, rows):
    with new_store(f"t{next(_NUMBERS)}") as store:
        own = store.value("SELECT id FROM village")
        with store.change("登记") as change:
            for number, facts in enumerate(rows):
                change.put("matter", f"m{number}", {"village": own, **facts})
        for year in (2024, 2025):
            told = values(store, "matters", year)
            ledgers = [told["三本台账", name] for name in ("民生诉求", "困难群众", "稳定工作", "不详")]
            for column in (OPENED, CLOSED, RUNNING, LATE, HUNG, REPORTED):
                assert sum(one[column] for one in ledgers) == told["三本台账", "合计"][column]
            whole = told["三本台账", "合计"]
            assert whole[LATE] <= whole[RUNNING]
            assert whole[RATE] is None or 0 <= whole[RATE] <= 10_000
            assert whole[AVERAGE] is None or whole[AVERAGE] >= 0


def test_both_tables_are_offered():
    assert {"matters", "inspections"} <= set(TABLES)
