# SPDX-License-Identifier: MIT
"""Who is proposed as one person, who is not, and that the answer is remembered."""

from __future__ import annotations

import pytest

from villagedesk.errors import Cancelled
from villagedesk.models.values.identity import check_digit
from villagedesk.services.joining import lookalikes
from villagedesk.services.joining.lookalikes import Likeness, look_alikes, not_the_same
from villagedesk.store import lookalikes as stored


def number(birth="19740224", sequence=2):
    seventeen = f"510199{birth}{sequence:03d}"
    return seventeen + check_digit(seventeen)


def wrong(right):
    return right[:17] + ("1" if right[17] == "0" else "0")


@pytest.fixture
def two(store):
    """Registers two persons of two households and gives the likeness found between them, or None."""

    def register(one, other, together=False):
        with store.change("登记") as change:
            for key, facts in (("a", one), ("b", other)):
                household = "h" if together else f"h{key}"
                change.put("household", household, {"group": "1组"})
                change.put("member", key, {"household": household, "name": "肖慧", **facts})
        found = look_alikes(store)
        return found[0].likeness if found else None

    return register


BORN = {"birth": "1974-02-24"}


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ({"id_no": number()}, {"id_no": number(), "name": "张三"}, Likeness.SAME_NUMBER),
        ({"id_no": number()}, {"id_no": number()[:6] + number()[8:17]}, Likeness.SAME_NUMBER),
        (BORN, BORN, Likeness.SAME_NAME_AND_BIRTH),
        (BORN, {"id_no": number()}, Likeness.SAME_NAME_AND_BIRTH),  # the birth is read from the number
        ({**BORN, "name": "肖辉"}, {**BORN, "name": "肖晖"}, Likeness.SLIP_IN_NAME),  # sounding alike
        ({**BORN, "name": "肖大辉"}, {**BORN, "name": "肖大明"}, Likeness.SLIP_IN_NAME),
        ({"id_no": number()}, {"id_no": wrong(number())}, Likeness.SLIP_IN_NUMBER),
        (
            {"phone": "13700000001", "birth": "1974-02-24"},
            {"phone": "13700000001", "birth": "1974-02-25"},
            Likeness.SLIP_IN_BIRTH,
        ),
        ({"phone": "13700000001", "birth": "1974-02-24"}, {"phone": "13700000001"}, Likeness.SLIP_IN_BIRTH),
    ],
)
def test_these_may_be_one_person(two, one, other, likeness):
    assert two(one, other) is likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"id_no": number()}, {"id_no": number(sequence=4)}),  # namesakes with right numbers of their own
        ({**BORN, "sex": "1"}, {**BORN, "sex": "2"}),
        (BORN, {"birth": "1974-02-25"}),
        ({**BORN, "name": "肖辉"}, {**BORN, "name": "肖明"}),  # two signs, one of them another sound
        ({**BORN, "name": "肖大辉"}, {**BORN, "name": "单小辉"}),
        ({"phone": "13700000001", "birth": "1974-02-24"}, {"phone": "13700000001", "birth": "1995-07-21"}),
        ({}, {}),
        ({"id_no": "999999999999999999"}, {"id_no": "999999999999999999"}),
        ({**BORN, "left": "2024-01-01"}, {**BORN, "left": "2024-01-01"}),
    ],
)
def test_these_are_two(two, one, other):
    assert two(one, other) is None


def test_twins_of_one_household_are_two_and_the_same_name_twice_may_be_one(two, store):
    assert two({**BORN, "name": "肖大明"}, {**BORN, "name": "肖小明"}, together=True) is None
    with store.change("改") as change:
        change.put("member", "b", {"name": "肖大明"})
    assert look_alikes(store)[0].likeness is Likeness.SAME_NAME_AND_BIRTH


def test_that_two_are_not_the_same_is_remembered(two, store):
    two(BORN, BORN)
    not_the_same(store, "b", "a")
    assert look_alikes(store) == []


def test_somebody_who_has_left_is_compared_with_those_who_have_not(two):
    assert two({**BORN, "left": "2024-01-01", "leave_reason": "married_out"}, BORN) is Likeness.SAME_NAME_AND_BIRTH


def test_persons_in_the_bin_are_not_proposed(two, store):
    two(BORN, BORN)
    with store.change("删") as change:
        change.remove("member", ["a"], "误登")
    assert look_alikes(store) == []


def test_a_crowd_with_one_made_up_birthday_costs_no_square(store, monkeypatch):
    with store.change("登记") as change:
        for place in range(600):
            change.put("household", f"h{place}", {"group": "1组"})
            name = chr(0x4E00 + place % 30) + chr(0x5000 + place)
            change.put("member", f"m{place}", {"household": f"h{place}", "name": name, "birth": "1970-01-01"})
        change.put("household", "last", {"group": "1组"})
        change.put("member", "n", {"household": "last", "name": "一" + chr(0x5000), "birth": "1970-01-01"})
    together = lookalikes._Seeker._together
    compared = []

    def counted(*what):
        pairs = list(together(*what))
        compared.extend(pairs)
        return pairs

    monkeypatch.setattr(lookalikes._Seeker, "_together", counted)
    found = look_alikes(store)
    assert {("m0", "n")} <= {(pair.one.id, pair.other.id) for pair in found}
    assert len(compared) < 601 * 600 / 2 / 10


def test_the_search_can_be_cancelled(two, store):
    two(BORN, BORN)

    def cancel():
        raise Cancelled("")

    with pytest.raises(Cancelled):
        look_alikes(store, cancel)


@pytest.mark.parametrize("sequence", range(2, 60, 3))
def test_the_check_digit_in_sql_is_that_of_the_standard(store, sequence):
    right = number(sequence=sequence)
    with store.change("登记") as change:
        change.put("household", "h", {"group": "1组"})
        change.put("member", "right", {"household": "h", "id_no": right})
        change.put("member", "wrong", {"household": "h", "id_no": wrong(right)})
        change.put("member", "none", {"household": "h"})
    assert {one.id for one in stored.of_weak_number(store)} == {"wrong", "none"}
