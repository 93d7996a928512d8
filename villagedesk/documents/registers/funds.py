# SPDX-License-Identifier: MIT
"""资金收支公示: what came in and left in a period, taken field by field from the public whitelist.

A donor is named if he said that he may be: that is his own word, which no field of the catalogue can give. All others stand
there as 匿名. Of recipients the public reads how many they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.public.whitelist import public
from villagedesk.documents.registers.giving import (
    donor_named,
    freed,
    reached,
    rows_of_payments,
    sieve_for,
    what_was_given,
    yuan,
)
from villagedesk.documents.registers.more import More
from villagedesk.models import giving
from villagedesk.models.catalogue.giving import Donation, Donor, Payment
from villagedesk.models.catalogue.organisations import MoneyNotice
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.dates import shown as date_words
from villagedesk.models.values.numbers import number
from villagedesk.models.values.show import words
from villagedesk.services.books.giving import read_books
from villagedesk.services.keeping.minors import minors_of
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from villagedesk.documents.registers.subject import Subject
    from villagedesk.models.checks.withholding import Sieve
    from villagedesk.models.giving import Books, PaymentFile

_IN, _OUT, _SUM, _REPORT = "收入", "支出", "收支", "收支公示说明"
_TOTALS: Final = ("上期结余", "资金收入", "资金支出", "本期结余", "物资收入", "物资支出")
_NAMELESS: Final = "匿名"


class _Line(NamedTuple):
    """A line of the notice: what it says, its day, fen, and whether it is money."""

    words: dict[str, str]
    day: str
    fen: int
    money: bool


def _accounts(subject: Subject) -> dict[str, Any]:
    """What came in and left in the period, and the money there was before and after it."""
    notice = subject.record
    if subject.blank or not isinstance(notice, MoneyNotice) or not (notice.from_day and notice.to_day):
        return {_IN: [], _OUT: [], _SUM: dict.fromkeys(_TOTALS, "")}
    books = read_books(subject.store, notice.village or "")
    first, last = notice.from_day, notice.to_day
    paid = [one for one in books.payments if first <= (one.payment.date or "") <= last]
    sieve = sieve_for(subject, paid, books.donations)
    every = sorted(
        [*_granted(subject, books, sieve, first, last), *_donated(subject, books, sieve, first, last)],
        key=lambda one: one.day,
    )
    came = [one for one in every if first <= one.day <= last]
    left = [_paid(subject, one, sieve) for one in paid]
    before = (
        _opened(books, last) + _sum([one for one in every if one.day < first], money=True) - _spent_before(books, first)
    )
    received, spent = _sum(came, money=True), _sum(left, money=True)
    sums = (before, received, spent, before + received - spent, _sum(came, money=False), _sum(left, money=False))
    return {_IN: _numbered(came), _OUT: _numbered(left), _SUM: dict(zip(_TOTALS, map(yuan, sums), strict=True))}


def _reckoned(subject: Subject) -> list[str]:
    """Ids of all that the sums go over; a day that is contested may bring anything into the period."""
    books = read_books(subject.store, getattr(subject.record, "village", None) or "")
    accounts = [line.id for one in books.accounts for line in (one.account, *one.appropriations)]
    donors = [one.donor for one in books.donations if one.donor]
    return [*accounts, *donors, *(one.id for one in books.donations), *rows_of_payments(books.payments)]


def _opened(books: Books, last: str) -> int:
    """The opening balances until a day, less what they contain and what is counted as a receipt or payment as well, in fen."""
    accounts = [one for one in books.accounts if (one.account.opening_on or "") <= last]
    contained = sum(
        moved.amount for one in accounts for moved in giving.before_opening(one, books.donations, books.payments)
    )
    return sum(number(one.account.opening) or 0 for one in accounts) - contained


def _sum(lines: Sequence[_Line], *, money: bool) -> int:
    return sum(one.fen for one in lines if one.money is money)


def _spent_before(books: Books, day: str) -> int:
    """The money that left before a day, in fen."""
    left = [one.payment for one in books.payments if one.payment.date and one.payment.date < day]
    return sum(number(one.amount) or 0 for one in left if one.form != giving.GOODS)


def _numbered(lines: Sequence[_Line]) -> list[dict[str, str]]:
    return [{"行号": str(place), **one.words} for place, one in enumerate(lines, 1)]


def _granted(subject: Subject, books: Books, sieve: Sieve, first: str, last: str) -> Iterator[_Line]:
    """Public money that came in; outside the period only the amount counts, as of donations."""
    for file in books.accounts:
        source = public("fund_account.kind", words(field_spec("fund_account.kind"), file.account.kind))
        for one in file.appropriations:
            fen = number(one.received)
            if fen and one.date:
                item = public("appropriation.item", one.item or "") if first <= one.date <= last else ""
                said = {
                    "日期": public("appropriation.date", date_words(one.date)),
                    "来源": source,
                    "内容": freed(subject, sieve, "appropriation.item", item),
                    "金额": public("appropriation.received", yuan(fen)),
                    "意向": "",
                }
                yield _Line(said, one.date, fen, money=True)


def _donated(subject: Subject, books: Books, sieve: Sieve, first: str, last: str) -> Iterator[_Line]:
    """All donations; of those outside the period only the amount counts, and nothing is said of what they were."""
    donors = {one.id: one for one in reads.with_ids(subject.store, Donor, {one.donor or "" for one in books.donations})}
    minors = minors_of(subject.store, subject.village.id or "", subject.day)
    for one in filter(giving.stands, books.donations):
        if one.date:
            said = {
                "日期": public("donation.date", date_words(one.date)),
                "来源": _source(subject, donors.get(one.donor or ""), minors) if first <= one.date <= last else "",
                "内容": _content(subject, one, sieve) if first <= one.date <= last else "",
                "金额": public("donation.amount", yuan(number(one.amount))),
                "意向": public("donation.designation", words(field_spec("donation.designation"), one.designation)),
            }
            yield _Line(said, one.date, number(one.amount) or 0, money=one.form != giving.GOODS)


def _source(subject: Subject, donor: Donor | None, minors: Collection[str]) -> str:
    """A donor as the public may read of him."""
    if donor is None:
        return _NAMELESS
    if name := donor_named(subject, donor, minors):
        return name
    kind = public("donor.kind", words(field_spec("donor.kind"), donor.kind))
    return f"{_NAMELESS}（{kind}）" if kind else _NAMELESS


def _content(subject: Subject, record: Donation | Payment, sieve: Sieve) -> str:
    entity = "donation" if isinstance(record, Donation) else "payment"
    for key in ("form", "goods", "quantity", "unit"):
        public(f"{entity}.{key}", "")
    return freed(subject, sieve, f"{entity}.goods", what_was_given(record))


def _paid(subject: Subject, one: PaymentFile, sieve: Sieve) -> _Line:
    payment = one.payment
    said = {
        "日期": public("payment.date", date_words(payment.date or "")),
        "用途": freed(subject, sieve, "payment.purpose", public("payment.purpose", payment.purpose or "")),
        "类别": public("payment.use", words(field_spec("payment.use"), payment.use)),
        "内容": _content(subject, payment, sieve),
        "金额": public("payment.amount", yuan(number(payment.amount))),
        "受益": reached(one),
    }
    return _Line(said, payment.date or "", number(payment.amount) or 0, money=payment.form != giving.GOODS)


def _objected(subject: Subject) -> dict[str, Any]:
    """What was objected to a notice, without whom its payments reached and who gave unnamed."""
    notice = subject.record
    if subject.blank or not isinstance(notice, MoneyNotice):
        return {_REPORT: {"异议及处理": ""}}
    books = read_books(subject.store, notice.village or "")
    first, last = notice.from_day or "", notice.to_day or "9999"
    paid = [one for one in books.payments if first <= (one.payment.date or first) <= last]
    text = public("money_notice.objections", notice.objections or "")
    sieve = sieve_for(subject, paid, books.donations)
    return {_REPORT: {"异议及处理": freed(subject, sieve, "money_notice.objections", text)}}


OBJECTED: Final = More(
    (
        PlaceholderGroup(
            _REPORT, computed=(("异议及处理", "收到的异议和处理情况，不写领取人和匿名的捐赠人；没有填写的空着", "无"),)
        ),
    ),
    _objected,
)
_WHEN: Final = (("行号", "序号", "1"), ("日期", "接收、到账或发放的日期", "2025年1月8日"))
IN_PUBLIC: Final = More(
    (
        PlaceholderGroup(
            _IN,
            each="项",
            computed=(
                *_WHEN,
                ("来源", "捐赠人，没有说可以公开名称的、未成年的写“匿名”；财政资金写账户类别", "匿名（爱心个人）"),
                ("内容", "资金、物资名称和数量，或预算科目", "大米20袋"),
                ("金额", "金额（折款）", "2400.00"),
                ("意向", "捐赠意向；财政资金空着", "不指定"),
            ),
        ),
        PlaceholderGroup(
            _OUT,
            each="项",
            computed=(
                *_WHEN,
                ("用途", "发放用途，不写领取人", "端午节慰问"),
                ("类别", "用途类别", "困难帮扶"),
                ("内容", "资金，或物资名称和数量", "大米20袋"),
                ("金额", "金额（折款）", "2400.00"),
                ("受益", "领取的户次、人次", "20户次"),
            ),
        ),
        PlaceholderGroup(
            _SUM,
            computed=(
                ("上期结余", "起始日期以前结余的资金", "1500.00"),
                ("资金收入", "期内收到的资金", "16500.00"),
                ("资金支出", "期内发放的资金", "13900.00"),
                ("本期结余", "上期结余加资金收入减资金支出", "4100.00"),
                ("物资收入", "期内收到的物资折款", "2400.00"),
                ("物资支出", "期内发放的物资折款", "2400.00"),
            ),
        ),
    ),
    _accounts,
    beside=_reckoned,
)
