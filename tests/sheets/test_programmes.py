# SPDX-License-Identifier: MIT
"""建档立卡 follows from 识别年度, where the roster has it; nothing else does, and nobody's decision is undone."""

from __future__ import annotations

import pytest

from tests.sheets.conftest import a_family, a_sheet, bring_in
from tests.sheets.rosters import NAMED, household
from villagedesk.errors import Refused
from villagedesk.models.catalogue.programmes import Enrolment
from villagedesk.services.keeping import locking
from villagedesk.services.keeping.records import Removal, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.store import history, reads


def enrolments(store):
    return [(one.programme, one.from_year, one.start) for one in reads.where(store, Enrolment)]


def of_register(year, kind="脱贫户", *, heading="识别年度"):
    """The family of two, of a type, with the year in which it was identified."""
    rows = [(*row[:5], kind, year) for row in a_family()]
    return a_sheet(*rows, headings=(*NAMED, "户类型", heading))


@pytest.mark.parametrize(
    ("heading", "cell", "found"),
    [
        ("识别年度", 2014, [("file", 2014, None)]),
        ("首次识别时间", "2016-05", [("file", 2016, None)]),
        ("识别年度", 2020, [("file", 2020, None)]),
        ("识别年度", 2021, []),
        ("监测对象类型", "脱贫不稳定户", []),
    ],
)
def test_the_register_follows_from_the_year_of_identification_only(store, heading, cell, found):
    bring_in(store, of_register(cell, heading=heading))
    assert enrolments(store) == found


@pytest.mark.parametrize(
    ("heading", "cell", "enrolled"),
    [
        ("户类型", "脱贫不稳定户", True),
        ("户类型", "边缘易致贫户", False),
        ("户类型", "突发严重困难户", False),
        ("贫困户属性", "低保脱贫户", True),
        ("联系电话", "13000100001", False),
    ],
)
def test_the_year_alone_enrols_nobody_whom_the_roster_does_not_call_registered(store, heading, cell, enrolled):
    rows = [(*row[:5], 2019, cell) for row in a_family()]
    bring_in(store, a_sheet(*rows, headings=(*NAMED, "识别年度", heading)))
    assert bool(enrolments(store)) is enrolled


def test_the_same_roster_again_changes_nothing_and_another_year_adds_no_second_register(store):
    bring_in(store, of_register(2014))
    batches = len(history.batches(store))
    bring_in(store, of_register(2014))
    assert len(history.batches(store)) == batches
    bring_in(store, of_register(2016))
    assert enrolments(store) == [("file", 2014, None)]


def test_the_preview_names_it_for_a_household_that_is_here(store):
    bring_in(store, a_sheet(*[row[:5] for row in a_family()], headings=NAMED))
    found = bring_in(store, of_register(2014))
    assert "项目纳入年度" in [one.label for one in found.row(2).differences]


def test_an_enrolment_that_somebody_removed_does_not_come_back(store):
    bring_in(store, of_register(2014))
    row = store.value("SELECT id FROM enrolment")
    save_records(store, "删", [Removal("enrolment", row, "登记错了")])
    bring_in(store, of_register(2014))
    assert enrolments(store) == []


def test_a_roster_of_a_locked_year_is_refused_as_a_whole(store):
    bring_in(store, of_register(2014), year=2024)
    locking.lock_year(store, village_id("510199100201"), 2024, "王审核")
    other = [(*row[:3], row[3], "其他") for row in a_family()]
    with pytest.raises(Refused, match="2024年度"):
        bring_in(store, a_sheet(*other, headings=NAMED), year=2024)
    assert household(store).identify_year == 2014
    bring_in(store, of_register(2014), year=2025)
