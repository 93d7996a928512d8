# SPDX-License-Identifier: MIT
"""All rules, in the order in which they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.checks import (
    benefits,
    booked,
    causes,
    families,
    health,
    identity,
    income,
    joining,
    labour,
    land,
    living,
    locked,
    merged,
    pairings,
    persons,
    schooling,
    standards,
    structure,
    work,
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
    *booked.RULES,
    *labour.RULES,
    *work.RULES,
    *income.RULES,
    *standards.RULES,
    *benefits.RULES,
    *living.RULES,
    *land.RULES,
    *pairings.RULES,
    *merged.RULES,
    *locked.RULES,
)
VILLAGE_RULES: Final[tuple[VillageRule, ...]] = (*land.VILLAGE_RULES,)
WAITING: Final[tuple[Waiting, ...]] = (*work.WAITING, *income.WAITING)
"""Numbers whose facts the program does not keep yet."""
