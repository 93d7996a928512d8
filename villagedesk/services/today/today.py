# SPDX-License-Identifier: MIT
"""What waits to be done in a file, and when it was last backed up, merged and sent: one quick reading for the page 今天."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.asking import Erasure
from villagedesk.models.catalogue.registry import ENTITIES, entity_spec
from villagedesk.models.values.show import entity_name
from villagedesk.services.merging import answers, asking, sent
from villagedesk.services.opening import backups
from villagedesk.services.today.waiting import WAITING, Waiting, read_waiting
from villagedesk.store import arrivals, batch_details, conflicts, disputes, drafts, erasing, history, reads

if TYPE_CHECKING:
    from villagedesk.services.merging.answers import Answered
    from villagedesk.services.merging.asking import Asked
    from villagedesk.services.merging.sent import LastSent
    from villagedesk.services.opening.backups import Backup
    from villagedesk.store.arrivals import Arrival
    from villagedesk.store.drafts import Draft
    from villagedesk.store.store import Store

__all__ = [
    "ANSWERS",
    "CASE_FILE",
    "WAITING",
    "ErasedElsewhere",
    "PutAside",
    "Today",
    "Waiting",
    "read_today",
    "with_work",
]

ANSWERS: Final = "today"  # the form under which answers that are not saved yet are put aside
CASE_FILE: Final = "casefile"
_OF_RECORDS: Final = ("record-", "book-")
# Contents of these come back where they were typed, which is a line of this page by itself.
_SHOWN_ANYWAY: Final = frozenset({ANSWERS, "conflicts"})


@dataclass(frozen=True, slots=True)
class ErasedElsewhere:
    """Somebody who was erased on request in another office and still stands here.

    Attributes:
        what: sort of record, in words.
        whose: the person, or the head of the household; "" if nobody is named.
        on: day of the erasure there, ISO.
    """

    entity: str
    row: str
    what: str
    whose: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class PutAside:
    """Contents that were typed and not saved.

    Attributes:
        form: by which the page that holds them is known.
        whose: household (village, group, head) or record, in words; "" if it has no name yet.
        at: when, local time.
        removed: whether its record lies in the recycle bin; a household also if it is gone altogether.
    """

    form: str
    row: str
    what: str
    whose: str
    at: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the page shows.

    Attributes:
        ours: whether the questions are for this file's office to answer; a township waits for its villages.
        copied_elsewhere: when another disk was last given a copy; "" if never.
        days_without_copy: see `backups.days_without_copy`.
        merge: the last merge, if there was one.
        answers: of the villages, come with their files and not put away yet; a village has none.
        sent: the last 上报, if there was one.
        waiting: the day's work among the households, None as long as it has not been read; it is no count of things to
            answer, and has numbers of its own.
        place: (end of the log, day) to which `waiting` belongs.
    """

    ours: bool
    questions: tuple[Asked, ...]
    conflicts: int
    erased: tuple[ErasedElsewhere, ...]
    drafts: tuple[PutAside, ...]
    backup: Backup | None
    copied_elsewhere: str
    days_without_copy: int
    merge: Arrival | None
    answers: tuple[Answered, ...] = ()
    sent: LastSent | None = None
    waiting: tuple[Waiting, ...] | None = None
    place: tuple[str, str] = ("", "")

    @property
    def count(self) -> int:
        """How many things wait for the user; what only others can do is not counted."""
        asked = len(self.questions) if self.ours else 0
        return asked + self.conflicts + len(self.erased) + self.unsaved + len(self.answers)

    @property
    def unsaved(self) -> int:
        """How many drafts can be gone on with: what was typed of a record in the recycle bin waits for nobody."""
        return sum(not one.removed for one in self.drafts)


def read_today(store: Store, before: Today | None = None) -> Today:
    """Read what is at hand at once; a tenth of a second at most for a township.

    The households' work takes longer and is read by `with_work`. `before` is what was read last: as long as neither the log
    nor the day has moved, that work is as it was and comes along.
    """
    ours = store.info.scope == "village"
    place = (history.log_end(store), store.clock().date().isoformat())
    known = before.waiting if before is not None and before.place == place else None
    return Today(
        ours=ours,
        questions=tuple(asking.open_questions(store)),
        conflicts=conflicts.count(store),
        erased=tuple(_erased(store)),
        drafts=tuple(_put_aside(store)),
        backup=next(iter(backups.list_backups(store.info)), None),
        copied_elsewhere=backups.copied_elsewhere_at(store),
        days_without_copy=backups.days_without_copy(store),
        merge=next(iter(arrivals.arrivals(store, limit=1)), None),
        answers=() if ours else tuple(answers.unseen_answers(store)),
        sent=sent.last_sent(store),
        waiting=known,
        place=place,
    )


def with_work(store: Store, found: Today) -> Today:
    """The same with the day's work among the households; a fifth of a second for a township in which much is late."""
    if found.waiting is not None:
        return found
    return replace(found, waiting=read_waiting(store, store.clock().date()))


def _erased(store: Store) -> list[ErasedElsewhere]:
    pending = erasing.pending(store)
    if not pending:
        return []
    names = batch_details.whose(store, pending)
    facts = {one.erased: one for one in reads.where(store, Erasure)}
    return [
        ErasedElsewhere(
            entity,
            row,
            entity_name(entity_spec(entity)),
            names.get(row, ""),
            facts[row].erased_on or "",
            facts[row].reason or "",
        )
        for entity, row in sorted(pending, key=lambda one: (facts[one[1]].erased_on or "", one[1]))
    ]


def _put_aside(store: Store) -> list[PutAside]:
    """What was put aside, the latest first, with the names of what it is about."""
    found = [(_entity(draft), draft) for draft in drafts.all_drafts(store) if draft.form not in _SHOWN_ANYWAY]
    names = batch_details.whose(store, {(entity, draft.row) for entity, draft in found})
    listed = disputes.titles_of(store, {draft.row for entity, draft in found if entity == "household"})
    titles = {row: " ".join(filter(None, title)) for row, title in listed.items()}
    return [
        PutAside(
            draft.form,
            draft.row,
            entity_name(entity_spec(entity)),
            titles.get(draft.row) or names.get(draft.row, ""),
            draft.at,
            removed=draft.row not in listed if entity == "household" else _in_the_bin(store, entity, draft.row),
        )
        for entity, draft in found
    ]


def _in_the_bin(store: Store, entity: str, row: str) -> bool:
    kind = ENTITIES[entity].record if entity in ENTITIES else None
    return kind is not None and reads.get(store, kind, row) is None and reads.whatever(store, kind, row) is not None


def _entity(draft: Draft) -> str:
    """Of what sort of record the draft is."""
    if draft.form == CASE_FILE:
        return "household"
    return next((draft.form[len(sort) :] for sort in _OF_RECORDS if draft.form.startswith(sort)), draft.form)
