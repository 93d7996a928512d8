# SPDX-License-Identifier: MIT
"""Which line holds: the nearest region, of it the latest year not after, and of yearly amounts only the year itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.catalogue.help import Line
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.lines import (
    ANNUAL,
    COUNTRY,
    LAST_YEAR,
    LineBook,
    here,
    in_force,
    line_fault,
    shipped,
    subject_fault,
    subjects_of,
    value_in,
)
from villagedesk.models.templates import templates

COUNTY, PROVINCE = "示范县", "四川省"
REGIONS = here((COUNTY, PROVINCE))
RULE, AMOUNT = "check_l07_rate", "exit_line"
YEARS = st.one_of(st.none(), st.integers(2010, 2030))
VALUES = st.one_of(st.none(), st.integers(0, 9_999))
LINES = st.lists(
    st.builds(
        Line,
        name=st.sampled_from([RULE, AMOUNT]),
        year=YEARS,
        region=st.sampled_from([COUNTY, PROVINCE, COUNTRY, "贵州省"]),
        value=VALUES,
    ),
    max_size=12,
    unique_by=lambda line: (line.name, line.year, line.region),
)


def line(value, year=None, region=COUNTRY, name=RULE):
    return Line(name=name, year=year, region=region, value=value)


def holding(lines, year, name=RULE, regions=REGIONS):
    found = LineBook(lines).line(name, year, regions)
    return None if found is None else found.value


def test_a_countys_line_without_a_year_goes_before_the_countrys_line_of_the_year():
    assert holding([line(2, 2020), line(3, None, COUNTY)], 2020) == 3


def test_a_rule_holds_until_its_region_replaces_it():
    lines = [line(4, 2015), line(3, 2018), line(9)]
    assert [holding(lines, year) for year in (2014, 2015, 2017, 2018, 2035)] == [9, 4, 4, 3, 3]


def test_a_region_that_had_not_decided_yet_leaves_it_to_the_next():
    assert [holding([line(2), line(3, 2018, COUNTY)], year) for year in (2017, 2018)] == [2, 3]


def test_amounts_of_a_year_hold_in_that_year_only():
    lines = [line(3_100, 2016, PROVINCE, AMOUNT), line(3_335, 2017, COUNTRY, AMOUNT)]
    assert [holding(lines, year, AMOUNT) for year in (2015, 2016, 2017, 2018)] == [None, 3_100, 3_335, None]


def test_an_empty_line_and_one_that_is_no_number_hold_nowhere():
    lines = [line(None, 2020, COUNTY), line("三千", 2020, PROVINCE), line(True, 2020, PROVINCE), line(5)]
    assert holding(lines, 2020) == 5


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("exit_line", "三千", "“三千”应为不小于0的整数。请按文件填写"),
        ("exit_line", NA, "“不适用”应为"),
        ("exit_line", -1, "“-1”应为"),
        ("exit_line", 0, ""),
        ("exit_line", None, ""),
        ("school_day", 931, "“931”不是月日。请填月份和日期"),
        ("school_day", 930, ""),
        ("income_period", 13, "“13”不是月份。请填1到12"),
        ("income_period", 12, ""),
        ("notice_first_day", 2, "“2”只能填0或1"),
        ("notice_first_day", 1, ""),
        ("visit_interval", 0, "“0”应不小于1天。没有规定的，请把标准值留空"),
        ("visit_interval", 1, ""),
        ("notice_days", 0, "“0”应不小于1天"),
        ("visit_interval", 3_650, ""),
        ("visit_interval", 3_651, "“3651”应不超过3650天"),
        ("monitoring_days", 9_999_999_999_999, "应不超过3650天"),
        ("exit_line", 1_000_000_000, ""),
        ("exit_line", 1_000_000_001, "太大了。请按文件填写，并核对单位"),
    ],
)
def test_a_value_by_which_nothing_can_be_judged_is_named_with_its_remedy_and_holds_nowhere(name, value, words):
    one = line(value, 2020, COUNTY, name)
    fault = line_fault(one)
    assert (words in fault) if words else not fault
    assert (holding([one], 2020, name) is None) == (value is None or bool(words))


def test_without_a_year_only_lines_without_one_are_asked():
    assert holding([line(2, 2015), line(3)], None) == 3
    assert holding([line(2, 2015)], None) is None


@given(LINES, st.integers(2010, 2030))
def test_what_holds_is_of_a_region_that_was_asked_and_never_of_a_later_year(lines, year):
    book = LineBook(lines)
    for name in (RULE, AMOUNT):
        found = book.line(name, year, REGIONS)
        fitting = [
            one for one in lines
            if one.name == name and one.region in REGIONS and one.value is not None
            and (one.year is None or one.year == year or (one.year < year and name not in ANNUAL))
        ]  # fmt: skip
        assert (found is None) == (not fitting)
        if found is not None:
            assert found in fitting
            assert all(REGIONS.index(one.region) >= REGIONS.index(found.region) for one in fitting)
            rivals = [one.year or 0 for one in fitting if one.region == found.region]
            assert (found.year or 0) == max(rivals)


@given(LINES, st.randoms(use_true_random=False), st.integers(2010, 2030))
def test_the_order_in_which_lines_are_read_makes_no_difference(lines, dice, year):
    shuffled = dice.sample(lines, len(lines))
    for name in (RULE, AMOUNT):
        assert LineBook(lines).line(name, year, REGIONS) == LineBook(shuffled).line(name, year, REGIONS)


@given(LINES, YEARS)
def test_the_table_of_the_rules_says_what_the_book_says(lines, year):
    table = in_force(lines, (COUNTY, PROVINCE))
    for name in (RULE, AMOUNT):
        assert value_in(table, name, year) == holding(lines, year, name)
        assert value_in(table, name, year, "贵州省") == holding(lines, year, name, ("贵州省",))


@given(LINES, st.integers(2010, 2030), st.integers(1, 9_999))
def test_a_line_further_away_changes_nothing_where_a_nearer_one_holds(lines, year, value):
    nearer = line(value, year, COUNTY)
    kept = [one for one in lines if (one.name, one.year, one.region) != (RULE, year, COUNTY)]
    assert holding([*kept, nearer], year) == value


def test_the_table_reaches_from_the_first_year_of_a_rule_to_the_last_of_a_file():
    table = in_force([line(4, 2015)])
    assert {year for _name, _about, year in table} == set(range(2015, LAST_YEAR + 1))


def test_every_amount_that_the_program_ships_by_year_for_many_years_is_known_as_one_of_a_year():
    """A new yearly line must be put among them, or last year's would hold for ever."""
    dated = {one.name for one in shipped() if one.unit == "元/人/年" and one.year}
    assert dated == ANNUAL


@pytest.mark.parametrize(
    ("name", "region", "words"),
    [
        ("visit_interval", "不存在", "走访间隔的适用对象“不存在”不在规定的对象中"),
        ("visit_interval", "监测对象公示", "请改为其中之一：一般户"),
        ("visit_interval", "全国", "“全国”不在规定的对象中"),
        ("visit_interval", "红色户", ""),
        ("notice_days", "监测对象公示", ""),
        ("exit_line", "一般户", "“一般户”不是地区。请填写“全国”"),
        ("exit_line", COUNTY, ""),
    ],
)
def test_a_line_about_what_nobody_asks_for_is_named_with_what_can_be_asked(name, region, words):
    fault = subject_fault(line(3, 2020, region, name))
    assert (words in fault) if words else not fault


def test_what_the_program_ships_and_what_procedures_ask_for_can_be_asked():
    assert [subject_fault(one) for one in shipped() if subject_fault(one)] == []
    lines = {step.line for template in templates().values() for step in template.steps}
    asked = {about for name, about in lines if name == "notice_days"}
    assert asked
    assert asked <= set(subjects_of("notice_days"))
