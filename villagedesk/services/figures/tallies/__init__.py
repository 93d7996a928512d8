# SPDX-License-Identifier: MIT
"""What roll-ups count that no record holds as it is: worked out for a whole file at once, as entries (`models/rollups/tally`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.services.figures.tallies import (
    giving,
    helping,
    income,
    lending,
    matters,
    needs,
    posting,
    projects,
    proving,
    repairing,
    shares,
    special,
    turning,
    watching,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.services.figures.tallies.entries import Gathered, Watching
    from villagedesk.store.store import Store

GATHERERS: Final[dict[str, Callable[[Store, int, Watching], Gathered]]] = {
    "shares": shares.gather,
    "turning": turning.gather,
    "income": income.gather,
    "help": helping.given,
    "plans": helping.planned,
    "helpers": helping.helpers,
    "loans": lending.gather,
    "repairs": repairing.gather,
    "visits": helping.visits,
    "ready": proving.ready,
    "assured": proving.assured,
    "village_ready": proving.village_ready,
    "watch": watching.gather,
    "books": matters.gather,
    "giving": giving.gather,
    "projects": projects.of_year,
    "project_assets": projects.assets,
    "needs": needs.gather,
    "claims": projects.claims,
    "special": special.gather,
    "posting": posting.gather,
    "papers": proving.papers,
    "doubts": proving.doubts,
}
"""`Table.gathered` → what works the facts of a year out."""
