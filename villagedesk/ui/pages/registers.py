# SPDX-License-Identifier: MIT
"""台账: the books that a village keeps beside its households, one at a time, chosen by shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from villagedesk.i18n import _, english
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.registers import REGISTERS, SHELVES, entities_of_books, register_of
from villagedesk.models.values.show import entity_name
from villagedesk.services.opening.files import villages
from villagedesk.store import reads
from villagedesk.ui import labels
from villagedesk.ui.choosers import narrowing_box, offer_villages, stand_at
from villagedesk.ui.forms.owning_panel import village_of_draft
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.page import Page
from villagedesk.ui.registers.month_panel import MonthPanel
from villagedesk.ui.registers.panel import RegisterPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from villagedesk.models.problem import Problem
    from villagedesk.store.store import Changed
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

Book = RegisterPanel | MonthPanel
_BY_MONTH: Final = frozenset({"attendance"})  # books that are a month grid instead of a list with a form
_NAMED: Final = frozenset({"household", "member", "cadre", "unit", "village"})  # what records of books name
_BOOK: Final = Qt.ItemDataRole.UserRole


class RegistersPage(Page):
    """A chooser of books above the panel of the chosen one; a township chooses the village too."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._village = ""
        self.refs = RefSource(session)
        self.panels: dict[str, Book] = {}
        self._missed: dict[str, set[str]] = {}  # by book the tables that were changed since somebody looked at it
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
        self.told = QLabel()
        self.told.setProperty("role", labels.HEADING)
        self.all_button = QPushButton(_("看全部(&Q)"))
        self.all_button.clicked.connect(self.show_all)
        self.stack = QStackedWidget(self)
        line = QHBoxLayout()
        line.setContentsMargins(4, 4, 4, 0)
        line.addWidget(self.chooser)
        line.addWidget(label)
        line.addWidget(self.books)
        line.addWidget(self.told)
        line.addWidget(self.all_button)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.stack, 1)
        self._tell_only("")

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
    def panel(self) -> Book:
        """The panel of the book that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Book)
        return shown

    def shown_first_time(self) -> None:
        """Show the first book."""
        self._list_villages()

    def beginning(self) -> QWidget | None:
        """The list, or where there is nothing yet the verb that begins a record."""
        panel = self.panel
        return panel.list if panel.list.isVisibleTo(self) else panel.add_button

    def _make(self, entity: str) -> Book:
        register = next(one for one in REGISTERS if one.entity == entity)
        made: Book
        if entity in _BY_MONTH:
            made = MonthPanel(register, self.refs, self.icons, self.stack)
            made.book_wanted.connect(self.show_book)
        else:
            made = RegisterPanel(register, self.refs, self.icons, self.stack)
            made.chosen.connect(self._follow)
        made.said.connect(self.said)
        self.stack.addWidget(made)
        return made

    def show_book(self, entity: str) -> Book:
        """Show a book; what was typed must have been dealt with."""
        if self.panels and self.panel.register.entity != entity:
            self.show_all()
        if entity not in self.panels:
            self.panels[entity] = self._make(entity)
        panel = self.panels[entity]
        self.refs.whose = panel.household_at_cursor
        self.stack.setCurrentWidget(panel)
        stand_at(self.books, entity)
        if panel.village != self._village:
            self._missed.pop(entity, None)
            panel.show_village(self._village)
        self._catch_up()
        return panel

    def refresh(self, changed: Changed) -> None:
        """Read again what these changes touch; books that nobody looks at follow when they are shown."""
        if "village" in changed.tables and self.panels:
            self._list_villages()
        for entity in self.panels:
            self._missed.setdefault(entity, set()).update(changed.tables)
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        """Read again what was changed of the book that is shown, or what others name of it."""
        if not self.panels:
            return
        panel = self.panel
        tables = self._missed.pop(panel.register.entity, set())
        own = {panel.register.entity, *panel.register.lines}
        if tables & (own | _NAMED | panel.named_books):
            panel.refresh()
        elif isinstance(panel, RegisterPanel) and tables & entities_of_books():
            panel.tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks again."""
        super().showEvent(event)
        self._catch_up()

    def _list_villages(self) -> None:
        self._village = offer_villages(self.chooser, villages(self.session.store), self._village)
        self.refs.village = self._village
        self.show_book(str(self.books.currentData(_BOOK)))

    def show_only(self, title: str, entity: str, rows: Sequence[str]) -> None:
        """Show some records of a book under a title, whichever village's, until all are wanted again."""
        if not self.can_leave():
            return
        panel = self.show_book(entity)
        if isinstance(panel, RegisterPanel):  # a month has no records to be narrowed
            panel.show_only(rows)
            self._tell_only(title)

    def show_all(self) -> None:
        """Show all records of the village again; what is open stays open."""
        panel = self.panel
        if not self.told.isHidden() and isinstance(panel, RegisterPanel) and self.can_leave():
            row = panel.form.entry.row
            self._tell_only("")
            panel.show_only(())
            if row:
                panel.open(row)

    def _tell_only(self, title: str) -> None:
        self.told.setText(_("只列出：{title}").format(title=title))
        for widget in (self.told, self.all_button):
            widget.setVisible(bool(title))

    def _follow(self, _row: str) -> None:
        """Among records of several villages, the one that is open says whose households and records can be named."""
        panel = self.panel
        village = panel.form.entry.value("village") if isinstance(panel, RegisterPanel) else None
        if isinstance(village, str) and village not in {"", self._village}:
            self._village = panel.village = self.refs.village = village
            stand_at(self.chooser, village)

    def _village_picked(self) -> None:
        wanted = str(self.chooser.currentData() or "")
        if wanted != self._village and self.can_leave():
            self.show_all()
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
        self.show_all()
        spec = entity_spec(problem.entity)
        found = reads.get(self.session.store, spec.record, problem.row)
        if found is not None and problem.entity != register.entity:
            found = reads.get(self.session.store, entity_spec(register.entity).record, getattr(found, spec.parent))
        self._go_to_village(getattr(found, "village", None))
        self.show_book(register.entity).reveal(problem.entity, problem.row, problem.key)

    def _go_to_village(self, village: str | None) -> None:
        if village and village != self._village:
            self._village = village
            self._list_villages()

    def open_draft(self, entity: str, row: str) -> None:
        """In the village of the record, or in that in which a new one or a month was begun."""
        if self.can_leave():
            self._go_to_village(village_of_draft(self.session.store, entity, row))
            self.show_book(entity).open_draft(row)

    def can_leave(self) -> bool:
        """Ask about what is not saved."""
        return all(panel.can_leave() for panel in self.panels.values())

    def save(self) -> None:
        """Save the form that is shown."""
        self.panel.save()

    def find(self) -> None:  # type: ignore[override]  # as in Page
        """Put the cursor into the search box."""
        self.panel.search.setFocus()
