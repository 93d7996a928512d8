# SPDX-License-Identifier: MIT
"""A stack is as large as the page that is shown; in a small window the case file keeps its list beside it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from villagedesk.ui.casefile.section_list import ORDER
from villagedesk.ui.page_stack import PageStack, framed
from villagedesk.ui.tab_order import first_of, neighbour

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from villagedesk.ui.main_window import MainWindow
    from villagedesk.ui.pages.households import HouseholdsPage

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
AT_TWICE = 960, 469  # what 1920 × 1080 leaves a window at 200 %


def test_a_wide_page_that_was_looked_at_leaves_the_others_their_room(qtbot: QtBot) -> None:
    stack = PageStack()
    qtbot.addWidget(stack)
    wide, narrow = QWidget(), QLabel("窄")
    wide.setMinimumSize(900, 700)
    for page in (wide, narrow):
        stack.addWidget(page)
    stack.setCurrentWidget(narrow)
    assert stack.minimumSizeHint() == narrow.minimumSizeHint()
    assert stack.sizeHint() == narrow.sizeHint()


def test_an_empty_stack_asks_for_no_room(qtbot: QtBot) -> None:
    stack = PageStack()
    qtbot.addWidget(stack)
    assert (stack.minimumSizeHint().width(), stack.heightForWidth(100)) == (0, -1)


def test_a_text_that_wraps_is_scrolled_and_not_cut(qtbot: QtBot) -> None:
    stack = PageStack()
    text = QLabel("家庭人均收入稳定超过当年监测范围。" * 40)
    text.setWordWrap(True)
    stack.addWidget(text)
    frame = framed(stack)
    qtbot.addWidget(frame)
    frame.resize(200, 100)
    frame.show()
    assert text.height() >= text.heightForWidth(text.width()) > 100


def test_at_twice_the_size_no_section_pushes_the_list_of_households_out(
    main_window: MainWindow, a_household: Callable[..., str], qapp: QApplication
) -> None:
    household = a_household("张三", "李四")
    main_window.resize(*AT_TWICE)
    page: HouseholdsPage = main_window.page  # type: ignore[assignment]
    page.open_household(household)
    frame = page.parentWidget().parentWidget()
    assert isinstance(frame, QScrollArea)
    wide = QWidget()
    wide.setMinimumSize(900, 700)
    page.case.stack.addWidget(wide)
    for one in (*map(page.case.panel, ORDER), wide):
        page.case.stack.setCurrentWidget(one)
        qapp.processEvents()
        assert page.width() <= frame.viewport().width()
        assert page.height() <= frame.viewport().height()


@pytest.mark.parametrize("section", ORDER)
def test_tab_goes_round_every_section_however_often_its_parts_were_asked_for(
    main_window: MainWindow, a_household: Callable[..., str], section: str
) -> None:
    page: HouseholdsPage = main_window.page  # type: ignore[assignment]
    page.open_household(a_household("张三", "李四"))
    page.case.go_to(section)
    rounds = []
    for _round in range(2):
        gc.collect()
        found = [first_of(main_window)]
        while (reached := neighbour(main_window, found[-1], forwards=True)) is not None and reached not in found:
            found.append(reached)
        rounds.append(found)
    assert rounds[0] == rounds[1]
    verbs = [one for one in page.case.panel(section).findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
    assert not set(verbs) - set(rounds[0])
