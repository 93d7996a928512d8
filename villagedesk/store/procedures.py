# SPDX-License-Identifier: MIT
"""Procedures that may still be under way, and the meetings and notices that tell of households."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from villagedesk.models.catalogue.procedure import Meeting, MeetingItem, Notice, NoticeItem, Process
from villagedesk.models.doings import Posting, Vote
from villagedesk.store import reads
from villagedesk.store.away import AWAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from villagedesk.store.store import Store

R = TypeVar("R", Meeting, Notice)
_LISTED = "SELECT value FROM json_each(?)"
# Not ended by people, of a household that is here, not refused, and the steps that end it not all entered yet.
_OPEN = f"""ended IS NULL AND ended_on IS NULL AND year >= ?
AND EXISTS (SELECT 1 FROM household_list l WHERE l.id = process.household AND coalesce(l.village, '') <> '{AWAY}')
AND NOT EXISTS (
    SELECT 1 FROM process_step s WHERE s.process = process.id AND s.removed IS NULL AND s.result = 'refused'
)
AND NOT ({{ended}})"""
_OF_YEARS = "process.template = ? AND process.year BETWEEN ? AND ?"
# A step that was done; it needs a result, or none.
_DONE = """EXISTS (
    SELECT 1 FROM process_step s WHERE s.process = process.id AND s.removed IS NULL
    AND s.step = ? AND s.done IS NOT NULL AND (s.result = 'passed' OR s.result IS NULL AND ?)
)"""


class Ending(NamedTuple):
    """What has been entered of a procedure that is over, in the years from `first` to `last`.

    Attributes:
        steps: the steps, each with whether it needs a result.
    """

    template: str
    first: int
    last: int
    steps: tuple[tuple[str, bool], ...]


def votes_of(store: Store, households: Iterable[str]) -> dict[str, list[Vote]]:
    """What meetings voted about these households: household → votes."""
    items = reads.where(store, MeetingItem, f"household IN ({_LISTED})", (json.dumps(list(households)),))
    meetings = _by_id(store, Meeting, {one.meeting for one in items if one.meeting})
    found: dict[str, list[Vote]] = defaultdict(list)
    for one in items:
        if one.meeting in meetings and one.household:
            found[one.household].append(Vote(meetings[one.meeting], one))
    return found


def postings_of(store: Store, households: Iterable[str]) -> dict[str, list[Posting]]:
    """The notices on which these households stand: household → notices."""
    items = reads.where(store, NoticeItem, f"household IN ({_LISTED})", (json.dumps(list(households)),))
    notices = _by_id(store, Notice, {one.notice for one in items if one.notice})
    found: dict[str, list[Posting]] = defaultdict(list)
    for one in items:
        if one.notice in notices and one.household:
            found[one.household].append(Posting(notices[one.notice], one))
    return found


def _by_id(store: Store, kind: type[R], ids: Iterable[str]) -> dict[str, R]:
    wanted = json.dumps(sorted(ids))
    return {one.id: one for one in reads.where(store, kind, f"id IN ({_LISTED})", (wanted,))}


def open_processes(store: Store, endings: Sequence[Ending], village: str = "", since: int = 0) -> list[Process]:
    """Procedures that may still be under way, of one village if asked; see `_OPEN` for what is left out.

    Args:
        store: the open file.
        endings: by what it is seen that one is over.
        village: id of the village; every one if empty.
        since: the first year whose procedures are looked at.
    """
    parameters: list[object] = [since]
    ended = []
    for one in endings:
        ended.append(" AND ".join([_OF_YEARS, *[_DONE] * len(one.steps)]))
        parameters += [one.template, one.first, one.last]
        parameters += [given for step, decides in one.steps for given in (step, not decides)]
    condition = _OPEN.format(ended=" OR ".join(ended) or "0")
    if village:
        condition += " AND household IN (SELECT id FROM household WHERE village = ?)"
        parameters.append(village)
    return reads.where(store, Process, condition, parameters, "started_on, id")


def of_template(store: Store, template: str, first: int, last: int) -> list[Process]:
    """The procedures of a template in some years, finished ones too."""
    return reads.where(
        store, Process, "template = ? AND year BETWEEN ? AND ?", (template, first, last), "started_on, id"
    )


def taken_turns(store: Store, household: str, template: str, year: int) -> set[int]:
    """The turns that this procedure of a year had for a household, removed ones too: their ids are taken."""
    found = store.query(
        "SELECT coalesce(turn, 1) FROM process WHERE household = ? AND template = ? AND year = ?",
        (household, template, year),
    )
    return {turn for (turn,) in found}
