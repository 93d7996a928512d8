# SPDX-License-Identifier: MIT
"""The days whose income belongs to a year: calendar years first, later 1 October to 30 September (domain.md §2.1)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.income_period import NATIONAL, Edition, Period, edition_of, period_of, quarter, year_of
from villagedesk.services.standards.lines import shipped_lines

EDITIONS = st.lists(st.builds(Edition, st.integers(2010, 2030), st.integers(1, 12)), max_size=4)


def test_the_forms_up_to_2015_count_the_calendar_year_and_later_ones_october_to_september():
    assert period_of(2015) == Period("2015-01-01", "2015-12-31")
    assert period_of(2016) == Period("2015-10-01", "2016-09-30")
    assert period_of(2019) == Period("2018-10-01", "2019-09-30")
    assert period_of(2012) == Period("2012-01-01", "2012-12-31")


def test_what_is_taken_without_a_file_is_what_the_table_of_lines_ships():
    shipped = [one for one in shipped_lines() if one.name == "income_period" and one.region == "全国"]
    assert {(one.year, one.value) for one in shipped} == {(one.since, one.month) for one in NATIONAL}


def test_the_latest_edition_that_has_begun_holds_and_nonsense_is_passed_over():
    editions = (Edition(2013, 1), Edition(2017, 10), Edition(2019, 13), Edition(2030, 7))
    assert [edition_of(year, editions).month for year in (2012, 2016, 2017, 2020, 2031)] == [1, 1, 10, 10, 7]
    assert period_of(2018, ()) == Period("2018-01-01", "2018-12-31")


def test_a_day_belongs_to_the_year_of_its_period_and_between_two_editions_to_the_earlier_or_none():
    assert year_of("2018-09-30", NATIONAL) == 2018
    assert year_of("2018-10-01", NATIONAL) == 2019
    assert year_of("2015-11-01", NATIONAL) == 2015  # both 2015 (calendar) and 2016 (from October) hold it: the earlier
    back = (Edition(2013, 10), Edition(2016, 1))
    assert year_of("2015-11-01", back) is None


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [("0", "2018-10-01", "2018-12-31"), ("1", "2019-01-01", "2019-03-31"), ("2", "2019-04-01", "2019-06-30"),
     ("3", "2019-07-01", "2019-09-30"), ("4", "2019-10-01", "2019-12-31")],
)  # fmt: skip
def test_a_quarter_is_meant_as_the_ledger_of_its_year_means_it(code, first, last):
    assert quarter(2019, code) == Period(first, last)
    assert period_of(2019).holds(Period(first, last)) is (code != "4")


def test_a_quarter_of_a_newer_program_is_no_quarter():
    assert quarter(2019, "9") is None


@given(st.integers(2011, 2035), EDITIONS)
def test_a_period_is_one_year_long(year, editions):
    first, last = map(dt.date.fromisoformat, period_of(year, editions))
    assert (last - first).days in {364, 365}
    assert year in {first.year, last.year}


@given(st.dates(dt.date(2011, 1, 1), dt.date(2035, 12, 31)), st.integers(1, 12))
def test_where_the_period_never_changed_each_day_belongs_to_exactly_one_year(day, month):
    editions = (Edition(0, month),)
    iso = day.isoformat()
    owner = year_of(iso, editions)
    holding = [year for year in range(2009, 2039) if period_of(year, editions).holds(Period(iso, iso))]
    assert holding == [owner]
