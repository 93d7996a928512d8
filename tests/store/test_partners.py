# SPDX-License-Identifier: MIT
"""Who shares a number, a telephone or a visit's text with a household, or did."""

from __future__ import annotations

import pytest

from villagedesk.models.values.identity import check_digit
from villagedesk.services.doubts import findings, judging
from villagedesk.store.partners import partners

NUMBER = "51019919740224001" + check_digit("51019919740224001")
OTHER = "51019919880101001" + check_digit("51019919880101001")
TEXT = "入户查看住房安全，老人身体较上月好转，低保金已到账，家中存粮充足，没有新的困难"


@pytest.fixture
def three(store):
    """Three households of a head each; nothing is shared yet."""
    with store.change("登记") as change:
        change.put("village", "v", {"name": "清溪村"})
        for number in "123":
            change.put("household", f"h{number}", {"village": "v", "group": "1组", "phone": f"1380000000{number}"})
            change.put("member", f"m{number}", {"household": f"h{number}", "name": f"高甲{number}"})
            change.put(
                "visit", f"t{number}", {"household": f"h{number}", "date": "2025-03-04", "changes": f"情况{number}"}
            )
    return store


def codes(store, *rules):
    return {(one.code, one.household) for one in findings.find(store, judging.Wanted(frozenset(rules)))}


def put(store, entity, row, **facts):
    with store.change("改") as change:
        change.put(entity, row, facts)


def test_households_that_share_nothing_have_no_partners(three):
    assert partners(three, ["h1"], 2025) == frozenset()


@pytest.mark.parametrize(
    ("rule", "entity", "row", "field", "shared", "other"),
    [
        ("A05", "member", "m", "id_no", NUMBER, OTHER),
        ("A14", "household", "h", "phone", "13900001111", "13900002222"),
        ("K15", "visit", "t", "changes", TEXT, TEXT + "。"),
    ],
)
def test_a_doubt_of_the_other_household_arises_and_vanishes_with_a_save_in_one(
    three, rule, entity, row, field, shared, other
):
    others = ("h2", "h3") if rule == "K15" else ("h2",)  # K15 asks for three
    for one in others:
        put(three, entity, one.replace("h", row), **{field: shared})
    before = codes(three, rule)
    assert before == set()
    put(three, entity, f"{row}1", **{field: shared})
    assert findings.concerned(three, ["h1"]) == ("h1", *others)
    assert {(rule, one) for one in ("h1", *others)} <= codes(three, rule)
    put(three, entity, f"{row}1", **{field: other})
    assert findings.concerned(three, ["h1"]) == ("h1", *others)
    assert codes(three, rule) == before


def test_an_old_form_of_a_number_is_the_same_number(three):
    put(three, "member", "m1", id_no=NUMBER)
    put(three, "member", "m2", id_no=NUMBER[:6] + NUMBER[8:17])
    assert partners(three, ["h1"], 2025) == {"h2"}
    assert partners(three, ["h2"], 2025) == {"h1"}


def test_a_removed_member_and_a_removed_visit_still_lead_to_who_shared_them(three):
    for row in ("m1", "m2"):
        put(three, "member", row, id_no=NUMBER)
    for row in ("t1", "t3"):
        put(three, "visit", row, changes=TEXT)
    with three.change("删") as change:
        change.remove("member", ["m1"], "重复")
        change.remove("visit", ["t1"], "重复")
    assert partners(three, ["h1"], 2025) == {"h2", "h3"}


EARNED = {"year": 2025, "wages": 1_234_500, "production": 567_800}


def several(store, entity, rows, **facts):
    with store.change("登记") as change:
        for row in rows:
            change.put(entity, row, {"household": f"h{row[-1]}", **facts})


def test_households_with_the_same_income_concern_each_other_as_long_as_it_was_the_same(three):
    several(three, "income_year", ["i1", "i2"], **EARNED)
    put(three, "income_year", "i3", household="h3", **EARNED | {"wages": 100})
    assert findings.concerned(three, ["h1"]) == ("h1", "h2")
    assert codes(three, "F17") == set()
    put(three, "income_year", "i3", wages=EARNED["wages"])
    assert findings.concerned(three, ["h3"]) == ("h1", "h2", "h3")
    assert codes(three, "F17") == {("F17", one) for one in ("h1", "h2", "h3")}
    put(three, "income_year", "i3", wages=200)
    assert findings.concerned(three, ["h3"]) == ("h1", "h2", "h3")
    assert codes(three, "F17") == set()


def test_incomes_of_other_villages_and_years_are_left_out(three):
    several(three, "income_year", ["i1", "i2", "i3"], **EARNED)
    put(three, "village", "w", name="石门村")
    put(three, "household", "h2", village="w")
    put(three, "income_year", "i3", year=2024)
    assert partners(three, ["h1"], 2025) == frozenset()


def test_households_of_one_helper_concern_each_other_also_after_one_was_given_to_another(three):
    put(three, "cadre", "c", name="周帮扶")
    several(three, "pairing", ["p1", "p2"], cadre="c", role="first", start="2025-01-01")
    several(three, "pairing", ["p3"], cadre="c", role="leader", start="2025-01-01")
    assert partners(three, ["h1"], 2025) == {"h2"}  # who leads answers for the village
    put(three, "cadre", "d", name="钱帮扶")
    put(three, "pairing", "p1", cadre="d")
    assert partners(three, ["h1"], 2025) == {"h2"}


def test_households_visited_on_the_same_day_concern_each_other(three):
    put(three, "cadre", "c", name="周帮扶")
    put(three, "cadre", "d", name="钱帮扶")
    for row, day in (("t1", "2025-03-04"), ("t2", "2025-03-04"), ("t3", "2025-03-05")):
        put(three, "visit", row, cadre="c", date=day)
    several(three, "visit", ["u2"], cadre="d", date="2025-03-04")
    assert partners(three, ["h1"], 2025) == {"h2"}
    put(three, "visit", "t1", date="2025-03-06")
    assert partners(three, ["h1"], 2025) == {"h2"}


def test_households_that_a_cadre_saw_on_one_day_only_concern_who_is_seen_on_another(three):
    put(three, "cadre", "c", name="周帮扶")
    for row in ("t2", "t3"):
        put(three, "visit", row, cadre="c", date="2025-03-04")
    put(three, "visit", "t1", cadre="c", date="2025-09-09")
    assert partners(three, ["h1"], 2025) == {"h2", "h3"}
    put(three, "visit", "t3", date="2025-05-05")
    assert "h3" not in partners(three, ["h1"], 2025)
