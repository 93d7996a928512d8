# SPDX-License-Identifier: MIT
"""Which editions of procedures an open batch writes, directly or by one of their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def touched(store: Store, batch: int) -> list[str]:
    """Ids of the editions of which a batch that may still be open writes something."""
    found = store.query(
        "SELECT row FROM change WHERE batch = ?1 AND entity = 'procedure_edition' UNION"
        " SELECT s.edition FROM change c JOIN edition_step s ON s.id = c.row"
        " WHERE c.batch = ?1 AND c.entity = 'edition_step' AND s.edition IS NOT NULL",
        (batch,),
    )
    return [row for (row,) in found]
