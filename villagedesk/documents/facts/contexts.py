# SPDX-License-Identifier: MIT
"""Contexts of many case files of one file: what households share is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.models.lines import regions_of
from villagedesk.services.keeping.pictures import load_picture
from villagedesk.services.standards.lines import line_finder

if TYPE_CHECKING:
    import datetime as dt

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.readiness import FindLine
    from villagedesk.store.store import Store

_PHOTOS_KEPT: Final = 4  # a household has two


class Contexts:
    """Makes what papers may print, with the photos and the lines of a file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lines: dict[tuple[str, ...], FindLine] = {}
        self._photos: dict[str, bytes | None] = {}

    def of(self, case: CaseFile, day: dt.date) -> dict[str, Any]:
        """The context of a case file on a document date, see `casefile_context`."""
        return casefile_context(case, office_of(case.village), day, self._photo, self._line_of(case))

    def _line_of(self, case: CaseFile) -> FindLine:
        """The lines that hold where a household lives, read once for each region."""
        regions = regions_of(case.village)
        if regions not in self._lines:
            self._lines[regions] = line_finder(self._store, regions)
        return self._lines[regions]

    def _photo(self, digest: str) -> bytes | None:
        """A photo; those asked for last are kept, since a volume prints the same in the papers of each year."""
        if digest not in self._photos:
            if len(self._photos) >= _PHOTOS_KEPT:
                self._photos.clear()
            self._photos[digest] = load_picture(self._store, digest)
        return self._photos[digest]
