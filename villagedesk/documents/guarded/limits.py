# SPDX-License-Identifier: MIT
"""What the process of a foreign template may use: memory, time of the processor, and no files at all.

`watch` looks at the time and says where a template was; what stands here holds also while a single call of a library runs.
"""

from __future__ import annotations

import sys
from typing import Final

MEMORY: Final = 400_000_000  # bytes beyond what the libraries take; a form with photos needs a tenth
PROCESSOR: Final = (
    3.0  # seconds of the processor for an answer; the longest of our own forms takes 0.3 to read, 0.03 to fill in
)
ENOUGH: Final = 2.0
"""Seconds of the processor after which a template is too slow; one that had less until the clock ended it was kept waiting."""
PER_MARK: Final = (
    0.0005  # seconds of the processor to read a brace that is opened; a placeholder has two and takes 0.0003
)
LONGEST: Final = 12.0  # seconds of the processor for the reading, however many there are


if sys.platform == "win32":
    from contextlib import suppress

    from villagedesk.documents.word import jobs

    def limit() -> None:
        """Put this process into a job of its own, with so much memory.

        Where the system refuses, the limits of time and output still hold.
        """
        with suppress(OSError):
            jobs.job_for(None, jobs.PROCESS_MEMORY, MEMORY)

    def end_after(_seconds: float) -> None:
        """Nothing: who asked ends the process by the clock."""

    def used_by(process: int) -> float | None:
        """Seconds of the processor that another process has used; None where the system does not say."""
        return jobs.used_by(process)

else:
    import os
    import resource
    import time
    from pathlib import Path

    def limit() -> None:
        """No more memory than a form can need, no file may grow, no memory dump."""
        known = Path("/proc/self/statm")
        used = int(known.read_text().split()[0]) * resource.getpagesize() if known.exists() else MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def end_after(seconds: float) -> None:
        """Have the system end this process when it has used so much more of the processor, rounded up to a second."""
        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 1, hard))

    def used_by(process: int) -> float | None:
        """Seconds of the processor that another process has used; None where the system does not say."""
        try:
            told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return sum(map(int, told[11:13])) / os.sysconf("SC_CLK_TCK")
