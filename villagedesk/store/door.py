# SPDX-License-Identifier: MIT
"""The write door: rows and the log of what changed are written together, in one transaction, or not at all.

The log is written here and not by triggers (`transform()` of sqlite-utils drops triggers silently). Outside an open door
the connection is `query_only`, so nothing else can write (architecture.md §3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import NA, EntitySpec, Kind, Value
from villagedesk.store import changelog, projection, removal
from villagedesk.store.cells import BIRTH, REMOVED, birth_json, cells, field_of, ranked, shown_value, spec_of_cell
from villagedesk.store.encoding import (
    NA_COLUMN,
    REMOVED_COLUMN,
    dumps,
    na_list,
    record_columns,
    to_column,
    to_values,
)
from villagedesk.store.filling import rows_as_filled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from villagedesk.store.store import Changed, Store

LONGEST_LABEL: Final = 500  # signs; no file takes in an action with a longer name (`merge.checking`)
_BULK: Final = 5_000
_INSERT_CHANGE: Final = "INSERT INTO change (seq, batch, n, entity, row, field, value) VALUES (?, ?, ?, ?, ?, ?, ?)"


class Change:
    """An open door. Get it from `Store.change`; it closes with the `with` block."""

    def __init__(self, store: Store, label: str, kind: str, inverts: str) -> None:
        from villagedesk.store.store import Changed

        if len(label) > LONGEST_LABEL:  # it quotes what somebody typed at length
            label = label[: LONGEST_LABEL - 1] + "…"
        self._store = store
        self._label = label
        self._inverts = inverts
        at = store.clock().isoformat(" ", "seconds")
        self._head = (store.new_id(), label, kind, store.author.name, store.author.device, at)
        self._batch = 0  # place in this file's log, taken at the first write
        self._next_seq = 0
        self._hashes: list[bytes] = []
        self._touched: dict[str, set[str]] = {}
        self._households: set[str] = set()
        self._members: set[str] = set()  # whose facts of a year, or changes, were touched, before or after
        self._changed: set[str] = set()  # "entity.field"
        self.changed: Changed = Changed(label)

    @property
    def batch(self) -> int:
        """Place of the batch in this file's log; 0 as long as nothing was written."""
        return self._batch

    # -- what a service asks for ------------------------------------------------------------------------------------

    def put(self, entity: str, row: str, values: Mapping[str, Value]) -> bool:
        """Make a row hold these values; a row that does not exist is born, a removed one comes back.

        Only real differences are written. Fields not named stay as they are.

        Returns:
            Whether anything was written.
        """
        spec = entity_spec(entity)
        _known_fields(spec, values)
        current = self._current(spec, row)
        if current is None:
            self.put_new(entity, [(row, values)])
            return True
        before, removed = current
        written = [
            (cell, content) for key, value in values.items() for cell, content in cells(spec[key], before[key], value)
        ]
        if removed is not None:
            written.insert(0, (REMOVED, None))
        if written:
            self._write(spec, row, written)
            changed = {field_of(cell) for cell, _content in written}
            self._touch(spec, row, before, changed)
            self._store_row(spec, row, {**before, **values}, None, changed)
        return bool(written)

    def put_new(self, entity: str, rows: Iterable[tuple[str, Mapping[str, Value]]]) -> int:
        """Bear many rows at once. The caller knows that none of the ids exists.

        Returns:
            How many were born.
        """
        spec = entity_spec(entity)
        table, log = [], []
        for row, values in rows:
            born = birth_json(values)
            log.append((*self._log_line(spec.key, row, BIRTH, born, []), spec.key, row, BIRTH, born))
            table.append(_filled_row(spec, row, values))
            self._touch(spec, row, values)
        connection = self._store.connection
        for start in range(0, len(table), _BULK):
            connection.executemany(_INSERT_CHANGE, log[start : start + _BULK])
            rows_as_filled(connection, spec.key, table[start : start + _BULK])
        return len(table)

    def remove(self, entity: str, rows: Iterable[str], reason: str) -> int:
        """Put rows into the recycle bin. Nothing is deleted; what belongs to them is hidden with them.

        Each removal records what its author had seen of the row, so that an edit made elsewhere at the same time is
        noticed when the files merge (merge.md A4 rule 6).

        Returns:
            How many were removed; rows that are gone already do not count.
        """
        spec = entity_spec(entity)
        connection = self._store.connection
        projection.with_ids(connection, rows)
        live = connection.execute(
            f'SELECT {record_columns(spec)} FROM "{entity}" WHERE id IN (SELECT id FROM wanted) AND removed IS NULL'
        ).fetchall()
        seen = removal.seen_heads(connection, entity, [found[0] for found in live])
        value = dumps(reason or "-")
        changes, overs, heads = [], [], []
        for found in live:
            row = found[0]
            over = [name for _seq, name in seen[row]]
            line = self._log_line(entity, row, REMOVED, value, sorted(over))
            changes.append((*line, entity, row, REMOVED, value))
            overs += [(line[0], seq) for seq, _name in seen[row]]
            heads.append((row, REMOVED, line[0], 0))
            self._touch(spec, row, to_values(spec, found))
        connection.executemany(_INSERT_CHANGE, changes)
        connection.executemany("INSERT INTO change_over VALUES (?, ?)", overs)
        connection.executemany("DELETE FROM change_head WHERE row = ? AND field = ?", [head[:2] for head in heads])
        connection.executemany("INSERT INTO change_head VALUES (?, ?, ?, ?)", heads)
        connection.executemany("DELETE FROM change_unseen WHERE row = ?", [head[:1] for head in heads])
        connection.executemany(
            f'UPDATE "{entity}" SET removed = ? WHERE id = ?', [(reason or "-", found[0]) for found in live]
        )
        return len(live)

    def restore(self, entity: str, row: str) -> None:
        """Take a row out of the recycle bin as it was."""
        self.put(entity, row, {})

    def settle(self, entity: str, row: str, cell: str, wanted: Sequence[Any], unseen: Collection[int] = ()) -> None:
        """Write a cell as it should stand: one value decides it; several (JSON contents) open it to a decision again.

        `unseen` are heads that a removal that is written again had not seen: they keep contesting it.
        """
        spec = entity_spec(entity)
        heads = [head.seq for head in changelog.heads(self._store.connection, row, cell)]
        current = self._current(spec, row)
        if current is None:
            raise KeyError(f"{entity} {row}")
        seen: list[int] = []
        if cell == REMOVED and wanted != [None]:
            found = removal.seen_heads(self._store.connection, entity, [row])[row]
            seen = [seq for seq, _name in found if seq not in unseen]
        elif cell != REMOVED and current[1] is not None:
            # Whoever writes into a row that is gone knows that it is gone: this is no edit that the remover missed.
            seen = [head.seq for head in changelog.heads(self._store.connection, row, REMOVED)]
        written = [self._log(spec, row, cell, content, sorted({*heads, *seen})) for content in wanted]
        self._set_heads(spec, row, cell, written)
        self.reproject(entity, row, cell)

    def reproject(self, entity: str, row: str, cell: str) -> None:
        """Bring the table's value of a cell in line with its heads."""
        spec = entity_spec(entity)
        current = self._current(spec, row)
        if current is None:
            raise KeyError(f"{entity} {row}")
        values, removed = current
        self._touch(spec, row, values, ())
        heads = changelog.heads(self._store.connection, row, cell)
        field = spec_of_cell(spec, cell)
        if field is None:
            removed = ranked(cell, heads)[0].json
        elif field.kind is Kind.CODES:
            code = cell.partition("#")[2]
            others = {member for member in _set(values[field.key]) if member != code}
            values[field.key] = tuple(others | {code} if ranked(cell, heads)[0].json else others)
        else:
            values[field.key] = shown_value(field, heads)
        self._store_row(spec, row, values, removed, {field.key if field else REMOVED})

    def current(self, entity: str, row: str) -> dict[str, Value] | None:
        """The values a row holds at this moment, removed or not; None if there is no such row."""
        found = self._current(entity_spec(entity), row)
        return found[0] if found else None

    # -- how it is written ------------------------------------------------------------------------------------------

    def _current(self, spec: EntitySpec, row: str) -> tuple[dict[str, Value], str | None] | None:
        found = self._store.one(
            f'SELECT {record_columns(spec)}, {REMOVED_COLUMN} FROM "{spec.key}" WHERE id = ?', (row,)
        )
        return (to_values(spec, found[:-1]), found[-1]) if found else None

    def _write(self, spec: EntitySpec, row: str, written: Iterable[tuple[str, Any]]) -> None:
        """Log new contents of some cells of a row; each replaces all heads of its cell."""
        connection = self._store.connection
        heads, births = changelog.heads_of_row(connection, row)
        changes, overs, places = [], [], []
        for cell, content in written:
            over = heads.get(cell) or births
            value = dumps(content)
            line = self._log_line(spec.key, row, cell, value, sorted(name for _seq, name in over))
            changes.append((*line, spec.key, row, cell, value))
            overs += [(line[0], seq) for seq, _name in over]
            places.append((row, cell, line[0], 0))
        connection.executemany(_INSERT_CHANGE, changes)
        connection.executemany("INSERT INTO change_over VALUES (?, ?)", overs)
        connection.executemany(
            "DELETE FROM change_head WHERE row = ? AND field = ?",
            [(row, cell) for _row, cell, *_ in places if cell in heads],
        )
        connection.executemany("INSERT INTO change_head VALUES (?, ?, ?, ?)", places)

    def _log(self, spec: EntitySpec, row: str, cell: str, content: Any, over: list[int]) -> int:
        connection = self._store.connection
        value = dumps(content)
        line = self._log_line(spec.key, row, cell, value, changelog.names(connection, over))
        connection.execute(_INSERT_CHANGE, (*line, spec.key, row, cell, value))
        connection.executemany("INSERT INTO change_over VALUES (?, ?)", [(line[0], seq) for seq in over])
        return line[0]

    def _log_line(self, entity: str, row: str, cell: str, value: str, over: list[str]) -> tuple[int, int, int]:
        if not self._batch:
            store = self._store
            self._batch = 1 + changelog.last_batch(store)
            self._next_seq = 1 + (store.value("SELECT max(seq) FROM change") or 0)
            store.connection.execute(
                "INSERT INTO batch (seq, id, label, kind, who, device, at, inverts, changes, digest)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '')",
                (self._batch, *self._head, self._inverts or None),
            )
        number = len(self._hashes)
        self._hashes.append(changelog.change_hash(number, entity, row, cell, value, over))
        seq = self._next_seq
        self._next_seq += 1
        return seq, self._batch, number

    def _set_heads(self, spec: EntitySpec, row: str, cell: str, seqs: list[int]) -> None:
        connection = self._store.connection
        connection.execute("DELETE FROM change_head WHERE row = ? AND field = ?", (row, cell))
        connection.executemany(
            "INSERT INTO change_head VALUES (?, ?, ?, ?)", [(row, cell, seq, place) for place, seq in enumerate(seqs)]
        )
        if len(seqs) > 1:
            for place, head in enumerate(ranked(cell, changelog.heads(connection, row, cell))):
                connection.execute(
                    "UPDATE change_head SET place = ? WHERE row = ? AND field = ? AND change = ?",
                    (place, row, cell, head.seq),
                )

    def _store_row(
        self, spec: EntitySpec, row: str, values: Mapping[str, Value], removed: str | None, changed: Collection[str]
    ) -> None:
        """Write the changed fields of a row; those that are not named keep the indexes they stand in as they are."""
        fields = [field for field in spec.fields if field.key in changed]
        sets = ", ".join(f'"{name}" = ?' for name in (*(field.key for field in fields), NA_COLUMN, REMOVED_COLUMN))
        stored = [to_column(field, values[field.key]) for field in fields]
        self._store.connection.execute(
            f'UPDATE "{spec.key}" SET {sets} WHERE id = ?', (*stored, na_list(spec, values), removed, row)
        )
        self._touch(spec, row, values, changed)

    def _touch(
        self, spec: EntitySpec, row: str, values: Mapping[str, Value], changed: Collection[str] = (REMOVED,)
    ) -> None:
        """Note a row that came or went, or whose fields changed; `values` say to which household it belongs."""
        self._touched.setdefault(spec.key, set()).add(row)
        self._changed.update(f"{spec.key}.{field}" for field in changed)
        if spec.parent == "member" and isinstance(member := values.get("member"), str):
            self._members.add(member)
        household = row if spec.key == "household" else values.get("household")
        if isinstance(household, str):
            self._households.add(household)

    def close(self) -> None:
        """Seal the batch and bring lists and search in line; called by `Store.change` before the commit."""
        from villagedesk.store.store import Changed

        if not self._batch:
            return
        store = self._store
        shown = removal.show_what_was_unseen(store.connection, self._touched)
        store.connection.execute(
            "UPDATE batch SET changes = ?, digest = ? WHERE seq = ?",
            (len(self._hashes), changelog.seal(changelog.head_hash(self._head), self._hashes), self._batch),
        )
        by_themselves = {entity: self._touched.get(entity, set()) for entity in projection.BY_THEMSELVES}
        households = self._households | projection.households_of(
            store.connection, {**by_themselves, "member": self._members}
        )
        self._changed.update(f"{entity}.{REMOVED}" for entity in shown)
        projection.refresh(store.connection, households, changed=frozenset(self._changed))
        ids = frozenset().union(*self._touched.values())
        self.changed = Changed(self._label, self._batch, frozenset(self._touched), ids, frozenset(households))


def _known_fields(spec: EntitySpec, values: Mapping[str, Value]) -> None:
    for key in values:
        if key not in spec:
            raise KeyError(f"{spec.key}.{key}")


def _filled_row(spec: EntitySpec, row: str, values: Mapping[str, Value]) -> dict[str, Any]:
    """The columns of a new row that hold something. KeyError for a field that the entity does not have."""
    columns: dict[str, Any] = {"id": row}
    for key, value in values.items():
        stored = to_column(spec[key], value)
        if stored is not None:
            columns[key] = stored
    not_applicable = na_list(spec, values) if NA in values.values() else None
    return {**columns, NA_COLUMN: not_applicable} if not_applicable else columns


def _set(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
