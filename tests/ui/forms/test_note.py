# SPDX-License-Identifier: MIT
"""Notes of several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.forms.editors import put
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.ui.forms.note import NoteEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot


# The lists that open while one types are windows of their own, which the offscreen platform says it cannot raise.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def test_enter_in_a_note_begins_a_line_and_ctrl_enter_leads_on(window: QWidget, qtbot: QtBot) -> None:
    editor = NoteEditor(field_spec("household.note"))
    told = put(window, editor)
    qtbot.keyClicks(editor, "a")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "b ")
    assert editor.content() == "a\nb "
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.steps == [True]


def test_a_note_grows_with_its_text(window: QWidget) -> None:
    editor = NoteEditor(field_spec("household.note"))
    put(window, editor)
    before = editor.height()
    editor.show_content("\n".join("一二三四五六"))
    assert editor.height() > before
