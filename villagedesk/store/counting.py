# SPDX-License-Identifier: MIT
"""Rehearsing without writing what nobody will look at: a township gets whole villages that it has never seen.

What is newborn and belongs to a newborn household changes nothing that stands here. Households and members are written
all the same, since others are compared with their numbers; the facts of their years are only counted. As soon as anything
rests on a row that was only counted, the rehearsal ends with `NotCountable` and is done again with everything written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import ENTITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from villagedesk.store.newborn import Newborn

# What every finding of another household may look at: who stands in the file, under which numbers.
_LOOKED_AT: Final = frozenset({"household", "member"})


class NotCountable(Exception):
    """Something rests on a row that was only counted."""


def _levels() -> list[tuple[str, str, str]]:
    """(entity, its field of the owner, the owner's entity) of everything below a household, owners first."""
    found: list[tuple[str, str, str]] = []
    below = {"household"}
    while fresh := [
        (spec.key, spec.parent, spec[spec.parent].ref)
        for spec in ENTITIES.values()
        if spec.parent and spec.key not in below and spec[spec.parent].ref in below
    ]:
        found += fresh
        below |= {key for key, _parent, _owner in fresh}
    return found


_BELOW: Final = _levels()


class Counted:
    """The rows of a rehearsal that were only counted, by the hashes of their ids: there may be a million of them."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._hashes: set[int] = set()

    def rows(self, alone: Iterable[str], newborn: Newborn) -> dict[str, set[str]]:
        """Of the rows of a delivery those that need only be counted, by entity; `alone` are all of them."""
        if self._hashes and not self._hashes.isdisjoint(map(hash, alone)):
            raise NotCountable
        whole: dict[str, Mapping[str, Any] | set[str]] = {"household": newborn.get("household", {})}
        for entity, parent, owner in _BELOW:
            mark = f'"{parent}":"'
            whole[entity] = {
                row
                for row, birth in newborn.get(entity, {}).items()
                if birth.partition(mark)[2].partition('"')[0] in whole[owner]  # canonical JSON: no value looks like it
            }
        counted = {entity: set(rows) for entity, rows in whole.items() if entity not in _LOOKED_AT}
        for rows in counted.values():
            self._hashes.update(map(hash, rows))
        return counted

    def refuse_gaps(self, *, complete: bool, awaited: bool) -> None:
        """Batches that came in part, and changes that wait for others, are looked up in the log by name."""
        if awaited or not complete:
            raise NotCountable

    def refuse_references(self, first: int) -> None:
        """Some change from this place on replaces one of another row that was only counted."""
        missing = (
            "SELECT 1 FROM change_over o WHERE o.change >= ? AND NOT EXISTS ("
            "SELECT 1 FROM change c WHERE c.seq = o.replaced) LIMIT 1"
        )
        if self._hashes and self._connection.execute(missing, (first,)).fetchone():
            raise NotCountable

    def refuse_looking(self, households: frozenset[str]) -> None:
        """Somebody looks at households that were here before, and at whatever they have in common with others."""
        if self._hashes and households:
            raise NotCountable
