# SPDX-License-Identifier: MIT
"""Dates in every form officials type, kept as ISO text of the precision that is known.

Read: 2016-3-5, 2016/3/5, 2016.3, 2016.3.5, 2016。3。5, 2016 3 5, 20160305, 201603, 2016年3月5日, 2016年3月5号, 2016年, 2016年度,
二〇一六年三月五日, "2025-09-02 17:31:08", full-width digits, dates of a sheet and Excel serial numbers (of the 1900 system; .xlsx
cells of the 1904 system arrive as dates). Years of two digits are refused: 16 may be 1916 or 2016.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from villagedesk.models.values.text import half_width

ADULT: Final = 18  # years; 民法典第十七条
CHILD: Final = 14  # 个人信息保护法第二十八条
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_EXCEL_EPOCH: Final = dt.date(1899, 12, 30)
_EXCEL_FIRST: Final = 367  # 1901-01-01; smaller numbers are years or counts, not dates
_EXCEL_LAST: Final = 73_415  # 2100-12-31

_TIME: Final = r"(?:[-/.]?T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_SEPARATED: Final = re.compile(
    rf"(\d{{4}})(?:[-/.年](\d{{1,2}})(?:[-/.月](\d{{1,2}})[日号]?|月份?)?|年度?|度)?[-/.]?{_TIME}", re.ASCII
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)
_SERIAL: Final = re.compile(r"\d{5}", re.ASCII)
_SHORT_YEAR: Final = re.compile(r"\d{2}[-/.年]\d{1,2}([-/.月](\d{1,2}[日号]?)?)?", re.ASCII)
# What stands between the parts besides - / and .: the Chinese full stop and comma of an input method, dashes, a blank.
_SEPARATORS: Final = str.maketrans(dict.fromkeys("。、．﹒·—–―−_", "-"))
_CHINESE: Final = re.compile(
    r"([〇零○ＯO0０一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月份?(?:([一二三四五六七八九十廿卅]{1,3})[日号]?)?)?度?"
)
_FIGURES: Final = {
    **{sign: place for place, sign in enumerate("〇一二三四五六七八九")},
    **dict.fromkeys("零○ＯO0０", 0),
}


class NotADate(ValueError):
    """The text does not name a day, month or year that exists; `str()` says which rule it breaks."""


def read_date(raw: object) -> str:
    """ISO text of what was written: "2016", "2016-03" or "2016-03-05", as precise as the writer was.

    Raises:
        NotADate: nothing of that sort, or a day that does not exist (2月30日), or outside 1900–2100.
    """
    if isinstance(raw, dt.date):
        return _within(raw.date() if isinstance(raw, dt.datetime) else raw)
    if isinstance(raw, float):
        raw = _from_float(raw)
    if isinstance(raw, int):
        if _EXCEL_FIRST <= raw <= _EXCEL_LAST and not FIRST_YEAR <= raw <= LAST_YEAR:
            return _from_serial(raw)  # of a number cell, where nothing else can be meant
        if not 0 <= raw < 10**8:  # longer than 20160305
            raise NotADate("form")
    text = str(raw)
    chinese = _CHINESE.fullmatch(re.sub(r"\s", "", text))
    if chinese:
        return _calendar(*(_figure(part) if part else None for part in chinese.groups()))
    return _assemble(_with_hyphens(text))


def _with_hyphens(text: str) -> str:
    """Plain digits; whatever parts them is a hyphen, and a blank between two figures too (2016 1 1 is not 2016-11)."""
    parts = [half_width(part.translate(_SEPARATORS)) for part in text.split()]
    joined = " ".join(part for part in parts if part)
    joined = re.sub(r"(?<=\d) (?=\d{1,2}:\d{2})", "T", joined)
    return re.sub(r"(?<=\d) (?=\d)", "-", joined).replace(" ", "")


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


def _from_serial(serial: int) -> str:
    return (_EXCEL_EPOCH + dt.timedelta(days=serial)).isoformat()


def _assemble(text: str) -> str:
    if _SERIAL.fullmatch(text) and _EXCEL_FIRST <= int(text) <= _EXCEL_LAST:
        year, month = divmod(int(text), 10)
        if FIRST_YEAR <= year <= LAST_YEAR and month:
            raise NotADate("serial")  # 20163 as text: 1955-03-15, or a 2016.3 whose point was lost
        return _from_serial(int(text))
    if _SHORT_YEAR.fullmatch(text):
        raise NotADate("short_year")
    match = _COMPACT.fullmatch(text) or _SEPARATED.fullmatch(text)
    if not match:
        raise NotADate("form")
    return _calendar(*(int(part) if part else None for part in match.groups()))


def _calendar(year: int | None, month: int | None, day: int | None) -> str:
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


def _within(day: dt.date) -> str:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotADate("year")
    return day.isoformat()


def _figure(text: str) -> int:
    """二〇一六 → 2016, 十二 → 12, 二十一 or 廿一 → 21; 0 for what is no number of a month or day, such as 十十."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return int("".join(str(_FIGURES[sign]) for sign in text))
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return (_FIGURES[tens] if tens else 1) * 10 + (_FIGURES[ones] if ones else 0)


def shown(iso: str) -> str:
    """The date as papers write it, without leading zeros: 2016年3月5日 (GB/T 9704-2012 §7.3.5.4)."""
    parts = [int(part) for part in iso.split("-")]
    return "".join(f"{number}{unit}" for number, unit in zip(parts, "年月日", strict=False))


def eight_digits(iso: str) -> str:
    """The date as archive catalogues write it: 20160305 (DA/T 22-2015)."""
    return iso.replace("-", "").ljust(8, "0")


@lru_cache(maxsize=1 << 16)
def age_on(birth: str, day: str) -> int:
    """Completed years of life on a day; a birth known only to the year or month counts from its first day.

    Both are ISO text; the result may be negative when the day lies before the birth.
    """
    born, at = (birth, day) if len(birth) == len(day) == 10 else (_first_day(birth), _first_day(day))
    return int(at[:4]) - int(born[:4]) - (at[5:] < born[5:])


def days_between(first: str | None, last: str | None, *, either: bool = False) -> int | None:
    """Days from one day to another (ISO); None where one is not known or, unless `either`, the last lies before the first."""
    try:
        days = (dt.date.fromisoformat(last or "") - dt.date.fromisoformat(first or "")).days
    except ValueError:
        return None
    return days if either or days >= 0 else None


def _first_day(iso: str) -> str:
    return iso + "-01-01"[: 10 - len(iso)] if len(iso) == 4 else iso + "-01"[: 10 - len(iso)]
