# SPDX-License-Identifier: MIT
"""Rules of help, paper and villages say which fact they lack instead of passing; what decides that they do not apply is no lack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.a_household import a_case, answers, around, helper, person, verdict
from tests.models.checks.cases.helping import BLANK, abandoned, given, helped, pair, presents, taking
from tests.models.checks.cases.paperwork import DAY, pictured, received_after_the_death, signed_by
from tests.models.checks.cases.proof import setting
from tests.models.checks.cases.villages import leaving, left
from tests.models.checks.test_gatherings import meeting
from tests.models.checks.test_helpers import benefit, changed_head, received
from tests.models.checks.test_measures import measure
from tests.models.checks.test_procedures import EXIT, exit_case, voted
from tests.models.checks.test_village import a_village
from villagedesk.models.casefile import Helper
from villagedesk.models.catalogue.help import Cadre, Pairing, Unit
from villagedesk.models.checks.registry import ALL_RULES, VILLAGE_RULES

RULES = (*ALL_RULES, *VILLAGE_RULES)


HANGING = {"appraisal": "2020-10-08", "verify": "2020-10-10", "agree": "2020-10-12", "notice_village": None}


def in_person(**facts):
    """A cadre who answers for the household, some facts of whom or of whose pairing are missing."""
    pairing = Pairing(**{"id": "p", "household": "h", "cadre": "c1", "start": "2020-01-01", **facts.pop("pairing", {})})
    return a_case(helpers=(Helper(pairing, Cadre(**{"id": "c1", "name": "赵志强", **facts}), Unit()),))


def visit(**facts):
    return a_case(visits=[{"date": DAY, **facts}])


def unknown_head(relation):
    return changed_head("2020-01-01", relation=relation)


def voted_at(**facts):
    """A vote of which the day or the kind of the meeting may be missing."""
    case = voted()
    (facts_of,) = case.procedures
    votes = tuple(one._replace(meeting=one.meeting.having(**facts)) for one in facts_of.votes)
    return replace(case, procedures=(replace(facts_of, votes=votes),))


def gone(day, name="肖辉"):
    """Somebody of that name left on a day, or nobody knows when, and received a visit afterwards."""
    return received(DAY, departed=(person(name, "spouse", left=day, leave_reason="death"),))


def gone_both(day):
    """Two of one name, one of whom left before the visit."""
    first, second = (gone(left).departed[0] for left in ("2025-05-01", day))
    other = replace(second, member=second.member.having(id="m-other"))
    return received(DAY, departed=(first, other))


def moved_out(month, status, year):
    return helped(month, exit_status=status, exit_year=year)


def of_a(kind, **figures):
    return a_village(village={"attribute": kind}, **figures)


LACKING = [
    ("I02", taking(measure(None, "务工")), "? measure.category"),
    ("I02", taking(measure("industry", None)), "? measure.content"),
    ("I02", taking(measure("industry", None, status="planned")), "ok"),
    ("I02", taking(measure("industry", None, subcategory="planting")), "ok"),
    ("I03", a_case(measures=[measure("finance", None)]), "? measure.content"),
    ("I03", a_case(measures=[measure("industry", None)]), "ok"),
    ("I04", abandoned("2025-05"), "ok"),
    ("I04", replace(abandoned("2025-05"), departed=(person(left=None),)), "? member.left"),
    ("I04", moved_out("2025-01", None, 2024), "? household_year.exit_status"),
    ("I04", moved_out("2024-12", None, 2024), "ok"),
    ("I04", moved_out("2025-01", "exited_no_policy", None), "? household_year.exit_year"),
    ("I06", pair({"end": "2022-01-01", "start": None}, {"cadre": "c2"}), "? pairing.start"),
    ("I06", pair({"end": "2022-01-01"}, {"start": None}), "? pairing.start"),
    ("I06", pair({}, {"cadre": None}), "? pairing.cadre"),
    ("I06", pair({"cadre": None}, {"start": "2021-01-01"}), "? pairing.cadre"),
    ("I06", pair({"end": "2022-01-01"}, {"start": None, "cadre": "c2"}), "ok"),
    ("I07", in_person(pairing={"cadre": None}), "? pairing.cadre"),
    ("I07", in_person(pairing={"cadre": None, "role": "leader"}), "ok"),
    ("I09", visit(), "? visit.cadre"),
    ("I09", visit(visitors="赵志强"), "ok"),
    ("I10", in_person(name=None), "? cadre.name"),
    ("I10", replace(in_person(), people=(person(name=None),)), "? member.name"),
    (
        "I12",
        replace(a_case(measures=[measure(status=None, amount=1)]), benefits=(benefit(measure="s1"),)),
        "? measure.status",
    ),
    ("J08", replace(gone(None), benefits=(benefit(member="m-肖辉"),)), "? member.left"),
    ("J08", replace(gone("2025-05-01"), benefits=(benefit(member="m-肖辉", date=None),)), "? benefit.date"),
    ("J09", given(benefit(), benefit(id="b2", content=None)), "? benefit.content"),
    ("J09", given(benefit(content=None), benefit(id="b2", content=None)), "? benefit.content"),
    ("J09", given(benefit(), benefit(id="b2", category=None)), "? benefit.category"),
    ("J09", given(benefit(), benefit(id="b2", date=None)), "? benefit.date"),
    ("J09", given(benefit(content=None), benefit(id="b2", category=None)), "? benefit.category benefit.content"),
    ("J09", given(benefit(), benefit(id="b2", content=None, member="m9")), "ok"),
    ("J09", given(benefit(), benefit(id="b2", content=None, date="2025-07-01")), "ok"),
    ("J09", presents(1, None), "? visit.date"),
    ("K01", exit_case({**EXIT, "verify": None}), "? process_step.done"),
    ("K01", exit_case({**EXIT, "verify": None}, verify={"start": "2020-10-10"}), "? process_step.done"),
    ("K01", exit_case(HANGING, notice_village={"start": "2020-10-14", "result": None}), "ok"),
    ("K03", voted_at(date=None), "? meeting.date"),
    ("K03", voted_at(kind=None), "? meeting.kind"),
    ("K03", voted_at(kind="congress", date=None), "ok"),
    ("K04", meeting(chair=None), "? meeting.chair"),
    ("K09", gone(None), "? member.left"),
    ("K09", gone(DAY), "ok"),
    ("K09", gone_both(None), "? member.left"),
    ("K09", gone_both("2025-05-01"), "doubt"),
    ("K09", gone_both(DAY), "ok"),
    ("K09", received(DAY, departed=(person(None, left="2025-05-01"),)), "? member.name"),
    ("K09", received_after_the_death(None), "? visit.date"),
    ("K09", visit(cadre="c1", paper_signed=True), "? visit.received_by"),
    ("K09", visit(cadre="c1", received_by="肖辉", paper_signed=False), "ok"),
    ("K09", visit(), "? visit.cadre"),
    ("K09", visit(visitors="赵志强"), "ok"),
    ("K09", a_case(helpers=(helper(start=None),), visits=[{"date": DAY, "cadre": "c1"}]), "? pairing.start"),
    ("K09", signed_by(None), "? member.birth"),
    ("K10", pictured(None), "? attachment.taken_on"),
    ("K10", pictured(None, paper="p14"), "ok"),
    ("K10", pictured(None, photo=None), "ok"),
    ("K10", pictured("2025-07-01", date=None), "? attachment.date"),
    ("K10", pictured("2025-07-01", paper=None), "? attachment.paper"),
    ("K10", pictured("2025-05-01", paper=None), "doubt"),
    ("K10", pictured("2025-07-01", paper="p14"), "ok"),
    ("K10", pictured("2024-07-01", year=2024), "ok"),
    ("K10", (pictured("2025-07-01"), around(check_k10_days=None)), "? line.value"),
    ("K13", unknown_head(None), "? member_year.relation"),
    ("K13", unknown_head("mother"), "ok"),
    ("K13", replace(unknown_head(None), helpers=()), "ok"),
    ("K16", visit(), "? visit.cadre"),
    ("L02", of_a("exited", collective_income=0), "? village.exit_year"),
    ("L02", of_a("exited"), "ok"),
    ("L02", of_a(None, collective_income=0), "? village.attribute"),
    ("L02", of_a("poor", collective_income=0), "ok"),
    ("L03", of_a("exited", road_to_township=False), "? village.exit_year"),
    ("L03", of_a("not_poor", road_to_township=None), "ok"),
    ("L05", a_village(households=None), "? village_year.households"),
    ("L06", a_village(minority_people=None), "? village_year.minority_people"),
    ("L07", of_a("exited"), "? village.exit_year"),
    ("L07", of_a("not_poor", poor_people=None), "ok"),
]


@pytest.mark.parametrize(("code", "file", "expected"), LACKING, ids=[f"{code}-{said}" for code, _file, said in LACKING])
def test_a_rule_says_what_it_lacks(code, file, expected):
    assert verdict(RULES, code, *setting(file)) == expected


def test_of_two_helpers_who_may_be_relatives_only_the_nameless_is_asked_for():
    """A member without a name changes nothing where every helper is already called as somebody is."""
    people = (person(), person(name=None, relation="son"))
    assert verdict(RULES, "I10", replace(in_person(name="高凤珍"), people=people)) == "doubt"


def test_the_beginning_of_a_pairing_is_asked_for_once():
    case = pair({"start": None, "end": "2022-01-01"}, {"start": "2021-01-01", "end": "2023-01-01"})
    assert [one.key for one in answers(RULES, "I06", case)] == ["start"]


def test_facts_that_say_that_nothing_is_owed_are_no_lack():
    assert verdict(RULES, "I02", taking(measure("health", "医疗救助"), **BLANK)) == "ok"
    assert verdict(RULES, "L02", leaving(2026, collective_income=0)) == "ok"
    assert verdict(RULES, "L03", left()) == "ok"
