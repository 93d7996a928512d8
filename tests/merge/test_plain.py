# SPDX-License-Identifier: MIT
"""What is recognised at a glance would also be accepted value by value; what our program writes is recognised."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.merge.checking import is_birth_by_values
from villagedesk.merge.plain import is_plain_birth
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import FieldSpec, Kind
from villagedesk.store.encoding import dumps

SIGNS = st.text(
    st.sampled_from('aZ09-_.:/ {}[],"\\\n\t\x7f一龥、（Å\u00e9\u0301\uff11\u200b\ud800\U0001f600'), max_size=8
)
EDGES = st.sampled_from((0, -1, 1, 7, 1799, 1800, 2025, 2199, 2201, 10**15 - 1, 10**15, 2**53, -(2**53)))
ANYTHING = st.one_of(
    SIGNS,
    EDGES,
    st.booleans(),
    st.none(),
    st.floats(allow_nan=False),
    st.lists(SIGNS, max_size=2),
    st.just({"na": True}),
)
KEYS = [(entity, field.key) for entity, spec in ENTITIES.items() for field in spec.fields]


@given(one=st.sampled_from(KEYS), content=ANYTHING, blank=st.sampled_from(("", " ")))
def test_what_is_plain_is_accepted_value_by_value(one: tuple[str, str], content: Any, blank: str) -> None:
    entity, key = one
    text = dumps({key: content}).replace(":", f":{blank}", 1)
    assert not is_plain_birth(entity, text) or is_birth_by_values(entity, text)


@given(text=st.lists(st.sampled_from(('{"', '":', '","', ",", '"', "}", "head", "rank", "year", "code", "0", "12", "-", "[")))
       .map("".join))  # fmt: skip
def test_what_is_not_canonical_is_never_plain(text: str) -> None:
    for entity in ("cause", "member_year"):
        assert not is_plain_birth(entity, text) or is_birth_by_values(entity, text)


def plain_value(field: FieldSpec, choose: random.Random) -> Any:
    """A value such as people enter."""
    if field.kind is Kind.YEAR:
        return choose.randint(1800, 2199)
    if field.is_number:
        return choose.choice((0, 5, -3, 10**14))
    if field.kind is Kind.YES_NO:
        return choose.random() < 0.5
    if field.kind is Kind.DATE:
        return choose.choice(("1955-07-21", "2025-02-28", "2025-12-31", "2024-11-30"))
    if field.kind is Kind.MONTH:
        return choose.choice(("2025-01", "2025-12"))
    if field.kind is Kind.CODES:
        return [["1", "a.b"], ["x-1"]][choose.randrange(2)]
    return choose.choice(("2024-02-29", "510199195507218120", "肖辉", "3组", "老屋场（东）")) if field.kind not in {
        Kind.CODE, Kind.REF
    } else "0197f0aa-1b2c-7def"  # fmt: skip


@pytest.mark.parametrize("entity", ENTITIES)
def test_ordinary_births_are_plain_and_wrong_ones_are_not(entity: str) -> None:
    choose = random.Random(entity)
    for share in (0.2, 0.6, 1.0):
        filled = {f.key: plain_value(f, choose) for f in ENTITIES[entity].fields if choose.random() < share}
        if filled:
            text = dumps(filled)
            assert is_plain_birth(entity, text)
            assert is_birth_by_values(entity, text)
            first = next(iter(filled))
            assert not is_plain_birth(entity, text.replace("{", '{"unknown":1,'))
            assert not is_plain_birth(entity, text + " ")
            assert not is_plain_birth(entity, dumps({**filled, first: {"other": 1}}))


def test_not_applicable_is_a_value_only_where_it_is_an_answer() -> None:
    for entity, spec in ENTITIES.items():
        for field in spec.fields:
            assert is_birth_by_values(entity, dumps({field.key: {"na": True}})) is (
                field.na and field.kind is not Kind.CODES
            )


@pytest.mark.parametrize(
    ("key", "text", "right"),
    [
        ("start", "2024-02-29", True), ("start", "2025-02-29", False), ("start", "2025-02-31", False),
        ("start", "2025-04-31", False), ("start", "2025-13-01", False), ("start", "2025-1-1", False),
        ("start", "20250101", False), ("start", "2025-W01-1", False), ("start", "明天", False), ("start", "2025-03", False),
        ("month", "2025-03", True), ("month", "2025-13", False), ("month", "2025-03-01", False), ("month", "2025", False),
    ],
)  # fmt: skip
def test_a_day_is_one_that_exists_written_as_our_program_does(key: str, text: str, right: bool) -> None:
    entity = "posting" if key == "start" else "attendance"
    birth = dumps({key: text})
    assert is_birth_by_values(entity, birth) is right
    assert right or not is_plain_birth(entity, birth)
