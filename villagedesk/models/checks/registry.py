# SPDX-License-Identifier: MIT
"""All rules, in the order in which they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.checks import (
    aftercare,
    causes,
    figures,
    identity,
    measures,
    merged,
    monitoring,
    pairings,
    papers,
    status,
    structure,
    village,
    visits,
    waiting,
)

if TYPE_CHECKING:
    from villagedesk.models.checks.rules import Rule, VillageRule, Waiting

ALL_RULES: Final[tuple[Rule, ...]] = (
    *identity.RULES,
    *structure.RULES,
    *causes.RULES,
    *figures.RULES,
    *status.RULES,
    *monitoring.RULES,
    *aftercare.RULES,
    *measures.RULES,
    *pairings.RULES,
    *visits.RULES,
    *papers.RULES,
    *merged.RULES,
)
VILLAGE_RULES: Final[tuple[VillageRule, ...]] = (*village.RULES,)
WAITING: Final[tuple[Waiting, ...]] = (*waiting.RULES,)
"""Numbers whose facts the program does not keep yet."""
