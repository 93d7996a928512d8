# SPDX-License-Identifier: MIT
"""Other persons and households, as far as a rule about one household must know of them; gathered once for many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Bearer:
    """A member of the file who carries an identity number: where, in words, and why the person left, if so (a code)."""

    member: str
    name: str
    number: str
    household: str
    place: str
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A member whom files put into several households, seen from one of them.

    Attributes:
        here: whether the person is shown, and counted, in this one.
        others: the other households, id → place in words.
    """

    member: str
    name: str
    here: bool
    others: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parted:
    """A household was split on one computer while `person` was registered in it on another; `place` is the new one."""

    place: str
    movers: str
    device: str
    person: str
    other: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A person who was joined to another (`name` at `place`) and is shown all the same; `mutual`: each to the other."""

    name: str
    place: str
    mutual: bool


@dataclass(frozen=True, slots=True)
class Late:
    """A fact of a locked year (entity.field of a row) that a merge changed afterwards; `key` is "" for the whole record.

    Where it moved somebody into the household of that year or out of it, `counts` says whether he counts there now (else
    None), and `person` who it is, empty for the household itself.
    """

    entity: str
    row: str
    key: str
    year: int
    who: str
    at: str
    counts: bool | None = None
    person: str = ""


class Caller(NamedTuple):
    """A member who has a telephone number that others have too; `county` is where the member works, in words."""

    member: str
    name: str
    place: str
    county: str


def place_of(village: str, group: str, head: str) -> str:
    """A household in words, for the sentence of a finding."""
    whose = _("{head}户").format(head=head) if head else _("（未登记户主的户）")
    return " ".join(part for part in (village, group, whose) if part)
