# SPDX-License-Identifier: MIT
"""What importing a roster would do, as the preview shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from villagedesk.models.problem import Problem
    from villagedesk.sheets.drafting import Difference, Edits


class RowState(StrEnum):
    """What importing a row would do; of a doubtful one nothing, or all but the cells it complains of."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row of the preview.

    Attributes:
        line: its number as Excel shows it.
        household: 户编号, empty if the roster has none.
        notes: complaints, each with its place.
        differences: facts of the file that would change; those of the household stand at its first row.
        held: whether nothing of the row is imported.
        family: the line of the first row of its household, by which rows are told to belong together.
        marked: columns (from 0) that the complaints are about.
    """

    line: int
    state: RowState
    name: str
    household: str
    notes: tuple[Problem, ...] = ()
    differences: tuple[Difference, ...] = ()
    held: bool = False
    family: int = 0
    marked: tuple[int, ...] = ()


@dataclass(slots=True)
class RosterPlan:
    """What importing a roster would do.

    Attributes:
        year: the year whose facts the roster gives.
        gone: households and people of the file whom the roster does not have, as lines to show; they are left alone.
        problems: every complaint: about the roster as a whole, then row by row.
        edits: what `apply_roster` writes.
        seen: the newest batch of the file the plan was made on.
    """

    year: int
    rows: tuple[RowPlan, ...]
    counts: dict[RowState, int]
    households_new: int
    households_changed: int
    gone: tuple[str, ...]
    problems: tuple[Problem, ...]
    edits: Edits
    seen: str
