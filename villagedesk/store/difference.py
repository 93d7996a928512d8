# SPDX-License-Identifier: MIT
"""What became of rows when the log grew or shrank: told by `rederive` and the quick way for newborns, read by merging."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Difference:
    """What became of the touched rows, by entity, and the cells that wait for a decision since.

    Attributes:
        same: rows whose log grew while they show what they showed.
        emptied: of the changed ones, those that lost more than half of what they said.
        gone: entity → ids of the removed ones.
        born: households that were not here before.
        contested: (entity, row, cell) that were not contested before, or not by these changes.
        households: whose line in the list was made anew.
        counted: some of the new rows were only counted and cannot be looked at (`counting`).
    """

    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    restored: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    emptied: Counter[str] = field(default_factory=Counter)
    gone: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    born: set[str] = field(default_factory=set)
    contested: list[tuple[str, str, str]] = field(default_factory=list)
    households: frozenset[str] = frozenset()
    counted: bool = field(default=False, compare=False)  # how it was found out, not what
