# SPDX-License-Identifier: MIT
"""What is asked of 一键成档, and what it has made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from villagedesk.documents.binder.spans import way_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from villagedesk.documents.binder.spans import Way
    from villagedesk.documents.volumes.batch import Refusal
    from villagedesk.documents.volumes.leaves import Leaf
    from villagedesk.documents.volumes.paging import Layout
    from villagedesk.models.catalogue.place import Village


@dataclass(frozen=True, slots=True)
class BindOrder:
    """What to bind.

    Attributes:
        households: ids, in the order in which they are printed and numbered.
        year: of the binders; volumes may hold the years before too.
        target: folder that gets one folder for each way of cataloguing, and in it one for each household.
        mode: `VOLUME` or `PIECE`; empty for what each village has chosen.
        all_years: of volumes, whether they hold the papers of all years; None for what each village's number asks for.
        draft: print households with unsolved errors too, marked; nobody gets a new number then.
        layout: page numbers and PDF by an office program; None for neither.
        again: print everything anew, also what lies there already.
        only: household → the papers that are printed anew where its binder lies there; its other papers stay as they are,
            with their day. Where an office program is at work, or no binder lies there, all are. None for no such wish.
        document_date: the day of printing.
    """

    households: tuple[str, ...]
    year: int
    target: Path
    mode: str = ""
    draft: bool = False
    layout: Layout | None = None
    again: bool = False
    only: Mapping[str, frozenset[Leaf]] | None = None
    all_years: bool | None = None
    document_date: dt.date = field(kw_only=True)

    def way(self, village: Village) -> Way:
        """How the binders of a village are made."""
        return way_of(village, self.mode, self.all_years)


@dataclass(frozen=True, slots=True)
class Bound:
    """A household whose binder lies there.

    Attributes:
        kept: it lay there already, and was not printed again.
        missing: the photos that are lost and the names of the items that it lacks.
    """

    household: str
    label: str
    folder: Path
    kept: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BindOutcome:
    """What an order has made.

    Attributes:
        files: papers written, without those that lay there.
        lists: folders with the lists of boxes.
        notes: what is to be done about numbers, as sentences.
        clashing: (village, way of cataloguing) in which a number stands twice.
        unnoted: that it was not noted in the file what was printed, and why; empty where it was, and for drafts.
    """

    bound: tuple[Bound, ...]
    refused: tuple[Refusal, ...]
    files: int
    folder: Path
    lists: tuple[Path, ...]
    notes: tuple[str, ...]
    clashing: tuple[tuple[str, str], ...] = ()
    unnoted: str = ""
