# SPDX-License-Identifier: MIT
"""Merging: the cost grows with what is new and not with the file; fifty villages at once; many conflicts on one screen.

Everything goes through the code of the screen: private copy, guarded process, rehearsal, one transaction. The backup that
precedes a merge must copy the file and is counted apart.
"""

from __future__ import annotations

import resource
import sys
import time
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Line, timed
from benchmarks.scratch import PASSPHRASE
from villagedesk.merge.applying import apply_merge
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.plan import plan_merge
from villagedesk.services.backups import make_backup
from villagedesk.services.conflicts import disputes_of
from villagedesk.services.files import NewFile, create_village_file, open_village_file, village_id
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.scratch import Scratch
    from villagedesk.store.store import Store

SIZES = (10_000, 30_000, 100_000)
VILLAGES, HOUSEHOLDS, MEMBERS, YEARS = 50, 700, 2_000, (2023, 2024, 2025)
TOWNSHIP = NewFile("township", "示范镇", "510199100", 2025)


def lines(scratch: Scratch) -> Iterator[Line]:
    """The promises of issue 3."""
    yield from _growth(scratch)
    yield from _fifty_villages(scratch)
    yield from _conflicts(scratch)


def _merge(store: Store, paths: list[Path]) -> dict[str, float]:
    """Merge, and tell how long each step took in milliseconds; no backup."""
    took: dict[str, float] = {}
    with private_folder() as folder:
        found: list[Any] = []
        took["read"] = timed(lambda: found.append(gather(store, paths, folder, [PASSPHRASE])))
        took["plan"] = timed(lambda: found.append(plan_merge(store, found[0])))
        kinds = {question.kind for question in found[1].questions}
        took["apply"] = timed(lambda: apply_merge(store, found[1], kinds, with_backup=False))
    assert found[0].refused == []
    return took


def _growth(scratch: Scratch) -> Iterator[Line]:
    """A village copy of 500 households with 2,000 changes into files of growing size."""
    totals: dict[int, float] = {}
    for size in SIZES:
        township = scratch.copy(scratch.township(size), "merging.village")
        village = _village(scratch, 0, 500, 1_430, (2025,), "growth")
        with open_village_file(township, PASSPHRASE) as store:
            _merge(store, [village])
            _edit(village, 2_000)
            first = _merge(store, [village])
            totals[size] = first["plan"] + first["apply"]
            yield Line(f"merge: 2,000 changes into {size:,} households, reading", first["read"])
            yield Line(f"merge: 2,000 changes into {size:,} households, preview and merge", totals[size])
            yield Line(f"merge: the backup before, {size:,} households", timed(lambda: make_backup(store, "merge")))
            again = _merge(store, [village])
            yield Line(
                f"merge: nothing new, {size:,} households, beyond reading", again["plan"] + again["apply"], goal=500
            )
        township.unlink()
        village.unlink()
    yield Line("merge: 100,000 / 10,000 households, the same 2,000 changes", totals[SIZES[-1]], totals[SIZES[0]], 2)


def _fifty_villages(scratch: Scratch) -> Iterator[Line]:
    """Fifty villages of 2,000 persons and three years into an empty township file."""
    count = max(2, int(VILLAGES * scratch.share))
    files = [_village(scratch, number, HOUSEHOLDS, MEMBERS, YEARS, "fifty") for number in range(count)]
    path = scratch.folder / "fifty.village"
    path.unlink(missing_ok=True)
    with create_village_file(path, PASSPHRASE, TOWNSHIP) as store:
        took = _merge(store, files)
    scale = count / VILLAGES
    yield Line(f"merge: {count} villages × 2,000 persons × 3 years, reading", took["read"])
    yield Line(f"merge: {count} villages, preview", took["plan"])
    yield Line(f"merge: {count} villages, merge", took["apply"])
    yield Line(f"merge: {count} villages, reading and merging", took["read"] + took["apply"], goal=60_000 * scale)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    yield Line("merge: peak memory of the merging process", peak, goal=1_000, unit="MB")
    yield Line("merge: peak memory of the guarded reader", reader, goal=1_000, unit="MB")
    path.unlink()


def _conflicts(scratch: Scratch) -> Iterator[Line]:
    """What the conflict page reads when it opens."""
    count = scratch.count(5_000)
    path = scratch.copy(scratch.township(10_000), "conflicts.village")
    with open_village_file(path, PASSPHRASE) as store:
        with store.change("改") as change:
            for (row,) in store.query("SELECT id FROM household LIMIT ?", (count,)):
                change.settle("household", row, "phone", ["13900000001", "13900000002"])
        disputes_of(store)
        yield Line(
            f"conflicts: reading {count:,} with who, when and where", timed(lambda: disputes_of(store)), goal=1_000
        )
    path.unlink()


def _village(scratch: Scratch, number: int, households: int, members: int, years: tuple[int, ...], name: str) -> Path:
    """A village file, made once."""
    code = f"5101991002{number:02d}"
    path = scratch.folder / f"{name}-{code}.village"
    if path.exists():
        return path
    if number % 10 == 0:
        print(f"  … {name} {number}", file=sys.stderr)
    with create_village_file(path, PASSPHRASE, NewFile("village", f"村{number}", code, 2025)) as store:
        rows = _rows(code, households, members, years)
        with store.change("登记") as change:
            for entity, some in rows.items():
                change.put_new(entity, some)
    return path


def _rows(code: str, households: int, members: int, years: tuple[int, ...]) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {"household": [], "household_year": [], "member": [], "member_year": []}
    for number in range(households):
        household = derived_id("household", f"{code}-{number}")
        facts = {"village": village_id(code), "group": f"{number % 8}组", "hh_no": f"{code}{number:06d}"}
        rows["household"].append((household, {**facts, "phone": f"139{code[-4:]}{number:04d}", "address": "老屋场"}))
        rows["household_year"] += [
            (derived_id("household_year", household, year), {"household": household, "year": year, "farmland": 300})
            for year in years
        ]
    for number in range(members):
        household = derived_id("household", f"{code}-{number % households}")
        member = derived_id("member", f"{code}-{number}")
        facts = {"household": household, "name": "肖辉", "position": number // households, "sex": "1"}
        rows["member"].append(
            (member, {**facts, "id_no": f"{code[:6]}1970{number % 12 + 1:02d}01{number % 1000:03d}0"})
        )
        rows["member_year"] += [
            (
                derived_id("member_year", member, year),
                {
                    "member": member,
                    "year": year,
                    "relation": "head" if number < households else "child",
                    "health": ("1",),
                },
            )
            for year in years
        ]
    return rows


def _edit(path: Path, changes: int) -> None:
    """Edits as people make them: four fields an action."""
    with open_village_file(path, PASSPHRASE) as store:
        found = [row for (row,) in store.query("SELECT id FROM household ORDER BY id")]
        stamp = str(time.time_ns())[-6:]
        for number in range(changes // 4):
            with store.change(f"改{number}") as change:
                facts = {
                    "phone": f"13700{stamp}",
                    "address": f"新村{number}",
                    "bank": "农商行",
                    "local_no": str(number),
                }
                change.put("household", found[number % len(found)], facts)
