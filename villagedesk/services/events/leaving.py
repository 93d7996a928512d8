# SPDX-License-Identifier: MIT
"""Somebody leaves the household: death, marriage out, moving away, prison, lost contact. Nobody is ever deleted for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.membership import reason_of
from villagedesk.models.values.dates import age_on
from villagedesk.models.values.show import heading_of
from villagedesk.services.events.ending import end_of
from villagedesk.services.events.family import name_of
from villagedesk.services.events.heads import head_record, reminders_of, successor
from villagedesk.services.events.recording import (
    NOTHING,
    checked_day,
    checked_stay,
    ended_pairings,
    evidence_of,
    of_person,
    title_of,
    year_of,
)
from villagedesk.services.events.wanted import NotThisWay, Plan, Proposal
from villagedesk.services.keeping.records import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.models.catalogue.member import Member, MemberYear
    from villagedesk.services.events.family import Family
    from villagedesk.services.events.wanted import Wanted

_BENEFITS: Final = (
    "low_income", "destitute", "critical_aid", "other_health_aid", "accident_subsidy", "public_post", "public_post_months",
)  # fmt: skip
_WORK: Final = ("work_months", "wage")
_ADULT, _OLD = 18, 60  # of age; of the age of 特困供养 and 养老 (domain.md §9.3 D06, D13)


def leave(family: Family, wanted: Wanted) -> Plan:
    """A member leaves; of a head who leaves others behind, the successor is asked for in the same breath."""
    who = family.living_here(_chosen(wanted))
    checked_day(family.store, wanted, [who])
    checked_stay(wanted, [who])
    staying = [one for one in family.present if one.id != who.id]
    facts = {"left": wanted.date, "leave_reason": reason_of(wanted.kind), **evidence_of(wanted)}
    edits = [
        Edit("member", who.id, facts),
        of_person(wanted, who.id, origin=family.household.id),
    ]
    label = _("{event}：{name}").format(event=title_of(wanted.kind), name=name_of(who))
    proposals = _after_leaving(family, wanted, who)
    paid = [*_still_paid(family, wanted, who), *_left_alone(staying, wanted.date)]
    if not staying:
        proposals += [_last_one(family, wanted)]
        return Plan(label, tuple(edits), proposals=tuple(proposals), reminders=(*paid, _nobody_left(family)))
    if family.last_head != who.id:
        return Plan(label, tuple(edits), proposals=tuple(proposals), reminders=tuple(paid))
    if not wanted.new_head:
        text = _("“{name}”是户主，离开后户内还有{count}人。请同时选择新户主。")
        raise NotThisWay(text.format(name=name_of(who), count=len(staying)))
    if wanted.new_head not in {one.id for one in staying}:
        raise NotThisWay(_("新户主不能是离开的人。请选择留在户内的成员。"))
    lines, relations = successor(family, wanted, staying)
    edits += [*relations, head_record(family, wanted)]
    proposals += [Proposal(key, *told) for key, told in ended_pairings(family, wanted).items()]
    return Plan(label, tuple(edits), tuple(lines), tuple(proposals), (*paid, *reminders_of(family, wanted)))


def _chosen(wanted: Wanted) -> str:
    if len(wanted.members) != 1:
        raise NotThisWay(_("请选择{event}的是哪一名成员。").format(event=title_of(wanted.kind)))
    return wanted.members[0]


def _still_paid(family: Family, wanted: Wanted, who: Member) -> list[str]:
    """What the person gets in the year itself, which is right, and must be stopped by whoever pays it."""
    for facts in family.facts_of(who.id):
        if facts.year == year_of(wanted.date):
            keys = [key for key in _BENEFITS if getattr(facts, key) not in NOTHING]
            fields = listed(heading_of(ENTITIES["member_year"][key]) for key in keys)
            text = _("“{name}”{year}年度登记有{fields}，请通知停发或核减")
            return [text.format(name=name_of(who), year=facts.year, fields=fields)] if keys else []
    return []


def _left_alone(staying: Sequence[Member], day: str) -> list[str]:
    """That one person stays behind, and what that may mean by his age."""
    if len(staying) != 1:
        return []
    (one,) = staying
    age = age_on(one.birth, day) if one.birth else None
    if age is None:
        what = _("请核对户属性、监护或赡养情况和帮扶措施")
    elif age < _ADULT:
        what = _("{age}岁，未成年，请落实监护人")
    elif age >= _OLD:
        what = _("{age}岁，请核对赡养情况和低保、特困供养条件")
    else:
        what = _("{age}岁，请核对户属性、致贫原因和帮扶措施")
    text = _("登记后户内只剩“{name}”一人：{what}")
    return [text.format(name=name_of(one), what=what.format(age=age))]


def _after_leaving(family: Family, wanted: Wanted, who: Member) -> list[Proposal]:
    """Facts that cannot hold any more: benefits and work in years after the leaving, and the telephone."""
    found = []
    for facts in family.facts_of(who.id):
        if isinstance(facts.year, int) and facts.year > year_of(wanted.date):
            found += _of_later_year(facts)
    phone = family.household.phone
    if phone and phone == who.phone:
        text = _("清空户联系电话{phone}（是“{name}”的电话）").format(phone=phone, name=name_of(who))
        found.append(Proposal("phone", text, (Edit("household", family.household.id, {"phone": None}),)))
    return found


def _of_later_year(facts: MemberYear) -> list[Proposal]:
    keys = [key for key in (*_BENEFITS, *_WORK) if getattr(facts, key) not in NOTHING]
    if not keys:
        return []
    spec = ENTITIES["member_year"]
    text = _("清除{year}年度的{fields}").format(year=facts.year, fields=listed(heading_of(spec[key]) for key in keys))
    return [Proposal(f"facts:{facts.year}", text, (Edit("member_year", facts.id, dict.fromkeys(keys)),))]


def _last_one(family: Family, wanted: Wanted) -> Proposal:
    text = _("整户注销（{day}，户内已无人），结束全部结对").format(day=wanted.date)
    pairings = [edit for _text, edits in ended_pairings(family, wanted).values() for edit in edits]
    return Proposal("dissolved", text, (*end_of(family, wanted, "dissolved"), *pairings))


def _nobody_left(family: Family) -> str:
    text = _("“{name}户”登记后户内没有人了。要注销整户的，请勾选下面的“整户注销”")
    return text.format(name=family.name)
