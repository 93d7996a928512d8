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
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from benchmarks.scratch import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from villagedesk.ui.main_window import MainWindow
    from villagedesk.ui.pages.households import HouseholdsPage
    from villagedesk.ui.pages.registers import RegistersPage

_QUIET_MS: Final = 400
_LOOK_MS: Final = 40
_LONGEST_S: Final = 60
_NOTHING_MS: Final = 2  # what such a turn did is no work
_FORM_COLUMNS: Final = 4
_SPEED: Final = 400  # widgets of a form that tells how fast the machine is at the moment


class Watch:
    """How long the turns of the event loop take."""

    def __init__(self) -> None:
        from PySide6.QtCore import QAbstractEventDispatcher

        self._turn = time.thread_time(), time.perf_counter()
        self.worst, self.by_clock, self.all = 0.0, 0.0, 0.0
        self.quiet_since = time.perf_counter()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(self.turned)
        dispatcher.aboutToBlock.connect(self.turned)

    def turned(self) -> None:
        """One turn is over, another begins."""
        now = time.thread_time(), time.perf_counter()
        taken = (now[0] - self._turn[0]) * 1000
        if taken > self.worst:
            self.worst, self.by_clock = taken, (now[1] - self._turn[1]) * 1000
        self.all += taken
        if taken > _NOTHING_MS:
            self.quiet_since = now[1]
        self._turn = time.thread_time(), time.perf_counter()

    def begin(self) -> None:
        """Forget what was."""
        self.turned()
        self.worst, self.by_clock, self.all = 0.0, 0.0, 0.0
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
        self.found: list[dict[str, Any]] = []
        self._timer.start()

    def _look(self) -> None:
        now = time.perf_counter()
        busy = self._window.session.tasks.busy or (now - self._watch.quiet_since) * 1000 < _QUIET_MS
        if busy and now - self._began < _LONGEST_S:
            return
        self._began = now
        step = next(self._steps, None)
        if step is None:
            self._end()
        else:
            step()

    def _end(self) -> None:
        import os

        print(json.dumps(self.found, ensure_ascii=False), flush=True)
        sys.stderr.flush()
        os._exit(0)

    def _run(self, wanted: list[str]) -> Iterator[Callable[[], None]]:
        from cProfile import Profile

        from PySide6.QtWidgets import QApplication

        for what in wanted:
            before = len(QApplication.allWidgets())
            modules = len(sys.modules)
            profile = Profile() if what == self._profile else None
            self._watch.begin()
            if profile:
                profile.enable()
            yield lambda what=what: self._open(what)
            if profile:
                profile.disable()
                _tell(profile)
            widgets = len(QApplication.allWidgets()) - before
            self.found.append(
                {
                    "what": what,
                    "worst": self._watch.worst,
                    "clock": self._watch.by_clock,
                    "all": self._watch.all,
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
