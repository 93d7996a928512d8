# SPDX-License-Identifier: MIT
"""Fills the case files of a whole demo file: one undoable batch over everything a roster does not hold."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from villagedesk.demo import (
    MARK,
    before,
    benefits,
    cadres,
    causes,
    county,
    giving,
    incomes,
    ledgers,
    living,
    matters,
    posting,
    projects,
    special,
    stories,
    villages,
    visits,
    working,
)
from villagedesk.demo.courses import Officers
from villagedesk.demo.printed import print_books, print_others
from villagedesk.demo.scene import Row, Scene, write
from villagedesk.services.casefile.casefiles import load_casefile, load_casefiles
from villagedesk.store.counts import live_households

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from villagedesk.demo.villages import DemoVillage
    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.door import Change
    from villagedesk.store.store import Store

_BOOKS: Final = (
    projects.rows_of,
    special.rows_of,
    matters.rows_of,
    posting.rows_of,
    giving.rows_of,
)  # fmt: skip
"""Who fill the books of a village (台账)."""
_CADRES_PER_VILLAGE: Final = 1_000  # serial numbers set aside, so that a village's file and the township's agree


def fill(
    store: Store,
    found: Sequence[DemoVillage],
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda done, total, text: None,
) -> None:
    """Add causes, plans, cadres, visits, incomes and living conditions to every household of the file.

    Args:
        store: a file that holds the households of these villages and nothing of the kind yet.
        found: its villages.
        check: called between households; may raise `Cancelled`, and nothing is written then.
        report: told how far it is.
    """
    cases = sorted(
        load_casefiles(store, live_households(store)), key=lambda case: case.household.hh_no or case.household.id
    )
    places = {village.id: place for place, village in enumerate(villages.VILLAGES)}
    numbers = _Numbers()
    with store.change(f"{MARK}：补充档案内容", "demo") as change:
        write(store, change, [*cadres.unit_rows(), *county.line_rows()])
        for place, case in enumerate(cases):
            check()
            scene = Scene(case)
            serial, local_no = numbers.next(case, places.get(case.household.village or "", 0))
            write(store, change, living.rows_of(scene, local_no))
            _tell(store, change, Scene(_again(store, scene.household, scene.year)), serial)
            report(place + 1, len(cases), case.village.name or "")
    _figures(store, found)


def _again(store: Store, household: str, year: int) -> CaseFile:
    """The case file of a year with what was just added to it."""
    case = load_casefile(store, household, year)
    if case is None:
        raise AssertionError("a household vanished while it was filled")
    return case


def _tell(store: Store, change: Change, scene: Scene, serial: int) -> None:
    """What depends on how the household lives, and of some the whole year before."""
    given = cadres.help_for(scene, serial)
    had = before.year_before(scene, given)
    told = list(_rest(scene, given, had.departed if had else 0))
    write(store, change, told)
    if had:
        write(store, change, before.facts_rows(had, told))
        then = Scene(_again(store, scene.household, scene.year - 1))
        write(store, change, before.help_rows(then, had, told))


def _rest(scene: Scene, given: cadres.Help, departed: int) -> Iterator[Row]:
    codes = causes.codes_of(scene)
    earned = list(incomes.rows_of(scene))
    yield from given.rows
    yield from causes.cause_rows(scene, codes)
    yield from earned
    yield from ledgers.rows_of(scene, earned)
    planned = list(causes.plan_rows(scene, codes, given.current, incomes.per_head_before(scene, earned, departed)))
    yield from planned
    yield from benefits.rows_of(scene, planned, given.current)
    yield from visits.rows_of(scene, given.current)
    yield from working.rows_of(scene)


def _figures(store: Store, found: Sequence[DemoVillage]) -> None:
    """The villages' figures and what happened there, told after everything else is known."""
    cases = list(load_casefiles(store, live_households(store)))
    for village in found:
        ((entity, row, facts),) = villages.figure_rows(village, cases)
        with store.change(f"{MARK}：村年度情况", "demo") as change:
            write(store, change, [(entity, row, facts), *villages.exit_rows(village, cases, facts)])
        with store.change(f"{MARK}：程序、会议和公示", "demo") as change:
            officers = Officers(str(facts["secretary"]), villages.recorder_of(village))
            write(store, change, stories.rows_for(village, officers, cases))
        with store.change(f"{MARK}：台账", "demo") as change:
            write(store, change, [row for rows_of in _BOOKS for row in rows_of(village, facts, cases)])
        print_books(store, village.id)
    for village in found:
        print_others(store, village)


class _Numbers:
    """Serial numbers of households in their villages and groups."""

    def __init__(self) -> None:
        self._in_village: Counter[str] = Counter()
        self._in_group: Counter[tuple[str, str]] = Counter()

    def next(self, case: CaseFile, place: int) -> tuple[int, str]:
        """The household's serial number in the township, and its number in the village (组号 + three digits)."""
        village, group = case.household.village or "", case.household.group or ""
        self._in_village[village] += 1
        self._in_group[village, group] += 1
        digits = "".join(sign for sign in group if sign.isdigit()) or "0"
        serial = place * _CADRES_PER_VILLAGE + self._in_village[village] - 1
        return serial, f"{int(digits):02d}{self._in_group[village, group]:03d}"
