# SPDX-License-Identifier: MIT
"""Reading roll-ups: what a table says, and what a cell of it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.services.figures.rollup_layout import Wish, lay_out
from villagedesk.services.figures.rollups import behind, read_rollup
from villagedesk.store.rollups import Where

if TYPE_CHECKING:
    from villagedesk.services.figures.rollups import Behind
    from villagedesk.store.store import Store


def values(store: Store, key: str, year: int = 2025, place: Where = Where()) -> dict[tuple[str, str], Any]:  # noqa: B008 - frozen
    """(section, line) → what stands in it."""
    found = read_rollup(store, key, year, place)
    return {
        (section.label, row.label): told for (section, row), told in zip(found.table.rows(), found.values, strict=True)
    }


def opened(store: Store, key: str, section: str, label: str, column: int, year: int = 2025) -> Behind:
    """What a cell opens."""
    found = read_rollup(store, key, year)
    (row,) = [row for one, row in found.table.rows() if (one.label, row.label) == (section, label)]
    return behind(store, found, row.cells[column])


def listing(store: Store, key: str) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """The list of cadres of a table: its columns, and what stands in the line of each."""
    found = lay_out(store, Wish(key, 2025, listed=True), "示范村")[-1]
    assert found.title.endswith("（逐人明细）")
    return found.columns, {line.label: [cell.words for cell in line.cells] for line in found.lines}
