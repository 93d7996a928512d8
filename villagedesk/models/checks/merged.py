# SPDX-License-Identifier: MIT
"""Checks of what may be wrong after files were merged although each was right (merge.md A4 rule 8, domain.md §9.3 B, I, J).

They follow from the state and not from the merge, so they last: through saving, copies and further merges, until the
state is mended. Those without a number in domain.md carry that of their case in merge.md (M…).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.checks.rules import Rule, Surroundings, problem
from villagedesk.models.checks.standing import live_measures
from villagedesk.models.problem import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from villagedesk.models.casefile import CaseFile


_PLANNED: Final = (
    "stage", "category", "subcategory", "item", "content", "cause", "risk", "quantity", "amount", "source", "due",
)  # fmt: skip


def _same_measure(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """M26: one line of the plan, entered on two computers. What was done of it since may have been entered on one of them only."""
    seen: dict[Hashable, int] = defaultdict(int)
    for measure in live_measures(case):
        key = tuple(getattr(measure, planned) for planned in _PLANNED)
        seen[key] += 1
        if measure.content and seen[key] > 1:
            yield problem(
                ("M26", Level.DOUBT), "measure.content", measure.id,
                _("与本年度另一条措施的类别、内容、针对原因、数量、金额和时限都相同"),
                _("请核对是否在两台电脑上重复登记；重复的移入回收站，给不同的人的请在内容里写明是谁"), value=measure.content,
            )  # fmt: skip


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


def _rests_on_what_is_gone(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    yield from _in_the_bin(case, around)
    yield from _ended_with_people(case, around)


RULES: Final = (
    Rule("M26", "同年度措施重复", Level.DOUBT, _same_measure),
    Rule("M57", "已迁往其他村", Level.ERROR, _moved_away),
    Rule("M60", "所指的村或责任人已删除，或户已注销而仍有人", Level.ERROR, _rests_on_what_is_gone),
    Rule("M53", "成员同时登记在两户", Level.DOUBT, _claimed),
    Rule("M55", "一次分户登记了两遍", Level.DOUBT, _two_splits),
    Rule("M54", "分户期间另有登记", Level.HINT, _split),
    Rule("M48", "并入之后又有修改", Level.DOUBT, _joined),
)
