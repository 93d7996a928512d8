# SPDX-License-Identifier: MIT
"""The villages of a file, and how much of each there is; for merging and for what goes back to a village."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.store.store import Store


class Place(NamedTuple):
    """A village: its row, its name, its code of today and the one it had before (并村, 改码)."""

    id: str
    name: str
    code: str
    former_code: str = ""


def villages(store: Store) -> list[Place]:
    """The live villages of a file, by code."""
    found = store.query("SELECT id, name, code, former_code FROM village WHERE removed IS NULL ORDER BY code, id")
    return [Place(row, name or "", code or "", former or "") for row, name, code, former in found]


def regions(store: Store) -> list[str]:
    """The regions in which the file's villages lie, the nearest first: townships, counties, cities, provinces."""
    found: list[str] = []
    for column in ("township", "county", "city", "province"):
        rows = store.query(f"SELECT DISTINCT {column} FROM village WHERE removed IS NULL AND {column} <> '' ORDER BY 1")
        found += [region for (region,) in rows]
    return list(dict.fromkeys(found))


def region_sets(store: Store) -> list[tuple[str, ...]]:
    """The regions of each live village from near to far (as `models.lines.regions_of`), every set once."""
    rows = store.query("SELECT DISTINCT township, county, city, province FROM village WHERE removed IS NULL")
    return list(dict.fromkeys(tuple(filter(None, row)) for row in rows))


def villages_by_code(store: Store) -> dict[str, Place]:
    """Code → village; a village is found under its former code too."""
    places = villages(store)
    by_former = {place.former_code: place for place in places if place.former_code}
    return {**by_former, **{place.code: place for place in places if place.code}}


def live_counts(store: Store, village: str) -> dict[str, int]:
    """How many live households and members a village has."""
    of_village = "SELECT id FROM household WHERE village = ? AND removed IS NULL"
    return {
        "household": store.value(f"SELECT count(*) FROM ({of_village})", (village,)),
        "member": store.value(
            f"SELECT count(*) FROM member WHERE removed IS NULL AND household IN ({of_village})", (village,)
        ),
    }


def live_members_of(store: Store, households: Iterable[str]) -> int:
    """How many members of these households are not in the recycle bin by themselves."""
    found: int = store.value(
        "SELECT count(*) FROM member WHERE removed IS NULL AND household IN (SELECT value FROM json_each(?))",
        (json.dumps(list(households)),),
    )
    return found


def open_questions(store: Store) -> int:
    """How many questions of the township wait for an answer."""
    found: int = store.value("SELECT count(*) FROM question WHERE removed IS NULL AND settled IS NOT 1")
    return found
