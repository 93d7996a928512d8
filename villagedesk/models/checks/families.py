# SPDX-License-Identifier: MIT
"""Checks B08 and B11–B13: whether ages and relations of a family fit together (domain.md §9.3 B)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.assured import age_of, birth_of
from villagedesk.models.checks.rules import Found, Rule, Scope, Surroundings, Unjudged, problem, shown_field, unjudged
from villagedesk.models.checks.standing import ABLE
from villagedesk.models.problem import Level
from villagedesk.models.values.dates import age_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile, Person

_PARENTS: Final = frozenset({"father", "mother"})
_PARENTS_IN_LAW: Final = frozenset({"wifes_father", "wifes_mother", "husbands_father", "husbands_mother"})
_CHILDREN: Final = frozenset({"son", "daughter"})
_GRANDPARENTS: Final = frozenset({"grandfather", "grandmother", "grandfather_m", "grandmother_m"})
_GRANDCHILDREN: Final = frozenset({"grandson", "granddaughter", "grandson_f", "granddaughter_f"})
_NOT_BY_BIRTH: Final = "养继"  # 养子, 继父 …: the words that arrived say so (domain.md §2.4)
_OF_AGE: Final = 18
_AGES: Final = ("check_b08_parent", "check_b08_child_most", "check_b08_grand", "check_b08_spouse")


def _ages(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """Parents and children, grandparents and grandchildren, couples. Parents of the spouse are compared with the spouse."""
    head = case.head
    if head is None:
        return  # B01, B02
    known = around.limits("B08", case.year, *_AGES)
    if isinstance(known, Unjudged):
        yield known
        return
    spouses = [person for person in case.people if person.relation == "spouse"]
    spouse = spouses[0] if len(spouses) == 1 else None
    for person in case.people:
        relation = person.relation
        other = spouse if relation in _PARENTS_IN_LAW else head
        if person is head or other is None or any(sign in (person.facts.relation_text or "") for sign in _NOT_BY_BIRTH):
            continue
        bounds = _bounds(relation, known)
        if bounds:
            yield from _pair(person, other, bounds)


def _bounds(relation: str, known: tuple[int, ...]) -> tuple[str, int, int | None] | None:
    """Who is the elder ("person", "other" or "" for either), and the fewest and most years between the two."""
    parent, child_most, grand, couple = known
    if relation in _PARENTS or relation in _PARENTS_IN_LAW:
        return "person", parent, None
    if relation in _CHILDREN:
        return "other", parent, child_most
    if relation in _GRANDPARENTS:
        return "person", grand, None
    if relation in _GRANDCHILDREN:
        return "other", grand, None
    return ("", 0, couple) if relation == "spouse" else None


def _pair(person: Person, other: Person, bounds: tuple[str, int, int | None]) -> Iterator[Found]:
    births = birth_of(person.member), birth_of(other.member)
    if not all(births):
        missing = person if not births[0] else other
        yield unjudged("B08", "member.birth", missing.member.id, missing.name)
        return
    elder, least, most = bounds
    own, its = births
    if not elder:
        years = age_on(min(births), max(births))
    else:
        years = age_on(own, its) if elder == "person" else age_on(its, own)
    if years >= least and (most is None or years <= most):
        return
    role = shown_field("member_year.relation", person.relation)
    whom = _("{role}“{name}”").format(role=shown_field("member_year.relation", other.relation), name=other.name)
    if not elder:
        text = _("与{whom}相差{years}岁，一般不超过{most}岁").format(whom=whom, years=years, most=most)
    elif years < 0:
        text = _("与{whom}的长幼次序相反（关系是“{role}”）").format(whom=whom, role=role)
    elif years < least:
        text = _("与{whom}只相差{years}岁，至少应相差{least}岁（关系是“{role}”）").format(
            whom=whom, years=years, least=least, role=role
        )
    else:
        text = _("与{whom}相差{years}岁，一般不超过{most}岁（关系是“{role}”）").format(
            whom=whom, years=years, most=most, role=role
        )
    yield problem(
        ("B08", Level.DOUBT), "member.birth", person.member.id, text,
        _("请核对两人的出生日期和关系；收养、再婚带来的，请写明理由豁免"), value=own, person=person.name,
    )  # fmt: skip


def _young_head(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """A head who is a child, or a household of minors in which nobody is able to work."""
    head = case.head
    if head is None:
        return  # B01, B02
    known = around.limits("B11", case.year, "check_b11_head")
    if isinstance(known, Unjudged):
        yield known
        return
    day = around.day(case.year)
    age = age_of(head, day)
    if age is None:
        yield unjudged("B11", "member.birth", head.member.id, head.name)
        return
    if age < known[0]:
        text = _("为“户主”，但只有{age}岁（不满{least}岁）").format(age=age, least=known[0])
    elif not _may_be_minors(case, day):
        return
    elif lacking := list(_unclear_minors(case, day)):
        yield from lacking
        return
    else:
        text = _("为“户主”，全户都未成年，也没有劳动力")
    yield problem(
        ("B11", Level.DOUBT), "member_year.relation", head.facts.id, text,
        _("请核对户主；确是未成年人户的，请核对监护人和特困（孤儿）保障，并写明理由豁免"), person=head.name,
    )  # fmt: skip


def _may_be_minors(case: CaseFile, day: str) -> bool:
    """Whether nothing says that somebody is of age or able to work."""
    grown = any((age_of(person, day) or 0) >= _OF_AGE for person in case.people)
    return not grown and not any(person.facts.labour in ABLE for person in case.people)


def _unclear_minors(case: CaseFile, day: str) -> Iterator[Unjudged]:
    """What is not known of those who would all be minors unable to work."""
    for person in case.people:
        if age_of(person, day) is None:
            yield unjudged("B11", "member.birth", person.member.id, person.name)
        if person.facts.labour is None:
            yield unjudged("B11", "member_year.labour", person.facts.id, person.name)


def _very_old(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    known = around.limits("B12", case.year, "check_b12_oldest")
    if isinstance(known, Unjudged):
        yield known
        return
    day = around.day(case.year)
    for person in case.people:
        age = age_of(person, day)
        if age is None:
            yield unjudged("B12", "member.birth", person.member.id, person.name)
        elif age > known[0]:
            yield problem(
                ("B12", Level.DOUBT), "member.birth", person.member.id, _("，已{age}岁").format(age=age),
                _("请入户核实本人健在；已去世的，登记减少原因和日期"), value=birth_of(person.member), person=person.name,
            )  # fmt: skip


_IN_LAW_OF: Final = {"husbands_father": "2", "husbands_mother": "2", "wifes_father": "1", "wifes_mother": "1"}


def _parents_in_law(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """公公, 婆婆 are the parents of a woman's husband, 岳父, 岳母 those of a man's wife."""
    head = case.head
    if head is None:
        return  # B01, B02
    for person in case.people:
        wanted = _IN_LAW_OF.get(person.relation)
        if not wanted:
            continue
        if not head.member.sex:
            yield unjudged("B13", "member.sex", head.member.id, head.name)
        elif head.member.sex != wanted:
            yield problem(
                ("B13", Level.DOUBT), "member_year.relation", person.facts.id,
                _("与户主“{name}”的性别“{sex}”不合").format(
                    name=head.name, sex=shown_field("member.sex", head.member.sex)
                ),
                _("户主是男的称“岳父、岳母”，是女的称“公公、婆婆”；请核对关系和户主性别"),
                value=shown_field("member_year.relation", person.relation), person=person.name,
            )  # fmt: skip


RULES: Final = (
    Rule("B08", "长幼年龄与关系不符", Level.DOUBT, _ages, Scope.PERSON, _AGES),
    Rule("B11", "户主未成年或全户未成年且无劳动力", Level.DOUBT, _young_head, Scope.HOUSEHOLD, ("check_b11_head",)),
    Rule("B12", "在世成员年龄过大", Level.DOUBT, _very_old, Scope.PERSON, ("check_b12_oldest",)),
    Rule("B13", "公婆、岳父母与户主性别不合", Level.DOUBT, _parents_in_law, Scope.PERSON),
)
