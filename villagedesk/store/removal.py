# SPDX-License-Identifier: MIT
"""Removing against editing: what whoever removed a row had seen of it and of what belongs to it.

A removal lists in `over` every head of the row and of the rows below it. A head that it does not list, and whose author
had not seen the removal either, was written at the same time elsewhere: the row then stays visible, and people decide
(merge.md A4 rule 6, M34–M38). `change_unseen` keeps those heads; it follows from the log alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.store.cells import REMOVED
from villagedesk.store.encoding import REMOVED_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HEADS = (
    "SELECT c.row, c.seq, b.id || ':' || c.n AS name FROM change c JOIN batch b ON b.seq = c.batch"
    " WHERE c.row IN (SELECT value FROM json_each(?1)) AND c.field = ''"
    " UNION SELECT h.row, c.seq, b.id || ':' || c.n FROM change_head h JOIN change c ON c.seq = h.change"
    " JOIN batch b ON b.seq = c.batch WHERE h.row IN (SELECT value FROM json_each(?1))"
)
_UNSEEN = """
SELECT s.seq FROM (
    SELECT c.seq FROM change c WHERE c.row IN (SELECT value FROM json_each(?2)) AND c.field = ''
    UNION SELECT h.change FROM change_head h JOIN change c ON c.seq = h.change
    WHERE h.row IN (SELECT value FROM json_each(?2)) AND NOT (h.field = 'removed' AND (h.row = ?1 OR c.value <> 'null'))
) s
WHERE NOT EXISTS (SELECT 1 FROM change_over o JOIN change_head r ON r.change = o.change
                  WHERE o.replaced = s.seq AND r.row = ?1 AND r.field = 'removed')
  AND NOT EXISTS (SELECT 1 FROM change_over o JOIN change_head r ON r.change = o.replaced
                  WHERE o.change = s.seq AND r.row = ?1 AND r.field = 'removed')
ORDER BY s.seq
"""


def below(connection: Any, entity: str, rows: Iterable[str]) -> dict[str, set[str]]:
    """The rows that belong to these, at whatever remove, live or not: row of `rows` → ids."""
    owner = {row: row for row in rows}
    found: dict[str, set[str]] = defaultdict(set)
    level = {entity: dict(owner)}
    while level:
        following: dict[str, dict[str, str]] = {}
        for parent, tops in level.items():
            for spec in ENTITIES.values():
                if spec.parent and spec[spec.parent].ref == parent:
                    children = connection.execute(
                        f'SELECT id, "{spec.parent}" FROM "{spec.key}" WHERE "{spec.parent}" IN'
                        " (SELECT value FROM json_each(?))",
                        (_list(tops),),
                    ).fetchall()
                    for child, above in children:
                        found[tops[above]].add(child)
                        following.setdefault(spec.key, {})[child] = tops[above]
        level = following
    return found


def seen_heads(connection: Any, entity: str, rows: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Every head of these rows and of the rows below them, as (place, global name): what their remover has seen."""
    wanted = list(rows)
    top = {row: row for row in wanted}
    for row, children in below(connection, entity, wanted).items():
        top.update(dict.fromkeys(children, row))
    found: dict[str, list[tuple[int, str]]] = {row: [] for row in wanted}
    for row, seq, name in connection.execute(f"{_HEADS} ORDER BY 2", (_list(top),)):
        found[top[row]].append((seq, name))
    return found


def unseen(connection: Any, entity: str, row: str) -> list[int]:
    """The heads written of a removed row, or below it, that its removers had not seen nor known of the removal."""
    rows = {row, *below(connection, entity, [row])[row]}
    return [seq for (seq,) in connection.execute(_UNSEEN, (row, _list(rows)))]


def unseen_by_former(connection: Any, entity: str, row: str, seqs: Iterable[int]) -> set[int]:
    """Heads that the removals which these later changes replaced had not seen: undoing the changes contests them anew."""
    later = list(seqs)
    former = connection.execute(
        "SELECT r.seq FROM change_over o JOIN change r ON r.seq = o.replaced"
        " WHERE o.change IN (SELECT value FROM json_each(?1)) AND r.row = ?2 AND r.field = 'removed'"
        " AND r.value <> 'null' AND r.seq NOT IN (SELECT value FROM json_each(?1))",
        (_list(later), row),
    ).fetchall()
    if not former:
        return set()
    removals = _list(seq for (seq,) in former)
    known = {
        seq
        for (seq,) in connection.execute(
            "SELECT replaced FROM change_over WHERE change IN (SELECT value FROM json_each(?1)) UNION"
            " SELECT change FROM change_over WHERE replaced IN (SELECT value FROM json_each(?1))",
            (removals,),
        )
    }
    return {seq for seq, _name in seen_heads(connection, entity, [row])[row] if seq < min(later)} - known


def show_what_was_unseen(connection: Any, touched: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Keep what removers had not seen of the touched rows and of those they belong to; such rows stay visible.

    Returns:
        The rows that somebody removed, by entity: they may be visible now, or hidden.
    """
    if connection.execute("SELECT 1 FROM change_unseen LIMIT 1").fetchone():
        everything = _list(set().union(*touched.values()))
        connection.execute("DELETE FROM change_unseen WHERE row IN (SELECT value FROM json_each(?))", (everything,))
    gone = removed_above(connection, touched)
    for entity, rows in gone.items():
        for row in sorted(rows):
            found = unseen(connection, entity, row)
            connection.execute("DELETE FROM change_unseen WHERE row = ?", (row,))
            connection.executemany("INSERT INTO change_unseen VALUES (?, ?)", [(row, seq) for seq in found])
            reason = None if found else reason_of(connection, row)
            connection.execute(f'UPDATE "{entity}" SET {REMOVED_COLUMN} = ? WHERE id = ?', (reason, row))
    return gone


def hidden(connection: Any, rows: Mapping[str, set[str]]) -> set[str]:
    """Of these rows (by entity), those that are in the recycle bin, by themselves or with what they belong to."""
    found: set[str] = set()
    for key, ids in rows.items():
        spec, owners = ENTITIES[key], {row: row for row in ids}
        while owners:
            above: dict[str, str] = {}
            parent = f'"{spec.parent}"' if spec.parent else "NULL"
            query = f'SELECT id, removed, {parent} FROM "{spec.key}" WHERE id IN (SELECT value FROM json_each(?))'
            by_id: dict[str, list[str]] = defaultdict(list)
            for row, owner in owners.items():
                by_id[owner].append(row)
            for owner, removed, parent_id in connection.execute(query, (_list(by_id),)):
                if removed is not None:
                    found.update(by_id[owner])
                elif parent_id:
                    above.update(dict.fromkeys(by_id[owner], parent_id))
            if not spec.parent:
                break
            spec, owners = ENTITIES[spec[spec.parent].ref], above
    return found


def reason_of(connection: Any, row: str) -> str:
    """Why a removed row was removed, as its removal says."""
    (value,) = connection.execute(
        "SELECT c.value FROM change_head h JOIN change c ON c.seq = h.change"
        " WHERE h.row = ? AND h.field = 'removed' AND h.place = 0",
        (row,),
    ).fetchone()
    reason: str = json.loads(value)
    return reason


def removed_above(connection: Any, touched: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Of the touched rows and those they belong to, the ones that somebody removed: entity → ids."""
    reached: dict[str, set[str]] = defaultdict(set)
    for key, rows in touched.items():
        entity, level = key, set(rows)
        while level:
            reached[entity] |= level
            spec = ENTITIES[entity]
            if not spec.parent:
                break
            query = f'SELECT DISTINCT "{spec.parent}" FROM "{entity}" WHERE id IN (SELECT value FROM json_each(?))'
            level = {above for (above,) in connection.execute(query, (_list(level),)) if above}
            entity = spec[spec.parent].ref
    gone = {
        row
        for (row,) in connection.execute(
            "SELECT h.row FROM change_head h JOIN change c ON c.seq = h.change WHERE h.row IN"
            f" (SELECT value FROM json_each(?)) AND h.field = '{REMOVED}' AND h.place = 0 AND c.value <> 'null'",
            (_list(set().union(*reached.values())),),
        )
    }
    return {entity: rows & gone for entity, rows in reached.items() if rows & gone}


def _list(rows: Iterable[str | int]) -> str:
    """Ids for `json_each`; a temporary table would need a connection that may write."""
    return json.dumps(list(rows))
