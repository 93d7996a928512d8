# SPDX-License-Identifier: MIT
"""How far a span of a procedure has run that may not be exceeded, and the day on which somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from villagedesk.models.doings import Limits
    from villagedesk.models.templates import Limit, Span


class Deadline(NamedTuple):
    """A span that may not be exceeded, once its first day is known.

    Attributes:
        used: days, calendar or working as the span says, from the first day (which does not count) to the last or today.
        left: days that are left, 0 on the last; negative when it is over; None where nobody knows the limit.
        met: whether the last step is done.
    """

    span: Span
    since: str
    used: int
    left: int | None
    met: bool
    limit: Limit


class Look(NamedTuple):
    """The day on which something is looked at, and the limits that hold."""

    today: dt.date
    limits: Limits
