# SPDX-License-Identifier: MIT
"""From starting the process to a window on which the household list is painted, against an empty PySide6 window.

Both are child processes, in turns; each says when its first painting was done. Their processor time is compared too: it
is the same work, and other programs that keep the machine busy disturb it less. The file has no passphrase: deriving the key
of an encrypted one takes its time by design and is shown apart.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from benchmarks.measure import Line, children_time, median_of, told_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.scratch import Scratch

ROUNDS = 9
SECONDS = 60

# Each child watches one class only. A filter on the application would be called for every event, of which a window full of
# widgets has hundreds and an empty one a few; and ours loads its modules in its own order (see `villagedesk.ui.app`).
_EMPTY = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)

def done():
    print(time.time(), flush=True)
    os._exit(0)

application = QApplication([])
window = Window()
window.resize(1200, 760)
window.show()
application.exec()
"""
_OURS = """
import os, sys, time
from villagedesk.ui import app

def done():
    print(time.time(), flush=True)
    os._exit(0)

def watched():
    from PySide6.QtCore import QTimer
    from villagedesk.ui.tables.view import PagedView
    paint = PagedView.paintEvent
    def painted(view, event):
        paint(view, event)
        if view.model() is not None and view.model().rowCount() > 0:
            QTimer.singleShot(0, done)
    PagedView.paintEvent = painted
    return make()

make, app.make_application = app.make_application, watched
from villagedesk.__main__ import main
main([sys.argv[1]])
"""


def lines(scratch: Scratch) -> Iterator[Line]:
    """The start, and the derivation of a key."""
    file, cache = str(scratch.village(600)), str(scratch.folder / "bytecode")
    ours, empty = [], []
    for round_ in range(ROUNDS + 1):
        pair = (_started(_OURS, cache, file), _started(_EMPTY, cache))
        if round_:  # the first compiles and warms the disk cache
            ours.append(pair[0])
            empty.append(pair[1])
    for place, name in enumerate(("window with the list / empty window", "the same in processor time")):
        medians = [statistics.median(one[place] for one in rounds) for rounds in (ours, empty)]
        yield Line(f"start: {name}", medians[0], medians[1], 2)
    from villagedesk.store.keys import derive, new_salt

    yield Line("start: deriving a key (apart)", median_of(lambda: derive("kuan mei tuo sheng", new_salt()), 5))


def _started(code: str, cache: str, *arguments: str) -> tuple[float, float]:
    """Milliseconds from the start of a child to the moment it reports, and its processor time until then."""
    before, begun = children_time(), time.time()
    told = told_by(["-c", code, *arguments], cache, SECONDS)
    return (float(told.split()[-1]) - begun) * 1000, children_time() - before
