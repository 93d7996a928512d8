# SPDX-License-Identifier: MIT
"""贫困发生率 of a village: poor people ÷ registered rural people (domain.md §2.7, §3.3). Computed, never typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

from villagedesk.models.values.numbers import half_up


@dataclass(frozen=True, slots=True)
class PovertyRate:
    """The rate with what it was computed of, since it means nothing without its denominator.

    Attributes:
        poor: 贫困人数, the numerator.
        registered: 农业户籍人口, the denominator.
        hundredths: the rate in hundredths of a percent, half up.
    """

    poor: int
    registered: int
    hundredths: int

    @property
    def percent(self) -> str:
        """The rate with two decimals and its sign: 2.35%."""
        return f"{self.hundredths // 100}.{self.hundredths % 100:02d}%"


def poverty_rate(poor: object, registered: object) -> PovertyRate | None:
    """The rate; None unless both numbers are known, and the denominator is more than nothing."""
    if not _is_count(poor) or not _is_count(registered) or not registered:
        return None
    return PovertyRate(poor, registered, half_up(poor * 10_000, registered))


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
