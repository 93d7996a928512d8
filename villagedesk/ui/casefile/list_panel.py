# SPDX-License-Identifier: MIT
"""A list of events with the form of the chosen one below it: pairings and visits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.models.values.show import entity_name
from villagedesk.ui.casefile.panel import SectionPanel, scrolling_column
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.forms.record_form import RecordForm
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.tables.columns import Column

_LINES_SEEN = 5


class ListPanel(SectionPanel):
    """Subclasses say which rows, which columns, what to say when there are none, and add their verbs.

    `of_all_years` is for records that reach over many years: their form knows the codes and words of all of them.
    """

    of_all_years: ClassVar[bool] = False

    def __init__(
        self,
        editing: CaseEditing,
        icons: Icons,
        rows: str,
        columns: Sequence[Column[Row]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(editing, icons, parent)
        self.rows = editing.rows[rows]
        self.current: Row | None = None
        self.model: RowsModel[Row] = RowsModel(columns, icons, self)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)  # made where they stay: what moves is styled anew
        self._top = QWidget(self.splitter)
        self.view = PagedView(self.model, f"case-{rows}", self._top)
        self.view.setAccessibleName(entity_name(self.rows.specs[0]))
        self.view.setSelectionMode(PagedView.SelectionMode.SingleSelection)
        self.empty = QLabel(self.empty_text(), self._top)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("role", "hint")
        self._area = scrolling_column(self.splitter)
        content = self._area.widget()
        year = None if self.of_all_years else editing.year
        self.form = RecordForm(self.rows.specs[0], year=year, refs=editing.refs, parent=content)
        self._verbs = QWidget(self._top)
        self.buttons = FlowLayout(self._verbs)
        self._build()

        self.view.current_changed.connect(self._choose)
        self.view.opened.connect(self._open)
        self.rows.was_reset.connect(self.show_rows)
        self.rows.added.connect(self.show_rows)
        self.rows.removed.connect(self.show_rows)
        self.rows.altered.connect(self._altered)
        self.show_rows()

    def _build(self) -> None:
        content = self._area.widget()
        assert content is not None
        column = QVBoxLayout(content)
        column.addWidget(self.form)
        column.addStretch()
        upper = QVBoxLayout(self._top)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.addWidget(self._verbs)
        upper.addWidget(self.view)
        upper.addWidget(self.empty)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._top)
        self.splitter.addWidget(self._area)
        self.splitter.setStretchFactor(1, 1)
        tall = _LINES_SEEN * (self.fontMetrics().height() + 8)
        self.splitter.setSizes([tall + 80, 3 * tall])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def empty_text(self) -> str:
        """What to do first, where there is nothing yet."""
        raise NotImplementedError

    def add_button(self, text: str, icon: str, verb: Callable[[], object]) -> QPushButton:
        """A verb above the list; grey in a file that was opened for reading."""
        button = QPushButton(text, self._verbs)
        button.clicked.connect(verb)
        button.setEnabled(not self.editing.refs.read_only)
        self.icons.later(button, icon)
        self.buttons.addWidget(button)
        return button

    # -- following --------------------------------------------------------------------------------------------------

    def show_rows(self) -> None:
        """Show the rows as they are now; the chosen one stays chosen."""
        chosen = self.current
        self.model.show(self.rows.rows)
        self.view.setVisible(bool(self.rows.rows))
        self.empty.setVisible(not self.rows.rows)
        if self.rows.rows:
            self.choose(chosen if chosen in self.rows.rows else self.rows.rows[-1])
        else:
            self._show(None)

    def choose(self, row: Row) -> None:
        """Put the list's cursor on a row and show its form."""
        self.view.go_to(row)
        self._show(row)

    def _choose(self, row: object) -> None:
        self._show(next((one for one in self.rows.rows if one is row), None))

    def _show(self, row: Row | None) -> None:
        self.current = row
        self._area.setVisible(row is not None)
        if row is not None and row.main is not self.form.entry:
            self.form.bind(row.main)
            self.form.set_previous(self.rows.values_before(row, row.main.spec.key))
        self.row_shown(row)

    def row_shown(self, row: Row | None) -> None:
        """Another row is shown; subclasses grey their verbs."""

    def _altered(self, _row: Row, _entity: str, _key: str) -> None:
        if self.model.rowCount():
            last = self.model.index(self.model.rowCount() - 1, self.model.columnCount() - 1)
            self.model.dataChanged.emit(self.model.index(0, 0), last)

    def _open(self, _key: object) -> None:
        self.form.focus_first()

    # -- verbs ------------------------------------------------------------------------------------------------------

    def add(self) -> Row:
        """A new, empty row; nothing is filled in by itself."""
        row = self.rows.add()
        self.choose(row)
        self.form.focus_first()
        return row

    def remove_current(self, proposals: Sequence[str]) -> None:
        """Put the chosen row into the recycle bin."""
        row = self.current
        if row is not None:
            title = _("删除{what}：{name}").format(what=entity_name(self.rows.specs[0]), name=self.editing.name)
            self.put_away(row, title, proposals)

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record; False if it is not here."""
        found = self.rows.by_id(row)
        if found is not None:
            self.choose(found)
            return self.form.focus_field(key)
        if entity == self.rows.specs[0].key:
            self.focus_first()
            return True
        return False

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""
        if self.rows.rows:
            self.view.setFocus()
        else:
            first = self.buttons.itemAt(0)
            button = first.widget() if first is not None else None
            if button is not None:
                button.setFocus()
