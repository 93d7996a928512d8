# SPDX-License-Identifier: MIT
"""Which doubts are new to this office, and until when."""

from __future__ import annotations

import pytest

from villagedesk.models.casefile import CaseFile
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.casefile.readiness import household_sheets
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.doubts import findings, judging, newdoubts
from villagedesk.services.opening.files import set_working_year
from villagedesk.services.today import lights


@pytest.fixture
def doubted(store):
    """A household whose head has a wrong number."""
    with store.change("登记") as change:
        change.put("household", "h1", {"village": store.value("SELECT id FROM village"), "group": "1组"})
        change.put("member", "m1", {"household": "h1", "name": "肖辉", "position": 0, "id_no": "510199197003050011"})
        change.put("member_year", "y1", {"member": "m1", "year": 2025, "relation": "head"})
    return store


def new(store):
    known = newdoubts.known(store)
    return [one for one in findings.find(store) if newdoubts.is_new(one, known)]


def test_in_a_file_of_which_nobody_has_said_anything_every_doubt_is_new(doubted):
    found = list(findings.find(doubted))
    assert new(doubted) == [one for one in found if one.counts] != []


def test_what_was_put_away_is_new_no_longer(doubted):
    newdoubts.put_away(doubted, newdoubts.marks_of(findings.find(doubted)))
    assert new(doubted) == []


def test_what_went_and_came_back_is_new_again(doubted):
    newdoubts.put_away(doubted, newdoubts.marks_of(findings.find(doubted)))
    newdoubts.put_away(doubted, {})
    assert new(doubted) != []


def test_every_year_has_doubts_of_its_own(doubted):
    newdoubts.put_away(doubted, newdoubts.marks_of(findings.find(doubted)))
    set_working_year(doubted, 2024)
    newdoubts.put_away(doubted, {})
    set_working_year(doubted, 2025)
    assert new(doubted) == []


def test_the_marks_of_a_household_are_those_of_its_lines_in_the_list_of_doubts(doubted):
    looks = lights.looks_of(doubted, ["h1"], surroundings(doubted))
    listed = newdoubts.marks_of(findings.find(doubted, judging.Wanted(households=("h1",))))
    assert sorted(looks["h1"].doubts) == sorted(listed["h1"])


def test_putting_away_is_no_fact_and_leaves_no_batch(doubted):
    before = doubted.value("SELECT count(*) FROM batch")
    newdoubts.put_away(doubted, newdoubts.marks_of(findings.find(doubted)))
    assert doubted.value("SELECT count(*) FROM batch") == before


@pytest.mark.parametrize("year", [2013, 2016, 2018, 2020, 2025])
def test_the_papers_that_are_missing_are_those_of_the_readiness_sheet(doubted, year):
    with doubted.change("佐证材料") as change:
        facts = {"household": "h1", "year": year, "criterion": "income", "title": "收入测算表", "date": "2020-01-01"}
        change.put("attachment", "a1", facts)
    case = load_casefile(doubted, "h1", year)
    assert isinstance(case, CaseFile)
    lines = [line for sheet in household_sheets(doubted, case) for line in sheet.lines]
    assert lights.lacking_papers(case) == sum(bool(line.lacking) for line in lines)


def test_nobody_has_to_prove_anything_of_a_household_that_was_never_registered(doubted):
    with doubted.change("年度情况") as change:
        change.put("household_year", "hy", {"household": "h1", "year": 2018, "household_type": "ordinary"})
    assert lights.lacking_papers(load_casefile(doubted, "h1", 2018)) == 0
