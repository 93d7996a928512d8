# SPDX-License-Identifier: MIT
"""捐赠, 发放 and 四有: one entry for each donation, payment, recipient and organisation that was assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.i18n import _
from villagedesk.models import giving
from villagedesk.models.catalogue.giving import Donor
from villagedesk.models.rollups import giving as facts
from villagedesk.models.rollups.tally import CALLED, Entry
from villagedesk.models.values.numbers import number
from villagedesk.services.books.giving import read_books
from villagedesk.services.figures.tallies.entries import Entries, groups_of, month_in, span_of
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.giving import Books, PaymentFile
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store


def gather(store: Store, year: int, watching: Watching) -> Entries:
    """What came and was paid in the year, as it stood at its end, or stands today."""
    first, day = span_of(store, year)
    books = read_books(store)
    watching.check()
    return Entries(
        [
            *_donations(store, books, first, day),
            *_payments(store, books, first, day),
            *_assessments(books, year, day),
        ]
    )


def _donations(store: Store, books: Books, first: str, day: str) -> Iterator[Entry]:
    """Those of the year, and earlier ones of which something was left when it began."""
    kinds = {one.id: one.kind for one in reads.where(store, Donor)}
    parts = giving.shares(books.payments)
    before = f"{int(first[:4]) - 1}-12-31"
    for one in filter(giving.stands, books.donations):
        then, now = (giving.course(one, parts.get(one.id, ()), until) for until in (before, day))
        in_year = first <= (one.date or "") <= day
        if not one.date or one.date > day or not (in_year or then.left or now.paid != then.paid):
            continue
        known = {
            facts.WHAT: "donation",
            "donor.kind": kinds.get(one.donor or ""),
            "donation.designation": one.designation,
            "donation.form": one.form,
            facts.MONTH: month_in(one.date, first[:4]),
            facts.CAME: int(in_year),
            facts.RECEIVED: now.received if in_year else 0,
            facts.PAID: now.paid - then.paid,
            facts.LEFT: now.left,
            CALLED: _("收据{number}").format(number=one.receipt_no or ""),
        }
        yield Entry("", "", one.village or "", "", known)


def _payments(store: Store, books: Books, first: str, day: str) -> Iterator[Entry]:
    paid = [one for one in books.payments if first <= (one.payment.date or "") <= day]
    wanted = {line.to_household for one in paid for line in one.payouts if line.to_household}
    groups = groups_of(store, wanted)
    people = {line.to_member for one in paid for line in one.payouts if line.to_member}
    live = {row for row, is_live in reads.exists(store, "member", list(people)).items() if is_live}
    for one in paid:
        yield from _payment(one, first, groups, live)


def _payment(one: PaymentFile, first: str, groups: dict[str, str], live: set[str]) -> Iterator[Entry]:
    """The payment, and whom it reached; who is not on file any more was reached all the same, and opens nothing."""
    payment = one.payment
    common: dict[str, Any] = {
        "payment.use": payment.use,
        "payment.form": payment.form,
        "payment.method": payment.method,
        facts.MONTH: month_in(payment.date, first[:4]),
        CALLED: f"{payment.date} {payment.purpose or ''}".strip(),
    }
    figures = {facts.AMOUNT: number(payment.amount) or 0, facts.FROM_GIFTS: giving.from_donations(one)}
    yield Entry("", "", payment.village or "", "", {facts.WHAT: "payment", **common, **figures})
    for line in one.payouts:
        household = line.to_household if line.to_household in groups else ""
        person = line.to_member if line.to_member in live else ""
        whom = facts.FOR_ONE if line.to_member or line.recipient else facts.FOR_ALL
        known = {facts.WHAT: "payout", facts.WHOM: whom, **common}
        yield Entry(household or "", person or "", payment.village or "", groups.get(household or "", ""), known)


def _assessments(books: Books, year: int, day: str) -> Iterator[Entry]:
    """The last one of each organisation in the year."""
    for one in books.organisations:
        made = [each for each in one.assessments if each.year == year and (each.date or "") <= day]
        if not made:
            continue
        last = max(made, key=lambda each: (each.date or "", each.id))
        known: dict[str, Any] = {f"four_have.{key}": _flag(getattr(last, key)) for key in giving.FOUR}
        known |= {facts.PASSED: _flag(giving.passed(last)), facts.ALL: 1}
        known |= {facts.WHAT: "assessment", CALLED: one.organisation.name or ""}
        yield Entry("", "", one.organisation.village or "", "", known)


def _flag(answer: object) -> int | None:
    return int(answer) if isinstance(answer, bool) else None
