# SPDX-License-Identifier: MIT
"""认领率: one entry for each need that was made known in the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.models.needs import NeedStage, need_stage_of
from villagedesk.models.rollups import needs as facts
from villagedesk.models.rollups.tally import CALLED, Entry
from villagedesk.models.values.numbers import number
from villagedesk.services.books.needs import read_needs
from villagedesk.services.figures.tallies.entries import Entries, groups_of, span_of

if TYPE_CHECKING:
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store


def gather(store: Store, year: int, watching: Watching) -> Entries:
    """The needs of the year, as they stood at its end, or stand today."""
    first, day = span_of(store, year)
    found = [one for one in read_needs(store) if first <= (one.need.published or "") <= day]
    watching.check()
    groups = groups_of(store, {one.need.household for one in found if one.need.household})
    entries = []
    for file in found:
        need, stage = file.need, need_stage_of(file, day)
        household = (need.household or "") if need.household in groups else ""
        known = {
            "need.kind": need.kind,
            facts.STAGE: stage.value,
            facts.TAKEN: int(stage in {NeedStage.TAKEN, NeedStage.MET}),
            facts.COUNTED: int(stage is not NeedStage.WITHDRAWN),
            facts.WANTED: number(need.wanted),
            CALLED: f"{need.published} {need.title or ''}".strip(),
        }
        entries.append(Entry(household, "", need.village or "", groups.get(household, ""), known))
    return Entries(entries)
