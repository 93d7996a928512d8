# SPDX-License-Identifier: MIT
"""What can be undone and redone: read from the latest batches of the log, written nowhere. Doing it is `undo`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from villagedesk.store.store import Store

_REACH: Final = 500  # batches looked back
_STANDING: Final = frozenset({"erase", "export"})  # an erasure, and the log of what left the house


class Step(NamedTuple):
    """A batch that can be undone or redone.

    Attributes:
        batch: its place in this file's log.
        id: its global name.
        label: what the menu calls it.
        at: when it was done, local time.
        arrival: number of the merge, where it is one; `batch` is then the last batch before it.
    """

    batch: int
    id: str
    label: str
    at: str
    arrival: int = 0


def next_undo(store: Store) -> Step | None:
    """What undo would take back, or None."""
    undoable, _redoable = stacks(store)
    return undoable[-1] if undoable else None


def next_redo(store: Store) -> Step | None:
    """What redo would bring back, or None."""
    _undoable, redoable = stacks(store)
    return redoable[-1] if redoable else None


def stacks(store: Store) -> tuple[list[Step], list[Step]]:
    """What can be undone and redone, the next one last, by replaying the kinds of the latest batches and merges."""
    rows = store.query(
        "SELECT seq, id, label, at, kind, inverts, 0 AS arrival FROM batch WHERE arrived IS NULL UNION ALL"
        " SELECT place, id, label, at, 'merge', NULL, seq FROM arrival WHERE undone IS NULL"
        " ORDER BY 1 DESC, 7 DESC LIMIT ?",
        (_REACH,),
    )
    undoable: list[Step] = []
    redoable: list[Step] = []
    labels: dict[str, str] = {}
    for seq, batch, label, at, kind, inverts, arrival in reversed(rows):
        if kind in _STANDING:
            continue  # it cannot be undone, and hinders nobody from undoing what was done before
        if kind == "undo":
            undone = next((step for step in reversed(undoable) if step.id == inverts), None)
            if undone:
                undoable.remove(undone)
            labels[batch] = undone.label if undone else label
            redoable.append(Step(seq, batch, labels[batch], at))
        elif kind == "redo":
            redoable = [step for step in redoable if step.id != inverts]
            undoable.append(Step(seq, batch, labels.get(inverts, label), at))
        else:
            undoable.append(Step(seq, batch, label, at, arrival))
            redoable.clear()
    return undoable, redoable
