# SPDX-License-Identifier: MIT
"""When a standard is reached, for the sheet of readiness, the papers and the rules alike: each is decided here and nowhere else.

A question of safety that is answered with 不适用 proves nothing: whoever lives somewhere lives in a house and drinks water.
So it is neither met nor failed, and the sheet and the rules say that they cannot tell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.income import turning_cell
from villagedesk.models.values.dates import age_on
from villagedesk.models.values.identity import birth_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.member import Member, MemberYear

EXCUSED: Final = frozenset({"illness", "disability"})  # reasons for which nobody is counted as out of school
BEFORE_SCHOOL: Final = frozenset({"preschool_age", "kindergarten"})
FINISHED: Final = frozenset({"junior", "senior", "college", "bachelor"})
FIRST_AGE: Final = 6  # 义务教育法 art. 11
SCHOOL_LINES: Final = ("school_day", "check_c03_from", "check_c03_to")
"""The lines that say who is of the age of compulsory education."""
_DANGEROUS: Final = frozenset({"C", "D"})
_SOUND: Final = frozenset({"A", "B", "none"})

ValueOf = Callable[[str], int | None]
"""Name of a line → its value in the year that is looked at; None if none holds."""


class Answer(NamedTuple):
    """What one fact says of a standard, or that it is missing.

    Attributes:
        met: None where nobody can tell without the fact.
        path: the field (entity.key) that says so or is missing; `line.value` for a line of the office.
        row: id of its record, empty if there is none yet; of a line its name.
        name: whom it is about; empty for the household.
        age: of somebody of school age.
        amount: income per head (fen) that is compared with a line.
        line: the line (yuan) it is compared with.
    """

    met: bool | None
    path: str
    row: str
    name: str = ""
    age: int | None = None
    amount: int | None = None
    line: int | None = None


def exceeds(per_head: int, line: int) -> bool:
    """Whether an income per head (fen) is more than a line (yuan): 稳定超过, as much as it is not enough (厅字〔2016〕16号)."""
    return per_head > line * 100


# -- schooling --------------------------------------------------------------------------------------------------------


class SchoolAges(NamedTuple):
    """The age of compulsory education: completed years, both ends counted, on the day (ISO) that decides."""

    first: int
    last: int
    day: str


def school_day(value: ValueOf, at: str) -> str | None:
    """The day (ISO) that decides the age at school: the last one by the line (1 September) that had come at a day.

    None where the office has not entered the line.
    """
    known = value("school_day")
    if known is None:
        return None
    day = f"{at[:4]}-{known // 100:02d}-{known % 100:02d}"
    return day if day <= at else f"{int(at[:4]) - 1}{day[4:]}"


def school_ages(value: ValueOf, at: str) -> SchoolAges | str:
    """Who is of school age when a year is looked at on the day `at`; the name of the line that is missing for it.

    The ages are lines, since counties begin at six or seven.
    """
    day, first, last = school_day(value, at), value("check_c03_from"), value("check_c03_to")
    if day is None or first is None or last is None:
        return SCHOOL_LINES[[day, first, last].index(None)]
    return SchoolAges(first, last, day)


def birth_of(member: Member) -> str:
    """The day of birth (ISO), from the identity number where the field is empty; empty if neither tells."""
    return member.birth or birth_in(member.id_no or "")


def age_of(person: Person, day: str) -> int | None:
    """Completed years on a day (ISO); None while nobody knows when the person was born."""
    birth = birth_of(person.member)
    return age_on(birth, day) if birth else None


def schooled(facts: MemberYear, age: int, first: int = FIRST_AGE) -> bool | None:
    """Whether somebody of the age of compulsory education gets it or is through it; None if nobody knows.

    Who cannot go for an illness or a disability is not counted as out of school: the form asks for that reason. At the age at
    which school begins some are still in kindergarten.
    """
    if facts.education in FINISHED or facts.dropout_reason in EXCUSED:
        return True
    if not facts.school:
        return False if facts.dropout_reason else None
    return facts.school != "none" and not (facts.school in BEFORE_SCHOOL and age > first)


def schooling(case: CaseFile, ages: SchoolAges | str) -> Iterator[Answer]:
    """义务教育: an answer for each member of school age, and for those of whom nobody knows the age that matters."""
    if isinstance(ages, str):
        yield Answer(None, "line.value", ages)
        return
    for person in case.counted:
        facts, age = person.facts, age_of(person, ages.day)
        if age is None:
            if not schooled(facts, ages.last):  # who is at school or through it is so at any age
                yield Answer(None, "member.birth", person.member.id, person.name)
        elif ages.first <= age <= ages.last:
            met = schooled(facts, age, ages.first)
            yield Answer(met, "member_year.school", facts.id, person.name, age=age)


# -- insurance, house, water ------------------------------------------------------------------------------------------


def insured(facts: MemberYear) -> bool | None:
    """Whether somebody has basic medical insurance, as a resident or as an employee; soldiers are cared for. None: unknown."""
    if facts.medical is True or facts.employee_medical is True or facts.soldier is True:
        return True
    return None if facts.medical is None else False


def insurance(case: CaseFile) -> Iterator[Answer]:
    """基本医疗: an answer for each member who counts."""
    for person in case.counted:
        yield Answer(insured(person.facts), "member_year.medical", person.facts.id, person.name)


def answered(case: CaseFile, key: str) -> Answer:
    """A yes/no question of the household in the year, of which yes is the answer that is wanted."""
    value = getattr(case.facts, key)
    return Answer(value if isinstance(value, bool) else None, f"household_year.{key}", case.facts.id)


def house(case: CaseFile) -> Answer:
    """住房安全: a house, and not of grade C or D; what was graded goes before the plain answer."""
    facts = case.facts
    if facts.no_house is True:
        return Answer(False, "household_year.no_house", facts.id)
    if facts.house_grade in _DANGEROUS:
        return Answer(False, "household_year.house_grade", facts.id)
    if facts.dangerous is True:
        return Answer(False, "household_year.dangerous", facts.id)
    if facts.house_grade in _SOUND:
        return Answer(True, "household_year.house_grade", facts.id)
    return Answer(True if facts.dangerous is False else None, "household_year.dangerous", facts.id)


def water(case: CaseFile) -> Answer:
    """饮水安全: 是否解决安全饮用水; where that says neither yes nor no, the two questions of the older form."""
    solved, safe = answered(case, "water_solved"), answered(case, "water_safe")
    if solved.met is not None:
        return solved
    if case.facts.water_hard is True and safe.met is not False:
        return Answer(False, "household_year.water_hard", case.facts.id)
    return solved if safe.met is None else safe


# -- income -----------------------------------------------------------------------------------------------------------


def income(case: CaseFile, line: int | None, *, monitored: bool = False) -> Iterator[Answer]:
    """年人均纯收入, or income as monitoring reckons it (纯收入+理赔−合规自付), against the line (yuan) of the year.

    What was typed counts, else what the ledger adds up to; divided among who shared it (`CaseFile.sums`). A cell nobody
    entered is no zero: where it could turn the verdict, nobody can tell.
    """
    sums, row = case.sums, case.income.id if case.income else ""
    amount = None if sums is None else sums.monitored_per_head if monitored else sums.per_head
    if amount is None:
        yield Answer(None, "income_year.wages", row)
    if line is None:
        yield Answer(None, "line.value", "monitoring_line" if monitored else "exit_line", amount=amount)
    if amount is not None and line is not None and case.earned is not None:
        verdict = exceeds(amount, line)
        missing = turning_cell(case.earned, above=verdict)
        yield Answer(None if missing else verdict, f"income_year.{missing or 'wages'}", row, amount=amount, line=line)


# -- by the key of a criterion ----------------------------------------------------------------------------------------

_QUESTIONS: Final = {
    "food": "food_secure", "clothing": "clothing_secure", "power": "living_power", "broadcasting": "broadcasting",
}  # fmt: skip


def answers(key: str, case: CaseFile, value: ValueOf, at: str) -> list[Answer]:
    """What the facts say of a criterion (`resources/criteria.csv`) in the case file's year.

    Args:
        key: of the criterion.
        case: the case file.
        value: the lines that hold in its year.
        at: the day (ISO) on which the year is looked at: its last, or today if that has not come yet.

    Raises:
        KeyError: a criterion that nothing judges.
    """
    if key == "income":
        return list(income(case, value("exit_line")))
    if key == "monitored_income":
        return list(income(case, value("monitoring_line"), monitored=True))
    if key == "education":
        return list(schooling(case, school_ages(value, at)))
    if key == "medical":
        return list(insurance(case))
    if key == "housing":
        return [house(case)]
    return [water(case) if key == "water" else answered(case, _QUESTIONS[key])]


OF_HOUSEHOLD: Final = frozenset({"housing", "water", *_QUESTIONS})
"""Criteria of which the facts of the household in the year (`CaseFile.facts`) say everything."""


def met(found: list[Answer]) -> bool | None:
    """What several answers come to: one failure decides; otherwise one missing fact leaves it open."""
    said = {one.met for one in found}
    return False if False in said else None if None in said else True
