# SPDX-License-Identifier: MIT
"""Adding the changes of others to the log. Merging two files is the union of their changes and nothing else.

No clock, no device number and no base file decide anything, so forked, restored, renamed and re-sent copies are all
harmless (architecture.md §3). What the rows hold afterwards follows from the log (`rederive`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.store import newborn
from villagedesk.store.cells import BIRTH
from villagedesk.store.counting import Counted

if TYPE_CHECKING:
    from villagedesk.store.foreign import Foreign, ForeignChange

_CHANGE: Final = "INSERT INTO change (seq, batch, n, entity, row, field, value) VALUES (?, ?, ?, ?, ?, ?, ?)"


class Tampered(Refused):
    """Two files hold the same batch with different contents."""

    def __init__(self, label: str) -> None:
        text = _("操作“{label}”与本文件中的同一操作内容不同：文件可能被改动过。没有合并，请向来件单位核实。")
        super().__init__(text.format(label=label))


class Purpose(Enum):
    """What a union is for: to be kept, to be rehearsed, or to be rehearsed without writing everything (`counting`)."""

    KEEP = auto()
    REHEARSE = auto()
    COUNT = auto()


@dataclass(slots=True)
class Touched:
    """The rows of a delivery: entity → ids of all, births of the newborn, ids of those that were only counted."""

    rows: dict[str, set[str]]
    newborn: newborn.Newborn
    counted: dict[str, set[str]]


class Union:
    """An open union: `add` the batches of one or several files, oldest first of each; `take_touched` says which rows.

    Attributes:
        for_good: whether it will be kept.
    """

    def __init__(self, connection: Any, arrival: int, purpose: Purpose = Purpose.KEEP) -> None:
        self._connection = connection
        self.arrival = arrival
        self.for_good = purpose is Purpose.KEEP
        self._batch = _next(connection, "batch")
        self.first_change = self._change = _next(connection, "change")
        self._batches: dict[str, int | None] = {}
        self._runs: dict[str, tuple[int, int, int]] = {}  # batch → first number, its place, how many follow each other
        self._awaited = connection.execute("SELECT 1 FROM change_over_elsewhere LIMIT 1").fetchone() is not None
        self._gone = {row for (row,) in connection.execute("SELECT row FROM erased")}
        self.touched: dict[str, set[str]] = defaultdict(set)
        self._first = self._change  # of this delivery
        self._alone: dict[str, tuple[str, str] | None] = {}  # row → its birth, where that is all that arrived of it
        self._counted = Counted(connection) if purpose is Purpose.COUNT else None
        self._held: list[tuple[Any, ...]] = []  # lines that wait until it is known which of them need not be written
        self.batches = 0
        self.kept_out = 0  # changes of persons who were erased here on request

    @property
    def changes(self) -> int:
        """How many changes were added so far."""
        return self._change - self.first_change

    def add(self, foreign: Foreign) -> int:
        """Add what this file has not got of a batch.

        Returns:
            How many changes were new.

        Raises:
            Tampered: the same batch stands here with other contents.
        """
        brought = len(foreign.lines)
        foreign = self._without_erased(foreign)
        seq = self._batch_seq(foreign.id)
        if seq is None:
            seq = self._new_batch(foreign)
            self.kept_out += brought - len(foreign.lines)
            lines = foreign.lines
        else:
            lines = self._missing_here(seq, foreign)
        log, overs, awaited = [], [], []
        first, here, alone = self._change, dict[str, int](), self._alone
        for place, line in enumerate(lines, first):
            number_here, entity, row, cell, value, over = line
            here[str(number_here)] = place
            log.append((place, seq, number_here, entity, row, cell, value))
            alone[row] = (entity, value) if cell == BIRTH and row not in alone else None
            for name in over:
                batch, _colon, number = name.rpartition(":")
                replaced = here.get(number) if batch == foreign.id else None
                replaced = self._change_seq(batch, int(number)) if replaced is None else replaced
                if replaced is None:
                    awaited.append((place, name))
                else:
                    overs.append((place, replaced))
            self.touched[entity].add(row)
        self._change += len(log)
        if log and log[-1][2] - log[0][2] == len(log) - 1:
            self._runs[foreign.id] = (log[0][2], first, len(log))
        if self._counted is None:
            self._connection.executemany(_CHANGE, log)
        else:
            self._counted.refuse_gaps(
                complete=not log or foreign.id in self._runs, awaited=self._awaited or bool(awaited)
            )
            self._held += log
        self._connection.executemany("INSERT INTO change_over VALUES (?, ?)", overs)
        self._connection.executemany("INSERT INTO change_over_elsewhere VALUES (?, ?)", awaited)
        if self._awaited and log:
            self._come_at_last(seq, foreign.id)
        self._awaited = self._awaited or bool(awaited)
        return len(log)

    def take_touched(self) -> Touched:
        """What was touched since the last asking; afterwards nothing is.

        Raises:
            NotCountable: a counting rehearsal meets something that rests on what it has not written.
        """
        born = newborn.of(self._connection, self._alone, self._first)
        found = Touched(self.touched, born, {})
        if self._counted is not None:
            found.counted = self._counted.rows(self._alone, born)
            skipped = {row for rows in found.counted.values() for row in rows}
            self._connection.executemany(_CHANGE, [line for line in self._held if line[4] not in skipped])
            self._counted.refuse_references(self._first)
            self._held = []
        self.touched, self._alone, self._first = defaultdict(set), {}, self._change
        return found

    def refuse_looking(self, households: frozenset[str]) -> None:
        """Say that these households, which were here before, are about to be looked at.

        Raises:
            NotCountable: see there.
        """
        if self._counted is not None:
            self._counted.refuse_looking(households)

    def _come_at_last(self, seq: int, batch: str) -> None:
        """Changes that others here replace already: they were outside the scope of the file that brought those."""
        name = "SELECT seq FROM change WHERE batch = ?1 AND ?2 || ':' || n = e.name"
        found = self._connection.execute(
            f"SELECT e.change, e.name, ({name}), c.entity, c.row FROM change_over_elsewhere e"
            f" JOIN change c ON c.seq = e.change WHERE e.name >= ?2 || ':' AND e.name < ?2 || ';' AND EXISTS ({name})",
            (seq, batch),
        ).fetchall()
        for change, told, replaced, entity, row in found:
            self._connection.execute("INSERT OR IGNORE INTO change_over VALUES (?, ?)", (change, replaced))
            self._connection.execute("DELETE FROM change_over_elsewhere WHERE change = ? AND name = ?", (change, told))
            self.touched[entity].add(row)

    def _without_erased(self, foreign: Foreign) -> Foreign:
        """The batch with the fingerprints alone of what was erased here: it does not come back (merge.md M41)."""
        if not self._gone:
            return foreign
        for line in foreign.lines:
            if line.cell == BIRTH and self._is_below_erased(line):
                self._gone.add(line.row)
                self._connection.execute("INSERT INTO erased VALUES (?, ?)", (line.row, foreign.at))
        if all(line.row not in self._gone for line in foreign.lines):
            return foreign
        out = [line for line in foreign.lines if line.row in self._gone]
        return replace(
            foreign,
            label=_("（已按申请删除）"),
            head=foreign.head or foreign.head_fingerprint(),
            lines=[line for line in foreign.lines if line.row not in self._gone],
            elsewhere={**foreign.elsewhere, **{line.number: line.fingerprint() for line in out}},
        )

    def _is_below_erased(self, line: ForeignChange) -> bool:
        parent = ENTITIES[line.entity].parent
        return bool(parent) and line.row not in self._gone and json.loads(line.value).get(parent) in self._gone

    def _new_batch(self, foreign: Foreign) -> int:
        seq = self._batch
        self._batch += 1
        self.batches += 1
        self._batches[foreign.id] = seq
        self._connection.execute(
            "INSERT INTO batch (seq, id, label, kind, who, device, at, inverts, changes, digest, arrived)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                seq, foreign.id, foreign.label, foreign.kind, foreign.who, foreign.device, foreign.at,
                foreign.inverts or None, foreign.changes, foreign.digest, self.arrival,
            ),
        )  # fmt: skip
        self._connection.executemany(
            "INSERT INTO change_elsewhere VALUES (?, ?, ?)",
            [(seq, number, fingerprint) for number, fingerprint in foreign.elsewhere.items()],
        )
        if foreign.head:
            self._connection.execute("INSERT INTO batch_head VALUES (?, ?)", (seq, foreign.head))
        return seq

    def _missing_here(self, seq: int, foreign: Foreign) -> list[Any]:
        (digest,) = self._connection.execute("SELECT digest FROM batch WHERE seq = ?", (seq,)).fetchone()
        if digest != foreign.digest:
            raise Tampered(foreign.label)
        missing = dict(
            self._connection.execute("SELECT n, fingerprint FROM change_elsewhere WHERE batch = ?", (seq,)).fetchall()
        )
        lines = [line for line in foreign.lines if line.number in missing]
        if any(line.fingerprint() != missing[line.number] for line in lines):
            raise Tampered(foreign.label)
        self._connection.executemany(
            "DELETE FROM change_elsewhere WHERE batch = ? AND n = ?", [(seq, line.number) for line in lines]
        )
        return lines

    def _batch_seq(self, name: str) -> int | None:
        if name not in self._batches:
            found = self._connection.execute("SELECT seq FROM batch WHERE id = ?", (name,)).fetchone()
            self._batches[name] = found[0] if found else None
        return self._batches[name]

    def _change_seq(self, batch: str, number: int) -> int | None:
        """The place of a change that stands in the log already. Names are not kept: there may be a million of them."""
        start, place, count = self._runs.get(batch, (0, 0, 0))
        if start <= number < start + count:
            return place + number - start
        found = self._connection.execute(
            "SELECT seq FROM change WHERE batch = ? AND n = ?", (self._batch_seq(batch), number)
        ).fetchone()
        return found[0] if found else None


def _next(connection: Any, table: str) -> int:
    return 1 + (connection.execute(f"SELECT max(seq) FROM {table}").fetchone()[0] or 0)
