# SPDX-License-Identifier: MIT
"""Columns fit what stands in them, until the user gives them a shape, which is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

LONG = "清溪村三组入户道路硬化及边沟整治工程"


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., PagedView]:
    def made(width: int = 900) -> PagedView:
        columns: list[Column[tuple[str, str, str]]] = [
            Column(key, title, lambda line, place=place: line[place], 10)  # type: ignore[misc]
            for place, (key, title) in enumerate((("day", "日期"), ("name", "名称"), ("who", "责任人")))
        ]
        model: RowsModel[tuple[str, str, str]] = RowsModel(columns)
        model.show([("2025-03-01", LONG, "周明"), ("2025-03-02", "短", "吴兰")])
        view = PagedView(model, "fitting")
        qtbot.addWidget(view)
        view.resize(width, 200)
        view.show()
        return view

    return made


def widths(view: PagedView) -> list[int]:
    return [view.columnWidth(column) for column in range(3)]


def test_a_column_is_as_narrow_as_what_stands_in_it(make: Callable[..., PagedView]) -> None:
    view = make()
    before = widths(view)
    view.shape.fit()
    metrics = view.fontMetrics()
    assert metrics.horizontalAdvance("2025-03-01") < view.columnWidth(0) < before[0]
    assert metrics.horizontalAdvance("责任人") < view.columnWidth(2) < before[2]


def test_what_room_is_left_goes_to_the_column_that_needs_it(make: Callable[..., PagedView]) -> None:
    view = make()
    before = view.columnWidth(1)
    view.shape.fit()
    assert view.columnWidth(1) > view.fontMetrics().horizontalAdvance(LONG) > before


def test_a_long_text_does_not_push_the_others_out(make: Callable[..., PagedView]) -> None:
    view = make(300)
    view.resize(25 * view.fontMetrics().horizontalAdvance("宽"), 200)  # in signs: other tests may have set another font
    view.shape.fit()
    assert view.columnWidth(1) < view.fontMetrics().horizontalAdvance(LONG)
    assert sum(widths(view)) <= view.viewport().width()


def test_a_width_that_the_user_chose_stays_and_is_remembered(make: Callable[..., PagedView]) -> None:
    view = make()
    view.setColumnWidth(0, 222)
    view.shape.fit()
    assert view.columnWidth(0) == 222
    view.shape.keep()
    again = make()
    again.shape.fit()
    assert again.columnWidth(0) == 222


def test_after_the_first_shape_is_wanted_again_columns_fit_anew(make: Callable[..., PagedView]) -> None:
    view = make()
    view.setColumnWidth(0, 222)
    view.shape.keep()
    view.shape.reset()
    view.shape.keep()
    again = make()
    again.shape.fit()
    assert again.columnWidth(0) < 222


def test_fitting_alone_is_not_remembered(make: Callable[..., PagedView]) -> None:
    first = make()
    before = widths(first)
    first.shape.fit()
    first.shape.keep()
    assert widths(make()) == before


def test_a_last_column_that_takes_what_room_is_left_does_not_count_as_dragged(make: Callable[..., PagedView]) -> None:
    view = make()
    view.horizontalHeader().setStretchLastSection(True)
    view.resize(1_000, 200)
    view.shape.fit()
    assert view.columnWidth(1) >= view.sizeHintForColumn(1)
    assert view.horizontalHeader().length() == view.viewport().width()
    view.setColumnWidth(0, 200)
    view.shape.fit()
    assert view.columnWidth(0) == 200


def test_columns_use_the_room_of_a_scroll_bar_that_goes(make: Callable[..., PagedView]) -> None:
    view = make(320)
    view.resize(25 * view.fontMetrics().horizontalAdvance("宽"), 200)  # in signs: other tests may have set another font
    view.fitted = True
    model = view.model()
    assert isinstance(model, RowsModel)
    model.show([("2025-03-01", LONG, str(place)) for place in range(40)])
    QApplication.processEvents()
    narrow = view.columnWidth(1)
    model.show([("2025-03-01", LONG, "1")])
    QApplication.processEvents()
    assert view.columnWidth(1) > narrow
    assert sum(widths(view)) <= view.viewport().width()
