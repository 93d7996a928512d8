# SPDX-License-Identifier: MIT
"""What was typed and not yet saved, kept in the (encrypted) file so that a crash loses no more than some seconds.

Also small answers the office gave once and wants remembered. Neither is a fact: no batch, no merge, no history.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from villagedesk.store.store import Store


class Draft(NamedTuple):
    """Unsaved contents of one form about one row, and when they were put aside (local time)."""

    form: str
    row: str
    content: Any
    at: str


def keep(store: Store, form: str, row: str, content: Any) -> None:
    """Put a form's contents aside; replaces what was put aside before."""
    at = store.clock().isoformat(" ", "seconds")
    with store.local() as connection:
        connection.execute(
            "INSERT INTO draft VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET content = excluded.content, at = excluded.at",
            (form, row, json.dumps(content, ensure_ascii=False), at),
        )


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
