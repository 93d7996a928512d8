# SPDX-License-Identifier: MIT
"""The section 识别与退出: the procedures of the household with their steps, and its monitoring records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from villagedesk.i18n import _, aside
from villagedesk.models.casefile import RANKS
from villagedesk.models.catalogue.procedure import ENDING, START
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.doings import Facts, watched_by
from villagedesk.models.values.show import entity_name, heading_of, shown
from villagedesk.services.procedure.procedures import Rulebook
from villagedesk.ui import labels
from villagedesk.ui.casefile.list_panel import ListPanel
from villagedesk.ui.casefile.panel import SectionPanel, heading_label, scrolling_column
from villagedesk.ui.casefile.start_procedure import ask_start
from villagedesk.ui.casefile.state_words import StateWords
from villagedesk.ui.casefile.steps_model import FIELDS, SPEC, WIDTHS, StepsModel, required_words
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.forms.record_form import RecordForm
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.grid_view import GridView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from villagedesk.models.catalogue.economy import Cause
    from villagedesk.models.catalogue.procedure import Monitoring, Process, ProcessStep
    from villagedesk.models.procedures import State
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons

_PROCEDURES, _DETAILS, _MONITORING = range(3)
_HIDDEN: Final = frozenset({"paper_no", "signed", "note"})  # at first; they also stand in the details
_LINES_SEEN: Final = 6  # with the headings and the scroll bar
_DONE: Final = 1 + FIELDS.index("done")


class ProceduresPanel(SectionPanel):
    """Three leaves: 程序, 步骤详情 and 监测记录; all are one section and are saved together."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.steps = StepsPanel(editing, icons, self)
        self.monitoring = MonitoringPanel(editing, icons, self)
        self.leaves = QTabWidget(self)
        self.leaves.setDocumentMode(True)
        self.leaves.addTab(self.steps, _("程序(&P)"))
        self.leaves.addTab(self.steps.details, _("步骤详情(&T)"))
        self.leaves.addTab(self.monitoring, _("监测记录(&M)"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.leaves)

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record; False if it is not here."""
        if entity == "monitoring":
            self.leaves.setCurrentIndex(_MONITORING)
            return self.monitoring.reveal(entity, row, key)
        if entity not in {"process", "process_step"}:
            return False
        of_form = entity == "process" or key not in FIELDS
        self.leaves.setCurrentIndex(_DETAILS if of_form else _PROCEDURES)
        return self.steps.reveal(entity, row, key)

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""
        if self.leaves.currentIndex() == _MONITORING:
            self.monitoring.focus_first()
        else:
            self.leaves.setCurrentIndex(_PROCEDURES)
            self.steps.focus_first()

    def finish_editing(self) -> None:
        """Take over what stands in a cell that is still open."""
        self.steps.finish_editing()


class StepsPanel(SectionPanel):
    """One procedure at a time: its state with reasons, and its steps.

    Attributes:
        details: the forms of the chosen step and of the procedure, for a leaf of their own.
    """

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self._book: Rulebook | None = None
        self.chooser = QComboBox(self)
        self.chooser.setAccessibleName(heading_of(field_spec("process.template")))
        self.chooser.activated.connect(self._chosen)
        self.start_button = QPushButton(_("启动程序(&A)…"), self)
        self.start_button.clicked.connect(self.start)
        icons.later(self.start_button, "add")
        self.remove_button = QPushButton(_("删除程序(&G)…"), self)
        self.remove_button.clicked.connect(self._remove)
        icons.later(self.remove_button, "delete")
        self.empty = labels.label(
            _(
                "还没有启动程序。点“启动程序”，选择识别、退出、监测对象认定、风险消除或其他程序，再按步骤登记日期和结果。"
            ),
            labels.HINT,
        )
        self.headline = labels.label("", labels.HEADING)
        self.reasons = StateWords(self)
        self.problems = labels.label("", labels.ERROR)
        self.model = StepsModel(editing.rows["steps"], editing.refs, icons, self)
        self.view = GridView(self.model, self)
        self.view.setAccessibleName(entity_name(SPEC))
        keys = ["state", *FIELDS]
        self.view.remember_columns("procedure-steps", keys, WIDTHS, [key in _HIDDEN for key in keys])
        line = self.fontMetrics().height() + 6
        self.view.verticalHeader().setDefaultSectionSize(line)
        self.view.setMinimumHeight(_LINES_SEEN * line)
        self.required = labels.label("", labels.HINT)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.view.told.connect(self.said.setText)
        self.view.current_row_changed.connect(self._show_step)
        self.view.row_wanted_gone.connect(self._remove_step)
        self._build()
        editing.touched.connect(self._touched)
        self.show_case()

    def _build(self) -> None:
        verbs = QWidget(self)
        line = FlowLayout(verbs)
        line.addWidget(self.chooser)
        line.addWidget(self.start_button)
        line.addWidget(self.remove_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(verbs)
        for widget in (self.empty, self.headline, self.reasons, self.problems):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.required)
        layout.addStretch()
        self.details = scrolling_column(self)
        content = self.details.widget()
        assert content is not None
        column = QVBoxLayout(content)
        refs, year = self.editing.refs, self.editing.year
        self.form = RecordForm(entity_spec("process"), [START, ENDING], year=year, refs=refs, parent=content)
        self.form.fix("template")  # its id was made from it
        self.step_title = heading_label("", self)
        general = [group for group in SPEC.groups if group.label == "基本信息"]
        self.step_form = RecordForm(SPEC, general, year=year, refs=refs, parent=content)
        self.form.follow(self.step_form)
        self.form_title = heading_label("", self)
        for part in (self.step_title, self.step_form, self.form_title, self.form):
            column.addWidget(part)
        column.addStretch()

    # -- following --------------------------------------------------------------------------------------------------

    @property
    def current(self) -> Row | None:
        """The procedure that is shown."""
        return self.editing.rows["processes"].by_id(str(self.chooser.currentData() or ""))

    def show_case(self) -> None:
        """Another case, or the file has moved on: lines and editions may have changed too."""
        self._book = Rulebook(self.editing.session.store)
        wanted = self.chooser.currentData()
        self.chooser.clear()
        for row in reversed(self.editing.rows["processes"].rows):
            self.chooser.addItem(_title(row), row.row)
        self.chooser.setCurrentIndex(max(self.chooser.findData(wanted), 0) if self.chooser.count() else -1)
        self._show()

    def show_process(self, process: str) -> bool:
        """Show a procedure; False if the household has none of that id."""
        place = self.chooser.findData(process)
        if place >= 0:
            self.chooser.setCurrentIndex(place)
            self._show()
        return place >= 0

    def _chosen(self, _place: int) -> None:
        self.finish_editing()
        self._show()

    def _show(self) -> None:
        row = self.current
        writable = not self.editing.refs.read_only
        self.start_button.setEnabled(writable and self.editing.case is not None)
        self.remove_button.setEnabled(writable and row is not None)
        self.chooser.setVisible(self.chooser.count() > 0)
        self.empty.setVisible(row is None)
        for widget in (self.view, self.required, self.said, self.form):
            widget.setVisible(row is not None)
        self.form_title.setText(_title(row) if row is not None else self.empty.text())
        if row is not None and row.main is not self.form.entry:
            self.form.bind(row.main)
        self._show_state()
        if row is not None and not self.view.currentIndex().isValid():
            self._to_next()
        self._show_step(self.view.currentIndex().row())

    def _touched(self) -> None:
        if self.isVisible():
            self._show_state()
            self._show_step(self.view.currentIndex().row())

    def state(self) -> State | None:
        """The state of the procedure that is shown, over what is typed at this moment."""
        row = self.current
        if row is None or self.editing.case is None:
            return None
        stored = next((one for one in self.editing.case.procedures if one.process.id == row.row), None)
        process = cast("Process", row.main.as_typed())
        watched = [
            cast("Monitoring", one.main.as_typed()) for one in self.editing.rows["monitorings"].rows if not one.blank
        ]
        facts = Facts(
            process=process,
            steps=tuple(cast("ProcessStep", one.main.as_typed()) for one in self.model.rows_of(row.row)),
            votes=stored.votes if stored else (),
            postings=stored.postings if stored else (),
            monitoring=watched_by(process, watched),
            causes=self._causes(process, stored),
        )
        book = self._book or Rulebook(self.editing.session.store)
        return book.state(facts, self.editing.refs.today)

    def _causes(self, process: Process, stored: Facts | None) -> tuple[Cause, ...]:
        """Those of the year that is open as they are typed, of another as they are kept."""
        if process.year != self.editing.year:
            return stored.causes if stored else ()
        typed = (cast("Cause", self.editing.entries[f"cause:{rank}"].as_typed()) for rank in RANKS)
        return tuple(one for one in typed if one.code)

    def _show_state(self) -> None:
        row, state = self.current, self.state()
        self.model.show(row.row if row is not None else "", state)
        strange = _("这个程序由更新的版本登记，本版本不认识它的步骤；资料都还在，请升级程序。")
        self.headline.setText(state.headline if state is not None else strange if row is not None else "")
        self.reasons.setText("\n".join(f"· {one}" for one in state.reasons) if state is not None else "")
        self.problems.setText("\n".join(f"✗ {one}" for one in state.problems) if state is not None else "")
        for label in (self.headline, self.reasons, self.problems):
            label.setVisible(bool(label.text()))

    def _show_step(self, place: int) -> None:
        """Below the table: what the template asks of the step, and the rest of its fields once it was begun."""
        line = self.model.lines[place] if 0 <= place < len(self.model.lines) else None
        self.required.setText(required_words(line.step) if line is not None else "")
        begun = line is not None and line.row is not None
        self.step_form.setVisible(begun)
        hint = "" if begun else _("在步骤表中填写日期或结果后，可在这里添加照片和备注")
        self.step_title.setText(aside(line.step.name, hint) if line is not None else "")
        if line is not None and line.row is not None and line.row.main is not self.step_form.entry:
            self.step_form.bind(line.row.main)

    def finish_editing(self) -> None:
        """Take over what stands in a cell that is still open; lines without anything are no records."""
        self.view.finish_editing()
        self.model.tidy()

    def showEvent(self, event: QShowEvent) -> None:
        """What was typed on the other leaves meanwhile may tell of the steps."""
        super().showEvent(event)
        self._touched()

    # -- verbs ------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin a procedure; at once in the file, as an action of its own."""
        process = ask_start(self.editing, self)
        if process and self.show_process(process):
            self._to_next()
            self.view.setFocus()

    def _remove(self) -> None:
        row = self.current
        if row is not None:
            title = _("删除程序：{name}").format(name=_title(row))
            self.put_away(row, title, [_("启动错了"), _("重复登记")])

    def _remove_step(self, place: int) -> None:
        row = self.model.lines[place].row
        if row is not None and not self.editing.refs.read_only:
            title = _("删除步骤：{name}").format(name=self.model.lines[place].step.name)
            self.put_away(row, title, [_("登记错了"), _("重复登记")])

    def put_away(self, row: Row, title: str, proposals: Sequence[str]) -> None:
        """As everywhere; then another procedure is shown, or none."""
        super().put_away(row, title, proposals)
        self._show()

    # -- moving -----------------------------------------------------------------------------------------------------

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a procedure or of one of its steps."""
        if entity == "process":
            return self.show_process(row) and self.form.focus_field(key)
        found = self.editing.rows["steps"].by_id(row)
        if found is None or not self.show_process(str(found.main.value("process"))):
            self.focus_first()
            return True
        index = self.model.place_of(row, key)
        if index.isValid():
            self.view.go_to(index.row(), index.column())
            self.view.setFocus()
        return index.isValid()

    def focus_first(self) -> None:
        """Put the cursor on the step at which something is to be done; without procedures on the button."""
        if self.current is None:
            self.start_button.setFocus()
            return
        self._to_next()
        self.view.setFocus()

    def _to_next(self) -> None:
        """The cursor to the step at which something is to be done, with the state in sight."""
        self.view.go_to(self.model.next_place(), _DONE)
        self.view.horizontalScrollBar().setValue(0)


def _title(row: Row) -> str:
    """A procedure in a list: year, name, when it was begun."""
    process = row.main
    name = shown(field_spec("process.template"), process.value("template"))
    turn = process.value("turn")
    again = _("第{turn}次").format(turn=turn) if isinstance(turn, int) and turn > 1 else ""
    text = _("{year}年 {name}").format(year=process.value("year"), name=aside(name, again))
    return aside(text, _("{day}启动").format(day=process.value("started_on") or ""))


_COLUMNS: Final = (
    ("turn", 4), ("kind", 8), ("risks", 10), ("clue_on", 7), ("confirmed_on", 7), ("removed_on", 7), ("removal", 6),
)  # fmt: skip


class MonitoringPanel(ListPanel):
    """Each time the household came under monitoring."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        columns = [
            Column(key, heading_of(field_spec(f"monitoring.{key}")), _fact(key), width) for key, width in _COLUMNS
        ]
        super().__init__(editing, icons, "monitorings", columns, parent)
        self.add_button(_("登记监测(&A)"), "add", self.add)
        self.remove_button = self.add_button(_("删除(&G)…"), "delete", self._remove)
        self.row_shown(self.current)

    def empty_text(self) -> str:
        """What to do first."""
        return _("没有纳入过监测。发现返贫致贫线索后点“登记监测”，填写线索、风险和认定情况。")

    def row_shown(self, row: Row | None) -> None:
        """Removing needs a record."""
        if hasattr(self, "remove_button"):
            self.remove_button.setEnabled(row is not None and not self.editing.refs.read_only)

    def _altered(self, row: Row, entity: str, key: str) -> None:
        """A new record is the next turn: offices that register the same one mean the same."""
        if not row.row and not row.main.content("turn") and any(row.main.draft().values()):
            turns = [one.main.value("turn") for one in self.rows.rows if one is not row]
            row.main.put("turn", 1 + max((one for one in turns if isinstance(one, int)), default=0))
        super()._altered(row, entity, key)

    def _remove(self) -> None:
        self.remove_current([_("登记错了"), _("重复登记")])


def _fact(key: str) -> Callable[[Row], str]:
    spec = field_spec(f"monitoring.{key}")
    return lambda row: shown(spec, row.main.value(key))
