# SPDX-License-Identifier: MIT
"""Which printed papers of meetings and notices (D09–D12) are out of date: what would be printed as of their date differs.

What was done before a notice, and what stands on it, is asked as of the day on the paper, so that none is out of date only
because days have passed.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.documents.facts.meanings import as_written, group_in_words
from villagedesk.documents.facts.placeholders import ABOUT, fields_of
from villagedesk.documents.papers import MINUTES, PUBLIC
from villagedesk.documents.printed.stale import BookStanding
from villagedesk.documents.public.minutes import minutes_context
from villagedesk.documents.public.notices import papers_for, public_context
from villagedesk.documents.public.whitelist import LIST
from villagedesk.documents.volumes.verdicts import Verdict, verdict_of
from villagedesk.documents.word.mentions import COUNT, EACH, WHETHER
from villagedesk.documents.word.pictures import PHOTOS
from villagedesk.i18n import _, labelled
from villagedesk.models.catalogue.procedure import Meeting, Notice
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.values.show import label_of, shown
from villagedesk.services.keeping.pictures import load_whole
from villagedesk.services.papers.bookprints import newest_prints
from villagedesk.services.papers.gatherings import minutes_of, sheets_of
from villagedesk.services.procedure.procedures import Rulebook
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.documents.papers import Paper
    from villagedesk.models.catalogue.printing import BookPrint
    from villagedesk.store.store import Store

OF_GATHERINGS: Final = {paper.key: paper for paper in (MINUTES, *PUBLIC)}
_ENTITIES: Final = {
    "村": "village",
    "会议": "meeting",
    "公示": "notice",
    "评议": "meeting_item",
}  # by group of the templates
_SIDES: Final = "左右"  # two households stand in a row of a list


def judged_gatherings(store: Store, rows: Iterable[BookPrint]) -> list[BookStanding]:
    """How these papers of meetings and notices stand."""
    book = Rulebook(store)
    return [_judged(store, row, book) for row in rows]


def gathering_standings(store: Store, village: str, record: str) -> list[BookStanding]:
    """How the printed papers of a meeting or notice (id) of a village stand."""
    rows = newest_prints(store, village).values()
    return judged_gatherings(store, (row for row in rows if row.record == record and row.paper in OF_GATHERINGS))


def _judged(store: Store, row: BookPrint, book: Rulebook) -> BookStanding:
    paper = OF_GATHERINGS.get(row.paper or "")
    if paper is None:
        return BookStanding(row, Verdict.UNKNOWN)
    verdict, changed = verdict_of(row, paper, _facts(store, paper, row, book), row.record or "")
    return BookStanding(row, verdict, tuple(dict.fromkeys(map(in_words, changed))))


def _facts(store: Store, paper: Paper, row: BookPrint, book: Rulebook) -> dict[str, Any] | None:
    """What the paper would be filled in with; None where the meeting or the list is gone, or has no such paper any more."""
    day, record = row.dated or "", row.record or ""
    if paper == MINUTES:
        meeting = reads.get(store, Meeting, record)
        return minutes_context(minutes_of(store, meeting, book), day) if meeting else None
    notice = reads.get(store, Notice, record)
    if notice is None or paper not in papers_for(notice):
        return None
    sheets = sheets_of(store, notice, book, dt.date.fromisoformat(day) if day else None)
    sheet = next((one for one in sheets if one.part == (row.part or "")), None)
    return public_context(paper, sheet, day, lambda digest: load_whole(store, digest)) if sheet else None


class _Name(NamedTuple):
    """A group of a template in words, and what of it is meant; empty for the group itself."""

    group: str
    leaf: str


def in_words(name: str) -> str:
    """A value as people know it: "名单.*.左户主" → 名单：户主."""
    found = _parted(name)
    if found.leaf in {"", WHETHER}:
        return found.group
    if found.leaf == COUNT:
        return _("{group}的行数").format(group=found.group)
    return labelled(found.group, found.leaf)


def _parted(name: str) -> _Name:
    group, *rest = (part for part in name.split(".") if part != EACH)
    leaf = rest[0] if rest else ""
    if group == LIST:
        leaf = leaf.lstrip(_SIDES)
    known = dict(fields_of(_ENTITIES[group])) if group in _ENTITIES else {}
    titled = {ABOUT: _("文书"), PHOTOS: _("照片"), LIST: _("名单")}.get(group)
    titled = titled or group_in_words(group, _ENTITIES.get(group, ""))
    if leaf in known:
        return _Name(titled, label_of(known[leaf]))
    return _Name(titled, leaf if leaf in {"", COUNT, WHETHER} else as_written(leaf))


def owner_of_gathering(store: Store, row: BookPrint) -> str:
    """Which meeting or notice a paper is of, also where that lies in the recycle bin: its day and kind."""
    record = row.record or ""
    if row.paper == MINUTES.key:
        meeting = reads.whatever(store, Meeting, record)
        told = (meeting.date, shown(ENTITIES["meeting"]["kind"], meeting.kind)) if meeting else ()
    else:
        notice = reads.whatever(store, Notice, record)
        told = (notice.start, shown(ENTITIES["notice"]["kind"], notice.kind)) if notice else ()
    return " ".join(filter(None, told))
