# SPDX-License-Identifier: MIT
"""A thread beside a foreign template that ends the process when an answer takes too long, and says in which paragraph.

Time of the processor is what tells an endless loop from a slow machine; the clock is looked at too, because somebody waits.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.documents.guarded.frames import fault_message
from villagedesk.documents.guarded.limits import end_after
from villagedesk.documents.word.faults import Forbidden
from villagedesk.documents.word.template import paragraph_in
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from villagedesk.documents.word.template import Template

_TICK: Final = 0.05  # seconds between two looks
_BUSY: Final = 0.5  # of the time of one processor; below, others took more than the template had
_SOUGHT, _BETWEEN = 0.3, 0.001  # seconds in which its paragraph is looked for, and between two looks
_SPARE: Final = 1.0  # seconds of the processor until the system ends what this thread could not


class _Answer(NamedTuple):
    """What is being worked at.

    Attributes:
        begun: `time.monotonic` when it was asked for, and `time.process_time` then.
        clock: `time.monotonic` at which it has to be there.
        processor: `time.process_time` likewise.
        template: that is filled in; None while it is read.
    """

    begun: tuple[float, float]
    clock: float
    processor: float
    template: Template | None


class Watch:
    """Looks at the time for one process; `over` says what it is looking at.

    Args:
        pipe: to whoever waits.
        name: of the template.
        processor: seconds of the processor for each answer.
    """

    def __init__(self, pipe: Connection, name: str, processor: float) -> None:
        self._pipe, self._name, self._processor = pipe, name, processor
        self._worker = threading.get_ident()
        self._lock = threading.Lock()
        self._answer: _Answer | None = None
        threading.Thread(target=self._look, name="village-watch", daemon=True).start()

    @contextmanager
    def over(self, seconds: float, template: Template | None = None) -> Iterator[None]:
        """An answer is being made; it may take so many seconds of the clock."""
        end_after(self._processor + _SPARE)
        now = time.monotonic(), time.process_time()
        self._answer = _Answer(now, now[0] + seconds, now[1] + self._processor, template)
        try:
            yield
        finally:
            with self._lock:  # so that it is not ended while its answer is under way
                self._answer = None

    def _look(self) -> None:
        while True:
            time.sleep(_TICK)
            with self._lock:
                answer = self._answer
                if answer is None:
                    continue
                if time.process_time() > answer.processor:
                    self._end(answer, too_much(self._processor))
                if time.monotonic() > answer.clock:
                    clock, processor = answer.begun
                    self._end(answer, too_slow(time.monotonic() - clock, time.process_time() - processor))

    def _end(self, answer: _Answer, why: str) -> None:
        until = time.monotonic() + _SOUGHT
        while not (found := self._paragraph(answer.template)) and time.monotonic() < until and answer.template:
            time.sleep(_BETWEEN)  # what it wrote was being put away
        fault = Forbidden(self._name, found, why)
        self._pipe.send_bytes(fault_message(fault))
        os._exit(1)

    def _paragraph(self, template: Template | None) -> str:
        """The one that the template is at."""
        frame = sys._current_frames().get(self._worker)  # noqa: SLF001 - public in all but name
        while frame is not None and template is not None:
            found = (paragraph_in(part, frame) for part in template.filled.values())
            if paragraph := next(filter(None, found), ""):
                return paragraph
            frame = frame.f_back
        return ""


def too_much(seconds: float) -> str:
    """What is said of a template that keeps the processor busy."""
    text = _("算了{seconds}秒还没有完，已停止。请检查里面的循环和重复，一户只循环它自己的行。")
    return text.format(seconds=round(seconds))


def too_slow(clock: float, used: float) -> str:
    """What is said of a template that is not done in time, of whose seconds others may have had the most."""
    if used < clock * _BUSY:
        text = _(
            "电脑正忙，{clock}秒里只轮到{used}秒，没有做完，已停止。请关闭一些程序后再试；总是这样的，请检查里面的循环。"
        )
        return text.format(clock=round(clock), used=f"{used:.1f}")
    return _("在限定的时间内没有完成，已停止。请检查里面的循环；如果电脑正忙，请关闭一些程序后再试。")
