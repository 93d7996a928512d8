# SPDX-License-Identifier: MIT
"""A form for one record, made from the field catalogue: groups with headings, one or two fields to a line.

Enter goes to the next field that is asked (`models.asked`), Tab to the next of all; a digit that is the whole answer goes on as
Enter does. F2 adds a note, F4 takes over what stood in the record before. Saving is the owner's business: it asks `changes`.

Fields are made some in each turn of the event loop (ADR 21); whoever asks for one that is still wanting has it at once.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from villagedesk.i18n import labelled
from villagedesk.models.asked import depends_on, is_asked
from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec, Group, Kind, Record, Value
from villagedesk.models.values.show import label_of
from villagedesk.ui.forms.entry import Entry
from villagedesk.ui.forms.field_row import FieldRow
from villagedesk.ui.forms.form_layout import FormLayout, form_fields
from villagedesk.ui.forms.line import LineEditor
from villagedesk.ui.forms.note import NoteEditor

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from villagedesk.models.problem import Problem
    from villagedesk.ui.forms.refs import RefSource

_TWO_COLUMNS: Final = 44  # from this width on, in 汉字
_AT_FIRST: Final = 3  # fields made when the form is first seen, together with all that is around it
_AT_ONCE: Final = 5  # fields made in a further turn
HABIT: Final = 0.25  # seconds; an Enter that follows a full answer so soon was meant for the field that was just left


class RecordForm(QWidget):
    """The form. It shows an `Entry`, its own or one that is shared with a grid.

    Signals:
        dirtied: the user typed something.
        stepped_out: Enter on the last field (True), or Shift+Enter on the first (False).
        grown: all fields are there.
    """

    dirtied = Signal()
    stepped_out = Signal(bool)
    grown = Signal()

    def __init__(
        self,
        spec: EntitySpec,
        groups: Sequence[Group] | None = None,
        *,
        year: int | None = None,
        refs: RefSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self._refs = refs
        self._previous: Mapping[str, Value] = {}
        self._typing = ""
        self._went_on = float("-inf")  # when an answer that was full led on by itself
        self._year = year
        self._hidden: frozenset[str] = frozenset()
        shown = [one for one in form_fields(spec, groups) if one.ref != "village" or refs.has_villages]
        self._fields = {one.key: one for one in shown}
        self._rows: dict[str, FieldRow] = {}  # those that are made, in their order
        self._fixed: set[str] = set()
        self._behind = False  # the entry has changed while nobody saw the form
        self._fresh = True  # whether this turn has no fields yet
        self._above: RecordForm | None = None
        self._below: RecordForm | None = None
        self._depend = {key: depends_on(spec, one) for key, one in self._fields.items()}
        self._coming = QTimer(self, singleShot=True, interval=0)
        self._coming.timeout.connect(self._come)
        self._layout = FormLayout(self, headings=len({one.group for one in shown}) > 1)
        self.entry = Entry(spec, refs.today, year, self)
        self.entry.altered.connect(self._altered)

    # -- the fields -------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> dict[str, FieldRow]:
        """All fields, by key; those that are still wanting are made now."""
        self._grow(len(self._fields))
        self._catch_up()
        return self._rows

    def _catch_up(self) -> None:
        """Show what has changed while nobody saw the form."""
        if self._behind:
            self._behind = False
            self._show_fields("")

    def follow(self, above: RecordForm) -> None:
        """Grow when the form that stands above is there; one turn for both would be a long one."""
        self._above, above._below = above, self

    def fix(self, key: str) -> None:
        """Only show a field in this form, whatever is locked."""
        self._fixed.add(key)
        row = self._rows.get(key)
        if row is not None:
            row.fix()

    def grow_up(self) -> None:
        """Make all fields that are still wanting, here and in the forms above."""
        if self._above is not None:
            self._above.grow_up()
        self._grow(len(self._fields))

    def is_grown(self) -> bool:
        """Whether all fields are there."""
        return len(self._rows) == len(self._fields)

    def _come(self) -> None:
        """A timer that was set in this turn still fires in it; the fields come with the next."""
        self._fresh = not self._fresh
        if self._fresh:
            self._go_on()
        else:
            self._coming.start()

    def _go_on(self) -> None:
        self._grow(len(self._rows) + (_AT_ONCE if self._rows else _AT_FIRST))
        if not self.is_grown():
            self._coming.start()

    def _grow(self, wanted: int) -> None:
        """Make the next fields, until there are so many."""
        fresh = list(self._fields.values())[len(self._rows) : wanted]
        if not fresh:
            return
        self._layout.setEnabled(False)  # each of them would lay all of them out
        for spec in fresh:
            self._rows[spec.key] = self._make_row(spec)
        self._layout.set_out(self._rows[one.key] for one in fresh if one.key not in self._hidden)
        for spec in fresh:
            self._show_row(spec.key)
        self._layout.setEnabled(True)
        if self.is_grown():
            self.grown.emit()

    def _make_row(self, spec: FieldSpec) -> FieldRow:
        row = FieldRow(spec, self._refs, self._year, self)
        row.typed.connect(self._typed)
        row.left.connect(self._left)
        row.stepped.connect(self._stepped)
        row.answered.connect(self._answered)
        row.verb.connect(self._do)
        if spec.key in self._fixed:
            row.fix()
        return row

    def _show_row(self, key: str) -> None:
        """Fill a new field in, and let it be seen."""
        row = self._rows[key]
        row.show_entry(self.entry, judge=True)
        self._show_asked(key)
        hidden = key in self._hidden
        for part in (row.label, row):
            part.move(0, self.height())  # out of sight until the layout gives it its place
            part.setVisible(not hidden)

    def _set_out_again(self, columns: int) -> None:
        self._layout.set_out_again((row for key, row in self._rows.items() if key not in self._hidden), columns)

    def _row_of(self, key: str) -> FieldRow | None:
        """A field, with all before it; None if the form does not have it."""
        if key not in self._rows and key in self._fields:
            self._grow(list(self._fields).index(key) + 1)
        self._catch_up()
        return self._rows.get(key)

    # -- the contract -----------------------------------------------------------------------------------------------

    def load(self, record: Record) -> None:
        """Begin with a record; whatever was typed is forgotten."""
        self.entry.load(record)

    def bind(self, entry: Entry) -> None:
        """Show and edit another entry from now on, shared with whoever else shows it."""
        if entry is not self.entry:
            self.entry.altered.disconnect(self._altered)
            self.entry = entry
            entry.altered.connect(self._altered)
        self._altered("")

    def changes(self) -> dict[str, Value]:
        """The fields whose value differs from what was loaded and can be saved."""
        return self.entry.changes()

    def problems(self) -> list[Problem]:
        """What is wrong with the contents."""
        return [one for one in self.entry.problems() if one.key in self._fields]

    def content(self) -> dict[str, str]:
        """What was typed and is not saved, for a draft."""
        return self.entry.draft()

    def put_content(self, content: Mapping[str, str]) -> None:
        """Bring a draft back."""
        self.entry.take_draft(content)

    def set_previous(self, values: Mapping[str, Value]) -> None:
        """What F4 takes over: the values of the record before."""
        self._previous = values

    def show_only(self, keys: Collection[str]) -> None:
        """Show these fields and none of the others; headings without fields go too."""
        hidden = frozenset(self._fields) - set(keys)
        if hidden != self._hidden:
            self._hidden = hidden
            for key, row in self._rows.items():
                row.setVisible(key not in hidden)
                row.label.setVisible(key not in hidden)
            self._set_out_again(self._layout.columns)

    def follow_lock(self) -> None:
        """The year may have been locked or opened, or another household is shown."""
        for row in self._rows.values():
            row.follow_lock()

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field; False if the form does not have it."""
        if self._above is not None and key in self._fields:
            self._above.grow_up()  # what comes above later would push the field out of sight
        row = self._row_of(key)
        if row is None:
            return False
        row.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def focus_first(self) -> None:
        """Put the cursor into the first field that can be edited."""
        key = next((key for key in self._fields if self.asks(key)), None)
        if key:
            self.focus_field(key)

    def focus_last(self) -> None:
        """Put the cursor into the last field that can be edited."""
        key = next((key for key in reversed(self.rows) if self.asks(key)), None)
        if key:
            self.focus_field(key)

    def asks(self, key: str) -> bool:
        """Whether Enter stops at a field: it can be edited, and its question arises."""
        row = self._row_of(key)
        return (
            row is not None
            and key not in self._hidden
            and not row.locked
            and (not self._depend[key] or is_asked(self.spec, row.spec, self.entry.value))
        )

    def focused_key(self) -> str:
        """The field under the cursor; empty if it is elsewhere."""
        at = self.window().focusWidget()
        return next((key for key, row in self._rows.items() if at is not None and row.isAncestorOf(at)), "")

    # -- typing -----------------------------------------------------------------------------------------------------

    def _typed(self, key: str, content: str) -> None:
        if content != self.entry.content(key):
            self._typing = key
            self.entry.write(key, content)
            self._typing = ""
            self.dirtied.emit()

    def _left(self, key: str) -> None:
        self.entry.settle(key)

    def _altered(self, key: str) -> None:
        """Follow the entry; a form that nobody sees need not, and a household has a dozen."""
        if self.isVisible():
            self._show_fields(key)
        else:
            self._behind = True

    def _show_fields(self, key: str) -> None:
        """Show what the entry holds; a field that is just being typed is not judged before it is left."""
        for name in (key,) if key else self._rows:
            row = self._rows.get(name)
            if row is not None:
                row.show_entry(self.entry, judge=name != self._typing)
                if name == self._typing:
                    row.keep_quiet()
        for name, others in self._depend.items():
            if name in self._rows and others and (not key or key == name or key in others):
                self._show_asked(name)

    def _show_asked(self, key: str) -> None:
        if self._depend[key]:
            row = self._rows[key]
            row.show_asked(asked=row.locked or self.asks(key))

    def _answered(self, key: str) -> None:
        self._step(key, forwards=True)
        self._went_on = time.monotonic()

    def _stepped(self, key: str, forwards: bool) -> None:
        widget = self.rows[key].widget
        full = isinstance(widget, LineEditor) and widget.filled
        if forwards and not full and time.monotonic() - self._went_on < HABIT:
            self._went_on = float("-inf")
        else:
            self._step(key, forwards=forwards)

    def _step(self, key: str, *, forwards: bool) -> None:
        self.entry.settle(key)  # what it implies decides which field is next
        keys = [name for name in self.rows if name == key or self.asks(name)]
        place = keys.index(key) + (1 if forwards else -1)
        if 0 <= place < len(keys):
            self.rows[keys[place]].widget.setFocus(
                Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
            )
        else:
            self.stepped_out.emit(forwards)

    # -- verbs ------------------------------------------------------------------------------------------------------

    def _do(self, key: str, verb: str) -> None:
        if verb == "history" and self.entry.row:
            self._refs.show_history(self, self.spec.key, self.entry.row, key)
        elif verb == "note":
            self.add_note(key)
        elif verb == "copy":
            self.copy_previous(key)
        elif verb == "revert":
            self.entry.revert(key)
            self.dirtied.emit()

    def add_note(self, key: str) -> None:
        """F2: say something about a field. An identity number has its own remark, the rest goes into the record's note."""
        checked = "id_checked" if self.spec[key].kind is Kind.ID_NUMBER else "note"
        if checked not in self.rows or self.rows[checked].locked:
            return
        text = self.entry.content(checked)
        if checked == "id_checked":
            wanted = text or "已核对原件"
        else:
            wanted = f"{text}\n{labelled(label_of(self.spec[key]), '')}".lstrip() if key != checked else text
        self._typed(checked, wanted)
        self.rows[checked].show_entry(self.entry, judge=False)
        self.focus_field(checked)
        widget = self.rows[checked].widget
        if isinstance(widget, NoteEditor):
            widget.moveCursor(QTextCursor.MoveOperation.End)

    def copy_previous(self, key: str) -> None:
        """F4: as in the record before."""
        if key in self._previous and not self.rows[key].locked:
            self.entry.put(key, self._previous[key])
            self.entry.settle(key)
            self.dirtied.emit()

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        em = self.fontMetrics().horizontalAdvance("汉")
        columns = 2 if event.size().width() >= _TWO_COLUMNS * em else 1
        if columns != self._layout.columns:
            self._set_out_again(columns)

    def showEvent(self, event: QShowEvent) -> None:
        """The first fields are there when the form is first seen, the rest comes in the next turns."""
        super().showEvent(event)
        self._catch_up()
        above = self._above
        if self.is_grown() or self._coming.isActive():
            return
        if above is None or above.is_grown() or above.isHidden():
            self._go_on()
        else:
            above.grown.connect(self._coming.start, Qt.ConnectionType.SingleShotConnection)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab in a form of which fields are still wanting would lead out of it: whoever types fast has them now."""
        (self._below or self).grow_up()
        return super().focusNextPrevChild(forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this widget."""
        key = self.focused_key()
        if key and event.key() == Qt.Key.Key_F2:
            self.add_note(key)
        elif key and event.key() == Qt.Key.Key_F4:
            self.copy_previous(key)
        else:
            super().keyPressEvent(event)
