# SPDX-License-Identifier: MIT
"""Papers of the file that are kept as scans: which are missing in a year, and which are older than their kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.a_household import a_case, person, sentence, verdict
from tests.models.checks.cases.paperwork import scan
from villagedesk.models.catalogue.help import Benefit
from villagedesk.models.checks.kept import RULES

EVERY_YEAR = (scan("p05"), scan("p31"))


def kept(*scans, **parts):
    return replace(a_case(**parts), attachments=scans)


def test_k06_names_all_papers_that_are_missing_in_one_sentence():
    case = kept(scan("p31"), people=(person(joined="2025-03-01"),))
    said = sentence(RULES, "K06", case)
    assert "2025年度缺户口簿、身份证、残疾证等复印件、家庭成员变更佐证" in said


def test_k06_keeps_quiet_where_nothing_is_scanned_and_all_lies_in_the_cabinet():
    assert verdict(RULES, "K06", kept()) == "ok"
    assert verdict(RULES, "K06", kept(scan("p31", photo=None))) == "ok"
    assert verdict(RULES, "K06", kept(facts={"house_photo": "f" * 64})) == "doubt"
    helped = Benefit(id="b", household="h", date="2025-02-01", evidence_photo="f" * 64)
    assert verdict(RULES, "K06", replace(a_case(), benefits=(helped,))) == "doubt"


def test_k06_asks_nothing_of_a_household_that_nobody_helps():
    assert verdict(RULES, "K06", kept(scan("p31"))) == "doubt"
    assert verdict(RULES, "K06", kept(scan("p31"), facts={"household_type": "ordinary"})) == "ok"
    assert verdict(RULES, "K06", kept(scan("p31"), facts={"exit_status": "dissolved"})) == "ok"


def test_k06_help_asks_for_proof_of_its_year():
    helped = (Benefit(id="b", household="h", date="2025-02-01"),)
    assert verdict(RULES, "K06", replace(kept(*EVERY_YEAR), benefits=helped)) == "doubt"
    older = scan("p18", year=2024)
    assert verdict(RULES, "K06", replace(kept(*EVERY_YEAR, older), benefits=helped)) == "doubt"
    assert verdict(RULES, "K06", replace(kept(*EVERY_YEAR, scan("p18")), benefits=helped)) == "ok"


@pytest.mark.parametrize(
    ("year", "parts", "missing"),
    [
        (2018, {"household": {"identified": None}}, "? household.identified"),
        (2018, {"household": {"identified": None, "identify_year": 2014}}, "ok"),
        (2018, {"facts": {"exit_status": "exited"}}, "? household_year.exit_year"),
        (2018, {"facts": {"exit_status": "exited", "exit_year": 2017}}, "ok"),
        (2018, {"facts": {"exit_status": "exited", "exit_year": 2018}}, "doubt"),
        (2025, {"household": {"identified": None}}, "ok"),
        (2025, {"facts": {"household_type": "edge"}}, "? household_year.monitored_since"),
        (2025, {"facts": {"household_type": "edge", "monitored_since": "2024-05"}}, "ok"),
    ],
)
def test_k06_lacks_the_year_in_which_something_was_decided_where_papers_hang_on_it(year, parts, missing):
    scans = (scan("p05", year=year), scan("p31", year=year))
    assert verdict(RULES, "K06", replace(kept(*scans, **parts), year=year)) == missing


def test_k08_lacks_the_date_of_a_paper_whose_kind_came_up_in_a_year_and_of_no_other():
    assert verdict(RULES, "K08", kept(scan("p27"))) == "? attachment.date"
    assert verdict(RULES, "K08", kept(scan("p05"))) == "ok"
    assert verdict(RULES, "K08", kept(scan(None, date="1999-01-01"))) == "ok"


def test_k08_names_paper_and_year_and_looks_at_papers_of_the_year_only():
    said = sentence(RULES, "K08", kept(scan("p27", date="2019-12-31")))
    assert "“2019-12-31”早于“监测评议公示”启用的2020年" in said
    assert verdict(RULES, "K08", kept(scan("p27", date="2019-12-31", year=2024))) == "ok"
