# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from villagedesk.store import households
from villagedesk.store.households import Query
from villagedesk.store.schema import LIST_KEYS


@pytest.fixture
def filled(store):
    with store.change("登记") as change:
        for number in range(1, 61):
            key = f"h{number:02d}"
            change.put("household", key, {"group": f"{number % 12 + 1}组", "hh_no": f"{number:014d}"})
            change.put(
                "household_year",
                f"{key}-y",
                {"household": key, "year": 2025, "exit_status": "exited" if number % 3 else None},
            )
    return store


def test_ids_first_then_pages(filled):
    keys = households.keys(filled, Query())
    assert len(keys) == 60
    page = households.page(filled, keys[:5])
    assert [page[key].grp for key in keys[:5]] == ["1组"] * 5
    assert households.page(filled, [10**9]) == {}


@pytest.mark.parametrize("sort", LIST_KEYS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_all_lines(filled, sort, descending):
    keys = households.keys(filled, Query(sort=sort, descending=descending))
    values = [filled.value(f"SELECT {sort} FROM household_list WHERE key = ?", (key,)) for key in keys]
    assert len(set(keys)) == 60
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=descending)


def test_groups_are_listed_as_people_count(filled):
    lines = households.page_all(filled, households.keys(filled, Query()))
    assert list(dict.fromkeys(line.grp for line in lines)) == [f"{number}组" for number in range(1, 13)]


def test_filters_combine_and_know_what_is_empty(filled):
    empty = Query(filters=(("exit_status", None),))
    assert len(households.ids(filled, empty)) == 20
    both = Query(filters=(("exit_status", "exited"), ("grp", "2组")))
    assert set(households.ids(filled, both)) == {"h01", "h13", "h25", "h37", "h49"}


def test_an_unknown_column_is_a_bug_and_never_sql(filled):
    with pytest.raises(KeyError):
        households.keys(filled, Query(sort="key; DROP TABLE household"))
    with pytest.raises(KeyError):
        households.keys(filled, Query(filters=(("1=1 --", "x"),)))


def test_filter_values_come_with_their_counts(filled):
    assert households.distinct(filled, "exit_status") == [("exited", 40), (None, 20)]
    assert [group for group, _count in households.distinct(filled, "grp")][:3] == ["1组", "2组", "3组"]


def test_a_household_is_found_by_its_number(filled):
    assert households.find_by_number(filled, "00000000000007") == ["h07"]
    assert households.find_by_number(filled, "7") == []


@pytest.fixture
def completed(filled):
    """Three were called complete in 2025, one of them twice; a fourth in 2024, and of a fifth it was taken back."""
    with filled.change("完成") as change:
        for row, household, year in (
            ("c1", "h01", 2025), ("c2", "h02", 2025), ("c3", "h02", 2025), ("c4", "h03", 2025),
            ("c5", "h04", 2024), ("c6", "h05", 2025),
        ):  # fmt: skip
            change.put("completion", row, {"household": household, "year": year})
    with filled.change("删") as change:
        change.remove("completion", ["c6"], "误标")
    return filled


def test_the_list_is_narrowed_to_what_was_called_complete_in_a_year_and_to_what_was_not(completed):
    done = households.ids(completed, Query(completion=households.DONE, year=2025))
    left = households.ids(completed, Query(completion=households.OPEN, year=2025))
    assert set(done) == {"h01", "h02", "h03"}
    assert sorted(done + left) == sorted(households.ids(completed, Query()))
    assert households.ids(completed, Query(completion=households.DONE, year=2024)) == ["h04"]
    assert households.completed(completed, 2025) == {"open": 57, "done": 3}
    both = Query(filters=(("grp", "2组"),), completion=households.DONE, year=2025)
    assert households.ids(completed, both) == ["h01"]


def test_a_state_of_completion_that_there_is_not_is_a_bug(completed):
    with pytest.raises(KeyError):
        households.keys(completed, Query(completion="x", year=2025))


@pytest.mark.parametrize("state", [households.OPEN, households.DONE])
def test_what_was_called_complete_is_read_once_and_not_for_each_household(completed, state):
    clauses, parameters = households._conditions(completed, Query(completion=state, year=2025))
    steps = completed.query(f"EXPLAIN QUERY PLAN SELECT key FROM household_list WHERE {clauses[0]}", parameters)
    told = [row[3] for row in steps]
    assert not [step for step in told if "CORRELATED" in step]
    assert len([step for step in told if step.startswith(("SCAN", "SEARCH"))]) == 2
