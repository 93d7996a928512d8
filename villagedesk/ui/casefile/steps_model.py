# SPDX-License-Identifier: MIT
"""The steps of a procedure as a table that is typed down: its state is computed, dates and results are what people enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from villagedesk.i18n import _, aside, labelled, listed
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.codes import own_code
from villagedesk.models.conditions import only_words
from villagedesk.models.doings import AGAIN
from villagedesk.models.edition_words import way_words
from villagedesk.models.procedures import Status
from villagedesk.models.templates import said
from villagedesk.models.values.show import heading_of, label_of
from villagedesk.ui.tables.entry_model import Cell, EntryModel
from villagedesk.ui.tables.model import ACCESSIBLE, DECORATION, DISPLAY, TOOL_TIP, AnyIndex

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import FieldSpec, Value
    from villagedesk.models.procedures import State, StepState
    from villagedesk.models.templates import Step
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.forms.row_set import Row, RowSet
    from villagedesk.ui.icons import Icons

_NOWHERE: Final = QModelIndex()
_FOREGROUND: Final = 9
SPEC: Final = entity_spec("process_step")
FIELDS: Final = ("start", "done", "result", "actor", "planned", "paper_no", "signed", "note")
WIDTHS: Final = (5, 5.2, 5.2, 4.5, 7, 5.2, 6, 6, 9)  # the state's first
_KEYS: Final = ("process", "step", "round")
_LIGHTS: Final = {
    Status.PASSED: "light_green",
    Status.REFUSED: "light_red",
    Status.RETURNED: "light_yellow",
    Status.UNDECIDED: "light_yellow",
    Status.RUNNING: "light_yellow",
    Status.NEXT: "light_yellow",
    Status.WAITING: "light_grey",
    Status.STOPPED: "light_grey",
    Status.DROPPED: "light_grey",
}


def status_words(one: StepState) -> str:
    """How far a step is, in one word."""
    words = {
        Status.PASSED: _("办结"),
        Status.REFUSED: _("不通过"),
        Status.RETURNED: _("退回"),
        Status.UNDECIDED: _("待填结果"),
        Status.RUNNING: _("公示中"),
        Status.NEXT: _("可以办"),
        Status.WAITING: _("未到"),
        Status.STOPPED: _("停止"),
        Status.DROPPED: _("不要求"),
    }[one.status]
    if one.status is Status.RETURNED and one.doing.reason:
        words = _("暂缓")
    if one.status is Status.NEXT and one.step.optional:
        words = _("选办")
    return _("{words}，逾期{days}天").format(words=words, days=one.late) if one.late else words


def required_words(step: Step) -> str:
    """Who does a step, what it leaves, who signs it: what the template asks."""
    least = _("不少于{days}天").format(days=step.least.days) if step.least else ""
    asked = (
        (_("怎么办"), listed((way_words(step), least)) if own_code(step.key) else ""),
        (_("只对"), only_words(step.only)),
        (_("由谁办"), said(step.who)),
        (_("人数"), _("至少{count}人").format(count=step.people) if step.people > 1 else ""),
        (_("材料"), said(step.paper)),
        (_("签字盖章"), said(step.seal)),
    )
    return "　".join(labelled(name, text) for name, text in asked if text)


@dataclass(slots=True)
class StepLine:
    """One line: a step in a round; without a row nothing was entered of it yet."""

    step: Step
    round: int
    row: Row | None
    last: bool  # whether it is the round that counts

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from the others."""
        return self.step.key, self.round


class StepsModel(EntryModel):
    """Lines are the steps of the template in its order; a returned step has another line for its next round."""

    def __init__(self, rows: RowSet, refs: RefSource, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(refs, icons, parent)
        self._rows = rows
        self._process = ""
        self._state: State | None = None
        self._beginning = False
        self.lines: list[StepLine] = []

    # -- filling ----------------------------------------------------------------------------------------------------

    def rows_of(self, process: str) -> list[Row]:
        """What was entered of a procedure."""
        return [row for row in self._rows.rows if row.main.value("process") == process]

    def show(self, process: str, state: State | None) -> None:
        """Show a procedure. While one is typed into, lines come and go one by one, so that the cursor stays."""
        self._state = state
        if self._beginning:
            return
        lines = self._wanted(process, state)
        old, new = [line.key for line in self.lines], [line.key for line in lines]
        place = next(
            (n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
        )
        if process == self._process and new == old:
            self.lines = lines
        elif process == self._process and old == [*new[:place], *new[place + 1 :]]:
            self.beginInsertRows(QModelIndex(), place, place)
            self.lines = lines
            self.endInsertRows()
        elif process == self._process and new == [*old[:place], *old[place + 1 :]]:
            self.beginRemoveRows(QModelIndex(), place, place)
            self.lines = lines
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self._process, self.lines = process, lines
            self.endResetModel()
        self.redraw()

    def _wanted(self, process: str, state: State | None) -> list[StepLine]:
        lines: list[StepLine] = []
        rows = self.rows_of(process)
        for one in state.shown if state is not None else ():
            found = {_round(row): row for row in rows if row.main.value("step") == one.step.key}
            rounds = sorted(found) or [1]
            if found and found[rounds[-1]].main.value("result") in AGAIN:
                rounds.append(rounds[-1] + 1)
            lines += [StepLine(one.step, turn, found.get(turn), turn == rounds[-1]) for turn in rounds]
        return lines

    def redraw(self) -> None:
        """Contents have changed, and the state with them."""
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(FIELDS)))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.lines) - 1)

    def tidy(self) -> None:
        """Lines into which nothing is typed any more are no records."""
        for line in self.lines:
            row = line.row
            if (
                row is not None
                and not row.row
                and not any(row.main.content(key) for key in SPEC.columns if key not in _KEYS)
            ):
                line.row = None
                self._rows.drop(row)

    def place_of(self, row: str, key: str) -> QModelIndex:
        """The cell of a field of a record; its line where the table does not have the field."""
        place = next((n for n, line in enumerate(self.lines) if line.row is not None and line.row.row == row), -1)
        if place < 0:
            return QModelIndex()
        return self.index(place, 1 + FIELDS.index(key) if key in FIELDS else 0)

    def state_at(self, place: int) -> StepState | None:
        """The computed state of a line; of a round that no longer counts there is none."""
        if not 0 <= place < len(self.lines) or not self.lines[place].last or self._state is None:
            return None
        return self._state.step(self.lines[place].step.key)

    def next_place(self) -> int:
        """The line at which something is to be done next; the first if there is none."""
        opened = {one.step.key for one in self._state.open} if self._state is not None else set()
        return next((n for n, line in enumerate(self.lines) if line.last and line.step.key in opened), 0)

    # -- cells ------------------------------------------------------------------------------------------------------

    def cell(self, index: AnyIndex) -> Cell | None:
        """The record and field of a cell; None for the state and where nothing was entered."""
        spec, row = self.spec(index), self.lines[index.row()].row
        return (row.main, spec) if spec is not None and row is not None else None

    def spec(self, index: AnyIndex) -> FieldSpec | None:
        """The field of a cell."""
        return SPEC[FIELDS[index.column() - 1]] if index.isValid() and index.column() else None

    def cell_for_writing(self, index: AnyIndex) -> Cell | None:
        """As `cell`; writing into a step of which nothing was entered begins its record."""
        line = self.lines[index.row()]
        if line.row is None and self.spec(index) is not None:
            self._beginning = True  # drawing now would empty the editor whose first sign begins the record
            row = self._rows.add()
            given: dict[str, Value] = {"process": self._process, "step": line.step.key, "round": line.round}
            for key, value in given.items():
                row.main.put(key, value)
            self.lines[index.row()].row = row
            self._beginning = False
        return self.cell(index)

    def words(self, index: AnyIndex) -> str:
        """The state, or what the cell holds, or the date that a meeting, notice or monitoring record tells."""
        if index.column() == 0:
            one = self.state_at(index.row())
            return status_words(one) if one is not None else _("（前次）")
        return super().words(index) or self._told(index)

    def _told(self, index: AnyIndex) -> str:
        """A date that was not typed here but is known from elsewhere."""
        one, key = self.state_at(index.row()), FIELDS[index.column() - 1]
        found = self.cell(index)
        if one is None or key not in {"start", "done"} or (found is not None and found[0].content(key)):
            return ""
        return str(getattr(one.doing, key))

    def said(self, index: AnyIndex) -> str:
        """What is wrong with a cell; beside the state what is wrong with the step."""
        if index.column():
            return super().said(index)
        one = self.state_at(index.row())
        return "\n".join(one.problems) if one is not None else ""

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else 1 + len(FIELDS)

    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        """What Qt asks about a cell."""
        if role in {_FOREGROUND, TOOL_TIP} and index.column() and self._told(index):
            tip = _("来自会议、公示或监测记录；在这里填写就以这里的为准")
            return tip if role == TOOL_TIP else QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        if index.column() or role not in {DECORATION, TOOL_TIP, ACCESSIBLE}:
            return super().data(index, role)
        one = self.state_at(index.row())
        if role == DECORATION:
            meaning = "" if one is None else "error" if one.problems else _LIGHTS[one.status]
            return self.icons.icon(meaning) if meaning else None
        if role == TOOL_TIP:
            return self.said(index) or None
        return f"{self.lines[index.row()].step.name} {self.words(index)} {self.said(index)}".strip()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """The headings: fields, and the names of the steps."""
        if orientation == Qt.Orientation.Horizontal:
            if role == DISPLAY:
                return _("状态") if section == 0 else heading_of(SPEC[FIELDS[section - 1]])
            return label_of(SPEC[FIELDS[section - 1]]) if role == TOOL_TIP and section else None
        if role == DISPLAY:
            line = self.lines[section]
            again = _("第{turn}次").format(turn=line.round) if line.round > 1 else ""
            return aside(line.step.name, again)
        return required_words(self.lines[section].step) if role == TOOL_TIP else None


def _round(row: Row) -> int:
    value = row.main.value("round")
    return value if isinstance(value, int) else 1
