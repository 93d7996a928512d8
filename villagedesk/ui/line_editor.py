# SPDX-License-Identifier: MIT
"""Editing one poverty line, notice period or interval: its value, its source, and whether somebody checked it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.parse import read
from villagedesk.models.values.show import label_of
from villagedesk.services.opening.files import LAST_YEAR
from villagedesk.services.standards.lines import entry_fault, item_words, title_words
from villagedesk.store.ids import derived_id
from villagedesk.ui import labels

if TYPE_CHECKING:
    from villagedesk.models.catalogue.help import Line
    from villagedesk.ui.session import Session

_NO_YEAR: Final = 0


class LineEditor(QWidget):
    """Value, source and the tick for one line; item, year and region too for a new one."""

    def __init__(self, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: Line | None = None
        self.title = labels.label("", labels.HEADING)
        self.year = QSpinBox()
        self.year.setRange(_NO_YEAR, LAST_YEAR)
        self.year.setSpecialValueText(_("不分年度"))
        self.year.setAccessibleName(label_of(field_spec("line.year")))
        self.region = QLineEdit()
        self.region.setMaxLength(60)
        self.value = QLineEdit()
        self.unit = QLabel()
        self.source = QLineEdit()
        self.source.setMaxLength(500)
        self.confirmed = QCheckBox(labels.lettered(label_of(field_spec("line.confirmed")), "K"))
        self.save_button = QPushButton(_("保存这一项(&A)"))
        self.error = labels.label("", labels.ERROR)
        self._labels = {
            edit: self._label(key, edit)
            for key, edit in (
                ("year", self.year),
                ("region", self.region),
                ("value", self.value),
                ("source", self.source),
            )
        }
        self._lay_out()
        for widget in (self.value, self.source, self.confirmed, self.save_button):
            widget.setEnabled(writable)

    def _label(self, key: str, edit: QWidget) -> QLabel:
        label = QLabel(label_of(field_spec(f"line.{key}")))
        label.setBuddy(edit)
        edit.setAccessibleName(label.text())
        return label

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.title, 0, 0, 1, 6)
        grid.addWidget(self._labels[self.year], 1, 0)
        grid.addWidget(self.year, 1, 1)
        grid.addWidget(self._labels[self.region], 1, 2)
        grid.addWidget(self.region, 1, 3)
        grid.addWidget(self._labels[self.value], 2, 0)
        grid.addWidget(self.value, 2, 1)
        grid.addWidget(self.unit, 2, 2)
        grid.addWidget(self._labels[self.source], 3, 0)
        grid.addWidget(self.source, 3, 1, 1, 3)
        grid.addWidget(self.confirmed, 2, 3)
        grid.addWidget(self.save_button, 3, 4)
        grid.addWidget(self.error, 4, 0, 1, 5)
        grid.setColumnStretch(3, 1)

    @property
    def is_new(self) -> bool:
        """Whether the line in the editor is to be added."""
        return self._line is not None and not self._line.id

    def show_line(self, line: Line) -> None:
        """Edit this line."""
        self._line = line
        self.error.clear()
        self.title.setText(title_words(line))
        self.value.setText("" if line.value is None else str(line.value))
        self.unit.setText(line.unit or "")
        self.source.setText(line.source or "")
        self.confirmed.setChecked(bool(line.confirmed))
        self.year.setValue(line.year if isinstance(line.year, int) else _NO_YEAR)
        self.region.setText(line.region or "")
        self._show_place(False)

    def show_new(self) -> None:
        """Edit a new line of the same item: another year or region."""
        if self._line is None:
            return
        self._line = self._line.having(id="", confirmed=False, value=None, source=None)
        self.title.setText(_("添加：{item}").format(item=item_words(self._line)))
        self.value.clear()
        self.source.clear()
        self.confirmed.setChecked(False)
        self._show_place(True)
        self.region.setFocus()
        self.region.selectAll()

    def _show_place(self, shown_now: bool) -> None:
        for edit in (self.year, self.region):
            edit.setVisible(shown_now)
            self._labels[edit].setVisible(shown_now)

    def collect(self, session: Session) -> Line | None:
        """The line as edited; None if something cannot be read, which is said then."""
        today = session.store.clock().date()
        reading = read(field_spec("line.value"), self.value.text(), today=today)
        source = read(field_spec("line.source"), self.source.text(), today=today)
        region = read(field_spec("line.region"), self.region.text(), today=today)
        refused = [one.problems[0] for one in (reading, source, region) if not one.kept and one.problems]
        text = refused[0].text() if refused else self._rule(reading.value)
        self.error.setText(text)
        if text or self._line is None:
            return None
        line = self._line.having(value=reading.value, source=source.value, confirmed=self.confirmed.isChecked())
        if line.id:
            return line
        year = self.year.value() or None
        identity = derived_id("line", line.name, year, region.value)
        return line.having(id=identity, year=year, region=region.value)

    def _rule(self, value: object) -> str:
        """What is wrong with the line as a whole; empty if nothing is."""
        if self._line is None:
            return ""
        year, region = self.year.value() or None, self.region.text()
        source, confirmed = self.source.text(), self.confirmed.isChecked()
        return entry_fault(self._line.having(value=value, year=year, region=region, source=source, confirmed=confirmed))
