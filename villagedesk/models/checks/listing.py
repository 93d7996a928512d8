# SPDX-License-Identifier: MIT
"""Check K11: who stands on the list of members of the national system, the handbook or the register (domain.md §9.3 K).

A list tells of its day: who came or left afterwards is no difference, and of who came or left on that very day nobody can say.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, clauses, listed
from villagedesk.models.checks.rules import Found, Rule, Surroundings, problem, shown_field, unjudged
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.listing import MemberList

K11: Final = ("K11", Level.DOUBT)
_PARTS: Final = re.compile(r"[、，,；;\s]+")


def names_in(text: str) -> list[str]:
    """The names of a list as it was typed or imported."""
    return [name for name in _PARTS.split(text) if name]


def _lists(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """K11: handbook, register and system are each compared with the members of this file, and so with one another."""
    for one in case.member_lists:
        lacking = [key for key in ("kind", "date", "names") if not getattr(one, key)]
        if lacking:
            yield from (unjudged(K11, f"member_list.{key}", one.id) for key in lacking)
        else:
            yield from _compared(case, one)


def _compared(case: CaseFile, one: MemberList) -> Iterator[Found]:
    day = min(one.date or "", f"{case.year}-12-31")  # a list of a year tells of its end at the latest
    listed_names = Counter(names_in(one.names or ""))
    sure, maybe, nameless = Counter[str](), Counter[str](), False
    for person in (*case.people, *(who for who in case.departed if not who.member.merged_into)):
        there = _there(case, person, day)
        if not person.name and there is not False:
            nameless = True  # any name that is too many on the list may be his
            yield unjudged(K11, "member.name", person.member.id)
        elif there:
            sure[person.name] += 1
        elif there is None:
            maybe[person.name] += 1
            yield from _unknown(case, person, on_list=person.name in listed_names)
    more = Counter[str]() if nameless else listed_names - sure - maybe
    less = sure - listed_names
    if more or less:
        said = [
            _("名单上多{names}").format(names=listed(sorted(more.elements()))) if more else "",
            _("名单上少{names}").format(names=listed(sorted(less.elements()))) if less else "",
        ]
        yield problem(
            K11, "member_list.names", one.id,
            _("与本档{day}的成员不一致：{said}").format(day=day, said=clauses(filter(None, said))),
            _("请核对是谁漏了增减；名单改好后重新导入或照抄"), value=shown_field("member_list.kind", one.kind),
        )  # fmt: skip


def _there(case: CaseFile, person: Person, day: str) -> bool | None:
    """Whether somebody was a counted member on a day; None where that is not known, or was decided on that very day.

    Nor is it known of who moved to another household since, or came afterwards and may have been there before (returns).
    """
    member = person.member
    come, left = member.joined, member.left
    if left and left < day:
        return False
    if member.counted is False or member.household not in {case.household.id, None}:
        return None
    if (come or "") >= day or left == day or (member.join_reason and not come):
        return None
    return None if person in case.departed and not left else True


def _unknown(case: CaseFile, person: Person, *, on_list: bool) -> Iterator[Found]:
    """The day on which somebody came or left, where it decides."""
    member = person.member
    if member.join_reason and not member.joined and not on_list:
        yield unjudged(K11, "member.joined", member.id, person.name)
    elif person in case.departed and not member.left:
        yield unjudged(K11, "member.left", member.id, person.name)


RULES: Final = (Rule("K11", "手册、登记表、系统的成员名单不一致", Level.DOUBT, _lists),)
