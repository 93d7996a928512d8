# SPDX-License-Identifier: MIT
"""All rules, in the order in which they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.checks import causes, figures, identity, merged, pairings, structure

if TYPE_CHECKING:
    from villagedesk.models.checks.rules import Rule, VillageRule, Waiting

ALL_RULES: Final[tuple[Rule, ...]] = (
    *identity.RULES,
    *structure.RULES,
    *causes.RULES,
    *figures.RULES,
    *pairings.RULES,
    *merged.RULES,
)
VILLAGE_RULES: Final[tuple[VillageRule, ...]] = ()
WAITING: Final[tuple[Waiting, ...]] = ()
"""Numbers whose facts the program does not keep yet."""
