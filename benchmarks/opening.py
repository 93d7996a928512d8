# SPDX-License-Identifier: MIT
"""The first opening of each page, section and book, against a bare Qt form of 400 widgets: the longest stretch without an answer.

Each in a process of its own, after the window has come to rest: sections and books follow one another, as they do for whoever
works. Processor time of the window's thread; the bare form is built in the same process right afterwards.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.measure import Line, told_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.scratch import Scratch

GOAL = 2.4  # 100 ms where such a form takes 42, as on an idle machine
SECONDS = 300
_PAGES = "today findings cadres village meetings registers exchange conflicts history recycle rollups templates papers settings"
_SECTIONS = "members causes living income helpers plan visits procedures readiness events papers history"


def lines(scratch: Scratch) -> Iterator[Line]:
    """Pages, the case file with its sections, the books."""
    from villagedesk.models.registers import REGISTERS

    file = scratch.village(600)
    opened = [[f"page:{page}"] for page in _PAGES.split()]
    opened.append(["case:0", *(f"section:{section}" for section in _SECTIONS.split()), "case:1"])
    opened.append(["page:registers", *(f"book:{one.entity}" for one in REGISTERS)])
    for wanted in opened:
        for found in _opened(scratch, file, wanted):
            yield Line(f"opening {found['what']} / a bare form of 400 widgets", found["worst"], found["speed"], GOAL)


def _opened(scratch: Scratch, file: Path, wanted: list[str]) -> list[dict[str, float]]:
    cache = str((scratch.folder / "bytecode").resolve())
    return list(json.loads(told_by(["-m", "benchmarks.opened", str(file), *wanted], cache, SECONDS)))
