# SPDX-License-Identifier: MIT
"""Locked years: which are, what an open batch writes in them, and what merging has brought into them since.

The facts of a year are those of every entity of scope YEAR that belongs, over its owners, to a household or village; a lock
also holds the lines of a ledger, whose year is given by the ledger, since the figures of the year are computed from them.
What follows from it is decided by `services.keeping.locking`.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Scope
from villagedesk.store.cells import REMOVED
from villagedesk.store.population import former_household, former_village

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.models.catalogue.spec import EntitySpec
    from villagedesk.store.store import Store

LOCK: Final = "year_lock"
_IN_FORCE: Final = "l.locked = 1 AND l.removed IS NULL"
# The change that says that a year is locked: its place tells what came into the file after it.
_PLACE: Final = (
    "coalesce((SELECT change FROM change_head WHERE row = l.id AND field = 'locked' AND place = 0),"
    " (SELECT min(seq) FROM change WHERE row = l.id AND field = ''))"
)


class Touched(NamedTuple):
    """A cell of a locked year that somebody wrote; `value` is JSON, `lock` the id of the lock."""

    entity: str
    row: str
    cell: str
    value: str
    lock: str


class Arrived(NamedTuple):
    """A cell of a locked year that a merge wrote after the year was locked here; who wrote it, and when."""

    household: str
    entity: str
    row: str
    cell: str
    year: int
    who: str
    at: str


@cache
def annual() -> tuple[str, ...]:
    """The entities that hold facts of a year of a village, a household, or somebody below one."""
    return tuple(
        spec.key for spec in ENTITIES.values() if spec.key != LOCK and spec.scope is Scope.YEAR and _owners(spec)
    )


@cache
def held() -> tuple[str, ...]:
    """The entities that a lock holds fast: the facts of a year, and the lines that stand in the ledger of a year."""
    return *annual(), *_ledgers()


@cache
def _ledgers() -> tuple[str, ...]:
    """The entities whose year is given by the ledger into which a line is written."""
    return tuple(spec.key for spec in ENTITIES.values() if "year" in spec and spec["year"].fixed and _owners(spec))


def _owners(spec: EntitySpec) -> list[tuple[str, str]]:
    """(field, entity) from a record up to its household or village; empty where it has none."""
    found: list[tuple[str, str]] = []
    while spec.parent:
        owner = spec[spec.parent].ref
        found.append((spec.parent, owner))
        if owner in {"household", "village"}:
            return found
        spec = ENTITIES[owner]
    return []


@cache
def _joined(entity: str, year: str = "t.year") -> tuple[str, str, str]:
    """The tables over which a row `t` belongs to a village, the column of the village, and that of the household.

    A household belongs to the village, and a person to the household, of the end of the year (SQL); who was nowhere then to
    where he is on record.
    """
    tables, at, household = f'"{entity}" t', "t", "NULL"
    for number, (field, owner) in enumerate(_owners(ENTITIES[entity])):
        column = f'{at}."{field}"'
        if owner == "village":
            return tables, column, household
        alias = f"o{number}"
        if owner == "household" and at != "t":
            column = _home_of(at, year)
        tables += f' JOIN "{owner}" {alias} ON {alias}.id = {column}'
        if owner == "household":
            return tables, village_in(alias, year), f"{alias}.id"
        at = alias
    raise KeyError(entity)


def _home_of(member: str, year: str) -> str:
    """SQL of the household to which a member of this alias belonged at the end of a year, or is on record."""
    return f"coalesce({former_household(f'{member}.id', _end(year))}, {member}.household)"


def village_in(alias: str, year: str) -> str:
    """SQL of the village to which a household of this alias belonged at the end of a year (SQL)."""
    return f"coalesce({former_village(f'{alias}.id', _end(year))}, {alias}.village)"


def _end(year: str) -> str:
    return f"({year} || '-12-31')"


def of_household(store: Store, household: str) -> list[str]:
    """The locks in force that hold years of a household: each that of the village to which it belonged in that year."""
    found = store.query(
        f"SELECT l.id FROM {LOCK} l JOIN household h ON h.id = ? AND l.village = {village_in('h', 'l.year')}"
        f" WHERE {_IN_FORCE} ORDER BY l.year",
        (household,),
    )
    return [row for (row,) in found]


def held_households(store: Store, households: Sequence[str], year: int) -> set[str]:
    """Those of some households whose village of a year has locked it."""
    found = store.query(
        f"SELECT h.id FROM json_each(?) j CROSS JOIN household h ON h.id = j.value JOIN {LOCK} l ON l.year = ? AND"
        f" l.village = {village_in('h', 'l.year')} AND {_IN_FORCE}",
        (json.dumps(list(households)), year),
    )
    return {row for (row,) in found}


def any_lock(store: Store) -> bool:
    """Whether any year of any village was ever locked."""
    return store.one(f"SELECT 1 FROM {LOCK} LIMIT 1") is not None


def in_force(store: Store) -> set[tuple[str, int]]:
    """(village, year) of everything that is locked now."""
    return set(store.query(f"SELECT l.village, l.year FROM {LOCK} l WHERE {_IN_FORCE}"))


def places(store: Store) -> dict[tuple[str, int], int]:
    """(village, year) of what is locked now → its place in the log: what arrived later was not there when it was locked."""
    return {
        (village, year): place
        for village, year, place in store.query(f"SELECT l.village, l.year, {_PLACE} FROM {LOCK} l WHERE {_IN_FORCE}")
    }


def kind_of_batch(store: Store, batch: int) -> str:
    """edit, import, undo …; of a batch that may still be open."""
    return str(store.value("SELECT kind FROM batch WHERE seq = ?", (batch,)))


def opened_by(store: Store, batch: int) -> list[tuple[str, bool]]:
    """Locks that an open batch takes away, each with whether the batch gives a reason for it."""
    found = store.query(
        f"SELECT DISTINCT c.row FROM change c JOIN {LOCK} l ON l.id = c.row WHERE c.batch = ?1 AND c.entity = '{LOCK}'"
        f" AND (c.field = 'locked' AND c.value <> 'true' OR c.field = '{REMOVED}' AND c.value <> 'null')"
        f" AND NOT ({_IN_FORCE})",
        (batch,),
    )
    return [(row, _reasoned(store, batch, row)) for (row,) in found]


def _reasoned(store: Store, batch: int, row: str) -> bool:
    values = store.query(
        "SELECT value FROM change WHERE batch = ? AND row = ? AND field = 'unlock_reason'", (batch, row)
    )
    return any(json.loads(value) for (value,) in values)


def first_touched(store: Store, batch: int) -> Touched | None:
    """One fact of a locked year that an open batch writes or hides; None if it leaves them all alone."""
    for entity in held():
        tables, village, _household = _joined(entity)
        found = store.one(
            f"SELECT c.entity, c.row, c.field, c.value, l.id FROM change c CROSS JOIN {tables}"
            f" JOIN {LOCK} l ON l.village = {village} AND l.year = t.year AND {_IN_FORCE}"
            " WHERE c.row = t.id AND c.batch = ? AND c.entity = ? ORDER BY c.n LIMIT 1",
            (batch, entity),
        )
        if found:
            return Touched(*found)
    return _moved_out(store, batch) or _hidden(store, batch)


def _moved_out(store: Store, batch: int) -> Touched | None:
    """A line that was taken out of the ledger of a locked year into another."""
    was = "iif(k.field = '', json_extract(k.value, '$.year'), json_extract(k.value, '$'))"
    for entity in _ledgers():
        tables, village, _household = _joined(entity, was)
        found = store.one(
            "SELECT c.entity, c.row, c.field, c.value, l.id FROM change c"
            " JOIN change_over o ON o.change = c.seq JOIN change k ON k.seq = o.replaced AND k.row = c.row"
            f" CROSS JOIN {tables} JOIN {LOCK} l ON l.village = {village} AND {_IN_FORCE} AND l.year = {was}"
            " WHERE c.row = t.id AND c.batch = ? AND c.entity = ? AND c.field = 'year' ORDER BY c.n LIMIT 1",
            (batch, entity),
        )
        if found:
            return Touched(*found)
    return None


def _hidden(store: Store, batch: int) -> Touched | None:
    """A removed household or member under which facts of a locked year stand."""
    gone = store.query(
        f"SELECT entity, row FROM change WHERE batch = ? AND field = '{REMOVED}' AND value <> 'null'"
        " AND entity IN ('household', 'member')",
        (batch,),
    )
    for entity, row in gone:
        for below in held():
            owner = _under(below, entity)
            if not owner:
                continue
            tables, village, _household = _joined(below)
            found = store.one(
                f"SELECT l.id FROM {tables} JOIN {LOCK} l ON l.village = {village} AND l.year = t.year AND {_IN_FORCE}"
                f" WHERE {owner} AND t.removed IS NULL LIMIT 1",
                (row,),
            )
            if found:
                return Touched(entity, row, REMOVED, "true", found[0])
    return None


def _under(below: str, owner: str) -> str:
    """SQL by which a row `t` lies under a household or member that is removed; empty where it never does."""
    if owner in ENTITIES[below]:
        return f't."{owner}" = ?'
    if owner == "household" and "member" in ENTITIES[below]:
        return 't."member" IN (SELECT id FROM member WHERE household = ?)'
    return ""


def arrived_since(store: Store, households: Sequence[str] | None = None) -> list[Arrived]:
    """What merges have written into locked years of households after these were locked here, in the file's order.

    Only what still stands. For some households the work grows with them; for all (None) with what was written since the
    first lock.
    """
    first = store.value(f"SELECT min({_PLACE}) FROM {LOCK} l WHERE {_IN_FORCE}")
    found: list[tuple[Any, ...]] = []
    for entity in held() if first is not None else ():
        tables, village, household = _joined(entity)
        if household == "NULL":
            continue
        if households is None:
            source = f"change c JOIN batch b ON b.seq = c.batch AND b.arrived IS NOT NULL CROSS JOIN {tables}"
            parameters: list[Any] = [first]
        else:
            source = f"{_from_households(entity)} CROSS JOIN change c CROSS JOIN batch b ON b.seq = c.batch"
            parameters = [json.dumps(households), first]
        found += store.query(
            f"SELECT c.seq, {household}, c.entity, c.row, c.field, t.year, b.who, b.at FROM {source}"
            f" JOIN {LOCK} l ON l.village = {village} AND l.year = t.year AND {_IN_FORCE}"
            f" WHERE c.row = t.id AND c.seq > ? AND c.seq > {_PLACE} AND c.entity = '{entity}' AND t.removed IS NULL"
            " AND b.arrived IS NOT NULL AND NOT EXISTS (SELECT 1 FROM change_over o JOIN change k ON k.seq = o.change"
            " WHERE o.replaced = c.seq AND k.row = c.row AND k.field = c.field)",
            parameters,
        )
    return [Arrived(*row) for _seq, *row in sorted(found)]


def _from_households(entity: str) -> str:
    """The same tables as `_joined`, read from some households (their ids in a JSON parameter) downwards."""
    owners = _owners(ENTITIES[entity])
    tables, home = f"json_each(?) j CROSS JOIN household o{len(owners) - 1} ON o{len(owners) - 1}.id = j.value", ""
    for number in reversed(range(len(owners))):
        field, owner = owners[number]
        table, alias = (owners[number - 1][1], f"o{number - 1}") if number else (entity, "t")
        condition = f'{alias}."{field}" = o{number}.id'
        if owner == "household" and alias != "t":  # who is there, or was; the year of the row says whether in that year
            home = f" AND o{number}.id = {_home_of(alias, 't.year')}"
            condition = (
                f"{alias}.id IN (SELECT id FROM member WHERE household = o{number}.id"
                f" UNION SELECT member FROM member_change WHERE origin = o{number}.id)"
            )
        tables += f' CROSS JOIN "{table}" {alias} ON {condition}'
    return tables + home
