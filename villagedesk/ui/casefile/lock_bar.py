# SPDX-License-Identifier: MIT
"""Says over a case file of a locked year (年度锁定) why it is only shown, and leads to unlocking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from villagedesk.i18n import _
from villagedesk.models.catalogue.place import Village
from villagedesk.services.keeping import locking
from villagedesk.store import reads

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.programmes import YearLock
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
            "{lock}户和成员的年度情况、致贫原因、收支、收入台账和计划只能查看、复制，不能修改，当年的家庭人口不能增减；"
            "走访、结对、措施等按日期记的照常登记。"
            "确需改动的，解锁时要写明原因。"
        )
        self.text.setText(self._elsewhere(lock) + told.format(lock=locking.told(lock)))
        self.unlock_button.setEnabled(not self._editing.refs.read_only)

    def _elsewhere(self, lock: YearLock) -> str:
        """Whose lock it is, where the household has moved to another village since."""
        case = self._editing.case
        if case is None or lock.village == case.household.village:
            return ""
        return _("本户{year}年属于{village}。").format(year=case.year, village=self._village_of(lock))

    def _village_of(self, lock: YearLock) -> str:
        found = reads.get(self._editing.session.store, Village, lock.village or "")
        return (found.name if found else None) or _("另一个村")

    def unlock(self) -> None:
        """Ask who unlocks the year and why."""
        from villagedesk.ui.dialogs.year_lock import change_lock

        case = self._editing.case
        lock = self._editing.refs.locks.get(case.year) if case else None
        if case is not None and lock is not None and lock.village:
            change_lock(self, self._editing.session, lock.village, self._village_of(lock), case.year)
