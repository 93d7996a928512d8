# SPDX-License-Identifier: MIT
"""Entering facts the short way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def put(store: Store, entity: str, row: str, **facts: Any) -> None:
    """One edit, as one action."""
    with store.change(f"登记 {row}") as change:
        change.put(entity, row, facts)
