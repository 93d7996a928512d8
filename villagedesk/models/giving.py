# SPDX-License-Identifier: MIT
"""What accounts hold, what became of donations, and what payments were paid from. Computed, never stored.

What lies after the day that is asked for has not happened yet, so that the same facts tell how things stood at the end of a
year. Goods stand in no account; their value is followed from the receipt to the payment, as money is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.catalogue.spec import NA
from villagedesk.models.values.numbers import number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from villagedesk.models.catalogue.giving import (
        Allocation,
        Appropriation,
        Donation,
        Donor,
        FundAccount,
        Payment,
        Payout,
    )
    from villagedesk.models.catalogue.organisations import FourHave, Organisation, ServiceContract

MONEY, GOODS = "money", "goods"


_OF_PEOPLE: Final = frozenset(
    {"cadre", "volunteer", "person", "other", ""}
)  # codes of donor_kind; the others are offices
_LONGEST: Final = (
    3  # 汉字 of a full name: a child's name that begins a longer text is followed by 同学, 家长 or the like
)


def public_name(donor: Donor | None, minors: Collection[str]) -> str:
    """The name of a donor who said that he may be named; "" of all others, and of one who said nothing of it.

    A child cannot say so for himself: whose name is that of somebody among `minors` is never named (domain.md §7.7).
    """
    if donor is None or donor.anonymous is not False:
        return ""
    return "" if is_minor(donor, minors) else donor.name or ""


def is_minor(donor: Donor, minors: Collection[str]) -> bool:
    """Whether a donor has the name of somebody among `minors`, or a private person's name tells one (“张小宝同学”)."""
    said = _closed(donor.name or "")
    names = {_closed(one) for one in minors}
    if said in names:
        return bool(said)
    return (donor.kind or "") in _OF_PEOPLE and len(said) > _LONGEST and any(one in said for one in names if one)


def _closed(name: str) -> str:
    return re.sub(r"[\s·•・.．]", "", name)


class AccountFile(NamedTuple):
    """An account with its budget and what of it came in, by year."""

    account: FundAccount
    appropriations: tuple[Appropriation, ...] = ()


class PaymentFile(NamedTuple):
    """A payment with who got it and which donations it was paid from."""

    payment: Payment
    payouts: tuple[Payout, ...] = ()
    allocations: tuple[Allocation, ...] = ()


class OrganisationFile(NamedTuple):
    """An organisation with its contracts and its assessments, by year."""

    organisation: Organisation
    contracts: tuple[ServiceContract, ...] = ()
    assessments: tuple[FourHave, ...] = ()


class Books(NamedTuple):
    """All that stands in the books of donations and payments."""

    accounts: tuple[AccountFile, ...] = ()
    donations: tuple[Donation, ...] = ()
    payments: tuple[PaymentFile, ...] = ()
    organisations: tuple[OrganisationFile, ...] = ()


class Movement(NamedTuple):
    """Money that came into an account or left it (negative), in fen, and the payment by which it left."""

    day: str
    amount: int
    payment: Payment | None = None


def stands(donation: Donation) -> bool:
    """Whether a receipt counts: one that was spoilt (作废) keeps its number and counts nothing."""
    return donation.voided is not True


def movements(account: AccountFile, donations: Iterable[Donation], payments: Iterable[PaymentFile]) -> list[Movement]:
    """What moved in an account, in order of days; what came in on a day stands before what left on it.

    The opening balance contains what moved before its day, so that this is left out (`before_opening`). Without a day it was
    there from the beginning. What has no day has not moved.
    """
    own = account.account
    since, opening = own.opening_on or "", number(own.opening)
    found = [Movement(since, opening)] if opening else []
    found += [one for one in _moved(account, donations, payments) if one.day >= since]
    return sorted(found, key=lambda one: (one.day, one.payment.id if one.payment else ""))


def before_opening(
    account: AccountFile, donations: Iterable[Donation], payments: Iterable[PaymentFile]
) -> list[Movement]:
    """What moved before the day of the opening balance, which contains it, in order of days."""
    since = account.account.opening_on or ""
    return sorted((one for one in _moved(account, donations, payments) if one.day < since), key=lambda one: one.day)


def _moved(account: AccountFile, donations: Iterable[Donation], payments: Iterable[PaymentFile]) -> Iterator[Movement]:
    """Receipts and payments of an account, of whatever day."""
    own = account.account.id
    came = [(one.date or "", one.received) for one in account.appropriations if one.date]
    came += [(one.date or "", one.amount) for one in donations if _money_into(one, own) and one.date]
    yield from (Movement(day, amount) for day, raw in came if (amount := number(raw)))
    left = [one.payment for one in payments if _money_from(one.payment, own) and one.payment.date]
    yield from (Movement(one.date or "", -(number(one.amount) or 0), one) for one in left)


def _money_into(donation: Donation, account: str) -> bool:
    return donation.account == account and donation.form != GOODS and stands(donation)


def _money_from(payment: Payment, account: str) -> bool:
    return payment.account == account and payment.form != GOODS


class Course(NamedTuple):
    """What became of a donation until a day, in fen.

    Attributes:
        received: its amount, of goods their value; 0 of a receipt that is void.
        allocated: how much of it payments were said to be paid from, whether they were paid or not.
        paid: how much of that was paid by then.
        days: the days on which something of it was paid, in order.
    """

    received: int
    allocated: int
    paid: int
    days: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """What has not been paid."""
        return self.received - self.paid


Shares = dict[str, list[tuple["Payment", "Allocation"]]]


def shares(payments: Iterable[PaymentFile]) -> Shares:
    """Donation → the payments it pays for, each with its allocation."""
    found: Shares = {}
    for one in payments:
        for part in one.allocations:
            if part.donation:
                found.setdefault(part.donation, []).append((one.payment, part))
    return found


def course(donation: Donation, parts: Sequence[tuple[Payment, Allocation]], day: str) -> Course:
    """What became of a donation until a day; `parts` are what `shares` tells of it."""
    paid = [(payment.date, part) for payment, part in parts if payment.date and payment.date <= day]
    return Course(
        received=(number(donation.amount) or 0) if stands(donation) and (donation.date or "") <= day else 0,
        allocated=sum(number(part.amount) or 0 for _payment, part in parts),
        paid=sum(number(part.amount) or 0 for _date, part in paid),
        days=tuple(sorted({date for date, _part in paid if date})),
    )


def untold_since(donation: Donation, found: Course) -> str:
    """The first day on which something was paid of which the donor was not told yet (ISO); "" where he was told of all.

    Of a donor who cannot be told (不适用) nobody waits.
    """
    told: object = donation.feedback_on
    if told is NA:
        return ""
    return next((day for day in found.days if not isinstance(told, str) or day > told), "")


def from_donations(payment: PaymentFile) -> int:
    """How much of a payment is paid from donations, in fen."""
    return sum(number(one.amount) or 0 for one in payment.allocations)


def handed_out(payment: PaymentFile) -> int:
    """What the lines of a payment add up to, in fen."""
    return sum(number(one.amount) or 0 for one in payment.payouts)


def handed_out_to(payment: PaymentFile, household: str) -> int:
    """What the lines of a payment give to a household and its members, in fen."""
    return sum(number(one.amount) or 0 for one in payment.payouts if one.to_household == household)


def assessed_before(contract: ServiceContract, assessments: Iterable[FourHave]) -> FourHave | None:
    """The assessment on which a renewed contract rests: the last one of the year before, made before it was signed."""
    year, until = number(contract.year) or 0, contract.signed_on or ""
    made = [one for one in assessments if one.year == year - 1 and (one.date or "") <= until]
    return max(made, key=lambda one: (one.date or "", one.id), default=None)


def latest(assessments: Iterable[FourHave]) -> FourHave | None:
    """The last assessment, the same in every office; those of no known year come before all others."""
    return max(assessments, key=lambda one: (one.year or 0, one.date or "", one.id), default=None)


FOUR = ("members", "rules", "activities", "signs")
"""有党员、有制度、有活动、有标示: the fields of an assessment."""


def passed(assessment: FourHave) -> bool | None:
    """Whether an organisation has all four and the conclusion says so; None where nobody has said."""
    answers = [getattr(assessment, key) for key in FOUR]
    if assessment.conclusion not in {None, "pass"} or False in answers:
        return False
    return True if assessment.conclusion and None not in answers else None


def kinds_of(accounts: Iterable[AccountFile]) -> Mapping[str, str | None]:
    """Account → its kind."""
    return {one.account.id: one.account.kind for one in accounts}
