# SPDX-License-Identifier: MIT
"""The only place that asks what time it is, so that tests and the demo can decide it.

Times are plain local times without a zone: they are shown to people and never decide anything
(a village computer's clock may be wrong by years; architecture.md §3).
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """Tells the local time."""

    def __call__(self) -> dt.datetime:
        """The present local time, without a zone."""
        ...


def system_clock() -> dt.datetime:
    """The machine's local time."""
    return dt.datetime.now().replace(microsecond=0)


class FixedClock:
    """A clock that stands still until it is moved; for tests and reproducible files."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        """The time it was set to."""
        return self.at

    def advance(self, **delta: float) -> None:
        """Move on, by the arguments of `datetime.timedelta`."""
        self.at += dt.timedelta(**delta)
