# SPDX-License-Identifier: MIT
"""Who answers for a paper, which number it bears and when it came about: from facts, and from nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.documents.conftest import DAY, PEOPLE, VILLAGE, changed, full_case, thin_case
from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.facts.formed import FORMED
from villagedesk.documents.papers import PAPERS, Author
from villagedesk.documents.volumes.volume import volume_context
from villagedesk.models.catalogue.procedure import Monitoring, Process, ProcessStep
from villagedesk.models.doings import Facts
from villagedesk.models.templates import templates

HEAD = PEOPLE[0][0]
COMMITTEE = "清溪村村民委员会"


def formed(case, day=DAY):
    return casefile_context(case, office_of(case.village), day)[FORMED]


def told(found, paper):
    return tuple(found[paper][name] for name in ("责任者", "文号", "最早", "最晚"))


def procedure(template, year, *steps, **process):
    rows = tuple(
        ProcessStep(id=f"s{place}", step=key, done=day, paper_no=number, result="passed", round=place)
        for place, (key, day, number) in enumerate(steps, 1)
    )
    return Facts(Process(id="p", template=template, year=year, **process), rows)


def term(case, *keys):
    context = casefile_context(case, office_of(case.village), DAY)
    return volume_context(context, [one for one in PAPERS if one.key in keys], None)["文书"]["起止时间"]


# -- who answers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "author"),
    [
        ("application", HEAD),
        ("authorisation", f"{HEAD}等"),
        ("survey", COMMITTEE),
        ("register", COMMITTEE),
        ("agreement", f"王帮扶、李书记、{HEAD}"),
        ("contact_card", f"王帮扶、李书记、{HEAD}"),
        ("causes", COMMITTEE),
        ("plan", COMMITTEE),
        ("visits", "王帮扶、李书记"),
        ("exit_check", f"{COMMITTEE}、示范镇人民政府"),
        ("letter", "示范镇人民政府"),
        ("monitoring", f"{COMMITTEE}、示范镇人民政府"),
    ],
)
def test_who_signs_a_paper_answers_for_it(full, paper, author):
    assert formed(full)[paper]["责任者"] == author


def test_an_author_that_no_fact_tells_is_left_to_the_pen():
    nobody = changed(thin_case(), people=(), village=VILLAGE.having(township=None))
    found = formed(nobody)
    for paper in ("application", "authorisation", "agreement", "visits", "letter"):
        assert found[paper]["责任者"] == ""
    assert found["exit_check"]["责任者"] == COMMITTEE
    in_town = changed(thin_case(), village=VILLAGE.having(township="示范街道"))
    assert formed(in_town)["letter"]["责任者"] == "示范街道办事处"


def test_every_paper_that_is_filed_has_an_author_of_its_kind_and_its_steps_exist_in_procedures():
    assert {paper.author for paper in PAPERS if paper.filed} == set(Author)
    known = {f"{one.kind}.{step.key}" for one in templates().values() for step in one.steps}
    added_by_counties = {"identify.letter", "monitor.letter", "removal.letter"}
    assert {step for paper in PAPERS for step in paper.steps} <= known | added_by_counties


# -- number and day ------------------------------------------------------------------------------------------------------


def test_day_and_number_are_those_of_the_step_that_leaves_the_paper(full):
    exiting = procedure(
        "exit_2016", 2016, ("county", "2016-11-20", "示扶发〔2016〕8号"), ("letter", "2016-12-05", None)
    )
    found = formed(changed(full, procedures=(exiting,)))
    assert told(found, "exit_check")[1:] == ("示扶发〔2016〕8号", "2016-11-20", "2016-11-20")
    assert told(found, "letter")[1:] == ("", "2016-12-05", "2016-12-05")
    assert told(found, "register") == (COMMITTEE, "", "2016", "2016")


def test_what_was_done_again_counts_as_it_was_done_last(full):
    twice = procedure("exit_2016", 2016, ("county", "2016-10-01", "1号"), ("county", "2016-11-20", "2号"))
    assert told(formed(changed(full, procedures=(twice,))), "exit_check")[1:] == ("2号", "2016-11-20", "2016-11-20")


def test_a_procedure_of_another_year_or_one_that_was_broken_off_says_nothing(full):
    other = procedure("exit_2016", 2017, ("county", "2017-11-20", "8号"))
    broken = procedure("exit_2016", 2016, ("county", "2016-11-20", "8号"), ended="household")
    for one in (other, broken):
        assert told(formed(changed(full, procedures=(one,))), "exit_check")[1:] == ("", "2016", "2016")


def test_a_monitoring_record_dates_its_paper_in_the_year_in_which_it_came_about():
    record = Monitoring(id="m", household="h", clue_on="2021-03-01", confirmed_on="2021-03-12", removed_on="2022-11-01")
    then, later = (changed(full_case(year), monitorings=(record,)) for year in (2021, 2022))
    day = dt.date(2022, 12, 31)
    assert told(formed(then, day), "monitoring")[2:] == ("2021-03-12", "2021-03-12")
    assert told(formed(later, day), "monitoring")[2:] == ("2022-11-01", "2022-11-01")


# -- from when until when ------------------------------------------------------------------------------------------------


def test_the_cover_goes_from_the_first_to_the_last_day_of_the_papers_that_lie_in_the_volume(full):
    assert term(full, "plan", "visits") == "2016年2月8日至2016年11月17日"
    assert term(full, "plan") == "2016年3月10日"
    assert term(full, "register", "plan") == "2016年"
    assert term(full, "register", "visits") == "2016年2月8日至2016年11月17日"
    assert term(full, "cover") == "　　　　年　　月　　日至　　　　年　　月　　日"
