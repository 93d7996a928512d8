# SPDX-License-Identifier: MIT
"""What is known of a template that somebody brought: which facts it asks for, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.documents.guarded.frames import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST: Final = 500  # lines of each sort that a report holds


@dataclass(frozen=True, slots=True)
class Known:
    """What there is: names of each group, which groups are rows (with what one row is usually called), other words for names."""

    groups: Mapping[str, Mapping[str, Any]]
    rows: Mapping[str, str]
    nested: Mapping[str, Mapping[str, Any]]  # 标签 → group → names
    aliases: Mapping[str, tuple[str, ...]]


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
        doubts: paragraphs that look as if a placeholder was meant, or that some household has not the facts for; it can be
            printed all the same.
        forbidden: it reaches for what no template may have; such a one is not kept either.
    """

    name: str
    uses: tuple[Use, ...] = ()
    loops: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    faults: tuple[Fault, ...] = ()
    doubts: tuple[Fault, ...] = ()
    forbidden: bool = False

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
        "forbidden": report.forbidden,
    }


def from_plain(name: str, said: dict[str, Any], known: Known) -> Report:
    """The report as the process of the template tells it; what it says is taken as text and never trusted further.

    Raises:
        ValueError, TypeError, KeyError: it is no report.
    """
    uses = (Use(_text(group), _text(key), _text(where), needed is True) for group, key, where, needed in said["uses"])
    return Report(
        name,
        tuple(one for one in uses if one.name in known.groups.get(one.group, ())),
        _texts(said["loops"]),
        tuple(Unknown(_text(key), _text(where), _texts(near)) for key, where, near in said["unknown"][:MOST]),
        _faults(said["faults"]),
        _faults(said["doubts"]),
        said["forbidden"] is True,
    )


def _faults(said: list[Any]) -> tuple[Fault, ...]:
    return tuple(Fault(_text(where), _text(why)) for where, why in said[:MOST])


def _texts(said: Iterable[Any]) -> tuple[str, ...]:
    return tuple(_text(one) for one in list(said)[:MOST])


def _text(said: Any) -> str:
    return "".join(sign for sign in str(said)[:LONGEST] if sign.isprintable())
