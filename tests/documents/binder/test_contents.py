# SPDX-License-Identifier: MIT
"""Which of the 33 items are there, are missing, or belong to the binders of earlier years."""

from __future__ import annotations

import dataclasses

import pytest

from tests.documents.conftest import full_case, thin_case
from villagedesk.documents.binder.contents import State, Year, missing_words, standings
from villagedesk.documents.papers import PAPERS
from villagedesk.models.archiving import items
from villagedesk.models.catalogue.evidence import Attachment
from villagedesk.models.catalogue.procedure import Monitoring
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import code_list
from villagedesk.models.contents import due

USUAL = tuple(paper.key for paper in PAPERS if not paper.only)


def changed(case, **facts):
    return dataclasses.replace(case, **facts)


def states(case, papers=USUAL, letters=()):
    return {one.item.number: one.state for one in standings([Year(case, papers, [{"种类": kind} for kind in letters])])}


def test_every_item_of_the_catalogue_is_judged_and_every_paper_satisfies_one():
    assert [item.code for item in items()] == [entry.code for entry in code_list("archive_paper").entries]
    satisfying = {paper for item in items() for paper in item.papers}
    assert {paper.key for paper in PAPERS} == satisfying
    filed = {paper.key for paper in PAPERS if paper.filed}
    assert {entry.code for entry in code_list("paper_kind").entries} == filed
    assert {item.term for item in items()} <= {entry.code for entry in code_list("retention").entries}


def test_what_is_printed_is_there_and_what_cannot_be_printed_is_missing():
    found = states(full_case())
    assert (found[11], found[14], found[15], found[17]) == (State.PRINTED,) * 4
    assert (found[5], found[18], found[31]) == (State.MISSING,) * 3
    assert found[20] is State.IF_ANY


def test_a_scan_counts_and_one_without_a_picture_does_not():
    def scan(paper, year, photo="0" * 64):
        return Attachment(id="a", household="h", year=year, title="扫描", paper=paper, photo=photo)

    case = full_case()
    assert states(changed(case, attachments=(scan("p05", 2014),)))[5] is State.SCANNED
    assert states(changed(case, attachments=(scan("p05", 2017),)))[5] is State.MISSING  # comes later
    assert states(changed(case, attachments=(scan("p05", 2014, None),)))[5] is State.MISSING
    assert states(changed(case, attachments=(scan("p18", 2014),)))[18] is State.MISSING  # due every year
    assert states(changed(case, attachments=(scan("p18", 2016),)))[18] is State.SCANNED


def test_papers_of_identification_are_due_in_their_year_and_belong_to_it_afterwards():
    case = full_case(2016)
    assert states(case)[3] is State.EARLIER
    entered = changed(case, household=case.household.having(identify_year=2016, identified="2016-03"))
    assert states(entered)[3] is State.MISSING
    assert states(entered, (*USUAL, "application"))[3] is State.PRINTED
    assert states(entered, (*USUAL, "letter"), ("脱贫",))[10] is State.MISSING
    assert states(entered, (*USUAL, "letter"), ("确认",))[10] is State.PRINTED


def test_exit_and_monitoring_ask_for_their_papers():
    case = full_case(2016)
    left = changed(case, facts=case.facts.having(exit_year=2016, exit_status="exited"))
    assert states(left, (*USUAL, "exit_check"))[21] is State.PRINTED
    assert states(left)[22] is State.MISSING
    watched = changed(full_case(2023), monitorings=(Monitoring(id="m", household="h", confirmed_on="2023-05-01"),))
    found = states(watched, (*USUAL, "monitoring", "application"))
    assert (found[25], found[26], found[27], found[29]) == (State.PRINTED, State.PRINTED, State.MISSING, State.PRINTED)
    assert "p25" in due(watched)
    assert found[3] is State.EARLIER


@pytest.mark.parametrize("case", [full_case(), thin_case()], ids=["full", "thin"])
def test_what_does_not_apply_is_no_date(case):
    facts = case.facts.having(monitored_since=NA, risk_removed_on=NA, exit_year=NA)
    found = states(changed(case, facts=facts))
    assert (found[21], found[25], found[30]) == (State.NOT_DUE,) * 3


def test_the_words_name_what_is_missing_by_its_number():
    said = missing_words(standings([Year(full_case(), USUAL, [])]))
    assert {"编号": "5", "名称": "户口簿、身份证、残疾证等复印件"} in said["缺少材料"]
    assert {"编号": "3", "名称": "贫困户申请书"} in said["以前材料"]
