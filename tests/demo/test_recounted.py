# SPDX-License-Identifier: MIT
"""Roll-ups of the demo township: recounted from its rows, and every cell of every table held against what it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.figures.recounting import World
from tests.services.figures.recounts import RECOUNTED, compare
from villagedesk.demo import YEAR
from villagedesk.models.rollups.spec import Unit
from villagedesk.models.rollups.tables import TABLES
from villagedesk.services.figures.rollups import behind, read_rollup
from villagedesk.services.opening.files import villages
from villagedesk.store.rollups import Where, groups

if TYPE_CHECKING:
    from villagedesk.models.rollups.spec import Cell
    from villagedesk.services.figures.rollups import Behind
    from villagedesk.store.store import Store

_REGISTERED = ("share.all_households", "share.all_people", "share.rated_poor", "share.rated_of")
"""What villages say of themselves: nobody of those is in the file by name, and the villages are opened instead."""


def _places(store: Store) -> list[Where]:
    first = next(iter(villages(store)))
    return [Where(), Where(first), Where(first, groups(store, first)[0])]


@pytest.mark.parametrize("year", [YEAR, YEAR - 1, YEAR - 2])
def test_tables_of_township_village_and_group_are_what_the_rows_say(township: Store, year: int) -> None:
    for place in _places(township):
        world = World(township, year, place)
        counted = [compare(key, world) for key in RECOUNTED]
        assert sum(counted) > 150


def _opened(cell: Cell, found: Behind) -> int | None:
    """How many of its unit a cell opens; None where it counts what has no name (times, money, shares)."""
    if cell.total in _REGISTERED:
        return None
    if cell.unit is Unit.HOUSEHOLDS:
        return len(set(found.households))
    if cell.unit is Unit.PEOPLE:
        return len(set(found.persons))
    return len(found.others) if cell.unit in {Unit.CADRES, Unit.OFFICES, Unit.VILLAGES} else None


@pytest.mark.parametrize("key", TABLES)
def test_a_number_of_households_or_persons_is_how_many_its_cell_opens(township: Store, key: str) -> None:
    found = read_rollup(township, key, YEAR)
    for line in found.lines():
        for cell, value in line.cells():
            told = behind(township, found, cell)
            opened = _opened(cell, told)
            if opened is None:
                assert not (told.persons and not told.households), (line.row.label, cell)
            else:
                assert opened == value, (line.row.label, cell)
            assert len(set(told.households)) == len(told.households), "no household is listed twice"
