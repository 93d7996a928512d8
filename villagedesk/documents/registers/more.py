# SPDX-License-Identifier: MIT
"""What a paper of a book prints beside the fields of its records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from villagedesk.documents.facts.placeholders import PlaceholderGroup
    from villagedesk.documents.registers.subject import Subject


class Named(NamedTuple):
    """A row of which a paper prints what it is called, of a household its group and head, and `keys` of its fields."""

    entity: str
    row: str
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class More:
    """What a paper prints beside the fields of its records.

    Attributes:
        groups: names in the template that are not fields, each of them computed.
        fill: computes them, under the names of `groups`; of blank forms too, where the subject holds empty records. For a
            public paper it takes values of records through `public.whitelist.public`.
        called: what the paper is about, where that is more than its record (all of a month).
        people: fields of records of the book ("matter.member") whose persons the computed names tell.
        sensitive: of these names ("名册.证件号码") those that need an entry in the export log.
        beside: ids of other records of which the paper tells something: a conflict in them stops it too.
        named: rows of which it tells only what they are called, beside those that its records name and its template prints.
    """

    groups: tuple[PlaceholderGroup, ...]
    fill: Callable[[Subject], dict[str, Any]]
    sensitive: tuple[str, ...] = ()
    called: Callable[[Subject], str] | None = None
    people: tuple[str, ...] = ()
    beside: Callable[[Subject], Collection[str]] | None = None
    named: Callable[[Subject], Collection[Named]] | None = None
