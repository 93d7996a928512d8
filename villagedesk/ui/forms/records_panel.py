# SPDX-License-Identifier: MIT
"""A list of records that stand for themselves (cadres, units) with the form of the chosen one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.values.show import entity_name, label_of
from villagedesk.services.keeping.records import Edit, Removal
from villagedesk.store import reads
from villagedesk.ui import messages, window_state
from villagedesk.ui.forms.choices import Choice
from villagedesk.ui.forms.draft_bar import DraftBar
from villagedesk.ui.forms.drafting import DraftKeeper
from villagedesk.ui.forms.reason import ask_reason
from villagedesk.ui.forms.record_form import RecordForm
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QShowEvent

    from villagedesk.models.catalogue.spec import EntitySpec, Record, Value
    from villagedesk.services.keeping.records import Saved
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.tables.columns import Column

NEW = "new"  # in place of the id of a record that has none yet
_SAVE, _GIVE_UP = 0, 1


class RecordsPanel(QWidget):
    """All live records of one entity that has a name, or another field by which they are called.

    Signals:
        said: a note for the status bar.
        chosen: id of the record that is shown; empty for a new one or none.
    """

    said = Signal(str)
    chosen = Signal(str)
    kept_as: ClassVar[str] = "record"  # with the entity the form under which drafts are put aside
    split: ClassVar[tuple[int, int]] = 29, 50  # first widths of list and form, in 汉字 of a window of 1366 pixels
    named_by: ClassVar[str] = "name"  # the field without which a record is not saved

    def __init__(
        self,
        refs: RefSource,
        icons: Icons,
        spec: EntitySpec,
        columns: Sequence[Column[Any]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.refs = refs
        self.spec = spec
        self._new = False
        self._open = False
        self.model: RowsModel[Any] = RowsModel(columns, icons, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        left, right = QWidget(self.splitter), QWidget(self.splitter)  # made where they stay: what moves is styled anew
        self.list = PagedView(self.model, f"records-{spec.key}", left)
        self.list.setAccessibleName(entity_name(spec))
        self.list.fitted = True
        self.list.setSelectionMode(PagedView.SelectionMode.SingleSelection)
        self.search = QLineEdit(left)
        self.search.setPlaceholderText(self.search_hint())
        self.search.setAccessibleName(_("搜索{what}").format(what=entity_name(spec)))
        self.search.setClearButtonEnabled(True)
        self.add_button = QPushButton(_("新增{what}(&A)").format(what=entity_name(spec)), left)
        self.remove_button = QPushButton(_("删除(&P)…"), right)
        self.save_button = QPushButton(_("保存(&S)"), right)
        self.save_button.setToolTip("Ctrl+S")
        for button, icon in ((self.add_button, "add"), (self.remove_button, "delete"), (self.save_button, "save")):
            icons.later(button, icon)
        self.empty = QLabel(left)
        self.choose = QLabel(_("从左边的列表中选择，或者新增。"), right)
        self.bar = DraftBar(icons, right)
        self.body = self.make_body(right)
        self._lay_out(left, right)
        self.form = RecordForm(spec, refs=refs, year=refs.session.year, parent=self.area.viewport())
        self.area.setWidget(self.form)
        self.drafts = DraftKeeper(refs.session, f"{self.kept_as}-{spec.key}", self, self)

        self.search.textChanged.connect(self.reload)
        self.list.current_changed.connect(self._cursor_moved)
        self.list.opened.connect(self._enter)
        self.add_button.clicked.connect(self.add)
        self.remove_button.clicked.connect(self.remove)
        self.save_button.clicked.connect(self.save)
        self.form.dirtied.connect(self._show_state)
        self.bar.answered.connect(self.drafts.answer)
        self._show_state()

    def make_body(self, parent: QWidget) -> QWidget:
        """What is shown of a record, with the `area` of its form; subclasses may put that among other things."""
        self.area = QScrollArea(parent)
        return self.area

    def _lay_out(self, left: QWidget, right: QWidget) -> None:
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        for label in (self.empty, self.choose):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setProperty("role", "hint")
        self.left = QVBoxLayout(left)
        self.left.setContentsMargins(4, 4, 0, 4)
        self.left.addWidget(self.search)
        self.left.addWidget(self.list, 1)
        self.left.addWidget(self.empty, 1)
        self.left.addWidget(self.add_button)
        self.verbs = QHBoxLayout()
        self.verbs.addStretch()
        self.verbs.addWidget(self.remove_button)
        self.verbs.addWidget(self.save_button)
        self.right = QVBoxLayout(right)
        self.right.addWidget(self.bar)
        self.right.addLayout(self.verbs)
        self.right.addWidget(self.body, 1)
        self.right.addWidget(self.choose, 1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(1, 1)
        em = self.fontMetrics().horizontalAdvance("汉")
        self.splitter.setSizes([part * em for part in self.split])
        self.splitter.splitterMoved.connect(self._dragged)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _split_name(self) -> str:
        """One for all books, one for all other lists: who makes room for a list wants it in its neighbours too."""
        return f"{self.kept_as}/split"

    def _dragged(self, *_where: int) -> None:
        window_state.keep(self.splitter, self._split_name())

    def showEvent(self, event: QShowEvent) -> None:
        """List and form share the width as it was left, here or beside another list of this sort."""
        super().showEvent(event)
        if not event.spontaneous():
            window_state.restore(self.splitter, self._split_name())

    # -- what subclasses say ----------------------------------------------------------------------------------------

    def lines(self) -> list[Any]:
        """The lines of the list; each has `id` and `name`."""
        raise NotImplementedError

    def search_hint(self) -> str:
        """What the search box finds a line by, for its placeholder."""
        return _("名称、拼音首字母")

    def names_of(self, line: Any) -> tuple[str, ...]:
        """By what the search box finds a line, besides its name."""
        return ()

    def finds(self, line: Any, needle: str) -> bool:
        """Whether what stands in the search box leads to a line."""
        return Choice(line.id, line.name, names=self.names_of(line)).found_by(needle)

    def warning_before_removal(self, row: str) -> str:
        """What the user should know before a record goes; empty if nothing."""
        return ""

    def given(self) -> dict[str, Value]:
        """Facts of a new record that nobody types."""
        return {}

    def edits(self) -> list[Edit]:
        """What saving would write; a new record has the token "new"."""
        changes, row = self.form.changes(), self.form.entry.row
        values = changes if row else {**self.given(), **changes}
        return [Edit(self.spec.key, row, values, "new")] if changes else []

    def stored(self, saved: Saved) -> None:
        """It was written."""

    def reasons(self) -> list[str]:
        """Proposed reasons for removing a record."""
        return [_("重复登记"), _("录入错误")]

    # -- the list ---------------------------------------------------------------------------------------------------

    def reload(self, *_what: object) -> None:
        """Read the list again; what is shown in the form stays."""
        needle = self.search.text().strip()
        every = self.lines()
        self.model.show([one for one in every if not needle or self.finds(one, needle)])
        self.list.setVisible(bool(self.model.lines))
        self.empty.setVisible(not self.model.lines)
        nothing = _("还没有{what}，请点下面的按钮新增。") if not every else _("没有找到，请换一个词，或清空搜索框。")
        self.empty.setText(nothing.format(what=entity_name(self.spec)))
        self._show_choose()

    def refresh(self) -> None:
        """The file has changed: the list is read again, and the form takes over what nobody is typing into."""
        self.reload()
        record = (
            reads.get(self.refs.session.store, self.spec.record, self.form.entry.row) if self.form.entry.row else None
        )
        if record is not None:
            self.form.entry.refresh(record)
        elif self.form.entry.row:
            self.drafts.keep()  # it lies in the recycle bin now; what was typed is offered when it comes back
            self._show(self.spec.record(), is_open=False)
        self._show_state()

    def _cursor_moved(self, key: object) -> None:
        row = key if isinstance(key, str) else ""
        if row and row != self.form.entry.row:
            if self.leave():
                self.open(row)
            elif not self.list.go_to(self.form.entry.row):
                self.list.go_nowhere()

    def _enter(self, _key: object) -> None:
        self.form.focus_first()

    # -- the form ---------------------------------------------------------------------------------------------------

    def open(self, row: str) -> None:
        """Show a record; what was typed before must have been dealt with."""
        record = reads.get(self.refs.session.store, self.spec.record, row)
        if record is not None:
            self._show(record, is_open=True)
            self.list.go_to(row)

    def _show(self, record: Record, *, is_open: bool) -> None:
        self._open, self._new = is_open, is_open and not record.id
        self.form.load(record)
        self._offer_draft()
        self._show_state()
        self.chosen.emit(record.id)

    def _offer_draft(self) -> None:
        self.bar.offer(self.drafts.begin(), self._name(), self.refs.today.isoformat())

    def _show_state(self) -> None:
        writable = not self.refs.read_only
        self.body.setVisible(self._open)
        self._show_choose()
        self.save_button.setVisible(self._open and writable)
        self.save_button.setEnabled(self.dirty)
        self.remove_button.setVisible(bool(self.form.entry.row) and writable)
        self.add_button.setEnabled(writable)

    def _show_choose(self) -> None:
        """What stands where no record is open."""
        self.choose.setVisible(not self._open and bool(self.model.lines))

    def _name(self) -> str:
        return str(self.form.entry.value("name") or "")

    def add(self) -> None:
        """Begin a new record."""
        if self.leave():
            self.list.go_nowhere()  # so that a click leads back to the record that was shown
            self._show(self.spec.record(), is_open=True)
            self.form.focus_first()

    # -- saving -----------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save what can be saved; False if the name is missing or the file cannot be written."""
        for key in self.form.entry.draft():
            self.form.entry.settle(key)
        edits = self.edits()
        if not edits:
            return True
        if not self.form.entry.value(self.named_by):
            self.said.emit(_("请先填写{field}。").format(field=label_of(self.spec[self.named_by])))
            self.form.focus_field(self.named_by)
            return False
        verb = _("新增{what}：{name}") if self._new else _("编辑{what}：{name}")
        label = verb.format(what=entity_name(self.spec), name=self._name())
        entry = self.form.entry
        try:
            saved = self.refs.session.save(label, edits)
        except VillageDeskError as error:
            messages.problem(self, error)
            return False
        self.drafts.forget_typed()
        self.stored(saved)
        row = saved.ids.get("new", entry.row)
        record = reads.get(self.refs.session.store, self.spec.record, row)
        if record is not None:
            self._new = False
            entry.refresh(record)
            self.reload()
            self.list.go_to(row)
            self.chosen.emit(row)
        self._offer_draft()
        self.drafts.keep()
        self.said.emit(_("已保存{name}").format(name=self._name()))
        self._show_state()
        return True

    def leave(self) -> bool:
        """Go on to another record: what can be saved is saved. False if something keeps the user here."""
        if not self.dirty:
            return True
        return self.save() and not self._kept_out()

    def _kept_out(self) -> bool:
        wrong = self.form.entry.kept_out()
        if wrong:
            self.said.emit(self.form.entry.problems_of(wrong[0])[0].text())
            self.form.focus_field(wrong[0])
        return bool(wrong)

    def can_leave(self) -> bool:
        """Ask what to do with what is not saved."""
        if not self.dirty:
            return True
        text = _("“{name}”的修改还没有保存。").format(name=self._name() or entity_name(self.spec))
        answer = messages.choose(self, text, [_("保存"), _("放弃修改"), _("继续编辑")])
        if answer == _SAVE:
            return self.leave()
        if answer == _GIVE_UP:
            self.forget()
            self.drafts.forget_typed()
            self._show(self.form.entry.record, is_open=bool(self.form.entry.row))
            return True
        return False

    def forget(self) -> None:
        """What was typed and is not saved counts no longer."""
        self.form.entry.revert()

    def remove(self) -> None:
        """Put the record into the recycle bin; what was typed and is not saved stays, here or as a draft."""
        entry = self.form.entry
        title = _("删除{what}：{name}").format(what=entity_name(self.spec), name=self._name())
        warning = self.warning_before_removal(entry.row)
        text = (f"{warning}\n" if warning else "") + _("移入回收站，可以还原。原因：")
        reason = ask_reason(self, title, text, self.reasons(), _("删除"))
        if not reason:
            return
        self.drafts.keep()
        try:
            self.refs.session.save(title, [Removal(self.spec.key, entry.row, reason)])
        except VillageDeskError as error:
            messages.problem(self, error)

    # -- drafts -----------------------------------------------------------------------------------------------------

    @property
    def draft_row(self) -> str:
        """Whose draft it is."""
        return (self.form.entry.row or NEW) if self._open else ""

    @property
    def dirty(self) -> bool:
        """Whether anything would be lost by closing."""
        return self._open and self.form.entry.dirty

    def draft(self) -> dict[str, Any]:
        """What was typed."""
        return {"entries": {"form": self.form.content()}, "rows": {}}

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Bring it back."""
        self.form.put_content(content.get("entries", {}).get("form", {}))
        self._show_state()

    def open_draft(self, row: str) -> None:
        """Show the record, or begin one, whose draft was put aside; the bar above the form offers it."""
        if row == NEW:
            self.add()
        else:
            self.search.clear()
            self.open(row)
