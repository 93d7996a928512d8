# SPDX-License-Identifier: MIT
"""All rules, in the order in which they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.checks import (
    aftercare,
    benefits,
    booked,
    causes,
    donations,
    elsewhere,
    families,
    funds,
    gatherings,
    given,
    health,
    identity,
    income,
    joining,
    kept,
    labour,
    land,
    listing,
    living,
    loans,
    locked,
    matters,
    measures,
    merged,
    monitoring,
    pairings,
    papers,
    payouts,
    persons,
    posting,
    procedures,
    projects,
    schooling,
    standards,
    status,
    stretches,
    structure,
    village,
    visits,
    work,
)

if TYPE_CHECKING:
    from villagedesk.models.checks.elsewhere import Elsewhere
    from villagedesk.models.checks.rules import Rule, VillageRule

ALL_RULES: Final[tuple[Rule, ...]] = (
    *identity.RULES,
    *persons.RULES,
    *structure.RULES,
    *families.RULES,
    *joining.RULES,
    *schooling.RULES,
    *health.RULES,
    *causes.RULES,
    *booked.RULES,
    *labour.RULES,
    *work.RULES,
    *stretches.RULES,
    *income.RULES,
    *standards.RULES,
    *benefits.RULES,
    *living.RULES,
    *land.RULES,
    *status.RULES,
    *monitoring.RULES,
    *aftercare.RULES,
    *measures.RULES,
    *loans.RULES,
    *pairings.RULES,
    *visits.RULES,
    *given.RULES,
    *papers.RULES,
    *kept.RULES,
    *listing.RULES,
    *procedures.RULES,
    *merged.RULES,
    *locked.RULES,
)
VILLAGE_RULES: Final[tuple[VillageRule, ...]] = (
    *land.VILLAGE_RULES,
    *village.RULES,
    *gatherings.RULES,
    *funds.RULES,
    *donations.RULES,
    *payouts.RULES,
    *matters.RULES,
    *projects.RULES,
    *posting.RULES,
)
ELSEWHERE: Final[tuple[Elsewhere, ...]] = elsewhere.RULES
"""Numbers that are seen to elsewhere."""
