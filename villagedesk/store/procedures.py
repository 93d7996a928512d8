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

    from villagedesk.models.templates import Step
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
# One that a meeting carried out: held, and if it votes with all its numbers.
_MET = """EXISTS (
    SELECT 1 FROM meeting_item i JOIN meeting m ON m.id = i.meeting WHERE i.process = process.id
    AND i.removed IS NULL AND m.removed IS NULL AND m.kind = ? AND (i.step = ? OR i.step IS NULL AND ?)
    AND m.date IS NOT NULL AND (? OR m.expected IS NOT NULL AND m.present IS NOT NULL AND i.in_favour IS NOT NULL)
)"""
# One that a notice carried out: it has come down, and if it asks for objections there were none to the household.
_HUNG = """EXISTS (
    SELECT 1 FROM notice_item i JOIN notice n ON n.id = i.notice WHERE i.process = process.id
    AND i.removed IS NULL AND n.removed IS NULL AND n.kind = ? AND (i.step = ? OR i.step IS NULL AND ?)
    AND n.start IS NOT NULL AND n.end < ? AND (? OR i.objected = 0 OR n.objected = 0 AND i.objected IS NULL)
)"""
# One that is not asked of the household: of what would tell something is known, and nothing that the step is for.
_OF_ANOTHER_TYPE = f"""EXISTS (
    SELECT 1 FROM monitoring w WHERE w.id = process.monitoring AND w.removed IS NULL AND w.kind NOT IN ({_LISTED})
)"""
_OF_OTHER_RISKS = f"""EXISTS (
    SELECT 1 FROM monitoring w WHERE w.id = process.monitoring AND w.removed IS NULL AND w.risks <> '' AND NOT EXISTS (
        SELECT 1 FROM ({_LISTED}) WHERE instr(',' || w.risks || ',', ',' || value || ',')
    )
)"""
_CAUSE = "SELECT 1 FROM cause c WHERE c.household = process.household AND c.year = process.year AND c.removed IS NULL"
_OF_OTHER_CAUSES = f"""EXISTS ({_CAUSE} AND c.code IS NOT NULL) AND NOT EXISTS ({_CAUSE} AND c.code IN ({_LISTED}))"""


class Ending(NamedTuple):
    """What has been entered of a procedure that is over, in the years from `first` to `last`."""

    template: str
    first: int
    last: int
    steps: tuple[Step, ...]


def votes_of(store: Store, households: Iterable[str]) -> dict[str, list[Vote]]:
    """What meetings voted about these households: household → votes."""
    items = reads.naming_any(store, MeetingItem, "household", households)
    meetings = reads.by_id(store, Meeting, {one.meeting for one in items if one.meeting})
    found: dict[str, list[Vote]] = defaultdict(list)
    for one in items:
        if one.meeting in meetings and one.household:
            found[one.household].append(Vote(meetings[one.meeting], one))
    return found


def postings_of(store: Store, households: Iterable[str]) -> dict[str, list[Posting]]:
    """The notices on which these households stand: household → notices."""
    items = reads.naming_any(store, NoticeItem, "household", households)
    notices = reads.by_id(store, Notice, {one.notice for one in items if one.notice})
    found: dict[str, list[Posting]] = defaultdict(list)
    for one in items:
        if one.notice in notices and one.household:
            found[one.household].append(Posting(notices[one.notice], one))
    return found


def open_processes(
    store: Store, endings: Sequence[Ending], today: str, village: str = "", since: int = 0
) -> list[Process]:
    """Procedures that may still be under way, of one village if asked; see `_OPEN` for what is left out.

    Args:
        store: the open file.
        endings: by what it is seen that one is over.
        today: the day, ISO; a notice that hangs is not over.
        village: id of the village; every one if empty.
        since: the first year whose procedures are looked at.
    """
    parameters: list[object] = [since]
    ended = []
    for one in endings:
        over = [_over(step, today) for step in one.steps]
        ended.append(" AND ".join([_OF_YEARS, *(sql for sql, _given in over)]))
        parameters += [one.template, one.first, one.last]
        parameters += [value for _sql, given in over for value in given]
    condition = _OPEN.format(ended=" OR ".join(ended) or "0")
    if village:
        condition += " AND household IN (SELECT id FROM household WHERE village = ?)"
        parameters.append(village)
    return reads.where(store, Process, condition, parameters, "started_on, id")


def _over(step: Step, today: str) -> tuple[str, list[object]]:
    """How it is seen that nothing is left to be done of a step, as (condition, parameters).

    It may fail to see it: then the procedure is looked at, and found to be over.
    """
    ways: list[tuple[str, list[object]]] = [(_DONE, [step.key, not step.decides])]
    if step.meeting:
        ways.append((_MET, [step.meeting, step.key, not step.named, not step.decides]))
    if step.notice:
        ways.append((_HUNG, [step.notice, step.key, not step.named, today, not step.lasts]))
    spared = (_OF_ANOTHER_TYPE, _OF_OTHER_RISKS, _OF_OTHER_CAUSES)
    ways += [(sql, [json.dumps(codes)]) for sql, codes in zip(spared, step.only, strict=True) if codes]
    return f"({' OR '.join(sql for sql, _given in ways)})", [value for _sql, given in ways for value in given]


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
