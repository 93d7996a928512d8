# SPDX-License-Identifier: MIT
"""Locking a village's year after the county audit, and unlocking it with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.keeping import locking
from villagedesk.ui import labels

if TYPE_CHECKING:
    from villagedesk.store.store import Changed
    from villagedesk.ui.session import Session


class YearLockDialog(QDialog):
    """Who does it, and on what ground or for what reason; it closes when the file has taken it."""

    def __init__(self, session: Session, village: str, name: str, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._village = village
        self._year = year
        self.changed: Changed | None = None
        self.locked = locking.is_locked(session.store, village, year)
        self.setWindowTitle(_("解锁年度") if self.locked else _("锁定年度"))
        whole = {"village": name, "year": year}
        said = (
            _("解锁后，{village}{year}年度的内容又可以修改。解锁人和原因会留在文件里。")
            if self.locked
            else _(
                "县级审核后锁定{village}{year}年度：户和成员的年度情况、致贫原因、收支、计划和村年度情况不能再改，"
                "当年的户数和家庭人口不能增减，"
                "导入和撤销也不行。合并不受限制，合并带来的改动会列为疑点。走访、结对等按日期记的内容不锁。"
            )
        )
        self.by = QLineEdit(self)
        self.by.setText(session.store.author.name)
        self.why = QLineEdit(self)
        if not self.locked:
            self.why.setPlaceholderText(_("如 县级审核日期、文号，可空"))
        form = QFormLayout()
        titles = (_("解锁人(&B)"), _("解锁原因(&R)")) if self.locked else (_("锁定人(&B)"), _("锁定依据(&R)"))
        for line, text in zip((self.by, self.why), titles, strict=True):
            line.setAccessibleName(labels.bare(text))
            label = QLabel(text)
            label.setBuddy(line)
            form.addRow(label, line)
        self.error = labels.label("", labels.ERROR)
        self.error.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        verb = _("解锁(&U)") if self.locked else _("锁定(&L)")
        self.do_button = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(labels.label(said.format(**whole)))
        layout.addLayout(form)
        layout.addWidget(self.error)
        layout.addWidget(buttons)
        self.do_button.setDefault(True)
        self.setMinimumWidth(40 * self.fontMetrics().horizontalAdvance("字"))
        (self.why if self.by.text() else self.by).setFocus()

    def accept(self) -> None:
        """Write it; what is missing is said here."""
        do = locking.unlock_year if self.locked else locking.lock_year
        self._session.about_to_save.emit()
        try:
            self.changed = do(self._session.store, self._village, self._year, self.by.text(), self.why.text())
        except VillageDeskError as refused:
            self.error.setText(str(refused))
            self.error.show()
            return
        super().accept()


def change_lock(parent: QWidget | None, session: Session, village: str, name: str, year: int) -> Changed | None:
    """Lock or unlock a year of a village; None if the user went back."""
    dialog = YearLockDialog(session, village, name, year, parent)
    dialog.exec()
    changed = dialog.changed
    dialog.deleteLater()
    return changed
