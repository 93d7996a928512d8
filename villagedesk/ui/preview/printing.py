# SPDX-License-Identifier: MIT
"""Pages on paper: each is drawn as fine as the printer prints and turned as it lies, one at a time.

Pages are sent as pictures, so that paper shows what the screen showed, whatever fonts the printer has. A page keeps its size;
one that is larger than the paper in the printer is made smaller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from villagedesk.documents.preview import POINTS_PER_INCH
from villagedesk.errors import EnvironmentProblem
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from villagedesk.documents.preview import Picture, Preview
    from villagedesk.ui.tasks import Job

FINEST: Final = (
    300  # dots per inch that are drawn; finer letters are not told apart, and 600 would send four times as much
)
_BAND: Final = 448  # lines painted at once: Qt packs pixels with the whole program waiting, 30 ms for so many
_SLACK: Final = 1.01  # sizes of paper are rounded


def image_of(picture: Picture) -> QImage:
    """A page as Qt paints it, with pixels of its own."""
    kind = QImage.Format.Format_RGB888
    seen = QImage(picture.pixels, picture.width, picture.height, picture.stride, kind)
    return seen.convertToFormat(QImage.Format.Format_RGB32)


def ask_printer(parent: QWidget, sizes: Sequence[tuple[float, float]], title: str) -> QPrinter | None:
    """A printer with paper of the size of the first page, as the user wants it; None if the user gave up.

    Args:
        parent: the window that waits.
        sizes: of the pages.
        title: what the list of the printer calls it.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(paper_of(sizes[0]))
    printer.setFromTo(1, len(sizes))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("打印"))
    dialog.setMinMax(1, len(sizes))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    wanted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if wanted else None


def paper_of(size: tuple[float, float]) -> QPageSize:
    """The paper for a page of this size in points: A4 where it is nearly A4."""
    return QPageSize(
        QSizeF(min(size), max(size)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyOrientationMatch
    )


def pages_wanted(printer: QPrinter, count: int) -> list[int]:
    """The pages to be printed, from 0, as often as they are wanted where the printer does not see to that itself."""
    pages = range(count)
    if printer.printRange() is printer.PrintRange.PageRange:
        pages = range(max(printer.fromPage(), 1) - 1, min(printer.toPage() or count, count))
    return [*pages] * (1 if printer.supportsMultipleCopies() else printer.copyCount())


def print_pages(printer: QPrinter, preview: Preview, pages: Sequence[int], job: Job) -> int:
    """Print pages; called on the worker thread, which may paint on a printer as long as nobody else does.

    Args:
        printer: see `ask_printer`.
        preview: where they are drawn.
        pages: from 0, in their order.
        job: told how far it is, asked whether to go on.

    Returns:
        How many pages were printed.

    Raises:
        EnvironmentProblem: the printer refused.
        Cancelled: the user stopped it; what the printer had already it may print.
    """
    printer.setFullPage(True)
    painter = QPainter()
    begun = False
    try:
        for place, page in enumerate(pages):
            job.report(place, len(pages))
            job.check()
            width, height = preview.sizes[page]
            lying, standing = QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait
            printer.setPageOrientation(lying if width > height else standing)
            if not (printer.newPage() if begun else painter.begin(printer)):
                text = _("打印机没有接受第{page}页。请检查打印机是否开机、连接和有纸，再试一次。")
                raise EnvironmentProblem(text.format(page=page + 1))
            begun = True
            _draw(painter, printer, preview, page)
    except BaseException:
        if begun:
            printer.abort()
        raise
    finally:
        if begun:
            painter.end()
    return len(pages)


def _draw(painter: QPainter, printer: QPrinter, preview: Preview, page: int) -> None:
    """Paint a page in the middle of the paper."""
    width, height = preview.sizes[page]
    paper = printer.pageLayout().fullRectPoints()
    room = min(paper.width() / width, paper.height() / height)
    shrunk = 1.0 if room * _SLACK >= 1 else room
    picture = preview.picture(page, shrunk * min(printer.resolution(), FINEST) / POINTS_PER_INCH)
    dots = printer.resolution() / POINTS_PER_INCH
    place = QRectF(0, 0, width * shrunk * dots, height * shrunk * dots)
    place.moveCenter(QRectF(0, 0, paper.width() * dots, paper.height() * dots).center())
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    _draw_in_bands(painter, place, image_of(picture))


def _draw_in_bands(painter: QPainter, place: QRectF, image: QImage) -> None:
    """Paint a picture from top to bottom; the bands meet on whole dots of the printer, so that no seam is seen."""
    dots = place.height() / image.height()
    left, right = round(place.left()), round(place.right())
    for line in range(0, image.height(), _BAND):
        end = min(line + _BAND, image.height())
        top, bottom = round(place.top() + line * dots), round(place.top() + end * dots)
        part = QRect(0, line, image.width(), end - line)
        painter.drawImage(QRect(left, top, right - left, bottom - top), image.copy(part))
