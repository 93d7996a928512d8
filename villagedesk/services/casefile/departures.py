# SPDX-License-Identifier: MIT
"""Households that moved to another village, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _, aside, listed

if TYPE_CHECKING:
    from villagedesk.store.away import Departure


def departure_text(departure: Departure) -> str:
    """How a household left for another village: the day, who moved it, and what the action was called."""
    who = " ".join(filter(None, (departure.who, departure.device)))
    return aside(" ".join(filter(None, (_("已迁出"), departure.at[:10]))), listed((departure.label, who)))
