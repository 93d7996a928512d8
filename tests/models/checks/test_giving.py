# SPDX-License-Identifier: MIT
"""J01–J07 and J13–J15: what payments are paid from, receipts, goods, feedback, and contracts of organisations."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.checks.a_household import answers, around, sentence, verdict
from tests.models.checks.cases.giving import (
    FISCAL,
    account,
    books,
    donation,
    handed_out,
    handed_twice,
    home,
    paid,
    payment,
    receipts,
    received,
    renewed,
    spent,
    told,
)
from tests.models.checks.test_any import assert_complete, some_record
from villagedesk.models.catalogue.giving import Allocation, Appropriation, Donation, FundAccount, Payment, Payout
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.organisations import FourHave, Organisation, ServiceContract
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks import donations, funds, payouts
from villagedesk.models.checks.rules import Surroundings
from villagedesk.models.giving import AccountFile, OrganisationFile, PaymentFile

RULES = (*funds.RULES, *donations.RULES, *payouts.RULES)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (paid(), "ok"),
        (spent({"opening": 100_00}), "ok"),
        (spent({"opening": 99_99}), "error"),
        (spent({"opening": None}), "? fund_account.opening"),
        (spent({"opening": 0}, {"date": "2025-01-01", "received": None}), "? appropriation.received"),
        (spent({"opening": 0}, {"date": None, "received": 100_00}), "? appropriation.date"),
        (paid({"voided": True}, part=False), "error"),
        (paid({"form": "goods"}, part=False), "error"),
        (paid({"form": "goods"}, form="goods"), "ok"),
        (paid({"account": None}, part=False), "? donation.account"),
        (paid({"account": "another"}, part=False), "error"),
        (paid(account=None), "? payment.account"),
        (paid(amount=None), "? payment.amount"),
        (paid(amount=200_00, date=None), "ok"),
        (spent({"opening": 0}, date="2024-06-10"), "ok"),  # told of in its own year
        (spent({"opening": 0, "opening_on": "2025-06-10"}), "error"),
        (spent({"opening": 0, "opening_on": "2025-06-11"}), "doubt"),  # the opening balance contains it
        (spent({"opening": 0, "opening_on": "2025-06-11"}, date="2024-06-10"), "ok"),  # in its own year
        (paid(held={"opening": 0, "opening_on": "2025-06-11"}), "doubt"),
        (paid({"form": "goods"}, held={"opening": 0, "opening_on": "2025-06-11"}, form="goods"), "ok"),
        (paid({"date": "2025-06-01"}, held={"opening": 99_99, "opening_on": "2025-06-02"}), "error"),
    ],
)
def test_j01_an_account_pays_from_what_it_holds_on_the_day(file, expected):
    assert verdict(RULES, "J01", file) == expected


def test_j01_says_what_the_account_held():
    file = spent({"opening": 40_00})
    assert "“100.00”超过账户“捐赠专户”当日余额40.00元" in sentence(RULES, "J01", file)


def test_j01_a_payment_without_an_amount_does_not_pay_too_much():
    first, second = payment(False, amount=100_00), payment(False, amount=None, date="2025-06-11").payment
    file = books(accounts=(account(),), payments=(first, PaymentFile(second.having(id="later"))))
    assert [(one.row, one.key) for one in answers(RULES, "J01", file)] == [("later", "amount"), ("p", "amount")]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (paid(use="running"), "error"),
        (paid(part=False, use="running"), "error"),
        (spent(FISCAL, use="running"), "ok"),
        (spent(FISCAL), "error"),
        (spent(FISCAL, {"use": "aid"}, appropriation="al"), "ok"),
        (spent(FISCAL, {"use": "project"}, appropriation="al"), "error"),
        (spent(FISCAL, {"use": None}, appropriation="al"), "? appropriation.use"),
        (spent({"kind": "special", "opening": 100_00}), "ok"),
        (spent({"kind": None, "opening": 100_00}), "? fund_account.kind"),
        (paid(use=None), "? payment.use"),
        (paid(part=False, account=None), "? payment.account"),
        (paid({"form": "goods"}, form="goods", use="running"), "error"),
    ],
)
def test_j02_running_costs_and_donations_do_not_mix(file, expected):
    assert verdict(RULES, "J02", file) == expected


FOR_A, FOR_H = {"designation": "project", "project": "A"}, {"designation": "household", "to_household": "h"}


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (paid(FOR_A, use="project", project="A"), "ok"),
        (paid(FOR_A, use="project", project="B"), "error"),
        (paid(FOR_A), "error"),
        (paid(FOR_A, use="project"), "? payment.project"),
        (paid({"designation": "project"}, use="project", project="B"), "? donation.project"),
        (paid(FOR_H), "ok"),
        (paid(FOR_H, lines=({"to_household": "g"},)), "error"),
        (paid(FOR_H, lines=({"amount": 60_00}, {"amount": 40_00})), "ok"),
        (paid(FOR_H, lines=({"amount": 60_00}, {"to_household": "g", "amount": 40_00})), "error"),
        (paid(FOR_H, lines=({"amount": None},)), "? payout.amount"),
        (paid(FOR_H, {"amount": None}), "? allocation.amount"),
        (paid(FOR_H, lines=({"to_household": None},)), "? payout.to_household"),
        (paid({"designation": "household"}), "? donation.to_household"),
        (paid({"designation": None}), "? donation.designation"),
    ],
)
def test_j03_what_was_given_for_something_pays_for_it(file, expected):
    assert verdict(RULES, "J03", file) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("JZ-008", "JZ-009", "JZ-010"), "ok"),
        (("JZ-1", "JZ-3"), "error"),
        (("JZ2024-07", "JZ2025-01"), "ok"),  # a book of its own
        (("1", "01"), "error"),
        (("没有号", "JZ1"), "? donation.receipt_no"),
        (("20250099", "20260001", "20260002"), "ok"),  # the year before the number begins a book too
        (("20260001", "20260003"), "error"),
        (("JZ2025099", "JZ2026001"), "ok"),
        (("202512", "202514"), "error"),  # too short to tell
    ],
)
def test_j04_receipts_are_numbered_without_gaps(numbers, expected):
    assert verdict(RULES, "J04", receipts(*numbers)) == expected


def test_j04_says_which_numbers_are_left_out():
    assert "“JZ5”之前缺JZ2—JZ4" in sentence(RULES, "J04", receipts("JZ1", "JZ5"))
    assert "“JZ3”之前缺JZ2。" in sentence(RULES, "J04", receipts("JZ1", "JZ3"))
    assert "“JZ-0011”之前缺JZ-0009—JZ-0010" in sentence(RULES, "J04", receipts("JZ-0008", "JZ-0011"))
    assert "“20260004”之前缺20260002—20260003" in sentence(RULES, "J04", receipts("20260001", "20260004"))


def test_j04_a_spoilt_receipt_keeps_its_number():
    spoilt = donation("d2", receipt_no="JZ2", voided=True)
    three = (donation("d1"), spoilt, donation("d3", receipt_no="JZ3"))
    assert verdict(RULES, "J04", books(donations=three)) == "ok"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (paid({"voided": True}), "error"),
        (books(payments=(payment(),)), "error"),
        (paid({"amount": None}), "? donation.amount"),
        (paid(part={"amount": None}), "? allocation.amount"),
        (paid({"quantity": 3_00}), "? allocation.quantity"),
        (paid(part={"donation": None}), "? allocation.donation"),
    ],
)
def test_j05_no_more_is_taken_from_a_donation_than_it_is(file, expected):
    assert verdict(RULES, "J05", file) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (received(date="2025-01-02"), "doubt"),
        (received(date="2024-01-02"), "doubt"),  # still there in this year
        (received(date="2025-01-02", voided=True), "ok"),
        (received(date=None), "? donation.date"),
        (received(date="2025-01-02", amount=None), "? donation.amount"),
        (paid({"date": "2025-01-02"}), "ok"),
        (paid({"date": "2025-01-02"}, date="2026-01-02"), "doubt"),
        (paid({"date": "2025-01-02"}, {"amount": None}), "? allocation.amount"),
    ],
)
def test_j06_a_donation_does_not_lie_about(file, expected):
    assert verdict(RULES, "J06", file) == expected


def test_a_line_that_the_office_has_not_entered_is_asked_for():
    assert verdict(RULES, "J06", received(date="2025-01-02"), around(check_j06_days=None)) == "? line.value"
    assert verdict(RULES, "J14", told("2025-02-02"), around(check_j14_days=None)) == "? line.value"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (received(form="goods", unit="袋"), "ok"),
        (received(form="goods", unit=""), "doubt"),
        (received(form="goods", unit="袋", amount=0), "doubt"),
        (received(form="goods", voided=True), "ok"),
        (received(), "ok"),
        (books(payments=(payment(False, form="goods"),)), "doubt"),
        (books(payments=(payment(False, form="goods", unit="袋"),)), "ok"),
    ],
)
def test_j07_goods_have_a_value_and_a_unit(file, expected):
    assert verdict(RULES, "J07", file) == expected


@pytest.mark.parametrize("words", ["壹佰元整", "人民币壹佰圆正", "壹佰元", " 壹佰 元整"])
def test_j13_words_may_be_written_as_people_write_them(words):
    assert verdict(RULES, "J13", received(in_words=words)) == "ok"


@pytest.mark.parametrize(("words", "fen"), [("拾元", 10_00), ("壹仟零伍元整", 1005_00), ("壹仟伍元整", 1005_00)])
def test_j13_a_left_out_one_or_nought_is_no_difference(words, fen):
    assert verdict(RULES, "J13", received(in_words=words, amount=fen)) == "ok"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (received(in_words="壹仟元整"), "doubt"),
        (received(in_words="壹佰元整", amount=None), "? donation.amount"),
        (books(payments=(payment(in_words="壹元整"),)), "doubt"),
        (received(date="2024-06-10", in_words="壹仟元整"), "ok"),
    ],
)
def test_j13_words_say_what_the_figures_say(file, expected):
    assert verdict(RULES, "J13", file) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (told("2025-02-02"), "doubt"),
        (told("2025-02-02", feedback_on=NA), "ok"),
        (told("2025-02-02", voided=True), "ok"),
        (told(None), "ok"),
        (received(date="2025-01-02", feedback_on=None), "ok"),
    ],
)
def test_j14_a_donor_is_told_what_became_of_his_gift(file, expected):
    assert verdict(RULES, "J14", file) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (renewed({"conclusion": "mend"}), "error"),
        (renewed({"conclusion": None}), "? four_have.conclusion"),
        (renewed({"rules": None}), "? four_have.rules"),
        (renewed({"year": 2023}), "error"),
        (renewed({"date": None}), "? four_have.date"),
        (renewed({"signs": False}, renewal=False), "ok"),
        (renewed({"signs": False}, renewal=False, signed_on=None), "ok"),
        (renewed({"signs": False}, renewal=None), "? service_contract.renewal"),
        (renewed({"signs": False}, year=2024), "ok"),  # told of in its own year
    ],
)
def test_j15_only_who_passed_is_contracted_again(file, expected):
    assert verdict(RULES, "J15", file) == expected


def test_j15_says_what_is_lacking():
    assert "没有通过（不再承接、不符合：有标示）" in sentence(
        RULES, "J15", renewed({"signs": False, "conclusion": "fail"})
    )
    assert "上一年度没有“四有”考核" in sentence(RULES, "J15", renewed({"year": 2023}))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_no_rule_raises_on_any_books_and_each_answer_leads_to_a_row(seed):
    dice = Random(seed)
    density = dice.choice((0.1, 0.6, 1.0))

    def some(kind, count, **more):
        return tuple(
            some_record(kind, dice, density, id=f"{kind.__name__}{place}", **more)
            for place in range(dice.randrange(count))
        )

    files = [
        PaymentFile(one, some(Payout, 3), some(Allocation, 3, donation=dice.choice((None, "Donation0", "gone"))))
        for one in some(Payment, 4, account=dice.choice((None, "FundAccount0")))
    ]
    file = books(
        accounts=tuple(AccountFile(one, some(Appropriation, 3)) for one in some(FundAccount, 3)),
        donations=some(Donation, 4),
        payments=tuple(files),
        organisations=tuple(
            OrganisationFile(one, some(ServiceContract, 3), some(FourHave, 3)) for one in some(Organisation, 3)
        ),
    )
    rows = {f"{kind}{place}" for kind in ("Payment", "Payout", "Allocation", "FundAccount", "Appropriation", "Donation",
            "Organisation", "ServiceContract", "FourHave") for place in range(4)}  # fmt: skip
    for rule in RULES:
        for one in rule.check(file, Surroundings(dt.date(2026, 3, 2))):
            assert_complete(one, rows)


@pytest.mark.parametrize(("second", "got", "expected"), [(40_00, 100_00, "ok"), (40_01, 100_00, "error")])
def test_j03_donations_for_one_household_are_added_up_in_a_payment(second, got, expected):
    wish = {"designation": "household", "to_household": "h"}
    one = payment({"amount": 60_00}, ({"amount": got},))
    more = Allocation(id="p2", payment="p", donation="d2", amount=second)
    file = books(
        donations=(donation(**wish), donation("d2", receipt_no="JZ2", **wish)),
        payments=(one._replace(allocations=(*one.allocations, more)),),
    )
    assert verdict(RULES, "J03", file) == expected
    if expected == "error":
        assert "共100.01元，该户只领取100.00元" in sentence(RULES, "J03", file)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (handed_out(), "ok"),
        (handed_out(left="2025-06-10"), "ok"),
        (handed_out(left="2025-06-09"), "doubt"),
        (handed_out(left="2025-06-09", date=None), "ok"),  # not paid yet
        (handed_out(left="2023-06-09", date="2024-06-10"), "ok"),  # told of in its own year
        (replace(handed_out(), recipients=(Member(id="m", leave_reason="death"),)), "? member.left"),
        (replace(handed_out(), recipients=()), "doubt"),
        (handed_out(home()), "ok"),
        (handed_out(home(), ended="2025-06-09"), "doubt"),
        (replace(handed_out(home()), homes=()), "doubt"),
        (handed_out(home(to_household=None)), "? payout.to_household"),
        (handed_out(home(to_household=None, recipient="某人")), "doubt"),
        (handed_out(home(to_household=None, recipient="某人"), use="running"), "ok"),
        (handed_out(home(to_household=None, recipient="某人"), use=None), "? payment.use"),
        (books(payments=(payment(False, ()),)), "? payment.payee"),
        (books(payments=(payment(False, (), payee="示范县人民医院"),)), "ok"),
        (books(payments=(payment(False, (), use="running"),)), "ok"),
        (handed_out({"signed": False}), "doubt"),
        (handed_out({"signed": None}, photo="f" * 64), "ok"),
        (handed_out({"signed": None}, voucher="2025-17"), "ok"),
    ],
)
def test_j8b_who_got_a_payment_was_there_and_signed_for_it(file, expected):
    assert verdict(RULES, "J8b", file) == expected


def test_j8b_tells_of_missing_signatures_once_for_a_payment_and_names_nobody_who_is_not_on_file():
    unsigned = handed_out({"signed": None}, {"signed": False}, {"signed": True})
    assert "等2笔没有登记" in sentence(RULES, "J8b", unsigned)
    assert "某人" not in sentence(RULES, "J8b", handed_out(home(to_household=None, recipient="某人")))


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (handed_out({}, {}), "doubt"),
        (handed_out({}, home()), "ok"),  # one is the person's, one the whole household's
        (handed_out(home(), home(to_household="g")), "ok"),
        (handed_out({}, {}, date=None), "ok"),
        (handed_out({}, {}, purpose=None), "? payment.purpose"),
        (handed_twice("2025-06-30"), "doubt"),
        (handed_twice("2025-07-01"), "ok"),
        (handed_out(home(to_household=None, recipient="某人"), home(to_household=None, recipient="某人")), "doubt"),
    ],
)
def test_j9b_nobody_is_paid_twice_for_the_same_in_a_month(file, expected):
    assert verdict(RULES, "J9b", file) == expected


def test_j9b_another_purpose_is_no_second_time():
    file = handed_twice("2025-06-30")
    first, second = file.payments
    other = second._replace(payment=second.payment.having(purpose="助学"))
    assert verdict(RULES, "J9b", replace(file, payments=(first, other))) == "ok"
