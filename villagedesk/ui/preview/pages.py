# SPDX-License-Identifier: MIT
"""Pages one below the other, as pictures that somebody else draws: only those that are seen, one at a time."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage, QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

WHOLE: Final = 96 / 72  # the program's pixels per point at 100 %, on every system and screen
STEPS: Final = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_GAP: Final = 12  # between pages and around them
_KEPT: Final = 96_000_000  # bytes of pictures that are kept, besides those that are seen
_READING: Final = 0.33  # of the height: the page that is there is the one that is being read
_LINE: Final = 48  # what an arrow key or a notch of the wheel moves
_WHEEL_NOTCH: Final = 120
_SHOULD_SEE: Final = QSize(240, 160)  # the least that is of use


class PagesView(QAbstractScrollArea):
    """Shows pages of given sizes; pictures are asked for and given back in any order.

    Signals:
        picture_wanted: (page from 0, pixels per point); the answer is `take` or `give_up`, and nothing else is asked for before.
        page_changed: the page that is being read, from 0.
        zoom_changed: how large it is shown, 1.0 for 100 %.
    """

    picture_wanted = Signal(int, float)
    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, sizes: Sequence[tuple[float, float]], parent: QWidget | None = None) -> None:
        """`sizes` of the pages in points."""
        super().__init__(parent)
        self._sizes = tuple(sizes)
        self._zoom = 1.0
        self._fits = True
        self._tops: list[float] = []
        self._page = 0
        self._pictures: dict[int, QImage] = {}
        self._scales: dict[int, float] = {}  # at which each was asked for
        self._asked: int | None = None
        self._failed: set[int] = set()
        self._silent = False
        self._notches = 0
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Mid)
        self.viewport().setAutoFillBackground(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or fitting would never come to rest
        self.setAccessibleName(_("文书页面"))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._tell_place()

    # -- what is shown ----------------------------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page that is being read, from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """1.0 for 100 %."""
        return self._zoom

    @property
    def fits(self) -> bool:
        """Whether the widest page fills the width."""
        return self._fits

    def go_to(self, page: int) -> None:
        """Show a page from its top."""
        page = min(max(page, 0), len(self._sizes) - 1)
        self._silent = True  # the last page may be too short to come to the top
        self.verticalScrollBar().setValue(int(self._tops[page] - _GAP))
        self._silent = False
        self._set_page(page)

    def fit_width(self) -> None:
        """Let the widest page fill the width, also when the window changes."""
        self._fits = True
        self._arrange()

    def set_zoom(self, zoom: float) -> None:
        """Show pages so large, 1.0 for 100 %."""
        self._fits = False
        self._zoom = min(max(zoom, STEPS[0]), STEPS[-1])
        self._arrange()

    def larger(self) -> None:
        """The next step upwards."""
        self.set_zoom(next((step for step in STEPS if step > self._zoom * 1.01), STEPS[-1]))

    def smaller(self) -> None:
        """The next step downwards."""
        self.set_zoom(next((step for step in reversed(STEPS) if step < self._zoom * 0.99), STEPS[0]))

    def clear(self) -> None:
        """Forget the pictures and ask for no more."""
        self._pictures.clear()
        self._scales.clear()
        self._asked = -1
        self.viewport().update()

    # -- pictures ---------------------------------------------------------------------------------------------------

    def take(self, page: int, scale: float, picture: QImage) -> None:
        """The answer to `picture_wanted`."""
        if self._asked != page:
            return  # of before `clear`
        self._asked = None
        picture.setDevicePixelRatio(self._ratio)
        self._pictures[page], self._scales[page] = picture, scale
        self._forget_far_ones()
        self.viewport().update()
        self._ask()

    def give_up(self) -> None:
        """The other answer: there is no picture of that page, and it is not asked for again."""
        if self._asked is not None:
            self._failed.add(self._asked)
            self._asked = None
            self.viewport().update()

    @property
    def _ratio(self) -> float:
        return self.devicePixelRatioF()

    def _scale(self) -> float:
        """Pixels of the screen per point."""
        return WHOLE * self._zoom * self._ratio

    def _ask(self) -> None:
        """Ask for the first of the pages in sight, or next to them, that has no picture of this size."""
        if self._asked is not None or not self._tops or not self.isVisible():
            return
        first, last = self._seen()
        for page in (*range(first, last + 1), last + 1, first - 1):
            if not 0 <= page < len(self._sizes) or page in self._failed:
                continue
            if self._scales.get(page) != self._scale():
                self._asked = page
                self.picture_wanted.emit(page, self._scale())
                return

    def _seen(self) -> tuple[int, int]:
        """The first and the last page in sight."""
        top = self.verticalScrollBar().value()
        first = max(bisect_right(self._tops, top) - 1, 0)
        last = max(bisect_right(self._tops, top + self.viewport().height()) - 1, first)
        return first, last

    def _forget_far_ones(self) -> None:
        first, last = self._seen()
        far = sorted(self._pictures, key=lambda page: max(first - page, page - last), reverse=True)
        held = sum(picture.sizeInBytes() for picture in self._pictures.values())
        for page in far:
            if held <= _KEPT or first - 1 <= page <= last + 1:  # what `_ask` would ask for again at once
                return
            held -= self._pictures.pop(page).sizeInBytes()
            del self._scales[page]

    # -- where pages are --------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Put the pages one below the other; what is being read stays in its place."""
        before, within = self._page, self._within()
        widest = max(width for width, _height in self._sizes)
        room = self.viewport().size()
        if self._fits:
            self._zoom = min(max((room.width() - 2 * _GAP) / (widest * WHOLE), STEPS[0]), STEPS[-1])
        self._tops = []
        top = float(_GAP)
        for _width, height in self._sizes:
            self._tops.append(top)
            top += height * WHOLE * self._zoom + _GAP
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        self._silent = True
        for bar, whole, seen in (
            (down, top, room.height()), (across, widest * WHOLE * self._zoom + 2 * _GAP, room.width()),
        ):  # fmt: skip
            bar.setRange(0, max(int(whole) - seen, 0))
            bar.setPageStep(max(seen - _LINE, 1))
            bar.setSingleStep(_LINE)
        down.setValue(int(self._tops[before] - _GAP + within * self._sizes[before][1] * WHOLE * self._zoom))
        across.setValue(across.maximum() // 2)
        self._silent = False
        self.viewport().update()
        self.zoom_changed.emit(self._zoom)
        self._ask()

    def _within(self) -> float:
        """How far the page that is being read has been scrolled, as a share of its height."""
        if not self._tops:
            return 0.0
        scrolled = self.verticalScrollBar().value() - self._tops[self._page] + _GAP
        return scrolled / (self._sizes[self._page][1] * WHOLE * self._zoom)

    def rectangle(self, page: int) -> QRectF:
        """Where a page is in the viewport."""
        width, height = (side * WHOLE * self._zoom for side in self._sizes[page])
        across = self.horizontalScrollBar()
        widest = max(one for one, _height in self._sizes) * WHOLE * self._zoom
        middle = self.viewport().width() / 2 if not across.maximum() else _GAP + widest / 2 - across.value()
        return QRectF(round(middle - width / 2), self._tops[page] - self.verticalScrollBar().value(), width, height)

    def _scrolled(self) -> None:
        self.viewport().update()
        if not self._silent and self._tops:
            bar = self.verticalScrollBar()
            at = bar.value() + self.viewport().height() * _READING
            page = max(bisect_right(self._tops, at) - 1, 0)
            self._set_page(len(self._sizes) - 1 if 0 < bar.maximum() == bar.value() else page)
        self._ask()

    def _set_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self._tell_place()
            self.page_changed.emit(page)

    def _tell_place(self) -> None:
        text = _("第{page}页，共{count}页").format(page=self._page + 1, count=len(self._sizes))
        self.setAccessibleDescription(text)

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Small enough for letters of twice the size on a small screen."""
        return _SHOULD_SEE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the pages anew."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight; a page whose picture is not there yet is white."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        first, last = self._seen()
        for page in range(first, last + 1):
            self._paint_page(painter, page)
        painter.end()
        self._ask()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        place, picture = self.rectangle(page), self._pictures.get(page)
        painter.fillRect(place, Qt.GlobalColor.white)  # paper is white in the dark too
        if picture is None:
            painter.setPen(QColor(Qt.GlobalColor.darkGray))
            text = _("第{page}页画不出来") if page in self._failed else _("正在画第{page}页…")
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text.format(page=page + 1))
        elif self._scales[page] == self._scale():
            painter.drawImage(QPointF(place.topLeft()), picture)
        else:
            painter.drawImage(place, picture)  # of another size, until the right one is there
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last page, the blank and the page keys a screen further; arrows scroll."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self._sizes) - 1)
        elif event.key() in {Qt.Key.Key_Space, Qt.Key.Key_PageDown}:
            bar.setValue(bar.value() + bar.pageStep())
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_PageUp}:
            bar.setValue(bar.value() - bar.pageStep())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel changes the size, a notch a step; fine wheels add up."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._notches += event.angleDelta().y()
        while abs(self._notches) >= _WHEEL_NOTCH:
            if self._notches > 0:
                self.larger()
                self._notches -= _WHEEL_NOTCH
            else:
                self.smaller()
                self._notches += _WHEEL_NOTCH
        event.accept()
