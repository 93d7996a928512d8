# SPDX-License-Identifier: MIT
"""Contexts of many case files of one file: what households share is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.facts.photos import Photos, part_of
from villagedesk.models.lines import regions_of
from villagedesk.services.standards.lines import line_finder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.readiness import FindLine
    from villagedesk.store.store import Store


class Contexts:
    """Makes what papers may print, with the photos and the lines of a file.

    Attributes:
        photos: of the file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lines: dict[tuple[str, ...], FindLine] = {}
        self.photos = Photos(store)

    def of(self, case: CaseFile, day: dt.date, former: Sequence[CaseFile] = ()) -> dict[str, Any]:
        """The context of a case file on a document date, see `casefile_context`; it names what photos are lost.

        Args:
            case: of the year.
            day: the document date.
            former: of earlier years that lie in the same volume, whose lost photos are named too.
        """
        context = casefile_context(case, office_of(case.village), day, self.photos.content, self._line_of(case))
        return context | {"缺件": [*context["缺件"], *part_of(self.photos.lost(*former, case))]}

    def _line_of(self, case: CaseFile) -> FindLine:
        """The lines that hold where a household lives, read once for each region."""
        regions = regions_of(case.village)
        if regions not in self._lines:
            self._lines[regions] = line_finder(self._store, regions)
        return self._lines[regions]
