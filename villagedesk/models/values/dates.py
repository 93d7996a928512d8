# SPDX-License-Identifier: MIT
"""Dates in every form officials type, kept as ISO text of the precision that is known.

Read: 2016-3-5, 2016/3/5, 2016.3, 2016.3.5, 20160305, 201603, 2016年3月5日, 2016年, "2025-09-02 17:31:08", full-width digits,
dates of a sheet and Excel serial numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from villagedesk.models.values.text import half_width

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_EXCEL_EPOCH: Final = dt.date(1899, 12, 30)
_EXCEL_FIRST: Final = 367  # 1901-01-01; smaller numbers are years or counts, not dates
_EXCEL_LAST: Final = 73_415  # 2100-12-31

_SEPARATED: Final = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月?)?|年)?[-/.]?(?:T?\d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)


class NotADate(ValueError):
    """The text does not name a day, month or year that exists."""


def read_date(raw: object) -> str:
    """ISO text of what was written: "2016", "2016-03" or "2016-03-05", as precise as the writer was.

    Raises:
        NotADate: nothing of that sort, or a day that does not exist (2月30日), or outside 1900–2100.
    """
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat()
    if isinstance(raw, dt.date):
        return raw.isoformat()
    if isinstance(raw, float):
        raw = _from_float(raw)
    if isinstance(raw, int) and _EXCEL_FIRST <= raw <= _EXCEL_LAST and not FIRST_YEAR <= raw <= LAST_YEAR:
        return (_EXCEL_EPOCH + dt.timedelta(days=raw)).isoformat()
    gap_kept = " ".join(half_width(part) for part in str(raw).split())
    return _assemble(half_width(re.sub(r"^(\S*\d) (\d{1,2}:\d{2})", r"\1T\2", gap_kept)))


def _from_float(raw: float) -> int | str:
    """A number cell: a serial, a year, 20160305.0, or 2016.3 for March 2016.

    2016.1 is refused: January and October (2016.10) arrive alike.
    """
    if raw.is_integer():
        return int(raw)
    if FIRST_YEAR <= raw <= LAST_YEAR:
        text = repr(raw)
        if text.endswith(".1"):
            raise NotADate("ambiguous")
        return text
    if _EXCEL_FIRST <= raw <= _EXCEL_LAST:
        return int(raw)  # a serial with a time of day
    raise NotADate("form")


def _assemble(text: str) -> str:
    compact = _COMPACT.fullmatch(text)
    match = compact or _SEPARATED.fullmatch(text)
    if not match:
        raise NotADate("form")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADate("year")
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        raise NotADate("month")
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError as error:
        raise NotADate("day") from error


def shown(iso: str) -> str:
    """The date as papers write it, without leading zeros: 2016年3月5日 (GB/T 9704-2012 §7.3.5.4)."""
    parts = [int(part) for part in iso.split("-")]
    return "".join(f"{number}{unit}" for number, unit in zip(parts, "年月日", strict=False))


def eight_digits(iso: str) -> str:
    """The date as archive catalogues write it: 20160305 (DA/T 22-2015)."""
    return iso.replace("-", "").ljust(8, "0")


def age_on(birth: str, day: str) -> int:
    """Completed years of life on a day; a birth known only to the year or month counts from its first day.

    Both are ISO text; the result may be negative when the day lies before the birth.
    """
    born, at = _first_day(birth), _first_day(day)
    return int(at[:4]) - int(born[:4]) - (at[5:] < born[5:])


def _first_day(iso: str) -> str:
    return iso + "-01-01"[: 10 - len(iso)] if len(iso) == 4 else iso + "-01"[: 10 - len(iso)]
