# SPDX-License-Identifier: MIT
"""The editor of a set of codes: a tick for each, one stop of the Tab key, arrows walk, Space and digits tick."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from villagedesk.i18n import _
from villagedesk.models.codes import code_list
from villagedesk.ui.forms.choices import Choice, choices_of
from villagedesk.ui.forms.editor import mark_widget
from villagedesk.ui.forms.flow import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from villagedesk.models.catalogue.spec import FieldSpec

_AIR: Final = 4
_RETURN: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_NEXT: Final = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down})
_BEFORE: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up})


class TicksEditor(QWidget):
    """Holds codes joined by commas. A code of a newer program has a box of its own and stays as it is."""

    typed = Signal(str)
    left = Signal()
    stepped = Signal(bool)

    def __init__(self, spec: FieldSpec, year: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._boxes: dict[str, QCheckBox] = {}
        self._numbers: dict[str, str] = {}
        self._raw = ""  # a text that is no set of codes (from a draft)
        self._locked = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._flow = FlowLayout(self, 10)
        self._flow.setContentsMargins(0, _AIR, 0, _AIR)  # boxes are lower than lines; they stand level with the label
        for choice in choices_of(spec, year):
            self._add_box(choice)

    def _add_box(self, choice: Choice) -> None:
        box = QCheckBox(choice.label, self)
        box.setFocusPolicy(Qt.FocusPolicy.ClickFocus if self._boxes else Qt.FocusPolicy.StrongFocus)
        box.setProperty("code", choice.content)
        box.setEnabled(not self._locked)
        if choice.number:
            box.setToolTip(_("按 {digit} 勾选").format(digit=choice.number))
            self._numbers[choice.number] = choice.content
        box.clicked.connect(self._ticked)
        box.installEventFilter(self)
        self._flow.addWidget(box)
        self._boxes[choice.content] = box
        if len(self._boxes) == 1:
            self.setFocusProxy(box)

    def content(self) -> str:
        """The codes that are ticked."""
        if self._raw:
            return self._raw
        return ",".join(sorted(code for code, box in self._boxes.items() if box.isChecked()))

    def show_content(self, content: str) -> None:
        """Tick these codes."""
        codes = [part for part in content.split(",") if part]
        known = code_list(self._spec.codes)
        self._raw = "" if all(code in known or code.isascii() for code in codes) else content
        wanted = set() if self._raw else set(codes)
        for code in wanted - set(self._boxes):
            self._add_box(Choice(code, known.shown(code)))
        for code, box in self._boxes.items():
            box.setChecked(code in wanted)

    def set_locked(self, locked: bool) -> None:
        """Show only, or let edit."""
        self._locked = locked
        for box in self._boxes.values():
            box.setEnabled(not locked)

    def mark(self, level: str) -> None:
        """Draw the border of a problem."""
        mark_widget(self, level)

    def setAccessibleName(self, name: str) -> None:
        """Name the boxes after the field, since they are what a screen reader meets."""
        super().setAccessibleName(name)
        for box in self._boxes.values():
            box.setAccessibleName(f"{name} {box.text()}")

    def _ticked(self) -> None:
        self._raw = ""
        self.typed.emit(self.content())

    def _toggle(self, code: str) -> None:
        if not self._locked:
            self._boxes[code].toggle()
            self._ticked()

    def _walk(self, box: QObject, by: int) -> None:
        boxes = list(self._boxes.values())
        place = next(number for number, one in enumerate(boxes) if one is box)
        boxes[(place + by) % len(boxes)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _key(self, box: QObject, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _RETURN:
            self.stepped.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif key in _NEXT | _BEFORE:
            self._walk(box, 1 if key in _NEXT else -1)
        elif event.text() in self._numbers:
            self._toggle(self._numbers[event.text()])
        else:
            return False
        return True

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch over the parts."""
        if event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)  # type: ignore[arg-type]
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """The size it would like."""
        width = max(self.width(), 240)
        return QSize(width, self._flow.heightForWidth(width))
