# SPDX-License-Identifier: MIT
"""Of what a roster is made: a row for each household, person or pairing that fits, and columns from the field catalogue.

A column is named by record and field (`member.id_no`); a few are worked out (`made.age`, see `columns`). In a roster of
households or pairings `member` and `member_year` are the head of the household.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from villagedesk.models import eras

if TYPE_CHECKING:
    from villagedesk.models.rollups.spec import Condition


class Rows(StrEnum):
    """What has a row of its own."""

    HOUSEHOLDS = "households"
    PEOPLE = "people"
    PAIRINGS = "pairings"


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster.

    Attributes:
        key: stable name for orders, settings and the command line.
        name: what it is called in lists, whatever the year.
        title: of the paper; {户} stands for what households of the type `called` are called in the year.
        columns: those that it has where nobody chose others.
        any_of: all conditions of one of these hold for each row; nothing takes everybody.
        none_of: none of these holds.
        since: the first year whose wording is used for {户}.
    """

    key: str
    name: str
    title: str
    rows: Rows
    columns: tuple[str, ...]
    any_of: tuple[tuple[Condition, ...], ...] = ()
    none_of: tuple[Condition, ...] = ()
    called: str = "exited"
    since: int = 0

    def title_in(self, year: int) -> str:
        """The title in the wording of a year (domain.md §2.0)."""
        household = eras.wording(eras.HOUSEHOLD, max(year, self.since), self.called)
        return self.title.replace("{户}", household)
