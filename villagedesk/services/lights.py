# SPDX-License-Identifier: MIT
"""The light of whole households (缺件灯): red where an error blocks official papers, yellow where something lacks or is doubted.

Assessing twenty thousand households takes seconds, so it is done some at a time (`ui.today.lights`), and after a change only
for the households that it touches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.completeness import Light, assess
from villagedesk.services.casefiles import load_casefiles
from villagedesk.services.surroundings import surroundings
from villagedesk.store import counts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from villagedesk.models.checks.rules import Surroundings
    from villagedesk.store.store import Store

_ORDER: Final = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)


def whole_file(store: Store) -> tuple[list[str], Surroundings]:
    """The households to be looked at, in the order of the list, and what the rules must know of the file."""
    return counts.live_households(store), surroundings(store)


def lights_of(store: Store, households: Sequence[str], around: Surroundings) -> dict[str, Light]:
    """The gravest light of each of these households in the file's year; those that are gone are missing."""
    return {
        case.household.id: gravest([state.light for state in assess(case, around).values()])
        for case in load_casefiles(store, households)
    }


def gravest(lights: Collection[Light]) -> Light:
    """Red before yellow before green; grey only where every section is empty."""
    return next((light for light in _ORDER if light in lights), Light.GREY)
