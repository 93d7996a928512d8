# SPDX-License-Identifier: MIT
"""Checks J8b and J9b: the lines of payments (领取明细), as J08 and J09 look at help and at gifts on visits (domain.md §9.3 J).

What has no day has not been paid, and nobody has to have signed for it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.checks.funds import of_year
from villagedesk.models.checks.rules import (
    Found,
    Scope,
    Surroundings,
    VillageRule,
    problem,
    shown_field,
    unjudged,
)
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from villagedesk.models.catalogue.giving import Payment, Payout
    from villagedesk.models.catalogue.member import Member
    from villagedesk.models.checks.villagefile import VillageFile
    from villagedesk.models.giving import PaymentFile

J8B: Final = ("J8b", Level.DOUBT)
J9B: Final = ("J9b", Level.DOUBT)


class _Line(NamedTuple):
    """A line of a payment that was paid."""

    payment: Payment
    payout: Payout

    @property
    def purpose(self) -> str:
        return self.payment.purpose or ""


def _paid(file: VillageFile) -> Iterator[PaymentFile]:
    return (one for one in file.payments if one.payment.date and of_year(file, one.payment.date))


def _recipients(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """J8b: paid to somebody who had died or left by then, to nobody on file, or without signature, voucher and photo."""
    people = {one.id: one for one in file.recipients}
    homes = {one.id: one.ended for one in file.homes}
    for one in _paid(file):
        payment = one.payment
        if payment.use == "aid" and not one.payouts and not payment.payee:
            yield unjudged(J8B, "payment.payee", payment.id, payment.purpose or "")
        for payout in one.payouts:
            line = _Line(payment, payout)
            if payout.to_member:
                yield from _to_member(line, people.get(payout.to_member))
            elif payout.to_household:
                yield from _to_household(line, homes)
            else:
                yield from _to_others(line)
        yield from _unsigned(one)


def _to_member(line: _Line, member: Member | None) -> Iterator[Found]:
    payout, day = line.payout, line.payment.date or ""
    if member is None:
        yield _not_on_file(line, "to_member")
    elif member.leave_reason and not member.left:
        yield unjudged(J8B, "member.left", member.id, member.name or "")
    elif member.left and member.left < day:
        reason = shown_field("member.leave_reason", member.leave_reason or "other")
        yield problem(
            J8B, "payout.to_member", payout.id,
            _("已于{left}{reason}，不可能在{day}领取").format(left=member.left, reason=reason, day=day),
            _("请核对领取人和发放日期；多发的请追回并说明"), value=member.name or "", person=line.purpose,
        )  # fmt: skip


def _to_household(line: _Line, homes: dict[str, str | None]) -> Iterator[Found]:
    payout, day = line.payout, line.payment.date or ""
    if payout.to_household not in homes:
        yield _not_on_file(line, "to_household")
        return
    ended = homes[payout.to_household or ""]
    if ended and ended < day:
        yield problem(
            J8B, "payout.to_household", payout.id,
            _("已于{ended}注销，不可能在{day}领取").format(ended=ended, day=day),
            _("请核对领取户和发放日期；多发的请追回并说明"), person=line.purpose,
        )  # fmt: skip


def _not_on_file(line: _Line, key: str) -> Found:
    return problem(
        J8B, f"payout.{key}", line.payout.id, _("在本档中已经没有"), _("请核对领取人；已移入回收站的，恢复或改选"),
        person=line.purpose,
    )  # fmt: skip


def _to_others(line: _Line) -> Iterator[Found]:
    """Help for households that went to somebody who is not registered; projects and running costs pay whom they will."""
    payment, payout = line
    if not payout.recipient:
        yield unjudged(J8B, "payout.to_household", payout.id, line.purpose)
    elif payment.use is None:
        yield unjudged(J8B, "payment.use", payment.id, line.purpose)
    elif payment.use == "aid":
        yield problem(
            J8B, "payout.recipient", payout.id, _("不在册，却领取了困难帮扶"),
            _("请核对领取人；在册的改选户或成员，确需帮扶的写明依据后豁免"), person=line.purpose,
        )  # fmt: skip


def _unsigned(one: PaymentFile) -> Iterator[Found]:
    """Told once for a payment, at the first line; a transfer has a voucher, goods have a photo."""
    payment, unsigned = one.payment, [line for line in one.payouts if line.signed is not True]
    if not unsigned or payment.photo or payment.voucher:
        return
    first = unsigned[0]
    text = _("没有登记，发放也没有照片或凭证号")
    if len(unsigned) > 1:
        text = _("等{count}笔没有登记，发放也没有照片或凭证号").format(count=len(unsigned))
    yield problem(
        J8B, "payout.signed", first.id, text, _("请补登签收、照片或凭证号"),
        value=shown_field("payout.signed", first.signed), person=payment.purpose or "",
    )  # fmt: skip


def _twice(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """J9b: the same person or household was paid for the same purpose twice in a month."""
    seen: dict[Hashable, list[_Line]] = defaultdict(list)
    for one in _paid(file):
        for payout in one.payouts:
            whom = payout.to_member or payout.to_household or payout.recipient
            if whom:
                seen[(one.payment.date or "")[:7], whom].append(_Line(one.payment, payout))
    for alike in seen.values():
        yield from _same_purpose(alike)


def _same_purpose(alike: list[_Line]) -> Iterator[Found]:
    met: set[Hashable] = set()
    for line in alike if len(alike) > 1 else ():
        payment, payout = line
        if not payment.purpose:
            yield unjudged(J9B, "payment.purpose", payment.id)
            continue
        what = payment.purpose, payment.project, payment.goods or ""
        if what in met:
            key = "to_member" if payout.to_member else "to_household" if payout.to_household else "recipient"
            yield problem(
                J9B, f"payout.{key}", payout.id,
                _("在{month}内为同一用途领取过").format(month=(payment.date or "")[:7]),
                _("请核对是否重复登记或重复发放；重复的移入回收站"), person=line.purpose,
            )  # fmt: skip
        met.add(what)


RULES: Final = (
    VillageRule("J8b", "领取人不对，或领取没有签收", Level.DOUBT, _recipients, Scope.PROJECT),
    VillageRule("J9b", "同月同一用途领取重复", Level.DOUBT, _twice, Scope.PROJECT),
)
