# SPDX-License-Identifier: MIT
"""What the process of a foreign template may use: memory, time of the processor, and no files at all.

`watch` looks at the time and says where a template was; what stands here holds also while a single call of a library runs.
"""

from __future__ import annotations

import sys
from typing import Final

MEMORY: Final = 400_000_000  # bytes beyond what the libraries take; a form with photos needs a tenth
PROCESSOR: Final = (
    4.0  # seconds of the processor for an answer; the longest of our own forms takes 0.3 to read, 0.03 to fill in
)


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

else:
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
