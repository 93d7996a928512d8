# SPDX-License-Identifier: MIT
"""Which households to see to first."""

from __future__ import annotations

import pytest

from villagedesk.services.today.foremost import Concern, Lack, foremost
from villagedesk.services.today.waiting import Waiting


def work(title: str, *households: str, late: bool = False) -> Waiting:
    return Waiting(title, title, "", households, late)


@pytest.mark.parametrize(
    ("worse", "other"),
    [
        ((Lack(errors=1), ()), (Lack(missing=9, doubts=9), ("late", "late", "due"))),
        ((Lack(errors=2), ()), (Lack(errors=1), ("late",))),
        ((Lack(), ("late",)), (Lack(missing=9), ("due", "due"))),
        ((Lack(), ("due",)), (Lack(missing=9, doubts=9), ())),
        ((Lack(missing=2), ()), (Lack(missing=1, doubts=9), ())),
        ((Lack(doubts=2), ()), (Lack(doubts=1), ())),
    ],
)
def test_errors_go_before_what_is_overdue_then_due_then_missing_then_doubted(worse, other):
    lacks = {"other": other[0], "worse": worse[0]}
    waiting = [
        work(f"{row}{number}", row, late=sort == "late")
        for row, (_lack, sorts) in (("other", other), ("worse", worse))
        for number, sort in enumerate(sorts)
    ]
    assert [one.household for one in foremost(lacks, waiting, 2).first] == ["worse", "other"]


def test_of_equals_the_order_of_the_list_holds_and_where_nothing_is_to_be_done_nothing_is_told():
    lacks = {"a": Lack(doubts=1), "b": Lack(), "c": Lack(doubts=1), "d": Lack(doubts=1)}
    found = foremost(lacks, [], 2)
    assert [one.household for one in found.first] == ["a", "c"]
    assert found.households == ("a", "c", "d")


def test_a_household_that_was_not_looked_at_yet_is_told_for_its_work():
    (one,), rows = foremost({}, [work("走访逾期", "a", late=True), work("公示", "a")], 5)
    assert rows == ("a",)
    assert one == Concern("a", Lack(), ("走访逾期",), ("公示",))


def test_a_household_says_in_the_same_order_what_there_is_to_do_and_nothing_of_what_there_is_not():
    assert (
        Concern("a", Lack(1, 2, 3), ("走访逾期",), ("公示",)).text() == "1处错误、走访逾期、公示、2项没有填、3条新疑点"
    )
    assert Concern("a", Lack(doubts=3)).text() == "3条新疑点"
