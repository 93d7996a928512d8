# SPDX-License-Identifier: MIT
"""Registering a household: the group and the head's name are asked for, the rest is entered in its case file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.parse import read
from villagedesk.models.values.show import label_of
from villagedesk.services.keeping.records import Edit
from villagedesk.services.opening import files
from villagedesk.store import households
from villagedesk.ui import messages, window_state

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtGui import QKeyEvent

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for."""

    village: str
    group: str
    head: str


class NewHouseholdDialog(QDialog):
    """Village (in a township's file), group, name of the head."""

    def __init__(self, store: Store, last: Wanted | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = store.clock().date()
        self.setWindowTitle(_("新增户"))
        self.village = QComboBox(self)
        for row, name in files.villages(store).items():
            self.village.addItem(name, row)
        self.group = QComboBox(self, editable=True)
        self._groups = [value for value, _count in households.distinct(store, "grp") if value]
        self.group.addItems(self._groups)
        self.group.setCurrentText(last.group if last else "")
        if last:
            self.village.setCurrentIndex(max(self.village.findData(last.village), 0))
        self.head = QLineEdit(self)
        self.problem = QLabel(self)
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()

        form = QFormLayout()
        if store.info.scope == "township":
            form.addRow(_label("household.village"), self.village)
        else:
            self.village.hide()
        form.addRow(_label("household.group"), self.group)
        form.addRow(_("户主姓名"), self.head)
        for widget, name in (
            (self.village, _label("household.village")),
            (self.group, _label("household.group")),
            (self.head, _("户主姓名")),
        ):
            widget.setAccessibleName(name)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.create_button = self.buttons.addButton(_("建立(&C)"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.create_button.setDefault(True)  # only now: before it is in the dialog, Qt would make 取消 the default
        self.setMinimumWidth(24 * self.fontMetrics().horizontalAdvance("汉"))
        (self.head if last else self.group).setFocus()

    def wanted(self) -> Wanted:
        """What stands in the fields."""
        group = as_on_file(self.group.currentText().strip(), self._groups)
        return Wanted(str(self.village.currentData() or ""), group, self.head.text().strip())

    def accept(self) -> None:
        """Close if everything can be kept; otherwise say what is wrong."""
        wrong = complaint(self.wanted(), self._today)
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong))
        if wrong:
            window_state.make_room(self)
        else:
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field, as everywhere; in the last one it registers."""
        before_last = self.village.hasFocus() or self.group.hasFocus()
        if before_last and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


def as_on_file(group: str, known: list[str]) -> str:
    """A bare number is the group of that number where groups are called 1组, 2组 …: one key, and no second group 3."""
    named = any(re.fullmatch(r"\d+组", one) for one in known)
    return f"{group}组" if named and group.isascii() and group.isdigit() and group not in known else group


def complaint(wanted: Wanted, today: dt.date) -> str:
    """What keeps a household from being registered; empty if nothing does."""
    if not wanted.village:
        return _("文件中还没有村，请先导入花名册或登记村情况。")
    if not wanted.head:
        return _("请填写户主姓名；以后可以改。")
    for path, text in (("household.group", wanted.group), ("member.name", wanted.head)):
        reading = read(field_spec(path), text, today=today)
        if not reading.kept:
            return reading.problems[0].text()
    return ""


def ask_new_household(parent: QWidget | None, store: Store, last: Wanted | None) -> Wanted | None:
    """Ask for group and head; None if the user went back."""
    dialog = NewHouseholdDialog(store, last, parent)
    wanted = dialog.wanted() if dialog.exec() else None
    dialog.deleteLater()
    return wanted


def add_household(parent: QWidget, session: Session, last: Wanted | None) -> tuple[Wanted, str] | None:
    """Ask for a household and make it: what was asked for, and its id; None if nothing was made, which has been said."""
    wanted = ask_new_household(parent, session.store, last)
    if wanted is None:
        return None
    try:
        return wanted, register_household(session, wanted)
    except VillageDeskError as error:
        messages.problem(parent, error)
        return None


def register_household(session: Session, wanted: Wanted) -> str:
    """Make the household with its head, as one action; its id.

    Raises:
        ReadOnlyFile, CannotWrite: nothing was made.
    """
    today = session.store.clock().date()
    name = _kept("member.name", wanted.head, today)
    edits = [
        Edit("household", "", {"village": wanted.village, "group": _kept("household.group", wanted.group, today)}, "h"),
        Edit("member", "", {"household": "@h", "position": 0, "name": name}, "m"),
        Edit("member_year", "", {"member": "@m", "year": session.year, "relation": "head"}),
    ]
    saved = session.save(_("新增户：{name}").format(name=name), edits)
    return saved.ids["h"]


def _kept(path: str, text: str, today: dt.date) -> Value:
    value = read(field_spec(path), text, today=today).value
    return value if isinstance(value, str) else None


def _label(path: str) -> str:
    return label_of(field_spec(path))
