# SPDX-License-Identifier: MIT
"""The main page: all households on the left, the case file of the chosen one on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.i18n import _
from villagedesk.store import households
from villagedesk.ui import shortcuts, window_state
from villagedesk.ui.life_events import EventsAction
from villagedesk.ui.page import Page
from villagedesk.ui.start_panel import StartPanel
from villagedesk.ui.tables.household_list import HouseholdSource, PhoneMask, count_text, household_columns
from villagedesk.ui.tables.paged import PagedModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from villagedesk.store.households import Line, Query
    from villagedesk.store.store import Changed
    from villagedesk.ui.casefile.new_household import Wanted
    from villagedesk.ui.casefile.view import CaseFileView
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tables.household_filters import HouseholdFilters

_SEARCH_MS: Final = 200
_OPEN_MS: Final = 150  # so that running down the list with the arrow key does not open every household on the way
_SPLIT: Final = "households/split"
_MATTERS: Final = frozenset(
    {"household", "household_year", "member", "member_year", "cause", "pairing", "cadre", "visit"}
)


class HouseholdsPage(Page):
    """List and case file. Going on to another household saves the one before."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._last: Wanted | None = None
        self._case: CaseFileView | None = None
        self._filters: HouseholdFilters | None = None
        self._wanted = ""  # household to be opened when the cursor has come to rest
        self.phone_mask = PhoneMask()
        self.source = HouseholdSource(session)
        columns = household_columns(self.phone_mask, session.year, township=session.store.info.scope == "township")
        self.model: PagedModel[Line] = PagedModel(self.source, columns, "group_key", icons, self)

        # Every widget begins where it stays: one that changes its parent is styled anew with all that is in it.
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        left, self.right = QWidget(self.splitter), QStackedWidget(self.splitter)
        self.search = QLineEdit(left)
        self.search.setPlaceholderText(_("姓名、拼音首字母、身份证号片段、电话尾号、户编号"))
        self.search.setToolTip(self.search.placeholderText())  # it is cut off where the list is narrow
        self.search.setAccessibleName(_("搜索户"))
        self.search.setClearButtonEnabled(True)
        self.filter_button = QToolButton(left)
        self.count = QLabel(left)
        self.list = PagedView(self.model, "households", left)
        self.list.setAccessibleName(_("户列表"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # household numbers differ at their end
        self.nothing = QLabel(left)
        self.clear_button = QPushButton(_("清除搜索和筛选(&O)"), left)
        self.start = StartPanel(icons, self.right)
        self._build(left)
        self._make_verbs()
        self._connect()

    # -- building ---------------------------------------------------------------------------------------------------

    def _build(self, left: QWidget) -> None:
        self.filter_button.setText(_("筛选(&L)"))
        self.filter_button.setCheckable(True)
        self.filter_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.icons.later(self.filter_button, "filter")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.nothing.setProperty("role", "hint")
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.filter_button)
        column = QVBoxLayout(left)
        column.setContentsMargins(4, 4, 0, 4)
        column.setSpacing(4)
        column.addLayout(top)
        for widget in (self.count, self.list, self.nothing, self.clear_button):
            column.addWidget(widget, 1 if widget in {self.list, self.nothing} else 0)
        self.right.addWidget(self.start)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 3)
        em = self.fontMetrics().horizontalAdvance("汉")
        self.splitter.setSizes([22 * em, 60 * em])
        window_state.restore(self.splitter, _SPLIT)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.splitter, 1)

    def _make_verbs(self) -> None:
        """The list's menu; the same verbs have keys."""
        writable = not self.session.store.read_only
        for text, verb, keys, needs_writing in (
            (_("打开"), self._enter_case, [], False),
            (_("新增户…"), self.new_household, [], True),
            (_("删除所选户…"), self.remove_households, shortcuts.keys_of("remove"), True),
            (_("沿用上年…"), lambda: self.wanted_verb.emit("carry_over"), [], True),
            (_("导出 Word…"), lambda: self.wanted_verb.emit("export_word"), [], False),
            (_("花名册…"), lambda: self.wanted_verb.emit("make_roster"), [], False),
        ):
            action = QAction(text, self.list)
            action.triggered.connect(verb)
            action.setShortcuts(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setEnabled(writable or not needs_writing)
            self.list.addAction(action)
        self.events = EventsAction(self)
        self.list.addAction(self.events)
        self.phones = QAction(_("显示完整电话"), self.list)
        self.phones.setCheckable(True)
        self.phones.toggled.connect(self._unmask)
        self.list.addAction(self.phones)
        shortcuts.bind(self, next_household=self.next_household, household_before=self.household_before)
        shortcuts.bind(self, change_sides=self.change_sides)

    def _connect(self) -> None:
        self._typing = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._typing.timeout.connect(self._ask)
        self._resting = QTimer(self, singleShot=True, interval=_OPEN_MS)
        self._resting.timeout.connect(self._open_wanted)
        self.search.textEdited.connect(self._typing.start)
        self.search.textChanged.connect(self._cleared)
        self.search.returnPressed.connect(self._enter_found)
        down = QShortcut(shortcuts.keys_of("to_list")[0], self.search, self._to_list)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.start.import_button.clicked.connect(lambda: self.wanted_verb.emit("import_roster"))
        self.start.new_button.clicked.connect(self.new_household)
        self.filter_button.toggled.connect(self._show_filters)
        self.clear_button.clicked.connect(self.clear_query)
        self.list.current_changed.connect(self._cursor_moved)
        self.list.opened.connect(self._enter_case)
        self.list.selection_changed.connect(self._show_count)
        self.splitter.splitterMoved.connect(lambda *_what: window_state.keep(self.splitter, _SPLIT))

    # -- the contract with the window -------------------------------------------------------------------------------

    def shown_first_time(self) -> None:
        """Read the list; the cursor stands where one begins: at the search, in an empty file at the roster."""
        self._ask()
        (self.search if self.start.import_button.isHidden() else self.start.import_button).setFocus()

    def refresh(self, changed: Changed) -> None:
        """Read the list again if it may look different."""
        if changed.households or changed.tables & _MATTERS:
            if self._filters is not None:
                self._filters.outdated()
            was_empty = not self.start.import_button.isHidden()
            self._ask()
            if was_empty and self.start.import_button.isHidden():
                self.find()  # the button that had the cursor has gone

    def query(self) -> Query:
        """What the list shows, for export and print."""
        return self.source.query

    def selected_households(self) -> list[str]:
        """The ids of the selected households in the order of the list; the open one if nothing is selected."""
        found = [line.id for line in households.page_all(self.session.store, self.list.selected_keys())]
        return found or [one for one in (self.open_id(),) if one]

    def open_id(self) -> str:
        """Id of the household whose case file is open; empty for none."""
        return self._case.household if self._case else ""

    def save(self) -> None:
        """Save the open case file."""
        if self._case is not None:
            self._case.save()

    def find(self) -> None:  # type: ignore[override]  # as in Page
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def can_leave(self) -> bool:
        """Ask about what is not saved."""
        return self._case is None or self._case.can_leave()

    # -- the list ---------------------------------------------------------------------------------------------------

    @property
    def filters(self) -> HouseholdFilters:
        """What narrows the list besides the search, made when somebody first asks for it: the window starts without it."""
        if self._filters is None:
            from villagedesk.ui.tables.household_filters import HouseholdFilters

            self._filters = HouseholdFilters(self.session, self)
            self._filters.setVisible(self.filter_button.isChecked())
            self._filters.changed.connect(self._ask)
            self._whole.insertWidget(0, self._filters)  # above the narrow list alone they would take seven of its lines
        return self._filters

    def _show_filters(self, on: bool) -> None:
        self.filters.setVisible(on)

    def _ask(self) -> None:
        """Show what search box and filters ask for."""
        self._typing.stop()
        query = self.source.query._replace(text=self.search.text())
        self.source.query = self._filters.narrow(query) if self._filters else query
        self.model.reload()
        self._show_count()

    def clear_query(self) -> None:
        """Show all households again."""
        self.search.clear()
        if self._filters is not None:
            self._filters.clear()
        self._ask()

    def _cleared(self, text: str) -> None:
        if not text:
            self._typing.start()

    def _show_count(self, *_what: object) -> None:
        shown, selected = self.model.rowCount(), self.list.selected_count()
        filtered = self._filters is not None and self._filters.narrowed
        narrowed = bool(self.search.text()) or filtered
        more = _("，选中{count}户").format(count=selected) if selected > 1 else ""
        self.count.setText(count_text(self.session.store, shown, narrowed=narrowed) + more)
        self.list.setVisible(shown > 0)
        self.nothing.setVisible(not shown)
        self.nothing.setText(_("没有找到符合条件的户。") if narrowed else _("还没有户。"))
        self.clear_button.setVisible(not shown and narrowed)
        if self._filters is not None:
            self._filters.clear_button.setVisible(filtered)
        self.start.show_hint(empty=not shown and not narrowed, writable=not self.session.store.read_only)

    def _unmask(self, off: bool) -> None:
        self.phone_mask.off = off
        self.list.viewport().update()

    def _enter_found(self) -> None:
        """Enter in the search box: the cursor goes into the only household found; of several, it goes to the first in the list."""
        self._to_list()
        if self.model.rowCount() == 1:
            self._enter_case()

    def _to_list(self) -> None:
        """↓ in the search box: the cursor goes into the list."""
        self._ask()
        if self.model.rowCount():
            self.list.go_to_row(max(self.list.currentIndex().row(), 0))
            self.list.setFocus()

    # -- the case file ----------------------------------------------------------------------------------------------

    @property
    def case(self) -> CaseFileView:
        """The case file view, made when the first household is opened: the window starts without it."""
        if self._case is None:
            from villagedesk.ui.casefile.view import CaseFileView

            self._case = CaseFileView(self.session, self.icons, self.right)
            self._case.said.connect(self.said)
            self._case.gone.connect(lambda: self.right.setCurrentIndex(0))
            self._case.bar.answered.connect(self._case.focus_first)  # connected after the view, which brings it back
            self.right.addWidget(self._case)
        return self._case

    def make_case(self) -> None:
        """Make the case file view, if nobody has wanted it yet."""
        assert self.case is not None

    def _cursor_moved(self, key: object) -> None:
        line = self.model.line(self.list.currentIndex().row()) if key is not None else None
        self._wanted = line.id if line else ""
        if self._wanted and self._wanted != self.open_id():
            self._resting.start()
        else:
            self._resting.stop()

    def _open_wanted(self) -> None:
        self._resting.stop()
        if self._wanted and self._wanted != self.open_id() and not self._show(self._wanted):
            self.list.go_to(households.key_of(self.session.store, self.open_id()))

    def _show(self, household: str) -> bool:
        """Open a case file; False if what is open could not be saved, or the household has gone."""
        opened = self.case.open(household)
        self.right.setCurrentIndex(self.right.indexOf(self.case) if self.open_id() else 0)
        return opened

    def open_household(self, household: str) -> None:
        """Show a household, in the list too, and put the cursor into it; a search that hides it is cleared."""
        key = households.key_of(self.session.store, household)
        if self.model.row_of_key(key) < 0:
            self.clear_query()
        self._resting.stop()
        self.list.go_to(key)
        self._resting.stop()
        if household != self.open_id():
            self._show(household)
        if self.open_id() == household:
            self._begin_typing()

    def _enter_case(self, *_what: object) -> None:
        """Enter or a double click: the cursor goes into the case file."""
        self._open_wanted()
        if self.open_id():
            self._begin_typing()

    def _begin_typing(self) -> None:
        """Put the cursor into the case file: to a draft that waits for an answer, else to the first field."""
        if self.case.bar.isHidden():
            self.case.focus_first()
        else:
            self.case.bar.restore_button.setFocus()

    def _in_case(self) -> bool:
        at = self.focusWidget()
        return self._case is not None and at is not None and self._case.isAncestorOf(at)

    def change_sides(self) -> None:
        """F6: from the case file to the list, and back to where the cursor was."""
        if self._in_case():
            self.list.setFocus()
        elif self.open_id():
            at = self.case.focusWidget()
            if at is not None and at.isVisible():
                at.setFocus()
            else:
                self._begin_typing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no field has a use for it: from the case file to the list, and in the search box to all households."""
        if event.key() == Qt.Key.Key_Escape and self._in_case():
            self.list.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.search.hasFocus() and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    def next_household(self) -> None:
        """Alt+↓: the next household, in the same section."""
        self._step(1)

    def household_before(self) -> None:
        """Alt+↑: the household before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        in_case = self._in_case()
        if self.list.step(by):
            self._open_wanted()
            if in_case:
                self._begin_typing()

    # -- verbs ------------------------------------------------------------------------------------------------------

    def new_household(self) -> None:
        """Register a household and go to its members."""
        from villagedesk.models.completeness import Section
        from villagedesk.ui.casefile.new_household import add_household

        if self._case is not None and not self._case.leave():
            return
        added = add_household(self, self.session, self._last)
        if added is None:
            return
        self._last, household = added
        self.open_household(household)
        if self.open_id() == household:
            self.case.go_to(Section.MEMBERS)
            self.case.focus_first()

    def remove_households(self) -> None:
        """Put the selected households into the recycle bin, as one action."""
        from villagedesk.ui.removing import remove_households

        lines = households.page_all(self.session.store, self.list.selected_keys())
        if lines and (self._case is None or self._case.leave()):
            remove_households(self, self.session, lines)
