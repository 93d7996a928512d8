# SPDX-License-Identifier: MIT
"""Says over a case file of a locked year (年度锁定) why it is only shown, and leads to unlocking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from villagedesk.i18n import _
from villagedesk.services import locking

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons


class LockBar(QFrame):
    """Hidden in years that are not locked."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)  # names and grounds may come from another file
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.unlock_button = QPushButton(_("解锁年度(&K)…"), self)
        self.unlock_button.clicked.connect(self.unlock)
        icons.later(self.unlock_button, "lock")
        layout = QHBoxLayout(self)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.unlock_button)
        self.hide()
        for news in (editing.opened, editing.refreshed):
            news.connect(self.show_lock)

    def show_lock(self) -> None:
        """Whether the open year is locked, by whom, when and why, and what can still be done."""
        case = self._editing.case
        lock = self._editing.refs.locks.get(case.year) if case else None
        self.setVisible(lock is not None)
        if lock is None:
            return
        told = _(
            "{lock}户和成员的年度情况、致贫原因、收支、收入台账和计划只能查看、复制，不能修改；"
            "走访、结对、措施等按日期记的照常登记。"
            "确需改动的，解锁时要写明原因。"
        )
        self.text.setText(told.format(lock=locking.told(lock)))
        self.unlock_button.setEnabled(not self._editing.refs.read_only)

    def unlock(self) -> None:
        """Ask who unlocks the year and why."""
        from villagedesk.ui.dialogs.year_lock import change_lock

        case = self._editing.case
        if case is not None:
            name = case.village.name or ""
            change_lock(self, self._editing.session, case.village.id, name, case.year)
