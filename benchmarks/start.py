# SPDX-License-Identifier: MIT
"""From starting the process to a window on which the household list is painted, against an empty PySide6 window.

Both are child processes, in turns; each says when its first painting was done. The file has no passphrase: deriving the
key of an encrypted one takes its time by design and is shown apart.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.measure import Line, median_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.scratch import Scratch

ROUNDS = 9
SECONDS = 60

# Both children watch for the painting in the same way, so that watching costs both the same.
_WATCH = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.wanted(watched):
            QTimer.singleShot(0, self.done)
        return False

    def done(self):
        print(time.time(), flush=True)
        os._exit(0)
"""
_EMPTY = (
    _WATCH
    + """
application = QApplication([])
watch = Watch()
watch.wanted = lambda watched: isinstance(watched, QMainWindow)
application.installEventFilter(watch)
window = QMainWindow()
window.resize(1200, 760)
window.show()
application.exec()
"""
)
_OURS = (
    _WATCH
    + """
execute = QApplication.exec
def watched_execute(*arguments):
    watch = Watch()
    def wanted(watched):
        parent = watched.parent()
        return isinstance(parent, QTableView) and parent.model() is not None and parent.model().rowCount() > 0
    watch.wanted = wanted
    QApplication.instance().installEventFilter(watch)
    return execute()
QApplication.exec = watched_execute
from villagedesk.__main__ import main
main([sys.argv[1]])
"""
)


def lines(scratch: Scratch) -> Iterator[Line]:
    """The start, and the derivation of a key."""
    file, cache = str(scratch.village(600)), str(scratch.folder / "bytecode")
    ours, empty = [], []
    for round_ in range(ROUNDS + 1):
        pair = (_seconds(_OURS, cache, file), _seconds(_EMPTY, cache))
        if round_:  # the first compiles and warms the disk cache
            ours.append(pair[0])
            empty.append(pair[1])
    yield Line("start: window with the list / empty window", statistics.median(ours), statistics.median(empty), 2)
    from villagedesk.store.keys import derive, new_salt

    yield Line("start: deriving a key (apart)", median_of(lambda: derive("kuan mei tuo sheng", new_salt()), 5))


def _seconds(code: str, cache: str, *arguments: str) -> float:
    """Milliseconds from the start of a child to the moment it reports."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
    environment.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # an installed program has its bytecode, so both children have theirs
    begun = time.time()
    told = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if told.returncode or not told.stdout.strip():
        raise RuntimeError(f"the child painted nothing: {told.stderr[-2000:]}")
    return (float(told.stdout.split()[-1]) - begun) * 1000
