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
