# SPDX-License-Identifier: MIT
"""A form for one record, made from the field catalogue: groups with headings, one or two fields to a line.

Enter goes to the next field that is asked (`models.asked`), Tab to the next of all; a digit that is the whole answer goes on as
Enter does. F2 adds a note, F4 takes over what stood in the record before. Saving is the owner's
business: it asks `changes`.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from villagedesk.i18n import english, labelled
from villagedesk.models.asked import depends_on, is_asked
from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec, Group, Kind, Record, Value
from villagedesk.models.values.show import label_of
from villagedesk.ui.forms.entry import Entry
from villagedesk.ui.forms.field_row import FieldRow
from villagedesk.ui.forms.line import LineEditor
from villagedesk.ui.forms.make import spans_line
from villagedesk.ui.forms.note import NoteEditor

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from villagedesk.models.problem import Problem
    from villagedesk.ui.forms.refs import RefSource

_LABEL: Final = 8.5  # width of a label in 汉字
_TWO_COLUMNS: Final = 44  # from this width on, in 汉字
_HIDDEN: Final = frozenset({"position", "rank", "merged_into", "off"})  # set by their owners or by joining, not typed
_GAP_TOP: Final = 5
HABIT: Final = 0.25  # seconds; an Enter that follows a full answer so soon was meant for the field that was just left


def form_fields(spec: EntitySpec, groups: Sequence[Group] | None) -> list[FieldSpec]:
    """The fields that a form of these groups shows: not the owner, not the year, not the place in a list."""
    skipped = _HIDDEN | {spec.parent} | ({"year"} if "year" in spec.natural else set())
    return [
        one
        for group in spec.groups
        if groups is None or group in groups
        for one in spec.fields
        if one.group == group and one.key not in skipped
    ]


class RecordForm(QWidget):
    """The form. It shows an `Entry`, its own or one that is shared with a grid.

    Signals:
        dirtied: the user typed something.
        stepped_out: Enter on the last field (True), or Shift+Enter on the first (False).
    """

    dirtied = Signal()
    stepped_out = Signal(bool)

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
        self._columns = 0
        self._hidden: frozenset[str] = frozenset()
        self._headings: dict[Group, QLabel] = {}
        shown = [one for one in form_fields(spec, groups) if one.ref != "village" or refs.has_villages]
        self.rows = {one.key: FieldRow(one, refs, year, self) for one in shown}

        self._depend = {key: depends_on(spec, row.spec) for key, row in self.rows.items()}

        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setHorizontalSpacing(8)
        self._make_headings()
        for row in self.rows.values():
            row.typed.connect(self._typed)
            row.left.connect(self._left)
            row.stepped.connect(self._stepped)
            row.answered.connect(self._answered)
            row.verb.connect(self._do)
        self._arrange(1)

        self.entry = Entry(spec, refs.today, year, self)
        self.entry.altered.connect(self._altered)
        self._altered("")

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
        return [one for one in self.entry.problems() if one.key in self.rows]

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
        hidden = frozenset(self.rows) - set(keys)
        if hidden != self._hidden:
            self._hidden = hidden
            for key, row in self.rows.items():
                row.setVisible(key not in hidden)
                row.label.setVisible(key not in hidden)
            shown = {row.spec.group for key, row in self.rows.items() if key not in hidden}
            for group, heading in self._headings.items():
                heading.setVisible(group in shown)
            self._arrange(self._columns, again=True)

    def follow_lock(self) -> None:
        """The year may have been locked or opened, or another household is shown."""
        for row in self.rows.values():
            row.follow_lock()

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field; False if the form does not have it."""
        if key not in self.rows:
            return False
        self.rows[key].widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def focus_first(self) -> None:
        """Put the cursor into the first field that can be edited."""
        key = next((key for key in self.rows if self.asks(key)), None)
        if key:
            self.focus_field(key)

    def focus_last(self) -> None:
        """Put the cursor into the last field that can be edited."""
        key = next((key for key in reversed(self.rows) if self.asks(key)), None)
        if key:
            self.focus_field(key)

    def asks(self, key: str) -> bool:
        """Whether Enter stops at a field: it can be edited, and its question arises."""
        row = self.rows[key]
        return (
            key not in self._hidden
            and not row.locked
            and (not self._depend[key] or is_asked(self.spec, row.spec, self.entry.value))
        )

    def focused_key(self) -> str:
        """The field under the cursor; empty if it is elsewhere."""
        at = self.window().focusWidget()
        return next((key for key, row in self.rows.items() if at is not None and row.isAncestorOf(at)), "")

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
        """Show what the entry holds; a field that is just being typed is not judged before it is left."""
        for name in (key,) if key else self.rows:
            row = self.rows.get(name)
            if row is not None:
                row.show_entry(self.entry, judge=name != self._typing)
                if name == self._typing:
                    row.keep_quiet()
        for name, others in self._depend.items():
            if others and (not key or key == name or key in others):
                self.rows[name].show_asked(asked=self.rows[name].locked or self.asks(name))

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

    # -- layout -----------------------------------------------------------------------------------------------------

    def _make_headings(self) -> None:
        groups = dict.fromkeys(row.spec.group for row in self.rows.values())
        for group in groups if len(groups) > 1 else ():
            heading = QLabel(group.en if english() else group.label, self)
            heading.setProperty("role", "heading")
            self._headings[group] = heading

    def _arrange(self, columns: int, *, again: bool = False) -> None:
        """Set the fields out in so many columns; long fields and headings take a whole line."""
        if columns == self._columns and not again:
            return
        self._columns = columns
        line, column, group = 0, 0, None
        for key, row in self.rows.items():
            if key in self._hidden:
                continue
            new_group = row.spec.group != group
            if column and (new_group or spans_line(row.spec)):
                line, column = line + 1, 0
            if new_group and row.spec.group in self._headings:
                self._grid.addWidget(self._headings[row.spec.group], line, 0, 1, 4)
                line += 1
            group = row.spec.group
            wide = 3 if spans_line(row.spec) and columns == 2 else 1
            self._grid.addWidget(row.label, line, 2 * column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(row, line, 2 * column + 1, 1, wide)
            column += 2 if wide == 3 else 1
            if column >= columns:
                line, column = line + 1, 0
        self._grid.setRowStretch(line + 1, 1)  # in a taller room the fields stay at the top
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1 if columns == 2 else 0)
        self._align_labels()

    def _align_labels(self) -> None:
        em = self.fontMetrics().horizontalAdvance("汉")
        for row in self.rows.values():
            row.label.setFixedWidth(int(_LABEL * em))
            row.label.setContentsMargins(0, _GAP_TOP, 0, 0)

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        em = self.fontMetrics().horizontalAdvance("汉")
        self._arrange(2 if event.size().width() >= _TWO_COLUMNS * em else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this widget."""
        key = self.focused_key()
        if key and event.key() == Qt.Key.Key_F2:
            self.add_note(key)
        elif key and event.key() == Qt.Key.Key_F4:
            self.copy_previous(key)
        else:
            super().keyPressEvent(event)
