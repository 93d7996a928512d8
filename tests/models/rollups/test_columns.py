# SPDX-License-Identifier: MIT
"""Rows are counted by columns as they would be one by one, whether few of them are meant or many, few values differ or all."""

from __future__ import annotations

import random

import pytest

from villagedesk.models.catalogue.spec import NA
from villagedesk.models.rollups.columns import Columns, holds
from villagedesk.models.rollups.spec import Among, Cell, Condition, NotApplicable, Unit, Unknown, Within

SIZE = 1_000
CONDITIONS: tuple[Condition, ...] = (
    Among("code", ("a", "c")),
    Among("codes", ("b",)),
    Within("figure", 400, 600),
    Within("figure", 990),
    Within("figure", None, 3),
    Unknown("code", ("a", "b")),
    Unknown("figure"),
    NotApplicable("code"),
    Among("code", ("nobody",)),
)


@pytest.fixture(params=["once", "often"])
def columns(
    request: pytest.FixtureRequest,
) -> tuple[Columns, list[str], list[tuple[str, ...]], dict[str, list[object]]]:
    """A thousand rows; every household and person stands once, or several times."""
    draw = random.Random(19)
    often = request.param == "often"
    homes = [f"h{draw.randrange(90) if often else number}" for number in range(SIZE)]
    people = [(f"p{draw.randrange(90)}", f"q{number}") if often else (f"p{number}",) for number in range(SIZE)]
    facts: dict[str, list[object]] = {
        "code": draw.choices(["a", "b", "c", None, NA], k=SIZE),
        "codes": draw.choices([("a",), ("a", "b"), ()], k=SIZE),
        "figure": [None if number % 7 == 0 else number for number in range(SIZE)],  # more values than a byte holds
        "cadre": draw.choices(["x", "y", "z", None, ""], k=SIZE),
    }
    return Columns(homes, people, facts.__getitem__), homes, people, facts


@pytest.mark.parametrize("where", [(), *((one,) for one in CONDITIONS), CONDITIONS[:3], (CONDITIONS[0], CONDITIONS[3])])
def test_rows_are_counted_as_they_would_be_one_by_one(columns, where):
    by, homes, people, facts = columns
    rows = [place for place in range(SIZE) if all(holds(one, facts[one.fact][place]) for one in where)]
    cadres = [(facts["cadre"][place], homes[place]) for place in rows if facts["cadre"][place]]
    units = (Unit.HOUSEHOLDS, Unit.PEOPLE, Unit.TIMES)
    assert by.count([*(Cell(unit, where) for unit in units), Cell(Unit.MONEY, where, "figure")]) == [
        len({homes[place] for place in rows}),
        len({person for place in rows for person in people[place]}),
        len(rows),
        sum(facts["figure"][place] or 0 for place in rows),
    ]
    assert by.count([Cell(Unit.CADRES, where, "cadre")]) == [len({one for one, _home in cadres})]
    assert by.behind(Cell(Unit.TIMES, where)) == rows
    assert by.behind(Cell(Unit.MONEY, where, "figure")) == [place for place in rows if facts["figure"][place]]
    averages = by.count([Cell(unit, where, "cadre") for unit in (Unit.HOUSEHOLDS_EACH, Unit.VISITS_EACH)])
    each = len({one for one, _home in cadres})
    wanted = [(len(some) * 200 + each) // (2 * each) if each else None for some in (set(cadres), cadres)]
    assert averages == wanted


def test_a_household_without_an_id_is_none():
    by = Columns(["", "", "h"], [(), ("p",), ("p",)], lambda _fact: [None] * 3)
    assert by.count([Cell(Unit.HOUSEHOLDS), Cell(Unit.PEOPLE), Cell(Unit.TIMES)]) == [1, 1, 3]


def test_of_nothing_nothing_is_counted():
    by = Columns([], [], lambda _fact: [])
    assert by.count([Cell(Unit.HOUSEHOLDS), Cell(Unit.PEOPLE, (Among("code", ("a",)),))]) == [0, 0]
