# SPDX-License-Identifier: MIT
"""The model behind long lists: all keys in order, lines in pages of 256 (docs/adr/0005).

No cell asks the database: a page is one query, kept while it is among the last 32 looked at. Sorting, searching and
filtering happen in SQL, so a hundred thousand lines cost what a hundred cost.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QObject

from villagedesk.ui.tables.columns import Column, L
from villagedesk.ui.tables.model import AnyIndex, TableModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.ui.icons import Icons

PAGE: Final = 256
_KEPT: Final = 32
_NOWHERE: Final = QModelIndex()
L_co = TypeVar("L_co", covariant=True)


class Source(Protocol[L_co]):
    """Where a long list comes from."""

    def keys(self, sort: str, *, descending: bool) -> array[int]:
        """The keys of all lines in their order."""
        ...

    def page(self, keys: Sequence[int]) -> Mapping[int, L_co]:
        """The lines of some keys; those that are gone are missing."""
        ...


class PagedModel(TableModel[L]):
    """A list of any size."""

    def __init__(
        self,
        source: Source[L],
        columns: Sequence[Column[L]],
        sort: str,
        icons: Icons | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, icons, parent)
        self.source = source
        self.sort_key = sort
        self.descending = False
        self._keys: array[int] = array("q")
        self._pages: OrderedDict[int, Mapping[int, L]] = OrderedDict()

    def reload(self) -> None:
        """Ask for the keys again; call it after any change, it costs 20 ms per hundred thousand lines."""
        keys = self.source.keys(self.sort_key, descending=self.descending)
        self.beginResetModel()
        self._keys = keys
        self._pages.clear()
        self.endResetModel()

    def sort_by(self, sort: str, *, descending: bool) -> None:
        """Order the list by a column of the store."""
        self.sort_key, self.descending = sort, descending
        self.reload()

    def key(self, row: int) -> int:
        """The key of a row."""
        return self._keys[row]

    def keys(self) -> array[int]:
        """All keys in the order of the list."""
        return self._keys

    def row_of_key(self, key: object) -> int:
        """The row of a key, -1 if it is not in the list."""
        try:
            return self._keys.index(key) if isinstance(key, int) else -1
        except ValueError:
            return -1

    def sort_of(self, column: Column[L]) -> str:
        """What `sort_by` takes for a column; empty where the store has no index for it."""
        return column.sort

    def line(self, row: int) -> L | None:
        """The line of a row; None where it was removed since the keys were read (it is drawn blank)."""
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            start = number * PAGE
            page = self.source.page(self._keys[start : start + PAGE])
            self._pages[number] = page
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        return page.get(self._keys[row])

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._keys)
