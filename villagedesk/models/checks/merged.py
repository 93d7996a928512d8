# SPDX-License-Identifier: MIT
"""Checks of what may be wrong after files were merged although each was right (merge.md A4 rule 8, domain.md §9.3 B, I, J).

They follow from the state and not from the merge, so they last: through saving, copies and further merges, until the
state is mended. Those without a number in domain.md carry that of their case in merge.md (M…).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.checks.rules import Rule, Surroundings, problem, shown_field
from villagedesk.models.problem import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.help import Visit
    from villagedesk.models.catalogue.member import MemberYear

_BENEFITS: Final = ("low_income", "destitute", "critical_aid", "other_health_aid", "accident_subsidy", "public_post")


def _benefit_after_death(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """B18 (M40). A benefit of the year of death itself is right."""
    for person in (*case.people, *case.departed):
        left = person.member.left
        if person.member.leave_reason != "death" or not left:
            continue
        for facts in person.years:
            if isinstance(facts.year, int) and facts.year > int(left[:4]):
                yield from _benefits(person, facts, left)


def _benefits(person: Person, facts: MemberYear, left: str) -> Iterator[Problem]:
    for key in _BENEFITS:
        value = getattr(facts, key)
        if value and value != "none" and isinstance(value, (str, bool)):
            yield problem(
                ("B18", Level.DOUBT), f"member_year.{key}", facts.id,
                _("记在{year}年度，但本人已于{left}死亡").format(year=facts.year, left=left),
                _("请核对死亡日期；已经去世的，清除该年度的待遇并停发"),
                value=shown_field(f"member_year.{key}", value), person=person.name,
            )  # fmt: skip


def _groups(visits: Iterable[Visit], key: str) -> Iterator[list[Visit]]:
    """Visits that share something: "day" the date and who came, "gift" the month of a gift of money."""
    found: dict[Hashable, list[Visit]] = defaultdict(list)
    for visit in visits:
        if key == "day" and visit.date and (visit.cadre or visit.visitors):
            found[visit.date, visit.cadre or visit.visitors].append(visit)
        elif key == "gift" and visit.date and isinstance(visit.gift_money, int) and visit.gift_money > 0:
            found[visit.date[:7]].append(visit)
    return (group for group in found.values() if len(group) > 1)


def _same_visit(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """I09 (M26): the same day by the same person, entered on two computers."""
    for group in _groups(case.visits, "day"):
        for visit in group[1:]:
            yield problem(
                ("I09", Level.DOUBT), "visit.date", visit.id,
                _("由同一人走访登记了{count}次").format(count=len(group)),
                _("请核对是否在两台电脑上重复登记；重复的移入回收站"), value=visit.date or "",
            )  # fmt: skip


def _gifts_of_a_month(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """J09 (M26): money given twice in a month."""
    for group in _groups(case.visits, "gift"):
        for visit in group[1:]:
            yield problem(
                ("J09", Level.DOUBT), "visit.gift_money", visit.id,
                _("在{month}内登记了{count}笔").format(month=(visit.date or "")[:7], count=len(group)),
                _("请核对是否重复登记或重复发放；重复的移入回收站"),
                value=shown_field("visit.gift_money", visit.gift_money),
            )  # fmt: skip


def _same_measure(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """M26: one line of the plan, entered on two computers."""
    seen: dict[Hashable, int] = defaultdict(int)
    for measure in case.measures:
        key = (measure.category, measure.content, measure.quantity, measure.amount, measure.due)
        seen[key] += 1
        if measure.content and seen[key] > 1:
            yield problem(
                ("M26", Level.DOUBT), "measure.content", measure.id, _("与本年度另一条措施完全相同"),
                _("请核对是否在两台电脑上重复登记；重复的移入回收站"), value=measure.content,
            )  # fmt: skip


def _same_pairing(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """I06: one cadre who answers for the household twice."""
    seen: set[str] = set()
    for helper in case.helpers:
        cadre = helper.pairing.cadre
        if cadre and not helper.pairing.end:
            if cadre in seen:
                yield problem(
                    ("I06", Level.DOUBT), "pairing.cadre", helper.pairing.id, _("有两条尚未结束的结对"),
                    _("请核对是否重复登记；重复的移入回收站"), value=helper.cadre.name or "",
                )  # fmt: skip
            seen.add(cadre)


def _moved_away(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """M57: a household of a village of which the file knows nothing gets no official paper from its old one."""
    if case.departure:
        found = problem(
            ("M57", Level.ERROR), "household.group", case.household.id, _("已不是本村的户，不在本村统计，也不能打印正式材料"),
            _("请由迁入的村继续管理；迁错了的，请联系乡镇改回"), value=case.departure,
        )  # fmt: skip
        yield found.at(field=_("所在的村"))


def _in_the_bin(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """M60: what the household refers to was removed elsewhere. Members of a removed household are hidden with it."""
    if case.household.village and not case.village.id and not case.departure:
        found = problem(
            ("M60", Level.ERROR), "household.group", case.household.id, _("已被移入回收站，本户仍在其中"),
            _("请从回收站还原该村，或核对本户应在哪个村"),
        )  # fmt: skip
        yield found.at(field=_("所在的村"))
    for helper in case.helpers:
        if helper.pairing.cadre and not helper.cadre.id and not helper.pairing.end:
            yield problem(
                ("M60", Level.DOUBT), "pairing.cadre", helper.pairing.id, _("已被移入回收站，但结对没有结束"),
                _("请结束这条结对，或从回收站还原该责任人"),
            )  # fmt: skip


def _ended_with_people(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """M60: ended in one file while somebody was registered in it in another."""
    ended = case.household.ended
    if ended and case.people and int(ended[:4]) <= case.year:
        yield problem(
            ("M60", Level.DOUBT), "household.ended", case.household.id,
            _("已注销，户内仍有{count}人").format(count=len(case.people)),
            _("请登记这些人的去向，或清空注销日期"), value=ended,
        )  # fmt: skip


def _claimed(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """M53: shown in both households until it is decided, counted once."""
    for claim in around.claims.get(case.household.id, ()):
        others = listed(claim.others.values())
        decide = _("请在“冲突裁决”中选定归哪一户；在此之前只在一户计数")
        if claim.here:
            yield problem(
                ("M53", Level.DOUBT), "member.name", claim.member, _("同时被登记在{others}").format(others=others), decide,
                value=claim.name,
            )  # fmt: skip
        else:
            rule = _("同时被登记在{others}，暂在那里计数").format(others=others)
            found = problem(("M53", Level.DOUBT), "household.group", case.household.id, rule, decide, value=claim.name)
            yield found.at(field=_("成员"))


def _two_splits(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """M55: everybody in the household is contested with one and the same other household."""
    claims = around.claims.get(case.household.id, ())
    everybody = {person.member.id for person in case.people} | {claim.member for claim in claims}
    if not claims or everybody != {claim.member for claim in claims}:
        return
    shared = set.intersection(*(set(claim.others) for claim in claims))
    for other in sorted(shared):
        found = problem(
            ("M55", Level.DOUBT), "household.group", case.household.id,
            _("与{place}登记的是同样的人，可能把一次分户做了两遍").format(place=claims[0].others[other]),
            _("请先裁决各人归哪一户，再把空出来的一户移入回收站"),
        )  # fmt: skip
        yield found.at(field=_("本户"))


def _split(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """M54: a hint, since nobody has done anything wrong."""
    for one in around.splits.get(case.household.id, ()):
        found = problem(
            ("M54", Level.HINT), "household.group", case.household.id,
            _("已在{device}上分户（{movers}去了{place}），“{person}”由{other}登记在这里").format(
                device=one.device, movers=one.movers, place=one.place, person=one.person, other=one.other
            ),
            _("请核对“{person}”应在哪一户").format(person=one.person),
        )  # fmt: skip
        yield found.at(field=_("本户"))


def _joined(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """M48: joined to another and edited or restored by somebody who did not know. M49: each to the other."""
    for person in (*case.people, *case.departed):
        joined = around.joined.get(person.member.id)
        if joined is None:
            continue
        whom = _("{place}的“{name}”").format(place=joined.place, name=joined.name)
        if joined.mutual:
            yield problem(
                ("M49", Level.DOUBT), "member.name", person.member.id, _("与{whom}在两处互相并入").format(whom=whom),
                _("按规则保留其中一条计数；请在“疑似同一人”中确认并为一人"), value=person.name,
            )  # fmt: skip
        else:
            yield problem(
                ("M48", Level.DOUBT), "member.name", person.member.id, _("已并入{whom}，又有新修改").format(whom=whom),
                _("请在“疑似同一人”中把新修改带到并入的一条，或拆开为两人"), value=person.name,
            )  # fmt: skip


RULES: Final = (
    Rule("B18", "死亡之后仍有待遇", Level.DOUBT, _benefit_after_death),
    Rule("I09", "同一天同一人走访重复", Level.DOUBT, _same_visit),
    Rule("J09", "同月慰问金重复", Level.DOUBT, _gifts_of_a_month),
    Rule("M26", "同年度措施重复", Level.DOUBT, _same_measure),
    Rule("I06", "同一责任人结对重复", Level.DOUBT, _same_pairing),
    Rule("M57", "已迁往其他村", Level.ERROR, _moved_away),
    Rule("M60", "所指的村或责任人已删除", Level.ERROR, _in_the_bin),
    Rule("M60", "已注销的户内仍有人", Level.DOUBT, _ended_with_people),
    Rule("M53", "成员同时登记在两户", Level.DOUBT, _claimed),
    Rule("M55", "一次分户登记了两遍", Level.DOUBT, _two_splits),
    Rule("M54", "分户期间另有登记", Level.HINT, _split),
    Rule("M48", "并入之后又有修改", Level.DOUBT, _joined),
)
