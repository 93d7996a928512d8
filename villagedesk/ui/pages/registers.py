# SPDX-License-Identifier: MIT
"""台账: the books that a village keeps beside its households, one at a time, chosen by shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from villagedesk.i18n import _, english
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.registers import REGISTERS, SHELVES, entities_of_books, register_of
from villagedesk.models.values.show import entity_name
from villagedesk.services.files import villages
from villagedesk.store import reads
from villagedesk.ui.choosers import narrowing_box, refill
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.page import Page
from villagedesk.ui.registers.panel import RegisterPanel

if TYPE_CHECKING:
    from villagedesk.models.problem import Problem
    from villagedesk.store.store import Changed
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_NAMED: Final = frozenset({"household", "member", "cadre", "unit", "village"})  # what records of books name
_BOOK: Final = Qt.ItemDataRole.UserRole


class RegistersPage(Page):
    """A chooser of books above the panel of the chosen one; a township chooses the village too."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._village = ""
        self.refs = RefSource(session)
        self.panels: dict[str, RegisterPanel] = {}
        self.chooser = narrowing_box(_("村"))
        self.chooser.currentIndexChanged.connect(self._village_picked)
        self.books = QComboBox()
        self.books.setAccessibleName(_("台账"))
        self.books.setModel(self._shelves())
        self.books.setMaxVisibleItems(self.books.count())
        self.books.setCurrentIndex(1)
        self.books.currentIndexChanged.connect(self._book_picked)
        label = QLabel(_("台账(&O)"))
        label.setBuddy(self.books)
        self.stack = QStackedWidget(self)
        line = QHBoxLayout()
        line.setContentsMargins(4, 4, 4, 0)
        line.addWidget(self.chooser)
        line.addWidget(label)
        line.addWidget(self.books)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.stack, 1)

    def _shelves(self) -> QStandardItemModel:
        """The books under the names of their shelves, which cannot be chosen."""
        model = QStandardItemModel(self)
        bold = QFont(self.books.font())
        bold.setBold(True)
        for shelf, label, en in SHELVES:
            books = [one for one in REGISTERS if one.shelf == shelf]
            if books:
                heading = QStandardItem(en if english() else label)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setFont(bold)
                model.appendRow(heading)
            for one in books:
                item = QStandardItem(entity_name(entity_spec(one.entity)))
                item.setData(one.entity, _BOOK)
                model.appendRow(item)
        return model

    @property
    def panel(self) -> RegisterPanel:
        """The panel of the book that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, RegisterPanel)
        return shown

    def shown_first_time(self) -> None:
        """Show the first book."""
        self._list_villages()

    def beginning(self) -> QWidget | None:
        """The list, or where there is nothing yet the verb that begins a record."""
        panel = self.panel
        return panel.list if panel.list.isVisibleTo(self) else panel.add_button

    def show_book(self, entity: str) -> RegisterPanel:
        """Show a book; what was typed must have been dealt with."""
        if entity not in self.panels:
            register = next(one for one in REGISTERS if one.entity == entity)
            made = self.panels[entity] = RegisterPanel(register, self.refs, self.icons, self)
            made.said.connect(self.said)
            self.stack.addWidget(made)
        panel = self.panels[entity]
        self.refs.whose = panel.household_at_cursor
        self.stack.setCurrentWidget(panel)
        self.books.blockSignals(True)
        self.books.setCurrentIndex(self.books.findData(entity, _BOOK))
        self.books.blockSignals(False)
        if panel.village != self._village:
            panel.show_village(self._village)
        return panel

    def refresh(self, changed: Changed) -> None:
        """Read again what these changes touch."""
        if "village" in changed.tables and self.panels:
            self._list_villages()
        for panel in self.panels.values():
            own = {panel.register.entity, *panel.register.lines}
            if changed.tables & (own | _NAMED | panel.named_books):
                panel.refresh()
            elif changed.tables & entities_of_books():
                panel.tell()

    def _list_villages(self) -> None:
        found = villages(self.session.store)
        refill(self.chooser, ((name or _("（未命名）"), row) for row, name in found.items()), self._village)
        self.chooser.setVisible(len(found) > 1)
        self._village = str(self.chooser.currentData() or "")
        self.refs.village = self._village
        self.show_book(str(self.books.currentData(_BOOK)))

    def _village_picked(self) -> None:
        wanted = str(self.chooser.currentData() or "")
        if wanted != self._village and self.can_leave():
            self._village = wanted
        self._list_villages()

    def _book_picked(self) -> None:
        wanted = self.books.currentData(_BOOK)
        shown = self.panel.register.entity
        self.show_book(str(wanted) if wanted and self.can_leave() else shown)

    def reveal(self, problem: Problem) -> None:
        """Show the record that a problem is about, with the cursor in its field."""
        register = register_of(problem.entity)
        if register is None or not self.can_leave():
            return
        spec = entity_spec(problem.entity)
        found = reads.get(self.session.store, spec.record, problem.row)
        if found is not None and problem.entity != register.entity:
            found = reads.get(self.session.store, entity_spec(register.entity).record, getattr(found, spec.parent))
        village = getattr(found, "village", None)
        if village and village != self._village:
            self._village = village
            self._list_villages()
        self.show_book(register.entity).reveal(problem.entity, problem.row, problem.key)

    def can_leave(self) -> bool:
        """Ask about what is not saved."""
        return all(panel.can_leave() for panel in self.panels.values())

    def save(self) -> None:
        """Save the form that is shown."""
        self.panel.save()

    def find(self) -> None:  # type: ignore[override]  # as in Page
        """Put the cursor into the search box."""
        self.panel.search.setFocus()
