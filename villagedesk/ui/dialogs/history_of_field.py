# SPDX-License-Identifier: MIT
"""The life of one field: who wrote what, when, on which computer; and the way back to any earlier value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import label_of
from villagedesk.services.casefile.happenings import Happening, happening
from villagedesk.services.keeping import records
from villagedesk.ui import messages, window_state
from villagedesk.ui.tables.happenings import columns_of_field
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from villagedesk.ui.session import Session


class FieldHistoryDialog(QDialog):
    """A list of writings, the newest first, and 改回此前的值."""

    def __init__(self, parent: QWidget | None, session: Session, entity: str, row: str, key: str) -> None:
        super().__init__(parent)
        self._session = session
        self._place = (entity, row, key)
        label = label_of(entity_spec(entity)[key])
        self.setWindowTitle(_("修改记录：{field}").format(field=label))
        window_state.fit(self, 60, 30)

        self.model: RowsModel[Happening] = RowsModel(columns_of_field(), parent=self)
        self.view = PagedView(self.model, "field-history", self)
        self.view.setAccessibleName(self.windowTitle())
        self.view.horizontalHeader().setStretchLastSection(True)
        self.empty = QLabel(_("这一项还没有写过内容。"), self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.revert_button = buttons.addButton(_("改回所选的新值(&R)"), QDialogButtonBox.ButtonRole.ActionRole)
        self.revert_button.setEnabled(False)
        self.revert_button.clicked.connect(self.revert)
        buttons.rejected.connect(self.reject)
        self.view.current_changed.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.addWidget(self.view)
        layout.addWidget(self.empty)
        layout.addWidget(buttons)
        self._load()

    def _load(self) -> None:
        found = records.field_history(self._session.store, *self._place)
        self.model.show(happening(self._session.store, entry) for entry in found)
        self.empty.setVisible(not found)
        if found:
            self.view.go_to_row(0)

    def _choose(self, _key: object) -> None:
        chosen = self._chosen()
        self.revert_button.setEnabled(chosen is not None and not self._session.store.read_only)

    def _chosen(self) -> Happening | None:
        return self.model.line(self.view.currentIndex().row())

    def revert(self) -> None:
        """Give the field the value that the chosen line wrote; it is a change like any other and can be undone."""
        chosen = self._chosen()
        if chosen is None:
            return
        self._session.about_to_save.emit()
        try:
            records.revert_field(self._session.store, chosen.entry, chosen.entry.new)
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        self._load()


def show_field_history(parent: QWidget | None, session: Session, entity: str, row: str, key: str) -> None:
    """Show the life of a field until the box is closed."""
    dialog = FieldHistoryDialog(parent, session, entity, row, key)
    dialog.exec()
    dialog.deleteLater()
