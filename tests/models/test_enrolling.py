# SPDX-License-Identifier: MIT
"""When a household is in a programme."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.programmes import Enrolment
from villagedesk.models.enrolling import current_on, in_year, programmes_in


@pytest.mark.parametrize(
    ("values", "day", "expected"),
    [
        ({"start": "2014-03-05"}, "2014-03-04", False),
        ({"start": "2014-03-05"}, "2014-03-05", True),
        ({"start": "2014-03-05", "end": "2020-11-30"}, "2020-11-30", True),
        ({"start": "2014-03-05", "end": "2020-11-30"}, "2020-12-01", False),
        ({"from_year": 2014}, "2013-12-31", False),
        ({"from_year": 2014}, "2014-01-01", True),
        ({"from_year": 2014, "to_year": 2016}, "2016-12-31", True),
        ({"from_year": 2014, "to_year": 2016}, "2017-01-01", False),
        ({"from_year": 2014, "start": "2014-06-01"}, "2014-05-31", False),
        ({}, "1999-01-01", True),
    ],
)
def test_a_day_counts_before_a_year_and_both_ends_are_inside(values, day, expected):
    assert current_on(Enrolment(**values), day) is expected


@pytest.mark.parametrize(("year", "expected"), [(2013, False), (2014, True), (2020, True), (2021, False)])
def test_a_year_is_inside_when_any_day_of_it_is(year, expected):
    assert in_year(Enrolment(start="2014-12-31", end="2020-01-01"), year) is expected


def test_several_programmes_at_once_are_each_named_once():
    enrolments = [
        Enrolment(programme="file", from_year=2014),
        Enrolment(programme="monitoring", from_year=2021),
        Enrolment(programme="monitoring", from_year=2023),
    ]
    assert programmes_in(enrolments, 2019) == ("file",)
    assert programmes_in(enrolments, 2024) == ("file", "monitoring")
