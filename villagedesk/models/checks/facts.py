# SPDX-License-Identifier: MIT
"""What rules read out of a case file: schooling, months, figures, and how to say what is wrong or missing.

Unknown (None) is not "not applicable": the second is an answer and counts as nothing, the first leaves a rule unjudged.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Final

from villagedesk.models.checks.rules import problem, shown_field, unjudged, unjudged_line
from villagedesk.models.checks.standing import EXITED, status_missing
from villagedesk.models.income import TOTALS, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.member import MemberYear
    from villagedesk.models.checks.rules import Check, Found, Surroundings, Unjudged
    from villagedesk.models.problem import Level, Problem

_NOT_AT_SCHOOL: Final = frozenset({"none", "preschool_age"})
_HIGHER: Final = ("higher_vocational", "technician", "bachelor", "master")
YUAN: Final = 100
"""Fen in a yuan: lines and limits are whole yuan, amounts are fen."""
MU: Final = 100
"""Hundredths in a mu; square metres and kilometres are kept the same way."""


def limited(code: str, *names: str) -> Callable[[Callable[..., Iterable[Found]]], Check]:
    """Give a check the lines it goes by, of the case's year, behind its two arguments; without one it waits for it."""

    def decorate(check: Callable[..., Iterable[Found]]) -> Check:
        last: list[tuple[object, int, list[int | None]]] = []  # one look-up serves a whole file

        @wraps(check)
        def judged(case: CaseFile, around: Surroundings) -> Iterable[Found]:
            known = last[0] if last else None
            if known is None or known[0] is not around.lines or known[1] != case.year:
                known = (around.lines, case.year, [around.limit(name, case.year) for name in names])
                last[:] = (known,)
            values = known[2]
            if None in values:
                return (unjudged_line(code, names[values.index(None)]),)
            return check(case, around, *values)

        return judged

    return decorate


def at_school(facts: MemberYear) -> bool | None:
    """Whether somebody is a pupil or student. The form fills in either 在校生状况 or 文化程度; None if neither is known."""
    if facts.school:
        return facts.school not in _NOT_AT_SCHOOL
    return False if facts.education else None


def in_higher_school(facts: MemberYear) -> bool:
    """Whether somebody studies at a college or university."""
    return (facts.school or "").startswith(_HIGHER)


def figure(value: object) -> int | None:
    """A number as it counts: not applicable is nothing, unknown is None."""
    if value is None:
        return None
    return value if isinstance(value, int) else 0


def worked(facts: MemberYear) -> int | None:
    """Months at work in the year, in a public post or elsewhere, the longer of both; None if that is not known."""
    work, post = figure(facts.work_months), figure(facts.public_post_months)
    if work is None or (not work and post is None and isinstance(facts.public_post, str)):
        return post or None
    return max(work, post or 0)


def place_of_work(facts: MemberYear) -> bool:
    """Whether anything says where somebody works."""
    if isinstance(facts.work_place, str) or facts.work_abroad is True:
        return True
    parts = (facts.work_region, facts.work_province, facts.work_city, facts.work_county)
    return any(isinstance(part, str) for part in parts if part)


def exited(case: CaseFile) -> bool | None:
    """Whether the household is out of poverty by its status; None if there is no status."""
    status = case.facts.exit_status
    return status in EXITED if status else None


def may_be_exited(case: CaseFile) -> bool | None:
    """As `exited`, for rules that fault what nobody out of poverty has; None where the status is missing.

    Who never was poor has none, and is not out of poverty.
    """
    return None if status_missing(case) else bool(exited(case))


def people_of_year(case: CaseFile) -> list[Person]:
    """All who shared the year's income and of whom anything was entered: those who left in its course too."""
    return [person for person in (*case.people, *case.departed) if person.facts.id]


def about_person(rule: tuple[str, Level], person: Person, key: str, text: str, remedy: str) -> Problem:
    """A finding about a fact of the year of one person, with what stands there."""
    path = f"member_year.{key}"
    value = shown_field(path, getattr(person.facts, key))
    return problem(rule, path, person.facts.id, text, remedy, value=value, person=person.name)


def no_age(code: str, person: Person) -> Unjudged:
    """The rule waits for the birth of one person."""
    return unjudged(code, "member.birth", person.member.id, person.name)


def about_year(rule: tuple[str, Level], case: CaseFile, key: str, text: str, remedy: str) -> Problem:
    """A finding about a fact of the household's year, with what stands there."""
    path = f"household_year.{key}"
    return problem(rule, path, case.facts.id, text, remedy, value=shown_field(path, getattr(case.facts, key)))


def income_row(case: CaseFile) -> str:
    """Where the cursor goes for the year's income: its record, or the household where only the ledger was kept."""
    return case.income.id if case.income else case.household.id


def about_income(rule: tuple[str, Level], case: CaseFile, key: str, text: str, remedy: str) -> Problem:
    """A finding about a cell of the year's income, with what stands there or what the ledger adds up to."""
    path, cell = f"income_year.{key}", getattr(case.earned, key)
    amount = total(case.earned, key) if cell is None and case.earned and key in TOTALS else cell
    return problem(rule, path, income_row(case), text, remedy, value=shown_field(path, amount))


def no_fact(code: str, person: Person, *keys: str) -> Iterator[Unjudged]:
    """The rule waits for these facts of the year of one person."""
    for key in keys:
        yield unjudged(code, f"member_year.{key}", person.facts.id, person.name)


def no_year_fact(code: str, case: CaseFile, *keys: str) -> Iterator[Unjudged]:
    """The rule waits for these facts of the household's year."""
    for key in keys:
        yield unjudged(code, f"household_year.{key}", case.facts.id)


def no_income(code: str, case: CaseFile, *keys: str) -> Iterator[Unjudged]:
    """The rule waits for these cells of the year's income."""
    for key in keys:
        yield unjudged(code, f"income_year.{key}", income_row(case))


def unknown(record: object, keys: Iterable[str]) -> list[str]:
    """Those of the fields of which nothing is known."""
    return [key for key in keys if getattr(record, key) is None]
