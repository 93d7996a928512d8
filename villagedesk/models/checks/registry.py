# SPDX-License-Identifier: MIT
"""All rules, in the order in which they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.checks import (
    aftercare,
    causes,
    families,
    figures,
    gatherings,
    given,
    health,
    identity,
    joining,
    measures,
    merged,
    monitoring,
    pairings,
    papers,
    persons,
    procedures,
    schooling,
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
    *persons.RULES,
    *structure.RULES,
    *families.RULES,
    *joining.RULES,
    *schooling.RULES,
    *health.RULES,
    *causes.RULES,
    *figures.RULES,
    *status.RULES,
    *monitoring.RULES,
    *aftercare.RULES,
    *measures.RULES,
    *pairings.RULES,
    *visits.RULES,
    *given.RULES,
    *papers.RULES,
    *procedures.RULES,
    *merged.RULES,
)
VILLAGE_RULES: Final[tuple[VillageRule, ...]] = (*village.RULES, *gatherings.RULES)
WAITING: Final[tuple[Waiting, ...]] = (*waiting.RULES,)
"""Numbers whose facts the program does not keep yet."""
