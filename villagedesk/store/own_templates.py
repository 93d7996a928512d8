# SPDX-License-Identifier: MIT
"""Templates that an office brought itself, kept in the file. No facts: no batch, no merge, no history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from villagedesk.store.store import Store


class OwnTemplate(NamedTuple):
    """A template in the file.

    Attributes:
        size: bytes of the .docx.
        who: brought it, `at` (local time).
    """

    name: str
    size: int
    who: str
    at: str


def keep(store: Store, name: str, content: bytes) -> None:
    """Put a template into the file; one of the same name is replaced."""
    at = store.clock().isoformat(" ", "minutes")
    with store.local() as connection:
        connection.execute(
            "INSERT INTO own_template VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET content = excluded.content, who = excluded.who, at = excluded.at",
            (name, content, store.author.name, at),
        )


def listed(store: Store) -> list[OwnTemplate]:
    """All templates in the file, by name."""
    rows = store.query("SELECT name, length(content), who, at FROM own_template ORDER BY name")
    return [OwnTemplate(*row) for row in rows]


def load(store: Store, name: str) -> bytes | None:
    """The bytes of a template; None if the file has none of that name."""
    content: bytes | None = store.value("SELECT content FROM own_template WHERE name = ?", (name,))
    return content


def remove(store: Store, name: str) -> None:
    """Take a template out of the file."""
    with store.local() as connection:
        connection.execute("DELETE FROM own_template WHERE name = ?", (name,))
