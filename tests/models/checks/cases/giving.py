# SPDX-License-Identifier: MIT
"""Group J of a village: accounts, donations, payments and contracts, looked at on the last day of 2025."""

from __future__ import annotations

from tests.models.checks.cases.proof import CODES, EQUAL, PRESENT, at, edge, plain
from villagedesk.models.catalogue.giving import Allocation, Appropriation, Donation, FundAccount, Payment, Payout
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.organisations import FourHave, Organisation, ServiceContract
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.checks.villagefile import VillageFile
from villagedesk.models.giving import AccountFile, OrganisationFile, PaymentFile

UNUSED, TOLD = "check_j06_days", "check_j14_days"


def books(**parts):
    return VillageFile(2025, Village(id="v", name="清溪村"), VillageYear(), **parts)


def account(line=None, **facts):
    base = {"village": "v", "name": "捐赠专户", "kind": "donated", "opening": 0, **facts}
    lines = (Appropriation(id="al", account="a", **{"year": 2025, "item": "慰问", **line}),) if line else ()
    return AccountFile(FundAccount(id="a", **base), lines)


def donation(row="d", **facts):
    """100 yuan that were received, told of and are to be used for anything."""
    base = {"village": "v", "receipt_no": "JZ1", "date": "2025-06-10", "form": "money", "amount": 100_00, "account": "a",
            "designation": "none", "feedback_on": "2025-12-30", **facts}  # fmt: skip
    return Donation(id=row, **base)


def payment(part=None, lines=({},), **facts):
    """100 yuan that were paid to a household out of that donation."""
    base = {"village": "v", "date": "2025-06-10", "purpose": "慰问", "use": "aid", "form": "money", "account": "a",
            "amount": 100_00, **facts}  # fmt: skip
    parts = (Allocation(id="p1", payment="p", **{"donation": "d", "amount": 100_00, **(part or {})}),)
    got = tuple(
        Payout(id=f"l{place}", payment="p", **{"to_household": "h", "amount": 100_00, **one})
        for place, one in enumerate(lines)
    )
    return PaymentFile(Payment(id="p", **base), got, parts if part is not False else ())


def paid(given=None, part=None, held=None, line=None, lines=({},), **facts):
    """A donation that went through an account to a household."""
    return books(
        accounts=(account(line, **(held or {})),),
        donations=(donation(**(given or {})),),
        payments=(payment(part, lines, **facts),),
    )


def spent(held, line=None, **facts):
    """Paid from an account without donations."""
    return books(accounts=(account(line, **held),), payments=(payment(False, **facts),))


def received(**facts):
    return books(donations=(donation(**facts),))


def receipts(*numbers):
    return books(donations=tuple(donation(text, receipt_no=text) for text in numbers))


def told(day, **facts):
    return paid({"feedback_on": None, "date": "2025-01-02", **facts}, date=day)


def renewed(assessment=None, **facts):
    """A contract of 2025 that was renewed after an assessment that was passed."""
    base = {"organisation": "o", "year": 2025, "signed_on": "2025-01-10", "renewal": True, **facts}
    found = {"year": 2024, "date": "2024-12-20", "members": True, "rules": True, "activities": True, "signs": True,
             "conclusion": "pass", **(assessment or {})}  # fmt: skip
    one = FourHave(id="f", organisation="o", **found)
    return books(
        organisations=(
            OrganisationFile(
                Organisation(id="o", village="v", name="社工中心"), (ServiceContract(id="c", **base),), (one,)
            ),
        )
    )


def handed_out(*lines, left=None, reason="death", ended=None, **facts):
    """What lines of a payment gave to a household on file, or to its member, who signed for it."""
    got = [{"to_member": "m", "signed": True, **one} for one in lines or ({},)]
    gone = {"left": left, "leave_reason": reason if left else None}
    return books(
        payments=(payment(False, got, **facts),),
        recipients=(Member(id="m", household="h", name="肖辉", **gone),),
        homes=(Household(id="h", ended=ended),),
    )


def home(**more):
    return {"to_member": None, **more}


def handed_twice(day, **second):
    """Two payments to the same member, the first on 10 June."""
    first, then = handed_out(), handed_out(second, date=day)
    (one,), (other,) = first.payments, then.payments
    later = other._replace(
        payment=other.payment.having(id="p9"), payouts=tuple(line.having(id="l9") for line in other.payouts)
    )
    return books(payments=(one, later), recipients=first.recipients, homes=first.homes)


FISCAL = {"kind": "running", "opening": 100_00}

PROOFS = {
    "J01": at(
        edge(paid(), paid(amount=100_01)),
        edge(paid({"date": "2025-06-10"}, part=False), paid({"date": "2025-06-11"}, part=False)),
        edge(paid(held={"opening": 999_00}), paid({"date": "2025-06-11"}, held={"opening": 999_00})),
        edge(paid(held={"opening": 0}, amount=100_00), paid({"amount": 99_99}, held={"opening": 0})),
        edge(
            spent({}, {"date": "2025-06-10", "received": 100_00}), spent({}, {"date": "2025-06-10", "received": 99_99})
        ),
        edge(
            spent({"opening": 100_00, "opening_on": "2025-06-10"}),
            spent({"opening": 100_00, "opening_on": "2025-06-11"}),
        ),
    ),
    "J02": plain(paid(use="running"), paid(), CODES),
    "J03": at(
        edge(
            paid({"designation": "household", "to_household": "h"}),
            paid({"designation": "household", "to_household": "h"}, {"amount": 100_01}),
        ),
    ),
    "J04": at(edge(receipts("JZ1", "JZ2"), receipts("JZ1", "JZ3")), edge(receipts("JZ1", "JZ2"), receipts("JZ1", "JZ1"))),
    "J05": at(
        edge(paid(), paid(part={"amount": 100_01})),
        edge(
            paid({"form": "goods", "quantity": 3_00}, {"quantity": 3_00}),
            paid({"form": "goods", "quantity": 3_00}, {"quantity": 3_01}),
        ),
    ),
    "J06": at(
        edge(received(date="2025-07-04"), received(date="2025-07-03"), UNUSED),
        edge(paid({"date": "2025-06-01"}), paid({"date": "2025-06-01"}, {"amount": 99_99})),
    ),
    "J07": plain(
        received(form="goods", quantity=1_00, unit=None), received(form="goods", quantity=1_00, unit="袋"), PRESENT
    ),
    "J8b": at(
        edge(handed_out(left="2025-06-10"), handed_out(left="2025-06-09")),
        edge(handed_out(home(), ended="2025-06-10"), handed_out(home(), ended="2025-06-09")),
        edge(handed_out(), handed_out({"signed": None})),
    ),
    "J9b": at(edge(handed_twice("2025-07-01"), handed_twice("2025-06-30"))),
    "J13": plain(received(in_words="壹佰零壹元整"), received(in_words="壹佰元整"), EQUAL),
    "J14": at(
        edge(told("2025-12-01"), told("2025-11-30"), TOLD),
        edge(told("2025-06-10", feedback_on="2025-06-10"), told("2025-06-10", feedback_on="2025-06-09")),
    ),
    "J15": at(
        edge(renewed({"date": "2025-01-10"}), renewed({"date": "2025-01-11"})),
        edge(renewed(), renewed({"signs": False}), step="a thing is there or is not"),
    ),
}  # fmt: skip
