# SPDX-License-Identifier: MIT
"""Erasing a person or household on request (个人信息保护法 art. 47): the facts go, their fingerprints stay.

The log is never rewritten elsewhere; here its lines about the erased rows are replaced by their fingerprints, so that all
seals can still be proved, other files still merge, and an older copy cannot bring the person back (merge.md M41). Backups
made before still hold the person until they are thinned; the screen says so.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import ENTITIES, entity_spec, references
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.registers import register_of
from villagedesk.models.values.text import matching_form
from villagedesk.store import changelog, drafts, engine, foreign, projection, removal
from villagedesk.store.backup import stoppable
from villagedesk.store.ids import derived_id
from villagedesk.store.store import Changed

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.store.store import Store

_GATHERED: Final = {"meeting_item": "meeting", "notice_item": "notice"}
"""Lines that say which households a meeting or notice was about."""


def erase(store: Store, entity: str, row: str, reason: str, check: Callable[[], None] = lambda: None) -> int:
    """Erase a row and everything that belongs to it. It cannot be undone.

    Args:
        store: the file.
        entity: member or household.
        row: its id.
        reason: the ground, without personal data; it travels to other files.
        check: called often; may raise `Cancelled` before anything is erased.

    Returns:
        How many rows are gone.
    """
    facts = {
        "erased": row,
        "about": entity,
        "reason": reason,
        "erased_on": store.clock().date().isoformat(),
    }
    with store.change(_("按申请删除资料"), "erase") as change:
        change.put("erasure", derived_id("erasure", row), facts)
    return purge(store, entity, row, check)


def pending(store: Store) -> list[tuple[str, str]]:
    """(entity, row) of what was erased in another office and still stands here; people decide, nothing goes by itself."""
    found = store.query(
        "SELECT about, erased FROM erasure WHERE removed IS NULL AND erased NOT IN (SELECT row FROM erased)"
    )
    return [
        (about, row)
        for about, row in found
        if about in ENTITIES and store.one(f'SELECT 1 FROM "{entity_spec(about).key}" WHERE id = ?', (row,))
    ]


def purge(store: Store, entity: str, row: str, check: Callable[[], None] = lambda: None) -> int:
    """Take the facts of a row and of what belongs to it out of this file, and out of its free pages."""
    rows = {row, *removal.below(store.connection, entity, [row])[row]}
    for naming, ids in _naming(store.connection, entity, row, rows).items():
        rows |= ids.union(*removal.below(store.connection, naming, ids).values())
    rows |= _exemptions(store, rows) | _prints(store, rows)
    if entity == "member":
        rows |= _lists(store, row)
    with store.writing() as connection, stoppable(connection, check):
        connection.execute("PRAGMA secure_delete = ON")
        households = _households(connection, entity, row)
        _forget_labels(connection, _names(connection, rows))
        _forget_changes(connection, rows)
        wanted = json.dumps(sorted(rows))
        for spec in ENTITIES.values():
            connection.execute(f'DELETE FROM "{spec.key}" WHERE id IN (SELECT value FROM json_each(?))', (wanted,))
        drafts.forget(connection, rows)
        _forget_pictures(connection)
        projection.refresh(connection, households)
        connection.execute("INSERT INTO finder (finder) VALUES ('optimize')")
        at = store.clock().isoformat(" ", "seconds")
        connection.executemany("INSERT OR IGNORE INTO erased VALUES (?, ?)", [(one, at) for one in sorted(rows)])
    with engine.unlocked(store.connection):
        store.connection.execute("VACUUM")
    last = changelog.last_batch(store)
    store.tell(Changed(_("按申请删除资料"), last, frozenset({entity}), frozenset(rows), frozenset(households)))
    return len(rows)


def _naming(connection: Any, entity: str, row: str, below: set[str]) -> dict[str, set[str]]:
    """Rows of others that are about this one, by entity: what meetings, notices and ledgers say of a household or its members.

    What is about such a row tells of the person as well: assessments of somebody in special hardship, claims of a need.
    """
    found: dict[str, set[str]] = defaultdict(set)
    members = connection.execute(
        "SELECT id FROM member WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(below)),)
    )
    todo = [(entity, {row}), ("member", {one for (one,) in members})]
    while todo:
        target, rows = todo.pop()
        for spec in references(target):
            if spec.key == drafts.ABOUT.get(target) and ENTITIES[spec.entity].parent != spec.key:
                new = _pointing(connection, spec, rows) - found[spec.entity]
                found[spec.entity] |= new
                if new:
                    todo.append((spec.entity, new))
    return found


def _pointing(connection: Any, spec: FieldSpec, rows: set[str]) -> set[str]:
    wanted = json.dumps(sorted(rows))
    sql = f'SELECT id FROM "{spec.entity}" WHERE "{spec.key}" IN (SELECT value FROM json_each(?))'
    return {one for (one,) in connection.execute(sql, (wanted,))}


def _exemptions(store: Store, rows: set[str]) -> set[str]:
    """Doubts about these rows that somebody found right: the reasons tell of the person."""
    found = store.query("SELECT id, about FROM exemption WHERE about IS NOT NULL")
    return {one for one, about in found if about.split("/")[1:2] and about.split("/")[1] in rows}


def _prints(store: Store, rows: set[str]) -> set[str]:
    """Notes of printed papers of no household that name these rows: they keep fingerprints of what stood there, and a scan of it.

    Of a whole book the fingerprints tell nothing of a single row; its scan does, also that of a book whose records are about
    the person through others (assessments and plans of somebody in special hardship, claims of a need). References are indexed.
    """
    wanted, records, scanned = json.dumps(sorted(rows)), set(rows), set()
    for spec in (reference for target in drafts.ABOUT for reference in references(target)):
        register = register_of(spec.entity)
        if register is None:
            continue
        owner = "id" if register.entity == spec.entity else ENTITIES[spec.entity].parent
        named = f'SELECT "{owner}" FROM "{spec.entity}" WHERE "{spec.key}" IN (SELECT value FROM json_each(?))'
        records |= {one for (one,) in store.query(named, (wanted,)) if one}
        found = store.query(
            "SELECT id FROM book_print WHERE record IS NULL AND scan IS NOT NULL AND book = ?"
            f' AND village IN (SELECT village FROM "{register.entity}" WHERE id IN ({named}))',
            (register.entity, wanted),
        )
        scanned |= {one for (one,) in found}
    told = json.dumps(sorted(records | _gatherings(store, rows)))
    found = store.query("SELECT id FROM book_print WHERE record IN (SELECT value FROM json_each(?))", (told,))
    return scanned | {one for (one,) in found}


def _gatherings(store: Store, rows: set[str]) -> set[str]:
    """Meetings and notices whose papers name one of these rows: a household, or whoever was its head in some year.

    Also by lines that lie in the recycle bin: the papers may have been printed before.
    """
    homes = (
        "WITH gone AS (SELECT value FROM json_each(?1)), head AS (SELECT member FROM member_year WHERE relation = 'head'"
        " AND member IN gone), home AS (SELECT value FROM gone UNION SELECT household FROM member WHERE id IN head"
        " UNION SELECT origin FROM member_change WHERE member IN head"
        " UNION SELECT target FROM member_change WHERE member IN head)"
    )
    found: set[str] = set()
    for line, owner in _GATHERED.items():
        sql = f'{homes} SELECT "{owner}" FROM "{line}" WHERE household IN home'
        found |= {one for (one,) in store.query(sql, (json.dumps(sorted(rows)),)) if one}
    return found


def _lists(store: Store, member: str) -> set[str]:
    """Lists of members that name a person, of the households to which the person belongs or belonged."""
    homes = (
        "SELECT household FROM member WHERE id = ?1 UNION SELECT origin FROM member_change WHERE member = ?1"
        " UNION SELECT target FROM member_change WHERE member = ?1"
    )
    names = _names(store.connection, {member})
    found = store.query(
        f"SELECT row, value FROM change WHERE row IN (SELECT id FROM member_list WHERE household IN ({homes}))",
        (member,),
    )
    named = {matching_form(name) for name in names} - {
        ""
    }  # lists write 王 芳 for 王芳, and the middle dot in many ways
    return {row for row, value in found if any(name in matching_form(value) for name in named)}


def _households(connection: Any, entity: str, row: str) -> set[str]:
    if entity == "household":
        return {row}
    return projection.households_of(connection, {entity: {row}})


def _names(connection: Any, rows: set[str]) -> set[str]:
    """Every name that the rows ever had: labels of actions quote them."""
    fields = [(spec.key, field.key) for spec in ENTITIES.values() for field in spec.fields if field.kind is Kind.NAME]
    names = set()
    for entity, key in fields:
        found = connection.execute(
            "SELECT CASE field WHEN '' THEN json_extract(value, ?3) ELSE json_extract(value, '$') END FROM change"
            " WHERE row IN (SELECT value FROM json_each(?1)) AND entity = ?2 AND field IN ('', ?4)",
            (json.dumps(sorted(rows)), entity, f'$."{key}"', key),
        )
        names |= {name for (name,) in found if isinstance(name, str) and len(name) > 1}
    return names


def _forget_labels(connection: Any, names: set[str]) -> None:
    """Batches that quote the name get another label; the fingerprint of their head keeps the seal whole."""
    for seq, *head in connection.execute("SELECT seq, id, label, kind, who, device, at FROM batch").fetchall():
        if any(name in head[1] for name in names):
            fingerprint = changelog.head_hash(tuple(head)).hex()
            connection.execute("INSERT OR IGNORE INTO batch_head VALUES (?, ?)", (seq, fingerprint))
            connection.execute("UPDATE batch SET label = ? WHERE seq = ?", (_("（已按申请删除）"), seq))


def _forget_changes(connection: Any, rows: set[str]) -> None:
    wanted = json.dumps(sorted(rows))
    seqs = connection.execute(
        "SELECT DISTINCT batch FROM change WHERE row IN (SELECT value FROM json_each(?)) ORDER BY batch", (wanted,)
    ).fetchall()
    fingerprints: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for batch in foreign.batches_at(connection, [seq for (seq,) in seqs]):
        fingerprints[batch.id] = [(line.number, line.fingerprint()) for line in batch.lines if line.row in rows]
    gone = "SELECT seq FROM change WHERE row IN (SELECT value FROM json_each(?1))"
    connection.execute(
        "INSERT OR IGNORE INTO change_over_elsewhere SELECT o.change, b.id || ':' || c.n FROM change c"
        " JOIN change_over o ON o.replaced = c.seq JOIN batch b ON b.seq = c.batch"
        f" WHERE c.seq IN ({gone}) AND o.change NOT IN ({gone})",
        (wanted,),
    )
    connection.execute(f"DELETE FROM change_over WHERE replaced IN ({gone}) OR change IN ({gone})", (wanted,))
    connection.execute(f"DELETE FROM change_over_elsewhere WHERE change IN ({gone})", (wanted,))
    connection.execute(f"DELETE FROM change_unseen WHERE change IN ({gone})", (wanted,))
    for table in ("change_head", "change_unseen", "change"):
        connection.execute(f"DELETE FROM {table} WHERE row IN (SELECT value FROM json_each(?))", (wanted,))
    for name, lines in fingerprints.items():
        (seq,) = connection.execute("SELECT seq FROM batch WHERE id = ?", (name,)).fetchone()
        connection.executemany("INSERT INTO change_elsewhere VALUES (?, ?, ?)", [(seq, *line) for line in lines])


def _forget_pictures(connection: Any) -> None:
    """Pictures that no row shows any more and no line of the log names."""
    for (digest,) in connection.execute("SELECT hash FROM picture").fetchall():
        if not connection.execute("SELECT 1 FROM change WHERE instr(value, ?) LIMIT 1", (digest,)).fetchone():
            connection.execute("DELETE FROM picture WHERE hash = ?", (digest,))
