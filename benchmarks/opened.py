# SPDX-License-Identifier: MIT
"""`python -m benchmarks.opened FILE WHAT …`: the program on a file, in which these things are opened one after another.

Tells of each the longest stretch in which the window could not answer, in milliseconds of processor time of its thread, and how
many widgets there were more. A stretch is one turn of the event loop, of dialogs too.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from cProfile import Profile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from benchmarks.scratch import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from villagedesk.ui.main_window import MainWindow
    from villagedesk.ui.pages.households import HouseholdsPage
    from villagedesk.ui.pages.registers import RegistersPage
    from villagedesk.ui.pages.rollups import RollupsPage

_QUIET_MS: Final = 400
_QUIET_LOOKS: Final = 12  # without work between them; by the clock alone a program that gets no processor looks quiet
_LOOK_MS: Final = 40
_LONGEST_S: Final = 60
_LONG_MS: Final = 25
_NOTHING_MS: Final = 2  # what such a turn did is no work
_FORM_COLUMNS: Final = 4
_SPEED: Final = 400  # widgets of a form that tells how fast the machine is at the moment


class Watch:
    """How long the turns of the event loop take."""

    def __init__(self) -> None:
        from PySide6.QtCore import QAbstractEventDispatcher

        self._turn = time.thread_time(), time.perf_counter()
        self.worst, self.by_clock, self.all = 0.0, 0.0, 0.0
        self.long: list[float] = []
        self.profile: Profile | None = None  # of the longest turn, while `profiling`
        self.profiling = False
        self._at_work: Profile | None = None
        self.quiet_since = time.perf_counter()
        self.worked = False  # since somebody set it back
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(self.turned)
        dispatcher.aboutToBlock.connect(self.turned)

    def turned(self) -> None:
        """One turn is over, another begins."""
        now = time.thread_time(), time.perf_counter()
        taken = (now[0] - self._turn[0]) * 1000
        if self._at_work is not None:
            self._at_work.disable()
        if taken > self.worst:
            self.worst, self.by_clock = taken, (now[1] - self._turn[1]) * 1000
            self.profile = self._at_work
        if taken > _LONG_MS:
            self.long.append(round(taken))
        self.all += taken
        if taken > _NOTHING_MS:
            self.quiet_since = now[1]
            self.worked = True
        self._at_work = Profile() if self.profiling else None
        self._turn = time.thread_time(), time.perf_counter()
        if self._at_work is not None:
            self._at_work.enable()

    def begin(self) -> None:
        """Forget what was."""
        self.turned()
        self.worst, self.by_clock, self.all, self.long = 0.0, 0.0, 0.0, []
        self.quiet_since = time.perf_counter()


class Opener:
    """Opens one thing after another in a window, and ends the program."""

    def __init__(self, window: MainWindow, wanted: list[str], profile: str) -> None:
        from PySide6.QtCore import QTimer

        self._window = window
        self._profile = profile
        self._watch = Watch()
        self._timer = QTimer(window, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._steps = self._run(wanted)
        self._began = time.perf_counter()
        self._calm = 0
        self.found: list[dict[str, Any]] = []
        self._timer.start()

    def _look(self) -> None:
        from PySide6.QtCore import QTimer

        now = time.perf_counter()
        self._calm, self._watch.worked = 0 if self._watch.worked else self._calm + 1, False
        busy = self._window.session.tasks.busy or (now - self._watch.quiet_since) * 1000 < _QUIET_MS
        busy = busy or self._calm < _QUIET_LOOKS
        if busy and now - self._began < _LONGEST_S:
            return
        self._began, self._calm = now, 0
        step = next(self._steps, None)
        if step is None:
            self._end()
        else:
            QTimer.singleShot(0, step)  # a timer that is at work does not look again within a dialog

    def _end(self) -> None:
        import os

        print(json.dumps(self.found, ensure_ascii=False), flush=True)
        sys.stderr.flush()
        os._exit(0)

    def _run(self, wanted: list[str]) -> Iterator[Callable[[], None]]:
        from PySide6.QtWidgets import QApplication

        for what in wanted:
            before = len(QApplication.allWidgets())
            modules = len(sys.modules)
            self._watch.profiling = what == self._profile
            self._watch.begin()
            yield lambda what=what: self._open(what)
            self._watch.profiling = False
            self._watch.turned()
            if what == self._profile:
                _tell(self._watch.profile)
            widgets = len(QApplication.allWidgets()) - before
            self.found.append(
                {
                    "what": what,
                    "worst": self._watch.worst,
                    "clock": self._watch.by_clock,
                    "all": self._watch.all,
                    "long": list(self._watch.long),
                    "widgets": widgets,
                    "modules": len(sys.modules) - modules,
                    "form": _plain_form(max(widgets, 1)),
                    "speed": _plain_form(_SPEED),
                }
            )
            dialog = QApplication.activeModalWidget()
            if dialog is not None:
                dialog.close()
                yield lambda: None

    def _open(self, what: str) -> None:
        kind, _colon, name = what.partition(":")
        getattr(self, f"_open_{kind}")(name)

    def _open_page(self, name: str) -> None:
        self._window.go(name)

    def _open_verb(self, name: str) -> None:
        self._window.actions_by_key[name].trigger()

    def _open_case(self, place: str) -> None:
        page = cast("HouseholdsPage", self._window.go("households"))
        line = page.model.line(int(place or 0))
        assert line is not None
        page.open_household(line.id)

    def _open_section(self, name: str) -> None:
        page = cast("HouseholdsPage", self._window.page)
        page.case.go_to(name)
        page.case.focus_first()

    def _open_book(self, name: str) -> None:
        cast("RegistersPage", self._window.page).show_book(name)

    def _open_table(self, place: str) -> None:
        """A table of the page 汇总表."""
        cast("RollupsPage", self._window.page).tables.setCurrentIndex(int(place))

    def _open_typed(self, text: str) -> None:
        """One more letter in the search box of the page, pressed and let go."""
        from PySide6.QtCore import QCoreApplication, QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        self._window.page.find()
        box = self._window.focusWidget()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(box, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, text))

    def _open_preview(self, _what: str) -> None:
        """A paper that is laid out already, of twelve pages."""
        from tempfile import mkdtemp

        from PySide6.QtGui import QPainter, QPdfWriter

        from villagedesk.ui.preview.opening import show_document

        path = Path(mkdtemp(dir=self._window.session.store.path.parent)) / "示范.pdf"
        writer = QPdfWriter(str(path))
        painter = QPainter(writer)
        for page in range(12):
            painter.drawText(1000, 1000, f"示范 {page}")
            writer.newPage()
        painter.end()
        self._watch.begin()
        show_document(self._window, self._window.session, path, "示范")

    def _open_press(self, name: str) -> None:
        """A button of the page, by the name of its attribute."""
        target: Any = self._window.page
        for part in name.split("."):
            target = getattr(target, part)
        target.click() if hasattr(target, "click") else target()


def _plain_form(widgets: int) -> float:
    """Milliseconds of processor time that a bare form of so many widgets takes until it is painted."""
    from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QLineEdit
    from shiboken6 import delete

    begun = time.thread_time()
    form = QDialog()
    grid = QGridLayout(form)
    for number in range(widgets):
        made = QLineEdit(form) if number % 2 else QLabel("示范", form)
        grid.addWidget(made, number // _FORM_COLUMNS, number % _FORM_COLUMNS)
    form.show()
    form.repaint()
    taken = time.thread_time() - begun
    delete(form)
    return taken * 1000


def _tell(profile: Any) -> None:
    import pstats

    for order in ("cumulative", "tottime"):
        pstats.Stats(profile, stream=sys.stderr).sort_stats(order).print_stats(70)


def main() -> None:
    """Open the file, then the things."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("wanted", nargs="+")
    parser.add_argument("--profile", default="")
    options = parser.parse_args()

    from villagedesk.ui import app

    made = app.make_application

    def watched() -> QApplication:
        application = made()
        from villagedesk.ui import desk

        def obtain(_desk: object, path: Path, _why: str = "") -> object:
            from villagedesk.clock import FixedClock
            from villagedesk.demo import NOW
            from villagedesk.services.opening.files import open_village_file
            from villagedesk.store.file import Opening
            from villagedesk.store.store import Author

            opening = Opening(Author("李书记", "镇办电脑"), clock=FixedClock(NOW))
            return open_village_file(path, PASSPHRASE if "镇" in path.stem else "", opening)

        show = desk.Desk.show

        def shown(one: desk.Desk, store: Any) -> None:
            show(one, store)
            assert one.window is not None
            one.__dict__["opener"] = Opener(one.window, options.wanted, options.profile)

        desk.Desk._obtain = obtain  # type: ignore[method-assign,assignment]
        desk.Desk.show = shown  # type: ignore[method-assign]
        return application

    app.make_application = watched
    app.run([str(options.file)])


if __name__ == "__main__":
    main()
