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
from tests.models.checks.silences import (
    ASKED,
    BY_LINE,
    CONDITION,
    ENOUGH,
    FROM_START,
    NAME,
    PROVOKED,
    SILENT,
    STRICT,
    STRUCTURE,
    TWINS,
    WRONG_ONE,
)
from tests.models.checks.test_cases import RULES, fires, said
from tests.models.checks.test_resting import records, with_everywhere
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks.resting import _watched_file
from villagedesk.models.checks.rules import Unjudged, unjudged
from villagedesk.models.problem import Problem


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
