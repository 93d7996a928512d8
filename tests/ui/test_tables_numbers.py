# SPDX-License-Identifier: MIT
"""Numbers do not touch the text of the column to their right."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView


@pytest.fixture
def view(icons, qtbot):
    columns = [
        Column("amount", "金额", lambda line: line, 6, right=True),
        Column("name", "姓名", lambda line: line, 6),
    ]
    made = PagedView(RowsModel(columns, icons), "numbers")
    qtbot.addWidget(made)
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("white"))
    palette.setColor(QPalette.ColorRole.Text, QColor("black"))
    made.setPalette(palette)
    made.setAlternatingRowColors(False)
    made.resize(400, 200)
    made.model().show(["8888"])
    made.show()
    qtbot.waitExposed(made)
    return made


def white_right_of_ink(view, column):
    """Pixels between the last ink of the first cell of a column and the cell's right edge."""
    cell = view.visualRect(view.model().index(0, column)).adjusted(0, 1, -1, -1)
    picture = view.viewport().grab(cell).toImage()
    ink = [
        x for x in range(picture.width()) for y in range(picture.height()) if picture.pixelColor(x, y).lightness() < 128
    ]
    return picture.width() / picture.devicePixelRatio() - max(ink) / picture.devicePixelRatio()


def test_a_number_keeps_half_a_sign_away_from_the_next_column(view):
    half = view.fontMetrics().horizontalAdvance("汉") / 2
    assert half <= white_right_of_ink(view, 0) <= 2 * half + 6


def test_a_number_still_stands_at_the_right(view):
    cell = view.visualRect(view.model().index(0, 0))
    assert white_right_of_ink(view, 0) < cell.width() / 3
    assert white_right_of_ink(view, 1) > cell.width() / 3  # as a text at the left does not
