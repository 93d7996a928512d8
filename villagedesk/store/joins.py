# SPDX-License-Identifier: MIT
"""Persons who were joined to others: the chains of `member.merged_into`, what a join wrote, what was edited unaware of it.

Everything follows from the log and its values, so that every file says the same (merge.md M48–M50).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.store import changelog, removal
from villagedesk.store.away import AWAY
from villagedesk.store.cells import BIRTH, REMOVED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.models.catalogue.spec import EntitySpec
    from villagedesk.store.store import Store

CELL: Final = "merged_into"
# Of members `m`: those who stand for themselves. Where files joined two persons each into the other, the smaller id does.
STANDING: Final = (
    "(m.merged_into IS NULL OR m.id = (WITH RECURSIVE walk(id) AS (SELECT m.merged_into UNION SELECT k.merged_into"
    " FROM walk JOIN member k ON k.id = walk.id WHERE k.merged_into IS NOT NULL) SELECT min(id) FROM walk))"
)


class Written(NamedTuple):
    """A change that is a head of its cell: what it writes (JSON content), and what it replaced there."""

    entity: str
    row: str
    cell: str
    value: Any
    seq: int
    replaced: tuple[Any, ...]


def final_of(store: Store, row: str) -> str:
    """Who a person is in the end: joins are followed; in a cycle the smallest id wins, in every file the same."""
    walked = [row, *followed(store, row)]
    following = store.value("SELECT merged_into FROM member WHERE id = ?", (walked[-1],))
    return min(walked[walked.index(following) :]) if following else walked[-1]


def followed(store: Store, row: str) -> list[str]:
    """Whom a person was joined to, whom that one was joined to, and so on, until nobody new comes."""
    walked = [row]
    while (at := store.value("SELECT merged_into FROM member WHERE id = ?", (walked[-1],))) and at not in walked:
        walked.append(at)
    return walked[1:]


def live_links(store: Store) -> dict[str, str]:
    """Who was joined to whom, of those who are shown all the same: edited elsewhere, restored, or joined both ways."""
    return dict(
        store.query(
            "SELECT m.id, m.merged_into FROM member m INDEXED BY member_merged_into CROSS JOIN household_list l"
            " ON l.id = m.household WHERE m.merged_into IS NOT NULL AND m.removed IS NULL"
        )
    )


def households_of_joined(store: Store) -> frozenset[str]:
    """The households of those whom `live_links` names: whether somebody is shown may rest on whom others were joined to."""
    links = live_links(store)
    rows = store.query(
        "SELECT household FROM member WHERE household IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted({*links, *links.values()})),),
    )
    return frozenset(household for (household,) in rows)


def in_cycle(store: Store, row: str) -> bool:
    """Whether files joined this person and another each into the other."""
    walked: set[str] = set()
    at: str | None = row
    while at and at not in walked:
        walked.add(at)
        at = store.value("SELECT merged_into FROM member WHERE id = ?", (at,))
    return at == row


def standing_heads(store: Store, row: str, cell: str) -> list[Any]:
    """The JSON contents that a cell holds: one, or several that contest it."""
    found = changelog.heads(store.connection, row, cell)
    return [json.loads(value) for value in dict.fromkeys(head.value for head in found)]


def is_removed_or_contested(store: Store, row: str) -> bool:
    """Whether somebody has put the row into the recycle bin, decided or not."""
    return any(head.json is not None for head in changelog.heads(store.connection, row, REMOVED))


def join_batch(store: Store, loser: str) -> int:
    """The batch that joined a person to the one it names; 0 if this file has none."""
    found = store.value(
        "SELECT c.batch FROM change_head h JOIN change c ON c.seq = h.change WHERE h.row = ? AND h.field = ?"
        " AND c.value <> 'null' ORDER BY h.place LIMIT 1",
        (loser, CELL),
    )
    return found or 0


def unaware(store: Store, loser: str) -> list[Written]:
    """What was written of a joined person, or of the person's years, by people who did not know of the join."""
    batch = join_batch(store, loser)
    removed = store.value("SELECT seq FROM change WHERE batch = ? AND row = ? AND field = 'removed'", (batch, loser))
    if removed is None:
        return []
    rows = sorted({loser, *removal.below(store.connection, "member", [loser])[loser]})
    found = store.query(
        "SELECT c.entity, c.row, coalesce(h.field, c.field), c.field, c.value, c.seq FROM change c"
        " LEFT JOIN change_head h ON h.change = c.seq WHERE c.row IN (SELECT value FROM json_each(?1))"
        " AND c.batch <> ?2 AND (h.change IS NOT NULL OR c.field = '') AND c.field NOT IN ('removed', 'merged_into')"
        " AND NOT EXISTS (SELECT 1 FROM change_over o WHERE o.change = ?3 AND o.replaced = c.seq) ORDER BY c.seq",
        (json.dumps(rows), batch, removed),
    )
    written = []
    for entity, row, cell, field, value, seq in found:
        if field == BIRTH and cell != BIRTH:
            continue  # a head that the birth is again says nothing that was not seen
        former = () if field == BIRTH else changelog.replaced_in_cell(store.connection, seq, row, cell)
        written.append(Written(entity, row, cell, json.loads(value), seq, tuple(head.json for head in former)))
    return written


class Given(NamedTuple):
    """A cell of the winner that a join filled.

    Attributes:
        before: what it held before.
        given: what the join wrote.
        now: what it holds now; differs from `given` where somebody has edited it since.
        born: whether the whole row was made by the join (`cell` is then '').
    """

    entity: str
    row: str
    cell: str
    before: tuple[Any, ...]
    given: Any
    now: tuple[Any, ...]

    @property
    def born(self) -> bool:
        """Whether the join made the row."""
        return self.cell == BIRTH

    @property
    def edited(self) -> bool:
        """Whether somebody has edited the cell since."""
        return list(self.now) != [self.given]


def given_by_join(store: Store, loser: str) -> list[Given]:
    """What the join of a person wrote to the one it was joined to."""
    batch = join_batch(store, loser)
    found = store.query(
        "SELECT entity, row, field, value, seq FROM change WHERE batch = ? AND row <> ? AND field NOT IN"
        " ('removed', 'merged_into') ORDER BY seq",
        (batch, loser),
    )
    given = []
    for entity, row, cell, value, seq in found:
        if cell == BIRTH:
            touched = store.value("SELECT count(*) FROM change WHERE row = ? AND seq <> ?", (row, seq))
            now: tuple[Any, ...] = (json.loads(value),) if not touched else ()
            given.append(Given(entity, row, cell, (), json.loads(value), now))
            continue
        given.append(_given(store, entity, row, cell, (seq, value)))
    return given


def written_in(store: Store, batch: int, entity: str) -> list[Given]:
    """The cells of an entity's rows that a batch wrote over, removals too."""
    found = store.query(
        "SELECT row, field, value, seq FROM change WHERE batch = ? AND entity = ? AND field <> ? ORDER BY seq",
        (batch, entity, BIRTH),
    )
    return [_given(store, entity, row, cell, (seq, value)) for row, cell, value, seq in found]


def _given(store: Store, entity: str, row: str, cell: str, change: tuple[int, str]) -> Given:
    """A cell as a change found it, as it left it, and as it is now."""
    seq, value = change
    former = tuple(head.json for head in changelog.replaced_in_cell(store.connection, seq, row, cell))
    return Given(entity, row, cell, former, json.loads(value), tuple(standing_heads(store, row, cell)))


def names_and_places(store: Store, rows: list[str]) -> Mapping[str, tuple[str, str, str, str]]:
    """Member → (name, village, group, head of the household), as the list shows them; removed ones too."""
    found = store.query(
        f"SELECT m.id, m.name, nullif(l.village, '{AWAY}'), l.grp, l.head_name FROM member m LEFT JOIN household_list l"
        " ON l.id = m.household WHERE m.id IN (SELECT value FROM json_each(?))",
        (json.dumps(rows),),
    )
    return {row: (name or "", village or "", group or "", head or "") for row, name, village, group, head in found}


def villages_of(store: Store, rows: list[str]) -> dict[str, str | None]:
    """Member → id of the village."""
    return dict(
        store.query(
            "SELECT m.id, h.village FROM member m LEFT JOIN household h ON h.id = m.household WHERE m.id IN"
            " (SELECT value FROM json_each(?))",
            (json.dumps(rows),),
        )
    )


def counterpart(store: Store, spec: EntitySpec, member: str, values: Mapping[str, Any]) -> str:
    """The id of the live row that says of a member what these values say of somebody; empty if there is none.

    It is about the same thing where the natural key, apart from the person, is the same.
    """
    natural = [key for key in spec.natural if key != spec.parent]
    if any(values.get(key) is None for key in natural):
        return ""
    same = "".join(f' AND "{key}" = ?' for key in natural)
    found = store.value(
        f'SELECT id FROM "{spec.key}" WHERE "{spec.parent}" = ?{same} AND removed IS NULL ORDER BY id',
        (member, *(values[key] for key in natural)),
    )
    return found or ""


MEMBER: Final = entity_spec("member")
