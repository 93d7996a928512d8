# SPDX-License-Identifier: MIT
"""What papers of donations, payments and organisations compute: how a donor is called, what became of a gift, the last assessment.

A donor is called by name only if he said that he may be named, and a child never (domain.md §7.7). What people typed about a payment goes through a sieve that knows
whom the payment reached: no donor reads a recipient's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.context import field_words
from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.registers.more import More
from villagedesk.i18n import _, to_the_user
from villagedesk.models import giving
from villagedesk.models.catalogue.giving import Donation, Donor
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.organisations import FourHave
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.checks.withholding import Sieve, digits_of, left_out
from villagedesk.models.values.dates import shown as date_words
from villagedesk.models.values.numbers import from_scaled, in_capitals, number, short_number
from villagedesk.models.values.show import label_of, words
from villagedesk.services.books.giving import read_books
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.keeping.minors import minors_of
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from villagedesk.documents.registers.subject import Subject
    from villagedesk.models.catalogue.giving import Payment
    from villagedesk.models.giving import PaymentFile

UNNAMED: Final = "爱心人士"
_CALLED, _USED, _USE, _RECEIVED, _LAST = "称呼", "使用明细", "使用情况", "有效捐赠", "最近考核"


def yuan(fen: int | None) -> str:
    """An amount as papers print it; empty where nobody knows it."""
    return "" if fen is None else from_scaled(fen, 2)


def how_much(quantity: int | None, unit: str | None) -> str:
    """A quantity in hundredths with its unit as papers print it; empty where nobody knows it."""
    return "" if quantity is None else f"{short_number(quantity, 2)}{unit or ''}"


def what_was_given(record: Donation | Payment) -> str:
    """资金, or the goods with how many of them."""
    entity = "donation" if isinstance(record, Donation) else "payment"
    if record.form != giving.GOODS:
        return words(field_spec(f"{entity}.form"), record.form)
    return f"{record.goods or ''}{how_much(number(record.quantity), record.unit)}"


def donor_named(subject: Subject, donor: Donor | None, minors: Collection[str]) -> str:
    """A donor as others may read of him, without numbers behind his name; "" where they may not. Why a child is not named is told.

    Of donors the file has neither the day of birth nor a number: one who merely has the name of a child is not named either.
    """
    if donor is not None and donor.anonymous is False and giving.is_minor(donor, minors):
        with to_the_user():
            text = _("捐赠人“{name}”与村里不满18周岁、或出生日期不明的人同名，没有印名称。")
            subject.kept_off.append(text.format(name=donor.name))
    return freed(subject, Sieve(), "donor.name", giving.public_name(donor, minors))


def sieve_for(subject: Subject, payments: Iterable[PaymentFile], meant: Iterable[Donation] = ()) -> Sieve:
    """What keeps texts about payments, and about donations meant for somebody, from telling whom these reach."""
    lines = [line for one in payments for line in one.payouts]
    persons = reads.with_ids(subject.store, Member, {line.to_member or "" for line in lines})
    rows = {one.household for one in persons} | {one.to_household for one in lines}
    rows |= {one.to_household for one in meant}
    cases = list(load_casefiles(subject.store, sorted(filter(None, rows)), subject.year))
    people = [person for case in cases for person in (*case.people, *case.departed)]
    names = {one.name for one in people} | {name for line in lines if (name := line.recipient)}
    names |= {name for one in persons if (name := one.name)}
    minors = minors_of(subject.store, subject.village.id or "", subject.day)
    donors = reads.of_owner(subject.store, Donor, subject.village.id) if subject.village.id else []
    names |= minors | {one.name for one in donors if one.name and not giving.public_name(one, minors)}
    phones = [*(case.household.phone for case in cases), *(one.member.phone for one in people)]
    return Sieve(names=frozenset(name for name in names if len(name) > 1), numbers=digits_of(phones))


def freed(subject: Subject, sieve: Sieve, path: str, text: str) -> str:
    """A text that people typed in the field `path` ("payment.purpose") as others may read it; what went is told with the paper."""
    made, found = sieve.freed(text)
    with to_the_user():
        subject.kept_off.extend(left_out(label_of(field_spec(path)), found))
    return made


def reached(payment: PaymentFile) -> str:
    """How many lines of a payment were for a household, and how many for a person."""
    people = sum(bool(line.to_member or line.recipient) for line in payment.payouts)
    homes = len(payment.payouts) - people
    return "、".join(text for text, count in ((f"{homes}户次", homes), (f"{people}人次", people)) if count)


# -- a donor and his gift -----------------------------------------------------------------------------------------------


def _called(subject: Subject) -> dict[str, Any]:
    """How a donor is called where others may read it."""
    record = subject.record
    if not isinstance(record, Donation) or subject.blank:
        return {_CALLED: {"捐赠人": "", "捐赠内容": ""}}
    donor = reads.get(subject.store, Donor, record.donor) if record.donor else None
    minors = minors_of(subject.store, subject.village.id or "", subject.day)
    named = donor_named(subject, donor, minors) or UNNAMED if donor else ""
    sieve = sieve_for(subject, (), [record])
    return {_CALLED: {"捐赠人": named, "捐赠内容": freed(subject, sieve, "donation.goods", what_was_given(record))}}


def _donor_of(subject: Subject) -> list[str]:
    donor = getattr(subject.record, "donor", None)
    return [donor] if donor else []


def _told_to_donor(subject: Subject) -> list[str]:
    """The donor, and the payments that the gift was part of, with their lines."""
    books = read_books(subject.store, getattr(subject.record, "village", None) or "")
    mine = (one for one in books.payments if any(part.donation == subject.record.id for part in one.allocations))
    return [*_donor_of(subject), *rows_of_payments(mine)]


def rows_of_payments(payments: Iterable[PaymentFile]) -> list[str]:
    """Ids of payments and of their lines."""
    return [line.id for one in payments for line in (one.payment, *one.payouts, *one.allocations)]


def _used(subject: Subject) -> dict[str, Any]:
    """What a donation was spent on until today, without saying whom it reached."""
    if subject.blank or not isinstance(subject.record, Donation):
        return {
            _USED: [],
            _USE: dict.fromkeys(("收到", "已使用", "已使用大写", "结余", "笔数"), ""),
            **_called(subject),
        }
    donation = subject.record
    books = read_books(subject.store, donation.village or "")
    mine = [
        (one, part)
        for one in books.payments
        if one.payment.date and one.payment.date <= subject.day
        for part in one.allocations
        if part.donation == donation.id
    ]
    sieve = sieve_for(subject, [one for one, _part in mine])
    rows = [
        {
            "行号": str(place),
            "日期": date_words(one.payment.date or ""),
            "用途": freed(subject, sieve, "payment.purpose", one.payment.purpose or ""),
            "内容": freed(subject, sieve, "payment.goods", what_was_given(one.payment)),
            "金额": yuan(number(part.amount)),
            "受益": reached(one),
        }
        for place, (one, part) in enumerate(mine, 1)
    ]
    found = giving.course(donation, giving.shares(books.payments).get(donation.id, ()), subject.day)
    told = {
        "收到": yuan(found.received), "已使用": yuan(found.paid), "已使用大写": in_capitals(found.paid),
        "结余": yuan(found.left), "笔数": str(len(rows)),
    }  # fmt: skip
    return {_USED: rows, _USE: told, **_called(subject)}


def _received(subject: Subject) -> dict[str, Any]:
    """What the receipts of a year add up to, without those that are void."""
    counted = [one for one in subject.records if isinstance(one, Donation) and giving.stands(one)]
    total = sum(number(one.amount) or 0 for one in counted) if counted else None
    return {_RECEIVED: {"笔数": str(len(counted)) if counted else "", "金额": yuan(total)}}


# -- an organisation ----------------------------------------------------------------------------------------------------


def _assessed(subject: Subject) -> dict[str, Any]:
    """The last assessment of an organisation."""
    made = [one for one in subject.lines.get("four_have", ()) if isinstance(one, FourHave)]
    return {_LAST: field_words(giving.latest(made) or FourHave(), "four_have", subject.year)}


DONOR: Final = More(
    (
        PlaceholderGroup(
            _CALLED,
            computed=(
                ("捐赠人", "捐赠人名称；没有说可以公开的、未成年的写作“爱心人士”", "示范县总商会"),
                ("捐赠内容", "资金，或物资名称和数量", "大米20袋"),
            ),
        ),
    ),
    _called,
    beside=_donor_of,
)
FEEDBACK: Final = More(
    (
        *DONOR.groups,
        PlaceholderGroup(
            _USED,
            each="项",
            computed=(
                ("行号", "序号", "1"),
                ("日期", "发放日期", "2025年1月22日"),
                ("用途", "发放用途，不写领取人", "春节困难户生活补助"),
                ("内容", "资金，或物资名称和数量", "资金"),
                ("金额", "由这笔捐赠支付的金额（折款）", "8000.00"),
                ("受益", "领取的户次、人次", "8户次"),
            ),
        ),
        PlaceholderGroup(
            _USE,
            computed=(
                ("收到", "捐赠金额（折款）", "10000.00"),
                ("已使用", "到打印当日已发放的", "8000.00"),
                ("已使用大写", "同上，人民币大写", "捌仟元整"),
                ("结余", "还没有发放的", "2000.00"),
                ("笔数", "发放了几笔", "1"),
            ),
        ),
    ),
    _used,
    beside=_told_to_donor,
)
RECEIVED: Final = More(
    (
        PlaceholderGroup(
            _RECEIVED,
            computed=(("笔数", "没有作废的收据张数", "5"), ("金额", "没有作废的收据金额（折款）合计", "18900.00")),
        ),
    ),
    _received,
)
ASSESSED: Final = More((PlaceholderGroup(_LAST, ("four_have",)),), _assessed)
