# SPDX-License-Identifier: MIT
"""A rule that lacks a fact says so: of each case that fires, every fact the rule read is taken away, one at a time.

Those of all rows are, though a doubt that follows from its own row alone does not rest on the others (`resting.py`). The
rule must then still fire, or say what it cannot judge without. Where it says nothing, the fact is one that decides whether
there is anything to judge: `SILENT` names it, with the reason. The other way round, a rule that is quiet must not fire because
a fact was taken away, unless it asks for that fact: `PROVOKED`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from tests.models.checks.a_household import a_case, around, person
from tests.models.checks.cases import PROOFS
from tests.models.checks.test_cases import RULES, fires, said
from tests.models.checks.test_resting import records, with_everywhere
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks.resting import _watched_file
from villagedesk.models.checks.rules import Unjudged, unjudged
from villagedesk.models.problem import Problem

WRONG_ONE = "is itself what would be wrong; that it is missing is said by the list of what has to be filled in, or by another rule"
CONDITION = "decides whether the rule concerns anybody"
STRUCTURE = "is what a row is found by at all, and never empty in a saved one"
ENOUGH = "is not needed: another answer to the same question decides it alone"
TWINS = "makes two rows the same only where both say it"
NAME = "is the name by which two rows are told to be about the same person"
ASKED = "is asked for by the rule itself: that it is missing is what is wrong"
BY_LINE = "is only wanted where it differs from what a line of the office says"
FROM_START = (
    "is only filled in for who came later: without it, and without a reason, somebody was there from the beginning"
)
STRICT = "counts as not yet done as long as nobody says that it was"

SILENT = {
    "A02": {WRONG_ONE: "Member.id_no"},
    "A03": {WRONG_ONE: "Member.id_no"},
    "A04": {WRONG_ONE: "Member.id_no"},
    "A05": {WRONG_ONE: "Member.id_no"},
    "A06": {WRONG_ONE: "Member.card_no"},
    "A08": {WRONG_ONE: "Member.card_no"},
    "A09": {CONDITION: "Member.id_no"},
    "A11": {WRONG_ONE: "Member.name"},
    "A13": {WRONG_ONE: "Member.phone"},
    "A15": {WRONG_ONE: "Member.phone"},
    "A16": {WRONG_ONE: "Household.phone"},
    "A17": {CONDITION: "Member.id_no"},
    "A18": {WRONG_ONE: "Member.id_no"},
    "A3b": {CONDITION: "Cause.code"},
    "B02": {WRONG_ONE: "MemberYear.relation"},
    "B03": {WRONG_ONE: "MemberYear.relation"},
    "B04": {CONDITION: "MemberYear.relation"},
    "B06": {WRONG_ONE: "MemberYear.relation"},
    "B07": {CONDITION: "MemberYear.relation"},
    "B08": {CONDITION: "MemberYear.relation"},
    "B11": {CONDITION: "MemberYear.relation"},
    "B13": {CONDITION: "MemberYear.relation"},
    "B14": {CONDITION: "MemberYear.relation"},
    "B15": {WRONG_ONE: "Member.joined Member.left", CONDITION: "Member.leave_reason"},
    "B16": {CONDITION: "Member.join_reason"},
    "B17": {CONDITION: "Member.join_reason"},
    "B18": {
        CONDITION: "Member.leave_reason",
        NAME: "Visit.received_by",
        STRUCTURE: "MemberYear.year",
    },
    "C01": {WRONG_ONE: "MemberYear.education MemberYear.school"},
    "C04": {CONDITION: "MemberYear.school"},
    "C05": {CONDITION: "MemberYear.school"},
    "C06": {CONDITION: "MemberYear.school"},
    "C07": {CONDITION: "MemberYear.school"},
    "C08": {CONDITION: "MemberYear.school"},
    "C09": {CONDITION: "MemberYear.school"},
    "C10": {WRONG_ONE: "MemberYear.education"},
    "C11": {CONDITION: "MemberYear.dropout_reason"},
    "C12": {WRONG_ONE: "MemberYear.school", STRUCTURE: "MemberYear.year"},
    "C13": {CONDITION: "MemberYear.school"},
    "C14": {CONDITION: "Cause.code"},
    "C15": {CONDITION: "MemberYear.school"},
    "C17": {WRONG_ONE: "MemberYear.education"},
    "D02": {WRONG_ONE: "MemberYear.health"},
    "D05": {CONDITION: "MemberYear.medical"},
    "D07": {WRONG_ONE: "MemberYear.pension"},
    "D09": {CONDITION: "MemberYear.critical_aid"},
    "D10": {CONDITION: "Cause.code"},
    "D11": {CONDITION: "Cause.code"},
    "D16": {CONDITION: "MemberYear.destitute"},
    "E02": {CONDITION: "MemberYear.school"},
    "E03": {CONDITION: "MemberYear.labour"},
    "E04": {CONDITION: "MemberYear.labour"},
    "E05": {CONDITION: "MemberYear.health MemberYear.labour"},
    "E06": {WRONG_ONE: "MemberYear.public_post_months MemberYear.work_months"},
    "E07": {WRONG_ONE: "MemberYear.public_post_months MemberYear.work_months"},
    "E08": {WRONG_ONE: "MemberYear.work_months MemberYear.work_place"},
    "E09": {WRONG_ONE: "MemberYear.work_place"},
    "E10": {WRONG_ONE: "MemberYear.work_months WorkStretch.start", STRUCTURE: "WorkStretch.member"},
    "E11": {WRONG_ONE: "MemberYear.work_months"},
    "E21": {CONDITION: "MemberYear.work_planned"},
    "E14": {CONDITION: "MemberYear.public_post", WRONG_ONE: "MemberYear.public_post_months"},
    "E15": {CONDITION: "MemberYear.public_post"},
    "E16": {CONDITION: "MemberYear.public_post"},
    "E17": {CONDITION: "MemberYear.public_post"},
    "E18": {CONDITION: "MemberYear.labour"},
    "E19": {WRONG_ONE: "IncomeYear.wages MemberYear.work_months", STRUCTURE: "IncomeYear.year"},
    "E20": {WRONG_ONE: "IncomeYear.wages MemberYear.work_months", STRUCTURE: "IncomeYear.year"},
    "F01": {CONDITION: "IncomeYear.stated_per_head", STRUCTURE: "IncomeYear.year"},
    "F02": {WRONG_ONE: "IncomeYear.wage_work IncomeYear.wages", STRUCTURE: "IncomeYear.year"},
    "F03": {WRONG_ONE: "IncomeYear.ecology", STRUCTURE: "IncomeYear.year"},
    "F04": {WRONG_ONE: "IncomeYear.wages", STRUCTURE: "IncomeYear.year"},
    "F05": {WRONG_ONE: "IncomeYear.production", STRUCTURE: "IncomeYear.year"},
    "F06": {WRONG_ONE: "IncomeYear.production_cost", STRUCTURE: "IncomeYear.year"},
    "F08": {STRUCTURE: "IncomeYear.year"},
    "F09": {CONDITION: "Household.identify_year", WRONG_ONE: "IncomeYear.wages", STRUCTURE: "IncomeYear.year"},
    "F10": {
        WRONG_ONE: "IncomeYear.destitute IncomeYear.family_planning IncomeYear.low_income IncomeYear.pension",
        STRUCTURE: "IncomeYear.year",
    },
    "F11": {WRONG_ONE: "IncomeYear.pension", STRUCTURE: "IncomeYear.year"},
    "F12": {STRUCTURE: "IncomeYear.year", CONDITION: "MemberYear.pension"},
    "F13": {
        WRONG_ONE: "IncomeYear.destitute IncomeYear.low_income",
        STRUCTURE: "IncomeYear.year",
        CONDITION: "MemberYear.destitute MemberYear.low_income",
    },
    "F14": {WRONG_ONE: "IncomeYear.ecology", STRUCTURE: "IncomeYear.year"},
    "F15": {WRONG_ONE: "IncomeYear.family_planning", STRUCTURE: "IncomeYear.year"},
    "F16": {STRUCTURE: "IncomeYear.year"},
    "F17": {
        WRONG_ONE: "IncomeYear.production IncomeYear.production_cost IncomeYear.wages",
        STRUCTURE: "IncomeYear.year",
    },
    "F18": {STRUCTURE: "IncomeYear.year"},
    "F19": {STRUCTURE: "IncomeYear.year"},
    "F20": {STRUCTURE: "IncomeYear.year"},
    "F21": {WRONG_ONE: "IncomeYear.asset_dividend", ENOUGH: "Project.year", STRUCTURE: "IncomeYear.year"},
    "F22": {CONDITION: "IncomeLine.gross IncomeLine.item"},
    "F23": {CONDITION: "HouseholdYear.risks", STRUCTURE: "IncomeYear.year"},
    "F24": {WRONG_ONE: "MemberYear.wage"},
    "F25": {
        CONDITION: "IncomeLine.gross IncomeLine.item",
        WRONG_ONE: "IncomeYear.wages",
        STRUCTURE: "IncomeYear.year",
    },
    "F26": {CONDITION: "IncomeLine.date IncomeLine.item"},
    "G02": {
        WRONG_ONE: (
            "HouseholdYear.farmland HouseholdYear.forest HouseholdYear.grassland HouseholdYear.orchard "
            "HouseholdYear.returned HouseholdYear.water_surface"
        ),
    },
    "G03": {WRONG_ONE: "HouseholdYear.returned"},
    "G04": {WRONG_ONE: "HouseholdYear.irrigated"},
    "G06": {WRONG_ONE: "HouseholdYear.house_area"},
    "G08": {WRONG_ONE: "HouseholdYear.house_grade"},
    "G09": {ENOUGH: "HouseholdYear.water_solved"},
    "G12": {CONDITION: "Cause.code"},
    "G13": {CONDITION: "Cause.code"},
    "H01": {CONDITION: "Household.identify_year"},
    "H02": {ENOUGH: "HouseholdYear.house_grade"},
    "H06": {CONDITION: "Cause.code HouseholdYear.risks"},
    "H07": {CONDITION: "Cause.code"},
    "H09": {CONDITION: "HouseholdYear.risks"},
    "H10": {ENOUGH: "HouseholdYear.house_grade"},
    "H12": {ENOUGH: "HouseholdYear.house_grade"},
    "H20": {CONDITION: "Pairing.end Pairing.start"},
    "H21": {STRUCTURE: "Process.template ProcessStep.step"},
    "I01": {CONDITION: "Cause.code"},
    "I05": {CONDITION: "Pairing.end Pairing.start"},
    "I06": {CONDITION: "Pairing.end"},
    "I08": {CONDITION: "Household.care_level Pairing.role Visit.cadre", STRUCTURE: "Visit.date"},
    "I09": {WRONG_ONE: "Visit.time"},
    "I13": {WRONG_ONE: "Attendance.d05"},
    "I14": {WRONG_ONE: "VillageYear.first_secretary"},
    "J08": {CONDITION: "Benefit.member"},
    "J09": {CONDITION: "Visit.gift_money"},
    "K01": {STRUCTURE: "Process.template ProcessStep.step", WRONG_ONE: "ProcessStep.start"},
    "K02": {STRUCTURE: "Process.template ProcessStep.step"},
    "K03": {WRONG_ONE: "MeetingItem.against", CONDITION: "ProcessStep.done", STRUCTURE: "Process.template ProcessStep.step"},
    "K05": {CONDITION: "Plan.signed_household"},
    "K06": {CONDITION: "HouseholdYear.monitored_since Member.joined"},
    "K08": {CONDITION: "Attachment.paper", STRUCTURE: "Attachment.year"},
    "K09": {CONDITION: "Pairing.cadre Pairing.end"},
    "K10": {WRONG_ONE: "Attachment.taken_on", STRUCTURE: "Attachment.year"},
    "K13": {CONDITION: "MemberYear.relation", STRUCTURE: "MemberYear.year"},
    "K14": {WRONG_ONE: "Measure.signed_on"},
    "K15": {WRONG_ONE: "Visit.changes"},
    "J01": {CONDITION: "Allocation.donation Payment.date", ENOUGH: "FundAccount.opening_on"},
    "J03": {CONDITION: "Allocation.donation"},
    "J07": {CONDITION: "Donation.form"},
    "J13": {WRONG_ONE: "Donation.in_words"},
    "J8b": {CONDITION: "Payment.date Payout.to_member", WRONG_ONE: "Household.ended"},
    "J9b": {CONDITION: "Payment.date", TWINS: "Payout.to_member"},
    "J14": {CONDITION: "Allocation.donation Payment.date"},
    "J10": {WRONG_ONE: "Project.accepted Project.budget_change"},
    "L02": {ENOUGH: "Village.exit_year VillageYear.exited"},
    "L03": {CONDITION: "Village.exit_year"},
    "L07": {ENOUGH: "Village.exit_year VillageYear.exited"},
    "R01": {
        WRONG_ONE: (
            "Matter.due Matter.closed_on Matter.told_on MatterStep.date Complaint.due Complaint.closed_on "
            "Complaint.replied_on Deed.due Deed.published_on Deed.done_on Deed.closed_on Inspection.last "
            "Inspection.due Inspection.notice_on Inspection.answered_on Rectification.due "
            "Rectification.done_on Rectification.checked_on Resolution.due Resolution.done_on "
            "Resolution.published_on"
        ),
    },
    "R03": {ENOUGH: "Rectification.due", WRONG_ONE: "Matter.closed_on"},
    "R05": {CONDITION: "Complaint.anonymous", WRONG_ONE: "Complaint.complainant"},
    "R06": {TWINS: "Matter.ledger Matter.number"},
    "M26": {TWINS: "Measure.amount Measure.category Measure.content Measure.due Measure.quantity"},
    "M56": {WRONG_ONE: "Member.id_no"},
    "M60": {CONDITION: "Household.ended Household.village Pairing.cadre"},
}  # fmt: skip
PROVOKED = {
    "A01": {ASKED: "Member.id_no"},
    "A07": {ASKED: "Member.card_no"},
    "A12": {ASKED: "Member.ethnic"},
    "B01": {ASKED: "MemberYear.relation"},
    "B05": {ASKED: "MemberYear.relation"},
    "B15": {ASKED: "Member.change_evidence Member.leave_reason Member.left"},
    "C02": {ASKED: "MemberYear.education"},
    "D01": {ASKED: "MemberYear.health"},
    "E08": {ASKED: "MemberYear.work_months MemberYear.work_place"},
    "E13": {ASKED: "WorkStretch.end"},
    "E21": {ASKED: "MemberYear.job_service"},
    "E09": {ASKED: "MemberYear.work_county"},
    "E14": {ASKED: "MemberYear.public_post MemberYear.public_post_months"},
    "F15": {ASKED: "Household.family_types"},  # the list has no word for none of these
    "F22": {ASKED: "IncomeLine.evidence"},
    "F26": {ASKED: "IncomeLine.gross"},
    "G01": {
        ASKED: (
            "HouseholdYear.farmland HouseholdYear.forest HouseholdYear.grassland HouseholdYear.orchard "
            "HouseholdYear.returned HouseholdYear.water_surface"
        ),
    },
    "G05": {ASKED: "HouseholdYear.road_distance"},
    "G06": {ASKED: "HouseholdYear.house_area HouseholdYear.no_house"},
    "G08": {ASKED: "HouseholdYear.house_grade"},
    "G11": {
        ASKED: (
            "HouseholdYear.broadcasting HouseholdYear.cooperative HouseholdYear.fuel "
            "HouseholdYear.leader_firm HouseholdYear.leader_person HouseholdYear.road_type "
            "HouseholdYear.toilet"
        ),
    },
    "G14": {
        ASKED: (
            "HouseholdYear.moved_in HouseholdYear.settlement_area HouseholdYear.settlement_mode "
            "HouseholdYear.settlement_place"
        ),
    },
    "H03": {STRUCTURE: "Process.template ProcessStep.step", ASKED: "ProcessStep.done ProcessStep.result"},
    "H04": {ASKED: "HouseholdYear.note"},
    "H05": {ASKED: "HouseholdYear.return_cause HouseholdYear.return_year"},
    "H08": {ASKED: "HouseholdYear.risks"},
    "H09": {ASKED: "HouseholdYear.risk_note"},
    "H11": {
        ASKED: "HouseholdYear.dangerous HouseholdYear.water_solved Member.birth MemberYear.medical",
        STRUCTURE: "IncomeYear.year",
    },
    "H16": {STRICT: "HouseholdYear.risk_removed HouseholdYear.risk_removed_on"},
    "H18": {ASKED: "HouseholdYear.no_labour_household"},
    "H20": {STRICT: "Cadre.phone"},
    "H22": {STRICT: "Monitoring.confirmed_on"},
    "I02": {STRICT: "MemberYear.work_months"},
    "I06": {STRICT: "Pairing.end"},
    "I08": {STRICT: "Visit.cadre Visit.date"},
    "I12": {STRICT: "Benefit.measure"},
    "I13": {ASKED: "Leave.approver"},
    "J08": {ASKED: "Benefit.signed_household"},
    "J8b": {ASKED: "Payout.signed"},
    "K05": {ASKED: "Plan.made_on"},
    "K06": {ASKED: "Attachment.paper Attachment.photo", STRUCTURE: "Attachment.year"},
    "K11": {FROM_START: "Member.joined"},
    "L01": {ASKED: "VillageYear.households VillageYear.people"},
    "L02": {ASKED: "VillageYear.collective_income"},
    "L04": {
        ASKED: (
            "VillageYear.bus VillageYear.clinics VillageYear.destitute_people "
            "VillageYear.disabled_people VillageYear.doctors VillageYear.low_households "
            "VillageYear.low_people VillageYear.pension_insured VillageYear.primary_schools "
            "VillageYear.reading_rooms VillageYear.refuse_points VillageYear.toilets"
        ),
    },
    "J06": {STRICT: "Allocation.donation Payment.date"},
    "J07": {ASKED: "Donation.amount Donation.unit"},
    "J14": {ASKED: "Donation.feedback_on"},
    "L08": {ASKED: "VillageYear.agronomist VillageYear.first_secretary VillageYear.law_lecturer"},
    "R02": {ASKED: "Matter.closed_on Matter.outcome Matter.result"},
    "R03": {STRICT: "Matter.outcome", BY_LINE: "Complaint.due"},
    "R07": {ASKED: "Matter.cadre"},
    "M03": {ASKED: "Notice.end Notice.phones Notice.start"},
    "M60": {STRICT: "Pairing.end"},
}  # fmt: skip


def blanked(setting, fact):
    """The setting without one fact; None where the fact was empty, or is no field of a row."""
    if len(fact) != 3:
        return None
    kind, row, key = fact
    found = next((one for _way, one in records(setting.file) if type(one).__name__ == kind and one.id == row), None)
    if found is None or getattr(found, key) == type(found).empty[key]:
        return None
    return setting._replace(file=with_everywhere(setting.file, found.having(**{key: type(found).empty[key]})))


def answers(one, problem, fact, before):
    """Whether this stands where the problem stood or is about the fact itself, or is a missing fact told anew."""
    if isinstance(one, Unjudged):
        return one not in before
    return (one.row, one.key) in {(problem.row, problem.key), fact[1:]}


def missing(one, file):
    """Whether what is told to be missing is: a line, a record that nobody made, or a fact that says nothing.

    A sentence that names another fact than its place (F16, H21: what has no row to go to) is not looked at.
    """
    if one.entity == "line" or one.field != unjudged(one.code, f"{one.entity}.{one.key}", one.row).field:
        return True
    found = [getattr(record, one.key, None) for _way, record in records(file) if record.id == one.row]
    return all(value in (None, (), NA) for value in found)


@cache
def silenced(code):
    """The fields (kind.key) without which the rule says nothing any more of a case of which it said something."""
    proof, found = PROOFS[code], set()
    for setting in (proof.fires, *(edge.outside for edge in proof.edges)):
        read = {}
        before = list(RULES[code].check(_watched_file(setting.file, read), setting.around))
        for problem in before:
            if not isinstance(problem, Problem):
                continue
            for fact in list(read):
                without = blanked(setting, fact)
                if without is not None and not any(answers(one, problem, fact, before) for one in said(code, without)):
                    found.add(f"{fact[0]}.{fact[2]}")
    return found


@cache
def provoked(code):
    """The fields without which the rule fires in a case in which it was quiet."""
    proof, found = PROOFS[code], set()
    for setting in (proof.quiet, *(edge.inside for edge in proof.edges)):
        read = {}
        list(RULES[code].check(_watched_file(setting.file, read), setting.around))
        for fact in list(read):
            without = blanked(setting, fact)
            if without is not None and fires(code, without):
                found.add(f"{fact[0]}.{fact[2]}")
    return found


def by_field(told):
    return {field: reason for reason, fields in told.items() for field in fields.split()}


def needed(code, seen, told, does, table):
    """What has to be mended or entered."""
    new, old = sorted(set(seen) - set(told)), sorted(set(told) - set(seen))
    return (
        f"{code} {does} without {new}: let it yield unjudged({code!r}, path, row), or give the reason in {table}[{code!r}];"
        f" {table}[{code!r}] holds {old}, which nothing needs"
    )


@pytest.mark.parametrize("code", sorted(PROOFS))
def test_a_rule_that_lacks_a_fact_says_so(code):
    """A field that is missing here silences the rule: let the rule say `Unjudged`, or add it to SILENT with the reason."""
    told = by_field(SILENT.get(code, {}))
    assert sorted(silenced(code)) == sorted(told), needed(code, silenced(code), told, "says nothing", "SILENT")


@pytest.mark.parametrize("code", sorted(PROOFS))
def test_a_rule_does_not_fire_because_a_fact_is_missing(code):
    """A field that is missing here makes the rule fire: let it say `Unjudged`, or add it to PROVOKED with the reason."""
    told = by_field(PROVOKED.get(code, {}))
    assert sorted(provoked(code)) == sorted(told), needed(code, provoked(code), told, "fires", "PROVOKED")


@pytest.mark.parametrize("code", sorted(PROOFS))
def test_what_a_rule_says_is_missing_is_missing(code):
    proof = PROOFS[code]
    for setting in (proof.fires, proof.quiet, *(one for edge in proof.edges for one in (edge.inside, edge.outside))):
        read = {}
        list(RULES[code].check(_watched_file(setting.file, read), setting.around))
        for fact in list(read):
            without = blanked(setting, fact)
            told = [one for one in said(code, without) if isinstance(one, Unjudged)] if without else []
            assert [one for one in told if not missing(one, without.file)] == [], f"without {fact}"


def without_status(code, **facts):
    setting = PROOFS[code].fires
    less = setting.file.facts.having(exit_status=None, **facts)
    return said(code, setting._replace(file=replace(setting.file, facts=less)))


@pytest.mark.parametrize("code", ["G07", "G09", "G10", "F18", "F19"])
def test_who_never_was_poor_is_not_asked_for_a_status_of_exit(code):
    assert [one.key for one in without_status(code, exit_year=None)] == ["exit_status"]
    assert without_status(code, exit_year=None, household_type="ordinary") == []


@pytest.mark.parametrize(("status", "expected"), [("not_exited", ["wages"]), ("exited", [])])
def test_f09_misses_the_income_of_the_year_of_identification_where_f07_does_not_ask_for_it(status, expected):
    facts = {"exit_status": status, "exit_year": 2018, "year": 2018}
    case = replace(a_case(household={"identify_year": 2018}, facts=facts), year=2018)
    case = replace(case, incomes=(IncomeYear(id="i", household="h", year=2018),))
    assert [one.key for one in RULES["F09"].check(case, around())] == expected
    assert bool(list(RULES["F07"].check(case, around()))) is not bool(expected)


@pytest.mark.parametrize(("place", "expected"), [("county", ["work_months"]), (None, [])])
def test_e19_misses_the_months_of_those_of_whom_something_tells_that_they_work(place, expected):
    case = a_case(people=(person(work_months=None, work_place=place),), income={"wages": 0})
    assert [one.key for one in RULES["E19"].check(case, around())] == expected


def test_the_tables_name_rules_and_give_reasons():
    assert set(SILENT) | set(PROVOKED) <= set(PROOFS)
    assert {reason for told in SILENT.values() for reason in told} <= {
        WRONG_ONE,
        CONDITION,
        STRUCTURE,
        ENOUGH,
        TWINS,
        NAME,
    }
    assert {reason for told in PROVOKED.values() for reason in told} <= {ASKED, STRICT, STRUCTURE, BY_LINE, FROM_START}
