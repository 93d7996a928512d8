# SPDX-License-Identifier: MIT
"""Batches as they travel from file to file: what a file has that another has not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.store import changelog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_HEAD: Final = (
    "id, label, kind, who, device, at, inverts, changes, digest,"
    " coalesce((SELECT fingerprint FROM batch_head h WHERE h.batch = batch.seq), '')"
)
_FEW: Final = 200  # batches that are looked up one by one; more are read in one pass over the log


class ForeignChange(NamedTuple):
    """One writing of one cell, as in the log; `over` names the changes that it replaces."""

    number: int
    entity: str
    row: str
    cell: str
    value: str
    over: tuple[str, ...]

    def hash(self) -> bytes:
        """What stands for it in a batch's seal."""
        number, entity, row, cell, value, over = self
        return changelog.change_hash(number, entity, row, cell, value, sorted(over) if over else ())

    def fingerprint(self) -> str:
        """The hash that stands for it in a batch's seal, in hexadecimal."""
        return self.hash().hex()


@dataclass(slots=True)
class Foreign:
    """A batch on its way.

    Attributes:
        changes: how many changes the batch has, here or elsewhere.
        lines: those that came along, by number.
        elsewhere: number → fingerprint (hex) of those that did not; a village gets its own part of a township's batch.
        head: fingerprint (hex) of its head, where the label was taken out.
    """

    id: str
    label: str
    kind: str
    who: str
    device: str
    at: str
    inverts: str
    changes: int
    digest: str
    head: str = ""
    lines: list[ForeignChange] = field(default_factory=list)
    elsewhere: dict[int, str] = field(default_factory=dict)

    @classmethod
    def headed(cls, head: Sequence[Any]) -> Foreign:
        """A batch without its changes, from the values of its line in the log."""
        name, label, kind, who, device, at, inverts, changes, digest, fingerprint = head
        return cls(name, label, kind, who, device, at, inverts or "", changes, digest, fingerprint)

    def head_fingerprint(self) -> str:
        """The fingerprint of its head, as it was when the batch was written."""
        told = (self.id, self.label, self.kind, self.who, self.device, self.at)
        return self.head or changelog.head_hash(told).hex()

    def sealed(self) -> bool:
        """Whether the digest belongs to these very changes, each present or vouched for by its fingerprint."""
        hashes = {number: bytes.fromhex(one) for number, one in self.elsewhere.items()}
        for line in self.lines:
            hashes[line.number] = line.hash()
        complete = sorted(hashes) == list(range(self.changes))
        return (
            complete
            and changelog.seal(bytes.fromhex(self.head_fingerprint()), (hashes[n] for n in range(self.changes)))
            == self.digest
        )


class Known(NamedTuple):
    """What the receiving file has of a batch: its digest, and the numbers that are not here."""

    digest: str
    missing: frozenset[int]


def known_batches(connection: Any) -> dict[str, Known]:
    """Every batch of a file, by id."""
    missing: dict[int, set[int]] = defaultdict(set)
    for batch, number in connection.execute("SELECT batch, n FROM change_elsewhere"):
        missing[batch].add(number)
    return {
        name: Known(digest, frozenset(missing.get(seq, ())))
        for seq, name, digest in connection.execute("SELECT seq, id, digest FROM batch")
    }


def batches_beyond(connection: Any, known: Mapping[str, Known]) -> Iterator[Foreign]:
    """The batches that are not known, and of partly known ones the changes that are missing there; oldest first."""
    wanted: dict[int, Foreign] = {}
    only: dict[int, frozenset[int]] = {}
    for seq, *head in connection.execute(f"SELECT seq, {_HEAD} FROM batch ORDER BY seq").fetchall():
        have = known.get(head[0])
        if have is None or have.missing:
            wanted[seq] = Foreign.headed(head)
            if have is not None:
                only[seq] = have.missing
    lines = _one_by_one if len(wanted) <= _FEW else _in_one_pass
    for seq, changes in lines(connection, wanted):
        batch = wanted.pop(seq)
        batch.lines = [one for one in changes if seq not in only or one.number in only[seq]]
        batch.elsewhere = dict(
            connection.execute("SELECT n, fingerprint FROM change_elsewhere WHERE batch = ?", (seq,)).fetchall()
        )
        if seq not in only or batch.lines:
            yield batch


def batches_at(connection: Any, seqs: Sequence[int]) -> Iterator[Foreign]:
    """The whole batches at these places of the log, oldest first."""
    wanted: dict[int, Foreign] = {}
    for seq in seqs:
        head = connection.execute(f"SELECT {_HEAD} FROM batch WHERE seq = ?", (seq,)).fetchone()
        wanted[seq] = Foreign.headed(head)
    for seq, changes in _one_by_one(connection, wanted):
        batch = wanted.pop(seq)
        batch.lines = changes
        batch.elsewhere = dict(
            connection.execute("SELECT n, fingerprint FROM change_elsewhere WHERE batch = ?", (seq,)).fetchall()
        )
        yield batch


def _one_by_one(connection: Any, wanted: Mapping[int, Foreign]) -> Iterator[tuple[int, list[ForeignChange]]]:
    for seq in list(wanted):
        over: dict[int, list[str]] = defaultdict(list)
        for change, name in connection.execute(
            "SELECT o.change, b.id || ':' || r.n FROM change c JOIN change_over o ON o.change = c.seq"
            " JOIN change r ON r.seq = o.replaced JOIN batch b ON b.seq = r.batch WHERE c.batch = ?",
            (seq,),
        ):
            over[change].append(name)
        for change, name in connection.execute(
            "SELECT e.change, e.name FROM change c JOIN change_over_elsewhere e ON e.change = c.seq WHERE c.batch = ?",
            (seq,),
        ):
            over[change].append(name)
        found = connection.execute(
            "SELECT seq, n, entity, row, field, value FROM change WHERE batch = ? ORDER BY n", (seq,)
        )
        yield (
            seq,
            [ForeignChange._make((*facts, tuple(sorted(over.get(place, ()))))) for place, *facts in found.fetchall()],
        )


def _in_one_pass(connection: Any, wanted: Mapping[int, Foreign]) -> Iterator[tuple[int, list[ForeignChange]]]:
    over: dict[int, list[str]] = defaultdict(list)
    for change, name in connection.execute(
        "SELECT o.change, b.id || ':' || r.n FROM change_over o JOIN change r ON r.seq = o.replaced"
        " JOIN batch b ON b.seq = r.batch"
    ):
        over[change].append(name)
    for change, name in connection.execute("SELECT change, name FROM change_over_elsewhere"):
        over[change].append(name)
    pending = set(wanted)
    lines: list[ForeignChange] = []
    at = 0
    for seq, place, *facts in connection.execute(
        "SELECT batch, seq, n, entity, row, field, value FROM change ORDER BY batch, n"
    ):
        if seq != at:
            if at in pending:
                pending.discard(at)
                yield at, lines
            at, lines = seq, []
        if seq in pending:
            lines.append(ForeignChange._make((*facts, tuple(sorted(over.get(place, ()))))))
    if at in pending:
        pending.discard(at)
        yield at, lines
    for seq in sorted(pending):
        yield seq, []
