# SPDX-License-Identifier: MIT
"""Checks I12, J08 and J09: help that was really given: how much, to whom, how often (domain.md §9.3 I, J)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import Found, Rule, Surroundings, problem, shown_field, unjudged
from villagedesk.models.checks.standing import live_measures
from villagedesk.models.problem import Level
from villagedesk.models.values.numbers import from_scaled, number

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.help import Benefit

I12: Final = ("I12", Level.DOUBT)
J08: Final = ("J08", Level.DOUBT)
J09: Final = ("J09", Level.DOUBT)


def _amounts(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """I12: the amount of a measure that is done, and what was given for it. Handbook and project roster are not kept."""
    given: dict[str, list[Benefit]] = defaultdict(list)
    for benefit in case.benefits:
        given[benefit.measure or ""].append(benefit)
    for measure in live_measures(case):
        amount, found = number(measure.amount), given.get(measure.id, ())
        if found and measure.status is None:
            yield unjudged(I12, "measure.status", measure.id)
        if measure.status != "done" or not found:
            continue
        unknown = [one for one in found if one.amount is None]
        if amount is None:
            yield unjudged(I12, "measure.amount", measure.id)
        elif unknown:
            yield from (unjudged(I12, "benefit.amount", one.id) for one in unknown)
        else:
            total = sum(number(one.amount) or 0 for one in found)
            if total != amount:
                yield problem(
                    I12, "measure.amount", measure.id,
                    _("与落实金额合计{total}元不同").format(total=from_scaled(total, 2)),
                    _("请核对计划、手册和落实记录"), value=from_scaled(amount, 2),
                )  # fmt: skip


def _recipients(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """J08: given to somebody who had died or left by then; or without signature, receipt or photo."""
    gone = {person.member.id: person for person in case.departed}
    for benefit in case.benefits:
        person = gone.get(benefit.member or "")
        left = person.member.left if person else None
        if person and not left:
            yield unjudged(J08, "member.left", person.member.id, person.name)
        elif person and not benefit.date:
            yield unjudged(J08, "benefit.date", benefit.id, person.name)
        elif person and left and benefit.date and left < benefit.date:
            reason = shown_field("member.leave_reason", person.member.leave_reason or "other")
            yield problem(
                J08, "benefit.member", benefit.id,
                _("已于{left}{reason}，不可能在{day}受益").format(left=left, reason=reason, day=benefit.date),
                _("请核对受益人和落实日期；多发的请追回并说明"), value=person.name,
            )  # fmt: skip
        if benefit.signed_household is not True and not benefit.evidence_photo and "voucher" not in benefit.evidence:
            yield problem(
                J08, "benefit.signed_household", benefit.id,
                _("没有登记，也没有照片或发放凭证（{content}）").format(content=benefit.content or ""),
                _("请补登签收、照片或发放凭证"), value=shown_field("benefit.signed_household", benefit.signed_household),
            )  # fmt: skip


def _twice_in_a_month(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """J09 (M26): money on visits, or the same help to the same person, twice in a month."""
    gifts: dict[str, list[str]] = defaultdict(list)
    for visit in case.visits:
        if (number(visit.gift_money) or 0) > 0:
            gifts[(visit.date or "")[:7]].append(visit.id)
    if len(gifts) > 1:
        yield from (unjudged(J09, "visit.date", row) for row in gifts.get("", ()))
    for visit in case.visits:
        group = gifts.get((visit.date or "")[:7], [])
        if visit.date and visit.id in group[1:]:
            yield problem(
                J09, "visit.gift_money", visit.id,
                _("在{month}内登记了{count}笔").format(month=(visit.date or "")[:7], count=len(group)),
                _("请核对是否重复登记或重复发放；重复的移入回收站"),
                value=shown_field("visit.gift_money", visit.gift_money),
            )  # fmt: skip
    yield from _same_help(case)


def _same_help(case: CaseFile) -> Iterator[Found]:
    seen: set[Hashable] = set()
    for benefit in case.benefits:
        missing = [key for key in ("date", "category", "content") if not getattr(benefit, key)]
        if missing:
            if any(_may_be_the_same(benefit, other) for other in case.benefits if other is not benefit):
                yield from (unjudged(J09, f"benefit.{key}", benefit.id) for key in missing)
            continue
        key = (benefit.date or "")[:7], benefit.member, benefit.category, benefit.subcategory, benefit.content
        if key in seen:
            yield problem(
                J09, "benefit.content", benefit.id, _("在{month}内重复登记").format(month=(benefit.date or "")[:7]),
                _("请核对是否重复登记或重复发放；重复的移入回收站"), value=benefit.content or "",
            )  # fmt: skip
        seen.add(key)


def _may_be_the_same(one: Benefit, other: Benefit) -> bool:
    """Whether two benefits are the same help of one month as far as both are known."""
    if one.member != other.member or one.subcategory != other.subcategory:
        return False
    pairs = (
        ((one.date or "")[:7], (other.date or "")[:7]), (one.category, other.category), (one.content, other.content)
    )  # fmt: skip
    return all(not left or not right or left == right for left, right in pairs)


RULES: Final = (
    Rule("I12", "措施金额与落实金额不同", Level.DOUBT, _amounts),
    Rule("J08", "发放对象不对或没有签收", Level.DOUBT, _recipients),
    Rule("J09", "同月同项发放重复", Level.DOUBT, _twice_in_a_month),
)
