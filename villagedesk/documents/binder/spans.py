# SPDX-License-Identifier: MIT
"""The years of a household that one binder holds: by piece (DA/T 22) one year, by volume (GB/T 9705) all years up to one.

A volume's number usually says no year, so a household has one volume (一户一卷), and its 登记表, 计划 and 收入测算 of every year
(domain.md §6.2, "每年") belong into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from villagedesk.models.archiving import PIECE, VOLUME, holds_all_years, mode_of
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.store.reads import years_with_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.place import Village
    from villagedesk.store.store import Store

_TOGETHER = 100  # households whose years are read at a time


class Way(NamedTuple):
    """How the binders of a village are made: `VOLUME` or `PIECE`, and whether one holds all years."""

    mode: str
    all_years: bool = False


def way_of(village: Village, mode: str = "", all_years: bool | None = None) -> Way:
    """How the binders of a village are made.

    Args:
        village: whose settings hold for what is not said.
        mode: `VOLUME` or `PIECE`; empty for what the village has chosen.
        all_years: of volumes, whether they hold all years; None for what their number asks for. A piece is of one year: its
            number says which.
    """
    mode = mode or mode_of(village)
    if mode == PIECE:
        return Way(PIECE)
    return Way(VOLUME, holds_all_years(village) if all_years is None else all_years)


class Span(NamedTuple):
    """The case files of one binder.

    Attributes:
        case: whose facts cover and remarks print: that of the binder's year.
        former: those of other years that it holds, the earliest first.
        silent: that of the binder's year, where nobody entered anything of it; then `case` is of the last year of which
            somebody did.
    """

    case: CaseFile
    former: tuple[CaseFile, ...] = ()
    silent: CaseFile | None = None

    @property
    def cases(self) -> tuple[CaseFile, ...]:
        """All that it holds, the earliest first."""
        return tuple(sorted((*self.former, self.case), key=lambda one: one.year))

    @property
    def asked(self) -> CaseFile:
        """That of the binder's year."""
        return self.silent or self.case


def load_spans(
    store: Store, households: Sequence[str], year: int, all_years: Callable[[CaseFile], bool]
) -> Iterator[Span]:
    """The case files of binders, in the order of the households; those that are gone are left out.

    Args:
        store: the file.
        households: ids.
        year: of the binders.
        all_years: whether the binder of a household holds the years before too.
    """
    for start in range(0, len(households), _TOGETHER):
        cases = list(load_casefiles(store, households[start : start + _TOGETHER], year))
        wide = [case.household.id for case in cases if all_years(case)]
        former: dict[str, list[CaseFile]] = {}
        known = years_with_facts(store, wide, year)
        for case in _earlier(store, known, year):
            former.setdefault(case.household.id, []).append(case)
        for case in cases:
            row = case.household.id
            yield _span(case, former.get(row, []), known=year in known.get(row, ()))


def _span(case: CaseFile, former: list[CaseFile], *, known: bool) -> Span:
    """A binder whose year is empty is that of the years before; what else is `known` of its year (the income) lies there too."""
    last = next((one for one in reversed(former) if one.entered), None)
    if case.entered or last is None:
        return Span(case, tuple(former))
    return Span(last, tuple(one for one in (*former, *([case] if known else [])) if one is not last), case)


def _earlier(store: Store, known: Mapping[str, Sequence[int]], year: int) -> Iterator[CaseFile]:
    """The case files of the years before of which anything is known, year by year."""
    of: dict[int, list[str]] = {}
    for household, years in known.items():
        for one in years:
            of.setdefault(one, []).append(household)
    for earlier in sorted(of.keys() - {year}):
        yield from load_casefiles(store, of[earlier], earlier)
