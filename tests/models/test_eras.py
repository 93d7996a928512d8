# SPDX-License-Identifier: MIT
"""What papers and households are called, by year and type."""

from __future__ import annotations

import itertools

import pytest

from tests.documents.conftest import changed, full_case
from villagedesk.models.catalogue.programmes import Enrolment
from villagedesk.models.codes import code_list
from villagedesk.models.eras import HOUSEHOLD, PERIOD, PLAN, REGISTER, WORDINGS, item_numbers, kind_of, wording
from villagedesk.services.opening.files import FIRST_YEAR, LAST_YEAR


@pytest.mark.parametrize(
    ("year", "kind", "title"),
    [
        (2013, "poor", "贫困户登记表"),
        (2015, "poor", "贫困户登记表"),
        (2016, "poor", "贫困户信息采集表"),
        (2020, "exited", "贫困户信息采集表"),
        (2020, "edge", "农户信息表"),
        (2021, "exited", "脱贫户信息采集表"),
        (2025, "unstable", "脱贫户信息采集表"),
        (2025, "sudden", "农户信息表"),
        (2026, "ordinary", "农户信息表"),
    ],
)
def test_the_register_has_the_title_of_its_time(year, kind, title):
    assert wording(REGISTER, year, kind) == title


@pytest.mark.parametrize(("year", "title"), [(2014, "帮扶计划"), (2018, "脱贫计划"), (2024, "一户一策帮扶计划")])
def test_the_plan_has_the_title_of_its_time(year, title):
    assert wording(PLAN, year, "poor") == title


def test_the_income_period_moved_to_october_in_2016():
    assert wording(PERIOD, 2015, "") == "2015年1月1日至2015年12月31日"
    assert wording(PERIOD, 2016, "") == "2015年10月1日至2016年9月30日"


def test_the_register_of_2014_numbers_its_items_and_later_forms_do_not():
    assert item_numbers(2014)["主要致贫原因"] == "A3a "
    assert item_numbers(2015)["务工状况"] == "A13 "
    assert set(item_numbers(2016).values()) == {""}


def test_there_are_words_for_every_year_and_type_the_program_knows():
    kinds = [entry.code for entry in code_list("household_type").entries]
    for what, year, kind in itertools.product((REGISTER, PLAN, HOUSEHOLD), range(FIRST_YEAR - 1, LAST_YEAR + 1), kinds):
        assert wording(what, year, kind)


def test_every_row_names_its_source():
    assert all(row.source for row in WORDINGS)


def test_the_type_is_taken_from_what_is_entered():
    full = full_case()

    def kind(year=2024, **values):
        empty = full.facts.having(household_type=None, monitor_type=None, attribute=None, exit_status=None)
        return kind_of(changed(full, year=year, facts=empty.having(**values)))

    assert kind(household_type="edge", exit_status="exited") == "edge"
    assert kind(household_type="code-of-a-newer-program") == "ordinary"
    assert kind(monitor_type="sudden") == "sudden"
    assert kind(exit_status="exited_policy") == "exited"
    assert kind(year=2016) == "exited"
    assert kind() == "ordinary"


def test_the_programmes_say_the_type_where_nobody_entered_one():
    full = full_case()
    empty = full.facts.having(household_type=None, monitor_type=None, attribute=None, exit_status=None)

    def called(year, *enrolments):
        case = changed(full, year=year, facts=empty, enrolments=enrolments)
        return wording(HOUSEHOLD, year, kind_of(case))

    register = Enrolment(programme="file", from_year=2014)
    watched = Enrolment(programme="monitoring", kind="edge", from_year=2021, to_year=2024)
    assert called(2015, register) == "贫困户"
    assert called(2019, register) == "建档立卡贫困户"
    assert called(2022, register) == "脱贫户"
    assert called(2022, register, watched) == "监测对象"
    assert called(2025, register, watched) == "脱贫户"
    assert called(2025, watched) == "农户"
    assert called(2026, Enrolment(programme="regular", kind="prevention", from_year=2026)) == "防止返贫致贫对象"
