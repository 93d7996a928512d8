# SPDX-License-Identifier: MIT
"""The recorded changes of a household and of the people who are, or were, in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from villagedesk.models.catalogue.change import MemberChange
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.store.store import Store


def of_people(store: Store, household: str) -> list[MemberChange]:
    """Changes of everybody who is on record in a household, and of those who came from it or went away to it, by date."""
    return reads.where(
        store,
        MemberChange,
        "(member IN (SELECT id FROM member WHERE household = ?1 AND removed IS NULL) OR origin = ?1 OR target = ?1)"
        " AND member IN (SELECT id FROM member WHERE removed IS NULL)",
        (household,),
        "date, id",
    )


def formerly_in(store: Store, households: Iterable[str]) -> set[str]:
    """Ids of live members who moved from one of these households to another one of this file."""
    rows = store.query(
        "SELECT DISTINCT m.id FROM member_change c JOIN member m ON m.id = c.member AND m.removed IS NULL"
        " WHERE c.removed IS NULL AND c.origin IN (SELECT value FROM json_each(?)) AND m.household <> c.origin",
        (json.dumps(list(households)),),
    )
    return {row for (row,) in rows}


def entered(store: Store, rows: Iterable[str]) -> dict[str, tuple[str, str]]:
    """When rows were entered and by whom, by the log; what was entered in several files, first by date."""
    found = store.query(
        "SELECT c.row, b.at, b.who FROM change c JOIN batch b ON b.seq = c.batch"
        " WHERE c.field = '' AND c.row IN (SELECT value FROM json_each(?)) ORDER BY b.at DESC, b.id",
        (json.dumps(list(rows)),),
    )
    return {row: (at, who) for row, at, who in found}
