# SPDX-License-Identifier: MIT
"""A program that ends with this one, whatever the end of this one was: it never outlives a crash or a killed window.

On Windows a job object does it, which the system closes with its last handle, and everything in it with it
(JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE, learn.microsoft.com). Elsewhere a shell holds the other end of a pipe: when nobody is left
to write, it ends the group of processes that it leads.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_WATCH: Final = """
gone=$1; shift
finish() { rm -f "$gone"; kill -KILL 0; }
( "$@" </dev/null; finish ) &
read -r _line
finish
"""


class Leashed:
    """A started program with all that it starts.

    Args:
        command: what is started; neither shell nor search path have a say in it.
        environment: all of its environment.
        gone: a file of its own, wherever it is, that is to go with it; nothing on Windows.
        strict: it is not started at all where the system refuses to hold it.

    Raises:
        OSError: it cannot be started, or, where that is asked for strictly, not so that it would end with this program.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], gone: Path, *, strict: bool = True
    ) -> None:
        self._gone = gone
        self._job: int | None = None
        watched = command if sys.platform == "win32" else ["/bin/sh", "-c", _WATCH, "sh", str(gone), *command]
        if sys.platform != "win32" and shutil.which(command[0]) is None:  # the shell would only say so to nobody
            raise FileNotFoundError(errno.ENOENT, "", command[0])
        self._process = subprocess.Popen(  # noqa: S603 - a program of this computer
            watched,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=_NO_WINDOW,
            start_new_session=True,  # a group of its own; Windows takes no notice
        )
        try:
            self._job = _job_of(self._process)
        except OSError:
            if strict:
                self._process.kill()
                self._process.wait()
                raise

    @property
    def number(self) -> int:
        """The number of the first process."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended."""
        return self._process.poll() is None

    def wait(self, seconds: float) -> None:
        """Wait until it has ended.

        Raises:
            subprocess.TimeoutExpired: it has not in so many seconds.
        """
        self._process.wait(seconds)

    def end(self) -> None:
        """End it with all that it has started; calling it again does nothing."""
        if sys.platform == "win32":
            if self._job is not None:
                _close(self._job)
                self._job = None
            elif self._process.poll() is None:
                end_tree(self._process.pid)
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        with suppress(PermissionError):  # Windows refuses it of a process that is just about to end with its job
            self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        if sys.platform != "win32":
            with suppress(OSError):
                self._gone.unlink(missing_ok=True)


def end_tree(number: int) -> None:
    """End a process of Windows with all that it has started."""
    command = ["taskkill", "/T", "/F", "/PID", str(number)]
    with suppress(OSError):
        subprocess.run(command, check=False, capture_output=True, creationflags=_NO_WINDOW)  # noqa: S603


if sys.platform == "win32":
    from villagedesk.documents.word import jobs

    def _job_of(process: subprocess.Popen[bytes]) -> int | None:
        return jobs.job_for(int(process._handle), jobs.ENDS_WITH_IT)  # type: ignore[attr-defined]  # noqa: SLF001

    def _close(job: int) -> None:
        jobs.close(job)

else:

    def _job_of(_process: subprocess.Popen[bytes]) -> int | None:
        return None
