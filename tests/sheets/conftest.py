# SPDX-License-Identifier: MIT
"""Rosters for tests: those that ship with the program, and small ones written out in the test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from villagedesk import paths
from villagedesk.models.values.identity import check_digit
from villagedesk.services.opening.files import NewFile
from villagedesk.sheets.columns import Layout, find_layout
from villagedesk.sheets.reading import Sheet
from villagedesk.sheets.roster import RosterPlan, RowPlan, apply_roster, plan_roster

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from villagedesk.store.store import Changed, Store

ROSTERS = paths.resources() / "demo" / "rosters"
VILLAGES = {"双龙村": "510199100203", "清溪村": "510199100201", "石桥村": "510199100202"}
HEADINGS = ("户编号", "人编号", "姓名", "证件号码", "与户主关系", "户联系电话")
HOUSEHOLD = "51019900010001"


def rosters() -> list[Path]:
    """The four files, by name."""
    return sorted(path for path in ROSTERS.iterdir() if path.suffix != ".md")


def village_of(path: Path) -> str:
    """Which village a roster file is about."""
    return next(name for name in VILLAGES if name in path.name)


def village_file(name: str) -> NewFile:
    """The village file that a roster belongs into."""
    return NewFile("village", name, VILLAGES[name], 2025, "示范镇", "示范县", "示范市", "示范省")


def id_no(number: int, birth: str = "19740224") -> str:
    """A right identity number of nobody; an odd `number` is a man's."""
    seventeen = f"510199{birth}{number:03d}"
    return seventeen + check_digit(seventeen)


def a_sheet(*rows: Sequence[Any], headings: Sequence[Any] = HEADINGS) -> tuple[Sheet, ...]:
    """A workbook of one sheet with the headings in its first row; the first row of facts is row 2."""
    return (Sheet("表", (tuple(headings), *(tuple(row) for row in rows))),)


def a_family(
    number: str = HOUSEHOLD, names: Sequence[str] = ("高凤珍", "肖辉"), first: int = 1
) -> list[tuple[Any, ...]]:
    """Rows of a household under `HEADINGS`."""
    relations = ("户主", "配偶", "之子", "之女")
    return [
        (number, f"{number}{place + 1:02d}", name, id_no(first + place), relations[place % 4], "13000100001")
        for place, name in enumerate(names)
    ]


@dataclass
class Import:
    """A roster planned and applied."""

    plan: RosterPlan
    changed: Changed

    def row(self, line: int) -> RowPlan:
        """The plan of one row."""
        return next(row for row in self.plan.rows if row.line == line)

    def texts(self) -> list[str]:
        """Every complaint as a sentence."""
        return [problem.text() for problem in self.plan.problems]


def bring_in(store: Store, sheets: Sequence[Sheet], *, year: int = 2025, layout: Layout | None = None) -> Import:
    """Plan and apply."""
    plan = plan_roster(store, sheets, layout or find_layout(sheets), year=year)
    return Import(plan, apply_roster(store, plan))


@pytest.fixture
def in_village(new_store: Callable[..., Store]) -> Callable[..., Store]:
    """Makes a fresh file of one of the villages of the rosters."""

    def make(name: str = "清溪村", file: str = "") -> Store:
        return new_store(file or name, wanted=village_file(name))

    return make
