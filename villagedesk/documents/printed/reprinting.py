# SPDX-License-Identifier: MIT
"""Printing papers again that are out of date: those, and no others of the household.

Contents and cover speak of the papers that were ordered with them, so the same are taken into account again. Where the pages
were numbered the whole order is printed anew, since one page more moves the numbers of all that follow.

A paper of a binder is exchanged in the binder, if the folder is the one that the binder lies in (its journal says so); in
another folder the whole binder of the household is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.documents.binder.binding import bind_volumes
from villagedesk.documents.binder.journal import Journal
from villagedesk.documents.binder.orders import BindOrder
from villagedesk.documents.binder.roots import root_of
from villagedesk.documents.binder.spans import Way
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.printed.stale import binder_year
from villagedesk.documents.volumes.batch import Order, Outcome, print_volumes, together
from villagedesk.documents.volumes.leaves import Leaf
from villagedesk.documents.volumes.paging import VOLUME_PDF, Layout
from villagedesk.documents.volumes.verdicts import Verdict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from villagedesk.documents.printed.stale import Standing
    from villagedesk.documents.word.office import Typesetter
    from villagedesk.store.store import Store

_KNOWN = frozenset(paper.key for paper in PAPERS)


def reprintable(verdict: Verdict) -> bool:
    """Whether a paper can be printed again: not one that nobody needs any more, nor one that is unknown here."""
    return verdict not in {Verdict.NEEDLESS, Verdict.UNKNOWN}


def orders_for(
    found: Iterable[Standing], targets: tuple[Path, Path], day: dt.date, program: Typesetter | None
) -> list[Order | BindOrder]:
    """The orders that print these papers again; those that cannot be are left out.

    Args:
        found: the papers.
        targets: folder of the volumes, and folder of the binders.
        day: the date they will bear.
        program: the office program, for papers that had page numbers; None to print those without.

    Returns:
        Orders of volumes, then of binders.
    """
    some = list(found)
    return [*_volumes(some, targets[0], day, program), *_binders(some, targets[1], day, program)]


def _volumes(found: Iterable[Standing], target: Path, day: dt.date, program: Typesetter | None) -> list[Order]:
    together: dict[tuple[int, str, bool], dict[str, set[str]]] = {}
    for one in found:
        if one.row.bound or not reprintable(one.verdict):
            continue
        row, numbered = one.row, one.row.numbered is True and program is not None
        year = row.year if isinstance(row.year, int) else 0
        households = together.setdefault((year, row.ordered or "", numbered), {})
        households.setdefault(row.household or "", set()).add(row.paper or "")
    return [
        Order(
            tuple(households),
            year,
            target,
            tuple(key for key in ordered.split() if key in _KNOWN),
            layout=Layout(program) if numbered and program else None,
            only=None if numbered else {household: frozenset(keys) for household, keys in households.items()},
            document_date=day,
        )
        for (year, ordered, numbered), households in together.items()
    ]


def _binders(found: Iterable[Standing], target: Path, day: dt.date, program: Typesetter | None) -> list[BindOrder]:
    together: dict[tuple[int, Way, bool, bool], dict[str, set[Leaf]]] = {}
    journals: dict[tuple[int, Way], Journal] = {}
    for one in found:
        row = one.row
        if not row.bound or not isinstance(row.year, int) or not reprintable(one.verdict):
            continue
        key = year, way = binder_year(row), Way(row.bound, all_years=bool(row.volume_year))
        if key not in journals:
            journals[key] = Journal(root_of(target, year, way))
        entry = journals[key].entries.get(row.household or "")
        pdf = program is not None and entry is not None and VOLUME_PDF in entry.files
        households = together.setdefault((year, way, row.numbered is True and program is not None, pdf), {})
        households.setdefault(row.household or "", set()).add(Leaf(row.paper or "", row.year))
    return [
        BindOrder(
            tuple(households),
            year,
            target,
            way.mode,
            layout=Layout(program, numbers, pdf) if program and (numbers or pdf) else None,
            only={household: frozenset(leaves) for household, leaves in households.items()},
            all_years=way.all_years,
            document_date=day,
        )
        for (year, way, numbers, pdf), households in together.items()
    ]


def print_again(
    store: Store,
    orders: Iterable[Order | BindOrder],
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> Outcome:
    """Carry the orders out, see `print_volumes` and `bind_volumes`; what they made is told together."""
    made = [
        _bound(store, order, check, report)
        if isinstance(order, BindOrder)
        else print_volumes(store, order, check=check, report=report)
        for order in orders
    ]
    return together(made)


def _bound(
    store: Store, order: BindOrder, check: Callable[[], None], report: Callable[[int, int, str], None]
) -> Outcome:
    made = bind_volumes(store, order, check=check, report=report)
    written = tuple((one.household, one.folder) for one in made.bound)
    return Outcome(written, made.refused, made.files, unnoted=made.unnoted, faults=made.notes)
