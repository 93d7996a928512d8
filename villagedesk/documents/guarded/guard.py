# SPDX-License-Identifier: MIT
"""Having a foreign template read and filled in by a process of its own, and never waiting longer than is said.

The process is started anew (spawn) for one template, on every system alike, and is ended with it. Contexts go one way as
objects, papers come back as bytes; nothing that comes back is unpickled.
"""

from __future__ import annotations

import json
import math
import multiprocessing
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.guarded import child
from villagedesk.documents.guarded.frames import BUSY, FAULT, PAPER, READY, Task, Wish, fault_of
from villagedesk.documents.guarded.limits import ENOUGH, PROCESSOR, used_by
from villagedesk.documents.guarded.report import Report, from_plain
from villagedesk.documents.word.faults import Forbidden, TemplateFault
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _, current_language
from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

MOST: Final = 13.5  # seconds from the click or command in which a template has to be there, read and printed once
ANSWER: Final = 10.0  # seconds of the clock for each answer of one that has answered before
SOONEST: Final = 0.2  # seconds below which an answer is not asked for
GRACE: Final = 1.5  # seconds after which a process is ended that has not ended itself
TICK: Final = 0.05  # seconds between two looks at the cancel button
_MORE: Final = 1.5  # of the seconds since the command: what it takes until the names of all facts are loaded too
MOST_BYTES: Final = 40_000_000  # of an answer


class Busy(EnvironmentProblem):
    """Others had the processor: a template was not done in time, and is not to blame for it."""


class Guard:
    """One template in its process; to be used as a context, which ends the process.

    The process begins to start with the object, so that something else may be prepared meanwhile.

    Attributes:
        report: what the template asks for.

    Args:
        name: what the user calls the template.
        content: its bytes.
        check: called often while something is waited for; may raise `Cancelled`.
        begun: `time.monotonic` of the click or command that is waited for; None for now.
        processor: seconds of the processor for each answer.
    """

    report: Report

    def __init__(
        self,
        name: str,
        content: bytes,
        check: Callable[[], None] = lambda: None,
        begun: float | None = None,
        processor: float = PROCESSOR,
    ) -> None:
        self._name, self._content, self._check, self._processor = name, content, check, processor
        self._begun = time.monotonic() if begun is None else begun
        self._latest: float | None = self._begun + MOST  # until its first paper
        self._until, self._used = 0.0, 0.0
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=child.main, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def elapsed(self) -> float:
        """Seconds since the click or command."""
        return time.monotonic() - self._begun

    @property
    def _left(self) -> float:
        """Seconds for the next answer: of those for start, report and first paper what is left now, whoever took the others."""
        return ANSWER if self._latest is None else self._latest - time.monotonic()

    def __enter__(self) -> Guard:
        """Have the template read.

        Raises:
            Refused: it is no document, is not taken in, or was not understood within the limits.
            EnvironmentProblem: no process could be started in time.
            Busy: it was not read in time.
        """
        try:
            if self.elapsed * _MORE > MOST:  # nothing could stop it while it loads
                raise self._kept_waiting()
            from villagedesk.documents.guarded.known import known_names  # while the process starts

            known = known_names()
            self._wait_for_start()
            locale, seconds = str(resources() / "locale"), self._allowed()
            self._send(Task(self._name, self._content, known, current_language(), locale, seconds, self._processor))
            said = self._message(self._answer())
            if said.get("kind") != "report":
                raise self._silent()
            try:
                self.report = from_plain(self._name, said, known)
            except (ValueError, TypeError, KeyError) as fault:
                raise self._silent() from fault
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._stop()

    def ask(self, context: Mapping[str, Any], most: float = math.inf) -> None:
        """Have a paper of these facts made, in `most` seconds; `paper` waits for it, and something else may be done meanwhile."""
        self._send(Wish(dict(context), self._allowed(most)))

    def paper(self) -> bytes:
        """The paper that was asked for.

        Raises:
            Forbidden: the template reached for what it may not have, or ran against a limit; nothing more can be asked.
            TemplateFault: it cannot be made of these facts; others may be asked for.
            Refused: the process ended; nothing more can be asked.
            Busy: it was not done in time; nothing more can be asked.
            Cancelled: from `check`.
        """
        frame = self._answer()
        self._latest = None  # it is no template that never answers
        if frame[:1] != PAPER:
            self._message(frame)
            raise self._silent()
        return frame[1:]

    # -- the pipe ---------------------------------------------------------------------------------------------------

    def _wait_for_start(self) -> None:
        while not self._pipe.poll(TICK):
            self._check()
            if self._left < SOONEST or not self._process.is_alive():
                break
        try:
            ready = self._pipe.poll(0) and self._pipe.recv_bytes(MOST_BYTES) == READY
        except (EOFError, OSError):
            ready = False
        if not ready:
            text = _("检查模板的程序没有启动，可能内存不足或电脑正忙。请关闭一些程序后再试。")
            raise EnvironmentProblem(text)

    def _allowed(self, most: float = math.inf) -> float:
        """Seconds of the clock for the next answer, which begins now.

        Raises:
            Busy: hardly any are left.
        """
        seconds = min(self._left, ANSWER, most)
        if seconds < SOONEST:
            raise self._kept_waiting()
        self._until, self._used = time.monotonic() + seconds + GRACE, used_by(self._process.pid or 0) or 0.0
        return seconds

    def _send(self, what: object) -> None:
        """The process waits for it: it has answered everything before."""
        try:
            self._pipe.send(what)
        except OSError as fault:
            raise self._silent() from fault

    def _answer(self) -> bytes:
        try:
            while not self._pipe.poll(TICK):
                self._check()
                if time.monotonic() > self._until:
                    raise self._silent() if self._has_worked() else self._kept_waiting()
            return self._pipe.recv_bytes(MOST_BYTES)
        except (EOFError, OSError) as fault:
            raise self._silent() from fault

    def _message(self, frame: bytes) -> dict[str, Any]:
        """What a frame says.

        Raises:
            Refused: that it is refused, or what is wrong with it.
            Busy: that others had the processor.
        """
        try:
            said = json.loads(frame)
        except ValueError as fault:
            raise self._silent() from fault
        if not isinstance(said, dict):
            raise self._silent()
        if said.get("kind") == "refused":
            raise Refused(str(said.get("text", ""))[:1_000])
        if said.get("kind") == FAULT:
            raise fault_of(self._name, said)
        if said.get("kind") == BUSY:
            raise Busy(str(said.get("text", ""))[:1_000])
        return said

    def _has_worked(self) -> bool:
        """Whether the process had so much of the processor since it was asked that its silence is its own doing."""
        used = used_by(self._process.pid or 0)
        return used is None or used - self._used >= ENOUGH

    def _kept_waiting(self) -> Busy:
        text = _("电脑正忙，没有来得及检查模板“{name}”，不是模板的问题。请关闭一些程序后再试。")
        return Busy(text.format(name=self._name))

    def _silent(self) -> TemplateFault:
        """It ended, or was ended, without a word."""
        why = _("在限定的时间和内存内没有完成，已停止。请检查里面的循环，或换一个模板。")
        return Forbidden(self._name, "", why)

    def _stop(self) -> None:
        with suppress(OSError):
            self._pipe.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._process.close()
