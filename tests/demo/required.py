# SPDX-License-Identifier: MIT
"""What records of the demo township lack of what every record should have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.store.store import Store


def lacking(store: Store, entity: str) -> list[tuple[Record, str]]:
    """Each required field that is empty, with its record; there must be records."""
    wanted = [one.key for one in ENTITIES[entity].fields if one.required]
    made = reads.where(store, ENTITIES[entity].record)
    assert made, entity
    return [(record, key) for record in made for key in wanted if getattr(record, key) in (None, "")]
