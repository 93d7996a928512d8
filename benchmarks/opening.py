# SPDX-License-Identifier: MIT
"""The first opening of each page, section, book and dialog: the longest stretch in which the window gives no answer.

Each in a process of its own, after the window has come to rest: sections and books follow one another, as they do for whoever
works. Processor time of the window's thread. Beside it stands what a bare Qt form of 400 widgets takes in the same process right
afterwards, which tells how fast the machine is at the moment.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.measure import Line, told_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.scratch import Scratch

GOAL = 100.0  # ms
SECONDS = 300
_PAGES = "today findings cadres village meetings registers exchange conflicts history recycle rollups templates papers settings"
_SECTIONS = "members causes living income helpers plan visits procedures readiness events papers history"
_DIALOGS = (
    "bind export_word make_roster import_roster new_household carry_over same_people as_of backups year keys about"
)
_OF_A_TOWNSHIP = "today findings cadres village meetings registers rollups papers"
_TABLES = "3 5 7 11 15"
_LETTERS = "z h s"


def lines(scratch: Scratch) -> Iterator[Line]:
    """A village, a village at double size, a township."""
    village = scratch.village(600)
    for wanted in (*_first(), *_later()):
        yield from _opened(scratch, village, wanted)
    for wanted in _first():
        yield from _opened(scratch, village, wanted, "double size: ", QT_SCALE_FACTOR="2")
    township = scratch.township(20_000, rich=True)
    for page in _OF_A_TOWNSHIP.split():
        yield from _opened(scratch, township, [f"page:{page}"], "township: ")
    yield from _opened(scratch, township, _of(_LETTERS, "typed"), "township: ")
    yield from _opened(scratch, township, ["case:0"], "township: ")


def _of(names: str, kind: str) -> list[str]:
    return [f"{kind}:{name}" for name in names.split()]


def _first() -> list[list[str]]:
    """Pages, and the case file with its sections."""
    return [*([page] for page in _of(_PAGES, "page")), ["case:0", *_of(_SECTIONS, "section"), "case:1"]]


def _later() -> list[list[str]]:
    """Books, tables, dialogs, letters in the search box."""
    from villagedesk.models.registers import REGISTERS

    return [
        ["page:registers", *(f"book:{one.entity}" for one in REGISTERS)],
        ["page:rollups", *_of(_TABLES, "table")],
        *([dialog] for dialog in _of(_DIALOGS, "verb")),
        ["preview:"],
        _of(_LETTERS, "typed"),
    ]


def _opened(scratch: Scratch, file: Path, wanted: list[str], where: str = "", **more: str) -> Iterator[Line]:
    cache = str((scratch.folder / "bytecode").resolve())
    for found in json.loads(told_by(["-m", "benchmarks.opened", str(file), *wanted], cache, SECONDS, **more)):
        name = f"opening {where}{found['what']} (a bare form: {found['speed']:.0f} ms)"
        yield Line(name, found["worst"], None, GOAL)
