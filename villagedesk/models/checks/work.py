# SPDX-License-Identifier: MIT
"""Checks E, second part: months, place and pay of work, public posts (domain.md §9.3 E07–E12, E14–E17, E19, E20)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.assured import age_of, birth_of
from villagedesk.models.checks.facts import (
    YUAN,
    about_income,
    about_person,
    at_school,
    figure,
    limited,
    no_age,
    no_fact,
    no_income,
    people_of_year,
    place_of_work,
    worked,
)
from villagedesk.models.checks.labour import WORKING_AGE
from villagedesk.models.checks.rules import Rule, Scope, problem, shown_field
from villagedesk.models.checks.stretches import in_year
from villagedesk.models.income import total
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.member import MemberYear
    from villagedesk.models.catalogue.working import WorkStretch
    from villagedesk.models.checks.rules import Found, Surroundings

_FAR: Final = frozenset({"province", "outside"})
_MONTHS: Final = ("work_months", "public_post_months")
WAGE_LOW, WAGE_HIGH = "check_e12_low", "check_e12_high"
POST_AGE, POSTS = "check_e15_age", "check_e16_posts"


def _months_of_a_year(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """E07. Typing refuses such months; sheets and merged copies may bring them."""
    for person in case.described:
        for key in _MONTHS:
            months = getattr(person.facts, key)
            if isinstance(months, int) and not 0 <= months <= 12:
                yield about_person(
                    ("E07", Level.ERROR), person, key, _("不在0到12个月之间"), _("请核对；一年最多12个月")
                )


def _place_and_months(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """E08. Months that are 0 or unknown beside a place, and months without any place."""
    for person in case.described:
        facts, placed = person.facts, place_of_work(person.facts)
        months = figure(facts.work_months)
        if placed and not months:
            text = _("没有填写，但填有务工地点") if months is None else _("但填有务工地点")
            yield about_person(
                ("E08", Level.DOUBT), person, "work_months", text, _("请补填务工时间；没有务工的，清除务工地点")
            )
        elif months and not placed:
            yield about_person(
                ("E08", Level.DOUBT), person, "work_place",
                _("没有务工地点，但务工{months}个月").format(months=months), _("请补填务工状况和务工所在地"),
            )  # fmt: skip


def _county_of_work(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """E09: a place outside the county is named down to the county; within it or abroad nothing more is needed."""
    for person in case.described:
        facts = person.facts
        named = facts.work_region or facts.work_province or facts.work_city
        if facts.work_abroad is True or facts.work_county or not (facts.work_place in _FAR or isinstance(named, str)):
            continue
        if facts.work_place not in {"township", "county"}:
            yield about_person(
                ("E09", Level.DOUBT), person, "work_county", _("没有填写，务工地点没有精确到县"),
                _("请补填到县（市、区）；在境外的，把“是否国外务工”填为是"),
            )  # fmt: skip


def _months_of_age(case: CaseFile, person: Person, working: int) -> int | None:
    """In how many months of the year somebody was old enough to work, that of the birthday included; None if unknown."""
    birth = birth_of(person.member)
    if not birth:
        return None
    turns = int(birth[:4]) + working
    return 0 if case.year < turns else 12 if case.year > turns else 13 - int(birth[5:7] or 1)


@limited("E10", WORKING_AGE)
def _too_young(case: CaseFile, _around: Surroundings, working: int) -> Iterator[Found]:
    """E10. A stretch of work says when it began; of months alone, more than there were after the birthday prove it."""
    for person in case.described:
        months = figure(person.facts.work_months)
        stretches = [
            one for one in case.stretches if one.member == person.member.id and one.start and in_year(one, case.year)
        ]
        possible = _months_of_age(case, person, working) if months or stretches else 0
        if possible is None:
            yield no_age("E10", person)
            continue
        yield from _begun_young(person, stretches, working)
        if months and months > possible:
            yield about_person(
                ("E10", Level.DOUBT), person, "work_months",
                _("多于本年度满{limit}周岁以后的{possible}个月").format(limit=working, possible=possible),
                _("请核对出生日期和务工时间；不得使用童工，情况属实的立即报告乡镇"),
            )  # fmt: skip


def _begun_young(person: Person, stretches: Iterable[WorkStretch], working: int) -> Iterator[Found]:
    birth = birth_of(person.member) or ""
    for one in stretches:
        month = (one.start or "")[:7]
        if month < f"{int(birth[:4]) + working}-{birth[5:7] or '01'}":
            yield problem(
                ("E10", Level.DOUBT), "work_stretch.start", one.id, _("那时未满{limit}周岁").format(limit=working),
                _("请核对出生日期和务工时间；不得使用童工，情况属实的立即报告乡镇"),
                value=shown_field("work_stretch.start", one.start), person=person.name,
            )  # fmt: skip


def _pupil_at_work(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """E11."""
    for person in case.described:
        if not figure(person.facts.work_months):
            continue
        school = at_school(person.facts)
        if school is None:
            yield from no_fact("E11", person, "school")
        elif school:
            yield about_person(
                ("E11", Level.DOUBT), person, "work_months",
                _("但本人在校（{school}）").format(school=shown_field("member_year.school", person.facts.school)),
                _("请核对在校生状况和务工时间；假期实习的写明后豁免"),
            )  # fmt: skip


@limited("E12", WAGE_LOW, WAGE_HIGH)
def _wage(case: CaseFile, _around: Surroundings, low: int, high: int) -> Iterator[Found]:
    """E12: the monthly wage of somebody at work. Two sources give lower bounds of 100 and 400 yuan; the higher one holds."""
    for person in case.described:
        wage, months = figure(person.facts.wage), worked(person.facts)
        if wage is None:
            if months:
                yield from no_fact("E12", person, "wage")
        elif (wage or months) and not low * YUAN <= wage <= high * YUAN:
            yield about_person(
                ("E12", Level.DOUBT), person, "wage", _("不在每月{low}元到{high}元之间").format(low=low, high=high),
                _("请核对是否把年收入写成月收入，或少写、多写了零"),
            )  # fmt: skip


def _post(facts: MemberYear) -> bool:
    return isinstance(facts.public_post, str)


def _post_and_months(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """E14."""
    for person in case.described:
        facts, months = person.facts, figure(person.facts.public_post_months)
        if _post(facts) and not months:
            post = shown_field("member_year.public_post", facts.public_post)
            yield about_person(
                ("E14", Level.DOUBT), person, "public_post_months", _("没有月数，但本人任“{post}”").format(post=post),
                _("请补填在岗月数；没有上岗的，清除岗位类型"),
            )  # fmt: skip
        elif months and not _post(facts):
            yield about_person(
                ("E14", Level.DOUBT), person, "public_post", _("没有岗位类型，但在岗{months}个月").format(months=months),
                _("请补填岗位类型；没有上岗的，清除月数"),
            )  # fmt: skip


@limited("E15", WORKING_AGE, POST_AGE)
def _age_in_post(case: CaseFile, around: Surroundings, working: int, old: int) -> Iterator[Found]:
    """E15. The age on the day of the form, as the counties ask for it."""
    day = around.day(case.year)
    for person in case.described:
        if not _post(person.facts):
            continue
        age = age_of(person, day)
        if age is None:
            yield no_age("E15", person)
        elif age < working:
            yield about_person(
                ("E15", Level.ERROR), person, "public_post", _("但本人{age}周岁，未满{limit}周岁").format(age=age, limit=working),
                _("请核对出生日期和岗位；未满{limit}周岁不得上岗").format(limit=working),
            )  # fmt: skip
        elif age >= old:
            yield about_person(
                ("E15", Level.DOUBT), person, "public_post", _("但本人已{age}周岁").format(age=age),
                _("请核对是否仍能履职；按本地规定可以上岗的，写明依据后豁免"),
            )  # fmt: skip


@limited("E16", POSTS)
def _many_posts(case: CaseFile, _around: Surroundings, most: int) -> Iterator[Found]:
    """E16: about the last of the members with a post."""
    holders = [person for person in case.described if _post(person.facts)]
    if holders and len(holders) >= most:
        yield about_person(
            ("E16", Level.DOUBT), holders[-1], "public_post", _("全户共{count}人任公益性岗位").format(count=len(holders)),
            _("请核对是否重复安排；符合规定的，写明依据后豁免"),
        )  # fmt: skip


def _post_far_away(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """E17: a public post or an assistance workshop is in the county, so nobody holds one while working outside it."""
    for person in case.described:
        facts = person.facts
        if not (_post(facts) or facts.job_channel in {"workshop", "public_post"}):
            continue
        if facts.work_place in _FAR or facts.work_abroad is True:
            yield about_person(
                ("E17", Level.DOUBT), person, "work_place", _("与公益性岗位、帮扶车间都在县内不符"),
                _("请核对务工地点；已外出的，应退出公益性岗位"),
            )  # fmt: skip
        elif facts.work_place is None and not facts.work_county and figure(facts.work_months):
            yield from no_fact("E17", person, "work_place")


def _wages_and_work(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """E19: somebody at work and no wages, or wages and nobody at work."""
    income = case.earned
    if income is None:
        return
    wages, people = total(income, "wages"), people_of_year(case)
    working = next((person for person in people if worked(person.facts)), None)
    if working and wages is None:
        yield from no_income("E19", case, "wages")
    elif working and not wages:
        yield about_income(
            ("E19", Level.DOUBT), case, "wages", _("但“{name}”本年度务工").format(name=working.name),
            _("请核对务工收入；确实没有领到工资的，写明后豁免"),
        )  # fmt: skip
    elif wages == 0 and not working:
        for person in people:  # months are left empty for who is not at work: missed where something else tells of work
            if worked(person.facts) is None and (place_of_work(person.facts) or figure(person.facts.wage)):
                yield from no_fact("E19", person, "work_months")
    elif wages and not working:
        open_ones = [person for person in people if worked(person.facts) is None]
        for person in open_ones:
            yield from no_fact("E19", person, "work_months")
        if not open_ones:
            yield about_income(
                ("E19", Level.DOUBT), case, "wages", _("但全户本年度没有人务工"),
                _("请补填务工成员的务工时间，或核对收入类别"),
            )  # fmt: skip


@limited("E20", WAGE_LOW, WAGE_HIGH)
def _wages_per_month(case: CaseFile, _around: Surroundings, low: int, high: int) -> Iterator[Found]:
    """E20: wages of the household over the months that its members worked, within the bounds of one person's wage (E12).

    Months in a post may be among the months at work or beside them; the reading that is kinder to the household holds.
    """
    wages = total(case.earned, "wages") if case.earned else None
    if not wages:
        return
    people = people_of_year(case)
    months = [worked(person.facts) for person in people]
    longest = sum(month or 0 for month in months)
    if longest <= 0:
        return  # E19 says what is missing, E07 that months stand below zero
    if None in months:
        for person in people:
            if worked(person.facts) is None:
                yield from no_fact("E20", person, "work_months")
        return
    added = sum((figure(getattr(person.facts, key)) or 0) for person in people for key in _MONTHS)
    everything = max(longest, added)  # less only where months below zero stand in the file, which E07 says
    if wages < low * YUAN * longest or wages > high * YUAN * everything:
        per_month = shown_field("income_year.wages", wages // (longest if wages < low * YUAN * longest else everything))
        yield about_income(
            ("E20", Level.DOUBT), case, "wages",
            _("按全户务工{months}个月算，每月{wage}元，不在{low}元到{high}元之间").format(
                months=longest, wage=per_month, low=low, high=high
            ),
            _("请核对工资性收入和各人的务工时间"),
        )  # fmt: skip


RULES: Final = (
    Rule("E07", "务工月数不在0到12之间", Level.ERROR, _months_of_a_year, Scope.PERSON),
    Rule("E08", "务工地点与务工时间不一致", Level.DOUBT, _place_and_months, Scope.PERSON, (), "P13"),
    Rule("E09", "务工地点没有精确到县", Level.DOUBT, _county_of_work, Scope.PERSON, (), "N5_01_005"),
    Rule("E10", "未满劳动年龄务工", Level.DOUBT, _too_young, Scope.PERSON, (WORKING_AGE,), "N5_16_010"),
    Rule("E11", "在校生务工", Level.DOUBT, _pupil_at_work, Scope.PERSON, (), "N4_01_006"),
    Rule("E12", "务工月收入异常", Level.DOUBT, _wage, Scope.PERSON, (WAGE_LOW, WAGE_HIGH), "N5_16_001；N1111_12"),
    Rule(
        "E14", "公益性岗位类型与月数不一致", Level.DOUBT, _post_and_months, Scope.PERSON, (), "N3_01_005/006；N5_15_003"
    ),
    Rule(
        "E15", "公益性岗位人员年龄不符", Level.ERROR, _age_in_post, Scope.PERSON, (WORKING_AGE, POST_AGE),
        "N3_01_008；N5_01_006",
    ),
    Rule("E16", "一户多人任公益性岗位", Level.DOUBT, _many_posts, Scope.HOUSEHOLD, (POSTS,), "N3_01_010"),
    Rule("E17", "县外务工却任公益性岗位或在帮扶车间", Level.DOUBT, _post_far_away, Scope.PERSON, (), "N5_01_003"),
    Rule("E19", "务工与工资性收入不一致", Level.DOUBT, _wages_and_work),
    Rule("E20", "工资性收入与务工月数不相称", Level.DOUBT, _wages_per_month, Scope.HOUSEHOLD, (WAGE_LOW, WAGE_HIGH)),
)  # fmt: skip
