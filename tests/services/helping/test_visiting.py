# SPDX-License-Identifier: MIT
"""The whole file at once says the same as each case file by itself; intervals are lines of the office."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from villagedesk.models.visiting import duties_of, worst
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.helping import visiting
from villagedesk.services.standards.lines import all_lines, save_line

TODAY = dt.date(2026, 3, 2)


def before(days):
    return (TODAY - dt.timedelta(days=days)).isoformat()


def a_household(store, key, *, helper="c1", start="2024-01-01", end=None, role="first", visits=(), beside="", **facts):
    """`beside`: another present helper, who leads."""
    with store.change(f"登记 {key}") as change:
        change.put("household", key, {"village": store.value("SELECT id FROM village"), "group": "1组", **facts})
        change.put("household_year", f"{key}-y", {"household": key, "year": 2025, "attribute": "general"})
        if helper:
            pairing = {"household": key, "cadre": helper, "role": role, "start": start, "end": end}
            change.put("pairing", f"{key}-p", pairing)
        if beside:
            second = {"household": key, "cadre": beside, "role": "leader", "start": "2026-01-15"}
            change.put("pairing", f"{key}-q", second)
        for number, (date, cadre, visitors) in enumerate(visits):
            visit = {"household": key, "date": date, "cadre": cadre, "visitors": visitors}
            change.put("visit", f"{key}-v{number}", visit)
    return key


@pytest.fixture
def cadres(store):
    with store.change("责任人") as change:
        change.put("cadre", "c1", {"name": "周明", "phone": "13800001111"})
        change.put("cadre", "c2", {"name": "吴兰"})
    return store


def set_interval(store, region, days):
    line = next(one for one in all_lines(store) if (one.name, one.region) == (visiting.INTERVAL, region))
    save_line(store, line.having(value=days, confirmed=True))


def test_the_program_proposes_intervals_that_nobody_has_confirmed(store):
    lines = visiting.intervals(store)
    assert (lines.general.days, lines.general.confirmed) == (30, False)
    assert {level: lines.levels[level].days for level in lines.levels} == {"red": 1, "yellow": 7, "blue": 30}
    assert lines.demanding_roles == {"leader"}  # the others have no source, so they have no value
    assert set(lines.roles) == {"first", "second", "leader", "first_secretary", "team", "other"}


def test_an_interval_that_the_office_changes_holds_at_once(cadres):
    a_household(cadres, "h1", visits=[(before(20), "c1", "周明")])
    assert visiting.standing(cadres, TODAY).late == {}
    set_interval(cadres, "一般户", 15)
    late = visiting.standing(cadres, TODAY).late
    assert (late["h1"].over, late["h1"].interval.confirmed) == (5, True)
    set_interval(cadres, "第一责任人", 10)
    assert visiting.standing(cadres, TODAY).late["h1"].over == 10


def test_a_line_of_the_year_goes_before_the_one_of_any_year(cadres):
    line = next(one for one in all_lines(cadres) if (one.name, one.region) == (visiting.INTERVAL, "一般户"))
    save_line(cadres, line.having(id="line-2026", year=2026, value=60))
    assert visiting.intervals(cadres, 2026).general.days == 60
    assert visiting.intervals(cadres, 2025).general.days == 30


def test_late_households_count_for_each_cadre_who_answers_for_them(cadres):
    a_household(cadres, "h1", visits=[(before(31), "c1", "周明")])
    a_household(cadres, "h2", visits=[(before(30), "c1", "周明")])
    a_household(cadres, "h3", helper="c2", role="leader", start=before(91), visits=[(before(1), "c1", "周明")])
    a_household(cadres, "h4", helper="c2", end=before(1), visits=[(before(99), "c2", "吴兰")])
    found = visiting.standing(cadres, TODAY)
    assert list(found.late) == ["h1", "h3"]
    assert found.by_cadre == {"c1": 1, "c2": 1}
    assert found.unknown == ()


def test_who_can_not_be_told_is_listed_apart(cadres):
    a_household(cadres, "h1", start=None)
    found = visiting.standing(cadres, TODAY)
    assert (found.late, found.unknown) == ({}, ("h1",))


def test_the_level_that_was_graded_last_by_today_holds_before_the_one_without_a_day(cadres):
    a_household(cadres, "h1", care_level="blue", visits=[(before(5), "c1", "周明")])
    with cadres.change("定级") as change:
        change.put("care", "g1", {"household": "h1", "level": "red", "start": before(4)})
        change.put("care", "g2", {"household": "h1", "level": "blue", "start": (TODAY + dt.timedelta(9)).isoformat()})
    assert load_casefile(cadres, "h1").care_on(TODAY.isoformat()) == ("red", before(4))
    assert visiting.standing(cadres, TODAY).late["h1"].over == 4
    with cadres.change("删除") as change:
        change.remove("care", ["g1"], "登记错了")
    assert load_casefile(cadres, "h1").care_on(TODAY.isoformat()) == ("blue", "")
    assert visiting.standing(cadres, TODAY).late == {}


def test_a_visit_that_is_dated_ahead_has_not_been_made(cadres):
    ahead = ((TODAY + dt.timedelta(days=3)).isoformat(), "c1", "周明")
    a_household(cadres, "h1", visits=[(before(40), "c1", "周明"), ahead])
    a_household(cadres, "h2", visits=[ahead])
    late = visiting.standing(cadres, TODAY).late
    assert (late["h1"].last, late["h1"].over) == (before(40), 10)
    assert late["h2"].last == ""


def test_a_duty_says_last_visit_day_and_line(cadres):
    a_household(cadres, "h1", visits=[(before(31), "c1", "周明")])
    (duty,) = visiting.standing(cadres, TODAY).late.values()
    assert visiting.told(duty) == (
        "本户：最近走访2026-01-30，应在2026-03-01前走访，已逾期1天。依据：一般户每30天至少一次（待核对）"
    )


_DAYS = st.integers(-5, 100).map(before)
_VISIT = st.tuples(_DAYS, st.sampled_from(["c1", "c2", None]), st.sampled_from(["周明", "吴兰、周明", "村干部"]))
_HOUSEHOLD = st.fixed_dictionaries(
    {
        "helper": st.sampled_from(["c1", "c2", ""]),
        "role": st.sampled_from(["first", "leader", "team"]),
        "start": st.one_of(st.none(), _DAYS),
        "end": st.one_of(st.none(), _DAYS),
        "visits": st.lists(_VISIT, max_size=4),
        "care_level": st.sampled_from([None, "red", "yellow", "blue"]),
        "beside": st.sampled_from(["", "c1", "c2"]),
    }
)


_COUNT = itertools.count()


@settings(max_examples=25)
@given(st.lists(_HOUSEHOLD, min_size=1, max_size=4), st.sampled_from([None, 20]))
def test_the_file_at_once_says_what_each_case_file_says(new_store, households, own):
    store = new_store(f"s{next(_COUNT)}")
    with store.change("责任人") as change:
        change.put("cadre", "c1", {"name": "周明"})
        change.put("cadre", "c2", {"name": "吴兰"})
    for number, facts in enumerate(households):
        a_household(store, f"h{number}", **facts)
    set_interval(store, "第一责任人", own)
    lines = visiting.intervals(store)
    found = visiting.standing(store, TODAY)
    for number in range(len(households)):
        gravest = worst(duties_of(load_casefile(store, f"h{number}"), lines, TODAY))
        assert found.late.get(f"h{number}") == (gravest if gravest and gravest.overdue else None)
        assert (f"h{number}" in found.unknown) == bool(gravest and gravest.unknown)
