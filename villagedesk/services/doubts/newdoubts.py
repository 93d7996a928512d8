# SPDX-License-Identifier: MIT
"""Which doubts (疑点) are new to this office: those that stood nowhere when it last said that it has seen them all.

A doubt is new until somebody of this office puts the new ones away (都看过了), as answers of villages are. A day or a visit to
the page 疑点 would be a worse boundary: on a Monday what came on Friday would no longer be new, and opening a list of
thousands is not reading it. A file of which nobody has said so has only new doubts. What goes and comes back is new again.

What was put away is kept in the file as this office's own note: no fact, no history, and it never travels.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from villagedesk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from villagedesk.models.checks.rules import Unjudged
    from villagedesk.models.problem import Problem
    from villagedesk.services.doubts.judging import Finding
    from villagedesk.store.store import Store

    Marks = Mapping[str, tuple[str, ...]]

_TOPIC: Final = "doubts-seen-{year}"  # every year has doubts of its own
_LENGTH: Final = 4  # bytes; marks are compared within one household or village only


def mark(said: Problem | Unjudged) -> str:
    """Tells a doubt from others of its household or village: rule and field. Another value there is the same doubt."""
    text = "/".join((said.code, said.entity, said.row, said.key))
    return hashlib.blake2b(text.encode(), digest_size=_LENGTH).hexdigest()


def owner(finding: Finding) -> str:
    """Under what a doubt is noted: its household, or the village that it is about."""
    return finding.household or finding.village


def marks_of(found: Iterable[Finding]) -> dict[str, tuple[str, ...]]:
    """The marks of the doubts that count, by household or village."""
    marks: dict[str, list[str]] = {}
    for one in found:
        if one.counts:
            marks.setdefault(owner(one), []).append(mark(one.said))
    return {row: tuple(some) for row, some in marks.items()}


def known(store: Store) -> dict[str, frozenset[str]]:
    """Household or village → the marks that were put away in the working year."""
    return {row: frozenset(marks.split()) for row, marks in drafts.remembered(store, _topic(store)).items()}


def is_new(finding: Finding, known: Mapping[str, frozenset[str]]) -> bool:
    """Whether a line of the page 疑点 is a doubt that was not put away."""
    return finding.counts and mark(finding.said) not in known.get(owner(finding), ())


def put_away(store: Store, marks: Marks) -> dict[str, frozenset[str]]:
    """Put these away: all doubts that there are now. Those that are gone are forgotten, so that they can be new again.

    Returns:
        What `known` tells from now on.
    """
    topic = _topic(store)
    before = drafts.remembered(store, topic)
    now = {row: " ".join(sorted(set(some))) for row, some in marks.items()}
    wanted = {row: now.get(row, "") for row in {*before, *now}}
    drafts.remember(store, topic, {row: text for row, text in wanted.items() if before.get(row) != text})
    return {row: frozenset(text.split()) for row, text in wanted.items()}


def _topic(store: Store) -> str:
    return _TOPIC.format(year=store.info.year)
