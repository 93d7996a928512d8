# SPDX-License-Identifier: MIT
"""Sets of codes as boxes to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.forms.editors import put
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.ui.forms.ticks import TicksEditor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


# The lists that open while one types are windows of their own, which the offscreen platform says it cannot raise.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def test_ticks_are_walked_by_arrows_and_set_by_blank_and_digits(window: QWidget, qtbot: QtBot) -> None:
    editor = TicksEditor(field_spec("member_year.health"), 2025)
    told = put(window, editor)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(QApplication.focusWidget(), "4")
    assert editor.content() == "2,4"
    assert told.typed == ["2", "2,4"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert told.steps == [True]


def test_an_unknown_member_of_a_set_has_a_tick_of_its_own(qtbot: QtBot) -> None:
    editor = TicksEditor(field_spec("member_year.health"), 2025)
    qtbot.addWidget(editor)
    editor.show_content("1,zz9")
    assert editor.content() == "1,zz9"
