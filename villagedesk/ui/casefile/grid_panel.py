# SPDX-License-Identifier: MIT
"""A grid with the full forms of the line under the cursor below it: used for members and for measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.values.show import entity_name, heading_of, with_unit
from villagedesk.ui.casefile.panel import heading_label, scrolling_column
from villagedesk.ui.forms.form_layout import form_fields
from villagedesk.ui.forms.record_form import RecordForm
from villagedesk.ui.tables.grid_model import GridModel
from villagedesk.ui.tables.grid_view import GridView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFontMetrics, QKeyEvent, QShowEvent

    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.row_set import Row, RowSet
    from villagedesk.ui.icons import Icons

_WIDTHS = {
    "name": 5, "id_no": 11, "content": 14, "note": 10, "address": 10, "income_line.date": 6, "income_line.quarter": 4,
    "income_line.item": 5.5, "income_line.member": 4, "income_line.quantity": 3, "income_line.unit": 2.5,
    "income_line.price": 4, "income_line.gross": 5, "income_line.cost": 4.5, "income_line.evidence": 4.5,
    "income_line.evidence_note": 7,
}  # fmt: skip
_LINES_AT_LEAST = 3  # with large letters on a small screen the forms below give way
_LINES_SEEN = 7
_AIR = 10  # pixels between two lines of letters
_LONGEST_HEADING = 10  # 汉字


class GridWithForms(QSplitter):
    """Lines of a `RowSet`; every field that the forms have is also a column, the essential ones shown at first.

    Signals:
        row_wanted_gone: the line that the user wants to remove.
    """

    row_wanted_gone = Signal(object)

    def __init__(
        self,
        editing: CaseEditing,
        icons: Icons,
        rows: RowSet,
        essential: Sequence[str],
        name_of: Callable[[Row], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.rows = rows
        self._editing = editing
        self.title_of = name_of  # what stands above the forms; owners may say more there than in the heading of a line
        self._shown: Row | None = None
        self._made: list[RecordForm] = []
        self._coming = QTimer(self, singleShot=True, interval=0)  # a form is a turn of the event loop
        self._coming.timeout.connect(self._make_next)
        self.setChildrenCollapsible(False)
        self.model = GridModel(rows, _columns(rows, essential), name_of, editing.refs, icons, self)
        top = QWidget(self)
        self.view = GridView(self.model, top)  # made where it stays: what moves is styled anew
        self._shape_columns(essential)
        self.said = QLabel(top)
        self.said.setWordWrap(True)
        self.view.told.connect(self._say)
        self.view.current_row_changed.connect(self._show_row)
        self.view.row_wanted_gone.connect(self._ask)
        self.view.note_wanted.connect(self.add_note)
        rows.was_reset.connect(self._after_reset)
        rows.altered.connect(self._rename)

        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        column.addWidget(self.said)
        column.setSpacing(2)
        self.said.setMinimumHeight(self.fontMetrics().lineSpacing())
        self.addWidget(top)
        self.addWidget(self._make_forms())
        self.setStretchFactor(1, 1)
        rows_tall = _LINES_SEEN * (self.fontMetrics().height() + _AIR)
        self.setSizes([rows_tall + 40, 2 * rows_tall])

    def showEvent(self, event: QShowEvent) -> None:
        """Now the letters have their size, and with it the lines."""
        lines = (1 + _LINES_AT_LEAST) * (self.fontMetrics().height() + _AIR + 1)  # with the heading, each above a rule
        self.view.setMinimumHeight(lines + self.view.horizontalScrollBar().sizeHint().height())
        super().showEvent(event)

    def _shape_columns(self, essential: Sequence[str]) -> None:
        columns = self.model.columns
        keys = [f"{one.entity}.{one.key}" for one in columns]
        widths = [_width(one, self._editing.year, self.fontMetrics()) for one in columns]
        self.view.remember_columns(
            f"grid-{self.rows.specs[0].key}", keys, widths, [key not in essential for key in keys]
        )
        self.view.setAccessibleName(entity_name(self.rows.specs[0]))

    def _make_forms(self) -> QWidget:
        area = scrolling_column(self)
        content = area.widget()
        assert content is not None
        column = QVBoxLayout(content)
        self._title = heading_label("", content)
        column.addWidget(self._title)
        column.addStretch()
        self._column = column
        self._coming.start()
        return area

    @property
    def forms(self) -> list[RecordForm]:
        """The forms of the line's records; one follows the other after the grid is there, those that are still wanting now."""
        while len(self._made) < len(self.rows.specs):
            self._make_form()
        return self._made

    def _make_next(self) -> None:
        if len(self._made) < len(self.rows.specs):
            self._make_form()

    def _make_form(self) -> None:
        spec = self.rows.specs[len(self._made)]
        parent = self._column.parentWidget()
        form = RecordForm(spec, year=self._editing.year, refs=self._editing.refs, parent=parent)
        form.stepped_out.connect(self._stepped_out)
        form.grown.connect(self._coming.start)
        if self._made:
            form.follow(self._made[-1])
        self._made.append(form)
        if self._shown is not None:
            self._fill(form, self._shown)
        self._column.insertWidget(len(self._made), form)  # below the title and the forms before
        form.setVisible(self._shown is not None)

    def _fill(self, form: RecordForm, row: Row) -> None:
        form.bind(row.entries[form.spec.key])
        form.set_previous(self.rows.values_before(row, form.spec.key))

    # -- what panels ask --------------------------------------------------------------------------------------------

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record: on its cell, or in the form if the grid does not have it."""
        index = self.model.place_of(f"{entity}.{key}", row)
        if not index.isValid():
            return False
        self.view.go_to(index.row(), index.column())
        self.view.setFocus()
        return True

    def reveal_in_form(self, key: str) -> bool:
        """Put the cursor into a field of the form below."""
        return any(form.focus_field(key) for form in self.forms)

    def current(self) -> Row | None:
        """The line under the cursor."""
        return self.model.row_at(self.view.currentIndex().row())

    def add_note(self) -> None:
        """Shift+F2: as F2 in the form below, of the field of the cell (已核对原件 for an identity number)."""
        spec = self.model.spec(self.view.currentIndex())
        form = next((one for one in self.forms if spec is not None and one.spec.key == spec.entity), None)
        if form is not None and spec is not None and self._shown is not None:
            self.view.finish_editing()
            form.add_note(spec.key)

    def begin(self) -> None:
        """Put the cursor into the first line, or the empty one."""
        if not self.view.currentIndex().isValid():
            self.view.go_to(0, self.view.horizontalHeader().logicalIndex(0))
        self.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes from a line to its fields below, the first that is empty; Tab would first walk through every cell of every line."""
        entered = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.view.hasFocus() and self._shown:
            empty = ((form, key) for form in self.forms for key, row in form.rows.items() if not row.locked)
            form, key = next(((one, key) for one, key in empty if not one.entry.content(key)), (self.forms[0], ""))
            form.focus_field(key) if key else form.focus_first()
            event.accept()
        else:
            super().keyPressEvent(event)

    # -- following --------------------------------------------------------------------------------------------------

    def _after_reset(self) -> None:
        row = self._shown if self._shown in self.rows.rows else next(iter(self.rows.rows), None)
        if row is not None and self.view.model().rowCount():
            self.view.go_to(self.rows.rows.index(row), max(self.view.currentIndex().column(), 0))
        self._show_row(self.view.currentIndex().row())

    def _show_row(self, place: int) -> None:
        row = self.model.row_at(place)
        for form in self._made:  # the area stays where it is, so that the grid does not jump
            form.setVisible(row is not None)
        if row is not None and row is not self._shown:
            for form in self._made:
                self._fill(form, row)
        self._shown = row
        self._title.setText(self.title_of(row) if row else "")

    def _rename(self, row: Row, _entity: str, _key: str) -> None:
        if row is self._shown:
            self._title.setText(self.title_of(row))
        elif self._shown is None and row is self.current():
            self._show_row(self.view.currentIndex().row())

    def _say(self, text: str) -> None:
        self.said.setText(text)

    def _ask(self, place: int) -> None:
        row = self.model.row_at(place)
        if row is not None:
            self.row_wanted_gone.emit(row)

    def _stepped_out(self, forwards: bool) -> None:
        place = next(n for n, form in enumerate(self.forms) if form is self.sender()) + (1 if forwards else -1)
        if 0 <= place < len(self.forms):
            self.forms[place].focus_first()
        else:
            self.view.setFocus()


def _columns(rows: RowSet, essential: Sequence[str]) -> list[FieldSpec]:
    """All fields of the line's records, the essential ones first and in their order."""
    known = (one for spec in rows.specs for one in form_fields(spec, None) if one.kind is not Kind.PHOTO)
    found = {f"{one.entity}.{one.key}": one for one in known}
    first = [found.pop(key) for key in essential]
    return [*first, *found.values()]


def _width(spec: FieldSpec, year: int, metrics: QFontMetrics) -> float:
    """In 汉字: as wide as its contents usually are, and its heading if that is not too long."""
    heading = with_unit(heading_of(spec, year), spec) + ("＊" if spec.required else "")
    label = metrics.horizontalAdvance(heading) / metrics.horizontalAdvance("汉")
    usual = _WIDTHS.get(f"{spec.entity}.{spec.key}") or _WIDTHS.get(spec.key, 4.5)
    return max(usual, min(label, _LONGEST_HEADING))
