# SPDX-License-Identifier: MIT
"""What was written of households of other villages: a village's file should be about its own (merge.md A4 rule 11)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import ENTITIES, references
from villagedesk.store import changelog

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from villagedesk.store.store import Store

_OWNERS: Final = ("village", "household")  # fields by which households and persons change hands
_TOGETHER: Final = 5_000


def newest_change(store: Store) -> int:
    """Place of the last change in the log, or 0."""
    found: int = store.value("SELECT max(seq) FROM change") or 0
    return found


def written_outside(store: Store, households: Iterable[str], village: str, after: int) -> dict[int, str]:
    """The changes behind this place of the log that are about households of other villages.

    Args:
        store: the file.
        households: among which they may be.
        village: id of the own village.
        after: place in the log.

    Returns:
        Place of the change → the household: where the row belongs, or from which it was taken over.
    """
    foreign = {
        row
        for (row,) in store.query(
            "SELECT id FROM household WHERE village <> ? AND id IN (SELECT value FROM json_each(?))",
            (village, json.dumps(list(households))),
        )
    }
    found = _taken_over(store, village, after)
    below = {row: row for row in foreign}
    level = {"household": foreign} if foreign else {}
    while level:
        below_them: dict[str, set[str]] = {}
        for owner, ids in level.items():
            for field in references(owner):
                if ENTITIES[field.entity].parent != field.key:
                    continue
                query = f'SELECT id, "{field.key}" FROM "{field.entity}" WHERE "{field.key}" IN (SELECT value FROM json_each(?))'
                rows = {row: below[above] for row, above in store.query(query, (json.dumps(list(ids)),))}
                below |= rows
                below_them.setdefault(field.entity, set()).update(rows)
        level = {entity: ids for entity, ids in below_them.items() if ids}
    for some in _chunks(below):
        written = store.query(
            "SELECT seq, row FROM change WHERE row IN (SELECT value FROM json_each(?)) AND seq > ?",
            (json.dumps(some), after),
        )
        found |= {seq: below[row] for seq, row in written}
    return dict(sorted(found.items()))


def _taken_over(store: Store, village: str, after: int) -> dict[int, str]:
    """Changes that took a household, or something of one, from another village, wherever it belongs now."""
    found: dict[int, str] = {}
    for seq, entity, row, cell in store.query(
        "SELECT seq, entity, row, field FROM change WHERE seq > ? AND field IN (?, ?)", (after, *_OWNERS)
    ):
        if cell not in {ENTITIES[entity].parent, "village"}:
            continue
        former = [one.json for one in changelog.replaced_in_cell(store.connection, seq, row, cell) if one.json]
        if cell == "village":
            if any(one != village for one in former):
                found[seq] = row
        else:
            of_others = (one for one in former if _village_of(store, one) not in {None, village})
            household = next(of_others, None)
            if household:
                found[seq] = household
    return found


def _village_of(store: Store, household: str) -> str | None:
    found: str | None = store.value("SELECT village FROM household WHERE id = ?", (household,))
    return found


def names_of(store: Store, seqs: Collection[int]) -> list[str]:
    """The names of these changes, the same in every file, in the order of their places."""
    found = store.query(
        "SELECT b.id || ':' || c.n FROM change c JOIN batch b ON b.seq = c.batch"
        " WHERE c.seq IN (SELECT value FROM json_each(?)) ORDER BY c.seq",
        (json.dumps(list(seqs)),),
    )
    return [name for (name,) in found]


def places_of(store: Store, names: Iterable[str]) -> list[int]:
    """The places of changes with these names; those that are not here are missing."""
    found = []
    for name in names:
        batch, _colon, number = name.rpartition(":")
        place: Any = store.value(
            "SELECT c.seq FROM change c JOIN batch b ON b.seq = c.batch WHERE b.id = ? AND c.n = ?", (batch, number)
        )
        found += [place] if place else []
    return found


def _chunks(rows: Iterable[str]) -> Iterable[list[str]]:
    wanted = list(rows)
    return (wanted[start : start + _TOGETHER] for start in range(0, len(wanted), _TOGETHER))
