# SPDX-License-Identifier: MIT
"""Typing a passphrase: hidden or shown, with a hint about Caps Lock; choosing a new one twice, with advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget

from villagedesk.i18n import _
from villagedesk.services.opening.passphrases import Advice, advise, suggest_passphrase
from villagedesk.ui import labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class CapsLockWatch(QObject):
    """Tells from the letters that arrive whether Caps Lock is on; Qt does not say.

    Signals:
        changed: True when a capital letter came without Shift, False when a letter came as its keys say.
    """

    changed = Signal(bool)

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._on = False
        edit.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at typed letters; never swallow any."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_CapsLock:
                self._set(not self._on)
            elif event.text().isascii() and event.text().isalpha():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._set(event.text().isupper() != shifted)
        return False

    def _set(self, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.changed.emit(on)


class PassphraseEdit(QLineEdit):
    """One line for a passphrase, hidden until it is to be shown."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaxLength(200)
        self.reveal(False)
        self.caps = CapsLockWatch(self)

    def reveal(self, shown: bool) -> None:
        """Show or hide what is typed."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoAutoUppercase)


def caps_hint(*edits: PassphraseEdit) -> QLabel:
    """A line that appears while Caps Lock is on."""
    label = labels.label(_("大写锁定（Caps Lock）已打开。"), labels.ERROR)
    label.hide()
    for edit in edits:
        edit.caps.changed.connect(label.setVisible)
    return label


class NewPassphrase(QWidget):
    """A passphrase for a new file: typed twice, judged while it is typed, or none after a plain warning.

    Signals:
        changed: anything was typed or ticked.
    """

    changed = Signal()

    def __init__(self, known: Callable[[], Iterable[str]], parent: QWidget | None = None) -> None:
        """`known` gives the words that a thief tries first: village, township, the user's name."""
        super().__init__(parent)
        self._known = known
        self.first = PassphraseEdit(_("口令"))
        self.second = PassphraseEdit(_("再输一遍口令"))
        self.meter = QProgressBar()
        self.meter.setRange(0, 3)
        self.meter.setTextVisible(False)
        self.meter.setMaximumHeight(8)
        self.meter.setAccessibleName(_("口令强度"))
        self.advice = labels.label()
        self.mismatch = labels.label("", labels.ERROR)
        self.show_box = QCheckBox(_("显示口令(&V)"))
        self.suggest_button = QPushButton(_("生成一个(&G)"))
        self.none_box = QCheckBox(_("不设口令（不推荐）(&N)"))
        self.risk = labels.label(
            _("没有口令的文件任何人都能打开：电脑或U盘丢失、送修时，全村的身份证号、病情和收入都会泄露。"), labels.ERROR
        )
        self.risk.hide()
        self._lay_out()
        self._connect()
        self._judge()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for row, (text, edit) in enumerate(((_("口令(&P)"), self.first), (_("再输一遍(&R)"), self.second))):
            label = QLabel(text)
            label.setBuddy(edit)
            grid.addWidget(label, row * 3, 0)
            grid.addWidget(edit, row * 3, 1)
        grid.addWidget(self.meter, 1, 1)
        grid.addWidget(self.advice, 2, 1)
        grid.addWidget(self.mismatch, 4, 1)
        grid.addWidget(caps_hint(self.first, self.second), 5, 1)
        tools = QHBoxLayout()
        tools.addWidget(self.suggest_button)
        tools.addWidget(self.show_box)
        tools.addStretch(1)
        grid.addLayout(tools, 6, 1)
        grid.addWidget(self.none_box, 7, 1)
        grid.addWidget(self.risk, 8, 1)

    def _connect(self) -> None:
        self.first.textChanged.connect(self._judge)
        self.second.textChanged.connect(self._judge)
        self.show_box.toggled.connect(self.first.reveal)
        self.show_box.toggled.connect(self.second.reveal)
        self.suggest_button.clicked.connect(self.suggest)
        self.none_box.toggled.connect(self._toggle_none)

    def suggest(self) -> None:
        """Put a generated passphrase into both lines, and show it: it has to be written down."""
        passphrase = suggest_passphrase()
        self.show_box.setChecked(True)
        self.first.setText(passphrase)
        self.second.setText(passphrase)
        self.first.setFocus()

    @property
    def passphrase(self) -> str:
        """What was chosen; empty for none."""
        return "" if self.none_box.isChecked() else self.first.text()

    def judgement(self) -> Advice:
        """The advice on what is typed now."""
        return advise(self.first.text(), self._known())

    def complaint(self) -> str:
        """Why this cannot be taken yet; empty if it can."""
        if self.none_box.isChecked():
            return ""
        if self.judgement().level == 0:
            return self.judgement().text
        if self.first.text() != self.second.text():
            return _("两次输入的口令不一样，请重新输入第二遍。")
        return ""

    def _judge(self) -> None:
        judgement = self.judgement()
        self.meter.setValue(judgement.level)
        self.advice.setText(judgement.text if self.first.text() else "")
        different = bool(self.second.text()) and not self.first.text().startswith(self.second.text())
        self.mismatch.setText(_("两次输入的口令不一样。") if different else "")
        self.changed.emit()

    def _toggle_none(self, none: bool) -> None:
        for widget in (self.first, self.second, self.suggest_button, self.show_box, self.meter, self.advice):
            widget.setEnabled(not none)
        self.risk.setVisible(none)
        self.changed.emit()
