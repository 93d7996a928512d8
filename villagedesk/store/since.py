# SPDX-License-Identifier: MIT
"""Which households or villages were touched since a place in the log: a cheap question, asked before anything is worked out anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.store import villagesums

if TYPE_CHECKING:
    from collections.abc import Collection

    from villagedesk.store.store import Store

# What no rule looks at.
_NO_DOUBT: Final = frozenset({"export_entry", "book_print", "village_attachment"})
# What papers never depend on.
_NO_MATTER: Final = frozenset(
    {"question", "erasure", "exemption", "year_lock", "village_attachment", "book_print", "export_entry"}
)


def place(store: Store) -> str:
    """Where the log stands: its last action, and how many there are."""
    last = store.one("SELECT seq, id FROM batch ORDER BY seq DESC LIMIT 1")
    count = store.value("SELECT count(*) FROM batch")
    return f"{last[0]} {last[1]} {count}" if last else "0  0"


def touched_since(store: Store, before: str) -> frozenset[str] | None:
    """The households whose own records were written after a place in the log.

    Args:
        store: the file.
        before: what `place` told then.

    Returns:
        None where that cannot be said of households: what many share was written (a village, a cadre, a line), or the log
        is not the continuation of that one (a merge was taken out of it).
    """
    return _touched(store, before, "household", _NO_MATTER)


def villages_touched_since(store: Store, before: str) -> frozenset[str] | None:
    """The villages whose own records, or those of whose households, were written after a place in the log.

    A household belongs to every village that it was ever in; a report counts the doubts that nobody has exempted. Arguments and
    None as of `touched_since`.
    """
    return _touched(store, before, "village", (_NO_MATTER | {"printed_paper"}) - {"exemption"})


def judged_anew_since(store: Store, before: str) -> tuple[frozenset[str], frozenset[str] | None] | None:
    """The households and the villages about which rules may find something else than at a place in the log.

    None as of `touched_since`, and where a record of a village itself was written, since rules compare villages and look at
    their cadres' posts, leaves and payments. Whoever shares something with the households comes on top (`store.partners`).
    Of their households villages know only what these add up to, and those they paid: where nothing of that was written, the
    villages are None. Else those that paid come on top, too.
    """
    households = _touched(store, before, "household", _NO_DOUBT)
    villages = None if households is None else _touched(store, before, "village", _NO_DOUBT)
    if households is None or villages is None:
        return None
    return households, villages if _known_to_villages(store, before) else None


def _known_to_villages(store: Store, before: str) -> bool:
    """Whether anything was written since that villages know of their households; that records came or went they do."""
    fed = villagesums.known_fields()
    written = store.query("SELECT DISTINCT entity, field FROM change WHERE batch > ?", (int(before.partition(" ")[0]),))
    return any(entity in fed and (field not in ENTITIES[entity] or field in fed[entity]) for entity, field in written)


def _touched(store: Store, before: str, owner: str, no_matter: Collection[str]) -> frozenset[str] | None:
    seq, _, rest = before.partition(" ")
    batch, _, count = rest.partition(" ")
    if not seq.isdecimal() or not _goes_on(store, int(seq), batch, count):
        return None
    rows: dict[str, set[str]] = {}
    for entity, row in store.query("SELECT DISTINCT entity, row FROM change WHERE batch > ?", (int(seq),)):
        rows.setdefault(entity, set()).add(row)
    touched: set[str] = set()
    for entity, ids in rows.items():
        if entity in no_matter:
            continue
        found = _above(store, entity, ids, owner)
        if found is None:
            return None
        touched |= found
    return frozenset(touched)


def _goes_on(store: Store, seq: int, batch: str, count: str) -> bool:
    if not seq:
        return False
    same = store.value("SELECT 1 FROM batch WHERE seq = ? AND id = ?", (seq, batch))
    return bool(same) and str(store.value("SELECT count(*) FROM batch WHERE seq <= ?", (seq,))) == count


def _above(store: Store, entity: str, rows: Collection[str], owner: str) -> set[str] | None:
    """The households or villages (`owner`) to which rows belong, or ever belonged; None where they belong to none."""
    while entity != owner:
        spec = ENTITIES.get(entity)
        parent = "village" if entity == "household" else spec.parent if spec else ""
        if spec is None or not parent:
            return None
        owners = _owners(store, entity, parent, rows)
        if entity == "exemption" and not owners:
            return None  # of a village, not of a household
        if entity == "member":
            owners |= _moved(store, rows)
        entity, rows = spec[parent].ref, owners
    return set(rows)


def _owners(store: Store, entity: str, parent: str, rows: Collection[str]) -> set[str]:
    wanted: Any = (json.dumps(list(rows)), parent, f'$."{parent}"')
    found = store.query(
        "WITH asked AS (SELECT value FROM json_each(?1))"
        f' SELECT "{parent}" FROM "{entity}" WHERE id IN asked UNION'
        " SELECT json_extract(value, CASE field WHEN '' THEN ?3 ELSE '$' END) FROM change"
        " WHERE row IN asked AND field IN ('', ?2)",
        wanted,
    )
    return {owner for (owner,) in found if owner}


def _moved(store: Store, members: Collection[str]) -> set[str]:
    """Households that members came from or went to, whose papers of earlier years name them."""
    found = store.query(
        "SELECT origin, target FROM member_change WHERE member IN (SELECT value FROM json_each(?))",
        (json.dumps(list(members)),),
    )
    return {household for pair in found for household in pair if household}
