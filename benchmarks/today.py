# SPDX-License-Identifier: MIT
"""The page 今天 of a township: what is at hand, what waits among its households, and one piece of counting lights.

Every household has helpers, eight visits, a plan and three measures; a fifth of the visits is late, a tenth of the households
graded, a tenth of the measures that were due open.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Line, busy, median_of
from benchmarks.scratch import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.scratch import Scratch
    from villagedesk.store.store import Store

HOUSEHOLDS = 20_000
ROUNDS = 7
GOAL = 200
_TOGETHER = 5_000
_PIECE = 100  # households whose lights are worked out at a time


def lines(scratch: Scratch) -> Iterator[Line]:
    """What the page reads, first and then."""
    from villagedesk.services.opening.files import open_village_file
    from villagedesk.services.today import lights, today, waiting

    with open_village_file(_worked_at(scratch), PASSPHRASE) as store:
        day = store.clock().date()
        first = today.with_work(store, today.read_today(store))
        yield Line("today: what is at hand", median_of(lambda: today.read_today(store), ROUNDS), goal=GOAL)
        work = sorted(busy(lambda: waiting.read_waiting(store, day)) for _round in range(ROUNDS))
        yield Line("today: what waits among 20,000 households, processor time", work[ROUNDS // 2], goal=GOAL)
        yield Line(
            "today: again without a change", median_of(lambda: today.read_today(store, first), ROUNDS), goal=GOAL
        )
        whole = lights.whole_file(store)
        piece, around = whole.households[:_PIECE], whole.around
        yield Line("today: before households are looked at", median_of(lambda: lights.whole_file(store), ROUNDS))
        yield Line("today: looking at 100 households", median_of(lambda: lights.looks_of(store, piece, around), ROUNDS))


def _worked_at(scratch: Scratch) -> Path:
    """A township in which people have visited and planned; made once."""
    source = scratch.township(HOUSEHOLDS)
    target = scratch.folder / f"{source.stem}-走访过.village"
    if not target.exists():
        from villagedesk.services.opening.files import open_village_file

        part = scratch.copy(source, "走访中.village")
        with open_village_file(part, PASSPHRASE) as store:
            _fill(store)
        part.rename(target)
    return target


def _fill(store: Store) -> None:
    dice = Random(20_000)
    day = store.clock().date()
    helpers = dict(store.query("SELECT household, cadre FROM pairing WHERE removed IS NULL"))
    pairs = sorted(helpers.items())
    for start in range(0, len(pairs), _TOGETHER):
        rows: dict[str, list[tuple[str, dict[str, Any]]]] = {"visit": [], "care": [], "plan": [], "measure": []}
        for household, cadre in pairs[start : start + _TOGETHER]:
            _of_household(store, dice, rows, (household, cadre), day)
        with store.change("走访和计划") as change:
            for entity, made in rows.items():
                change.put_new(entity, made)


def _of_household(
    store: Store, dice: Random, rows: dict[str, list[tuple[str, dict[str, Any]]]], who: tuple[str, str], day: dt.date
) -> None:
    household, cadre = who
    visited = day - dt.timedelta(days=dice.randrange(38))
    for _visit in range(8):
        facts = {
            "household": household,
            "cadre": cadre,
            "date": visited.isoformat(),
            "visitors": "示范",
            "problems": "无",
        }
        rows["visit"].append((store.new_id(), {**facts, "next_date": (visited + dt.timedelta(days=30)).isoformat()}))
        visited -= dt.timedelta(days=dice.randrange(20, 40))
    if dice.random() < 0.1:
        graded = {"household": household, "level": dice.choice(("red", "yellow", "blue")), "start": f"{day.year}-01-01"}
        rows["care"].append((store.new_id(), graded))
    plan = store.new_id()
    rows["plan"].append((plan, {"household": household, "year": day.year, "wish": "示范"}))
    for _measure in range(3):
        month = dice.randrange(1, 13)
        status = "done" if month < day.month and dice.random() < 0.9 else "running"
        facts = {"plan": plan, "category": "industry", "content": "养羊", "due": f"{day.year}-{month:02d}"}
        rows["measure"].append((store.new_id(), {**facts, "status": status}))
