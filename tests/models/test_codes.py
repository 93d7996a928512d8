# SPDX-License-Identifier: MIT
from __future__ import annotations

import itertools
from collections import defaultdict

import pytest

from villagedesk.i18n import set_language
from villagedesk.models.catalogue.registry import ENTITIES, field_spec
from villagedesk.models.catalogue.spec import NA, Kind
from villagedesk.models.codes import code_list
from villagedesk.models.values.show import editable, shown, words
from villagedesk.models.values.text import matching_form
from villagedesk.paths import resources

LISTS = sorted(path.stem for path in (resources() / "codes").glob("*.csv"))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("year", [2014, 2018, 2023, 2026])
def test_a_name_or_alias_never_means_two_codes_in_one_year(name, year):
    meaning = defaultdict(set)
    for entry in code_list(name).entries:
        if entry.valid_in(year):
            for text in (entry.label, entry.en, *entry.aliases):
                meaning[matching_form(text)].add(entry.code)
    assert {text: codes for text, codes in meaning.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("name", LISTS)
def test_no_name_is_empty_or_made_of_signs_only(name):
    for entry in code_list(name).entries:
        assert all(matching_form(text) for text in (entry.code, entry.label, entry.en, *entry.aliases)), entry


@pytest.mark.parametrize("name", LISTS)
def test_every_label_of_every_era_leads_back_to_its_code(name):
    for entry in code_list(name).entries:
        year = entry.valid_to or entry.valid_from
        assert code_list(name).find(entry.label, year) == entry.code
        assert code_list(name).find(entry.en, year) == entry.code


def test_a_name_is_understood_as_in_its_year():
    """The form of 2014 knew 低保户 beside 低保贫困户 (《贫困户登记表》指标说明 A2); later it is the short name of the latter."""
    attributes = code_list("household_attr")
    assert attributes.find("低保户", 2014) == "low_income_2014"
    assert (
        attributes.find("低保户", 2018) == attributes.find("低保户", 2023) == attributes.find("低保户") == "low_income"
    )
    assert attributes.find("五保户", 2023) == "destitute"  # a word of another year is understood too


def test_measures_are_called_as_in_their_years():
    assert code_list("measure_class").label("industry", 2016) == "产业扶贫"
    assert code_list("measure_class").label("industry", 2024) == "产业帮扶"
    assert code_list("measure_class").find("公共服务和社会事业", 2016) == "services"
    assert "公共服务和社会事业" not in [entry.label for entry in code_list("measure_class").choices(2024)]


def test_members_of_sets_have_names_that_no_separator_cuts():
    for spec in (spec for entity in ENTITIES.values() for spec in entity.fields if spec.kind is Kind.CODES):
        for entry in code_list(spec.codes).entries:
            assert not set("，,、;；/|") & set(entry.label + entry.en), entry


@pytest.mark.parametrize("name", LISTS)
def test_the_wordings_of_a_code_do_not_overlap_in_time(name):
    spans = defaultdict(list)
    for entry in code_list(name).entries:
        spans[entry.code].append((entry.valid_from or 0, entry.valid_to or 9999))
    for code, years in spans.items():
        years.sort()
        assert all(before[1] < after[0] for before, after in itertools.pairwise(years)), code


def test_the_label_is_that_of_the_year():
    attributes = code_list("household_attr")
    assert attributes.label("destitute", 2014) == "五保贫困户"
    assert attributes.label("destitute", 2018) == "特困供养贫困户"
    assert attributes.label("destitute", 2023) == "特困供养脱贫户"


def test_choices_are_those_of_the_year_once_each():
    labels = [entry.label for entry in code_list("labour_skill").choices(2015)]
    assert "弱劳动力或半劳动力" not in labels
    assert [entry.code for entry in code_list("household_attr").choices(2014)] == [
        "general", "low_income", "low_income_2014", "destitute", "low_destitute",
    ]  # fmt: skip


def test_an_alias_of_a_roster_is_understood():
    assert code_list("relation").find("长子") == "son"
    assert code_list("education").find("文盲") == "illiterate"
    assert code_list("ethnic").find("彝") == code_list("ethnic").find("彝族") == "07"
    assert code_list("relation").find("邻居") is None


def test_a_code_of_a_newer_program_is_shown_and_not_blanked():
    """merge.md M86."""
    assert code_list("cause").label("77") == "未知代码 77"
    assert words(field_spec("cause.code"), "77") == "未知代码 77"


def test_sets_are_shown_in_the_order_of_the_form():
    assert words(field_spec("member_year.health"), ("4", "2")) == "长期慢性病、残疾"


def test_a_number_is_shown_with_its_decimals_and_taken_back_unchanged():
    farmland, wages = field_spec("household_year.farmland"), field_spec("income_year.wages")
    assert words(farmland, 350) == "3.5"
    assert words(wages, 120050) == "1200.50"
    assert shown(wages, 123456789) == "1,234,567.89"
    assert editable(wages, 120000) == "1200"


def test_nothing_known_not_applicable_zero_and_no_are_four_different_words():
    area, flag = field_spec("household_year.house_area"), field_spec("household_year.consents")
    assert [words(area, value) for value in (None, NA, 0)] == ["", "不适用", "0"]
    assert [words(flag, value) for value in (None, NA, False, True)] == ["", "不适用", "否", "是"]


def test_papers_stay_chinese_when_the_screen_is_english():
    set_language("en", resources() / "locale")
    assert words(field_spec("household_year.dangerous"), value=True) == "是"


def test_only_the_list_of_steps_takes_names_that_an_office_gave():
    assert code_list("procedure_step").takes("入户抽查")
    assert code_list("procedure_step").label("入户抽查") == "入户抽查"
    assert not code_list("procedure_step").takes("strange")
    assert not code_list("cause").takes("入户抽查")
    assert code_list("cause").label("入户抽查") == "未知代码 入户抽查"
