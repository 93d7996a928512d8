# SPDX-License-Identifier: MIT
"""Archive numbers and terms as the office sets them, and how boxes are filled (domain.md §6.1; DA/T 22-2015, GB/T 9705-2008).

Nothing is made up: a number of which any part is not known is no number, and what is missing is named.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from villagedesk.i18n import listed
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.spec import spec_of
from villagedesk.models.codes import code_list
from villagedesk.models.values.show import label_of
from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.models.catalogue.household import Household

VOLUME: Final = "volume"
PIECE: Final = "piece"
VOLUME_NO: Final = "案卷号"
PIECE_NO: Final = "件号"
USUAL: Final = {VOLUME: "全宗号-JF+类目号+行政村编码-案卷号", PIECE: "全宗号-门类·年度-期限-问题-件号"}
BOX_PAGES: Final = 300  # about the thickness of a box of 3 cm
FALLBACK: Final = "Y"  # nothing is thrown away because nobody said how long it is kept
_DIGITS: Final = 4  # of 案卷号 and 件号 (Z109-WS·2019-Y-FP-0001)
_LABELS: Final = {"门类": "门类代码", "问题": "机构或问题代码"}  # parts that the form calls otherwise
_ORDER: Final = ("Y", "D30", "D10")  # the longest first


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the list of contents of a household's file (domain.md §6.2).

    Attributes:
        code: of the list `archive_paper`.
        term: proposed retention.
        papers: kinds of papers of the program that satisfy it; without any, only a scan does.
        when: the condition under which it is due, see `models.contents`.
        every_year: whether a scan must be of the year.
        since: the year in which papers of this kind came up (domain.md §2.1, §3.2, §5.1); 0 where there always were some.
        source: of the proposed term.
    """

    code: str
    term: str
    papers: tuple[str, ...]
    when: str
    every_year: bool
    since: int
    source: str

    @property
    def number(self) -> int:
        """Its place in the list, 1 to 33."""
        return int(self.code[1:])


@cache
def items() -> tuple[Item, ...]:
    """The items in their order, as data (`resources/archive.csv`)."""
    with (resources() / "archive.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Item(
                row["code"],
                row["term"],
                tuple(row["papers"].split()),
                row["when"],
                row["every_year"] == "1",
                int(row["since"] or 0),
                row["source"],
            )
            for row in csv.DictReader(file)
        )


# -- terms --------------------------------------------------------------------------------------------------------------


def terms(decided: Mapping[str, str]) -> dict[str, str]:
    """Item → retention: what the office decided before what the program proposes."""
    return {item.code: decided.get(item.code) or item.term for item in items()}


def term_of_paper(paper: str, due: Iterable[str], by_item: Mapping[str, str]) -> str:
    """How long a printed paper is kept: the longest of the items that it satisfies.

    Args:
        paper: its kind.
        due: items that are due of the household; an application of the poor and one of the monitored are two items.
        by_item: see `terms`.
    """
    wanted = set(due)
    satisfied = [item.code for item in items() if paper in item.papers]
    mine = [code for code in satisfied if code in wanted] or satisfied
    return longest(by_item[code] for code in mine)


def longest(found: Iterable[str]) -> str:
    """The longest of some terms, which a volume has; `FALLBACK` of none."""
    known = set(found)
    return next((term for term in _ORDER if term in known), FALLBACK)


def term_words(term: str) -> str:
    """A term as papers print it, in Chinese whatever the language of the window."""
    return code_list("retention").label(term, 2024)


# -- numbers ------------------------------------------------------------------------------------------------------------


def mode_of(village: Village) -> str:
    """How the village catalogues; by volume where nobody chose."""
    return PIECE if village.cataloguing == PIECE else VOLUME


def pattern_of(village: Village, mode: str) -> str:
    """The pattern of the archive number."""
    return (village.piece_pattern if mode == PIECE else village.volume_pattern) or USUAL[mode]


def holds_all_years(village: Village) -> bool:
    """Whether a volume of the village holds the papers of all years: unless its number says a year, two would have the same."""
    return "年度" not in pattern_of(village, VOLUME)


def _parts(village: Village) -> dict[str, str]:
    return {
        "全宗号": village.fonds_no or "",
        "门类": village.archive_category or "",
        "问题": village.archive_issue or "",
        "类目号": village.archive_class_no or "",
        "行政村编码": village.archive_village_no or "",
    }


def unset(village: Village, mode: str) -> tuple[str, ...]:
    """What the village must still be told before numbers can be given, as the form calls it; empty when all is there."""
    pattern = pattern_of(village, mode)
    counted = VOLUME_NO if mode == VOLUME else PIECE_NO
    lacking = [_LABELS.get(name, name) for name, value in _parts(village).items() if name in pattern and not value]
    if not village.fonds_no and "全宗号" not in lacking:
        lacking.insert(0, "全宗号")
    return tuple(lacking + ([f"档号式样中的“{counted}”"] if counted not in pattern else []))


def told(lacking: Iterable[str]) -> str:
    """What `unset` found, in words of the interface language."""
    names = {spec.label: label_of(spec) for spec in spec_of(Village).fields}
    return listed(names.get(name, name) for name in lacking)


def archive_number(village: Village, mode: str, number: int | None, year: int, term: str = "") -> str:
    """The 档号 of a volume or piece; empty where a part of it is not known.

    Args:
        village: whose settings hold.
        mode: `VOLUME` or `PIECE`.
        number: 案卷号 or 件号; None for none.
        year: of filing.
        term: code of the retention (Y, D30, D10).
    """
    if number is None or unset(village, mode):
        return ""
    parts = _parts(village) | {
        "年度": str(year),
        "期限": term,
        VOLUME_NO: f"{number:0{_DIGITS}d}",
        PIECE_NO: f"{number:0{_DIGITS}d}",
    }
    names = "|".join(sorted(map(re.escape, parts), key=len, reverse=True))
    return re.sub(names, lambda found: parts[found.group()], pattern_of(village, mode)).replace("+", "")


def filed_under(village: Village, household: Household, year: int) -> str:
    """The 档号 that a binder gave the household's volume; empty before, and where each paper is a piece."""
    number = household.volume_no
    if not isinstance(number, int) or mode_of(village) != VOLUME:
        return ""
    return archive_number(village, VOLUME, number, year)


# -- boxes --------------------------------------------------------------------------------------------------------------


class Boxed(Protocol):
    """What is put into boxes: in which kind of box, and how many pages it has."""

    @property
    def shelf(self) -> str:
        """What may not share a box with others (the retention)."""

    @property
    def thickness(self) -> int:
        """Pages, counted or estimated."""


B = TypeVar("B", bound=Boxed)


def boxes(things: Sequence[B], pages: int) -> list[list[B]]:
    """Things in their order, put into boxes of so many pages; what is thicker than a box has one of its own."""
    filled: list[list[B]] = []
    room, shelf = 0, ""
    for one in things:
        if not filled or one.shelf != shelf or one.thickness > room:
            filled.append([])
            room, shelf = pages, one.shelf
        filled[-1].append(one)
        room -= one.thickness
    return filled
