# SPDX-License-Identifier: MIT
"""Books with thousands of records in a township of 20,000 persons: opened, paged through, saved in, guarded, checked.

Processor time: it is what the window waits for, and other programs on the machine disturb it less.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from benchmarks.measure import Line, busy
from benchmarks.rollups import PERSONS
from benchmarks.scratch import MEMBERS_PER_HOUSEHOLD, PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from benchmarks.scratch import Scratch
    from villagedesk.store.store import Store
    from villagedesk.ui.pages.registers import RegistersPage
    from villagedesk.ui.registers.panel import RegisterPanel

ROUNDS = 5
ARRIVED = 500  # people, and households, that a merge changes in a locked year
GOAL = 100  # what the window may be held up
BOOKS = ("project", "need", "claim", "special", "donation", "payment", "matter", "posting")


def lines(scratch: Scratch) -> Iterator[Line]:
    """The lists, a save, the guard of a locked year, what merges bring into it, and doubts of villages."""
    from villagedesk.clock import FixedClock
    from villagedesk.demo import NOW
    from villagedesk.services.opening.files import open_village_file
    from villagedesk.store.file import Opening

    os.environ["PYTHONPYCACHEPREFIX"] = str((scratch.folder / "bytecode").resolve())  # of the process that reads a copy
    path = scratch.township(round(PERSONS / MEMBERS_PER_HOUSEHOLD), rich=True)
    with open_village_file(scratch.copy(path, "books.village"), PASSPHRASE, Opening(clock=FixedClock(NOW))) as store:
        yield from _lists(store)
        yield from _doubts(store)
        yield from _locked(store)
        yield from _merged(scratch, store, path)


def _least(work: Callable[[], object]) -> float:
    work()
    return min(busy(work) for _round in range(ROUNDS))


def _lists(store: Store) -> Iterator[Line]:
    from PySide6.QtWidgets import QApplication

    from villagedesk.settings import Settings
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.pages.registers import RegistersPage
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import InlineTasks

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    session = Session(store, Settings(author="李书记", device="镇办电脑"), InlineTasks(lambda: store))
    page = RegistersPage(session, Icons())
    page.resize(1200, 800)
    page.show()
    page.shown_first_time()
    application.processEvents()
    for entity in BOOKS:
        yield from _book(application, page, entity)
    yield from _saves(application, page)
    page.close()


def _book(application: QApplication, page: RegistersPage, entity: str) -> Iterator[Line]:
    from villagedesk.ui.registers.panel import RegisterPanel

    panel = page.show_book(entity)
    assert isinstance(panel, RegisterPanel)
    count = len(panel.lines())

    def opened() -> None:
        panel.refresh()
        application.processEvents()

    def paged() -> None:
        bar = panel.list.verticalScrollBar()
        bar.setValue(0 if bar.value() else bar.maximum())
        panel.list.viewport().repaint()
        application.processEvents()

    yield Line(f"books: opening {entity} of {count}", _least(opened), goal=GOAL)
    yield Line(f"books: {entity}, to the end and paint", _least(paged), goal=GOAL)
    yield Line(f"books: {entity}, a record opened", _least(lambda: _next(application, panel)), goal=GOAL)
    yield Line(f"books: {entity}, a letter in the search box", _least(lambda: _searched(application, panel)), goal=GOAL)


def _next(application: QApplication, panel: RegisterPanel) -> None:
    lines = panel.model.lines
    row = next((place for place, one in enumerate(lines) if one.id == panel.form.entry.row), 0)
    panel.open(lines[(row + len(lines) // 3) % len(lines)].id)
    application.processEvents()


def _searched(application: QApplication, panel: RegisterPanel) -> None:
    panel.search.setText("" if panel.search.text() else "示")
    application.processEvents()


def _saves(application: QApplication, page: RegistersPage) -> Iterator[Line]:
    from villagedesk.ui.registers.panel import RegisterPanel

    for entity, key in (("donation", "receipt_no"), ("payment", "purpose"), ("claim", "title"), ("project", "name")):
        panel = page.show_book(entity)
        assert isinstance(panel, RegisterPanel)
        panel.search.clear()
        panel.open(panel.model.lines[0].id)
        number = iter(range(1_000))

        def saved(panel: RegisterPanel = panel, key: str = key, number: Iterator[int] = number) -> None:
            panel.form.entry.put(key, f"改{next(number)}")
            if not panel.save():
                raise RuntimeError("it was not saved")
            application.processEvents()

        yield Line(f"books: saving a {entity}, with its list read again", _least(saved), goal=GOAL)


def _doubts(store: Store) -> Iterator[Line]:
    from villagedesk.services.doubts import findings
    from villagedesk.services.doubts.judging import Wanted
    from villagedesk.services.today import today, waiting

    day = store.clock().date()
    villages = Wanted(households=(), with_villages=True)
    yield Line(
        "books: doubts of villages after a save (in the background)",
        _least(lambda: list(findings.find(store, villages))),
    )
    yield Line("books: 今天, what waits", _least(lambda: waiting.read_waiting(store, day)), goal=200)
    yield Line("books: 今天, what is at hand", _least(lambda: today.read_today(store)), goal=200)


def _locked(store: Store) -> Iterator[Line]:
    """A save of this year with the last one locked, in every village; and what the findings look for."""
    from villagedesk.services.keeping import locking
    from villagedesk.services.keeping.records import Edit, save_records

    row = str(store.value("SELECT id FROM donation ORDER BY id LIMIT 1"))
    household = str(store.value("SELECT id FROM household ORDER BY id LIMIT 1"))
    number = iter(range(10_000))

    def book() -> None:
        save_records(store, "改", [Edit("donation", row, {"receipt_no": f"JZ{next(number)}"})])

    def person() -> None:
        save_records(store, "改", [Edit("household", household, {"phone": f"139000{next(number):05d}"})])

    free = _least(book), _least(person)
    for (village,) in store.query("SELECT id FROM village"):
        locking.lock_year(store, str(village), store.info.year - 1, "县审计组")
    yield Line("books: saving in a book, a year locked / none", _least(book), free[0], 2)
    yield Line("books: saving a household, a year locked / none", _least(person), free[1], 2)


def _merged(scratch: Scratch, store: Store, path: Path) -> Iterator[Line]:
    """A copy in which people left in the locked year, and its facts were changed, comes in after the lock."""
    from benchmarks.merging import merge
    from villagedesk.services.keeping.records import Edit, save_records
    from villagedesk.services.opening.files import open_village_file
    from villagedesk.store import yearlocks, yearmerges
    from villagedesk.store.file import Opening
    from villagedesk.store.store import Author

    sent, year = scratch.copy(path, "books-sent.village"), store.info.year - 1
    with open_village_file(sent, PASSPHRASE, Opening(Author("李会计", "村部电脑"))) as other:
        gone = [
            str(row) for (row,) in other.query("SELECT id FROM member ORDER BY id LIMIT ?", (scratch.count(ARRIVED),))
        ]
        facts = other.query("SELECT id FROM household_year WHERE year = ? LIMIT ?", (year, scratch.count(ARRIVED)))
        save_records(
            other, "减少", [Edit("member", row, {"left": f"{year}-06-30", "leave_reason": "death"}) for row in gone]
        )
        save_records(other, "改", [Edit("household_year", str(row), {"house_area": 1}) for (row,) in facts])
    merge(store, [sent])
    found = yearlocks.arrived_since(store), yearmerges.moved_by_merges(store)
    if len(found[0]) < len(facts) or len(found[1]) < len(gone):
        raise RuntimeError("what was merged into the locked year was not found")
    yield Line(
        f"books: {len(found[0])} facts that arrived in a locked year", _least(lambda: yearlocks.arrived_since(store))
    )
    yield Line(
        f"books: {len(found[1])} people moved in it by a merge", _least(lambda: yearmerges.moved_by_merges(store))
    )
    household = [str(store.value("SELECT household FROM member WHERE id = ?", (gone[0],)))]
    yield Line(
        "books: the same for one household", _least(lambda: yearmerges.moved_by_merges(store, household)), goal=20
    )
