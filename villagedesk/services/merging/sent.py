# SPDX-License-Identifier: MIT
"""When this file was last sent to the township (上报), where to, and how much was done since. A note that never travels."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.store import drafts, history

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.store.store import Store

_TOPIC: Final = "sent"
_LAST: Final = "last"


@dataclass(frozen=True, slots=True)
class LastSent:
    """The last 上报.

    Attributes:
        at: local time.
        folder: where to; name: of the file there.
        actions: how many actions of this office came after it; changes: how many cells and new rows they wrote.
        merges: how many merges came after it and were not undone.
    """

    at: str
    folder: str
    name: str
    actions: int
    changes: int
    merges: int

    @property
    def anything(self) -> bool:
        """Whether the township's copy lacks something."""
        return bool(self.actions or self.merges)


class Stood(NamedTuple):
    """A state of the log: the last action of this office (global id, or "") and the number of the last merge (or 0)."""

    own: str
    merge: int


def stands(store: Store) -> Stood:
    """Where the log stands, to be asked before the copy is made: what is written meanwhile then counts as after it."""
    return Stood(*history.last_own_and_merge(store))


def note_sent(store: Store, target: Path, at: str, stood: Stood) -> None:
    """Remember that a copy was sent.

    Args:
        store: the file; where it is open for reading only, nothing is remembered.
        target: the file that was made.
        at: local time.
        stood: where the log stood before it was made.

    Raises:
        CannotWrite: disk full or write-protected; the copy is made all the same.
    """
    if not store.read_only:
        content = {"at": at, "folder": str(target.parent), "name": target.name, "own": stood.own, "merge": stood.merge}
        drafts.remember(store, _TOPIC, {_LAST: json.dumps(content, ensure_ascii=False)})


def last_sent(store: Store) -> LastSent | None:
    """The last 上报 of this file, or None."""
    kept = drafts.remembered(store, _TOPIC).get(_LAST)
    if kept is None:
        return None
    content = json.loads(kept)
    actions, changes, merges = history.since(store, content["own"], content["merge"], content["at"])
    return LastSent(content["at"], content["folder"], content["name"], actions, changes, merges)
