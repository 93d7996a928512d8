# SPDX-License-Identifier: MIT
"""The folders of an order: one for each way of cataloguing, with whose folders are in it and what lies there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.documents.binder.journal import Journal
from villagedesk.documents.binder.spans import Way
from villagedesk.documents.naming import safe_name
from villagedesk.documents.volumes.shelving import Shelf
from villagedesk.models.archiving import PIECE, VOLUME

if TYPE_CHECKING:
    from pathlib import Path

_FOLDERS: Final = {
    Way(VOLUME): "{year}年一户一档（按卷）",
    Way(VOLUME, all_years=True): "截至{year}年一户一档（按卷）",
    Way(PIECE): "{year}年一户一档（按件）",
}


def root_of(target: Path, year: int, way: Way) -> Path:
    """The folder of one way of cataloguing below the folder of an order."""
    return target / safe_name(_FOLDERS[way].format(year=year))


class Root:
    """The folder of one way of cataloguing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shelf = Shelf(folder)
        self.journal = Journal(folder)
