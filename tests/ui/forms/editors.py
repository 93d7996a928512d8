# SPDX-License-Identifier: MIT
"""Putting an editor into a window, and hearing what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.models.catalogue.registry import field_spec
from villagedesk.ui.forms.choice import CodeEditor
from villagedesk.ui.forms.choices import choices_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Told:
    """What an editor has said."""

    def __init__(self, editor: object) -> None:
        self.typed: list[str] = []
        self.steps: list[bool] = []
        self.left = 0
        editor.typed.connect(self.typed.append)  # type: ignore[attr-defined]
        editor.stepped.connect(self.steps.append)  # type: ignore[attr-defined]
        editor.left.connect(self._left)  # type: ignore[attr-defined]

    def _left(self) -> None:
        self.left += 1


def put(window: QWidget, editor: QWidget) -> Told:
    told = Told(editor)
    window.layout().addWidget(editor)
    window.activateWindow()
    editor.setFocus()
    return told


def code_editor(path: str, year: int | None = 2025) -> CodeEditor:
    return CodeEditor(choices_of(field_spec(path), year))
