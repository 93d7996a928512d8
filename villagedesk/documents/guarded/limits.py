# SPDX-License-Identifier: MIT
"""What the process of a foreign template may use: memory, and no files at all. Time is watched from outside."""

from __future__ import annotations

import sys
from typing import Final

MEMORY: Final = 400_000_000  # bytes beyond what the libraries take; a form with photos needs a tenth


if sys.platform == "win32":
    from contextlib import suppress

    from villagedesk.documents.word import jobs

    def limit() -> None:
        """Put this process into a job of its own, with so much memory.

        Where the system refuses, the limits of time and output still hold.
        """
        with suppress(OSError):
            jobs.job_for(None, jobs.PROCESS_MEMORY, MEMORY)

else:
    import resource
    from pathlib import Path

    def limit() -> None:
        """No more memory than a form can need, no file may grow, no memory dump."""
        known = Path("/proc/self/statm")
        used = int(known.read_text().split()[0]) * resource.getpagesize() if known.exists() else MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
