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
    from collections.abc import Callable, Iterator, Sequence

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
    """The case files of one binder: that of its year, and those of earlier years that it holds, the earliest first."""

    case: CaseFile
    former: tuple[CaseFile, ...] = ()

    @property
    def cases(self) -> tuple[CaseFile, ...]:
        """All of them, the earliest first."""
        return (*self.former, self.case)


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
        for case in _earlier(store, wide, year):
            former.setdefault(case.household.id, []).append(case)
        for case in cases:
            yield Span(case, tuple(former.get(case.household.id, ())))


def _earlier(store: Store, households: Sequence[str], year: int) -> Iterator[CaseFile]:
    """Their case files of the years before of which anything is known, year by year."""
    of: dict[int, list[str]] = {}
    for household, years in years_with_facts(store, households, year - 1).items():
        for one in years:
            of.setdefault(one, []).append(household)
    for earlier in sorted(of):
        yield from load_casefiles(store, of[earlier], earlier)
