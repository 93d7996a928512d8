# SPDX-License-Identifier: MIT
"""What Fusion lacks: air around what is typed and pressed, letters by role, boxes that are seen in the dark.

It is a style, not a style sheet of the application: with one of those Qt works out rules for every widget, twice before it is
painted, and a form takes twice as long to open. Only what has to be drawn otherwise gets a sheet of its own: a field with a
problem, and boxes in the dark or beside large letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProxyStyle,
    QPushButton,
    QRadioButton,
    QStyle,
    QToolBar,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOption

BASE: Final = "fusion"
OWN_BOX: Final = 14  # pixels of Fusion's boxes; beside letters of this size nothing need be said about them
_MARK: Final = "/* of the house */"  # before what the style has said, so that it is told from what a widget said itself
_BORDERS: Final = {"error": "#d64545", "doubt": "#d99000"}
_HEADINGS: Final = {"title": 6, "heading": 2}  # pixels larger than other letters
_KIND: Final = QStyle.ContentsType
_ROLE: Final = QPalette.ColorRole
_BOXES: Final = (QCheckBox, QRadioButton)
_CHOICES: Final = (QComboBox, QAbstractSpinBox)
_HEADER: Final = 5  # pixels that Fusion gives headings of columns
_ANY: Final = 16_777_215  # Qt's word for no limit


@dataclass(frozen=True)
class Looks:
    """What the style is told.

    Attributes:
        size: pixels of a letter.
        error, hint: colours of texts.
        boxes: the sheet of check boxes and radio buttons; empty for Fusion's own.
        ticks: the sheet of lists and tables whose lines can be ticked; empty for Fusion's own.
    """

    size: int
    error: str
    hint: str
    boxes: str = ""
    ticks: str = ""

    @property
    def pad(self) -> int:
        """Pixels of air."""
        return max(3, self.size // 4)

    @property
    def icon(self) -> QSize:
        """The size of icons beside text."""
        return QSize(self.size + 4, self.size + 4)

    @property
    def line(self) -> int:
        """Pixels that a field of one line is tall."""
        return round(self.size * 1.5) + 2 * self.pad + 3


class HouseStyle(QProxyStyle):
    """Fusion as the program wants it."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(BASE)
        self.looks = looks
        self._buttons = ButtonStyle(looks.pad)

    # -- widgets ----------------------------------------------------------------------------------------------------

    def polish(self, what: Any) -> Any:
        """Give a widget what it needs before it is first shown, or after its role has changed."""
        done = super().polish(what)
        if isinstance(what, QWidget):
            self.dress(what)
        return done

    def dress(self, what: QWidget) -> None:
        """Our part of it."""
        parts: tuple[tuple[Any, Any], ...] = (  # the first sort that it belongs to counts
            (QLabel, self._by_role),
            (QLineEdit, self._line),
            (QPushButton, self._button),
            (_BOXES, self._box),
            (_CHOICES, self._choice),
            (QHeaderView, self._header),
            (QAbstractItemView, self._view),
            (QToolBar, self._bar),
            (QDialogButtonBox, self._buttons_of),
            (QFrame, self._frame),
        )
        for kinds, part in parts:
            if isinstance(what, kinds):
                part(what)
                return
        if what.property("problem") is not None:
            _say(what, _border(what, self.looks))

    def _frame(self, frame: QFrame) -> None:
        _say(frame, _border(frame, self.looks))

    def _view(self, view: QAbstractItemView) -> None:
        _say(view, self.looks.ticks + _border(view, self.looks))

    def _header(self, header: QHeaderView) -> None:
        if header.orientation() == Qt.Orientation.Horizontal:
            header.setMinimumHeight(header.fontMetrics().height() + 2 * self.looks.pad + _HEADER)

    def _buttons_of(self, box: QDialogButtonBox) -> None:
        """Some desktops put icons on the buttons of dialogs; those that the program put there have no name."""
        for button in box.buttons():
            if button.icon().name():
                button.setIcon(QIcon())

    def _by_role(self, label: QLabel) -> None:
        role = label.property("role") or ""
        if role == (label.property("housed") or "") and role not in _HEADINGS:
            return  # most texts have no role
        label.setProperty("housed", role)
        colour = {"error": self.looks.error, "hint": self.looks.hint}.get(role)
        palette = QPalette()
        if colour:
            palette = QPalette(label.palette())
            palette.setColor(_ROLE.WindowText, QColor(colour))
        label.setPalette(palette)
        font = QFont()
        if role in _HEADINGS:
            font.setPixelSize(self.looks.size + _HEADINGS[role])
            font.setBold(True)
        label.setFont(font)

    def _line(self, line: QLineEdit) -> None:
        if not isinstance(line.parentWidget(), (QComboBox, QAbstractSpinBox)):
            pad = self.looks.pad
            line.setTextMargins(pad, pad - 2, pad, pad - 2)
        _say(line, _border(line, self.looks))

    def _button(self, button: QPushButton) -> None:
        button.setIconSize(self.looks.icon)
        self._buttons.pad = self.looks.pad
        if button.style() is not self._buttons:
            button.setStyle(self._buttons)

    def _box(self, box: QCheckBox | QRadioButton) -> None:
        if isinstance(box, QCheckBox):
            box.setIconSize(self.looks.icon)
        box.setMaximumHeight(box.fontMetrics().height() + 1 if not self.looks.boxes else _ANY)
        _say(box, self.looks.boxes)

    def _choice(self, field: QComboBox | QAbstractSpinBox) -> None:
        field.setMinimumHeight(self.looks.line)
        _say(field, _border(field, self.looks))

    def _bar(self, bar: QToolBar) -> None:
        pad = self.looks.pad
        bar.setIconSize(self.looks.icon)
        layout = bar.layout()
        if layout is not None:
            layout.setSpacing(pad)
            layout.setContentsMargins(pad, pad, pad, pad)


class ButtonStyle(QProxyStyle):
    """Buttons as wide as their text asks for, with air around it; Fusion makes none narrower than 80 pixels.

    A style of their own: what Python says about sizes would be asked for every cell of every list too.
    """

    def __init__(self, pad: int) -> None:
        super().__init__(BASE)
        self.pad = pad

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """The contents and the air."""
        if kind == _KIND.CT_PushButton:
            return QSize(size.width() + 6 * self.pad + 2, size.height() + 2 * self.pad + 2)
        return super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # there may be none


def _border(widget: QWidget, looks: Looks) -> str:
    """The border of a field with a problem, which stays as tall as it was; more than a colour, it is thicker."""
    colour = _BORDERS.get(widget.property("problem") or "")
    if not colour:
        return ""
    inside = ""
    if isinstance(widget, QLineEdit):
        inside = "padding: 1px 0;"
    elif isinstance(widget, QComboBox):
        inside = f"min-height: {looks.line - 4}px;"
    return f"*[problem] {{ border: 2px solid {colour}; border-radius: 3px; {inside} }}"


def _say(widget: QWidget, sheet: str) -> None:
    """Give a widget a sheet of its own, or take it away; one that it has from elsewhere stays."""
    has = widget.styleSheet()
    wanted = _MARK + sheet if sheet else ""
    if has != wanted and (not has or has.startswith(_MARK)):
        widget.setStyleSheet(wanted)


def dress_again(*widgets: QWidget) -> None:
    """Follow a new role or problem of widgets, or other looks; nothing where the application has another style.

    Not by `widget.style().polish`: that may be a sheet's style, which goes while it is at work when the sheet is taken away.
    """
    style = QApplication.style()
    if isinstance(style, HouseStyle):
        for widget in widgets:
            style.dress(widget)
