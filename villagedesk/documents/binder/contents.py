# SPDX-License-Identifier: MIT
"""Which of the 33 items of the list of contents a household's binder has, and which are missing (domain.md §6.2).

An item is there when one of its papers is printed, or a scan of it is attached. Copies of identity cards and photos cannot be
printed from facts: without a scan they are missing. What came about in earlier years that the binder does not hold is named
apart, since it stands in the binders of those years.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.archiving import Item, items
from villagedesk.models.codes import code_list
from villagedesk.models.contents import is_due, scanned
from villagedesk.models.occasions import on_file

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from villagedesk.models.casefile import CaseFile

_LETTERS: Final = {"p10": "确认", "p23": "脱贫", "p28": "纳入"}


class State(StrEnum):
    """How it stands with an item."""

    PRINTED = "printed"
    SCANNED = "scanned"
    MISSING = "missing"
    EARLIER = "earlier"  # due in a former year, and no scan of it is attached
    IF_ANY = "if_any"  # nobody can tell whether there was any
    NOT_DUE = "not_due"


_BEST: Final = (State.PRINTED, State.SCANNED, State.MISSING, State.EARLIER, State.IF_ANY, State.NOT_DUE)


class Lacking(NamedTuple):
    """An item that is missing, by its code; the years of which it is, where a binder of several years lacks some."""

    code: str
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """An item and how it stands with it.

    Attributes:
        years: of what comes every year in a binder of several, the years of which it is missing.
    """

    item: Item
    state: State
    years: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What papers call it."""
        return code_list("archive_paper").label(self.item.code)


class Year(NamedTuple):
    """A year of a binder.

    Attributes:
        case: its case file.
        papers: kinds of papers that are printed of it.
        letters: see `letters.letters_of`; which of the three letters the printed one is.
    """

    case: CaseFile
    papers: Collection[str]
    letters: Sequence[dict[str, str]]


def standings(years: Sequence[Year]) -> list[Standing]:
    """How it stands with each item in a binder that holds these years, the earliest first."""
    return [_standing(years, item) for item in items()]


def _standing(years: Sequence[Year], item: Item) -> Standing:
    found = {one.case.year: _state(one, item) for one in years if one is years[-1] or _asked(one.case, item)}
    lacking = tuple(year for year, state in found.items() if state is State.MISSING)
    if item.every_year and lacking:
        return Standing(item, State.MISSING, lacking if len(found) > 1 else ())
    return Standing(item, min(found.values(), key=_BEST.index))


def _asked(case: CaseFile, item: Item) -> bool:
    """Whether an item may be due of an earlier year: what every file has, only where there was a file."""
    return item.when != "always" or not item.every_year or on_file(case)


def _state(year: Year, item: Item) -> State:
    case, papers, letters = year.case, year.papers, {letter["种类"] for letter in year.letters}
    wanted = is_due(case, item)
    printed = any(paper in papers for paper in item.papers)
    if item.code in _LETTERS:
        printed = printed and _LETTERS[item.code] in letters
    if printed and wanted is True:
        return State.PRINTED
    if scanned(case, item):
        return State.SCANNED
    if wanted is True:
        return State.MISSING
    return {False: State.NOT_DUE, None: State.EARLIER}[wanted] if item.when != "if_any" else State.IF_ANY


def missing_words(found: Sequence[Standing]) -> dict[str, list[dict[str, str]]]:
    """What the remarks sheet says: what is missing, and what belongs to the binders of earlier years."""

    def named(state: State) -> list[dict[str, str]]:
        return [
            {"编号": str(one.item.number), "名称": one.name + _of(one.years)} for one in found if one.state is state
        ]

    return {"缺少材料": named(State.MISSING), "以前材料": named(State.EARLIER)}


def _of(years: Sequence[int]) -> str:
    return f"（{'、'.join(f'{year}年' for year in years)}）" if years else ""
