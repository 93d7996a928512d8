# SPDX-License-Identifier: MIT
"""To which household somebody belonged in a year: the recorded changes first, the present fields where there are none."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.member import Member
from villagedesk.models.membership import Standing, household_in, household_on, standing_on


def change(kind, date, **more):
    return MemberChange(id=date, kind=kind, date=date, **more)


def homes(member, *changes, years=range(2014, 2026)):
    return {year: household_in(member, changes, year) for year in years}


@pytest.mark.parametrize(("year", "expected"), [(2019, "h"), (2020, ""), (2021, "")])
def test_without_records_the_day_of_leaving_counts_from_its_year_on(year, expected):
    assert household_in(Member(household="h", left="2020-05-01"), (), year) == expected


@pytest.mark.parametrize(("year", "expected"), [(2019, ""), (2020, "h"), (2021, "h")])
def test_without_records_the_day_of_joining_counts_from_its_year_on(year, expected):
    assert household_in(Member(household="h", joined="2020-12-31"), (), year) == expected


def test_who_moved_by_a_split_was_in_the_old_household_before():
    member = Member(household="new", joined="2023-03-01")
    found = homes(member, change("split", "2023-03-01", origin="old", target="new"))
    assert (found[2022], found[2023], found[2025]) == ("old", "new", "new")


def test_who_was_away_and_came_back_is_missing_only_in_between():
    member = Member(household="h", joined="2022-06-01")
    found = homes(member, change("prison", "2018-02-01", origin="h"), change("returned", "2022-06-01", target="h"))
    assert {year for year, home in found.items() if home == ""} == {2018, 2019, 2020, 2021}


def test_the_day_of_joining_holds_before_the_first_record():
    member = Member(household="h", joined="2016-05-01", left="2020-01-01")
    found = homes(member, change("death", "2020-01-01", origin="h"))
    assert (found[2015], found[2016], found[2019], found[2020]) == ("", "h", "h", "")


def test_joining_the_army_moves_nobody():
    assert homes(Member(household="h"), change("enlisted", "2024-09-01"))[2020] == "h"


def test_who_was_split_off_twice_is_found_in_each_household_in_its_time():
    member = Member(household="c", joined="2024-01-05")
    moves = (
        change("split", "2018-01-01", origin="a", target="b"),
        change("united", "2024-01-05", origin="b", target="c"),
    )
    found = homes(member, *reversed(moves))
    assert (found[2017], found[2018], found[2023], found[2024]) == ("a", "b", "b", "c")


def test_who_was_born_and_left_on_one_day_was_nowhere_before_it():
    member = Member(household="h", joined="2024-01-15", left="2024-01-15")
    born = MemberChange(id="b", kind="birth", date="2024-01-15", target="h")
    left = MemberChange(id="a", kind="moved_out", date="2024-01-15", origin="h")
    assert homes(member, left, born)[2023] == ""


def test_who_leaves_and_comes_back_on_one_day_was_there_before_it():
    member = Member(household="h", joined="2022-06-01")
    moves = (
        change("prison", "2022-06-01", origin="h"),
        MemberChange(id="0", kind="returned", date="2022-06-01", target="h"),
    )
    assert homes(member, *moves) == dict.fromkeys(range(2014, 2026), "h")


def test_who_comes_back_and_goes_on_to_another_household_on_one_day_was_nowhere_before_it():
    member = Member(household="n", joined="2023-03-10")
    moves = (
        change("moved_out", "2021-02-24", origin="h"),
        MemberChange(id="z", kind="returned", date="2023-03-10", target="h"),
        MemberChange(id="a", kind="united", date="2023-03-10", origin="h", target="n"),
    )
    found = homes(member, *moves)
    assert [found[year] for year in (2020, 2021, 2022, 2023)] == ["h", "", "", "n"]


def test_a_soldier_who_comes_home_was_a_member_all_the_time():
    moves = change("enlisted", "2020-09-01"), change("returned", "2022-12-01", origin="h", target="h")
    assert homes(Member(household="h"), *moves) == dict.fromkeys(range(2014, 2026), "h")


@pytest.mark.parametrize(("day", "home"), [("2023-02-28", "old"), ("2023-03-01", "new")])
def test_within_a_year_the_day_tells_the_household(day, home):
    member = Member(household="new", joined="2023-03-01")
    assert household_on(member, [change("split", "2023-03-01", origin="old", target="new")], day) == home


COURSE = (
    change("moved_in", "2015-05-01", target="a"),
    change("prison", "2018-02-01", origin="a"),
    change("returned", "2020-03-01", target="a"),
    change("split", "2022-01-01", origin="a", target="b"),
    change("death", "2024-08-08", origin="b"),
)


@pytest.mark.parametrize(
    ("day", "stood"),
    [
        ("2015-04-30", None),
        ("2015-05-01", Standing("a", "2015-05-01", "moved_in")),
        ("2019-01-01", Standing("a", "2015-05-01", "moved_in", "2018-02-01", "prison")),
        ("2020-03-01", Standing("a", "2020-03-01", "released")),
        ("2023-01-01", Standing("b", "2022-01-01", "other")),
        ("2024-08-08", Standing("b", "2022-01-01", "other", "2024-08-08", "death")),
    ],
)
def test_the_present_fields_of_a_day_follow_from_the_changes(day, stood):
    member = Member(household="b", joined="2022-01-01", join_reason="other", left="2024-08-08", leave_reason="death")
    assert standing_on(member, reversed(COURSE), day) == stood


def test_what_nobody_recorded_is_told_by_the_present_fields_as_far_as_the_day_allows():
    member = Member(household="h", joined="2016-05-01", left="2020-01-01", leave_reason="lost")
    assert standing_on(member, (), "2016-04-30") is None
    assert standing_on(member, (), "2019-12-31") == Standing("h", "2016-05-01")
    assert standing_on(member, (), "2020-01-01") == Standing("h", "2016-05-01", "", "2020-01-01", "lost")
