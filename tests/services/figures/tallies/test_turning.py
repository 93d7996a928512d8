# SPDX-License-Identifier: MIT
"""年度变动 balances whatever happens, agrees with the table of each year, and tells what the events told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.events.conftest import V1, record
from tests.services.events.test_event_properties import YEARS, entered, events
from villagedesk.models.catalogue.household import Household
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.events.planning import plan_event, record_event
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.services.figures.rollups import behind, read_beside, read_rollup
from villagedesk.store import reads
from villagedesk.store.rollups import Where

if TYPE_CHECKING:
    from villagedesk.services.figures.rollups import Rollup
    from villagedesk.store.store import Store

_PLACES = (Where(), Where(V1), Where(V1, "1组"), Where(V1, "2组"))


def _line(found: Rollup, label: str, section: int = 0) -> tuple[int | None, ...]:
    """The values of a line of a section, whether it is shown or not."""
    wanted = found.table.sections[section]
    return next(
        values
        for (part, row), values in zip(found.table.rows(), found.values, strict=True)
        if part is wanted and row.label == label
    )


def _balances(found: Rollup) -> None:
    for section in found.table.sections:
        rows = [
            (row.label, values)
            for (part, row), values in zip(found.table.rows(), found.values, strict=True)
            if part is section
        ]
        for column in (0, 1):
            gained = sum(values[column] for label, values in rows if label.startswith("增加"))
            lost = sum(values[column] for label, values in rows if label.startswith("减少"))
            start, end = rows[0][1][column], rows[-1][1][column]
            assert start + gained - lost == end, (section.label, column, rows)


def _opens_what_it_counts(store: Store, found: Rollup) -> None:
    for line in found.lines():
        households, persons = line.row.cells
        assert len(behind(store, found, households).households) == line.values[0]
        assert len(behind(store, found, persons).persons) == line.values[1]


@settings(max_examples=20)
@given(st.lists(events(), min_size=1, max_size=6))
def test_it_balances_for_every_history_of_events_and_nothing_is_left_unexplained(family, steps):
    for kind, day, places in steps:
        event = entered(family, kind, day, places)
        try:
            accepted = frozenset(one.key for one in plan_event(family, event).proposals[::2])
            record_event(family, replace(event, accepted=accepted))
        except NotThisWay:
            continue
    for year in YEARS[1:]:
        found = read_rollup(family, "changes", year)
        ends = [read_rollup(family, "basic", one).values[0] for one in (year - 1, year)]
        assert [_line(found, f"{year}年初"), _line(found, f"{year}年末")] == ends
        assert _line(found, "增加：原因没有登记") == _line(found, "减少：原因没有登记") == (0, 0)
        _opens_what_it_counts(family, found)
        for place in _PLACES:
            _balances(read_rollup(family, "changes", year, place))
        for key in ("basic", "people"):
            for _name, beside in read_beside(family, key, year):
                assert len(beside.values) == len(read_rollup(family, key, year).values)


@settings(max_examples=15)
@given(st.lists(events(), min_size=1, max_size=5))
def test_a_past_year_counts_people_in_the_household_in_which_their_case_file_has_them(family, steps):
    for kind, day, places in steps:
        try:
            record_event(family, entered(family, kind, day, places))
        except NotThisWay:
            continue
    for year in YEARS:
        found = read_rollup(family, "people", year)
        cell = next(found.table.rows())[1].cells[0]
        told = behind(family, found, cell)
        there = {
            (person.member.id, one.id)
            for one in reads.where(family, Household)
            for person in load_casefile(family, one.id, year).counted
        }
        assert {person for person, home in there if home in told.households} == set(told.persons)
        assert len(told.persons) == found.values[0][0]


def test_a_birth_a_death_and_a_split_stand_in_lines_of_their_own(family: Store) -> None:
    record(family, "birth", person={"name": "肖新", "sex": "1", "relation": "grandson"})
    record(family, "death", members=("f",), new_head="s")
    record(family, "split", members=("s", "l"), their_head="s", new_head="m", group="2组")
    found = read_rollup(family, "changes", 2025)
    assert _line(found, "2025年初") == (2, 6)
    assert _line(found, "增加：出生") == (0, 1)
    assert _line(found, "减少：死亡") == (0, 1)
    assert _line(found, "增加：分户立户") == (1, 0), "who goes along was there before"
    assert _line(found, "2025年末") == (3, 6)
    first = read_rollup(family, "changes", 2025, Where(V1, "1组"))
    assert _line(first, "减少：转往本文件其他户或村组") == (0, 2)


def test_a_household_that_leaves_takes_its_people_along_in_one_line(family: Store) -> None:
    record(family, "left", place="省外")
    found = read_rollup(family, "changes", 2025)
    assert _line(found, "减少：整户迁离") == (1, 5)
    assert _line(found, "2025年末") == (1, 1)
    assert read_rollup(family, "basic", 2024).values[0] == (2, 6), "the year before still had them"


def test_the_poor_leave_poverty_fall_back_and_are_found(family: Store) -> None:
    with family.change("年度") as change:
        change.put("household_year", "hy2024", {"exit_status": "not_exited"})
        change.put("household_year", "ny24", {"household": "n", "year": 2024, "exit_status": "exited"})
        change.put("household_year", "ny25", {"household": "n", "year": 2025, "exit_status": "returned"})
        change.put("household", "x", {"village": V1, "group": "1组", "identify_year": 2025})
        change.put("household_year", "xy", {"household": "x", "year": 2025, "exit_status": "new"})
        change.put("member", "xm", {"household": "x", "name": "新人"})
    found = read_rollup(family, "changes", 2025)
    assert _line(found, "2025年初", 1) == (1, 5)
    assert _line(found, "减少：脱贫", 1) == (1, 5)
    assert _line(found, "增加：返贫", 1) == (1, 1)
    assert _line(found, "增加：新识别", 1) == _line(found, "增加：新识别") == (1, 1)
    assert _line(found, "2025年末", 1) == (2, 2)
    _balances(found)


def test_a_child_entered_without_the_day_of_joining_was_not_there_before_it_was_born(family: Store) -> None:
    with family.change("补") as change:
        change.put("member", "k", {"household": "h", "name": "肖小宝", "birth": "2025-03-01"})
    found = read_rollup(family, "changes", 2025)
    assert _line(found, "2025年初") == (2, 6)
    assert _line(found, "增加：出生") == (0, 1)
    assert read_rollup(family, "basic", 2024).values[0] == (2, 6)


def test_what_nobody_explained_has_a_line_with_its_households(family: Store) -> None:
    with family.change("补") as change:
        change.put("household_year", "hy2024", {"exit_status": None})
        change.put("household_year", "hy2025", {"exit_status": "not_exited"})
    found = read_rollup(family, "changes", 2025)
    assert _line(found, "增加：原因没有登记", 1) == (1, 5)
    line = next(one for one in found.lines() if one.row.label == "增加：原因没有登记")
    assert behind(family, found, line.row.cells[1]).households == ("h",)
    _balances(found)
