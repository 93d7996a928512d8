# SPDX-License-Identifier: MIT
"""The entries of the export log, and whether an open batch would rewrite any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.exporting import ExportEntry
from villagedesk.store import reads
from villagedesk.store.cells import BIRTH

if TYPE_CHECKING:
    from villagedesk.store.store import Store

ENTRY: Final = "export_entry"


def entries(store: Store) -> list[ExportEntry]:
    """Every entry, the latest first."""
    return sorted(reads.where(store, ExportEntry), key=lambda one: (one.time or "", one.id), reverse=True)


def rewrites(store: Store, batch: int) -> bool:
    """Whether a batch writes into an entry that stands already, or takes one away."""
    found = store.value("SELECT 1 FROM change WHERE batch = ? AND entity = ? AND field <> ?", (batch, ENTRY, BIRTH))
    return found is not None
