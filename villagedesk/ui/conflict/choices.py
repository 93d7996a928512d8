# SPDX-License-Identifier: MIT
"""What the user has chosen for each conflict and not yet saved; it survives leaving, closing and a crash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from villagedesk.services.merging import conflicts
from villagedesk.store import drafts
from villagedesk.store.encoding import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.services.merging.conflicts import Decision, Dispute
    from villagedesk.store.store import Store

_FORM: Final = "conflicts"
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value for a conflict: one of the sides, all of them together, or a typed one.

    Attributes:
        side: place of the side, -1 for another value.
        seen: the values that were shown when it was chosen; the choice lapses when they change.
    """

    value: Any
    text: str
    side: int
    seen: tuple[str, ...]


class Choices:
    """The choices of one file, kept as a draft."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._chosen: dict[Key, Choice] = {}

    def __len__(self) -> int:
        return len(self._chosen)

    def load(self, disputes: Iterable[Dispute]) -> None:
        """Take up what was chosen earlier, as far as the conflicts are still what they were."""
        kept = drafts.find(self._store, _FORM, "")
        saved = {tuple(one["key"]): one for one in (kept.content if kept else [])}
        self._chosen = {}
        for dispute in disputes:
            one = saved.get(dispute.key)
            if one and tuple(one["seen"]) == seen_of(dispute):
                self._chosen[dispute.key] = Choice(one["value"], one["text"], one["side"], tuple(one["seen"]))

    def of(self, dispute: Dispute) -> Choice | None:
        """What was chosen, or None while it is undecided."""
        return self._chosen.get(dispute.key)

    def take(self, dispute: Dispute, choice: Choice | None) -> None:
        """Choose, or make it undecided again."""
        if choice is None:
            self._chosen.pop(dispute.key, None)
        else:
            self._chosen[dispute.key] = choice

    def keep(self) -> None:
        """Put the choices aside in the file's drafts."""
        if self._store.read_only:
            return
        if not self._chosen:
            drafts.drop(self._store, _FORM, "")
            return
        content = [
            {"key": key, "value": one.value, "text": one.text, "side": one.side, "seen": one.seen}
            for key, one in self._chosen.items()
        ]
        drafts.keep(self._store, _FORM, "", content)

    def decisions(self, disputes: Iterable[Dispute]) -> Iterator[Decision]:
        """What is to be written."""
        for dispute in disputes:
            choice = self.of(dispute)
            if choice is not None:
                yield conflicts.decision(dispute, choice.value)


def seen_of(dispute: Dispute) -> tuple[str, ...]:
    """The values of a conflict, as a decision names them."""
    return tuple(dumps(side.value) for side in dispute.sides)


def side_choice(dispute: Dispute, place: int) -> Choice:
    """The value of one side; places as `ordered_sides` gives them."""
    side = ordered_sides(dispute)[place]
    return Choice(side.value, side.text, place, seen_of(dispute))


def combined_choice(dispute: Dispute) -> Choice | None:
    """All sides together, where that can be."""
    value = conflicts.combined(dispute)
    if value is None:
        return None
    text = value if isinstance(value, str) else next(side.text for side in dispute.sides if side.value)
    return Choice(value, text, -1, seen_of(dispute))


def ordered_sides(dispute: Dispute) -> tuple[conflicts.View, ...]:
    """The sides, ours first."""
    return (dispute.ours, *(side for side in dispute.sides if not side.ours))
