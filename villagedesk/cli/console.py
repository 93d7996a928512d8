# SPDX-License-Identifier: MIT
"""What a command talks through: results out, progress and complaints beside it, and Ctrl-C as a button to look at."""

from __future__ import annotations

import json
import signal
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TextIO

import click

from villagedesk.errors import Cancelled
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import FrameType

_ON_TERMINAL: Final = 0.1  # seconds between two progress lines that overwrite each other
_IN_LOG: Final = 2.0  # seconds between two progress lines that stay


@dataclass(slots=True)
class Console:
    """One command's way to the user.

    Attributes:
        as_json: print the result as one JSON object instead of sentences.
        progress: show progress; None shows it where standard error is a terminal.
        passphrase_file: its first line is the passphrase.
        file: the village file that the command has open, for the sentence about it should it break.
        begun: `time.monotonic` since which the user waits: of the command, or of the passphrase that was typed for it.
    """

    as_json: bool = False
    progress: bool | None = None
    passphrase_file: Path | None = None
    file: Path | None = None
    begun: float = field(default_factory=time.monotonic)
    _interrupted: bool = field(default=False, init=False)
    _next_report: float = field(default=0.0, init=False)
    _line_open: bool = field(default=False, init=False)

    def result(self, content: dict[str, Any], lines: Iterable[str]) -> None:
        """Print the outcome: the JSON object if one was asked for, the sentences otherwise."""
        self.end_progress()
        click.echo(self._outcome(content, lines), nl=False)

    def printed(self, content: dict[str, Any], lines: Iterable[str]) -> bytes:
        """What `result` prints, for the fingerprint in the export log."""
        return self._outcome(content, lines).encode()

    def _outcome(self, content: dict[str, Any], lines: Iterable[str]) -> str:
        shown = [json.dumps(content, ensure_ascii=False)] if self.as_json else lines
        return "".join(f"{line}\n" for line in shown)

    def line(self, text: str) -> None:
        """Print one line of the result at once, for outcomes of any length."""
        click.echo(text)

    def note(self, text: str) -> None:
        """Say something that is not part of the result."""
        self.end_progress()
        click.echo(text, err=True)

    def report(self, done: int, total: int, text: str = "") -> None:
        """Show how far a job is; seldom enough that it costs nothing. A total of 0 means that nobody knows."""
        terminal = sys.stderr is not None and sys.stderr.isatty()  # a window program on Windows has no streams
        if not (terminal if self.progress is None else self.progress):
            return
        now = time.monotonic()
        if now < self._next_report and done != total:
            return
        self._next_report = now + (_ON_TERMINAL if terminal else _IN_LOG)
        amount = f"{done}/{total} ({done * 100 // total}%)" if total else str(done)
        if terminal:
            click.echo(f"\r\x1b[2K{amount} {text[:60]}", err=True, nl=False)
            self._line_open = True
        else:
            click.echo(f"{amount} {text}".rstrip(), err=True)

    def end_progress(self) -> None:
        """Take the progress line away before something else is printed."""
        if self._line_open:
            click.echo("\r\x1b[2K", err=True, nl=False)
            self._line_open = False

    def check(self) -> None:
        """Raise `Cancelled` once Ctrl-C was pressed; jobs call it between steps."""
        if self._interrupted:
            raise Cancelled(_("已按 Ctrl-C 取消，没有完成的部分没有写入。"))

    @contextmanager
    def job(self) -> Iterator[None]:
        """Let Ctrl-C stop a job at its next step; pressed again, it interrupts at once (the transaction rolls back)."""

        def pressed(_number: int, _frame: FrameType | None) -> None:
            if self._interrupted:
                raise KeyboardInterrupt
            self._interrupted = True

        try:
            before = signal.signal(signal.SIGINT, pressed)
        except ValueError:  # not the main thread: whoever runs us there has a button of its own
            yield
            return
        try:
            yield
            self.check_late()
        finally:
            signal.signal(signal.SIGINT, before)
            self.end_progress()

    def check_late(self) -> None:
        """Ctrl-C after the last look: the work is done, and that is what is said."""
        if self._interrupted:
            self._interrupted = False
            self.note(_("按下 Ctrl-C 时操作已经完成。"))


def speak_utf8() -> None:
    """Make both output streams UTF-8 with plain line ends: a Windows console or pipe would take the code page."""
    for stream in (sys.stdout, sys.stderr):
        _as_utf8(stream)


def _as_utf8(stream: TextIO | None) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
