# SPDX-License-Identifier: MIT
"""Checks C: schooling by age, and the help that goes with it (domain.md §9.3 C; ages on the line `school_day`).

Persons of whom nothing was entered for the year are left out: B05 says so already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.assured import BEFORE_SCHOOL, FINISHED, age_of
from villagedesk.models.checks.causes import at_work
from villagedesk.models.checks.facts import at_school
from villagedesk.models.checks.rules import (
    Found,
    Rule,
    Scope,
    Surroundings,
    Unjudged,
    problem,
    shown_field,
    unjudged,
    unjudged_line,
)
from villagedesk.models.codes import codes_of
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.help import Measure
    from villagedesk.models.checks.rules import Check

_SENIOR: Final = frozenset({"senior1", "senior2", "senior3"})
_VOCATIONAL: Final = frozenset({"vocational1", "vocational2", "vocational3"})
_TECHNICIAN: Final = frozenset({"technician1", "technician2", "technician3", "technician4"})
_HIGHER: Final = frozenset({"higher_vocational1", "higher_vocational2", "higher_vocational3"})
_BACHELOR: Final = frozenset({"bachelor1", "bachelor2", "bachelor3", "bachelor4", "bachelor5"})
_LOW: Final = frozenset({"illiterate", "primary"})
_YULU: Final = "雨露"
_YULU_KIND: Final = "yulu"  # of the code list measure_kind
YULU_SCHOOLS: Final = _VOCATIONAL | _HIGHER | _TECHNICIAN
"""雨露计划 is for secondary and higher vocational schools, technician colleges among them (domain.md §4.1)."""
_STAGES: Final = (
    frozenset({"kindergarten"}), frozenset({"primary"}), frozenset({"g7"}), frozenset({"g8"}), frozenset({"g9"}),
    _SENIOR | _VOCATIONAL, _TECHNICIAN | _HIGHER | _BACHELOR, frozenset({"master"}),
)  # fmt: skip
_STAGE_OF: Final = {school: place for place, schools in enumerate(_STAGES) for school in schools}


def is_student(person: Person) -> bool:
    """Whether the person is in school, kindergarten included."""
    return at_school(person.facts) is True


def _both(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.people:
        education = person.facts.education
        if education and is_student(person):
            yield problem(
                ("C01", Level.ERROR), "member_year.education", person.facts.id, _("与在校生状况同时填写"),
                _("在校生的文化程度应空着"), value=shown_field("member_year.education", education), person=person.name,
            )  # fmt: skip


def _neither(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.described:
        facts = person.facts
        if not facts.education and not facts.school and not facts.dropout_reason:
            yield problem(
                ("C02", Level.ERROR), "member_year.education", facts.id, _("和在校生状况都没有填写"),
                _("在校的填在校生状况，不在校的填文化程度；失学的填失学或辍学原因"), person=person.name,
            )  # fmt: skip


class _Aged(NamedTuple):
    """What a rule about ages at school needs: persons with their age on the school day, and the values of its lines.

    What is missing for it is told in `lacking`. Sentences name the day, since other rules tell the age at the end of the year.
    """

    people: list[tuple[Person, int]]
    limits: tuple[int, ...]
    lacking: list[Unjudged]
    day: str = ""


def _aged(
    case: CaseFile, around: Surroundings, code: str, names: tuple[str, ...], wanted: Callable[[Person], bool]
) -> _Aged:
    asked = [person for person in case.described if wanted(person)]
    if not asked:
        return _Aged([], (), [])
    limits, day = around.limits(code, case.year, *names), around.school_day(case.year)
    if isinstance(limits, Unjudged):
        return _Aged([], (), [limits])
    if day is None:
        return _Aged([], (), [unjudged_line(code, "school_day")])
    ages = [(person, age_of(person, day)) for person in asked]
    lacking = [unjudged(code, "member.birth", one.member.id, one.name) for one, age in ages if age is None]
    return _Aged([(person, age) for person, age in ages if age is not None], limits, lacking, day)


def _may_be_dropout(person: Person) -> bool:
    """Not in school, without a reason, and not beyond junior school: who has finished that is no drop-out."""
    facts = person.facts
    given = isinstance(facts.dropout_reason, str)  # 不适用 is no reason
    return not is_student(person) and not given and facts.education not in FINISHED


def _out_of_school(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    aged = _aged(case, around, "C03", ("check_c03_from", "check_c03_to"), _may_be_dropout)
    yield from aged.lacking
    for person, age in aged.people:
        least, most = aged.limits
        if not least <= age <= most:
            continue
        if not person.facts.school and not person.facts.education:
            yield unjudged("C03", "member_year.school", person.facts.id, person.name)
            continue
        yield problem(
            ("C03", Level.ERROR), "member_year.dropout_reason", person.facts.id,
            _("没有填写，但本人{day}时{age}岁（义务教育阶段{least}–{most}岁）不在校").format(
                day=aged.day, age=age, least=least, most=most
            ),
            _("请核实就学情况：在校的填在校生状况，失学的填原因并劝返"), person=person.name,
        )  # fmt: skip


def _late_for_school(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    aged = _aged(case, around, "C04", ("check_c04_from",), lambda person: person.facts.school in BEFORE_SCHOOL)
    yield from aged.lacking
    for person, age in aged.people:
        if age < aged.limits[0]:
            continue
        if not person.facts.health:
            yield unjudged("C04", "member_year.health", person.facts.id, person.name)
        elif person.facts.health == ("1",):
            yield problem(
                ("C04", Level.DOUBT), "member_year.school", person.facts.id,
                _("，但本人健康，{day}时已{age}岁（满{least}岁应已入学）").format(
                    day=aged.day, age=age, least=aged.limits[0]
                ),
                _("请核实是否已入小学"), value=shown_field("member_year.school", person.facts.school), person=person.name,
            )  # fmt: skip


def _age_at(code: str, schools: frozenset[str], least: str, most: str = "") -> Check:
    """Who is at such a school is at least and at most so old."""
    names = (least, most) if most else (least,)

    def check(case: CaseFile, around: Surroundings) -> Iterator[Found]:
        aged = _aged(case, around, code, names, lambda person: person.facts.school in schools)
        yield from aged.lacking
        for person, age in aged.people:
            first, *last = aged.limits
            if first <= age and (not last or age <= last[0]):
                continue
            usual = _("一般不小于{least}岁").format(least=first)
            if last:
                usual = _("一般{least}–{most}岁").format(least=first, most=last[0])
            yield problem(
                (code, Level.DOUBT), "member_year.school", person.facts.id,
                _("，但本人{day}时{age}岁（{usual}）").format(day=aged.day, age=age, usual=usual),
                _("请核对在校生状况和出生日期；确实早读或晚读的，请写明理由豁免"),
                value=shown_field("member_year.school", person.facts.school), person=person.name,
            )  # fmt: skip

    return check


def _little_schooling(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    aged = _aged(
        case, around, "C10", ("check_c10_from", "check_c10_to"),
        lambda person: person.facts.education in _LOW and not is_student(person),
    )  # fmt: skip
    yield from aged.lacking
    for person, age in aged.people:
        least, most = aged.limits
        if least <= age <= most:
            yield problem(
                ("C10", Level.DOUBT), "member_year.education", person.facts.id,
                _("，但本人{day}时{age}岁（{least}–{most}岁一般已完成义务教育）").format(
                    day=aged.day, age=age, least=least, most=most
                ),
                _("请核对文化程度；没有完成义务教育的，核实失学经过"),
                value=shown_field("member_year.education", person.facts.education), person=person.name,
            )  # fmt: skip


def _ill_but_healthy(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.described:
        reason, health = person.facts.dropout_reason, person.facts.health
        if reason not in {"illness", "disability"}:
            continue
        if not health:
            yield unjudged("C11", "member_year.health", person.facts.id, person.name)
        elif health == ("1",):
            yield problem(
                ("C11", Level.DOUBT), "member_year.dropout_reason", person.facts.id, _("，但健康状况是“健康”"),
                _("请核对失学或辍学原因和健康状况"), value=shown_field("member_year.dropout_reason", reason),
                person=person.name,
            )  # fmt: skip


def _backwards(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """Last year's class was higher than this year's: not only from grade 9 to primary school, as the rule words it."""
    for person in case.people:
        now = _STAGE_OF.get(person.facts.school or "")
        if now is None:
            continue
        before = next((one for one in person.years if one.year == case.year - 1), None)
        then = _STAGE_OF.get(before.school or "") if before else None
        if before and then is not None and then > now:
            yield problem(
                ("C12", Level.DOUBT), "member_year.school", person.facts.id,
                _("，但上年已是“{before}”").format(before=shown_field("member_year.school", before.school)),
                _("请核对两年的在校生状况；留级、转读的，请写明理由豁免"),
                value=shown_field("member_year.school", person.facts.school), person=person.name,
            )  # fmt: skip
        elif before and not before.school and not before.education:
            yield unjudged("C12", "member_year.school", before.id, person.name)


def _old_student(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    aged = _aged(case, around, "C13", ("check_c13_to",), is_student)
    yield from aged.lacking
    for person, age in aged.people:
        if age > aged.limits[0]:
            yield problem(
                ("C13", Level.DOUBT), "member_year.school", person.facts.id,
                _("，但本人{day}时已{age}岁（一般不超过{most}岁）").format(day=aged.day, age=age, most=aged.limits[0]),
                _("请核对在校生状况和出生日期"), value=shown_field("member_year.school", person.facts.school),
                person=person.name,
            )  # fmt: skip


def _no_student(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    causes = list(at_work(case, "3"))
    if not causes or any(is_student(person) for person in case.people):
        return
    unknown = [person for person in case.people if not person.facts.school and not person.facts.education]
    for person in unknown:
        yield unjudged("C14", "member_year.school", person.facts.id, person.name)
    if not unknown:
        for cause in causes:
            yield problem(
                ("C14", Level.DOUBT), "cause.code", cause.id, _("，但家中没有在校生"),
                _("请核对在校生状况；已毕业的，请重新分析致贫原因"), value=shown_field("cause.code", cause.code),
            )  # fmt: skip


def _yulu(case: CaseFile) -> list[Measure]:
    """By its subclass, or, where it has none, by its words."""
    return [
        one
        for one in case.measures
        if one.subcategory == _YULU_KIND or (not one.subcategory and _YULU in (one.content or ""))
    ]


def _untold(case: CaseFile) -> list[Measure]:
    """Measures of education of which nothing says which: they may be 雨露计划."""
    return [
        one for one in case.measures if one.category in {None, "education"} and not one.subcategory and not one.content
    ]


def _without_yulu(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    students = [person for person in case.people if person.facts.school in YULU_SCHOOLS]
    if not students or _yulu(case):
        return
    if not case.plan.id:
        yield unjudged("C15", "measure.content", case.household.id)
        return
    if untold := _untold(case):
        yield unjudged("C15", "measure.content", untold[0].id)
        return
    for person in students:
        yield problem(
            ("C15", Level.DOUBT), "member_year.school", person.facts.id, _("，但本年度没有雨露计划措施"),
            _("符合条件的请申请并登记雨露计划；不符合的，请写明理由豁免"),
            value=shown_field("member_year.school", person.facts.school), person=person.name,
        )  # fmt: skip


def _yulu_for_others(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """Who left such a school in the summer has still been helped in spring, so last year's school counts too."""
    measures, untold = _yulu(case), _untold(case)
    if not (measures or untold) or any(_in_yulu_school(person, case.year) for person in case.people):
        return
    if not measures:
        yield unjudged("C16", "measure.content", untold[0].id)
        return
    unknown = [person for person in case.people if not person.facts.school and not person.facts.education]
    for person in unknown:
        yield unjudged("C16", "member_year.school", person.facts.id, person.name)
    for measure in () if unknown else measures:
        yield problem(
            ("C16", Level.ERROR), "measure.content", measure.id, _("是雨露计划，但家中没有中职、高职、技师学院学生"),
            _("请核对措施和在校生状况；雨露计划只对中高职学生"), value=measure.content or "",
        )  # fmt: skip


def _in_yulu_school(person: Person, year: int) -> bool:
    return person.facts.school in YULU_SCHOOLS or any(
        one.school in YULU_SCHOOLS for one in person.years if one.year == year - 1
    )


def _not_in_list(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """Codes that no form of the year knew."""
    lists = [
        (key, codes_of(name, case.year)) for key, name in (("education", "education"), ("school", "school_status"))
    ]
    for person in case.people:
        for key, known in lists:
            value = getattr(person.facts, key)
            if value and value not in known:
                path = f"member_year.{key}"
                yield problem(
                    ("C17", Level.DOUBT), path, person.facts.id, _("不在{year}年度的代码表中").format(year=case.year),
                    _("请从列表中重新选择"), value=shown_field(path, value), person=person.name,
                )  # fmt: skip


_ENROLLED: Final = _SENIOR | _VOCATIONAL
RULES: Final = (
    Rule("C01", "文化程度与在校生状况同时填写", Level.ERROR, _both, Scope.PERSON, source="P04；N3_12_004"),
    Rule("C02", "文化程度与在校生状况都没有填写", Level.ERROR, _neither, Scope.PERSON, source="P04；N3_01_002"),
    Rule(
        "C03", "义务教育年龄不在校且没有原因", Level.ERROR, _out_of_school, Scope.PERSON,
        ("school_day", "check_c03_from", "check_c03_to"), "N1_02_005；N5_15_016",
    ),
    Rule("C04", "健康儿童过了入学年龄仍未入学", Level.DOUBT, _late_for_school, Scope.PERSON, ("school_day", "check_c04_from"), "N5_17_001"),
    Rule(
        "C05", "小学生年龄异常", Level.DOUBT, _age_at("C05", frozenset({"primary"}), "check_c05_from", "check_c05_to"),
        Scope.PERSON, ("school_day", "check_c05_from", "check_c05_to"), "N5_17_002",
    ),
    Rule(
        "C06", "初中生年龄异常", Level.DOUBT,
        _age_at("C06", frozenset({"g7", "g8", "g9"}), "check_c06_from", "check_c06_to"),
        Scope.PERSON, ("school_day", "check_c06_from", "check_c06_to"), "N5_17_003",
    ),
    Rule(
        "C07", "高中、中职学生年龄异常", Level.DOUBT, _age_at("C07", _ENROLLED, "check_c07_from", "check_c07_to"),
        Scope.PERSON, ("school_day", "check_c07_from", "check_c07_to"), "N5_17_004",
    ),
    Rule(
        "C08", "技师学院、高职、本科学生年龄过小", Level.DOUBT,
        _age_at("C08", _TECHNICIAN | _HIGHER | _BACHELOR, "check_c08_from"),
        Scope.PERSON, ("school_day", "check_c08_from"), "N5_17_005",
    ),
    Rule(
        "C09", "硕士研究生年龄过小", Level.DOUBT, _age_at("C09", frozenset({"master"}), "check_c09_from"),
        Scope.PERSON, ("school_day", "check_c09_from"), "N5_17_006",
    ),
    Rule(
        "C10", "青年文化程度不到初中", Level.DOUBT, _little_schooling, Scope.PERSON,
        ("school_day", "check_c10_from", "check_c10_to"), "N5_17_007",
    ),
    Rule("C11", "因病因残失学但健康", Level.DOUBT, _ill_but_healthy, Scope.PERSON, source="N2_01_012"),
    Rule("C12", "在校年级比上年低", Level.DOUBT, _backwards, Scope.PERSON),
    Rule("C13", "在校生年龄过大", Level.DOUBT, _old_student, Scope.PERSON, ("school_day", "check_c13_to")),
    Rule("C14", "因学致贫但没有在校生", Level.DOUBT, _no_student),
    Rule("C15", "中高职学生没有雨露计划", Level.DOUBT, _without_yulu, Scope.PERSON, source="N1111_2"),
    Rule("C16", "雨露计划对象不是中高职学生", Level.ERROR, _yulu_for_others, source="N5_15_012"),
    Rule("C17", "文化程度或在校生状况不在代码表中", Level.DOUBT, _not_in_list, Scope.PERSON, source="P09；P10"),
)  # fmt: skip
