# SPDX-License-Identifier: MIT
"""Short lists: sorted in memory, keys that find their lines again."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel


@dataclass(frozen=True)
class Cadre:
    id: str
    name: str
    households: int | None


LINES = [Cadre("a", "周明", 9), Cadre("b", "吴兰", 10), Cadre("c", "", None), Cadre("d", "郑强", 2)]


@pytest.fixture
def model(qapp: object) -> RowsModel[Cadre]:
    columns: list[Column[Cadre]] = [
        Column("name", "姓名", lambda line: line.name),
        Column("count", "户数", lambda line: str(line.households), order=lambda line: line.households, right=True),
    ]
    made: RowsModel[Cadre] = RowsModel(columns)
    made.show(LINES)
    return made


def test_the_model_passes_qts_own_tester(model: RowsModel[Cadre]) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.sort_by("count", descending=False)
    model.show([])
    model.show(LINES)
    assert tester.model() is model


def test_numbers_sort_as_numbers_and_blanks_stay_at_the_end_both_ways(model: RowsModel[Cadre]) -> None:
    model.sort_by("count", descending=False)
    assert [line.id for line in model.lines] == ["d", "a", "b", "c"]
    model.sort_by("count", descending=True)
    assert [line.id for line in model.lines] == ["b", "a", "d", "c"]


def test_an_empty_sort_key_restores_the_given_order(model: RowsModel[Cadre]) -> None:
    model.sort_by("count", descending=True)
    model.sort_by("", descending=False)
    assert model.lines == LINES


def test_lines_are_found_by_their_id_after_they_were_made_anew(model: RowsModel[Cadre]) -> None:
    model.show([Cadre("x", "新", 1), *LINES])
    assert model.row_of_key("b") == 2
    assert model.row_of_key("gone") == -1
