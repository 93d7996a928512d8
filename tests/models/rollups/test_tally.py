# SPDX-License-Identifier: MIT
"""Entries are counted by their unit: each household and person once, times as often as they were, figures added up."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.spec import NA
from villagedesk.models.rollups.columns import holds
from villagedesk.models.rollups.spec import Among, Cell, NotApplicable, Unit, Unknown, Within
from villagedesk.models.rollups.tally import Entry, behind, count

ENTRIES = [
    Entry("h1", "p1", "", "", {"kind": "a", "sum": 100, "whole": 400, "cadre": "c"}),
    Entry("h1", "p1", "", "", {"kind": "a", "sum": 50, "whole": 400, "cadre": "c"}),
    Entry("h1", "", "", "", {"kind": ("a", "b"), "cadre": None}),
    Entry("h2", "p2", "", "", {"kind": "b", "sum": 0, "whole": 200, "cadre": "d"}),
    Entry("h3", "", "", "", {}),
]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (Cell(Unit.HOUSEHOLDS), 3),
        (Cell(Unit.PEOPLE), 2),
        (Cell(Unit.PERSON_TIMES, (Among("kind", ("a",)),)), 3),
        (Cell(Unit.HOUSEHOLD_TIMES, (Among("kind", ("b",)),)), 2),
        (Cell(Unit.MONEY, (), "sum"), 150),
        (Cell(Unit.PERCENT, (), "sum", "whole"), 1_500),
        (Cell(Unit.PERCENT, (Unknown("kind"),), "sum", "whole"), None),
        (Cell(Unit.CADRES, (), "cadre"), 2),
        (Cell(Unit.HOUSEHOLDS, (Unknown("kind"),)), 1),
        (Cell(Unit.HOUSEHOLDS, (Within("sum", 1), Among("kind", ("a",)))), 1),
    ],
)
def test_each_unit_counts_in_its_own_way(cell: Cell, value: int | None) -> None:
    assert count([cell], ENTRIES) == [value]


def test_each_of_several_cells_counts_the_entries_that_meet_all_its_conditions() -> None:
    kind, figure, unknown = Among("kind", ("a",)), Within("sum", 1), Unknown("kind")
    places = [(), (kind,), (unknown,), (kind, figure), (figure,), (Among("kind", ("b",)), Unknown("sum"))]
    meeting = [[e for e in ENTRIES if all(holds(one, e.facts.get(one.fact)) for one in where)] for where in places]
    cells = [Cell(unit, where) for where in places for unit in (Unit.HOUSEHOLDS, Unit.PERSON_TIMES)]
    wanted = [number for some in meeting for number in (len({one.household for one in some}), len(some))]
    assert count(cells, ENTRIES) == wanted


def test_what_adds_nothing_to_a_sum_is_not_behind_it() -> None:
    assert [one.household for one in behind(Cell(Unit.MONEY, (), "sum"), ENTRIES)] == ["h1", "h1"]
    assert [one.household for one in behind(Cell(Unit.HOUSEHOLDS), ENTRIES)] == ["h1", "h1", "h1", "h2", "h3"]


@pytest.mark.parametrize("value", [None, (), NA, "a", "z", ("a", "z"), 5])
def test_a_value_is_among_the_codes_unknown_or_not_applicable_and_never_two_of_them(value: object) -> None:
    conditions = (Among("kind", ("a", "b")), Unknown("kind", ("a", "b")), NotApplicable("kind"))
    assert sum(holds(one, value) for one in conditions) == 1
