# SPDX-License-Identifier: MIT
"""The books of donations and payments of a village or a whole file, and what a record of them comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from villagedesk.i18n import _
from villagedesk.models import giving
from villagedesk.models.catalogue.giving import (
    Allocation,
    Appropriation,
    Donation,
    FundAccount,
    Payment,
    Payout,
)
from villagedesk.models.catalogue.organisations import FourHave, Organisation, ServiceContract
from villagedesk.models.giving import AccountFile, Books, OrganisationFile, PaymentFile
from villagedesk.models.ledger import yuan
from villagedesk.models.values.numbers import number
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.models.catalogue.spec import Record
    from villagedesk.store.store import Store

R = TypeVar("R", bound="Record")


def read_books(store: Store, village: str = "") -> Books:
    """The books of a village, or of all, in the order of their days."""

    def of(kind: type[R], order: str = "date, id") -> list[R]:
        return reads.of_village(store, kind, village, order)

    def below(kind: type[R], owners: list[Record]) -> dict[str, list[R]]:
        return reads.of_owners(store, kind, (one.id for one in owners))

    accounts, payments = of(FundAccount, "name, id"), of(Payment)
    organisations = of(Organisation, "name, id")
    granted = below(Appropriation, [*accounts])
    payouts, allocations = below(Payout, [*payments]), below(Allocation, [*payments])
    contracts, assessments = below(ServiceContract, [*organisations]), below(FourHave, [*organisations])
    return Books(
        tuple(AccountFile(one, tuple(granted.get(one.id, ()))) for one in accounts),
        tuple(of(Donation)),
        tuple(PaymentFile(one, tuple(payouts.get(one.id, ())), tuple(allocations.get(one.id, ()))) for one in payments),
        tuple(
            OrganisationFile(one, tuple(contracts.get(one.id, ())), tuple(assessments.get(one.id, ())))
            for one in organisations
        ),
    )


def tell(store: Store, record: Record) -> str:
    """What a record of these books comes to today, in a sentence for its form; "" of those of which nothing follows."""
    told = _TOLD.get(type(record))
    return told(store, record) if told and record.id else ""


def _today(store: Store) -> str:
    return store.clock().date().isoformat()


def _of_account(store: Store, record: FundAccount) -> str:
    account = AccountFile(record, tuple(reads.of_owner(store, Appropriation, record.id)))
    donations = reads.naming(store, Donation, "account", record.id)
    payments = [PaymentFile(one) for one in reads.naming(store, Payment, "account", record.id)]
    day = _today(store)
    moved = [one.amount for one in giving.movements(account, donations, payments) if one.day <= day]
    came, left = sum(one for one in moved if one > 0), -sum(one for one in moved if one < 0)
    text = _("到今天：进账 {came} 元，支出 {left} 元，余额 {rest} 元").format(
        came=yuan(came), left=yuan(left), rest=yuan(came - left)
    )
    contained = giving.before_opening(account, donations, payments)
    if not contained:
        return text
    return text + _("；期初日期以前的{count}笔收支已在期初余额里，不再计入").format(count=len(contained))


def _of_donation(store: Store, record: Donation) -> str:
    if not giving.stands(record):
        return _("收据已作废，不计入捐赠")
    parts = reads.naming(store, Allocation, "donation", record.id)  # not all books: it is told at each step in the list
    payments = {one.id: one for one in reads.with_ids(store, Payment, {one.payment or "" for one in parts})}
    paid = [(payments[one.payment], one) for one in parts if one.payment in payments]
    found = giving.course(record, paid, _today(store))
    text = _("已分配 {allocated} 元，其中已发放 {paid} 元；没有发放 {left} 元").format(
        allocated=yuan(found.allocated), paid=yuan(found.paid), left=yuan(found.left)
    )
    since = giving.untold_since(record, found)
    return text + (_("；{day}起的发放还没有反馈").format(day=since) if since else "")


def _of_payment(store: Store, record: Payment) -> str:
    found = PaymentFile(
        record,
        tuple(reads.of_owner(store, Payout, record.id)),
        tuple(reads.of_owner(store, Allocation, record.id)),
    )
    if not found.payouts and not found.allocations:
        return ""
    wanted, given, from_gifts = number(record.amount), giving.handed_out(found), giving.from_donations(found)
    text = _("领取合计 {given} 元，由捐赠支付 {gifts} 元").format(given=yuan(given), gifts=yuan(from_gifts))
    if wanted is None or not found.payouts or given == wanted:
        return text
    return text + _("；领取合计与发放金额相差 {rest} 元").format(rest=yuan(wanted - given))


def _of_organisation(store: Store, record: Organisation) -> str:
    last = giving.latest(reads.of_owner(store, FourHave, record.id))
    if last is None or not last.year:
        return _("还没有“四有”考核")
    words = {True: _("合格"), False: _("没有通过"), None: _("没有填完")}
    return _("{year}年“四有”考核：{words}").format(year=last.year, words=words[giving.passed(last)])


_TOLD: Final[dict[type[Any], Callable[[Store, Any], str]]] = {
    FundAccount: _of_account,
    Donation: _of_donation,
    Payment: _of_payment,
    Organisation: _of_organisation,
}
