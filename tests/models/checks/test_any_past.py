# SPDX-License-Identifier: MIT
"""Whatever stands in what lies behind a household (plans, visits, help, monitoring, procedures), no rule raises."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.checks.a_household import a_case, around, helper, person
from villagedesk.models.casefile import CaseFile, Helper
from villagedesk.models.catalogue.help import Benefit, Care, Measure, Pairing, Plan, Visit
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.procedure import (
    Meeting,
    MeetingItem,
    Monitoring,
    Notice,
    NoticeItem,
    Process,
    ProcessStep,
)
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import NA, NUMBERS, Kind, spec_of
from villagedesk.models.checks.registry import ALL_RULES, VILLAGE_RULES
from villagedesk.models.checks.rounds import Rounds
from villagedesk.models.checks.rules import Unjudged
from villagedesk.models.checks.villagefile import VillageFile
from villagedesk.models.codes import code_list
from villagedesk.models.completeness import assess, section_of
from villagedesk.models.doings import Facts, Posting, Vote
from villagedesk.models.templates import templates

YEARS = (2014, 2016, 2019, 2020, 2021, 2025)


def day(dice):
    return (dt.date(2013, 1, 1) + dt.timedelta(days=dice.randrange(5_000))).isoformat()


def codes(spec):
    return [entry.code for entry in code_list(spec.codes).entries]


VALUES = {
    **dict.fromkeys(NUMBERS, lambda _spec, dice: dice.choice((0, 1, 9, 10**6))),
    Kind.CODE: lambda spec, dice: dice.choice([*codes(spec), "unheard-of"]),
    Kind.CODES: lambda spec, dice: tuple(dice.sample(codes(spec), dice.randrange(min(4, len(codes(spec)))))),
    Kind.YES_NO: lambda _spec, dice: dice.random() < 0.5,
    Kind.DATE: lambda _spec, dice: day(dice),
    Kind.MONTH: lambda _spec, dice: dice.choice((day(dice)[:7], day(dice)[:4])),
    Kind.YEAR: lambda _spec, dice: dice.choice(YEARS),
    Kind.REF: lambda _spec, dice: dice.choice(("c1", "m-高凤珍", "s1", "elsewhere")),
}


def a_value(spec, dice):
    """A value that typing takes, or that a merged file of another program may bring."""
    if spec.na and dice.random() < 0.1:
        return NA
    make = VALUES.get(spec.kind)
    return make(spec, dice) if make else dice.choice(("高凤珍", "13800001111", "低保" * 9, "9:30"))


def some(kind, dice, density, count, **given_facts):
    spec = spec_of(kind)
    return tuple(
        kind(
            **{field.key: a_value(field, dice) for field in spec.fields if dice.random() < density},
            id=f"{spec.key}{place}",
        ).having(**given_facts)
        for place in range(count)
    )


def a_past(dice) -> CaseFile:
    year, density = dice.choice(YEARS), dice.choice((0.1, 0.6, 1.0))
    plans = some(Plan, dice, density, 2, household="h")
    measures = some(Measure, dice, density, 4, plan=plans[0].id)
    visits = some(Visit, dice, density, 4, household="h")
    processes = []
    for place in range(dice.randrange(3)):
        template = dice.choice([*templates(), "unknown"])
        (process,) = some(
            Process, dice, density, 1, id=f"pr{place}", template=template, year=dice.choice((year, None, 2020))
        )
        meetings, notices = some(Meeting, dice, density, 2), some(Notice, dice, density, 2)
        votes = tuple(map(Vote, meetings, some(MeetingItem, dice, density, 2)))
        postings = tuple(map(Posting, notices, some(NoticeItem, dice, density, 2)))
        watched = some(Monitoring, dice, density, 1)[0] if dice.random() < 0.5 else None
        processes.append(Facts(process, some(ProcessStep, dice, density, 9), votes, postings, watched))
    helpers = tuple(
        Helper(pairing.having(cadre="c1"), helper().cadre, helper().unit) for pairing in some(Pairing, dice, density, 2)
    )
    return replace(
        a_case(people=(person(),), causes=["1", "7", "8"]),
        year=year,
        household=some(Household, dice, density, 1, id="h", village="v")[0],
        facts=some(HouseholdYear, dice, density, 1, household="h", year=year)[0],
        plan=plans[0],
        departed=(person("肖辉", "spouse", left=day(dice), leave_reason="death"),),
        helpers=helpers,
        measures=measures,
        visits=visits,
        plans=plans,
        all_measures=measures,
        seen=visits,
        cares=some(Care, dice, density, 2),
        benefits=some(Benefit, dice, density, 3),
        monitorings=some(Monitoring, dice, density, 2),
        procedures=tuple(processes),
    )


def assert_complete(one):
    assert one.code
    assert one.text()
    assert one.entity == "line" or one.key in ENTITIES[one.entity]
    if isinstance(one, Unjudged):
        assert one.entity != "line" or one.row in code_list("line_name")
    else:
        assert one.row
        assert one.remedy


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_no_rule_raises_on_any_past(seed):
    dice = Random(seed)
    case = a_past(dice)
    busy = Rounds(
        charges={"c1": 9}, days={("c1", case.visits[0].date or ""): (9, 2)}, single_days={"c1": 9}, copies={"高凤珍": 3}
    )
    for surroundings in (around(), replace(around(rounds=busy), lines={})):
        for rule in ALL_RULES:
            found = list(rule.check(case, surroundings))
            for one in found:
                assert_complete(one)
                assert one.entity == "line" or section_of(ENTITIES[one.entity][one.key])
            assert found == list(rule.check(case, surroundings))
    assess(case, around())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_no_village_rule_raises_on_any_meetings_and_notices(seed):
    dice = Random(seed)
    density = dice.choice((0.1, 0.6, 1.0))
    file = VillageFile(
        2025,
        some(Village, dice, density, 1)[0],
        some(VillageYear, dice, density, 1, year=2025)[0],
        meetings=some(Meeting, dice, density, 3),
        notices=some(Notice, dice, density, 3),
    )
    for rule in VILLAGE_RULES:
        for one in rule.check(file, around()):
            assert_complete(one)
