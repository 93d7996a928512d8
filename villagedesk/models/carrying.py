# SPDX-License-Identifier: MIT
"""What of last year's facts may be taken over into this year (沿用上年), field by field; pure.

Only what nobody has entered for this year is proposed. Ticked is what usually stays as it is; what has to be asked again is
shown with the reason and not ticked. Nothing here writes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.casefile import RANKS
from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.spec import NA, Kind, spec_of
from villagedesk.models.codes import code_list
from villagedesk.models.values.dates import age_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.spec import FieldSpec, Record, Value

    Ask = Callable[[FieldSpec, Value, int], str]  # why a field of last year has to be asked again; "" where it stays

WORKING_AGE, PENSION_AGE = 16, 60  # domain.md §9.3 E: where the ability to work usually changes
_SCHOOL_NEXT: Final = {
    "g7": "g8", "g8": "g9", "senior1": "senior2", "senior2": "senior3", "vocational1": "vocational2",
    "vocational2": "vocational3", "higher_vocational1": "higher_vocational2",
    "higher_vocational2": "higher_vocational3", "technician1": "technician2", "technician2": "technician3",
    "technician3": "technician4", "bachelor1": "bachelor2", "bachelor2": "bachelor3", "bachelor3": "bachelor4",
}  # fmt: skip
# Several grades stand under one code, so somebody may still be in it, and after it comes a choice.
_SCHOOL_MAYBE: Final = frozenset({"preschool_age", "kindergarten", "primary", "master"})
_PASSING: Final = frozenset({"new", "not_exited", "pre_exit", "returned"})  # decided anew by each year's procedures

_WORK: Final = frozenset(
    [
        "work_place",
        "work_region",
        "work_province",
        "work_city",
        "work_county",
        "work_township",
        "work_abroad",
        "work_months",
        "employer",
        "industry",
        "job_channel",
        "wage",
        "public_post",
        "public_post_months",
        "work_planned",
        "planned_county",
        "job_service",
    ]
)
_PREMIUMS: Final = frozenset(
    [
        "medical",
        "employee_medical",
        "critical_insurance",
        "commercial_medical",
        "accident_subsidy",
        "pension",
        "employee_pension",
    ]
)
_BENEFITS: Final = frozenset(["critical_aid", "other_health_aid", "low_income", "destitute"])


class Proposal(NamedTuple):
    """One fact of last year as it would stand this year.

    Attributes:
        household, owner: whose it is; the owner is the member, or the household itself.
        entity, row: the record of this year; `row` is "" while there is none.
        rank: which cause, for causes.
        key: the field.
        before: what last year says.
        value: what would be written; None where nobody can say, and then it cannot be ticked.
        ticked: whether it is proposed without further ado.
        reason: why it has to be asked again; "" where it is ticked.
        person: of whom, for lists.
    """

    household: str
    owner: str
    entity: str
    row: str
    rank: str
    key: str
    before: Value
    value: Value
    ticked: bool
    reason: str
    person: str = ""

    @property
    def possible(self) -> bool:
        """Whether it can be taken over at all."""
        return self.value is not None and self.value != ()


def proposals(before: CaseFile, now: CaseFile) -> list[Proposal]:
    """What may be taken over from the case file of last year into that of this year, in the order of the forms."""
    found: list[Proposal] = []
    key = now.household.id
    found += _of_records(now, _Pair(key, before.facts, now.facts), _ask_of_household)
    for person in now.people:
        last = next((one for one in person.years if one.year == before.year), None)
        if last is not None:
            found += _of_person(before, now, person, last)
    for rank in RANKS:
        found += _of_cause(before, now, rank)
    income = before.income
    if income is not None:
        pair = _Pair(key, income, now.income or IncomeYear())
        found += _of_records(now, pair, lambda _field, _value, _year: _("收入支出每年重新核算"))
    return found


class _Pair(NamedTuple):
    """A record of last year and the one that it stands for this year, which may be blank."""

    owner: str
    last: Record
    this: Record
    person: str = ""
    rank: str = ""


def _of_records(now: CaseFile, pair: _Pair, ask: Ask) -> Iterator[Proposal]:
    """The fields that last year's record knows and this year's does not."""
    owner, last, this, person, rank = pair
    spec = spec_of(type(last))
    for field in spec.fields:
        value: Value = getattr(last, field.key)
        if field.ref or field.fixed or field.key in {"year", "rank"} or _unknown(value):
            continue
        if not _unknown(getattr(this, field.key)):
            continue
        fresh, reason = _worded(field, value, now.year)
        reason = reason or ask(field, value, now.year)
        if not reason or fresh is None:
            changed: Value = fresh
        else:
            changed = _next(field, fresh)
        yield Proposal(
            now.household.id, owner, spec.key, this.id, rank, field.key, value, changed, not reason, reason, person
        )


def _unknown(value: Value) -> bool:
    return value is None or value == ()


def _worded(field: FieldSpec, value: Value, year: int) -> tuple[Value, str]:
    """The value as this year knows it; codes that its forms no longer have are left out, with the reason."""
    if value is NA or field.kind not in {Kind.CODE, Kind.CODES}:
        return value, ""
    known = {entry.code for entry in code_list(field.codes).choices(year)}
    if field.kind is Kind.CODE:
        return (value, "") if value in known else (None, _("{year}年的表没有这一项").format(year=year))
    members = value if isinstance(value, tuple) else ()
    kept = tuple(code for code in members if code in known)
    return kept, "" if kept == members else _("{year}年的表没有其中几项").format(year=year)


def _next(field: FieldSpec, value: Value) -> Value:
    """Where the field moves on by itself from year to year, what comes next; None where that is a choice."""
    if field.key != "school" or value in _SCHOOL_MAYBE or value == "none":
        return value
    return _SCHOOL_NEXT.get(str(value))


# -- reasons to ask again -----------------------------------------------------------------------------------------------


def _ask_of_household(field: FieldSpec, value: Value, _year: int) -> str:
    if value is NA:
        return ""  # that a question does not arise seldom changes
    if field.key == "note":
        return _("写的是上一年的情况")
    if field.key == "not_exit_reason" or (field.key == "exit_status" and value in _PASSING):
        return _("由当年的识别退出程序认定")
    if field.kind is Kind.PHOTO:
        return _("照片是上一年拍的")
    return ""


def _of_person(before: CaseFile, now: CaseFile, person: Person, last: Record) -> Iterator[Proposal]:
    head = next((one.member.id for one in (*before.people, *before.departed) if one.relation == "head"), "")
    stays = head in {one.member.id for one in now.people}
    school = getattr(last, "school", None)

    def ask(field: FieldSpec, value: Value, year: int) -> str:
        if field.key == "relation" and not stays:
            return _("户主有变动，与户主关系要重新填")
        if field.key == "labour":
            return _age_reason(person.member.birth, year)
        if field.key == "school":
            return _school_reason(value, person.member.birth, year)
        if field.key == "education" and school not in {None, NA, "none"}:
            return _("上一年在校，文化程度可能有变化")
        if field.key in _WORK:
            return _("务工情况每年重新核实")
        if field.key in _PREMIUMS:
            return _("参保每年缴费后再填")
        return _("待遇每年复核") if field.key in _BENEFITS else ""

    yield from _of_records(now, _Pair(person.member.id, last, person.facts, person.name), ask)


def _age_reason(birth: str | None, year: int) -> str:
    """Why the ability to work has to be looked at: an age at which it changes was reached within the year."""
    if not birth:
        return _("出生日期没有填写，不知道年龄")
    age = age_on(birth, f"{year}-12-31")
    return _("本年满{age}岁，劳动能力要重新认定").format(age=age) if age in {WORKING_AGE, PENSION_AGE} else ""


def _school_reason(value: Value, birth: str | None, year: int) -> str:
    if value != "none":
        return _("在校生每年升级，请核对")
    if birth and age_on(birth, f"{year}-12-31") < WORKING_AGE:
        return _("不满{age}岁，请核对是否入学").format(age=WORKING_AGE)
    return ""


def _of_cause(before: CaseFile, now: CaseFile, rank: str) -> Iterator[Proposal]:
    last = before.cause(rank)
    if last is None:
        return
    elsewhere = {cause.code for cause in now.causes if cause.rank != rank}
    double = last.code in elsewhere

    def ask(field: FieldSpec, _value: Value, _year: int) -> str:
        if double:
            return _("今年已把这一原因填在别处")
        return ""

    this = now.cause(rank)
    if this is not None and this.code != last.code:
        return  # another cause stands there this year: what was said of the old one does not fit it
    yield from _of_records(now, _Pair(now.household.id, last, this or Cause(), rank=rank), ask)
