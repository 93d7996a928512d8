# SPDX-License-Identifier: MIT
"""Laptops that hold copies of one file, and merging them: through the code of the screen, or directly where speed counts.

A laptop's file is copied as people copy it, in the file manager while the program is closed.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import TOWNSHIP, VILLAGE
from villagedesk.clock import FixedClock
from villagedesk.merge.applying import Merged, apply_merge
from villagedesk.merge.checking import check_batch
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.plan import plan_merge
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.identity import check_digit
from villagedesk.services.casefile.casefiles import finding_lines
from villagedesk.services.opening.files import NewFile, create_village_file, village_id
from villagedesk.store import arrivals, conflicts, foreign, joins, verify
from villagedesk.store.dump import dump
from villagedesk.store.file import Opening, open_file
from villagedesk.store.store import Author

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from villagedesk.store.foreign import Foreign
    from villagedesk.store.store import Store

NOON = dt.datetime(2026, 3, 2, 12)
V1 = village_id("510199100201")
V2 = village_id("510199100202")
SECOND = NewFile(
    "village", "石门村", "510199100202", 2025, township="示范镇", county="示范县", city="示范市", province="示范省"
)


def view(store: Store) -> list[str]:
    """All live records, values, conflicts and findings, without local places and times."""
    findings = (
        f"{household}\t{problem.code}\t{problem.row}" for household, problem in finding_lines(store, by_the_clock=False)
    )
    return list(dump(store, findings))


def merge(target: Store, *sources: Path, answered: bool = True) -> Merged:
    """Merge through the code that the screen uses; questions are answered with yes."""
    with private_folder() as folder:
        plan = plan_merge(target, gather(target, sources, folder))
        assert plan.refused == (), plan.refused
        kinds = {question.kind for question in plan.questions} if answered else ()
        merged = apply_merge(target, plan, kinds)
        assert merged.report.files == plan.report.files  # the preview is the result
        return merged


@dataclass
class Direct:
    """A delivery without the guarded process: the same batches, the same checks."""

    found: list[Foreign]

    def batches(self) -> list[Foreign]:
        return self.found

    def pictures(self) -> dict[str, tuple[str, bytes]]:
        return {}


def exchange(source: Store, target: Store) -> int:
    """Bring what one open file has into another; returns how many changes were new."""
    found = list(foreign.batches_beyond(source.connection, foreign.known_batches(target.connection)))
    for batch in found:
        check_batch(batch)
    taken, _changed = arrivals.take_in(target, [Direct(found)], "合并")
    return taken[0].changes


def sound(*stores: Store) -> None:
    """Replaying the log proves every file."""
    for store in stores:
        assert verify.verify(store).faults == []


@dataclass
class Laptops:
    """Makes laptops: `laptops("a")` a fresh village file, `laptops.copy(a, "b")` a copy on another laptop."""

    folder: Path
    made: list[Store] = field(default_factory=list)

    def __call__(self, name: str, wanted: NewFile = VILLAGE, passphrase: str = "") -> Store:
        create_village_file(self.folder / f"{name}.village", passphrase, wanted, self.opening(name)).close()
        return self.open(name, passphrase)

    def opening(self, name: str) -> Opening:
        return Opening(Author(f"{name}的人", f"{name}的电脑"), clock=FixedClock(NOON))

    def open(self, name: str, passphrase: str = "") -> Store:
        store = open_file(self.folder / f"{name}.village", passphrase, self.opening(name))
        self.made.append(store)
        return store

    def copy(self, store: Store, name: str) -> Store:
        """Copy the idle file and open the copy on another laptop."""
        shutil.copy(store.path, self.folder / f"{name}.village")
        return self.open(name)


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[Laptops]:
    made = Laptops(tmp_path)
    yield made
    for store in made.made:
        store.close()


def put(store: Store, entity: str, row: str, /, **values: Any) -> None:
    """One edit, as one action."""
    with store.change(f"改{row}") as change:
        change.put(entity, row, values)


def remove(store: Store, entity: str, row: str, reason: str = "误登") -> None:
    """Put a row into the recycle bin."""
    with store.change(f"删{row}") as change:
        change.remove(entity, [row], reason)


def value(store: Store, entity: str, row: str, column: str) -> Any:
    """What a row's column shows; None too where the row is gone."""
    return store.value(f'SELECT "{column}" FROM "{entity}" WHERE id = ? AND removed IS NULL', (row,))


def contested(store: Store) -> list[tuple[str, str, set[Any]]]:
    """(row, cell, values) of every open conflict."""
    return [(one.row, one.cell, set(one.values)) for one in conflicts.open_conflicts(store)]


@pytest.fixture
def pair(laptops: Laptops) -> tuple[Store, Store]:
    """Laptops A and B of one village, with a household of two."""
    a = laptops("a")
    with a.change("登记") as change:
        change.put("household", "h1", {"village": V1, "group": "1组", "phone": "13800000001", "note": None})
        change.put("member", "m1", {"household": "h1", "name": "肖辉", "position": 0, "id_no": "510199195507218120"})
        change.put("member", "m2", {"household": "h1", "name": "高凤珍", "position": 1, "id_no": "510199195803128122"})
        for member, relation in (("m1", "head"), ("m2", "spouse")):
            change.put(
                "member_year", f"y{member}", {"member": member, "year": 2025, "relation": relation, "health": ("2",)}
            )
    b = laptops.copy(a, "b")
    return a, b


@pytest.fixture
def township(laptops: Laptops) -> Store:
    return laptops("t", TOWNSHIP)


def both_ways(a: Store, b: Store) -> None:
    """A and B exchange their files, as the screen does; afterwards they hold the same."""
    merge(a, b.path)
    merge(b, a.path)
    assert view(a) == view(b)
    sound(a, b)


def number(birth: str = "19740224", sequence: int = 2) -> str:
    """An identity number with the right check digit."""
    seventeen = f"510199{birth}{sequence:03d}"
    return seventeen + check_digit(seventeen)


def rules_of(store: Store) -> set[str]:
    return {problem.code for _household, problem in finding_lines(store)}


def told(store: Store, code: str) -> list[str]:
    return [problem.text() for _household, problem in finding_lines(store) if problem.code == code]


def live(store: Store, row: str) -> bool:
    return value(store, "member", row, "id") is not None


@pytest.fixture
def villages(laptops: Laptops, township: Store) -> tuple[Store, Store, Store]:
    """Two villages, each with a household, both merged into the township's file."""
    one, two = laptops("v1"), laptops("v2", SECOND)
    for store, key, village, name, head in ((one, "w", V1, "肖慧", "肖辉"), (two, "l", V2, "肖慧", "曾大明")):
        put(store, "household", f"h{key}", village=village, group="1组")
        put(store, "member", f"head{key}", household=f"h{key}", name=head, position=0)
        put(store, "member_year", f"yh{key}", member=f"head{key}", year=2025, relation="head")
        put(store, "member", key, household=f"h{key}", name=name, position=1)
    merge(township, one.path, two.path)
    return one, two, township


def year_row(store: Store, member: str, year: int) -> str:
    """The id of a member's live facts of a year; empty if there are none."""
    return joins.counterpart(store, entity_spec("member_year"), member, {"year": year})
