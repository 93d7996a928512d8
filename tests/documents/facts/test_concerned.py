# SPDX-License-Identifier: MIT
"""Papers of entering stand in the volume of the year in which a household came in, and wherever they are asked for."""

from __future__ import annotations

import pytest

from tests.documents.conftest import DAY, changed, full_case
from tests.documents.volumes.reading import rows_of
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.volume import papers_of
from villagedesk.models.catalogue.procedure import Monitoring, Process
from villagedesk.models.catalogue.programmes import Enrolment
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.doings import Facts
from villagedesk.models.occasions import entering


def names(case, keys=()):
    return [name for name, _ in papers_of(case, office_of(case.village), DAY, keys)]


def came_in(case):
    return changed(case, household=case.household.having(identified="2016-03", identify_year=2016))


def test_a_household_of_earlier_years_has_no_papers_of_entering(full):
    assert not entering(full)
    assert not [name for name in names(full) if name[:2] in {"03", "04", "05", "15"}]


def test_the_year_of_identification_has_them_and_its_letter(full):
    found = names(came_in(full))
    assert found[2:5] == [
        "03-2016年贫困户申请书.docx",
        "04-2016年家庭经济状况核查授权书.docx",
        "05-2016年入户调查表.docx",
    ]
    assert "16-2016年确认告知书.docx" in found


def test_what_is_named_is_printed_for_everybody_but_no_letter_without_a_decision(full):
    assert names(full, ["application", "letter"]) == ["03-2016年贫困户申请书.docx"]
    assert names(full, [paper.key for paper in PAPERS]) == names(full)


def test_a_volume_without_some_of_its_papers_is_still_a_volume(full):
    some = [paper.key for paper in PAPERS if paper.key != "visits"]
    assert names(full, some) == [name for name in names(full) if not name.startswith("14")]


def test_the_cover_counts_the_papers_of_each_household(full):
    def cover(case):
        (content,) = (content for name, content in papers_of(case, office_of(case.village), DAY) if "封面" in name)
        return next(row for row in rows_of(content) if row[0] == "件数")[1]

    assert cover(full) == "9件"
    assert cover(came_in(full)) == "13件"


@pytest.mark.parametrize(
    "told",
    [
        {"monitorings": (Monitoring(id="m", clue_on="2023-05-01"),)},
        {"enrolments": (Enrolment(id="e", programme="monitoring", from_year=2023),)},
        {"procedures": (Facts(Process(id="p", template="monitor_2021", year=2023)),)},
    ],
    ids=lambda told: next(iter(told)),
)
def test_a_clue_an_enrolment_or_a_procedure_of_the_year_is_entering(told):
    assert entering(changed(full_case(2023), **told))
    assert not entering(changed(full_case(2022), **told))


def test_leaving_is_not_entering(full):
    assert not entering(changed(full, procedures=(Facts(Process(id="p", template="exit_2016", year=2016)),)))
    assert not entering(changed(full, facts=full.facts.having(monitored_since=NA)))
