# SPDX-License-Identifier: MIT
"""Roll-up no. 18 says what stands in the books of donations, opens what it counts, and tells nobody who gave."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.entering import put
from tests.services.figures.tallies.reading import values
from tests.services.helping.test_visiting import a_household
from villagedesk.demo.practice import make_village
from villagedesk.models.rollups.spec import Unit
from villagedesk.models.rollups.tables import TABLES
from villagedesk.services.figures.rollups import behind, read_rollup
from villagedesk.services.opening.files import open_village_file
from villagedesk.store.rollups import Where

_NUMBERS = itertools.count()
KEYS = ("donations", "payments", "four_have")
CAME, RECEIVED, PAID, LEFT = range(4)
TIMES, AMOUNT, FROM_GIFTS, HOUSEHOLDS, HOUSEHOLD_TIMES, PERSON_TIMES = range(6)


@pytest.fixture
def books(store, village):
    """Of 2025: two donations besides one of the year before, two payments to two households, an assessment."""
    a_household(store, "h1")
    a_household(store, "h2", group="2组")
    put(store, "member", "m1", household="h1", name="罗小明")
    put(store, "donor", "firm", village=village, name="秘密公司", kind="firm", anonymous=True)
    put(store, "donor", "person", village=village, name="周明", kind="person", anonymous=False)
    of = {"village": village, "form": "money", "designation": "none"}
    put(store, "donation", "d1", **of, donor="firm", receipt_no="1", date="2024-12-01", amount=100_00)
    put(store, "donation", "d2", **of, donor="firm", receipt_no="2", date="2025-03-01", amount=50_00)
    put(store, "donation", "d3", **{**of, "form": "goods", "designation": "household"}, donor="person", receipt_no="3",
        date="2025-05-01", amount=30_00)  # fmt: skip
    put(store, "donation", "d4", **of, donor="person", receipt_no="4", date="2025-05-02", amount=9_00, voided=True)
    put(store, "donation", "d5", **of, donor="person", receipt_no="5", date="2026-01-02", amount=8_00)
    put(store, "donation", "d6", **of, donor="firm", receipt_no="6", date="2023-01-02", amount=7_00)  # spent in 2023
    for row, day, use, amount in (("p1", "2025-03-05", "aid", 70_00), ("p2", "2025-06-05", "project", 30_00),
                                  ("p3", "2023-02-01", "aid", 7_00), ("p4", None, "aid", 1_00)):  # fmt: skip
        put(
            store, "payment", row, village=village, date=day, use=use, form="money", purpose=f"用途{row}", amount=amount
        )
    for row, payment, donation, amount in (("a1", "p1", "d1", 60_00), ("a2", "p2", "d2", 20_00),
                                           ("a3", "p3", "d6", 7_00), ("a4", "p4", "d3", 1_00)):  # fmt: skip
        put(store, "allocation", row, payment=payment, donation=donation, amount=amount)
    put(store, "payout", "o1", payment="p1", to_household="h1", amount=20_00)
    put(store, "payout", "o2", payment="p1", to_household="h1", to_member="m1", amount=20_00)
    put(store, "payout", "o3", payment="p1", to_household="h2", amount=20_00)
    put(store, "payout", "o4", payment="p2", recipient="不在册的人", amount=30_00)
    put(store, "organisation", "g1", village=village, name="社工中心")
    four = {"members": True, "rules": True, "activities": True, "signs": False, "conclusion": "mend"}
    put(store, "four_have", "f1", organisation="g1", year=2025, date="2025-06-01", **four)
    put(store, "four_have", "f2", organisation="g1", year=2025, date="2025-12-01",
        **{**four, "signs": True, "conclusion": "pass"})  # fmt: skip
    return store


def test_donations_are_told_by_who_gave_for_what_and_when(books):
    told = values(books, "donations")
    assert told["合计", "合计"] == (2, 80_00, 80_00, 100_00)
    assert told["按捐赠人类别", "企事业单位"] == (1, 50_00, 80_00, 70_00)
    assert told["按捐赠人类别", "爱心个人"] == (1, 30_00, 0, 30_00)
    assert told["按捐赠意向", "指定户"] == (1, 30_00, 0, 30_00)
    assert told["按捐赠形式", "物资"] == (1, 30_00, 0, 30_00)
    assert told["按接收月份", "3月"] == (1, 50_00, 20_00, 30_00)
    assert told["按接收月份", "以前年度收到"] == (0, 0, 60_00, 40_00)


def test_the_balance_of_a_year_is_where_the_next_begins(books):
    before = values(books, "donations", 2024)["合计", "合计"]
    _came, received, paid, left = values(books, "donations")["合计", "合计"]
    assert before == (1, 100_00, 0, 100_00)
    assert left == before[LEFT] + received - paid


def test_what_was_taken_from_a_gift_that_was_spent_already_is_counted_all_the_same(books):
    before = values(books, "donations")["合计", "合计"]
    put(books, "allocation", "a9", payment="p2", donation="d6", amount=2_00)
    after = values(books, "donations")["合计", "合计"]
    assert (after[PAID], after[LEFT]) == (before[PAID] + 2_00, before[LEFT] - 2_00)


def test_payments_tell_money_households_and_times(books):
    told = values(books, "payments")
    assert told["合计", "合计"] == (2, 100_00, 80_00, 2, 2, 2)
    assert told["按用途", "困难帮扶"] == (1, 70_00, 60_00, 2, 2, 1)
    assert told["按发放月份", "6月"] == (1, 30_00, 20_00, 0, 0, 1)


def test_a_group_counts_what_reached_its_households(books, village):
    assert values(books, "payments", place=Where(village, "2组"))["合计", "合计"][HOUSEHOLDS:] == (1, 1, 0)
    assert values(books, "donations", place=Where(village, "2组"))["合计", "合计"] == (0, 0, 0, 0)


def test_only_the_last_assessment_of_a_year_counts(books):
    told = values(books, "four_have")
    assert told["合计", "合计"] == (1, 1, 0, 0, 100_00)
    assert told["合计", "有标示"] == (1, 1, 0, 0, 100_00)
    put(books, "four_have", "f2", signs=False)
    told = values(books, "four_have")
    assert (told["合计", "合计"], told["合计", "有标示"]) == ((1, 0, 1, 0, 0), (1, 0, 1, 0, 0))
    put(books, "four_have", "f2", signs=None, conclusion=None)
    assert values(books, "four_have")["合计", "合计"] == (1, 0, 0, 1, 0)


def cells(found):
    return [cell for line in found.lines() for cell, _value in line.cells()]


@pytest.mark.parametrize("key", KEYS)
def test_what_a_cell_opens_names_no_donor_and_no_recipient(books, key):
    found = read_rollup(books, key, 2025)
    for cell in cells(found):
        opened = behind(books, found, cell)
        assert not any(name in text for text in opened.others for name in ("秘密公司", "周明", "罗小明", "不在册的人"))


def test_the_households_and_persons_that_were_reached_are_opened(books):
    found = read_rollup(books, "payments", 2025)
    total = next(found.lines()).row.cells
    assert set(behind(books, found, total[HOUSEHOLDS]).households) == {"h1", "h2"}
    assert behind(books, found, total[PERSON_TIMES]).persons == ("m1",)
    assert set(behind(books, found, total[TIMES]).others) == {"2025-03-05 用途p1", "2025-06-05 用途p2"}


def test_a_household_that_is_gone_was_reached_all_the_same(books):
    with books.change("删除") as change:
        change.remove("household", ["h2"], "重复登记")
    assert values(books, "payments")["合计", "合计"][HOUSEHOLDS:] == (1, 2, 2)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 100), st.integers(0, 100)), max_size=6))
def test_sections_of_donations_add_up(a_village, made):
    store, village = a_village
    number = next(_NUMBERS)
    kinds = ("firm", "person", None, "social")
    with store.change("登记") as change:
        for place, (kind, amount, paid) in enumerate(made):
            row = f"{number}-{place}"
            change.put("donor", f"n{row}", {"village": village, "name": row, "kind": kinds[kind]})
            facts = {
                "village": village,
                "donor": f"n{row}",
                "date": f"202{4 + place % 2}-0{place + 1}-01",
                "amount": amount,
            }
            change.put("donation", f"d{row}", facts)
            change.put("payment", f"p{row}", {"village": village, "date": "2025-07-01", "amount": paid})
            change.put("allocation", f"a{row}", {"payment": f"p{row}", "donation": f"d{row}", "amount": paid})
    found = read_rollup(store, "donations", 2025)
    told = dict(zip(((s.label, r.label) for s, r in found.table.rows()), found.values, strict=True))
    for section in found.table.sections:
        rows = [told[section.label, row.label] for row in section.rows]
        assert tuple(map(sum, zip(*rows, strict=True))) == told["合计", "合计"], section.label


@pytest.fixture(scope="module")
def a_village(tmp_path_factory):
    path = tmp_path_factory.mktemp("giving") / "示范村.village"
    make_village(path, 1)
    with open_village_file(path, "") as store:
        yield store, store.value("SELECT id FROM village")


def test_every_column_of_money_is_money():
    for key in KEYS:
        table = TABLES[key](2025)
        for _section, row in table.rows():
            for column, cell in zip(table.columns, row.cells, strict=True):
                assert ("元" in column) == (cell.unit is Unit.MONEY), column
