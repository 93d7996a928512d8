# SPDX-License-Identifier: MIT
"""Having a foreign template read and filled in by a process of its own, and never waiting longer than is said.

The process is started anew (spawn) for one template, on every system alike, and is ended with it. Contexts go one way as
objects, papers come back as bytes; nothing that comes back is unpickled.
"""

from __future__ import annotations

import json
import multiprocessing
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.guarded import child
from villagedesk.documents.guarded.report import Report, from_plain
from villagedesk.documents.word.template import TemplateFault
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _, current_language
from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

SECONDS: Final = 8.0  # for the reading of a template, and for each household
MOST_SECONDS: Final = 19.0  # until a template that never answers is refused, its start included
_SLOWER: Final = 5  # times its start: so long may an answer take where even that took long
START: Final = 60.0  # seconds until a process is there, on a slow disk; the template has not been touched by then
TICK: Final = 0.05  # seconds between two looks at the cancel button
MOST_BYTES: Final = 40_000_000  # of an answer


class Guard:
    """One template in its process; to be used as a context, which ends the process.

    Attributes:
        report: what the template asks for.

    Args:
        name: what the user calls the template.
        content: its bytes.
        check: called often while something is waited for; may raise `Cancelled`.
        seconds: for each answer; None to give a slow or busy machine more (`patience`).
    """

    report: Report

    def __init__(
        self, name: str, content: bytes, check: Callable[[], None] = lambda: None, seconds: float | None = None
    ) -> None:
        self._name, self._content, self._check = name, content, check
        self._wished, self._seconds = seconds, seconds or SECONDS
        self._begun = time.monotonic()
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=child.main, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Guard:
        """Have the template read.

        Raises:
            Refused: it is no document, is not taken in, or was not understood within the limits.
            EnvironmentProblem: no process could be started.
        """
        try:
            self._wait_for_start()
            if self._wished is None:
                self._seconds = patience(time.monotonic() - self._begun)
            self._send(child.Task(self._name, self._content, current_language(), str(resources() / "locale")))
            said = self._message(self._answer())
            if said.get("kind") != "report":
                raise self._silent()
            try:
                self.report = from_plain(self._name, said)
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

    def ask(self, context: Mapping[str, Any]) -> None:
        """Have a paper of these facts made; `paper` waits for it, and something else may be done meanwhile."""
        self._send(dict(context))

    def paper(self) -> bytes:
        """The paper that was asked for.

        Raises:
            TemplateFault: it cannot be made of these facts; others may be asked for.
            Refused: the process ran against a limit or ended; nothing more can be asked.
            Cancelled: from `check`.
        """
        frame = self._answer()
        if frame[:1] == child.PAPER:
            return frame[1:]
        said = self._message(frame)
        if said.get("kind") == "fault":
            nearest = tuple(str(one) for one in said.get("nearest", ())[:5])
            paragraph, why, unknown = (str(said.get(key, ""))[:200] for key in ("paragraph", "why", "name"))
            raise TemplateFault(self._name, paragraph, why, unknown, nearest)
        raise self._silent()

    # -- the pipe ---------------------------------------------------------------------------------------------------

    def _wait_for_start(self) -> None:
        until = time.monotonic() + START
        while not self._pipe.poll(TICK):
            self._check()
            if time.monotonic() > until or not self._process.is_alive():
                break
        try:
            ready = self._pipe.poll(0) and self._pipe.recv_bytes(MOST_BYTES) == child.READY
        except (EOFError, OSError):
            ready = False
        if not ready:
            raise EnvironmentProblem(_("检查模板的程序没有启动，可能内存不足。请关闭一些程序后再试。"))

    def _send(self, what: object) -> None:
        """The process waits for it: it has answered everything before."""
        try:
            self._pipe.send(what)
        except OSError as fault:
            raise self._silent() from fault

    def _answer(self) -> bytes:
        until = time.monotonic() + self._seconds
        try:
            while not self._pipe.poll(TICK):
                self._check()
                if time.monotonic() > until:
                    raise self._silent()
            return self._pipe.recv_bytes(MOST_BYTES)
        except (EOFError, OSError) as fault:
            raise self._silent() from fault

    def _message(self, frame: bytes) -> dict[str, Any]:
        """What a frame says.

        Raises:
            Refused: that it is refused.
        """
        try:
            said = json.loads(frame)
        except ValueError as fault:
            raise self._silent() from fault
        if not isinstance(said, dict):
            raise self._silent()
        if said.get("kind") == "refused":
            raise Refused(str(said.get("text", ""))[:1_000])
        return said

    def _silent(self) -> Refused:
        text = _("模板“{name}”在限定的时间和内存内没有完成，已停止。请检查里面的循环，或换一个模板。")
        return Refused(text.format(name=self._name))

    def _stop(self) -> None:
        with suppress(OSError):
            self._pipe.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._process.close()


def examine(name: str, content: bytes, check: Callable[[], None] = lambda: None) -> Report:
    """What a template that somebody brought asks for.

    Raises:
        Refused, EnvironmentProblem, Cancelled: see `Guard`.
    """
    with Guard(name, content, check) as guard:
        return guard.report


def patience(start: float) -> float:
    """How many seconds an answer may take, judged by how long the process took to start.

    An old machine, or one that is busy, would else refuse a good template; a hostile one is refused within `MOST_SECONDS`
    all the same, unless the start alone took longer.
    """
    return max(SECONDS, min(start * _SLOWER, MOST_SECONDS - start))
