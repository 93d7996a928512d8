# SPDX-License-Identifier: MIT
"""What a roster says of where somebody was at work in a year: a line for each stretch, as far as it is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from villagedesk.models.catalogue.working import WorkStretch
from villagedesk.models.checks.stretches import in_year
from villagedesk.models.values.masks import masked_text

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = ("county", "employer", "start", "end", "working")
"""Of each stretch, in this order, as a list in JSON."""


def lines(stored: str, year: int, day: str, *, hide: bool) -> str:
    """Place, employer, months from and to, and how many of them lie in the year; empty where nothing is on record.

    Args:
        stored: JSON, a list of the values of `FIELDS` for each stretch.
        year: of the roster; other years' stretches are left out.
        day: of the roster, ISO: until when a stretch is counted that goes on.
        hide: whether numbers of persons are masked in what was typed.
    """
    known = [_stretch(*values) for values in json.loads(stored or "[]")]
    told = [one for one in known if in_year(one, year) and (one.start or "") <= day[:7]]
    told.sort(key=lambda one: (one.start or "", one.end or ""))
    return "\n".join(filter(None, (" ".join(_words(one, year, day, hide=hide)) for one in told)))


def _stretch(
    county: str | None, employer: str | None, start: str | None, end: str | None, working: int | None
) -> WorkStretch:
    at_work = None if working is None else bool(working)
    return WorkStretch(county=county, employer=employer, start=start, end=end, working=at_work)


def _words(one: WorkStretch, year: int, day: str, *, hide: bool) -> Iterator[str]:
    for typed in (one.county, one.employer):
        if isinstance(typed, str) and typed:
            yield masked_text(typed) if hide else typed
    begun, over = ((month or "").replace("-", ".") for month in (one.start, one.end))
    span = f"{begun}—{over}" if begun and over else f"{begun}起" if begun else f"至{over}" if over else ""
    months = _months(one, year, day)
    if span:
        yield f"{span}（{months}个月）" if months else span


def _months(one: WorkStretch, year: int, day: str) -> int:
    """How many months of the year it lasted; 0 where that is not known or contradicts itself."""
    end: Any = one.end or (day[:7] if one.working is True else "")
    if not one.start or not end or end < one.start:
        return 0
    first, last = max(one.start[:7], f"{year}-01"), min(end[:7], f"{year}-12")
    return max(0, int(last[5:]) - int(first[5:]) + 1)
