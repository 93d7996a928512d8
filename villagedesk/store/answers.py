# SPDX-License-Identifier: MIT
"""Answers to questions that came with a merge: who gave them elsewhere, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from villagedesk.store.store import Store


class Arrived(NamedTuple):
    """A settled question whose answer was written in another file.

    Attributes:
        batch: global id of the action that wrote the answer; another answer has another.
        at: when it was written, by the clock of that computer.
    """

    id: str
    household: str
    about: str
    text: str
    answer: str
    batch: str
    who: str
    device: str
    at: str


def arrived(store: Store) -> list[Arrived]:
    """The answers that stand now and were brought by merges, the latest first."""
    found = store.query(
        "SELECT q.id, coalesce(q.household, ''), coalesce(q.about, ''), coalesce(q.text, ''), q.answer, b.id, b.who,"
        " b.device, b.at FROM question q JOIN change_head h ON h.row = q.id AND h.field = 'answer' AND h.place = 0"
        " JOIN change c ON c.seq = h.change JOIN batch b ON b.seq = c.batch WHERE q.removed IS NULL AND q.settled = 1"
        " AND q.answer IS NOT NULL AND b.arrived IS NOT NULL ORDER BY b.at DESC, q.id"
    )
    return [Arrived(*line) for line in found]
