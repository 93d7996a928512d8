# SPDX-License-Identifier: MIT
"""Somebody who types a household into the real window with keys alone, and counts them.

He looks which field has the cursor, types its fact in the shortest way its editor offers, and goes on with Enter (Tab out of
a note). A Chinese text costs the letters of its pinyin and one key for each word of up to four signs.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from villagedesk.models.casefile import RANKS
from villagedesk.models.catalogue.spec import Kind, spec_of
from villagedesk.models.completeness import Section
from villagedesk.models.values.show import editable
from villagedesk.store.pinyin import syllable
from villagedesk.ui.casefile.section_list import ORDER
from villagedesk.ui.forms.choices import choices_of
from villagedesk.ui.forms.field_row import FieldRow
from villagedesk.ui.forms.flag import FlagEditor
from villagedesk.ui.forms.note import NoteEditor
from villagedesk.ui.forms.phrases import PhraseLine, found_by
from villagedesk.ui.forms.record_form import HABIT, RecordForm
from villagedesk.ui.forms.ref import RefEditor
from villagedesk.ui.forms.ticks import TicksEditor
from villagedesk.ui.tables.grid_view import GridView

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.spec import FieldSpec, Record
    from villagedesk.ui.main_window import MainWindow

MARK = "示范数据"
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_DERIVED = frozenset({"household", "member", "plan", "village", "year", "rank", "position"})
_MOST_IN_PART = 4_000  # keys
_PRESSED = 250  # milliseconds; a button stays pressed for 100 before it does anything
_MOST = 400  # keys within one form; more means that the cursor walks in a circle


class Facts(NamedTuple):
    """What stands on the papers of a household: of each record the fields that are known, by their keys."""

    household: dict[str, Any]
    facts: dict[str, Any]
    people: list[tuple[dict[str, Any], dict[str, Any]]]
    causes: dict[str, dict[str, Any]]
    income: dict[str, Any]
    helpers: list[dict[str, Any]]
    plan: dict[str, Any]
    measures: list[dict[str, Any]]
    visits: list[dict[str, Any]]


def known(record: Record | None) -> dict[str, Any]:
    """The facts of a record that can be typed: no stroke for "not applicable", nothing that only an import brings, no mark."""
    found = {}
    for spec in spec_of(type(record)).fields if record is not None else ():
        value = getattr(record, spec.key)
        if isinstance(value, str):
            value = value.replace(f"（{MARK}）", "").replace(MARK, "")
        if value in (None, "", ()) or not isinstance(value, (str, int, bool, tuple)):
            continue
        if not spec.fixed and spec.key not in _DERIVED and spec.kind is not Kind.PHOTO:
            found[spec.key] = value
    return found


def facts_of(case: CaseFile, visits: int = 1) -> Facts:
    """The facts of a household in its year, with the first visits of the year."""
    return Facts(
        known(case.household),
        known(case.facts),
        [(known(one.member), known(one.facts)) for one in case.people],
        {str(rank): facts for rank in RANKS if (facts := known(case.cause(rank)))},
        known(case.income_of(case.year)),
        [known(one.pairing) for one in case.helpers],
        known(case.plan),
        [known(one) for one in case.measures],
        [known(one) for one in case.visits[:visits]],
    )


def cost_of(text: str) -> int:
    """Keys of a text: pinyin and one key for each word of up to four signs; other signs cost one each."""
    keys = 0
    for chinese, signs in groupby(text, lambda sign: "一" <= sign <= "鿿"):
        run = "".join(signs)
        keys += sum(len(syllable(sign)) for sign in run) + -(-len(run) // 4) if chinese else len(run)
    return keys


class Typist:
    """Types into a window that is shown and active.

    Attributes:
        keys: how many keys were pressed, by the part of the work.
    """

    def __init__(self, window: MainWindow, names: dict[str, str]) -> None:
        self.window = window
        self.keys: Counter[str] = Counter()
        self.part = ""
        self._led_on = False
        self._names = names  # of cadres, by id

    @property
    def at(self) -> QWidget:
        """The widget with the cursor."""
        found = QApplication.focusWidget() or self.window.focusWidget()
        assert found is not None, f"the cursor is lost in {self.part}"
        return found

    def begin(self) -> None:
        """Make the window the one that keys go to."""
        self.window.activateWindow()
        if not QTest.qWaitForWindowActive(self.window):
            raise RuntimeError("the window never became active")

    # -- keys ---------------------------------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, or one with a modifier."""
        self.keys[self.part] += 1
        if key == Qt.Key.Key_Return and self._led_on:
            time.sleep(1.1 * HABIT)  # who has not got used to it presses Enter at once, and is not led astray
        self._led_on = False
        assert self.keys[self.part] < _MOST_IN_PART, f"walks in a circle in {self.part}, at {self.at.accessibleName()}"
        self._key(key, modifiers)
        if modifiers == ALT:
            QTest.qWait(_PRESSED)

    def _key(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.activePopupWidget() or self.at, key, modifiers)
        QApplication.processEvents()
        boxes = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if boxes == (None, None) and not self.window.isActiveWindow():
            self.begin()  # a list of choices has closed: offscreen, nobody gives the window back its keys

    def write(self, text: str) -> None:
        """A text: plain signs key by key, Chinese as an input method sends it."""
        self.keys[self.part] += cost_of(text)
        if text.isascii():
            for sign in text:
                self._key(sign)
        else:
            QCoreApplication.sendEvent(self.at, QInputMethodEvent("pinyin", []))  # opens the cell of a grid
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(self.at, event)
        QApplication.processEvents()

    # -- one field ----------------------------------------------------------------------------------------------------

    def enter(self, spec: FieldSpec, value: Any, editor: QWidget | None) -> None:
        """Type a value where the cursor is; `editor` is None in the cell of a grid."""
        if isinstance(editor, TicksEditor):
            self._tick(spec, value, editor)
        elif isinstance(editor, RefEditor):
            self.write("".join(syllable(sign)[0] for sign in self._names[value]))
        elif spec.kind is Kind.YES_NO or isinstance(editor, FlagEditor):
            self.write("1" if value else "2")
        elif spec.kind is Kind.CODE:
            self.write(self._number(spec, value))
        elif spec.kind in {Kind.DATE, Kind.MONTH}:
            plain = re.sub(r"-0?", ".", value)
            self.write(min(plain, value.replace("-", ""), key=len))
        elif isinstance(editor, PhraseLine) and (initials := self._initials(editor, value)):
            self.write(initials)  # and Enter takes it
        else:
            self.write(value if isinstance(value, str) else editable(spec, value))

    @staticmethod
    def _initials(editor: PhraseLine, value: str) -> str:
        """The fewest initials that make a text the first that its line offers; empty if none do."""
        sounds = "".join(syllable(sign)[0] for sign in value if sign.isalnum())
        tries = (sounds[:length] for length in range(2, len(sounds) + 1))
        return next((one for one in tries if (found := found_by(editor.phrases, one)) and found[0] == value), "")

    @property
    def _year(self) -> int:
        return self.window.session.year

    def _tick(self, spec: FieldSpec, codes: tuple[str, ...], editor: TicksEditor) -> None:
        choices = choices_of(spec, self._year)
        place = 0
        for target, choice in enumerate(choices):
            if choice.content not in codes:
                continue
            if len(choice.number) == 1:
                self.write(choice.number)
                continue
            for _step in range(target - place):
                self.press(Qt.Key.Key_Right)
            place = target
            self.press(Qt.Key.Key_Space)
        assert set(editor.content().split(",")) == set(codes), (spec.key, editor.content())

    # -- forms --------------------------------------------------------------------------------------------------------

    def _field(self) -> tuple[FieldRow, RecordForm] | None:
        """The field of a form with the cursor."""
        row: QWidget | None = self.at
        while row is not None and not isinstance(row, FieldRow):
            row = row.parentWidget()
        form: QWidget | None = row
        while form is not None and not isinstance(form, RecordForm):
            form = form.parentWidget()
        return (row, form) if isinstance(row, FieldRow) and isinstance(form, RecordForm) else None

    def fill_forms(self, wanted: dict[Any, dict[str, Any]], *, to_the_end: bool = False) -> None:
        """Walk down forms until every fact is typed; `wanted` by entry. `to_the_end` walks out of the last one."""
        left = {(entry, key) for entry, facts in wanted.items() for key, value in facts.items()}
        for _step in range(_MOST):
            found = self._field()
            if found is None:
                if isinstance(self.at, GridView) or not left:
                    break
                self.press(Qt.Key.Key_Tab)
                continue
            row, form = found
            spec, entry = row.spec, form.entry
            value = wanted.get(entry, {}).get(spec.key)
            if value is not None and entry.value(spec.key) != value:
                self._copy_or_enter(row, form, value)
            left -= {(entry, key) for key in wanted.get(entry, {}) if entry.value(key) == wanted[entry][key]}
            if not left and not to_the_end:
                break
            self._led_on = self._field() != found  # an answer that is full has gone on by itself
            if not self._led_on:
                waits = isinstance(row.widget, NoteEditor) or spec.kind is Kind.PHOTO
                self.press(Qt.Key.Key_Tab if waits or self._passed_by(row, form, left) else Qt.Key.Key_Return)
        assert not left, f"{self.part}: never met {sorted(key for _entry, key in left)}"

    def _passed_by(self, row: FieldRow, form: RecordForm, left: set[tuple[Any, str]]) -> bool:
        """Whether a fact is still to be typed into a field before the next at which Enter would stop."""
        keys = list(form.rows)
        for key in keys[keys.index(row.spec.key) + 1 :]:
            if form.asks(key):
                return False
            if (form.entry, key) in left:
                return True
        return False

    def _copy_or_enter(self, row: FieldRow, form: RecordForm, value: Any) -> None:
        """F4 where the line before says the same and typing it takes more than a key."""
        spec = row.spec
        short = spec.kind in {Kind.YES_NO, Kind.CODES} or (
            spec.kind is Kind.CODE and len(self._number(spec, value)) == 1
        )
        if not short and form._previous.get(spec.key) == value:
            self.press(Qt.Key.Key_F4)
        else:
            self.enter(spec, value, row.widget)

    def _number(self, spec: FieldSpec, code: str) -> str:
        """The digits that choose a code."""
        return next(one.number for one in choices_of(spec, self._year) if one.content == code)

    # -- the household ------------------------------------------------------------------------------------------------

    def household(self, facts: Facts) -> None:
        """Everything, from "new household" to the save."""
        self.part = "new household"
        QTimer.singleShot(0, lambda: self._register(facts))
        self.press(Qt.Key.Key_N, CONTROL)
        self.case = self.window.page.case
        self._members(facts)
        self._section(Section.BASIC, -1)
        editing = self.case.editing
        self.fill_forms({editing.household: facts.household, editing.facts: self._of(Section.BASIC, facts.facts)})
        self._section(Section.CAUSES, 2)
        self.fill_forms({editing.entries[f"cause:{rank}"]: one for rank, one in facts.causes.items()})
        self._section(Section.LIVING, 1)
        self.fill_forms({editing.facts: self._of(Section.LIVING, facts.facts)})
        self._section(Section.INCOME, 1)
        self._income(facts.income)
        self._section(Section.HELPERS, 1)
        self._events("helpers", facts.helpers)
        self._section(Section.PLAN, 1)
        self._plan(facts)
        self.press(Qt.Key.Key_S, CONTROL)  # a visit takes over the name and unit of a helper who is on file
        self._section(Section.VISITS, 1)
        self._events("visits", facts.visits)
        self.press(Qt.Key.Key_S, CONTROL)

    def _register(self, facts: Facts) -> None:
        box = QApplication.activeModalWidget()
        if box is None or not QTest.qWaitForWindowActive(box):
            raise RuntimeError("the box for a new household did not open")
        self.write(facts.household["group"])
        self.press(Qt.Key.Key_Return)
        self.write(facts.people[0][0]["name"])
        self.press(Qt.Key.Key_Return)

    def _section(self, section: str, by: int) -> None:
        self.part = section
        for _step in range(abs(by)):
            self.press(Qt.Key.Key_PageDown if by > 0 else Qt.Key.Key_PageUp, CONTROL)
        assert ORDER[self.case.sections.currentRow()] == section, section

    def _of(self, section: str, facts: dict[str, Any]) -> dict[str, Any]:
        """The facts of the year that the forms of a section show."""
        panel = self.case.panel(section)
        shown = {key for form in panel.forms if form.entry is self.case.editing.facts for key in form.rows}
        return {key: value for key, value in facts.items() if key in shown}

    def _lines(self, grid: Any, first: tuple[str, ...], lines: list[dict[str, dict[str, Any]]]) -> None:
        """Lines of a grid: the first columns in the grid, the rest in the forms below."""
        for place, line in enumerate(lines):
            view, model = grid.view, grid.model
            while view.currentIndex().row() < place:
                self.press(Qt.Key.Key_Return)
            for path in first:
                entity, _dot, key = path.partition(".")
                while self._path(model, view) != path:
                    self.press(Qt.Key.Key_Tab)
                if key in line[entity] and not model.content(view.currentIndex()):
                    self.enter(model.spec(view.currentIndex()), line[entity][key], None)
            if self._path(model, view) == first[-1]:
                self.press(Qt.Key.Key_Tab)
            self.press(Qt.Key.Key_Return, CONTROL)
            entries = grid.rows.rows[place].entries
            last = place == len(lines) - 1  # from there, keys lead on to the next section
            self.fill_forms({entries[entity]: one for entity, one in line.items()}, to_the_end=not last)

    def _path(self, model: Any, view: Any) -> str:
        spec = model.spec(view.currentIndex())
        return f"{spec.entity}.{spec.key}"

    def _members(self, facts: Facts) -> None:
        self.part = Section.MEMBERS
        lines = [{"member": member, "member_year": year} for member, year in facts.people]
        grid = self.case.panel(Section.MEMBERS).grid
        self._lines(grid, ("member.name", "member_year.relation", "member.id_no"), lines)

    def _income(self, facts: dict[str, Any]) -> None:
        panel = self.case.panel(Section.INCOME).table
        left = set(facts) - {"note"}
        while left:
            index = panel.view.currentIndex()
            spec = panel.model.spec(index)
            if spec is not None and spec.key in left:
                self.enter(spec, facts[spec.key], None)
                left.discard(spec.key)
            self.press(Qt.Key.Key_Return)
            assert panel.view.currentIndex() != index or not left, left
        if "note" in facts:
            while not isinstance(self.at, NoteEditor):
                self.press(Qt.Key.Key_Tab)
            self.write(facts["note"])

    def _events(self, rows: str, events: list[dict[str, Any]]) -> None:
        for place, event in enumerate(events):
            if place == 0 and isinstance(self.at, QPushButton):
                self.press(Qt.Key.Key_Return)
            else:
                self.press(Qt.Key.Key_A, ALT)
            entry = self.case.editing.rows[rows].rows[place].main
            if rows == "visits" and event.get("visitors") == self._names.get(event.get("cadre", "")):
                self.fill_forms({entry: {key: event[key] for key in ("date", "cadre")}})
                self.press(Qt.Key.Key_Return)
                self.press(Qt.Key.Key_G, ALT)  # name and unit of whom was named
            self.fill_forms({entry: event})

    def _plan(self, facts: Facts) -> None:
        panel = self.case.panel(Section.PLAN)
        self.fill_forms({self.case.editing.plan: facts.plan})
        self.press(Qt.Key.Key_M, ALT)
        while facts.measures and not isinstance(self.at, GridView):
            self.press(Qt.Key.Key_Tab)
        self._lines(panel.grid, ("measure.category",), [{"measure": one} for one in facts.measures])
