# SPDX-License-Identifier: MIT
"""Answers of villages that came with their files, until somebody in this office has looked at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.store import answers, disputes, drafts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.store.store import Store

_TOPIC: Final = "answers-seen"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that came back.

    Attributes:
        title: village, group and head of the household; "" if it is no longer in the list.
        who: name and computer of whoever wrote the answer; at: when, by that computer's clock.
        mark: tells this answer from another one to the same question.
    """

    id: str
    household: str
    title: str
    text: str
    answer: str
    who: str
    at: str
    mark: str


def unseen_answers(store: Store) -> list[Answered]:
    """What nobody has put away as seen in this file, the latest first."""
    seen = drafts.remembered(store, _TOPIC)
    found = [one for one in answers.arrived(store) if seen.get(one.id) != one.batch]
    titles = disputes.titles_of(store, {one.household for one in found if one.household})
    return [
        Answered(
            id=one.id,
            household=one.household,
            title=" ".join(filter(None, titles.get(one.household, ()))),
            text=one.text,
            answer=one.answer,
            who=" ".join(filter(None, (one.who, one.device))),
            at=one.at,
            mark=one.batch,
        )
        for one in found
    ]


def note_seen(store: Store, found: Iterable[Answered]) -> None:
    """Put answers away; another answer to the same question is listed again. It is this office's own note and never travels."""
    drafts.remember(store, _TOPIC, {one.id: one.mark for one in found})
