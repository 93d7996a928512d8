# SPDX-License-Identifier: MIT
"""The coefficients of a village in a year (收入测算系数): yields, prices and costs with their source, and who has checked them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.codes import code_list
from villagedesk.models.estimating import COEFFICIENTS
from villagedesk.services.casefile.income import rates_for
from villagedesk.services.keeping import locking
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.forms.form_layout import form_fields
from villagedesk.ui.forms.row_set import Row, RowSet
from villagedesk.ui.tables.grid_model import GridModel
from villagedesk.ui.tables.grid_view import GridView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.ledger import IncomeRate
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.icons import Icons

_SPEC: Final = entity_spec("income_rate")
_WIDTHS: Final = {"item": 5, "source": 10}


class IncomeRatesDialog(QDialog):
    """A grid of the year's coefficients; those of an earlier year can be taken over, to be checked again."""

    def __init__(
        self, refs: RefSource, icons: Icons, village: str, year: int, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._refs, self._village, self._year, self._name = refs, village, year, name
        self.setWindowTitle(_("{village}{year}年度收入测算系数").format(village=name, year=year))
        window_state.fit(self, 60, 26)
        refs.read_locks(village)
        self._held = refs.locked(_SPEC.key, year)  # the file is read only, or the year is locked (年度锁定)
        known = rates_for(refs.session.store, village, year)
        self._older = {item: rate for item, rate in known.items() if rate.year != year}
        self.rows = RowSet([_SPEC], refs.today, year, self)
        self.rows.load([{_SPEC.key: rate} for rate in known.values() if rate.year == year], year)
        columns = form_fields(_SPEC, None)
        self.model = GridModel(self.rows, columns, _name_of, refs, icons, self)
        self.view = GridView(self.model, self)
        widths = [float(_WIDTHS.get(one.key, 4.5)) for one in columns]
        self.view.remember_columns("grid-income-rates", [one.key for one in columns], widths, [False] * len(columns))
        self.view.setAccessibleName(self.windowTitle())
        self.view.row_wanted_gone.connect(self._drop)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.view.told.connect(self.said.setText)
        self.older_button = QPushButton(_("沿用以前年度（{count}项）(&B)").format(count=len(self._older)), self)
        self.older_button.clicked.connect(self.take_older)
        self.older_button.setEnabled(bool(self._older) and not self._held)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.save_button = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save_button.setText(_("保存(&S)"))
        self.save_button.setEnabled(not self._held)
        self.buttons.addButton(self.older_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        lock = self._refs.locks.get(self._year)
        if lock is None:
            hint = _("程序不带任何系数。请按本村实际填写，写明依据（如农技站、物价表），核对后勾“系数已核对”。")
            self.hint = labels.label(hint, labels.HINT)
        else:
            told = _("{lock}这一年的系数只能查看、复制，不能修改。确需改动的，请先在“村情况”中解锁并写明原因。")
            self.hint = labels.label(told.format(lock=locking.told(lock)))
            self.hint.setTextFormat(Qt.TextFormat.PlainText)  # names and grounds may come from another file
        layout.addWidget(self.hint)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.buttons)

    def take_older(self) -> None:
        """Type the coefficients of earlier years into this one, with where they come from; nothing is saved yet."""
        here = {row.main.value("item") for row in self.rows.rows}
        for item, rate in self._older.items():
            if item in here:
                continue
            row = self.rows.add()
            for key in ("item", *COEFFICIENTS):
                if getattr(rate, key) is not None:
                    row.main.put(key, getattr(rate, key))
            row.main.put("source", _("沿用{year}年").format(year=rate.year))
        self.older_button.setEnabled(False)

    def _drop(self, place: int) -> None:
        """A line that was never saved goes; one that was is emptied, since papers may rest on it."""
        row = self.model.row_at(place)
        if row is None:
            return
        if row.row:
            self.said.setText(_("已保存的系数不能删除，可以把数字改正或清空。"))
        else:
            self.rows.drop(row)

    # -- saving -----------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save and close; what breaks a rule keeps the box open and is said."""
        self.view.finish_editing()
        wrong = self._wrong()
        if wrong:
            self.said.setText(wrong)
            return
        edits = self.rows.edits(self._village)
        if edits:
            label = _("收入测算系数：{village}，{year}年度").format(village=self._name, year=self._year)
            try:
                self._refs.session.save(label, edits)
            except VillageDeskError as error:
                messages.problem(self, error)
                return
        self.accept()

    def _wrong(self) -> str:
        """What keeps the coefficients from being saved; empty if nothing does."""
        seen: set[object] = set()
        for number, row in enumerate(self.rows.rows, 1):
            rate = _rate_of(row)
            if row.main.kept_out():
                return row.main.problems_of(row.main.kept_out()[0])[0].text()
            if not rate.item:
                return _("第{number}行没有选择项目，请补填，或删除这一行。").format(number=number)
            if row.row and row.main.stored("item") != rate.item:
                text = _("第{number}行的项目已经保存过，不能改成另一项；请改回，再在空行里新增。")
                return text.format(number=number)
            if rate.item in seen:
                return _("第{number}行的项目上面已经有了，每项只填一行。").format(number=number)
            if rate.confirmed and not rate.source:
                return _("第{number}行勾了“系数已核对”，请同时填写依据。").format(number=number)
            seen.add(rate.item)
        return ""

    def reject(self) -> None:
        """Esc and 取消 lose nothing unasked."""
        question = _("放弃刚才输入的内容？")
        if not self.rows.dirty or messages.ask(self, question, _("放弃"), _("继续填写"), dangerous=True):
            super().reject()


def _rate_of(row: Row) -> IncomeRate:
    return cast("IncomeRate", row.main.record.having(**row.main.changes()))


def _name_of(row: Row) -> str:
    item = row.main.value("item")
    return code_list("income_item").shown(item) if isinstance(item, str) else ""


def edit_rates(refs: RefSource, icons: Icons, village: str, year: int, name: str, parent: QWidget) -> bool:
    """Let the user settle a village's coefficients of a year; whether anything was saved."""
    dialog = IncomeRatesDialog(refs, icons, village, year, name, parent)
    saved = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return saved
