# SPDX-License-Identifier: MIT
"""Merging is commutative, associative and idempotent, and no edit is ever gone: random histories (merge.md A6, M01–M12).

Replicas are forked, set back to old states, exchanged in any order, with clocks that are wrong by years. An independent
model keeps the set of changes each file has seen and derives the heads of every cell in the most naive way.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.conftest import VILLAGE
from tests.merge.conftest import exchange, put, sound, view
from tests.merge.ideal import Known, changes_of, doubts_brought_back, heads, is_removed, members
from villagedesk.clock import FixedClock
from villagedesk.errors import Refused
from villagedesk.services.opening.files import create_village_file
from villagedesk.store import conflicts, steps, undo
from villagedesk.store.encoding import dumps
from villagedesk.store.file import Opening, open_file
from villagedesk.store.store import Author

if TYPE_CHECKING:
    from villagedesk.store.store import Store

NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "night"
HOUSEHOLDS = ("h1", "h2")
PHONES = st.sampled_from(("1", "2", "3", None))
WHO = st.integers(0, 3)


@cache
def _begun() -> bytes:
    """A new village's file; it is copied in every life anyway."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "0.village"
        create_village_file(path, "", VILLAGE).close()
        return path.read_bytes()


class Copies(RuleBasedStateMachine):
    """Up to four copies of one village's file, each with its own life."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.stores: list[Store] = []
        self.saved: list[Path] = []
        self.count = 0
        self.seen: dict[Path, frozenset[str]] = {}  # what each file had seen after the last step
        self.past: dict[str, frozenset[str]] = {}  # change → what its author's file had seen

    def _open(self, path: Path) -> Store:
        self.count += 1
        clock = FixedClock(dt.datetime(2026, 3, 2, 12))
        return open_file(path, "", Opening(Author(f"人{self.count}", f"电脑{self.count}"), clock=clock))

    @initialize()
    def begin(self) -> None:
        path = Path(self.folder.name) / "0.village"
        path.write_bytes(_begun())
        self.stores = [self._open(path)]
        for household in HOUSEHOLDS:
            put(self.stores[0], "household", household, phone="0", group="1组")
        self.fork(0)

    def _at(self, who: int) -> Store:
        return self.stores[who % len(self.stores)]

    # -- what people do -----------------------------------------------------------------------------------------------

    @rule(who=WHO, household=st.sampled_from(HOUSEHOLDS), phone=PHONES, address=PHONES)
    def edit(self, who: int, household: str, phone: str | None, address: str | None) -> None:
        put(self._at(who), "household", household, phone=phone, address=address)

    @rule(who=WHO, household=st.sampled_from(HOUSEHOLDS), codes=st.sets(st.sampled_from(("a", "b", "c"))))
    def choose(self, who: int, household: str, codes: set[str]) -> None:
        put(self._at(who), "household", household, programmes=tuple(sorted(codes)))

    @rule(who=WHO, household=st.sampled_from(HOUSEHOLDS), note=st.sampled_from(("甲", "乙", "丙\n丁")))
    def write_note(self, who: int, household: str, note: str) -> None:
        put(self._at(who), "household", household, note=note)

    @rule(who=WHO, household=st.sampled_from(HOUSEHOLDS), area=st.integers(0, 2), codes=st.sets(st.sampled_from("ab")))
    def record_year(self, who: int, household: str, area: int, codes: set[str]) -> None:
        """The same id in whatever file it is made, so rows are born twice."""
        values = {"household": household, "year": 2025, "farmland": area, "risks": tuple(sorted(codes))}
        put(self._at(who), "household_year", f"{household}-y", **values)

    @rule(who=WHO, household=st.sampled_from(HOUSEHOLDS), below=st.booleans())
    def remove(self, who: int, household: str, below: bool) -> None:
        entity, row = ("household_year", f"{household}-y") if below else ("household", household)
        with self._at(who).change("删") as change:
            change.remove(entity, [row], "误登")

    @rule(who=WHO, household=st.sampled_from(HOUSEHOLDS))
    def restore(self, who: int, household: str) -> None:
        with self._at(who).change("还原") as change:
            change.restore("household", household)

    @rule(who=WHO, place=st.integers(0, 5), choice=st.integers(0, 2))
    def decide(self, who: int, place: int, choice: int) -> None:
        store = self._at(who)
        waiting = list(conflicts.open_conflicts(store))
        assert conflicts.count(store) == len(waiting)
        if waiting:
            one = waiting[place % len(waiting)]
            with store.change("裁决") as change:
                change.settle(one.entity, one.row, one.cell, [one.values[choice % len(one.values)]])

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        store = self._at(who)
        if steps.next_undo(store):
            with suppress(Refused):  # something was built upon it
                undo.undo(store)

    @rule(who=WHO)
    def redo(self, who: int) -> None:
        store = self._at(who)
        if steps.next_redo(store):
            with suppress(Refused):
                undo.redo(store)

    @rule(who=WHO, years=st.integers(-9, 9))
    def set_the_clock_wrong(self, who: int, years: int) -> None:
        self._at(who).clock = FixedClock(dt.datetime(2026 + years, 3, 2, 12))

    # -- what happens to files ----------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.stores) < 4)
    @rule(who=WHO)
    def fork(self, who: int) -> None:
        """Somebody copies the file to another laptop; both go on."""
        path = Path(self.folder.name) / f"{self.count}.village"
        shutil.copy(self._at(who).path, path)
        self.stores.append(self._open(path))

    @rule(who=WHO)
    def keep_a_copy(self, who: int) -> None:
        path = Path(self.folder.name) / f"alt{len(self.saved)}"
        shutil.copy(self._at(who).path, path)
        self.saved.append(path)

    @precondition(lambda self: self.saved)
    @rule(who=WHO, which=st.integers(0, 9))
    def restore_backup(self, who: int, which: int) -> None:
        """An old state takes the place of the file; what was done since survives only where it was exchanged."""
        place = who % len(self.stores)
        path = self.stores[place].path
        others = [store for number, store in enumerate(self.stores) if number != place]
        exchange(self.stores[place], others[0])
        self.stores[place].close()
        shutil.copy(self.saved[which % len(self.saved)], path)
        self.stores[place] = self._open(path)

    @precondition(lambda self: self.saved)
    @rule(who=WHO, which=st.integers(0, 9))
    def resend_an_old_copy(self, who: int, which: int) -> None:
        path = Path(self.folder.name) / "again.village"
        shutil.copy(self.saved[which % len(self.saved)], path)
        with open_file(path, "") as old:
            exchange(old, self._at(who))

    @rule(one=WHO, other=WHO)
    def send(self, one: int, other: int) -> None:
        if self._at(one) is not self._at(other):
            exchange(self._at(one), self._at(other))

    # -- what must hold -----------------------------------------------------------------------------------------------

    @invariant()
    def every_file_shows_what_its_changes_say(self) -> None:
        known_by = {store.path: changes_of(store) for store in self.stores}
        query = (
            "SELECT b.id || ':' || c.n, b.inverts FROM change c JOIN batch b ON b.seq = c.batch WHERE b.inverts <> ''"
        )
        inverted = {store.path: dict(store.query(query)) for store in self.stores}
        for path, known in known_by.items():
            written = known.keys() - self.past.keys()
            for name in written:  # one step is one action, which knows all of itself
                self.past[name] = self.seen.get(path, frozenset()) | (written - {name})
                one = known[name]
                if one.cell == "removed" and one.value != "null" and name in inverted[path]:
                    self.past[name] -= doubts_brought_back(known, self.past, name, inverted[path][name])
        self.seen = {path: frozenset(known) for path, known in known_by.items()}
        for store in self.stores:
            self._shows(store, known_by[store.path])

    def _shows(self, store: Store, known: Known) -> None:
        waiting = {
            (one.row, one.cell): {dumps(value) for value in one.values}
            for one in conflicts.open_conflicts(store)
            if one.row[:2] in HOUSEHOLDS  # not the village, whose making can be undone too
        }
        rows = {one.row for one in known.values() if one.row[:2] in HOUSEHOLDS}
        removed = {row: is_removed(known, self.past, row, self._below(rows, row)) for row in rows}
        asked = set()
        for row in rows:
            table = "household_year" if row.endswith("-y") else "household"
            (reason,) = store.one(f"SELECT removed FROM {table} WHERE id = ?", (row,))
            assert (reason is not None) == removed[row], (row, reason)
            self._shows_values(store, known, table, row)
            if removed[row] or removed[row[:2]]:
                continue
            for cell in {one.cell for one in known.values() if one.row == row} - {"", "removed", "note"}:
                told = set(heads(known, row, cell).values())
                if len(told) > 1:
                    asked.add((row, cell))
                    assert waiting[row, cell] == told
            standing = set(heads(known, row, "removed").values())
            if standing - {"null"}:
                asked.add((row, "removed"))
                assert waiting[row, "removed"] == {"null", *standing}
        born_apart = {place for place in waiting if self._born_apart(known, *place)}
        assert waiting.keys() - born_apart == asked - born_apart, (
            waiting,
            asked,
        )  # as many as truly concurrent cells (M10)

    @staticmethod
    def _below(rows: set[str], row: str) -> set[str]:
        return {one for one in rows if one == f"{row}-y"}

    @staticmethod
    def _born_apart(known: Known, row: str, cell: str) -> bool:
        """Whether nobody wrote the cell after the births of the row, which say different things of it."""
        written = any(one.row == row and one.cell == cell for one in known.values())
        return not written and len(set(heads(known, row, cell).values())) > 1

    @staticmethod
    def _shows_values(store: Store, known: Known, table: str, row: str) -> None:
        fields, field_of_codes = (
            (("farmland",), "risks") if row.endswith("-y") else (("phone", "address"), "programmes")
        )
        for key in fields:
            told = {json.loads(value) for value in heads(known, row, key).values()}
            shown = store.value(f'SELECT "{key}" FROM {table} WHERE id = ?', (row,))
            assert shown in told, (row, key)
            assert shown is not None or told == {None}, (row, key)  # something before nothing
        codes = store.value(f'SELECT "{field_of_codes}" FROM {table} WHERE id = ?', (row,))
        assert set(filter(None, (codes or "").split(","))) == members(known, row, field_of_codes), row
        if table == "household":
            noted = {json.loads(value) for value in heads(known, row, "note").values()} - {None}
            note = store.value("SELECT note FROM household WHERE id = ?", (row,)) or ""
            assert all(one in note for one in noted), row

    def teardown(self) -> None:
        try:
            if self.stores:
                self._exchange_everything()
        finally:
            for store in self.stores:
                store.close()
            self.folder.cleanup()

    def _exchange_everything(self) -> None:
        everything: dict[str, Any] = {}
        for store in self.stores:
            everything |= changes_of(store)
        first = self.stores[0]
        for store in self.stores[1:]:
            exchange(store, first)
        for store in reversed(self.stores[1:]):
            exchange(first, store)
        for store in self.stores:
            assert set(changes_of(store)) >= set(everything)  # no edit is gone
            assert view(store) == view(first)  # no divergence
            assert exchange(first, store) == 0  # a re-sent copy changes nothing
        sound(*self.stores)
        self.every_file_shows_what_its_changes_say()


TestCopies = Copies.TestCase
TestCopies.settings = settings(
    max_examples=int(os.environ.get("MERGE_EXAMPLES", "5000" if NIGHT else "200")),
    stateful_step_count=40 if NIGHT else 14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
