# SPDX-License-Identifier: MIT
"""Merging: the cost grows with what is new and not with the file; fifty villages at once; thousands of conflicts.

Everything goes through the code of the screen: private copy, guarded process, rehearsal, one transaction. The automatic
backup must copy the whole file; it is timed apart. Each merge is undone and done again, and the middle one counts.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import copies
from benchmarks.family import watched_family
from benchmarks.measure import Line, median_of, timed
from benchmarks.scratch import PASSPHRASE
from villagedesk.demo import TOWNSHIP, TOWNSHIP_CODE, YEAR
from villagedesk.merge.applying import apply_merge
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.plan import plan_merge
from villagedesk.services.opening.backups import make_backup
from villagedesk.services.opening.files import NewFile, create_village_file, open_village_file
from villagedesk.store import arrivals
from villagedesk.store.backup import examine
from villagedesk.store.file import look_at
from villagedesk.store.keys import derive

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from benchmarks.scratch import Scratch
    from villagedesk.store.store import Store

SIZES = (10_000, 30_000, 100_000)
ROUNDS = 3
VILLAGES = 50
CONFLICTS = 5_000
COMPARED = 10_000  # households of the file on which geodiff and we do the same


def lines(scratch: Scratch) -> Iterator[Line]:
    """All promises about merging."""
    _compile(scratch)
    totals: dict[int, float] = {}
    for size in SIZES:
        totals[size] = yield from _one_village(scratch, size)
    yield Line("merge: the same into 100,000 / into 10,000 households", totals[SIZES[-1]], totals[SIZES[0]], 1.5)
    yield from _fifty_villages(scratch)
    yield from _against_geodiff(scratch)
    yield from _conflicts(scratch)


def _compile(scratch: Scratch) -> None:
    """An installed program has its bytecode, so the readers have theirs, also where Python must not leave any behind."""
    os.environ["PYTHONPYCACHEPREFIX"] = str((scratch.folder / "bytecode").resolve())
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", "import villagedesk.merge.child"], env=environment, check=True)


def merge(store: Store, paths: Sequence[Path]) -> dict[str, float]:
    """Merge without a backup, and tell how many milliseconds each step took."""
    took: dict[str, float] = {}
    with private_folder() as folder:
        found: list[Any] = []
        took["read"] = timed(lambda: found.append(gather(store, paths, folder)))
        took["plan"] = timed(lambda: found.append(plan_merge(store, found[0])))
        answered = {question.kind for question in found[1].questions}
        took["merge"] = timed(lambda: found.append(apply_merge(store, found[1], answered, with_backup=False)))
    if found[0].refused:
        raise RuntimeError(found[0].refused[0].text)
    took["changes"] = sum(one.changes for one in found[2].report.files)
    return took


def _repeated(store: Store, paths: Sequence[Path]) -> dict[str, float]:
    """As `merge`, done, undone and done again; of each step the time in the middle."""
    rounds: list[dict[str, float]] = []
    for _round in range(ROUNDS):
        if rounds:
            arrivals.take_out(store, arrivals.arrivals(store, 1)[0].seq)
        rounds.append(merge(store, paths))
    return {step: statistics.median(one[step] for one in rounds) for step in rounds[0]}


def _one_village(scratch: Scratch, size: int) -> Generator[Line, None, float]:
    """A village's copy with its 2,000 changes into a township file; returns what preview and merge took."""
    village = copies.returned_and_edited(scratch, size)
    township = scratch.copy(scratch.township(size), "merging.village")
    with open_village_file(township, PASSPHRASE) as store:
        took = _repeated(store, [village])
        what = f"merge: {took['changes']:,.0f} changes into {scratch.count(size):,} households"
        yield Line(f"{what}: reading the copy", took["read"])
        yield Line(f"{what}: preview", took["plan"])
        yield Line(f"{what}: merge", took["merge"])
        again = [merge(store, [village]) for _round in range(ROUNDS)]
        total = statistics.median(one["read"] + one["plan"] + one["merge"] for one in again)
        key = derive(PASSPHRASE, look_at(village).salt)
        pages = median_of(lambda: examine(village, key), ROUNDS)
        yield Line(
            f"merge: nothing new, {scratch.count(size):,} households: beyond checking its pages",
            total - pages,
            goal=500,
        )
        yield Line(
            f"merge: the automatic backup of {scratch.count(size):,} households (apart)",
            timed(lambda: make_backup(store, "merge")),
        )
    township.unlink()
    return took["plan"] + took["merge"]


def _fifty_villages(scratch: Scratch) -> Iterator[Line]:
    """Fifty villages of 2,000 persons and three years into an empty township file, in a process of their own."""
    count = max(2, round(VILLAGES * min(1.0, scratch.share)))
    files = copies.three_years(scratch, count)
    target = scratch.folder / "fifty.village"
    target.unlink(missing_ok=True)
    code = "from benchmarks.merging import fifty; fifty()"  # as in the program, readers do not import our main module
    command = [sys.executable, "-c", code, str(target), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    told = json.loads(done.stdout.splitlines()[-1])
    target.unlink()
    what = f"merge: {count} villages × {copies.PERSONS:,} persons × 3 years"
    yield Line(f"{what} ({told['changes']:,.0f} changes): reading", told["read"])
    yield Line(f"{what}: preview", told["plan"])
    yield Line(f"{what}: merge", told["merge"])
    yield Line(f"{what}: all of it", told["read"] + told["plan"] + told["merge"], goal=60_000)
    yield Line(f"{what}: peak memory", told["peak"], goal=1_000, unit="MB")
    yield Line(f"{what}: peak memory of a reader", told["reader"], unit="MB")
    yield Line(f"{what}: peak memory of all processes together", told["family"], goal=1_000, unit="MB")


def fifty() -> None:
    """Merge the files of the command line into a new one, and print what it took."""
    target, *files = map(Path, sys.argv[1:])
    with (
        create_village_file(target, PASSPHRASE, NewFile("township", TOWNSHIP, TOWNSHIP_CODE, YEAR)) as store,
        watched_family() as family,
    ):
        took = merge(store, files)
    took["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    took["reader"] = family.one or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    took["family"] = family.all
    print(json.dumps(took))


def _against_geodiff(scratch: Scratch) -> Iterator[Line]:
    """Two whole copies of one file, edited in both; pygeodiff rebases one upon the other, we merge it."""
    from benchmarks import geodiff

    base = scratch.township(COMPARED)
    here, there = (scratch.copy(base, f"compared-{name}.village") for name in ("here", "there"))
    for path, first, mark in ((here, 0, "镇"), (there, scratch.count(copies.FORMS) // 2, "村")):
        with open_village_file(path, PASSPHRASE) as store:
            copies.save_forms(store, scratch.count(copies.FORMS), first, mark)
    theirs = geodiff.rebased(scratch, base, here, there, ROUNDS)
    with open_village_file(here, PASSPHRASE) as store:
        took = _repeated(store, [there])
    ours = took["read"] + took["plan"] + took["merge"]
    what = f"merge: a whole copy with {took['changes']:,.0f} changes"
    if theirs is None:
        yield Line(f"{what} (pygeodiff not installed)", ours)
    else:
        yield Line(f"{what}: reading / pygeodiff's rebase", took["read"], theirs)
        yield Line(f"{what}: preview and merge / pygeodiff's rebase", took["plan"] + took["merge"], theirs)
    here.unlink()
    there.unlink()


def _conflicts(scratch: Scratch) -> Iterator[Line]:
    """Two copies in which the same cells were written differently: merging them, and what the pages read and show."""
    from benchmarks.pages import conflict_page
    from villagedesk.services.merging.conflicts import disputes_of
    from villagedesk.services.today.today import read_today
    from villagedesk.store.conflicts import open_conflicts

    here, there = copies.contested(scratch, CONFLICTS)
    target = scratch.copy(here, "contested.village")
    with open_village_file(target, PASSPHRASE) as store:
        took = merge(store, [there])
        count = sum(1 for _one in open_conflicts(store))
        yield Line(f"merge: {count:,} conflicts arise: preview and merge", took["plan"] + took["merge"])
        yield Line(f"conflicts: finding {count:,}", median_of(lambda: list(open_conflicts(store)), ROUNDS))
        yield Line(f"conflicts: {count:,} with who, when, where", median_of(lambda: disputes_of(store), ROUNDS))
        yield Line(f"conflicts: the page opens with {count:,}", conflict_page(store, ROUNDS), goal=1_000)
        yield Line(
            f"today: the page's facts with {count:,} conflicts", median_of(lambda: read_today(store), ROUNDS), goal=100
        )
    target.unlink()
