# SPDX-License-Identifier: MIT
"""What is known of a template that somebody brought: which facts it asks for, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.documents.facts.placeholders import placeholder_list

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST: Final = 500  # lines of each sort that a report holds
_LONGEST: Final = 200  # characters of a text from a template


class Use(NamedTuple):
    """A fact that a template asks for.

    Attributes:
        needed: it is printed, and the template does not itself ask whether it is there.
    """

    group: str
    name: str
    paragraph: str
    needed: bool


class Unknown(NamedTuple):
    """A name that no facts have, where it stands, and names that look alike."""

    name: str
    paragraph: str
    nearest: tuple[str, ...]


class Fault(NamedTuple):
    """A paragraph that cannot be understood, or looks like a mistake, and why."""

    paragraph: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a template asks for.

    Attributes:
        name: of the template.
        uses: facts that it asks for and that there are.
        loops: groups that it goes through row by row.
        unknown: names that there are not.
        faults: paragraphs that cannot be understood.
        doubts: paragraphs that look as if a placeholder was meant; it can be printed all the same.
    """

    name: str
    uses: tuple[Use, ...] = ()
    loops: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    faults: tuple[Fault, ...] = ()
    doubts: tuple[Fault, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it can be printed."""
        return not self.unknown and not self.faults


def as_plain(report: Report) -> dict[str, Any]:
    """The report as JSON can hold it."""
    return {
        "uses": report.uses[:MOST],
        "loops": report.loops[:MOST],
        "unknown": report.unknown[:MOST],
        "faults": report.faults[:MOST],
        "doubts": report.doubts[:MOST],
    }


def from_plain(name: str, said: dict[str, Any]) -> Report:
    """The report as the process of the template tells it; what it says is taken as text and never trusted further.

    Raises:
        ValueError, TypeError, KeyError: it is no report.
    """
    known = {(one.group, one.name) for one in placeholder_list()}
    uses = (Use(_text(group), _text(key), _text(where), needed is True) for group, key, where, needed in said["uses"])
    return Report(
        name,
        tuple(one for one in uses if (one.group, one.name) in known),
        _texts(said["loops"]),
        tuple(Unknown(_text(key), _text(where), _texts(near)) for key, where, near in said["unknown"][:MOST]),
        _faults(said["faults"]),
        _faults(said["doubts"]),
    )


def _faults(said: list[Any]) -> tuple[Fault, ...]:
    return tuple(Fault(_text(where), _text(why)) for where, why in said[:MOST])


def _texts(said: Iterable[Any]) -> tuple[str, ...]:
    return tuple(_text(one) for one in list(said)[:MOST])


def _text(said: Any) -> str:
    return "".join(sign for sign in str(said)[:_LONGEST] if sign.isprintable())
