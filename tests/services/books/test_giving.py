# SPDX-License-Identifier: MIT
"""What the books of donations and payments come to, as the form of a record tells it."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.giving import Donation, FundAccount, Payment
from villagedesk.models.catalogue.organisations import Organisation
from villagedesk.models.catalogue.spec import NA
from villagedesk.services.books import giving
from villagedesk.services.books.giving import read_books, tell
from villagedesk.services.books.registers import RowNames, choosable
from villagedesk.services.keeping.records import Edit, Removal, save_records
from villagedesk.services.opening.files import villages
from villagedesk.store import reads


@pytest.fixture
def village(store):
    return next(iter(villages(store)))


@pytest.fixture
def given(store, village):
    """A donation of 500 yuan in an account that held 100; 300 of it were paid to two households, who got 290."""
    facts = {"village": village}
    edits = [
        Edit("donor", "", {**facts, "name": "爱心协会", "kind": "social", "anonymous": True}, "donor"),
        Edit("fund_account", "", {**facts, "name": "捐赠专户", "kind": "donated", "opening": 100_00}, "account"),
        Edit("appropriation", "", {"account": "@account", "year": 2025, "item": "慰问", "use": "aid"}, "line"),
        Edit("donation", "", {**facts, "receipt_no": "JZ1", "date": "2025-01-02", "donor": "@donor", "form": "money",
             "amount": 500_00, "account": "@account", "designation": "none"}, "donation"),
        Edit("payment", "", {**facts, "date": "2025-01-05", "purpose": "慰问", "use": "aid", "form": "money",
             "account": "@account", "amount": 300_00}, "payment"),
        Edit("payout", "", {"payment": "@payment", "position": 0, "recipient": "罗小明", "amount": 190_00}, "one"),
        Edit("payout", "", {"payment": "@payment", "position": 1, "recipient": "周明", "amount": 100_00}, "two"),
        Edit("allocation", "", {"payment": "@payment", "donation": "@donation", "amount": 300_00}, "part"),
    ]  # fmt: skip
    return save_records(store, "捐赠", edits).ids


def told(store, kind, row):
    return tell(store, reads.get(store, kind, row))


def test_an_account_tells_what_came_in_what_left_and_what_it_holds(store, given):
    assert told(store, FundAccount, given["account"]) == "到今天：进账 600.00 元，支出 300.00 元，余额 300.00 元"


def test_what_the_opening_balance_contains_is_not_counted_again_and_the_account_says_so(store, given):
    save_records(store, "期初", [Edit("fund_account", given["account"], {"opening_on": "2025-01-03"})])
    assert told(store, FundAccount, given["account"]) == (
        "到今天：进账 100.00 元，支出 300.00 元，余额 -200.00 元；期初日期以前的1笔收支已在期初余额里，不再计入"
    )
    save_records(store, "期初", [Edit("fund_account", given["account"], {"opening_on": "2025-01-02"})])
    assert told(store, FundAccount, given["account"]) == "到今天：进账 600.00 元，支出 300.00 元，余额 300.00 元"


def test_what_has_not_happened_yet_is_not_in_the_account(store, given):
    save_records(store, "改日期", [Edit("payment", given["payment"], {"date": "2999-01-01"})])
    assert told(store, FundAccount, given["account"]).endswith("余额 600.00 元")


def test_a_donation_tells_what_became_of_it_until_the_donor_was_told(store, given):
    text = "已分配 300.00 元，其中已发放 300.00 元；没有发放 200.00 元"
    assert told(store, Donation, given["donation"]) == f"{text}；2025-01-05起的发放还没有反馈"
    for day in ("2025-01-05", NA):
        save_records(store, "反馈", [Edit("donation", given["donation"], {"feedback_on": day})])
        assert told(store, Donation, given["donation"]) == text
    save_records(store, "作废", [Edit("donation", given["donation"], {"voided": True})])
    assert told(store, Donation, given["donation"]) == "收据已作废，不计入捐赠"


def test_what_stands_in_an_account_or_became_of_a_donation_is_told_without_reading_all_books(store, given, monkeypatch):
    """It is told at each step through a list of thousands."""
    monkeypatch.setattr(giving, "read_books", lambda *_what: pytest.fail("all books were read"))
    assert told(store, FundAccount, given["account"])
    assert told(store, Donation, given["donation"])


def test_a_payment_tells_what_its_recipients_got_and_what_is_missing(store, given):
    text = told(store, Payment, given["payment"])
    assert text == "领取合计 290.00 元，由捐赠支付 300.00 元；领取合计与发放金额相差 10.00 元"
    save_records(store, "移出", [Removal("payout", given["one"], "登记错了")])
    assert "领取合计 100.00 元" in told(store, Payment, given["payment"])
    lines = [Removal("payout", given["two"], "登记错了"), Removal("allocation", given["part"], "登记错了")]
    save_records(store, "移出", lines)
    assert told(store, Payment, given["payment"]) == ""


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "没有填完"),
        ({"signs": False}, "没有通过"),
        ({"members": True, "rules": True, "activities": True, "signs": True, "conclusion": "pass"}, "合格"),
    ],
)
def test_an_organisation_tells_how_it_was_assessed_last(store, village, facts, words):
    made = save_records(store, "组织", [Edit("organisation", "", {"village": village, "name": "社工中心"}, "o")]).ids[
        "o"
    ]
    assert told(store, Organisation, made) == "还没有“四有”考核"
    old = {"organisation": made, "year": 2023, "date": "2023-12-01", "conclusion": "fail"}
    new = {"organisation": made, "year": 2024, "date": "2024-12-01", **facts}
    save_records(store, "考核", [Edit("four_have", "", one) for one in (new, old)])
    assert told(store, Organisation, made) == f"2024年“四有”考核：{words}"


def test_the_books_of_a_village_hold_nothing_of_the_recycle_bin(store, village, given):
    books = read_books(store, village)
    assert ([len(one) for one in books], len(books.payments[0].payouts)) == ([1, 1, 1, 0], 2)
    assert read_books(store, "another") == ((), (), (), ())
    save_records(store, "删除", [Removal("payment", given["payment"], "登记错了")])
    assert read_books(store, village).payments == ()


def test_a_budget_line_is_chosen_by_its_year_and_item(store, village, given):
    assert [(one.row, one.label) for one in choosable(store, "appropriation", village)] == [
        (given["line"], "2025 慰问")
    ]
    assert RowNames(store).name("appropriation", given["line"]) == "2025 慰问"
    assert RowNames(store).name("donation", given["donation"]) == "JZ1 爱心协会"
