# SPDX-License-Identifier: MIT
"""Noting that papers were signed or filed, on which day, and with which scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
)

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.printing import ARCHIVED, PRINTED, SIGNED, PrintedPaper
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.dates import NotADate, read_date
from villagedesk.models.values.show import label_of
from villagedesk.services.papers import printing
from villagedesk.ui import labels, window_state
from villagedesk.ui.forms.photo import PhotoEditor
from villagedesk.ui.forms.refs import RefSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.printing import BookPrint
    from villagedesk.store.store import Changed
    from villagedesk.ui.session import Session

_STATES = (SIGNED, ARCHIVED, PRINTED)


class MarkDialog(QDialog):
    """One state for all that are selected; a scan for a single one.

    Attributes:
        changed: what was written; None where nothing was.
    """

    def __init__(
        self, session: Session, rows: Sequence[PrintedPaper | BookPrint], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._rows = session, rows
        self.changed: Changed | None = None
        self.setWindowTitle(_("签字、归档"))
        window_state.fit(self, 40, 20)
        self.states = QButtonGroup(self)
        self.day = QLineEdit(session.store.clock().date().isoformat(), self)
        self.day.setAccessibleName(_("日期"))
        self.scan = PhotoEditor(RefSource(session), self, scan=True)
        self.scan.setAccessibleName(_("扫描件"))
        self.error = labels.label("", labels.ERROR)
        self.error.hide()
        form = QFormLayout()
        column = QVBoxLayout()
        for state, text in zip(_STATES, (_("已签字(&Q)"), _("已归档(&G)"), _("只是打印了(&Y)")), strict=True):
            button = QRadioButton(text, self)
            self.states.addButton(button, _STATES.index(state))
            column.addWidget(button)
        next_state = {SIGNED: ARCHIVED, ARCHIVED: ARCHIVED}.get(rows[0].status or PRINTED, SIGNED)
        self.states.button(_STATES.index(next_state)).setChecked(True)
        form.addRow(_("状态"), column)
        form.addRow(_("日期"), self.day)
        self.listed, self.counted = self._pages("pages"), self._pages("filed_pages")
        if len(rows) == 1:
            self.scan.show_content(rows[0].scan or "")
            form.addRow(_("扫描件"), self.scan)
        else:
            self.scan.hide()
        for box in (self.listed, self.counted):
            if self._counts():
                form.addRow(box.accessibleName(), box)
            else:
                box.hide()
        self.states.idToggled.connect(self._follow)
        self._follow()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.do_button = buttons.addButton(_("保存(&S)"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.do_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(labels.label(self._which()))
        layout.addLayout(form)
        layout.addWidget(labels.label(_("只登记真正签过字、入了档的文书。"), labels.HINT))
        layout.addWidget(self.error)
        layout.addStretch(1)
        layout.addWidget(buttons)

    def _counts(self) -> bool:
        """Whether pages are asked for: of one paper that stands in a household's list of contents."""
        return len(self._rows) == 1 and isinstance(self._rows[0], PrintedPaper)

    def _pages(self, key: str) -> QSpinBox:
        """Pages of a single paper; 0 says that nobody knows."""
        box = QSpinBox(self)
        box.setRange(0, 9_999)
        box.setSpecialValueText(_("没有登记"))
        box.setAccessibleName(label_of(field_spec(f"printed_paper.{key}")))
        known = getattr(self._rows[0], key, None)
        box.setValue(known if isinstance(known, int) else 0)
        return box

    def _follow(self) -> None:
        """Pages are counted when a paper is filed; the day of a state that was noted before is proposed again."""
        state = _STATES[self.states.checkedId()]
        for box in (self.listed, self.counted):
            box.setEnabled(state == ARCHIVED)
        self.day.setEnabled(state != PRINTED)
        if not self.day.isModified():
            known = {SIGNED: self._rows[0].signed_on, ARCHIVED: self._rows[0].archived_on}.get(state)
            alone = known if len(self._rows) == 1 else None
            self.day.setText(alone or self._session.store.clock().date().isoformat())

    def _which(self) -> str:
        if len(self._rows) == 1:
            from villagedesk.documents.registers.review import owners_in_words, title_in_words

            (row,) = self._rows
            return " ".join(filter(None, (owners_in_words(self._session.store, [row])[row.id], title_in_words(row))))
        return _("选中的{count}份文书").format(count=len(self._rows))

    def accept(self) -> None:
        """Write it; what is wrong is said here."""
        state = _STATES[self.states.checkedId()]
        scan = self.scan.content() if len(self._rows) == 1 else None
        if scan == (self._rows[0].scan or ""):
            scan = None
        self._session.about_to_save.emit()
        try:
            day = read_date(self.day.text()) if state != PRINTED else ""
            pages = printing.Pages(self.listed.value() or None, self.counted.value() or None)
            wanted = pages if self._counts() else None
            self.changed = printing.mark(self._session.store, self._rows, state, day, scan, wanted)
        except NotADate:
            text = _("日期“{text}”不是日期，可写成 2016-12-05 或 2016年12月5日。")
            self._complain(text.format(text=self.day.text()))
        except VillageDeskError as refused:
            self._complain(str(refused))
        else:
            super().accept()

    def _complain(self, text: str) -> None:
        self.error.setText(text)
        self.error.show()
        self.day.setFocus()
