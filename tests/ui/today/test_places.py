# SPDX-License-Identifier: MIT
"""Where things stand on the page 今天: whom to see to first is in sight without scrolling, beside the work or above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@pytest.fixture
def counted(page, a_household, qtbot):
    """The page with three households that nobody sees to, once their files were looked at."""
    for name in ("张三", "李四", "王五"):
        a_household(name)
    page.show()
    qtbot.waitUntil(lambda: len(page.households.first.buttons) == 3)
    return page


def top_of(page, part: QWidget) -> int:
    return part.mapTo(page, part.rect().topLeft()).y()


def left_of(page, part: QWidget) -> int:
    return part.mapTo(page, part.rect().topLeft()).x()


def test_in_a_wide_window_the_households_stand_beside_the_work(counted, qapp):
    counted.resize(1236, 600)
    qapp.processEvents()
    parts = counted.households
    assert not parts.first.isHidden()
    assert top_of(counted, parts.near) == top_of(counted, parts.work)
    assert left_of(counted, parts.near) + parts.near.width() < left_of(counted, parts.work)


def test_in_a_narrow_window_they_stand_above_it(counted, qapp):
    counted.resize(600, 600)
    qapp.processEvents()
    parts = counted.households
    assert top_of(counted, parts.near) + parts.near.height() <= top_of(counted, parts.work)
    assert left_of(counted, parts.near) == left_of(counted, parts.work)


def test_while_households_are_counted_their_place_is_kept_and_says_so(page, a_household):
    a_household("张三")
    page.households.lights.want = lambda _wanted: None  # nobody counts
    page.show()
    assert page.households.first.isVisible()
    assert [text.text() for text in page.households.first.texts] == ["正在逐户清点错误、缺项和疑点，清点完列在这里。"]
    assert not page.households.first.buttons


def test_where_nothing_is_to_be_done_no_empty_column_is_left(page, qapp):
    page.show()
    qapp.processEvents()
    assert not page.households.near.isVisible()
    assert not page.households.work.isVisible()
