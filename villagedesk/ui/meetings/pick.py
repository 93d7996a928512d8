# SPDX-License-Identifier: MIT
"""Choosing households whose procedures wait for a meeting or a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from villagedesk.i18n import _, aside
from villagedesk.ui import labels, window_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.services.procedure.procedures import Candidate


class PickDialog(QDialog):
    """A list with ticks; the space bar sets them."""

    def __init__(self, waiting: Sequence[Candidate], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._waiting = list(waiting)
        self.setWindowTitle(_("选择等候的户"))
        window_state.fit(self, 38, 28)
        hint = labels.label(
            _("列出程序办到这一步的户，空格打勾。没有列出的户，请先在档案的“识别与退出”中办完前面的步骤。"), labels.HINT
        )
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("等候的户"))
        for one in self._waiting:
            text = aside(
                one.whose,
                _("{name}，等{step}，{day}启动").format(name=one.procedure, step=one.step, day=one.started_on),
            )
            item = QListWidgetItem(text, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._show_state)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.all_button = self.buttons.addButton(_("全选(&A)"), QDialogButtonBox.ButtonRole.ActionRole)
        self.all_button.clicked.connect(self.tick_all)
        self.take_button = self.buttons.addButton(_("加入(&C)"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (hint, self.list, self.buttons):
            layout.addWidget(widget)
        self._show_state()
        self.list.setFocus()

    def tick_all(self) -> None:
        """Tick every household."""
        for place in range(self.list.count()):
            self.list.item(place).setCheckState(Qt.CheckState.Checked)

    def picked(self) -> list[Candidate]:
        """The households with a tick."""
        ticked = Qt.CheckState.Checked
        return [one for place, one in enumerate(self._waiting) if self.list.item(place).checkState() == ticked]

    def _show_state(self, *_what: object) -> None:
        self.take_button.setEnabled(bool(self.picked()))


def pick(waiting: Sequence[Candidate], parent: QWidget | None) -> list[Candidate]:
    """Let the user choose; nothing if he went back."""
    dialog = PickDialog(waiting, parent)
    found = dialog.picked() if dialog.exec() else []
    dialog.deleteLater()
    return found
