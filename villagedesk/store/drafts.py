# SPDX-License-Identifier: MIT
"""What was typed and not yet saved, kept in the (encrypted) file so that a crash loses no more than some seconds.

Also small answers the office gave once and wants remembered. Neither is a fact: no batch, no merge, no history.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from villagedesk.store.store import Store

ABOUT: Final = {"household": "household", "member": "member", "special": "special", "need": "answers"}
"""Entity → the field by which records of others say that they are about one of it. Fields of other names only refer to it."""
_ABOUT: Final = frozenset(ABOUT.values())
_GONE: Final = object()


class Draft(NamedTuple):
    """Unsaved contents of one form about one row, and when they were put aside (local time)."""

    form: str
    row: str
    content: Any
    at: str


def keep(store: Store, form: str, row: str, content: Any) -> None:
    """Put a form's contents aside; replaces what was put aside before. What is about the erased is left out."""
    gone = {erased for (erased,) in store.query("SELECT row FROM erased")}
    content = _GONE if _names(row, gone) else without(content, gone)
    if content is _GONE:
        drop(store, form, row)
        return
    at = store.clock().isoformat(" ", "seconds")
    with store.local() as connection:
        connection.execute(
            "INSERT INTO draft VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET content = excluded.content, at = excluded.at",
            (form, row, json.dumps(content, ensure_ascii=False), at),
        )


def forget(connection: Any, gone: AbstractSet[str]) -> None:
    """Take out of every draft what is about rows that are erased on request; the rest of what was typed stays."""
    for form, row, text in connection.execute("SELECT form, row, content FROM draft").fetchall():
        before = json.loads(text)
        after = _GONE if _names(row, gone) else without(before, gone)
        if after is _GONE:
            connection.execute("DELETE FROM draft WHERE form = ? AND row = ?", (form, row))
        elif after != before:
            kept = json.dumps(after, ensure_ascii=False)
            connection.execute("UPDATE draft SET content = ? WHERE form = ? AND row = ?", (kept, form, row))


def without(content: Any, gone: AbstractSet[str]) -> Any:
    """Contents of a form without what names erased rows: lines and answers that do, and a record that is about one.

    A record (`form`) that is about one takes its lines with it, and the whole draft. Of another record only the field goes
    in which an erased row was chosen.
    """
    if not gone:
        return content
    if isinstance(content, str):
        return _GONE if _names(content, gone) else content
    if isinstance(content, list):
        return [one for one in content if not _mentions(one, gone)]
    if not isinstance(content, dict):
        return content
    kept = {key: without(one, gone) for key, one in content.items() if key not in gone}
    lost = {key for key, one in kept.items() if one is _GONE}
    if lost & {"form", "entries"} or any(key in _ABOUT and isinstance(content[key], str) for key in lost):
        return _GONE
    return {key: one for key, one in kept.items() if key not in lost}


def _mentions(content: Any, gone: AbstractSet[str]) -> bool:
    if isinstance(content, dict):
        return bool(gone & content.keys()) or any(_mentions(one, gone) for one in content.values())
    if isinstance(content, list):
        return any(_mentions(one, gone) for one in content)
    return isinstance(content, str) and _names(content, gone)


def _names(text: str, gone: AbstractSet[str]) -> bool:
    """Whether a text is the id of such a row, or holds it among others: of a village and its month, of several."""
    return text in gone or not gone.isdisjoint(re.split(r"[\s,]+", text))


def drop(store: Store, form: str, row: str) -> None:
    """Forget what was put aside, after saving or giving up."""
    if store.value("SELECT 1 FROM draft WHERE form = ? AND row = ?", (form, row)):
        with store.local() as connection:
            connection.execute("DELETE FROM draft WHERE form = ? AND row = ?", (form, row))


def find(store: Store, form: str, row: str) -> Draft | None:
    """What was put aside of this form and row."""
    found = store.one("SELECT form, row, content, at FROM draft WHERE form = ? AND row = ?", (form, row))
    return Draft(found[0], found[1], json.loads(found[2]), found[3]) if found else None


def all_drafts(store: Store) -> list[Draft]:
    """Everything put aside, the latest first."""
    rows = store.query("SELECT form, row, content, at FROM draft ORDER BY at DESC")
    return [Draft(form, row, json.loads(content), at) for form, row, content, at in rows]


def remember(store: Store, topic: str, answers: dict[str, str]) -> None:
    """Keep answers under a topic; earlier answers to other keys stay."""
    with store.local() as connection:
        connection.executemany(
            "INSERT INTO memory VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            [(topic, key, value) for key, value in answers.items()],
        )


def remembered(store: Store, topic: str) -> dict[str, str]:
    """The answers kept under a topic."""
    return dict(store.query("SELECT key, value FROM memory WHERE topic = ?", (topic,)))
