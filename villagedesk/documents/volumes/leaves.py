# SPDX-License-Identifier: MIT
"""A paper of a year: what a volume of several years is made of, which may have a 登记表 of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from villagedesk.documents.papers import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.documents.papers import Paper


class Leaf(NamedTuple):
    """A paper of a year; `paper` is the key of its kind."""

    paper: str
    year: int

    @property
    def known(self) -> bool:
        """Whether this program has such papers."""
        return self.paper in BY_KEY

    @property
    def kind(self) -> Paper:
        """Its kind."""
        return BY_KEY[self.paper]


def in_order(leaves: Iterable[Leaf]) -> tuple[Leaf, ...]:
    """As they are bound: by kind in the order of the list of contents (domain.md §6.2), of a kind the earlier year first."""
    return tuple(sorted(leaves, key=lambda one: (one.kind.order, one.year)))
