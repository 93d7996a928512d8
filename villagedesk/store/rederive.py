# SPDX-License-Identifier: MIT
"""Bringing tables, heads, lists and search words in line with the log, for the rows in which it grew or shrank."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.store import projection, removal
from villagedesk.store.cells import BIRTH, REMOVED, contested, ranked, spec_of_cell
from villagedesk.store.difference import Difference
from villagedesk.store.encoding import NA_COLUMN, REMOVED_COLUMN
from villagedesk.store.filling import rows_as_filled
from villagedesk.store.newborn import Births
from villagedesk.store.replay import Written, heads_of, removal_of, stored_birth, stored_row, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from villagedesk.models.catalogue.spec import EntitySpec
    from villagedesk.store.cells import Head
    from villagedesk.store.newborn import Newborn

_CHUNK: Final = 5_000
_NAMED_BY_OTHERS: Final = {"village", "cadre"}  # whose names stand in the lines of households that say so themselves


def rederive(
    connection: Any,
    touched: Mapping[str, set[str]],
    check: Callable[[], None] = lambda: None,
    newborn: Newborn | None = None,
    counted: Mapping[str, set[str]] | None = None,
    *,
    listed: bool = True,
) -> Difference:
    """Make the touched rows, and whatever shows them, what the log says.

    Args:
        connection: in an open transaction.
        touched: entity → ids of rows.
        check: called often; may raise `Cancelled`.
        newborn: those of the touched rows that take the quick way.
        counted: newborn rows that need not be written, in a rehearsal.
        listed: bring list and search words in line too; False only where the transaction will be rolled back.
    """
    found = Difference(counted=any((counted or {}).values()))
    births = Births(connection, newborn or {}, counted or {})
    touched = {entity: rows - births.of(entity).keys() for entity, rows in touched.items()}
    households = _households(connection, {key: rows for key, rows in touched.items() if key not in _NAMED_BY_OTHERS})
    former_owners = removal.removed_above(connection, touched)  # a row may leave its owner, or go altogether
    births.insert(check)
    before = _Before(connection)
    for entity in ENTITIES:
        for rows in _chunks(sorted(touched.get(entity, ()))):
            check()
            before.remember(ENTITIES[entity], rows)
            _replay(connection, ENTITIES[entity], rows)
    upward = {
        entity: touched.get(entity, set()) | births.owners.get(entity, set()) | former_owners.get(entity, set())
        for entity in ENTITIES
    }
    for entity, gone_rows in removal.removed_above(connection, upward).items():
        before.remember(ENTITIES[entity], sorted(gone_rows))
    gone = removal.show_what_was_unseen(connection, upward)
    before.compare(found)
    births.tell(found)
    for entity in _NAMED_BY_OTHERS & touched.keys():
        touched[entity] -= before.unchanged[entity]
    households |= births.households | _households(connection, touched) | gone.get("household", set())
    if listed:
        projection.refresh(connection, households)
    found.households = frozenset(households)
    return found


def _households(connection: Any, touched: Mapping[str, set[str]]) -> set[str]:
    """The households whose line in the list shows one of these rows at this moment."""
    found = projection.households_of(connection, touched) | touched.get("household", set())
    for entity, rows in touched.items():
        if "household" in ENTITIES[entity] and rows:
            projection.with_ids(connection, rows)
            query = f'SELECT DISTINCT household FROM "{entity}" WHERE id IN (SELECT id FROM wanted)'
            found |= {household for (household,) in connection.execute(query) if household}
    return found


def _replay(connection: Any, spec: EntitySpec, rows: list[str]) -> None:
    """Heads and table lines of some rows of one entity, from their log."""
    projection.with_ids(connection, rows)
    replaced: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for row, place, cell in connection.execute(
        "SELECT k.row, o.replaced, k.field FROM change k JOIN change_over o ON o.change = k.seq"
        " JOIN change c ON c.seq = o.replaced AND c.row = k.row WHERE k.row IN (SELECT id FROM wanted)"
    ):
        replaced[row].add((place, cell))
    lines: list[dict[str, Any]] = []
    heads_lines: list[tuple[str, str, int, int]] = []
    columns = (*spec.columns, NA_COLUMN, REMOVED_COLUMN)
    for row, written in groupby(_log(connection), key=itemgetter(0)):
        changes = list(written)
        if len(changes) == 1 and changes[0][-2] == BIRTH:
            lines.append({"id": row, **stored_birth(spec, changes[0][-1])})
            continue
        log = [Written(seq, f"{batch}:{number}", cell, value) for _row, seq, batch, number, cell, value in changes]
        heads = heads_of(spec, log, replaced.get(row, ()))
        stored = zip(columns, stored_row(spec, values_of(spec, log, heads), removal_of(heads)), strict=True)
        lines.append({"id": row, **{column: value for column, value in stored if value is not None}})
        heads_lines += _head_lines(row, heads)
    connection.execute("DELETE FROM change_head WHERE row IN (SELECT id FROM wanted)")
    connection.executemany("INSERT INTO change_head VALUES (?, ?, ?, ?)", heads_lines)
    connection.execute(f'DELETE FROM "{spec.key}" WHERE id IN (SELECT id FROM wanted)')
    rows_as_filled(connection, spec.key, lines)


def _log(connection: Any) -> list[tuple[str, int, str, int, str, str]]:
    """Row, place, batch, number, cell and value of everything written of the wanted rows."""
    found: list[tuple[str, int, str, int, str, str]] = connection.execute(
        "SELECT c.row, c.seq, b.id, c.n, c.field, c.value FROM change c JOIN batch b ON b.seq = c.batch"
        " WHERE c.row IN (SELECT id FROM wanted) ORDER BY c.row, c.seq"
    ).fetchall()
    return found


def _head_lines(row: str, heads: Mapping[str, list[Head]]) -> Iterator[tuple[str, str, int, int]]:
    for cell, found in heads.items():
        for place, head in enumerate(ranked(cell, found)):
            yield row, cell, head.seq, place


class _Before:
    """What rows looked like before, to be told afterwards."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.rows: dict[str, dict[str, tuple[Any, ...] | None]] = defaultdict(dict)
        self._contested: dict[str, set[tuple[str, int]]] = {}
        self.unchanged: dict[str, set[str]] = defaultdict(set)

    def remember(self, spec: EntitySpec, rows: list[str]) -> None:
        """Note the table lines and the contested cells of rows that are about to be made anew."""
        fresh = [row for row in rows if row not in self.rows[spec.key]]
        seen = self.rows[spec.key]
        known = _lines(self._connection, spec, fresh)
        seen.update(dict.fromkeys(fresh))
        seen.update(known)
        self._contested.update(_contested(self._connection, list(known)))

    def compare(self, found: Difference) -> None:
        """Sort the remembered rows by what became of them."""
        for entity, rows in self.rows.items():
            spec = ENTITIES[entity]
            known = [row for row, was in rows.items() if was is not None]
            now = _lines(self._connection, spec, known)
            self.unchanged[entity] = {row for row in known if rows[row] == now.get(row)}
            for row in known:
                _sort(found, (entity, row), rows[row], now.get(row))
            living = _living(self._connection, spec, [row for row, was in rows.items() if was is None])
            found.new[entity] += len(living)
            found.same[entity] += len(rows) - len(known) - len(living)
            if entity == "household":
                found.born |= living
            for row, cells in sorted(_contested(self._connection, list(rows)).items()):
                fresh = {cell for cell, _change in cells - self._contested.get(row, set())}
                for cell in sorted(fresh):
                    heads = _heads(self._connection, row, cell)
                    if cell == REMOVED or contested(spec_of_cell(spec, cell), heads):
                        found.contested.append((entity, row, cell))


def _living(connection: Any, spec: EntitySpec, rows: list[str]) -> set[str]:
    found: set[str] = set()
    for some in _chunks(rows):
        projection.with_ids(connection, some)
        query = f'SELECT id FROM "{spec.key}" WHERE id IN (SELECT id FROM wanted) AND {REMOVED_COLUMN} IS NULL'
        found |= {row for (row,) in connection.execute(query)}
    return found


def _sort(found: Difference, which: tuple[str, str], was: tuple[Any, ...] | None, now: tuple[Any, ...] | None) -> None:
    entity, row = which
    live_before, live_now = was is not None and was[-1] is None, now is not None and now[-1] is None
    if now is None or (live_before and not live_now):
        found.removed[entity] += 1
        found.gone[entity].append(row)
    elif live_now and not live_before:
        found.restored[entity] += 1
    else:
        (found.same if was == now else found.changed)[entity] += 1
        if was and now and 2 * _filled(now) < _filled(was):
            found.emptied[entity] += 1


def _filled(line: tuple[Any, ...]) -> int:
    return sum(one not in {None, "", "[]"} for one in line[:-2])


def _lines(connection: Any, spec: EntitySpec, rows: list[str]) -> dict[str, tuple[Any, ...]]:
    columns = ", ".join(f'"{name}"' for name in ("id", *spec.columns, NA_COLUMN, REMOVED_COLUMN))
    found = {}
    for some in _chunks(rows):
        projection.with_ids(connection, some)
        for row, *line in connection.execute(f'SELECT {columns} FROM "{spec.key}" WHERE id IN (SELECT id FROM wanted)'):
            found[row] = tuple(line)
    return found


def _contested(connection: Any, rows: list[str]) -> dict[str, set[tuple[str, int]]]:
    """Row → (cell, change) of every head of cells with several heads, and of every removal with something unseen."""
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for some in _chunks(rows):
        projection.with_ids(connection, some)
        for row, cell, change in connection.execute(
            "SELECT row, field, change FROM change_head h WHERE row IN (SELECT id FROM wanted) AND EXISTS ("
            "SELECT 1 FROM change_head o WHERE o.row = h.row AND o.field = h.field AND o.place > 0)"
            " UNION ALL SELECT row, 'removed', change FROM change_unseen WHERE row IN (SELECT id FROM wanted)"
        ):
            found[row].add((cell, change))
    return found


def _heads(connection: Any, row: str, cell: str) -> list[Head]:
    from villagedesk.store.changelog import heads

    return heads(connection, row, cell)


def _chunks(rows: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(rows)
    while some := list(islice(iterator, _CHUNK)):
        yield some
