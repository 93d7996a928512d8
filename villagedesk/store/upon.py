# SPDX-License-Identifier: MIT
"""What was written here upon a merge, and which of it was itself taken back, so that it need not hinder undoing the merge.

An action and its undoing, and whatever was redone and undone again, are a chain of batches; a chain of an even length
amounts to nothing. Where everything that rests on a merge belongs to such chains, written wholly in this file and after
the merge, the chains are taken out of the log together with it: that is the state before them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from villagedesk.models.catalogue.registry import references
from villagedesk.store import projection

if TYPE_CHECKING:
    from collections.abc import Collection

    from villagedesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Builder:
    """An action that rests on a merge: what it was called, when and by whom; `arrived` if a later merge brought it."""

    label: str
    at: str
    who: str
    arrived: bool


@dataclass(frozen=True, slots=True)
class _Batch:
    seq: int
    id: str
    kind: str
    inverts: str | None
    arrived: int | None


def resting_upon(store: Store, first: int, last: int) -> set[int]:
    """The batches that rest on what a merge added: they replace some of it, or refer to rows that only it knows.

    `first` and `last` are the places of its first and its last change.
    """
    return _resting(store, f"{{}}.seq BETWEEN {int(first)} AND {int(last)}", f"AND o.change > {int(last)}")


def _resting(store: Store, inside: str, later: str = "") -> set[int]:
    """The batches outside that rest on changes inside.

    Args:
        store: the file.
        inside: SQL that holds for the changes inside; {} is the name of the table `change`.
        later: SQL about what replaces, `o.change`: what was here before and found its former value now rests on nothing.
    """
    over = store.query(
        "SELECT DISTINCT k.batch FROM change c JOIN change_over o ON o.replaced = c.seq"
        f" JOIN change k ON k.seq = o.change WHERE {inside.format('c')} {later}"
    )
    found = {batch for (batch,) in over}
    newcomers = (
        f"SELECT c.row FROM change c WHERE {inside.format('c')} AND c.field = '' AND c.entity = ? AND NOT EXISTS ("
        f"SELECT 1 FROM change b WHERE b.row = c.row AND b.field = '' AND NOT {inside.format('b')})"
    )  # the same official thing is the same row everywhere, and may have been here already
    for (entity,) in store.query(f"SELECT DISTINCT entity FROM change c WHERE {inside.format('c')} AND c.field = ''"):
        projection.with_ids(store.connection, (row for (row,) in store.query(newcomers, (entity,))))
        for field in references(entity):
            told = f"json_extract(k.value, CASE k.field WHEN '' THEN '$.\"{field.key}\"' ELSE '$' END)"
            referring = store.query(
                f"SELECT DISTINCT k.batch FROM \"{field.entity}\" r JOIN change k ON k.row = r.id AND k.field IN ('', ?)"
                f' WHERE r."{field.key}" IN (SELECT id FROM wanted) AND NOT {inside.format("k")} AND {told} = r."{field.key}"',
                (field.key,),
            )
            found |= {batch for (batch,) in referring}
    return found


def taken_back(store: Store, place: int, batches: Collection[int]) -> tuple[set[int], set[int]]:
    """Which batches have to go with these, if all of them amount to nothing, and which stand in the way.

    Args:
        store: the file.
        place: of the last batch before the merge.
        batches: that rest on the merge.

    Returns:
        All batches of the chains concerned; and those that belong to no chain that amounts to nothing.
    """
    after = [
        _Batch(*row) for row in store.query("SELECT seq, id, kind, inverts, arrived FROM batch WHERE seq > ?", (place,))
    ]
    by_seq, by_id = {one.seq: one for one in after}, {one.id: one for one in after}
    inverted = {one.inverts: one for one in after if one.inverts and one.arrived is None}
    going: set[int] = set()
    hindering: set[int] = set()
    waiting = set(batches)
    while waiting:
        fresh: set[int] = set()
        for seq in waiting:
            chain = _chain(by_seq.get(seq), by_id, inverted)
            if chain is None:
                hindering.add(seq)
            else:
                fresh |= chain - going
        going |= fresh
        inside = f"{{}}.batch IN ({','.join(map(str, sorted(going)))})"
        waiting = _resting(store, inside) - going - hindering if fresh else set()
    return going, hindering


def _chain(batch: _Batch | None, by_id: dict[str, _Batch], inverted: dict[str, _Batch]) -> set[int] | None:
    """The batches that took each other back, this one among them; None where something is left of them."""
    if batch is None:
        return None
    chain = [batch]
    while chain[0].inverts:
        former = by_id.get(chain[0].inverts)
        if former is None:  # what it took back was written before the merge
            return None
        chain.insert(0, former)
    while chain[-1].id in inverted:
        chain.append(inverted[chain[-1].id])
    if len(chain) % 2 or any(one.arrived is not None or one.kind == "erase" for one in chain):
        return None
    return {one.seq for one in chain}


def builders(store: Store, batches: Collection[int]) -> list[Builder]:
    """These batches as a user knows them, the latest first."""
    found = store.query(
        "SELECT label, at, who, arrived IS NOT NULL FROM batch WHERE seq IN (SELECT value FROM json_each(?))"
        " ORDER BY seq DESC",
        (json.dumps(sorted(batches)),),
    )
    return [Builder(label, at, who, bool(arrived)) for label, at, who, arrived in found]


def forget(connection: Any, batches: Collection[int]) -> dict[str, set[str]]:
    """Take whole batches out of the log; gives the rows they wrote, by entity."""
    wanted = (json.dumps(sorted(batches)),)
    touched: dict[str, set[str]] = defaultdict(set)
    inside = "SELECT seq FROM change WHERE batch IN (SELECT value FROM json_each(?1))"
    for entity, row in connection.execute(
        "SELECT DISTINCT entity, row FROM change WHERE batch IN (SELECT value FROM json_each(?1))", wanted
    ):
        touched[entity].add(row)
    connection.execute(f"DELETE FROM change_over WHERE change IN ({inside}) OR replaced IN ({inside})", wanted)
    connection.execute(f"DELETE FROM change_over_elsewhere WHERE change IN ({inside})", wanted)
    for table in ("change", "change_elsewhere", "batch_head"):
        connection.execute(f"DELETE FROM {table} WHERE batch IN (SELECT value FROM json_each(?1))", wanted)
    connection.execute("DELETE FROM batch WHERE seq IN (SELECT value FROM json_each(?1))", wanted)
    return touched
