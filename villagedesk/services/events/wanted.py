# SPDX-License-Identifier: MIT
"""What somebody wants to record, and what would be written for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from villagedesk.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.services.keeping.records import Edit


class NotThisWay(Refused):
    """The event cannot be recorded as it stands; the sentence says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An event as it was entered.

    Attributes:
        kind: code of the list `member_change` or `household_change`.
        household: the household in whose case file it is entered.
        date: day of the event (ISO), not of the entry.
        members: who it is about; for a split, those who go.
        new_head: who becomes head of the household; `their_head` of the new one that a split forms.
        other: the household that takes this one in, or the village that the household moves to (id, or its 12-digit code).
        group: of the new household, or in the new village.
        person: facts of somebody who is not on record yet: name, sex, birth, id_no, ethnic, relation.
        relations: member → relation to the head, as people decided; who is missing gets what is proposed.
        accepted: keys of the proposals that are to be carried out too.
    """

    kind: str
    household: str
    date: str = ""
    evidence: str = ""
    place: str = ""
    note: str = ""
    members: tuple[str, ...] = ()
    new_head: str = ""
    their_head: str = ""
    other: str = ""
    group: str = ""
    person: Mapping[str, Value] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that may follow from the event, and is done only if people confirm it."""

    key: str
    text: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class RelationLine:
    """What a person will be to the head.

    Attributes:
        before: the relation so far (a code).
        proposed: what follows from it; empty where it cannot be known. `sure` if it follows for certain.
        chosen: what will be written; empty writes that it is not known.
    """

    member: str
    name: str
    sex: str
    before: str
    proposed: str
    sure: bool
    chosen: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What recording an event would write.

    Attributes:
        label: the action's name in the log and in the undo menu.
        edits: what is written in any case; proposals come on top if they are accepted.
        reminders: what the program cannot do, and people should think of.
    """

    label: str
    edits: tuple[Edit, ...]
    relations: tuple[RelationLine, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    reminders: tuple[str, ...] = ()

    def chosen(self, accepted: Collection[str]) -> list[Edit]:
        """Everything that is to be saved, with the proposals of these keys."""
        return [*self.edits, *(edit for one in self.proposals if one.key in accepted for edit in one.edits)]
