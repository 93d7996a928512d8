# SPDX-License-Identifier: MIT
"""Working days counted from Monday to Friday, and back into days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.workdays import after_workdays, is_workday, workdays_between

FRIDAY = dt.date(2026, 2, 27)
days = st.dates(dt.date(2013, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(("later", "count"), [(0, 0), (1, 0), (2, 0), (3, 1), (7, 5), (10, 6), (-1, -1), (-5, -5)])
def test_the_first_day_does_not_count_and_weekends_do_not(later, count):
    assert workdays_between(FRIDAY, FRIDAY + dt.timedelta(days=later)) == count


@given(days, st.integers(0, 400))
def test_the_count_is_that_of_the_days_one_by_one(day, later):
    until = day + dt.timedelta(days=later)
    assert workdays_between(day, until) == sum(is_workday(day + dt.timedelta(days=n)) for n in range(1, later + 1))


@given(days, st.integers(1, 90))
def test_so_many_working_days_after_a_day_lies_the_last_of_them(day, count):
    last = after_workdays(day, count)
    assert is_workday(last)
    assert workdays_between(day, last) == count
    assert after_workdays(day, 0) == day
