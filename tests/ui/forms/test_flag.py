# SPDX-License-Identifier: MIT
"""Questions that are answered yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.forms.editors import put
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.ui.forms.flag import FlagEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot


# The lists that open while one types are windows of their own, which the offscreen platform says it cannot raise.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.mark.parametrize(
    ("key", "content"), [("1", "是"), ("y", "是"), ("2", "否"), ("n", "否"), ("3", "不适用"), ("0", "")]
)
def test_digits_answer_a_question(window: QWidget, qtbot: QtBot, key: str, content: str) -> None:
    editor = FlagEditor(field_spec("household_year.risk_removed"))
    editor.show_content("否" if content != "否" else "是")
    told = put(window, editor)
    qtbot.keyClick(editor, key)
    assert editor.content() == content
    assert told.typed == [content]


def test_a_second_click_on_an_answer_takes_it_back(window: QWidget, qtbot: QtBot) -> None:
    editor = FlagEditor(field_spec("household_year.dangerous"))
    put(window, editor)
    button = editor._buttons[0]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert editor.content() == "是"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert editor.content() == ""
    assert not button.isChecked()


def test_a_locked_question_cannot_be_answered(window: QWidget, qtbot: QtBot) -> None:
    editor = FlagEditor(field_spec("household_year.dangerous"))
    editor.set_locked(True)
    put(window, editor)
    qtbot.keyClick(editor, "1")
    assert editor.content() == ""


def test_what_a_question_says_can_be_read_aloud(qtbot: QtBot) -> None:
    editor = FlagEditor(field_spec("household_year.dangerous"))
    qtbot.addWidget(editor)
    editor.show_content("否")
    assert editor.accessibleDescription() == "否"
