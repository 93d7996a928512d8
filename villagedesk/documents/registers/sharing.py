# SPDX-License-Identifier: MIT
"""Papers that several records share, as the sheet of a month: noted under what they share, and under none of the records.

A merge brings records before the first one, and a record may go. Both must neither make another paper of it nor leave a note
behind that no printing ever reaches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.documents.registers.declared import REGISTER_PAPERS
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Collection

    from villagedesk.documents.registers.declared import RegisterPaper
    from villagedesk.models.catalogue.printing import BookPrint
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.store.store import Store


def shared_by(paper: RegisterPaper, record: Record) -> str:
    """What a record shares its paper by, "2025-02"; empty where it has its own, or nothing of the kind is known of it."""
    return str(getattr(record, paper.shared) or "") if paper.shared else ""


def heads(store: Store, paper: RegisterPaper, village: str) -> dict[str, Record]:
    """The record from which a shared paper is filled in, by what is shared: the first by id."""
    found = sorted(
        reads.of_owner(store, entity_spec(paper.entity).record, village), key=lambda one: one.id, reverse=True
    )
    return {shared: one for one in found if (shared := shared_by(paper, one))}


def records_of_note(store: Store, row: BookPrint) -> tuple[str, ...]:
    """Ids of the records that a printed paper is about, the first by id first: also of one that is gone; none of a whole book."""
    if row.record:
        return (row.record,)
    paper = _shared(row)
    if paper is None:
        return ()
    found = reads.of_owner(store, entity_spec(paper.entity).record, row.village or "")
    return tuple(sorted(one.id for one in found if shared_by(paper, one) == row.part))


def is_about(store: Store, row: BookPrint, records: Collection[str]) -> bool:
    """Whether a printed paper is about one of these records (ids); "" stands for whole books."""
    if row.record or not row.part:
        return (row.record or "") in records
    return not set(records).isdisjoint(records_of_note(store, row))


def _shared(row: BookPrint) -> RegisterPaper | None:
    return next((one for one in REGISTER_PAPERS if row.part and one.shared and one.key == row.paper), None)
