# SPDX-License-Identifier: MIT
"""Which columns of a table are shown, in which order and width: chosen in the header's menu, remembered per table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zlib import crc32

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMenu

from villagedesk.i18n import _
from villagedesk.settings import FONT_SIZES
from villagedesk.ui import window_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QHeaderView, QTableView

_WRITE_AFTER: Final = 500  # milliseconds after the last drag
_PADDING: Final = 18
_AIR: Final = 4  # pixels between what stands in a column and the next one
_LONGEST_HEADING: Final = 8  # 汉字
_MEASURED: Final = (
    100  # lines by which columns are fitted: looking through a thousand takes a second when cadres are shown
)


class Shape(QObject):
    """Keeps the shape of one table's columns under a name. Make it when the view has its model.

    Attributes:
        keys: names of the columns, the same in every language.
    """

    def __init__(
        self, view: QTableView, name: str, keys: Sequence[str], widths: Sequence[float], hidden: Sequence[bool]
    ) -> None:
        super().__init__(view)
        self.keys = tuple(keys)
        self._view = view
        self._name = f"{name}/columns-{crc32(' '.join(keys).encode()):08x}"  # another set of columns: another shape
        self._size = self._view.fontInfo().pixelSize()
        self._widths = tuple(widths)
        self._hidden = tuple(hidden)
        self._chosen_by_user = False
        self._fitting = False
        self._needed: dict[int, int] = {}  # column → pixels that what stands in it takes
        model = view.model()
        for news in (model.modelReset, model.dataChanged, model.layoutChanged, model.rowsInserted, model.rowsRemoved):
            news.connect(self._measure_again)
        self._late = QTimer(self, singleShot=True, interval=_WRITE_AFTER)
        self._late.timeout.connect(self.keep)
        header = self.header
        header.setSectionsMovable(True)
        header.setResizeContentsPrecision(_MEASURED)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._menu)
        self.reset()
        self._restore()
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._changed)

    def _restore(self) -> None:
        """The remembered shape; one made with another font is scaled to the present one."""
        for size in (self._size, *FONT_SIZES):
            if window_state.restore(self.header, f"{self._name}-{size}"):
                self._scale(self._size / size)
                self._chosen_by_user = True
                return

    def _scale(self, factor: float) -> None:
        header = self.header
        for column in self.shown() if factor != 1 else ():
            header.resizeSection(column, round(header.sectionSize(column) * factor))

    def follow_font(self) -> None:
        """The font has another size: so have the columns."""
        self._measure_again()
        before, self._size = self._size, self._view.fontInfo().pixelSize()
        self._scale(self._size / before)

    @property
    def header(self) -> QHeaderView:
        """The header it looks after."""
        return self._view.horizontalHeader()

    def shown(self) -> list[int]:
        """The columns that are visible, from left to right."""
        header = self.header
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in order if not header.isSectionHidden(column)]

    def show_column(self, column: int, *, visible: bool) -> None:
        """Show or hide a column; the last one stays."""
        if visible or len(self.shown()) > 1:
            self.header.setSectionHidden(column, not visible)
            self._changed()

    def reset(self) -> None:
        """The first shape: all columns in their own order, the lesser ones hidden."""
        header = self.header
        for column, hidden in enumerate(self._hidden):
            header.moveSection(header.visualIndex(column), column)
            header.setSectionHidden(column, hidden)
            header.resizeSection(column, self._first_width(column))
        self._changed()
        self._chosen_by_user = False

    def _first_width(self, column: int) -> int:
        metrics = self._view.fontMetrics()
        em = metrics.horizontalAdvance("汉")
        title = str(self._view.model().headerData(column, Qt.Orientation.Horizontal) or "")
        heading = min(metrics.horizontalAdvance(title), _LONGEST_HEADING * em)  # English is longer than Chinese
        return max(int(self._widths[column] * em), heading) + _PADDING

    def fit(self) -> None:
        """Make the columns no wider than what stands in them, so that more of them are seen; what room is left goes to long ones.

        A shape that the user has given the table stays, and this one is not remembered: other contents need other widths.
        """
        if self._chosen_by_user or not self._view.model().rowCount():
            return
        view, header = self._view, self.header
        needed = {one: self._need(one) for one in self.shown()}
        widths = {one: min(self._first_width(one), need) for one, need in needed.items()}
        spare = view.viewport().width() - sum(widths.values())
        self._fitting = True
        for column, width in widths.items():
            more = max(0, min(needed[column] - width, spare))
            spare -= more
            header.resizeSection(column, width + more)
        self._fitting = False

    def _need(self, column: int) -> int:
        """Measured once for what the table holds: it is set out several times before it is seen."""
        if column not in self._needed:
            contents = self._view.sizeHintForColumn(column)
            self._needed[column] = max(contents, self.header.sectionSizeHint(column)) + _AIR
        return self._needed[column]

    def _measure_again(self, *_what: object) -> None:
        self._needed.clear()

    def keep(self) -> None:
        """Remember now the shape that the user gave the table; the first one is made anew each time, to fit what there is."""
        self._late.stop()
        if self._chosen_by_user:
            window_state.keep(self.header, f"{self._name}-{self._size}")
        else:
            window_state.forget(f"{self._name}-{size}" for size in {self._size, *FONT_SIZES})

    def menu(self) -> QMenu:
        """The menu in which columns are chosen."""
        menu = QMenu(_("显示的列"), self._view)
        for column in range(self.header.count()):
            title = str(self._view.model().headerData(column, Qt.Orientation.Horizontal))
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(not self.header.isSectionHidden(column))
            action.setData(column)
        menu.addSeparator()
        menu.addAction(_("恢复默认列"))
        menu.triggered.connect(self._chosen)
        return menu

    def _menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.exec(self.header.mapToGlobal(place))
        menu.deleteLater()

    def _chosen(self, action: object) -> None:
        column = action.data()  # type: ignore[attr-defined]
        if column is None:
            self.reset()
        else:
            self.show_column(column, visible=action.isChecked())  # type: ignore[attr-defined]

    def _resized(self, column: int, *_sizes: int) -> None:
        """Somebody dragged; the last column that takes what room is left does so by itself."""
        if not (self.header.stretchLastSection() and self.shown()[-1:] == [column]):
            self._changed()

    def _changed(self, *_what: object) -> None:
        if not self._fitting:
            self._chosen_by_user = True
            self._late.start()
