# SPDX-License-Identifier: MIT
"""What every event has: a day that can be true, its record in the history, and nothing lost of what stood there before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import code_list
from villagedesk.models.membership import IN, OUT, reason_of
from villagedesk.models.values.show import label_of
from villagedesk.services.events.family import name_of
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.services.keeping.records import Edit
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.catalogue.member import Member
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.services.events.family import Family
    from villagedesk.services.events.wanted import Wanted
    from villagedesk.store.store import Store

MEMBER_KINDS = "member_change"
HOUSEHOLD_KINDS = "household_change"
NOTHING: Final = (None, False, 0, "none", NA)
"""Answers that say that somebody does not get, or do, what a field asks for."""
_ADULT = 16  # who is younger can hardly be head (B11)


def title_of(kind: str) -> str:
    """What an event is called."""
    name = MEMBER_KINDS if kind in code_list(MEMBER_KINDS) else HOUSEHOLD_KINDS
    return code_list(name).shown(kind)


def checked_day(store: Store, wanted: Wanted, people: Iterable[Member] = ()) -> str:
    """The day of the event, if it can be: a whole day, not in the future, after the births of those it is about.

    Raises:
        NotThisWay: it cannot; the sentence names field, value, rule and remedy.
    """
    field, day = _("{event}日期").format(event=title_of(wanted.kind)), wanted.date
    if not day:
        raise NotThisWay(_("{field}没有填写。请填写发生的那一天，不是录入的日子。").format(field=field))
    try:
        happened = dt.date.fromisoformat(day) if len(day) == 10 else None
    except ValueError:
        happened = None
    if happened is None:
        raise NotThisWay(_("{field}“{day}”不是完整的日期。请填写年月日，如 2025-03-06。").format(field=field, day=day))
    if happened > store.clock().date():
        raise NotThisWay(_("{field}“{day}”晚于今天。请在发生之后再登记。").format(field=field, day=day))
    for one in people:
        if one.birth and day < one.birth:
            text = _("{field}“{day}”早于“{name}”的出生日期{birth}。请核对日期和出生日期。")
            raise NotThisWay(text.format(field=field, day=day, name=name_of(one), birth=one.birth))
    return day


def checked_forming(family: Family, wanted: Wanted) -> None:
    """Nothing happens to a household before it was formed.

    Raises:
        NotThisWay: the day lies before the day on which the household was formed by a split.
    """
    if wanted.date < family.formed:
        text = _("{field}“{day}”早于“{name}户”分户立户的日期{formed}。请核对这两个日期，或登记到原来的户。")
        field = _("{event}日期").format(event=title_of(wanted.kind))
        raise NotThisWay(text.format(field=field, day=wanted.date, name=family.name, formed=family.formed))


def checked_stay(wanted: Wanted, people: Iterable[Member]) -> None:
    """Nobody can leave before coming.

    Raises:
        NotThisWay: the day lies before the day on which somebody joined the household.
    """
    field = _("{event}日期").format(event=title_of(wanted.kind))
    for one in people:
        if one.joined and wanted.date < one.joined:
            text = _("{field}“{day}”早于“{name}”的增加日期{joined}。请核对这两个日期。")
            raise NotThisWay(text.format(field=field, day=wanted.date, name=name_of(one), joined=one.joined))


def year_of(day: str) -> int:
    """The year of a day."""
    return int(day[:4])


def of_person(wanted: Wanted, member: str, kind: str = "", **between: Value) -> Edit:
    """The record of what happened to a person; `between` are further fields of it."""
    facts = {"kind": kind or wanted.kind, "date": wanted.date, "evidence": wanted.evidence, "place": wanted.place}
    return Edit("member_change", "", {"member": member, **_given({**facts, "note": wanted.note, **between})})


def of_household(wanted: Wanted, kind: str, household: str, **between: Value) -> Edit:
    """The record of what happened to a household."""
    facts = {"kind": kind, "date": wanted.date, "evidence": wanted.evidence, "place": wanted.place}
    return Edit("household_change", "", {"household": household, **_given({**facts, "note": wanted.note, **between})})


def _given(facts: dict[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in facts.items() if value not in {None, ""}}


def evidence_of(wanted: Wanted) -> dict[str, Value]:
    """The evidence beside the present fields of a member, where any was given."""
    return {"change_evidence": wanted.evidence} if wanted.evidence else {}


def kept(store: Store, member: Member) -> list[Edit]:
    """Records of how a person came and left so far, where only the present fields tell it and are going to be overwritten."""
    known = reads.of_owner(store, MemberChange, member.id)
    edits = []
    for direction, day, reason in ((IN, member.joined, member.join_reason), (OUT, member.left, member.leave_reason)):
        if not day or any(one.date == day for one in known):
            continue
        kinds = [one.code for one in code_list(MEMBER_KINDS).entries if one.more["direction"] == direction]
        fitting = [one for one in kinds if reason_of(one) == (reason or "other")]
        kind = next(iter(fitting), "other_in" if direction == IN else "other_out")
        facts: dict[str, Value] = {"member": member.id, "kind": kind, "date": day, "evidence": member.change_evidence}
        edits.append(
            Edit("member_change", "", {**_given(facts), "origin": member.household if direction == OUT else None})
        )
    return edits


def ended_pairings(family: Family, wanted: Wanted) -> dict[str, tuple[str, tuple[Edit, ...]]]:
    """Proposals to end each pairing of the household on the day: key → sentence and edits."""
    found: dict[str, tuple[str, tuple[Edit, ...]]] = {}
    for pairing, cadre in family.pairings:
        begun = pairing.start and pairing.start > wanted.date
        if not begun:
            text = _("结束“{cadre}”的结对（{day}）").format(cadre=cadre, day=wanted.date)
            facts = {"end": wanted.date, "change_reason": title_of(wanted.kind)}
            found[f"pairing:{pairing.id}"] = (text, (Edit("pairing", pairing.id, facts),))
    return found


def too_young(member: Member, day: str) -> str:
    """A reminder that a head of this age is unusual; empty if not."""
    from villagedesk.models.values.dates import age_on

    if not member.birth or age_on(member.birth, day) >= _ADULT:
        return ""
    text = _("“{name}”在{day}未满{age}周岁，当户主少见，请核对户口簿")
    return text.format(name=name_of(member), day=day, age=_ADULT)


def field_name(path: str) -> str:
    """What a field is called, for sentences."""
    return label_of(field_spec(path))
