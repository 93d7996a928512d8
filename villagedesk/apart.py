# SPDX-License-Identifier: MIT
"""How a process begins that does work for this program: it speaks the language of the window, and does not outlive it."""

from __future__ import annotations

import multiprocessing
import os
import threading

from villagedesk.i18n import set_language
from villagedesk.paths import resources


def begin(language: str) -> None:
    """The initializer of the processes of a pool; says what is wrong in this language (`i18n.current_language`).

    Workers of a pool wait for work for ever when the program is killed, since each of them holds the other end of the pipe
    too (github.com/python/cpython/issues/111873). So each waits for the end of its parent beside its work.
    """
    set_language(language, resources() / "locale")
    threading.Thread(target=_follow, name="village-parent", daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # at once: nobody is left for whom anything could be finished
