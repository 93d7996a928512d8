# SPDX-License-Identifier: MIT
"""脱贫状态 and 纳入项目 follow from some types of household and from no other; nothing that is there is written over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.sheets.conftest import a_family, a_sheet, bring_in, rosters, village_of
from tests.sheets.rosters import NAMED, household, only, with_column
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.programmes import Enrolment
from villagedesk.sheets.columns import find_layout
from villagedesk.sheets.reading import read_workbook
from villagedesk.sheets.roster import apply_roster, plan_roster
from villagedesk.store import reads


def of_type(kind, *more, headings=()):
    return a_sheet(*[(*row[:5], kind, *more) for row in a_family()], headings=(*NAMED, "户类型", *headings))


@pytest.mark.parametrize(
    ("kind", "year", "status", "programmes"),
    [
        ("脱贫户", 2025, "exited", ("file",)),
        ("脱贫不稳定户", 2025, "exited", ("file",)),
        ("建档立卡贫困户", 2018, None, ("file",)),
        ("边缘易致贫户", 2025, None, ()),
        ("突发严重困难户", 2025, None, ()),
        ("一般农户", 2025, None, ()),
    ],
)
def test_only_what_a_type_says_with_certainty_is_filled_in(store, kind, year, status, programmes):
    bring_in(store, of_type(kind), year=year)
    facts = only(store, HouseholdYear)
    assert (facts.exit_status, facts.attribute) == (status, None)
    assert household(store).programmes == programmes


def test_what_the_roster_says_itself_goes_before(store):
    bring_in(store, of_type("脱贫户", "已脱贫（享受政策）", headings=("脱贫状态",)))
    assert only(store, HouseholdYear).exit_status == "exited_policy"


def test_what_is_in_the_file_is_not_written_over(store):
    bring_in(store, with_column("脱贫状态", "返贫", "返贫"))
    done = bring_in(store, of_type("脱贫户"))
    assert only(store, HouseholdYear).exit_status == "returned"
    assert "household_year.exit_status" not in [one.path for one in done.row(2).differences]


@pytest.mark.parametrize("known", [False, True])
def test_the_preview_marks_what_is_derived_of_a_new_household_and_of_a_known_one(store, known):
    if known:
        bring_in(store, a_sheet(*[row[:5] for row in a_family()], headings=NAMED))
    done = bring_in(store, of_type("脱贫户"))
    derived = [one.path for one in done.row(2).differences if one.source == "household_year.household_type"]
    assert derived == ["household_year.exit_status", "household.programmes"]
    assert len({one.path for one in done.row(2).differences}) == len(done.row(2).differences)
    assert any(text.startswith("脱贫状态") and "有1户由户类型得出" in text for text in done.texts())


def test_the_clerk_may_refuse_it(store):
    sheets = of_type("脱贫户")
    plan = plan_roster(store, sheets, replace(find_layout(sheets), derive=False), year=2025)
    apply_roster(store, plan)
    assert (only(store, HouseholdYear).exit_status, household(store).programmes) == (None, ())
    assert not any(one.source for row in plan.rows for one in row.differences)


def test_the_attribute_is_said_not_to_follow_unless_the_roster_has_it(store):
    assert any("贫困户属性" in text and "没有补填" in text for text in bring_in(store, of_type("脱贫户")).texts())
    stated = of_type("脱贫户", "低保脱贫户", headings=("贫困户属性",))
    assert not any("没有补填" in text for text in bring_in(store, stated).texts())


def test_the_same_roster_again_derives_nothing_more(store):
    bring_in(store, of_type("脱贫户"))
    assert not plan_roster(store, of_type("脱贫户"), find_layout(of_type("脱贫户")), year=2025).edits


@pytest.mark.parametrize("path", rosters(), ids=lambda path: path.name)
def test_in_the_real_layouts_just_the_households_out_of_poverty_get_a_status_and_a_programme(in_village, path):
    store = in_village(village_of(path))
    bring_in(store, read_workbook(path))
    enrolled = {one.household for one in reads.where(store, Enrolment) if one.programme == "file"}
    entered = {one.id for one in reads.where(store, Household) if one.programmes == ("file",)}
    years = reads.where(store, HouseholdYear)
    left = {one.household for one in years if one.household_type in {"exited", "unstable"}}
    assert left
    assert {one.household for one in years if one.exit_status == "exited"} == left
    assert {one.household for one in years if one.exit_status} == left
    assert entered == left
    assert enrolled < left
