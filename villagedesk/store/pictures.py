# SPDX-License-Identifier: MIT
"""Pictures, kept in the file by the digest of their bytes; a record names one by its digest."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from villagedesk.store.store import Store


def keep(store: Store, media: str, content: bytes) -> str:
    """Put a picture into the file; the same bytes are kept once.

    Args:
        store: the file.
        media: its type, as "image/jpeg".
        content: its bytes.

    Returns:
        The SHA-256 of the bytes, in hexadecimal.
    """
    digest = hashlib.sha256(content).hexdigest()
    if not store.value("SELECT 1 FROM picture WHERE hash = ?", (digest,)):
        with store.local() as connection:
            connection.execute("INSERT OR IGNORE INTO picture VALUES (?, ?, ?)", (digest, media, content))
    return digest


def load(store: Store, digest: str) -> bytes | None:
    """The bytes of a picture, None if the file does not hold it."""
    content: bytes | None = store.value("SELECT content FROM picture WHERE hash = ?", (digest,))
    return content


def held(store: Store, digests: Collection[str]) -> frozenset[str]:
    """Which of these pictures the file holds; one without bytes is none. The bytes themselves are not read."""
    query = "SELECT hash FROM picture WHERE length(content) > 0 AND hash IN (SELECT value FROM json_each(?))"
    return (
        frozenset(digest for (digest,) in store.query(query, (json.dumps(list(digests)),))) if digests else frozenset()
    )


def hashes(store: Store) -> frozenset[str]:
    """The hashes of all pictures that the file holds."""
    return frozenset(digest for (digest,) in store.query("SELECT hash FROM picture"))
