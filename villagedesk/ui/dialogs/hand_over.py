# SPDX-License-Identifier: MIT
"""A cadre leaves: which households go to whom, from which day, why; the list to sign, and one action that does it all."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk import paths
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.parse import read
from villagedesk.services.helping import handover
from villagedesk.services.helping.handover import Order
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.forms.content import UNKNOWN_REF
from villagedesk.ui.forms.ref import RefEditor
from villagedesk.ui.tables.charges import charge_columns
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from villagedesk.store.caseload import Charge
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.icons import Icons

_SUFFIX = ".docx"


class HandOverDialog(QDialog):
    """Day, reason, and the households with who takes each over; a household without a successor stays."""

    def __init__(self, refs: RefSource, icons: Icons, cadre: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refs, self._cadre, self._name = refs, cadre, name
        self._store = refs.session.store
        self._successors: dict[str, str] = {}  # pairing → cadre
        self._names: dict[str, str] = {}
        self.done_label = ""
        self.setWindowTitle(_("移交{name}负责的户").format(name=name))
        window_state.fit(self, 62, 36)
        self.day = QLineEdit(self)
        self.day.setPlaceholderText(_("最后负责的一天，如 2026-03-01"))
        self.reason = QComboBox(self, editable=True)
        self.reason.addItems([_("工作调动"), _("退休"), _("帮扶单位调整"), _("驻村期满轮换")])
        self.reason.setCurrentIndex(-1)
        self.successor = RefEditor("cadre", refs, self)
        self.give_button = QPushButton(_("选中的户交给他(&G)"), self)
        self.keep_button = QPushButton(_("选中的户不移交(&N)"), self)
        self.model: RowsModel[Charge] = RowsModel(self._columns(), icons, self)
        self.model.show(handover.present_charges(self._store, cadre))
        self.list = PagedView(self.model, "hand-over", self)
        self.list.setAccessibleName(_("要移交的户"))
        self.told = labels.label("")
        self.problem = labels.label("", labels.ERROR)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.print_button = self.buttons.addButton(_("导出移交清单(&W)…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.accept_button = self.buttons.addButton(_("移交(&D)"), QDialogButtonBox.ButtonRole.AcceptRole)
        for button in (self.print_button, self.accept_button, self.give_button, self.keep_button):
            button.setAutoDefault(False)  # Enter in a field goes on to the next; nothing is handed over by it
        self._lay_out()
        self.give_button.clicked.connect(self.give)
        self.keep_button.clicked.connect(self.keep)
        self.print_button.clicked.connect(self.print_list)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.day.textChanged.connect(self._tell)
        self.reason.editTextChanged.connect(self._tell)
        self._tell()

    def _lay_out(self) -> None:
        form = QFormLayout()
        for text, widget in ((_("移交日期"), self.day), (_("移交原因"), self.reason)):
            form.addRow(text, widget)
            widget.setAccessibleName(text)
        give = QHBoxLayout()
        give.addWidget(QLabel(_("接任人"), self))
        give.addWidget(self.successor, 1)
        give.addWidget(self.give_button)
        give.addWidget(self.keep_button)
        self.successor.setAccessibleName(_("接任人"))
        layout = QVBoxLayout(self)
        layout.addWidget(
            labels.label(
                _("先选接任人，再选中户交给他；没有选中户时交给他全部。可以分给几个人，没有接任人的户不移交。"),
                labels.HINT,
            )
        )
        layout.addLayout(form)
        layout.addLayout(give)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.told)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.day.setFocus()

    def _columns(self) -> list[Column[Charge]]:
        known = [one for one in charge_columns() if one.key != "end"]
        return [*known, Column("successor", _("接任人"), self._successor_of, 8)]

    def _successor_of(self, line: Charge) -> str:
        return self._names.get(self._successors.get(line.id, ""), "") or _("（不移交）")

    # -- who gets what ----------------------------------------------------------------------------------------------

    def _chosen(self) -> list[str]:
        return [str(key) for key in self.list.selected_keys()] or [line.id for line in self.model.lines]

    def give(self) -> None:
        """The selected households, or all, go to the cadre who stands in the box."""
        cadre = self.successor.content()
        if not cadre or cadre.startswith(UNKNOWN_REF):
            self.problem.setText(_("请先从名单中选择接任人；名单里没有的，选“新增…”。"))
            self.successor.setFocus()
            return
        self._names[cadre] = self._refs.text("cadre", cadre)
        self._successors.update(dict.fromkeys(self._chosen(), cadre))
        self._again()

    def keep(self) -> None:
        """The selected households, or all, stay."""
        for pairing in self._chosen():
            self._successors.pop(pairing, None)
        self._again()

    def _again(self) -> None:
        last = self.model.index(self.model.rowCount() - 1, self.model.columnCount() - 1)
        self.model.dataChanged.emit(self.model.index(0, 0), last)
        self._tell()

    def order(self) -> Order:
        """What stands in the box; a day that cannot be read stays as it was typed, and is refused with it."""
        typed = self.day.text().strip()
        reading = read(field_spec("pairing.end"), typed, today=self._refs.today)
        day = reading.value if isinstance(reading.value, str) else typed
        return Order(self._cadre, day, self.reason.currentText().strip(), dict(self._successors))

    def _tell(self, *_what: object) -> None:
        """The preview."""
        counts = Counter(self._successors.values())
        staying = self.model.rowCount() - sum(counts.values())
        parts = [
            _("{count}户交给{name}").format(count=count, name=self._names[cadre]) for cadre, count in counts.items()
        ]
        if staying:
            parts.append(_("{count}户不移交").format(count=staying))
        self.told.setText(_("预览：{parts}。{days}").format(parts=listed(parts), days=self._days()))
        self.problem.setText("")
        for button in (self.print_button, self.accept_button):
            button.setEnabled(bool(counts))

    def _days(self) -> str:
        day = self.order().day
        try:
            first = dt.date.fromisoformat(day) + dt.timedelta(days=1)
        except ValueError:
            return ""
        return _("原结对到{last}止，新结对从{first}起。").format(last=day, first=first.isoformat())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the cursor, and goes on from a field to the next."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(at := self.focusWidget(), QPushButton):
            at.click()
        else:
            self.focusNextChild()

    # -- doing it ---------------------------------------------------------------------------------------------------

    def print_list(self) -> None:
        """Write the list to Word, before anything is changed."""
        from villagedesk.documents.lists.handover import print_handover

        today = self._refs.today.isoformat()
        try:
            lists = handover.lists_of(self._store, self.order())
        except VillageDeskError as refused:
            self.problem.setText(str(refused))
            return
        proposed = (
            str(paths.documents() / _("{name}帮扶责任移交清单_{day}").format(name=self._name, day=today)) + _SUFFIX
        )
        kinds = _("Word文档 (*{suffix})").format(suffix=_SUFFIX)
        found, _kind = QFileDialog.getSaveFileName(self, _("保存移交清单"), proposed, kinds)
        if not found:
            return
        target = Path(found if found.lower().endswith(_SUFFIX) else f"{found}{_SUFFIX}")
        try:
            print_handover(lists, target, self._store.info.name, today)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        self.told.setText(_("移交清单已写到 {path}。").format(path=target))

    def accept(self) -> None:
        """Carry it out; what is wrong is said and changes nothing."""
        self._refs.session.about_to_save.emit()
        try:
            changed = handover.hand_over(self._store, self.order())
        except VillageDeskError as refused:
            self.problem.setText(str(refused))
            return
        self.done_label = changed.label
        super().accept()


def hand_over(parent: QWidget | None, refs: RefSource, icons: Icons, cadre: str, name: str) -> str:
    """Let the user hand the households of a cadre over; what was done, "" if nothing was."""
    dialog = HandOverDialog(refs, icons, cadre, name, parent)
    dialog.exec()
    done = dialog.done_label
    dialog.deleteLater()
    return done
