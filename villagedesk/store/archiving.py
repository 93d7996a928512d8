# SPDX-License-Identifier: MIT
"""Which archive numbers a village has given. What lies in the recycle bin counts: it may come back with its number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from villagedesk.models.catalogue.printing import ARCHIVED, PrintedPaper
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.store.store import Store


def filed_papers(store: Store, households: Sequence[str], year: int) -> list[PrintedPaper]:
    """The notes of papers of these households and this year that were filed (已归档)."""
    condition = "household IN (SELECT value FROM json_each(?)) AND year = ? AND status = ?"
    return reads.where(store, PrintedPaper, condition, (json.dumps(list(households)), year, ARCHIVED))


def volume_numbers(store: Store, village: str) -> list[tuple[str, int, bool]]:
    """(household, 案卷号, whether it is live) of a village."""
    rows = store.query(
        "SELECT id, volume_no, removed IS NULL FROM household WHERE village = ? AND volume_no IS NOT NULL ORDER BY id",
        (village,),
    )
    return [(row, number, bool(live)) for row, number, live in rows]


def piece_numbers(store: Store, village: str, year: int) -> list[tuple[str, str, str, str, int, bool]]:
    """(filing, household, paper, term, 件号, whether it is live) of a village's year."""
    rows = store.query(
        "SELECT f.id, f.household, f.paper, f.term, f.number, f.removed IS NULL AND h.removed IS NULL"
        " FROM filing f JOIN household h ON h.id = f.household"
        " WHERE h.village = ? AND f.year = ? AND f.number IS NOT NULL ORDER BY f.id",
        (village, year),
    )
    return [(row, household, paper, term, number, bool(live)) for row, household, paper, term, number, live in rows]


def by_arrival(store: Store, rows: Sequence[str]) -> list[str]:
    """Rows in the order in which their number came into this file."""
    marks = ",".join("?" * len(rows))
    found = store.query(
        f"SELECT row, min(seq) FROM change WHERE row IN ({marks}) AND (field IN ('volume_no', 'number') OR field = '' AND"
        " (json_extract(value, '$.volume_no') IS NOT NULL OR json_extract(value, '$.number') IS NOT NULL))"
        " GROUP BY row ORDER BY 2",
        rows,
    )
    known = [row for row, _place in found]
    return [*known, *(row for row in rows if row not in known)]
