# SPDX-License-Identifier: MIT
"""Editors of one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.forms.editors import put
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.ui.forms.line import CodesLine, LineEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot


# The lists that open while one types are windows of their own, which the offscreen platform says it cannot raise.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)

GOOD_ID = "510199197003050011"


def test_a_full_and_right_identity_number_leads_on_by_itself(window: QWidget, qtbot: QtBot) -> None:
    editor = LineEditor(field_spec("member.id_no"))
    told = put(window, editor)
    qtbot.keyClicks(editor, GOOD_ID)
    assert told.steps == [True]


def test_a_full_but_wrong_identity_number_stays_and_is_judged(window: QWidget, qtbot: QtBot) -> None:
    editor = LineEditor(field_spec("member.id_no"))
    told = put(window, editor)
    qtbot.keyClicks(editor, GOOD_ID[:-1] + "2")
    assert told.steps == []
    assert told.left == 1


def test_full_width_digits_of_an_input_method_count_too(window: QWidget, commit_text: Callable[..., None]) -> None:
    editor = LineEditor(field_spec("household.phone"))
    told = put(window, editor)
    commit_text(editor, "１３８００００１２３４")
    assert told.steps == [True]


def test_mending_a_full_number_in_the_middle_does_not_jump_away(window: QWidget, qtbot: QtBot) -> None:
    editor = LineEditor(field_spec("member.id_no"))
    editor.show_content(GOOD_ID)
    told = put(window, editor)
    editor.setCursorPosition(7)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, "9")
    assert told.steps == []


def test_enter_and_shift_enter_lead_on_and_back(window: QWidget, qtbot: QtBot) -> None:
    editor = LineEditor(field_spec("household.address"))
    told = put(window, editor)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert told.steps == [True, False]


def test_a_set_of_codes_is_shown_by_names_in_a_cell(qtbot: QtBot) -> None:
    editor = CodesLine(field_spec("member_year.health"))
    qtbot.addWidget(editor)
    editor.show_content("2,4")
    assert editor.text() == "长期慢性病、残疾"
