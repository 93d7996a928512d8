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
from villagedesk.models.values.text import clean_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.listing import MemberList

K11: Final = ("K11", Level.DOUBT)
_SIGNS: Final = re.compile(r"[、，,；;\n\r]+")


def names_in(text: str, known: Collection[str] = ()) -> list[str]:
    """The names of a list as it was typed or imported; those that stand on file are found as they stand there.

    A blank may part two names, stand within one (minorities, foreigners) or fill a short one up (王 芳). The names on file
    decide; what is none of them is parted at its blanks only where the list uses no other sign.
    """
    parts = [part for part in _SIGNS.split(text) if part.strip()]
    spellings = {_compared_as(name): name for name in known if name}
    return [name for part in parts for name in _parted(part.split(), spellings, at_blanks=len(parts) == 1)]


def _parted(words: list[str], spellings: Mapping[str, str], *, at_blanks: bool) -> Iterator[str]:
    """The names among some words: the longest run that is on file comes first, what lies between stays as it was written."""
    strange: list[str] = []
    place = 0
    while place < len(words):
        ends = range(len(words), place, -1)
        end = next((end for end in ends if _compared_as("".join(words[place:end])) in spellings), None)
        if end is None:
            strange.append(words[place])
            place += 1
            continue
        yield from _unknown_names(strange, at_blanks=at_blanks)
        strange = []
        yield spellings[_compared_as("".join(words[place:end]))]
        place = end
    yield from _unknown_names(strange, at_blanks=at_blanks)


def _unknown_names(words: list[str], *, at_blanks: bool) -> list[str]:
    if at_blanks:
        return [clean_name(word) for word in words]
    return [clean_name(" ".join(words))] if words else []


def _compared_as(name: str) -> str:
    """What spellings of one name have in common: no blanks, one kind of middle dot; the dot itself counts."""
    return clean_name(name).replace(" ", "").casefold()


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
    people = (*case.people, *(who for who in case.departed if not who.member.merged_into))
    listed_names = Counter(names_in(one.names or "", {person.name for person in people}))
    sure, maybe, nameless = Counter[str](), Counter[str](), False
    for person in people:
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
