# SPDX-License-Identifier: MIT
"""Which rows name a person: every reference to a member that the catalogue knows, so that a new entity is found by itself.

Left out is who was joined to whom (`joins`). Rows whose id is derived from the person (the facts of a year) are not renamed:
another person's are another row, and what they say is carried over field by field (`OF_A_PERSON`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.catalogue.registry import ENTITIES, references
from villagedesk.store import changelog, joins

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import EntitySpec
    from villagedesk.store.store import Store

_TO_A_PERSON: Final = tuple(one for one in references("member") if (one.entity, one.key) != ("member", joins.CELL))
NAMES: Final = tuple(one for one in _TO_A_PERSON if one.key not in ENTITIES[one.entity].natural)
OF_A_PERSON: Final[tuple[EntitySpec, ...]] = tuple(
    ENTITIES[one.entity] for one in _TO_A_PERSON if one.key in ENTITIES[one.entity].natural
)


CELLS: Final = frozenset((one.entity, one.key) for one in NAMES)


class Named(NamedTuple):
    """A cell that names a person."""

    entity: str
    row: str
    cell: str


def naming(store: Store, person: str) -> list[Named]:
    """The cells that name a person, or of which one of several disputed values does; those in the recycle bin too."""
    found = [
        Named(field.entity, row, field.key)
        for field in NAMES
        for (row,) in store.query(f'SELECT id FROM "{field.entity}" WHERE "{field.key}" = ? ORDER BY id', (person,))
    ]
    disputed = store.query(
        "SELECT DISTINCT c.entity, h.row, h.field FROM change_head h JOIN change c ON c.seq = h.change"
        " WHERE c.value = ? AND (h.row, h.field) IN (SELECT row, field FROM change_head WHERE place > 0)",
        (json.dumps(person),),
    )
    return list(dict.fromkeys([*found, *(Named(*one) for one in disputed if (one[0], one[2]) in CELLS)]))


def renamed(store: Store, person: str) -> list[tuple[Named, str]]:
    """The cells that named a person until joining made them name another, who still stands there; and who that is."""
    batch, into = joins.join_batch(store, person), joins.followed(store, person)
    found = []
    for field in NAMES:
        rows = store.query(
            f'SELECT id, "{field.key}" FROM "{field.entity}" WHERE "{field.key}" IN (SELECT value FROM json_each(?))'
            " ORDER BY id",
            (json.dumps(into),),
        )
        for row, other in rows:
            if _named_before(store, Named(field.entity, row, field.key), person, {*into}, batch):
                found.append((Named(field.entity, row, field.key), other))
    return found


def _named_before(store: Store, at: Named, person: str, into: set[str], batch: int) -> bool:
    """Whether a cell goes back, from one whom the person was joined to over the next, to the person."""
    level = changelog.heads(store.connection, at.row, at.cell)
    while level:
        written = {head for head in level if head.json in into and _batch_of(store, head.seq) >= batch}
        former = [
            one for head in written for one in changelog.replaced_in_cell(store.connection, head.seq, at.row, at.cell)
        ]
        if any(one.json == person for one in former):
            return True
        level = former
    return False


def _batch_of(store: Store, change: int) -> int:
    found: int = store.value("SELECT batch FROM change WHERE seq = ?", (change,))
    return found


def named_while_joined(store: Store) -> set[str]:
    """Persons who were joined to others and whom live rows name all the same: written by somebody who did not know."""
    return {
        row
        for field in NAMES
        for (row,) in store.query(
            "SELECT DISTINCT m.id FROM member m INDEXED BY member_merged_into"
            f' CROSS JOIN "{field.entity}" t ON t."{field.key}" = m.id'
            " WHERE m.merged_into IS NOT NULL AND t.removed IS NULL"
        )
    }
