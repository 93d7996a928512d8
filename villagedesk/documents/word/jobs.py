# SPDX-License-Identifier: MIT
"""Job objects of Windows (learn.microsoft.com): what holds for a process and all that it starts. Empty on other systems.

Never run by us: no Windows at hand. Whoever asks for a job does without it where the system refuses.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
    from typing import Final

    PROCESS_MEMORY: Final = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
    ENDS_WITH_IT: Final = 0x2000  # JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
    _EXTENDED: Final = 9  # JobObjectExtendedLimitInformation
    _LOOK_AT: Final = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION

    class _Basic(ctypes.Structure):
        _fields_ = [
            ("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64), ("flags", wintypes.DWORD),
            ("least", ctypes.c_size_t), ("most", ctypes.c_size_t), ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t), ("priority", wintypes.DWORD), ("scheduling", wintypes.DWORD),
        ]  # fmt: skip

    class _Extended(ctypes.Structure):
        _fields_ = [
            ("basic", _Basic), ("counters", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t), ("peak_process", ctypes.c_size_t), ("peak_job", ctypes.c_size_t),
        ]  # fmt: skip

    def _kernel() -> ctypes.WinDLL:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
        kernel.GetProcessTimes.argtypes = (wintypes.HANDLE, *[ctypes.POINTER(wintypes.FILETIME)] * 4)
        return kernel

    def job_for(process: int | None, flags: int, memory: int = 0) -> int:
        """Put a process into a job of its own; the handle of the job, which whoever asked keeps.

        Args:
            process: the handle of the process; None for this one.
            flags: what holds in it.
            memory: bytes of each process, where the flags limit them.

        Raises:
            OSError: the system refuses.
        """
        kernel, wanted = _kernel(), _Extended()
        wanted.basic.flags, wanted.process_memory = flags, memory
        job = kernel.CreateJobObjectW(None, None)
        if (
            not job
            or not kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(wanted), ctypes.sizeof(wanted))
            or not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess() if process is None else process)
        ):
            fault = ctypes.WinError(ctypes.get_last_error())
            if job:
                kernel.CloseHandle(job)
            raise fault
        return int(job)

    def close(job: int) -> None:
        """Give a job back; with `ENDS_WITH_IT` that is the end of all that is in it."""
        _kernel().CloseHandle(job)

    def used_by(process: int) -> float | None:
        """Seconds of the processor that a process of this number has used; None where the system does not say."""
        kernel = _kernel()
        handle = kernel.OpenProcess(_LOOK_AT, False, process)
        if not handle:
            return None
        times = [wintypes.FILETIME() for _ in range(4)]  # begun, ended, in the system, in the program
        told = kernel.GetProcessTimes(handle, *map(ctypes.byref, times))
        kernel.CloseHandle(handle)
        return sum((one.dwHighDateTime << 32) + one.dwLowDateTime for one in times[2:]) / 10_000_000 if told else None
