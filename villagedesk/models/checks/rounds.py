# SPDX-License-Identifier: MIT
"""What is known of cadres over the whole file: how many households they answer for, and how their visits lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.models.catalogue.help import Visit

TOLD: Final = ("changes", "policies", "problems", "help_given")
"""The fields of a visit in which people write what was found and done."""


class Post(NamedTuple):
    """A village in which somebody is first secretary, with the telephone that its form gives, or chaired a meeting."""

    village: str
    name: str
    phone: str = ""


class Term(NamedTuple):
    """From when to when a cadre is posted to a village as its first secretary."""

    village: str
    name: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Rounds:
    """Of the whole file and its working year; only what is more than one household.

    Attributes:
        charges: cadre → for how many households he or she answers in person at the end of the year, or today.
        days: (cadre, day) → how many households of how many villages were visited that day.
        minutes: (cadre, day, time as typed) → how many households were visited at that time, where several.
        single_days: cadre → how many households, of those whose visits of the year all fell on one day.
        copies: what a visit tells, as `told` gives it → in how many visits of the year the same stands.
        first_secretaries: (year, name) → the villages of which somebody of that name is first secretary, where several.
        terms: cadre → where he or she was posted as first secretary, in several villages.
        away: (cadre, day) of visits of the year on which the cadre was on leave.
        chairs: (day, name) → the villages in which somebody of that name chaired a meeting that day, where several.
    """

    charges: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    minutes: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    single_days: Mapping[str, int] = field(default_factory=dict)
    copies: Mapping[str, int] = field(default_factory=dict)
    first_secretaries: Mapping[tuple[int, str], tuple[Post, ...]] = field(default_factory=dict)
    terms: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    away: frozenset[tuple[str, str]] = frozenset()
    chairs: Mapping[tuple[str, str], tuple[Post, ...]] = field(default_factory=dict)


def told(visit: Visit) -> str:
    """What people wrote of a visit, found and done, as one text to compare; empty where nothing was written."""
    return "\n".join(getattr(visit, key) or "" for key in TOLD).strip("\n")
