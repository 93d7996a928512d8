# SPDX-License-Identifier: MIT
"""Poverty lines, notice days, intervals and the limits of the checks: what the program ships, and which value holds where.

None of them is a constant: each is a row with year, region, source and whether somebody checked it (domain.md §3.4).
Which of them holds in a year at a place is decided by `LineBook.line` and nowhere else (docs/adr/0012-which-line-holds.md).
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeGuard

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.help import Line
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import code_list
from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.models.catalogue.place import Village

LineKey = tuple[str, str, int | None]
"""Name of the line, subject (`ANYWHERE` for lines that are kept by region), year (None for lines without one)."""

COUNTRY: Final = "全国"
ANYWHERE: Final = ""
LAST_YEAR: Final = 2050
"""The last year that a file can be about."""
ANNUAL: Final = frozenset({"national_line", "exit_line", "monitoring_line"})
"""Amounts that are announced for each year: what held last year says nothing about this one (domain.md §3.4, §5.4)."""
BY_SUBJECT: Final = frozenset({"notice_days", "visit_interval"})
"""Items whose lines are about a subject (一般户, 监测对象公示) and stand under it where others have their region."""
_MONTHS: Final = frozenset({"income_period", "check_i11_month"})
_SWITCHES: Final = frozenset({"notice_first_day", "check_i10_surname", "attendance_duty"})
_EVER: Final = 0  # stands for the year of a line without one; before every other


@cache
def shipped() -> tuple[Line, ...]:
    """The lines the program comes with, without ids; unconfirmed ones are proposals (请核对)."""
    with (resources() / "lines.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


def _line(row: dict[str, str]) -> Line:
    return Line(
        name=row["name"],
        year=int(row["year"]) if row["year"] else None,
        region=row["region"],
        value=int(row["value"]) if row["value"] else None,
        unit=row["unit"],
        source=row["source"],
        confirmed=row["confirmed"] == "1",
    )


class LineBook:
    """Lines ready to be asked which of them holds; each is found under its item and its region (or subject).

    Empty lines hold nowhere: they are places for what the office has to fill in. Nor do lines with a fault (`line_fault`).
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        found: dict[tuple[str, str], dict[int, Line]] = defaultdict(dict)
        for line in lines:
            if line.name and line.value is not None and not line_fault(line):
                year = line.year if is_number(line.year) else _EVER
                found[line.name, line.region or COUNTRY][year] = line
        self._known = {key: dict(sorted(by_year.items(), reverse=True)) for key, by_year in found.items()}

    def line(self, name: str, year: int | None, regions: Iterable[str]) -> Line | None:
        """The line of an item that holds in a year; None if none does.

        1. The nearest region that has one decides: who is nearer knows what those further away wrote, and departs from it
           on purpose. So a county's line without a year goes before the country's line of the year.
        2. Of that region, the latest whose year is not after the asked one: a rule holds until it is replaced. Amounts that
           are announced for each year (`ANNUAL`) hold in their own year only: nobody is judged by last year's.
        3. Otherwise that region's line without a year.

        Args:
            name: code of the list `line_name`.
            year: None asks for lines without a year only.
            regions: from near to far, the country included; or one subject (一般户, 监测对象公示).
        """
        for region in regions:
            for since, line in self._known.get((name, region), {}).items():
                if since in {_EVER, year} or (year is not None and since < year and name not in ANNUAL):
                    return line
        return None

    def regions_of(self, name: str) -> list[str]:
        """Where, or for which subjects, an item has lines."""
        return [region for known, region in self._known if known == name]

    def years_of(self, name: str) -> list[int]:
        """The years for which an item has lines anywhere, ascending; 0 for lines without a year."""
        return sorted({year for (known, _region), by_year in self._known.items() if known == name for year in by_year})

    def regions(self) -> frozenset[str]:
        """The regions and subjects that have lines of any item."""
        return frozenset(region for _name, region in self._known)

    def names(self) -> list[str]:
        """The items that have lines."""
        return sorted({name for name, _region in self._known})


def is_number(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number; truth is none, though Python takes it for 1."""
    return isinstance(value, int) and not isinstance(value, bool)


_MOST_DAYS: Final = 3_650  # ten years; the calendar ends not far beyond what a slip of the keyboard can ask for
_MOST: Final = 1_000_000_000


def line_fault(line: Line) -> str:
    """Why no verdict can go by the value of a line, as a complete sentence; empty where it can, or where there is none.

    Such values come from files of other offices; those who enter a line are told at once.
    """
    value, remedy = line.value, ""
    if value is None:
        return ""
    if line.name in BY_SUBJECT and is_number(value) and value < 1:
        remedy = _("应不小于1天。没有规定的，请把标准值留空")
    elif not is_number(value) or value < 0:
        remedy = _("应为不小于0的整数。请按文件填写，小数按所列单位取整")
    elif line.name in _of_days() and value > _MOST_DAYS:
        remedy = _("应不超过{most}天。没有规定的，请把标准值留空").format(most=_MOST_DAYS)
    elif value > _MOST:
        remedy = _("太大了。请按文件填写，并核对单位")
    elif line.name == "school_day" and not _is_day(value):
        remedy = _("不是月日。请填月份和日期，例如9月1日填901")
    elif line.name in _MONTHS and not 1 <= value <= 12:
        remedy = _("不是月份。请填1到12")
    elif line.name in _SWITCHES and value > 1:
        remedy = _("只能填0或1。请按单位一栏的说明填写")
    item = code_list("line_name").shown(line.name or "")
    shown = _("不适用") if value is NA else value
    return _("{item}“{value}”{remedy}。").format(item=item, value=shown, remedy=remedy) if remedy else ""


@cache
def _of_days() -> frozenset[str]:
    return frozenset(line.name or "" for line in shipped() if (line.unit or "").startswith("天"))


@cache
def subjects_of(name: str) -> tuple[str, ...]:
    """What lines of an item can be about, of those that stand under a subject; empty for those that stand under a region."""
    return tuple(line.region or "" for line in shipped() if line.name == name) if name in BY_SUBJECT else ()


def subject_fault(line: Line) -> str:
    """Why nothing would ever look under the region or subject of a line, as a complete sentence; empty where it can hold."""
    known, region = subjects_of(line.name or ""), line.region or ""
    item = code_list("line_name").shown(line.name or "")
    if known and region not in known:
        text = _("{item}的适用对象“{value}”不在规定的对象中，不会有户或公示按它计算。请改为其中之一：{known}。")
        return text.format(item=item, value=region, known=listed(known))
    if not known and any(region in subjects_of(name) for name in BY_SUBJECT):
        text = _("{item}按地区规定，“{value}”不是地区。请填写“全国”，或省、市、县、乡镇的名称。")
        return text.format(item=item, value=region)
    return ""


def _is_day(value: int) -> bool:
    try:
        dt.date(2000, value // 100, value % 100)
    except ValueError:
        return False
    return True


def regions_of(village: Village | None) -> tuple[str, ...]:
    """The regions of a village from near to far, without the country; none where no village is known."""
    return tuple(filter(None, (village.township, village.county, village.city, village.province))) if village else ()


def here(regions: Iterable[str] = ()) -> tuple[str, ...]:
    """Regions from near to far with the country behind them: what a region has not decided, the country has."""
    return (*regions, COUNTRY)


def in_force(lines: Iterable[Line] | LineBook, regions: Sequence[str] = ()) -> dict[LineKey, int]:
    """What `LineBook.line` answers for every item and year in these regions, as a table for the rules.

    The region of some lines is a subject (一般户, 监测对象公示); they are found by it, wherever the file is. Where a year is
    not in the table, what is there for no year (None) holds.
    """
    book = lines if isinstance(lines, LineBook) else LineBook(lines)
    found: dict[LineKey, int] = {}
    for name in book.names():
        years = _years_to_tell(book.years_of(name), name)
        for subject, asked in ((ANYWHERE, here(regions)), *((one, (one,)) for one in book.regions_of(name))):
            for year in years:
                line = book.line(name, year, asked)
                if line is not None and is_number(line.value):
                    found[name, subject, year] = line.value
    return found


def value_in(table: Mapping[LineKey, int], name: str, year: int | None, about: str = ANYWHERE) -> int | None:
    """The value of a line in such a table; None where the office has not entered one."""
    value = table.get((name, about, year))
    return table.get((name, about, None)) if value is None else value


def _years_to_tell(known: Sequence[int], name: str) -> list[int | None]:
    """The years in which an item may have another value than without a year."""
    dated = [year for year in known if year != _EVER]
    if name in ANNUAL or not dated:
        return [None, *dated]
    return [None, *range(dated[0], max(LAST_YEAR, dated[-1]) + 1)]


@cache
def shipped_values() -> Mapping[LineKey, int]:
    """What holds in the country as the program ships it."""
    return MappingProxyType(in_force(shipped()))
