# SPDX-License-Identifier: MIT
"""Which tables are recounted, and a table held against its recount; see `recounting`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.services.figures import recounts_kept, recounts_made
from villagedesk.services.figures.rollups import read_rollup

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.services.figures.recounting import Told, World

RECOUNTED: dict[str, Callable[[World], Told]] = {
    "basic": recounts_kept.basic,
    "causes": recounts_kept.causes,
    "people": recounts_kept.people,
    "labour": recounts_kept.labour,
    "land": recounts_kept.land,
    "income": recounts_kept.income,
    "income_parts": recounts_kept.income_parts,
    "measures": recounts_made.measures,
    "help": recounts_made.given,
    "loans": recounts_made.loans,
    "helpers": recounts_made.helpers,
    "visits": recounts_made.visits,
    "monitoring_course": recounts_made.monitoring_course,
    "donations": recounts_made.donations,
    "projects": recounts_made.projects,
    "needs": recounts_made.needs,
    "changes": recounts_kept.changes,
}
"""Table → its recount: of a line the cells from left to right, as many of them as are recounted."""
_PARTLY = {
    "labour": {"劳动力的务工情况"},
    "land": {"土地"},
    "income_parts": {"收入构成"},
    "help": {"没有帮扶"},
    "changes": {"全部在册户"},
}
"""Sections of which the recount names only some lines."""


def compare(key: str, world: World) -> int:
    """Hold a table against its recount; how many of its cells.

    Lines that the recount does not name have to be empty, where others of their section are named.
    """
    made = read_rollup(world.store, key, world.year, world.place)
    table = {
        (section.label, row.label): values
        for (section, row), values in zip(made.table.rows(), made.values, strict=True)
    }
    told = RECOUNTED[key](world)
    whole = {section for section, _label in told} - _PARTLY.get(key, set())
    for line, values in table.items():
        if line in told:
            assert values[: len(told[line])] == told[line], (key, world.year, world.place, line)
        elif line[0] in whole:
            assert not any(values), (key, world.year, world.place, line)
    assert set(told) <= set(table), (key, set(told) - set(table))
    return sum(map(len, told.values()))
