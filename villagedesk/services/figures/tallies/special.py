# SPDX-License-Identifier: MIT
"""特殊困难群众: one entry for each person on the register, and one for each assessment of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.models.rollups import special as facts
from villagedesk.models.rollups.tally import CALLED, Entry
from villagedesk.models.special import case_stage_of
from villagedesk.services.books.special import read_special
from villagedesk.services.figures.tallies.entries import Entries, groups_of, span_of
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from villagedesk.models.catalogue.special import Special
    from villagedesk.models.special import SpecialFile
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store


def gather(store: Store, year: int, watching: Watching) -> Entries:
    """Who is on the register in the year, as it stood at its end, or stands today."""
    first, day = span_of(store, year)
    found = [one for one in read_special(store) if _registered(one.special, first, day)]
    watching.check()
    groups = groups_of(store, {one.special.household for one in found if one.special.household})
    people = {one.special.member for one in found if one.special.member}
    live = {row for row, is_live in reads.exists(store, "member", list(people)).items() if is_live}
    return Entries([entry for one in found for entry in _entries(one, (first, day), groups, live)])


def _registered(one: Special, first: str, day: str) -> bool:
    return bool(one.date) and (one.date or "") <= day and not (one.ended and one.ended < first)


def _entries(file: SpecialFile, span: tuple[str, str], groups: Mapping[str, str], live: set[str]) -> Iterator[Entry]:
    """The person, who opens his household where it is on file, and the assessments of the year; they tell no name of his."""
    (first, day), one = span, file.special
    household = (one.household or "") if one.household in groups else ""
    person = (one.member or "") if household and one.member in live else ""
    filed = bool(one.filed_on) and (one.filed_on or "") <= day
    planned = any(plan.date and plan.date <= day for plan in file.plans)
    called = f"{one.date} {one.number or ''}".strip()
    common: dict[str, Any] = {"special.difficulties": one.difficulties, "special.source": one.source}
    known = {
        facts.WHAT: facts.PERSON,
        facts.STAGE: case_stage_of(file, day).value,
        facts.FILED: int(filed),
        facts.PLANNED: int(planned),
        facts.COVERED: int(filed and planned),
        CALLED: called,
    }

    def entry(known: dict[str, Any]) -> Entry:
        return Entry(household, person, one.village or "", groups.get(household, ""), common | known)

    yield entry(known)
    for made in file.appraisals:
        if first <= (made.date or "") <= day:
            yield entry({facts.WHAT: facts.APPRAISAL, CALLED: f"{made.date} {one.number or ''}".strip()})
