# SPDX-License-Identifier: MIT
"""A program that ends with this one, whatever the end of this one was: it never outlives a crash or a killed window.

On Windows a job object does it, which the system closes with its last handle, and everything in it with it
(JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE, learn.microsoft.com). Elsewhere a shell holds the other end of a pipe: when nobody is left
to write, it ends the group of processes that it leads.
"""

from __future__ import annotations

import os
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

    Raises:
        OSError: it cannot be started, or not so that it would end with this program.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], gone: Path) -> None:
        self._gone = gone
        watched = command if sys.platform == "win32" else ["/bin/sh", "-c", _WATCH, "sh", str(gone), *command]
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

    def end(self) -> None:
        """End it with all that it has started; calling it again does nothing."""
        if sys.platform == "win32":
            if self._job is not None:
                _close(self._job)
                self._job = None
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        if sys.platform != "win32":
            with suppress(OSError):
                self._gone.unlink(missing_ok=True)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _ENDS_WITH_IT: Final = 0x2000  # JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
    _EXTENDED_LIMITS: Final = 9  # JobObjectExtendedLimitInformation

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def _kernel() -> ctypes.WinDLL:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        return kernel

    def _job_of(process: subprocess.Popen[bytes]) -> int | None:
        kernel, limits = _kernel(), _ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = _ENDS_WITH_IT
        job = kernel.CreateJobObjectW(None, None)
        if (
            not job
            or not kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
            or not kernel.AssignProcessToJobObject(job, int(process._handle))  # type: ignore[attr-defined]  # noqa: SLF001 - Popen keeps the only one
        ):
            fault = ctypes.WinError(ctypes.get_last_error())
            if job:
                _close(job)
            raise fault
        return int(job)

    def _close(job: int) -> None:
        _kernel().CloseHandle(job)

else:

    def _job_of(_process: subprocess.Popen[bytes]) -> int | None:
        return None
