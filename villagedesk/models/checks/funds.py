# SPDX-License-Identifier: MIT
"""Checks J01, J02, J03 and J05: what payments are paid from (domain.md §1A J8–J10, §9.3 J).

An account is closed (封闭运行): it pays from what it holds on the day. The books go back to the beginning; what is said is said
of payments of the year, and of those without a day.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import (
    Found,
    Scope,
    Surroundings,
    VillageRule,
    problem,
    shown_field,
    unjudged,
)
from villagedesk.models.giving import GOODS, before_opening, handed_out_to, kinds_of, movements, shares, stands
from villagedesk.models.ledger import yuan
from villagedesk.models.problem import Level
from villagedesk.models.values.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from villagedesk.models.catalogue.giving import Allocation, Donation, Payment
    from villagedesk.models.checks.rules import Unjudged
    from villagedesk.models.checks.villagefile import VillageFile
    from villagedesk.models.giving import AccountFile, PaymentFile

J01: Final = ("J01", Level.ERROR)
J01_DOUBT: Final = ("J01", Level.DOUBT)
J02: Final = ("J02", Level.ERROR)
J03: Final = ("J03", Level.ERROR)
J05: Final = ("J05", Level.ERROR)


def of_year(file: VillageFile, day: str | None) -> bool:
    """Whether something of that day is told of in the year of a file; without a day it is in every year."""
    return (day or "")[:4] in {"", str(file.year)}


def _payments(file: VillageFile) -> Iterator[PaymentFile]:
    return (one for one in file.payments if of_year(file, one.payment.date))


def _balances(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """J01: paid more than the account held on that day, or from a donation that came only later; what the opening contains."""
    known = {one.id: one for one in file.donations}
    for one in _payments(file):
        payment = one.payment
        if not payment.date:
            continue
        for key in ("account", "amount") if payment.form != GOODS else ():
            if getattr(payment, key) is None:
                yield unjudged(J01, f"payment.{key}", payment.id, payment.purpose or "")
        yield from _too_early(known, payment, one.allocations)
    for account in file.accounts:
        yield from _overdrawn(file, account)
        yield from _contained(file, account)


def _overdrawn(file: VillageFile, account: AccountFile) -> Iterator[Found]:
    held = 0
    for moved in movements(account, file.donations, file.payments):
        before, held = held, held + moved.amount
        payment = moved.payment
        if payment is None or not moved.amount or held >= 0 or not of_year(file, moved.day):
            continue
        unknown = list(_unknown(file.donations, account))
        if unknown:
            yield from unknown
            return
        yield problem(
            J01, "payment.amount", payment.id,
            _("超过账户“{account}”当日余额{held}元").format(account=account.account.name or "", held=yuan(before)),
            _("请核对金额、出账账户和日期；进账没有登记的请补登"), value=yuan(-moved.amount), person=payment.purpose or "",
        )  # fmt: skip


def _contained(file: VillageFile, account: AccountFile) -> Iterator[Found]:
    """What was entered of days before the opening balance, which contains it: it counts no more, and that is said."""
    moved = before_opening(account, file.donations, file.payments)
    if not any(of_year(file, one.day) for one in moved):
        return
    came, left = sum(one.amount for one in moved if one.amount > 0), -sum(one.amount for one in moved if one.amount < 0)
    own = account.account
    yield problem(
        J01_DOUBT, "fund_account.opening_on", own.id,
        _("这一天以前还登记了{count}笔收支（进账{came}元，支出{left}元），期初余额已经包含，不再计入余额").format(
            count=len(moved), came=yuan(came), left=yuan(left)
        ),
        _("请核对期初日期和期初余额；要从第一笔算起的，期初日期改到第一笔以前，期初余额改为那一天账上的钱"),
        value=own.opening_on or "", person=own.name or "",
    )  # fmt: skip


def _unknown(donations: Iterable[Donation], account: AccountFile) -> Iterator[Unjudged]:
    """What is missing to know what came into an account."""
    own = account.account
    if own.opening is None:
        yield unjudged(J01, "fund_account.opening", own.id, own.name or "")
    for line in account.appropriations:
        for key, other in (("date", "received"), ("received", "date")):
            if getattr(line, key) is None and getattr(line, other) is not None:
                yield unjudged(J01, f"appropriation.{key}", line.id, line.item or "")
    for one in donations:
        if one.form == GOODS or not stands(one) or one.account not in {own.id, None}:
            continue
        for key in ("account", "date", "amount"):
            if getattr(one, key) is None:
                yield unjudged(J01, f"donation.{key}", one.id, one.receipt_no or "")


def _too_early(known: Mapping[str, Donation], payment: Payment, parts: Iterable[Allocation]) -> Iterator[Found]:
    for part in parts:
        donation = known.get(part.donation or "")
        if donation is None:
            continue  # J05
        if not donation.date:
            yield unjudged(J01, "donation.date", donation.id, donation.receipt_no or "")
        elif donation.date > (payment.date or ""):
            yield problem(
                J01, "allocation.donation", part.id, _("{day}才收到，晚于发放日期").format(day=donation.date),
                _("请改由当时已收到的捐赠支付，或核对两个日期"), value=donation.receipt_no or "", person=payment.purpose or "",
            )  # fmt: skip


def _purposes(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """J02: running costs paid from donations; money for running costs spent otherwise without a budget line for it."""
    kinds = kinds_of(file.accounts)
    for one in _payments(file):
        payment = one.payment
        name = payment.purpose or ""
        if payment.use is None:
            yield unjudged(J02, "payment.use", payment.id, name)
        elif payment.use == "running" and one.allocations:
            yield _wrong_use(payment, _("由捐赠支付"), _("工作经费由财政保障，请改出账账户，并移出捐赠分配"))
        elif payment.form != GOODS:
            if payment.account is None:
                yield unjudged(J02, "payment.account", payment.id, name)
            elif payment.account in kinds:
                yield from _by_account(file, payment, kinds[payment.account])


def _by_account(file: VillageFile, payment: Payment, kind: str | None) -> Iterator[Found]:
    if kind is None:
        yield unjudged(J02, "fund_account.kind", payment.account or "", payment.purpose or "")
    elif kind == "donated" and payment.use == "running":
        yield _wrong_use(payment, _("由社会捐赠账户支付"), _("工作经费由财政保障，请改出账账户"))
    elif kind == "running" and payment.use != "running":
        lines = {line.id: line for account in file.accounts for line in account.appropriations}
        line = lines.get(payment.appropriation or "")
        if line is not None and line.use is None:
            yield unjudged(J02, "appropriation.use", line.id, line.item or "")
        elif line is None or line.use != payment.use or line.account != payment.account:
            yield _wrong_use(payment, _("由财政运行费支付，没有相应的预算科目"), _("请填写列支科目，或改出账账户"))


def _wrong_use(payment: Payment, text: str, remedy: str) -> Found:
    value = shown_field("payment.use", payment.use)
    return problem(J02, "payment.use", payment.id, text, remedy, value=value, person=payment.purpose or "")


def _designated(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """J03: a donation for a project or a household that paid for something else."""
    known = {one.id: one for one in file.donations}
    for one in _payments(file):
        for_homes: defaultdict[str, int] = defaultdict(int)  # of this payment, so far
        for part in one.allocations:
            donation = known.get(part.donation or "")
            if donation is None:
                continue  # J05
            if donation.designation is None:
                yield unjudged(J03, "donation.designation", donation.id, donation.receipt_no or "")
            elif donation.designation == "project":
                yield from _for_project(one.payment, part, donation)
            elif donation.designation == "household":
                for_homes[donation.to_household or ""] += number(part.amount) or 0
                yield from _for_household(one, part, donation, for_homes[donation.to_household or ""])


def _for_project(payment: Payment, part: Allocation, donation: Donation) -> Iterator[Found]:
    if not donation.project:
        yield unjudged(J03, "donation.project", donation.id, donation.receipt_no or "")
    elif not payment.project and payment.use in {"project", None}:
        yield unjudged(J03, "payment.project", payment.id, payment.purpose or "")
    elif payment.project != donation.project:
        yield _elsewhere(payment, part, donation, _("指定用于另一个项目"))


def _for_household(one: PaymentFile, part: Allocation, donation: Donation, given: int) -> Iterator[Found]:
    """What was given for a household is paid to it, as much as all donations for it, up to this one, are said to pay."""
    mine = [line for line in one.payouts if line.to_household == donation.to_household]
    if not donation.to_household:
        yield unjudged(J03, "donation.to_household", donation.id, donation.receipt_no or "")
    elif not mine:
        nobody = [line for line in one.payouts if not line.to_household and not line.recipient]
        yield from (unjudged(J03, "payout.to_household", line.id, one.payment.purpose or "") for line in nobody)
        if not nobody:
            yield _elsewhere(one.payment, part, donation, _("指定给一户，领取明细中没有这一户"))
    elif part.amount is None:
        yield unjudged(J03, "allocation.amount", part.id, one.payment.purpose or "")
    elif any(line.amount is None for line in mine):
        yield from (unjudged(J03, "payout.amount", line.id) for line in mine if line.amount is None)
    elif given > (got := handed_out_to(one, donation.to_household)):
        text = _("指定给一户，该户只领取{amount}元").format(amount=yuan(got))
        if given > (number(part.amount) or 0):
            text = _("与其他捐赠一起指定给一户共{given}元，该户只领取{amount}元").format(
                given=yuan(given), amount=yuan(got)
            )
        yield _elsewhere(one.payment, part, donation, text)


def _elsewhere(payment: Payment, part: Allocation, donation: Donation, text: str) -> Found:
    remedy = _("请按捐赠人的意愿使用；改变用途的，先征得捐赠人书面同意，再改捐赠意向")
    number_of = donation.receipt_no or ""
    return problem(J03, "allocation.donation", part.id, text, remedy, value=number_of, person=payment.purpose or "")


def _shared_out(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """J05: more was taken from a donation than it is, or from one that is void or gone."""
    known = {one.id: one for one in file.donations}
    for paid in _payments(file):
        nothing = [part for part in paid.allocations if not part.donation]
        yield from (unjudged(J05, "allocation.donation", part.id, paid.payment.purpose or "") for part in nothing)
    for row, parts in shares(file.payments).items():
        donation = known.get(row)
        if not any(of_year(file, payment.date) for payment, _part in parts):
            continue
        if donation is None or not stands(donation):
            yield from (_from_nothing(payment, part, donation) for payment, part in parts)
        else:
            yield from _beyond(donation, [part for _payment, part in parts])


def _from_nothing(payment: Payment, part: Allocation, donation: Donation | None) -> Found:
    text = _("没有登记，或已删除") if donation is None else _("收据已作废")
    value = donation.receipt_no or "" if donation else ""
    remedy = _("请另选来源捐赠，或移出这一行")
    return problem(J05, "allocation.donation", part.id, text, remedy, value=value, person=payment.purpose or "")


def _beyond(donation: Donation, parts: list[Allocation]) -> Iterator[Found]:
    name = donation.receipt_no or ""
    counted = donation.quantity is not None or any(part.quantity is not None for part in parts)
    for key in ("amount", "quantity") if counted else ("amount",):
        if getattr(donation, key) is None:
            yield unjudged(J05, f"donation.{key}", donation.id, name)
        yield from (unjudged(J05, f"allocation.{key}", part.id, name) for part in parts if getattr(part, key) is None)
        whole = number(getattr(donation, key))
        taken = sum(number(getattr(part, key)) or 0 for part in parts)
        if whole is not None and taken > whole:
            yield problem(
                J05, f"donation.{key}", donation.id,
                _("少于各次发放分配的合计{taken}").format(taken=shown_field(f"allocation.{key}", taken)),
                _("请核对各次发放的捐赠分配"), value=shown_field(f"donation.{key}", whole), person=name,
            )  # fmt: skip


RULES: Final = (
    VillageRule("J01", "支付超过资金来源当日余额", Level.ERROR, _balances, Scope.PROJECT),
    VillageRule("J02", "捐赠资金用于工作经费，工作经费用于帮扶", Level.ERROR, _purposes, Scope.PROJECT),
    VillageRule("J03", "定向捐赠用于他处", Level.ERROR, _designated, Scope.PROJECT),
    VillageRule("J05", "一笔捐赠的分配之和超过捐赠额", Level.ERROR, _shared_out, Scope.PROJECT),
)
