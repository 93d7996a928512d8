# SPDX-License-Identifier: MIT
"""What every section of the case file page is: a view of the editing, built when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.ui import messages
from villagedesk.ui.forms.reason import ask_reason
from villagedesk.ui.forms.record_form import RecordForm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from villagedesk.models.catalogue.spec import Group
    from villagedesk.models.problem import Problem
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.entry import Entry
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons


class SectionPanel(QWidget):
    """One section. Subclasses build their widgets in `__init__` and fill them in `show_case`.

    Signals:
        wanted: a place on another section that the user goes to, as a `Problem`.
    """

    wanted = Signal(object)

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editing = editing
        self.icons = icons
        self._behind = False  # the case has changed while another section was shown
        editing.opened.connect(self._case_opened)
        editing.refreshed.connect(self._follow)

    def _case_opened(self) -> None:
        if self.editing.case is not None:
            self._follow()

    def _follow(self) -> None:
        """Show the case, or once the section is looked at again: a dozen sections at once keep the user waiting."""
        stack = self.parentWidget()
        if isinstance(stack, QStackedWidget) and stack.currentWidget() is not self:
            self._behind = True
        else:
            self.show_case()

    def catch_up(self) -> None:
        """Show what has changed while another section was shown."""
        if self._behind:
            self._behind = False
            if self.editing.case is not None:
                self.show_case()

    def showEvent(self, event: QShowEvent) -> None:
        """The section is looked at."""
        self.catch_up()
        super().showEvent(event)

    def show_case(self) -> None:
        """Look at the editing again: another case, or the file has moved on."""

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record; False if it is not here."""
        return False

    def reveal_problem(self, problem: Problem) -> bool:
        """Put the cursor where a problem can be mended."""
        return self.reveal(problem.entity, problem.row, problem.key)

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""

    def finish_editing(self) -> None:
        """Take over what stands in a cell that is still open."""

    def put_away(self, row: Row, title: str, proposals: Sequence[str]) -> None:
        """Put a record into the recycle bin; what was stored only with a reason, and without one nothing happens."""
        reason = ""
        if row.row:
            reason = ask_reason(self, title, _("移入回收站，可以还原。原因："), proposals, _("删除")) or ""
            if not reason:
                return
        try:
            self.editing.remove(row, reason, title)
        except VillageDeskError as error:
            messages.problem(self, error)


class FormsPanel(SectionPanel):
    """A column of forms that scrolls; each form edits one of the case's single records."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self._made: list[RecordForm] = []
        self._last: Callable[[], object] | None = None
        self._coming = QTimer(self, singleShot=True, interval=0)
        self._coming.timeout.connect(self._finish)
        self.area = scrolling_column(self)
        self.column = QVBoxLayout(self._ground())
        self.column.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def _ground(self) -> QWidget:
        content = self.area.widget()
        assert content is not None
        return content

    @property
    def forms(self) -> list[RecordForm]:
        """The forms from top to bottom; what was to follow in the next turn is made now."""
        self._finish()
        return self._made

    def follow_with(self, rest: Callable[[], object]) -> None:
        """Make the rest of the column when the forms above are there, or when it is asked for: what is above is seen at once."""
        self._last = rest
        self._made[-1].grown.connect(self._coming.start)

    def _finish(self) -> None:
        self._coming.stop()
        rest, self._last = self._last, None
        if rest is not None:
            rest()
            for form in self._made:
                form.show()  # at once, so that the cursor can be put on it in the same turn
            self.column.activate()
            self.show_case()

    def add_form(self, entry: Entry, groups: Sequence[Group] | None = None, heading: str = "") -> RecordForm:
        """One more form at the foot of the column."""
        if heading:
            self.column.addWidget(heading_label(heading, self._ground()))
        form = RecordForm(entry.spec, groups, year=self.editing.year, refs=self.editing.refs, parent=self._ground())
        form.bind(entry)
        form.stepped_out.connect(self._stepped_out)
        if self._made:
            form.follow(self._made[-1])
        self._made.append(form)
        self.column.addWidget(form)
        return form

    def show_case(self) -> None:
        """F4 takes over what stood in the household before."""
        names = {entry: name for name, entry in self.editing.entries.items()}
        for form in self._made:
            form.set_previous(self.editing.previous.get(names.get(form.entry, ""), {}))

    def end_column(self) -> None:
        """No more forms; they stand at the top."""
        self.column.addStretch()

    def _stepped_out(self, forwards: bool) -> None:
        """Enter on the last field of a form goes to the first of the next."""
        sender = self.sender()
        place = next((n for n, form in enumerate(self.forms) if form is sender), -1) + (1 if forwards else -1)
        if 0 <= place < len(self.forms):
            self.forms[place].focus_first() if forwards else self.forms[place].focus_last()

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record; False if it is not here."""
        of_record = [form for form in self.forms if form.spec.key == entity and form.entry.row == row]
        blank = [form for form in self.forms if form.spec.key == entity and not form.entry.row]
        return any(form.focus_field(key) for form in (*of_record, *blank))

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""
        if self._made:
            self._made[0].focus_first()


def scrolling_column(parent: QWidget) -> QScrollArea:
    """An area that scrolls its content up and down; the content is empty yet."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(QWidget(area))
    return area


def heading_label(text: str, parent: QWidget) -> QLabel:
    """A heading within a section."""
    label = QLabel(text, parent)
    label.setProperty("role", "heading")
    return label
