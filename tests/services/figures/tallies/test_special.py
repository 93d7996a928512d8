# SPDX-License-Identifier: MIT
"""People in special hardship: how many are registered, assessed (once or more often), filed and planned for."""

from __future__ import annotations

import pytest

from tests.services.entering import put
from tests.services.figures.tallies.reading import opened, values
from tests.services.helping.test_visiting import a_household
from villagedesk.services.figures.rollups import read_beside
from villagedesk.store.rollups import Where

SHEETS, NONE, LATER, OUT, IN, ENDED, ASSESSED, FILED, PLANNED, RATE, HOMES = range(11)


@pytest.fixture
def books(store, village):
    """Until 2024: one taken in after being put off, one not, one only registered, one of 2023 that ended in 2024; one of 2025."""
    a_household(store, "h1")
    put(store, "household", "h1", group="1组")
    put(store, "member", "m1", household="h1", name="王大山")
    of = {"village": village}
    put(store, "special", "s1", **of, number="TS1", date="2024-01-05", household="h1", member="m1", source="self",
        difficulties=("illness", "living"), filed_on="2024-06-01")  # fmt: skip
    put(store, "special", "s2", **of, number="TS2", date="2024-12-31", source="community", difficulties=("illness",))
    put(store, "special", "s3", **of, number="TS3", date="2024-02-05", filed_on="2024-03-01")
    put(store, "special", "s4", **of, number="TS4", date="2023-01-05", ended="2024-05-01")
    put(store, "special", "s5", **of, number="TS5", date="2025-01-01")
    put(store, "special", "s6", **of, number="TS6", date="2022-01-05", ended="2023-12-31")
    seen = (("a1", "s1", "2024-02-01", "later"), ("a2", "s1", "2024-05-01", "in"), ("a3", "s1", "2025-01-01", "out"),
            ("a4", "s3", "2024-03-01", "out"), ("a5", "s4", "2023-02-01", "in"))  # fmt: skip
    for row, special, date, conclusion in seen:
        put(store, "appraisal", row, **of, special=special, date=date, conclusion=conclusion)
    put(store, "care_plan", "p1", **of, special="s1", date="2024-05-10")
    put(store, "care_plan", "p2", **of, special="s2", date="2024-12-31")
    put(store, "care_plan", "p3", **of, special="s3", date="2025-05-10")
    return store


def test_the_register_of_a_year_as_it_stood_at_its_end(books):
    told = values(books, "special", 2024)
    assert told["合计", "合计"] == (4, 1, 0, 1, 1, 1, 3, 2, 2, 5000, 1)
    assert sum(told["合计", "合计"][NONE : ENDED + 1]) == told["合计", "合计"][SHEETS]
    assert values(books, "special", 2023)["合计", "合计"][: ASSESSED + 1] == (2, 0, 0, 0, 1, 1, 1)
    assert values(books, "special", 2025)["合计", "合计"][: ASSESSED + 1] == (4, 2, 0, 2, 0, 0, 1)


def test_kinds_of_hardship_and_referrals_have_their_lines(books):
    told = values(books, "special", 2024)
    assert told["按困难类型", "重大疾病"][:2] == (2, 1)
    assert told["按困难类型", "生活困难"][ASSESSED] == 2
    assert told["按困难类型", "不详"][SHEETS] == 2
    assert told["按转介来源", "本人或家属申请"][SHEETS] == 1


def test_a_cell_opens_registrations_by_number_the_household_and_the_person(books):
    found = opened(books, "special", "合计", "合计", IN, 2024)
    assert (found.households, found.persons, found.others) == (("h1",), ("m1",), ("2024-01-05 TS1",))
    assert opened(books, "special", "合计", "合计", ASSESSED, 2024).others == (
        "2024-02-01 TS1", "2024-05-01 TS1", "2024-03-01 TS3",
    )  # fmt: skip
    assert set(opened(books, "special", "合计", "合计", RATE, 2024).others) == {"2024-01-05 TS1", "2024-02-05 TS3"}


def test_a_household_in_the_recycle_bin_opens_nothing_and_is_counted_all_the_same(books):
    with books.change("删除") as change:
        change.remove("household", ["h1"], "登记错了")
    told = values(books, "special", 2024)["合计", "合计"]
    assert (told[SHEETS], told[HOMES]) == (4, 0)
    assert opened(books, "special", "合计", "合计", IN, 2024).persons == ()


def test_villages_stand_side_by_side_and_a_group_has_those_of_its_households(books, village):
    *parts, (_name, total) = read_beside(books, "special", 2024)
    assert [part.values for _n, part in parts] == [total.values]
    assert values(books, "special", 2024, Where(village, "1组"))["合计", "合计"][: ASSESSED + 1] == (
        1,
        0,
        0,
        0,
        1,
        0,
        2,
    )
