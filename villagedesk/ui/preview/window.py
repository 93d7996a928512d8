# SPDX-License-Identifier: MIT
"""The window in which finished papers are looked at, printed and saved as PDF.

What it shows is in memory only, and goes when the window is closed, when the program locks itself and when the file is closed.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from villagedesk import paths
from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.ui import labels, messages, shortcuts, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.preview import printing
from villagedesk.ui.preview.opening import open_outside
from villagedesk.ui.preview.pages import PagesView
from villagedesk.ui.tasks import Task

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from villagedesk.documents.preview import Preview
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job, Work

_STATE: Final = "preview"
_SIZE: Final = (72, 50)  # 汉字
_PDF: Final = ".pdf"


class PreviewWindow(QDialog):
    """Pages, and what can be done with them. It owns the preview: when the window is closed the pages are gone."""

    def __init__(
        self, session: Session, preview: Preview, path: Path, title: str, parent: QWidget | None = None
    ) -> None:
        """`path` is what the pages were made from; it is what other programs open."""
        super().__init__(parent)
        self._session, self._preview, self._path, self._title = session, preview, path, title
        self.setWindowTitle(_("预览：{title}").format(title=title))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.pages = PagesView(preview.sizes, self)
        self._make_widgets(len(preview.sizes))
        self._lay_out()
        self._connect()
        if not window_state.restore(self, _STATE):
            window_state.fit(self, *_SIZE)
        self.pages.setFocus()

    def _make_widgets(self, count: int) -> None:
        self.first, self.before = QPushButton(_("首页(&H)")), QPushButton(_("上一页(&U)"))
        self.next, self.last = QPushButton(_("下一页(&N)")), QPushButton(_("末页(&L)"))
        self.page = QSpinBox(minimum=1, maximum=count)
        self.page.setKeyboardTracking(False)
        self.page.setSuffix(_(" / {count}页").format(count=count))
        self.page.setAccessibleName(_("页码"))
        self.fit, self.whole = QPushButton(_("适合宽度(&W)")), QPushButton(_("原大(&R)"))
        self.fit.setCheckable(True)
        self.whole.setToolTip("100%")
        self.smaller, self.larger = QPushButton(_("缩小(&M)")), QPushButton(_("放大(&B)"))
        self.zoom = QLabel()
        self.zoom.setAccessibleName(_("显示比例"))
        self.print_button = QPushButton(_("打印(&P)…"))
        self.save_button = QPushButton(_("另存为PDF(&S)…"))
        self.open_button = QPushButton(self._way_to_open())
        told = _("由本机的{program}排版，用别的程序打印时分页可能略有不同。").format(program=self._preview.program)
        self.told = labels.label(told if self._preview.program else "", labels.HINT)

    def _way_to_open(self) -> str:
        if self._path.is_dir():
            return _("打开文件夹(&O)")
        return _("用别的程序打开(&O)") if self._path.suffix.lower() == _PDF else _("用Word或WPS打开(&O)")

    def _lay_out(self) -> None:
        turning, below = QWidget(self), QHBoxLayout()
        flow = FlowLayout(turning)
        for widget in (
            self.first, self.before, self.page, self.next, self.last,
            self.fit, self.whole, self.smaller, self.zoom, self.larger,
        ):  # fmt: skip
            flow.addWidget(widget)
        below.addWidget(self.told, 1)
        for button in (self.print_button, self.save_button, self.open_button):
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(turning)
        layout.addWidget(self.pages, 1)
        layout.addLayout(below)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter in the number of the page goes there and prints nothing
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("300%"))
        self.zoom.setMinimumHeight(self.fit.sizeHint().height())
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _connect(self) -> None:
        pages, last = self.pages, len(self._preview.sizes) - 1
        steps = {
            "first_page": (self.first, lambda: pages.go_to(0)),
            "page_before": (self.before, lambda: pages.go_to(pages.page - 1)),
            "next_page": (self.next, lambda: pages.go_to(pages.page + 1)),
            "last_page": (self.last, lambda: pages.go_to(last)),
            "fit_pages": (self.fit, pages.fit_width),
            "whole_pages": (self.whole, lambda: pages.set_zoom(1.0)),
            "smaller_pages": (self.smaller, pages.smaller),
            "larger_pages": (self.larger, pages.larger),
            "print_pages": (self.print_button, self.print_them),
            "save_pages": (self.save_button, self.save),
            "open_pages": (self.open_button, self.open_outside),
        }
        for button, deed in steps.values():
            button.clicked.connect(partial(_do, deed))
        shortcuts.bind(self, **{key: deed for key, (_button, deed) in steps.items()})
        self.page.valueChanged.connect(self._go_to_number)
        pages.page_changed.connect(self._show_page)
        pages.zoom_changed.connect(self._show_zoom)
        pages.picture_wanted.connect(self._draw)
        self._session.locked.connect(self.reject)
        self._session.closing.connect(self.reject)
        self._show_page(0)

    # -- pages ------------------------------------------------------------------------------------------------------

    def _go_to_number(self, number: int) -> None:
        if number - 1 != self.pages.page:
            self.pages.go_to(number - 1)

    def _show_page(self, page: int) -> None:
        self.page.setValue(page + 1)
        for button, there in ((self.first, page > 0), (self.before, page > 0)):
            button.setEnabled(there)
        for button in (self.next, self.last):
            button.setEnabled(page < len(self._preview.sizes) - 1)

    def _show_zoom(self, zoom: float) -> None:
        self.zoom.setText(f"{zoom:.0%}")
        self.fit.setChecked(self.pages.fits)

    def _draw(self, page: int, scale: float) -> None:
        """Have a page drawn on the worker thread; the view asks for one at a time."""
        if self._preview.is_closed or self._session.store.connection is None:
            return
        task = Task(_("画页面"), partial(_drawn, self._preview, page, scale), self._session)
        task.succeeded.connect(self._take)
        task.failed.connect(self._not_drawn)
        task.fleeting = True  # there are many of them
        self._session.tasks.start(task)

    def _take(self, found: object) -> None:
        page, scale, image = cast("tuple[int, float, QImage]", found)
        self.pages.take(page, scale, image)

    def _not_drawn(self, error: object) -> None:
        self.pages.give_up()
        if not self._preview.is_closed:
            messages.problem(self, error)

    # -- paper and files --------------------------------------------------------------------------------------------

    def print_them(self) -> None:
        """Ask for a printer and print in the background."""
        preview = self._preview
        printer = printing.ask_printer(self, preview.sizes, self._title)
        if printer is None or preview.is_closed:  # locked while the system asked
            return
        wanted = printing.pages_wanted(printer, len(preview.sizes))
        count = self._run(
            _("打印"),
            lambda _store, job: printing.print_pages(printer, preview, wanted, job),
            _("已停止打印；已经送到打印机的页可能还会印出来。"),
        )
        if count:
            self.told.setText(_("已送到打印机，共{count}页。").format(count=count))

    def save(self) -> None:
        """Save all pages as PDF where the user wants them."""
        from villagedesk.documents.naming import safe_name

        folder = self._path if self._path.is_dir() else self._path.parent
        if not folder.is_dir():
            folder = paths.documents()
        name = str(folder / safe_name(f"{self._title}{_PDF}"))
        found, _kind = QFileDialog.getSaveFileName(self, _("另存为PDF"), name, _("PDF文件 (*.pdf)"))
        preview = self._preview
        if not found or preview.is_closed:
            return
        target = Path(found if found.lower().endswith(_PDF) else f"{found}{_PDF}")
        if self._run(_("另存为PDF"), lambda _store, _job: _saved(preview, target), ""):
            self.told.setText(_("已存为 {path}。").format(path=target))

    def open_outside(self) -> None:
        """Open what the pages were made from with the system's program."""
        self.told.setText(open_outside(self._path))

    def _run(self, title: str, work: Work, stopped: str) -> int:
        """Work while the window waits; 0 where nothing came of it, which is said."""
        try:
            return int(progress.run(self, self._session.tasks, title, work))
        except Cancelled:
            self.told.setText(stopped)
        except VillageDeskError as refused:
            if not self._preview.is_closed:
                messages.problem(self, refused)
        return 0

    # -- the end ----------------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Close, and keep nothing of the pages."""
        window_state.keep(self, _STATE)
        self._preview.close()
        self.pages.clear()
        super().done(result)


def _do(deed: object, *_checked: object) -> None:
    deed()  # type: ignore[operator]


def _drawn(preview: Preview, page: int, scale: float, _store: Store, job: Job) -> tuple[int, float, QImage]:
    """Called on the worker thread."""
    job.check()
    return page, scale, printing.image_of(preview.picture(page, scale))


def _saved(preview: Preview, target: Path) -> int:
    preview.save(target)
    return 1
