# SPDX-License-Identifier: MIT
"""What meetings and notices have in common: a list, the form of the chosen one, and the households it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtWidgets import QPushButton, QWidget

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.procedure import Meeting, Notice, Process
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.codes import own_code
from villagedesk.models.doings import Doing, Outcome
from villagedesk.models.values.show import entity_name, heading_of, shown
from villagedesk.services.procedure.procedures import Candidate, Rulebook, names_of
from villagedesk.store import reads
from villagedesk.ui import labels, messages
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.forms.owning_panel import OwningPanel
from villagedesk.ui.meetings.items_model import ItemsModel
from villagedesk.ui.meetings.pick import pick
from villagedesk.ui.meetings.printing import print_gathering
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.grid_view import GridView

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.models.templates import Step
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.forms.row_set import Row, RowSet
    from villagedesk.ui.icons import Icons

_LINES_SEEN: Final = 4  # with the heading; on a screen of twice the size the form wants room too


@dataclass(frozen=True, slots=True)
class GatheringLine:
    """A meeting or notice in the list; `name` is what the search box looks at."""

    id: str
    name: str
    day: str
    kind: str
    place: str
    count: int


class GatheringPanel(OwningPanel):
    """What meetings and notices have in common: a village, a day, a kind, and lines about households."""

    items_of: ClassVar[str] = ""
    item_kind: ClassVar[type[Record]]
    day: ClassVar[str] = ""
    keys: ClassVar[tuple[str, ...]] = ()
    widths: ClassVar[tuple[float, ...]] = ()

    def __init__(self, refs: RefSource, icons: Icons, entity: str, parent: QWidget | None = None) -> None:
        self._whose: dict[str, str] = {}
        self._processes: dict[str, Process] = {}
        self.book = Rulebook(refs.session.store)
        super().__init__(refs, icons, entity_spec(entity), self._columns(entity), (self.items_of,), parent)
        words = (self._whose_words, self._procedure_words, self.outcome_words)
        self.item_model = ItemsModel(self.items, self.keys, words, refs, icons, self)
        side = self.right.parentWidget()
        self.grid = GridView(self.item_model, side)
        self.grids.append(self.grid)
        self.grid.setAccessibleName(entity_name(entity_spec(self.items_of)))
        columns = self.item_model.column_keys
        self.grid.remember_columns(f"{entity}-items", columns, (11, *self.widths, 12), [False] * len(columns))
        self.grid.setMinimumHeight(_LINES_SEEN * (self.fontMetrics().height() + 8))
        self.grid.row_wanted_gone.connect(self._ask_out)
        self.pick_button = QPushButton(_("选择等候的户(&G)…"), self)
        self.pick_button.clicked.connect(self.pick)
        icons.later(self.pick_button, "add")
        self.out_button = QPushButton(_("移出所选户(&M)…"), self)
        self.out_button.clicked.connect(lambda: self._ask_out(self.grid.currentIndex().row()))
        icons.later(self.out_button, "delete")
        self.print_button = QPushButton(self)
        self.print_button.clicked.connect(self.print_papers)
        icons.later(self.print_button, "print")
        self._icons = icons
        self.heading = labels.label("", labels.HEADING)
        verbs = QWidget(side)
        flow = FlowLayout(verbs)
        for button in (self.pick_button, self.out_button, self.print_button):
            flow.addWidget(button)
        self.right.addWidget(self.heading)
        self.right.addWidget(verbs)
        self.right.addWidget(self.grid, 1)
        self.right.addStretch()  # takes the room of the grid while that is hidden
        self.form.dirtied.connect(self.item_model.redraw_all)
        self._show_state()

    def _columns(self, entity: str) -> list[Column[Any]]:
        kind = heading_of(field_spec(f"{entity}.kind"))
        return [
            Column("day", heading_of(field_spec(f"{entity}.{self.day}")), lambda line: line.day, 6),
            Column("kind", kind, lambda line: line.kind, 7),
            Column("count", _("户数"), lambda line: str(line.count), 3, order=lambda line: line.count, right=True),
            Column("place", heading_of(field_spec(f"{entity}.place")), lambda line: line.place, 8),
        ]

    @property
    def items(self) -> RowSet:
        """The households."""
        return self.lines_of[self.items_of]

    # -- what RecordsPanel asks -------------------------------------------------------------------------------------

    def lines(self) -> list[GatheringLine]:
        """Those of the village, the latest first."""
        store = self.refs.session.store
        found = reads.of_owner(store, self.spec.record, self.village) if self.village else []
        items = reads.of_owners(store, self.item_kind, [one.id for one in found])
        kind = self.spec["kind"]
        lines = []
        for one in found:
            facts = one.facts()
            day, place, what = str(facts[self.day] or ""), str(facts["place"] or ""), shown(kind, facts["kind"])
            lines.append(GatheringLine(one.id, f"{day} {what} {place}", day, what, place, len(items.get(one.id, ()))))
        return sorted(lines, key=lambda line: (line.day, line.id), reverse=True)

    def search_hint(self) -> str:
        """What finds a line."""
        return _("日期、类别、地点")

    def _name(self) -> str:
        entry = self.form.entry
        parts = (str(entry.value(self.day) or ""), shown(self.spec["kind"], entry.value("kind")))
        return " ".join(filter(None, parts))

    def refresh(self) -> None:
        """Editions and lines may have changed."""
        self.book = Rulebook(self.refs.session.store)
        super().refresh()

    def print_papers(self) -> None:
        """Print what the record that is shown leaves on paper; blank forms where none is. What was typed is saved first."""
        if self.dirty and not (self.save() and not self.dirty):
            return
        row = self.form.entry.row
        record = reads.get(self.refs.session.store, self.spec.record, row) if row else None
        gathered = record if isinstance(record, (Meeting, Notice)) else None
        print_gathering(self, self.refs.session, self._icons, gathered, self._name() if gathered else "")

    # -- the households ---------------------------------------------------------------------------------------------

    def looked_at(self, records: list[Any]) -> None:
        """Whose lines they are, and of which procedures."""
        store = self.refs.session.store
        self._whose |= names_of(store, {one.household for one in records if one.household} - set(self._whose))
        for key in {one.process for one in records if one.process} - set(self._processes):
            process = reads.get(store, Process, key)
            if process is not None:
                self._processes[key] = process

    def _show_state(self) -> None:
        super()._show_state()
        if not hasattr(self, "heading"):
            return
        writable = self._open and not self.refs.read_only
        for widget in (self.heading, self.grid, self.pick_button, self.out_button):
            widget.setVisible(self._open)
        self.pick_button.setEnabled(writable and bool(self.form.entry.value("kind")))
        self.pick_button.setToolTip("" if self.form.entry.value("kind") else _("请先填写类别"))
        self.out_button.setEnabled(writable and bool(len(self.items)))
        self.print_button.setText(_("打印(&R)…") if self.form.entry.row else _("打印空白表(&R)…"))
        self.heading.setText(
            _("{what}（{count}户）").format(what=entity_name(self.items.specs[0]), count=len(self.items))
        )

    def waiting(self) -> list[Candidate]:
        """The households that may be chosen."""
        raise NotImplementedError

    def pick(self) -> None:
        """Let the user choose households; what is decided about them he types himself."""
        known = {row.main.value("process") for row in self.items.rows}
        found = [one for one in self.waiting() if one.id not in known]
        if not found:
            messages.note(self, _("没有等候的户。请先在户档案的“识别与退出”中启动程序，并办完前面的步骤。"))
            return
        self.put_in(pick(found, self))

    def put_in(self, chosen: list[Candidate]) -> None:
        """Take households in; saved with the record."""
        for one in chosen:
            self._whose[one.household] = one.whose
            process = reads.get(self.refs.session.store, Process, one.id)
            if process is not None:
                self._processes[one.id] = process
            row = self.items.add()
            row.main.put("household", one.household)
            row.main.put("process", one.id)
            row.main.put("step", one.named or None)
        if chosen:
            self.grid.go_to(len(self.items) - len(chosen), 1)
            self.grid.setFocus()

    def _ask_out(self, place: int) -> None:
        self.take_out(self.items_of, self.item_model.row_at(place), _("移出：{name}"))

    def warn_of_line(self, row: Row) -> str:
        """The household."""
        return self._whose_words(row)

    def _whose_words(self, row: Row) -> str:
        return self._whose.get(str(row.main.value("household")), "") or _("（已删除）")

    def _procedure_words(self, row: Row) -> str:
        process, step = self._processes.get(str(row.main.value("process") or "")), self.step_of(row)
        if process is None:
            return ""
        own = step.name if step is not None and own_code(step.key) else ""  # the program's follow from the kind
        return aside(shown(field_spec("process.template"), process.template), own)

    def _named(self, row: Row) -> str | None:
        """The step that the household's line names."""
        return str(row.main.value("step") or "") or None

    def step_of(self, row: Row) -> Step | None:
        """The step of the household's procedure that this meeting or notice carries out."""
        raise NotImplementedError

    def _steps(self, row: Row) -> tuple[Step, ...]:
        process = self._processes.get(str(row.main.value("process") or ""))
        template = self.book.template(process.template, self._year_of(row)) if process is not None else None
        return template.steps if template is not None else ()

    def _year_of(self, row: Row) -> int:
        """The year of the household's procedure."""
        process = self._processes.get(str(row.main.value("process") or ""))
        return process.year if process is not None and isinstance(process.year, int) else self.refs.session.year

    def judge(self, row: Row, step: Step) -> Doing:
        """What follows for a household from what is typed at this moment."""
        raise NotImplementedError

    def outcome_words(self, row: Row) -> str:
        """The same in words."""
        step = self.step_of(row)
        if step is None:
            return ""
        doing = self.judge(row, step)
        word = {
            Outcome.PASSED: _("通过"),
            Outcome.REFUSED: _("不通过"),
            Outcome.RUNNING: _("公示中"),
        }.get(doing.outcome, "")
        return word or doing.reason
