# SPDX-License-Identifier: MIT
"""Numbers and families that are made up."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.demo import people
from villagedesk.demo.families import Someone, family
from villagedesk.models.values.identity import is_mobile, luhn_holds, read_id

TODAY = dt.date(2025, 12, 31)


@given(st.dates(dt.date(1920, 1, 1), TODAY), st.sampled_from([people.MALE, people.FEMALE]))
def test_an_identity_number_says_the_birthday_and_sex_it_was_made_for(birth: dt.date, sex: str) -> None:
    reading = read_id(people.IdentityNumbers().next(birth, sex), TODAY)
    assert reading.faults == ()
    assert (reading.birth, reading.sex) == (birth.isoformat(), sex)


def test_no_identity_number_is_given_out_twice() -> None:
    numbers = people.IdentityNumbers()
    born = dt.date(1970, 5, 6)
    found = [numbers.next(born, people.MALE) for _place in range(498)]
    assert len(set(found)) == 498
    with pytest.raises(RuntimeError):
        numbers.next(born, people.MALE)


@given(st.integers())
def test_a_bank_account_passes_the_check_that_warns_of_misprints(seed: int) -> None:
    account = people.bank_account(Random(seed))
    assert len(account) == 19
    assert luhn_holds(account)


@given(st.integers(0, 9_999))
def test_a_cadres_number_is_a_mobile_number(number: int) -> None:
    assert is_mobile(people.cadre_phone(number))


def _made(seed: int) -> list[Someone]:
    return family(Random(seed), 2025, people.IdentityNumbers())


def _age(someone: Someone) -> int:
    return 2025 - int(str(someone.member["birth"])[:4])


@given(st.integers())
def test_a_family_has_one_head_and_relations_that_fit_sex_and_age(seed: int) -> None:
    members = _made(seed)
    assert [one.relation for one in members].count("head") == 1
    assert members[0].relation == "head"
    head = members[0]
    for one in members[1:]:
        if one.relation == "spouse":
            assert one.member["sex"] != head.member["sex"]
            assert _age(one) >= 20
        if one.relation in {"son", "daughter"}:
            assert _age(head) - _age(one) >= 20
        if one.relation in {"father", "mother"}:
            assert _age(one) - _age(head) >= 20
        if one.relation in {"son", "grandson", "father"}:
            assert one.member["sex"] == people.MALE


@given(st.integers())
def test_nobody_is_in_school_and_done_with_it_or_healthy_and_ill(seed: int) -> None:
    for one in _made(seed):
        assert ("school" in one.facts) != ("education" in one.facts)
        health = one.facts["health"]
        assert isinstance(health, tuple)
        assert health
        assert "1" not in health or health == ("1",)
        if _age(one) < 16:
            assert one.facts["labour"] == "none"


def test_families_have_as_many_members_as_those_of_the_seed() -> None:
    sizes = [len(_made(seed)) for seed in range(4_000)]
    assert 2.8 <= sum(sizes) / len(sizes) <= 3.0
