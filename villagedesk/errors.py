# SPDX-License-Identifier: MIT
"""What can go wrong, sorted once at its source.

`Refused` is an expected answer to what the user asked, `EnvironmentProblem` is the machine's fault and carries advice.
Both hold one complete sentence in the user's language. Every other exception is a bug.
"""

from __future__ import annotations


class VillageDeskError(Exception):
    """Base of everything the program says on purpose; `str()` is a sentence that may be shown as it is."""


class Refused(VillageDeskError):
    """The request cannot be carried out as asked; nothing was changed."""


class EnvironmentProblem(VillageDeskError):
    """Disk, drive, lock or font trouble: the request was right, the surroundings were not."""


class Cancelled(VillageDeskError):
    """The user stopped a running job; the file is as it was before."""
