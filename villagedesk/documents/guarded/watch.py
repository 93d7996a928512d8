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

from villagedesk.documents.guarded.frames import BUSY, fault_message, message
from villagedesk.documents.guarded.limits import ENOUGH, end_after
from villagedesk.documents.word.faults import Forbidden
from villagedesk.documents.word.template import paragraph_in
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from villagedesk.documents.word.template import Template

_TICK: Final = 0.05  # seconds between two looks
_SOUGHT, _BETWEEN = 0.3, 0.001  # seconds in which its paragraph is looked for, and between two looks
_SPARE: Final = 1.0  # seconds of the processor until the system ends what this thread could not


class Limits(NamedTuple):
    """Of an answer: seconds of the clock and of the processor."""

    clock: float
    processor: float

    def ends(self, clock: float, used: float) -> bool:
        """Whether one that took so long, and used so much of the processor, is ended."""
        return clock > self.clock or used > self.processor

    def blames(self, used: float) -> bool:
        """Whether it is the template's own doing, and not that of others who had the processor."""
        return used > self.processor or used >= ENOUGH


class _Answer(NamedTuple):
    """What is being worked at.

    Attributes:
        begun: `time.monotonic` when it was asked for, and `time.process_time` then.
        template: that is filled in; None while it is read.
    """

    begun: tuple[float, float]
    limits: Limits
    template: Template | None


class Watch:
    """Looks at the time for one process; `over` says what it is looking at.

    Args:
        pipe: to whoever waits.
        name: of the template.
        processor: seconds of the processor for each answer, where `over` says no other.
    """

    def __init__(self, pipe: Connection, name: str, processor: float) -> None:
        self._pipe, self._name, self._processor = pipe, name, processor
        self._worker = threading.get_ident()
        self._lock = threading.Lock()
        self._answer: _Answer | None = None
        threading.Thread(target=self._look, name="village-watch", daemon=True).start()

    @contextmanager
    def over(self, seconds: float, template: Template | None = None, processor: float | None = None) -> Iterator[None]:
        """An answer is being made; it may take so many seconds of the clock, and of the processor."""
        allowed = self._processor if processor is None else processor
        end_after(allowed + _SPARE)
        self._answer = _Answer((time.monotonic(), time.process_time()), Limits(seconds, allowed), template)
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
                clock, used = time.monotonic() - answer.begun[0], time.process_time() - answer.begun[1]
                if answer.limits.ends(clock, used):
                    self._pipe.send_bytes(
                        self._fault(answer, too_much(used))
                        if answer.limits.blames(used)
                        else message(BUSY, text=kept_waiting(self._name, clock, used))
                    )
                    os._exit(1)

    def _fault(self, answer: _Answer, why: str) -> bytes:
        until = time.monotonic() + _SOUGHT
        while not (found := self._paragraph(answer.template)) and time.monotonic() < until and answer.template:
            time.sleep(_BETWEEN)  # what it wrote was being put away
        return fault_message(Forbidden(self._name, found, why))

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


def kept_waiting(name: str, clock: float, used: float) -> str:
    """What is said where a template was not done in time, and others had the processor for most of it."""
    text = _(
        "电脑正忙，{clock}秒里模板“{name}”只轮到{used}秒，没有做完，已停止。请关闭一些程序后再试；总是这样的，请检查模板里的循环。"
    )
    return text.format(clock=round(clock), name=name, used=f"{used:.1f}")
