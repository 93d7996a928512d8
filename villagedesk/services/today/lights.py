# SPDX-License-Identifier: MIT
"""What there is to mend in whole households: their light (缺件灯), missing facts and papers, and their doubts.

Red where an error blocks official papers, yellow where something lacks or is doubted. Judging twenty thousand households
takes seconds, so it is done some at a time (`ui.today.lights`), and after a change only for the households that it touches.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.checks.standing import in_programme
from villagedesk.models.completeness import Light, assess
from villagedesk.models.completing import Stage, stage
from villagedesk.models.criteria import sets_for
from villagedesk.models.lines import regions_of
from villagedesk.models.problem import Level
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.doubts import judging, kept, newdoubts
from villagedesk.services.doubts.kept import Said
from villagedesk.store import counts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.checks.rules import Surroundings
    from villagedesk.services.doubts.kept import State
    from villagedesk.services.doubts.newdoubts import Marks
    from villagedesk.store.store import Store

_ORDER: Final = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)


class Look(NamedTuple):
    """What there is to mend in a household in the file's year.

    Attributes:
        light: the gravest of its sections.
        missing: required fields that are empty.
        papers: rules of readiness for which no paper is kept.
        doubts: the marks of what the rules find (`newdoubts`), one for each line of the page 疑点.
        stage: whether somebody has called the file complete, and it still is.
        wrong: those of the marks that are errors.
        said: the doubts themselves, as they are kept (`services.doubts.kept`).
    """

    light: Light
    missing: int = 0
    papers: int = 0
    doubts: tuple[str, ...] = ()
    stage: Stage = Stage.OPEN
    wrong: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()


class Whole(NamedTuple):
    """What is gathered once before households are looked at.

    Attributes:
        households: those to be looked at, in the order of the list.
        around: what the rules must know of the file.
        villages: village → the marks of the doubts about itself.
        known: household or village → the marks that this office has put away.
        said: village → the doubts about itself, as they are kept.
        state: where the file stood.
    """

    households: list[str]
    around: Surroundings
    villages: Marks
    known: Mapping[str, frozenset[str]]
    said: Mapping[str, Sequence[Said]]
    state: State


def whole_file(store: Store) -> Whole:
    """Gather; half a second for a township."""
    state, around = kept.state(store), surroundings(store)
    of_villages = list(judging.of_villages(store, judging.Wanted(), around))
    return Whole(
        counts.live_households(store),
        around,
        newdoubts.marks_of(of_villages),
        newdoubts.known(store),
        kept.said(of_villages),
        state,
    )


def keep(store: Store, whole: Whole, looks: Mapping[str, Look]) -> None:
    """Keep the doubts of all households, so that nobody judges them again (`services.doubts.kept`)."""
    kept.keep(store, whole.state, {**{row: look.said for row, look in looks.items()}, **whole.said})


def looks_of(store: Store, households: Sequence[str], around: Surroundings) -> dict[str, Look]:
    """What there is to mend in each of these households; those that are gone are missing."""
    return {case.household.id: _look(case, around) for case in load_casefiles(store, households)}


def _look(case: CaseFile, around: Surroundings) -> Look:
    states = assess(case, around).values()
    problems = [one for state in states for one in state.problems]
    return Look(
        gravest([state.light for state in states]),
        sum(len(state.missing) for state in states),
        lacking_papers(case),
        tuple(newdoubts.mark(one) for one in problems),
        stage(case, states),
        tuple(newdoubts.mark(one) for one in problems if one.level is Level.ERROR),
        tuple(Said.of(one) for one in problems),
    )


def gravest(lights: Collection[Light]) -> Light:
    """Red before yellow before green; grey only where every section is empty."""
    return next((light for light in _ORDER if light in lights), Light.GREY)


def lacking_papers(case: CaseFile) -> int:
    """How many rules of the household's sheets have no paper in the case file's year (`services.casefile.readiness`).

    0 for households that nobody has to prove anything of: never registered (一般农户), or no longer.
    """
    if not in_programme(case):
        return 0
    kept = {one.criterion for one in case.attachments if one.year == case.year}
    return sum(rule not in kept for rule in _to_prove(case.year, regions_of(case.village)))


@lru_cache(maxsize=64)
def _to_prove(year: int, regions: tuple[str, ...]) -> tuple[str, ...]:
    """The rules, sheet by sheet, that a paper should prove; thousands of households share them."""
    sheets = sets_for("household", year, regions)
    return tuple(rule.key for sheet in sheets for rule in sheet.of_year(year) if rule.proof)
