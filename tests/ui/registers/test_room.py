# SPDX-License-Identifier: MIT
"""How list and form of a book share the window: columns are seen, the form has two of its own, what was dragged stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.ui.pages.registers import RegistersPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from villagedesk.ui.registers.panel import RegisterPanel
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
AT_768 = 1236, 610  # what a window of 1366 × 768 leaves its page


@pytest.fixture
def page(session: Session, a_household: Callable[..., str], open_page: Callable[..., Any]) -> RegistersPage:
    household = a_household("张三")
    village = session.store.value("SELECT id FROM village")
    facts = {
        "village": village, "ledger": "livelihood", "number": "民2025-001", "date": "2025-03-01", "household": household,
        "category": "road", "content": "三组入户路下雨时走不了车", "due": "2025-03-31", "responsible": "周明",
    }  # fmt: skip
    save_records(session.store, "登记", [Edit("matter", "", facts)])
    return open_page(RegistersPage, *AT_768)


@pytest.fixture
def panel(page: RegistersPage, qapp: QApplication) -> RegisterPanel:
    shown = page.show_book("matter")
    qapp.processEvents()
    return shown  # type: ignore[return-value]


def columns_in_sight(panel: RegisterPanel) -> list[str]:
    header, room = panel.list.horizontalHeader(), panel.list.viewport().width()
    shown = panel.list.shape.shown()
    return [
        panel.list.shape.keys[one]
        for one in shown
        if header.sectionViewportPosition(one) + header.sectionSize(one) <= room
    ]


def test_at_1366_pixels_the_telling_columns_are_whole_and_the_form_has_two(panel: RegisterPanel) -> None:
    panel.list.go_to_row(0)
    assert {"number", "date", "household", "content", "due"} <= set(columns_in_sight(panel))
    category, source = panel.form.rows["category"], panel.form.rows["source"]
    assert category.y() == source.y()


def test_at_twice_the_size_the_form_has_at_least_half_of_the_page(page: RegistersPage, panel: RegisterPanel) -> None:
    page.resize(830, 370)
    left, right = panel.splitter.sizes()
    assert right >= left


def test_the_room_that_was_given_to_a_list_is_there_in_the_next_book_and_the_next_time(
    page: RegistersPage, panel: RegisterPanel, open_page: Callable[..., Any], qapp: QApplication
) -> None:
    before = panel.splitter.sizes()
    panel.splitter.setSizes([before[0] + 150, before[1] - 150])
    panel.splitter.splitterMoved.emit(before[0] + 150, 1)
    wanted = panel.splitter.sizes()
    other = page.show_book("claim")
    assert abs(other.splitter.sizes()[0] - wanted[0]) <= 2  # type: ignore[union-attr]
    again = open_page(RegistersPage, *AT_768).show_book("matter")
    qapp.processEvents()
    assert abs(again.splitter.sizes()[0] - wanted[0]) <= 2


def test_where_a_book_is_empty_its_verbs_stay_at_the_top(page: RegistersPage, qapp: QApplication) -> None:
    panel = page.show_book("project")
    qapp.processEvents()
    assert panel.print_button.isVisible()
    assert panel.print_button.mapTo(panel, panel.print_button.rect().topLeft()).y() < panel.height() // 4
