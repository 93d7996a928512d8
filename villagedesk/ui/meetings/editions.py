# SPDX-License-Identifier: MIT
"""How the county carries out each procedure: its steps, in its order, on what ground, from which year on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from villagedesk.i18n import _, clauses
from villagedesk.models.catalogue.procedure import ProcedureEdition
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.edition_plan import Planned, off_of, plan_of
from villagedesk.models.edition_words import departures
from villagedesk.models.editions import year_of
from villagedesk.models.templates import template_of
from villagedesk.models.values.show import heading_of, shown
from villagedesk.services.procedure.edition_effects import cases_words, effect_words
from villagedesk.services.procedure.editions import edition_id, edits_of
from villagedesk.services.procedure.procedures import Rulebook, without_past
from villagedesk.store import reads
from villagedesk.ui import labels, messages
from villagedesk.ui.forms.records_panel import RecordsPanel
from villagedesk.ui.meetings.affected import AffectedDialog
from villagedesk.ui.meetings.edition_steps import StepsArrangement
from villagedesk.ui.meetings.effects import EditionEffects
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.spec import Record, Value
    from villagedesk.models.edition_plan import Plan
    from villagedesk.models.templates import Template
    from villagedesk.services.keeping.records import Edit, Removal
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.icons import Icons


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the list."""

    id: str
    name: str
    year: str
    words: str


class EditionsPanel(RecordsPanel):
    """How the county carries out each procedure from the working year on: its steps as a list that is arranged.

    Signals:
        wanted_household: the id of a household whose case would stand otherwise.
    """

    named_by = "template"
    wanted_household = Signal(str)

    def __init__(self, refs: RefSource, icons: Icons, parent: QWidget | None = None) -> None:
        columns: list[Column[EditionLine]] = [
            Column("name", heading_of(field_spec("procedure_edition.template")), lambda line: line.name, 8),
            Column("year", heading_of(field_spec("procedure_edition.year")), lambda line: line.year, 5),
            Column("words", _("调整"), lambda line: line.words, 12, tip=lambda line: line.words),
        ]
        self.book = Rulebook(refs.session.store)
        self._begun = ""  # the procedure whose steps are shown
        self._stored: Plan = ()
        self._behind = False  # whether the file has changed since the cases were read
        super().__init__(refs, icons, entity_spec("procedure_edition"), columns, parent)
        self.effects = EditionEffects(refs.session, self)
        self._icons = icons
        self.hint = labels.label(
            _("新增的调整从工作年度起适用，直到下一次调整。公示天数等期限在“设置”的“标准与期限”中修改。"), labels.HINT
        )
        self.heading = labels.label("", labels.HEADING)
        self.steps = StepsArrangement(refs, icons, self)
        self.effect = labels.label("", labels.HINT)
        self.fault = labels.label("", labels.ERROR)
        self.affected_button = QPushButton(_("查看这些户(&L)…"), self)
        self.affected_button.clicked.connect(self.show_affected)
        icons.later(self.affected_button, "household")
        self._add_steps()
        self.form.entry.altered.connect(self._follow_template)
        self.steps.arranged.connect(self._arranged)
        self.effects.told.connect(self._show_effect)
        self._show_state()

    def _add_steps(self) -> None:
        self.right.insertWidget(0, self.hint)
        self.right.setStretchFactor(self.area, 0)  # the steps want the room
        line = QHBoxLayout()
        line.addWidget(self.effect, 1)
        line.addWidget(self.affected_button)
        for widget in (self.heading, self.steps, self.fault):
            self.right.addWidget(widget, 2 if widget is self.steps else 0)
        self.right.addLayout(line)
        self.right.addStretch()  # takes the room of the steps while they are hidden

    # -- what RecordsPanel asks -------------------------------------------------------------------------------------

    def lines(self) -> list[EditionLine]:
        """All editions, by procedure and year."""
        found = []
        for one in reads.where(self.refs.session.store, ProcedureEdition):
            template = self.book.template(one.template, year_of(one))
            words = clauses(departures(template)) if template is not None else ""
            found.append(EditionLine(one.id, shown(self.spec["template"], one.template), str(one.year or ""), words))
        return sorted(found, key=lambda line: (line.name, line.year))

    def given(self) -> dict[str, Value]:
        """The working year."""
        return {"year": self.refs.session.year}

    def _name(self) -> str:
        return shown(self.spec["template"], self.form.entry.value("template"))

    def edits(self) -> list[Edit | Removal]:  # type: ignore[override]  # steps go, too
        """The edition, and the steps in which it departs from the program."""
        store, template = self.refs.session.store, template_of(self._key)
        found: list[Edit | Removal] = [*without_past(store, super().edits())]
        if template is not None and (found or self._rearranged):
            found += edits_of(store, self.steps.plan, template, self._row)
        return found

    def save(self) -> bool:
        """Save it unless the procedure has an edition of that year already."""
        store = self.refs.session.store
        if self._open and not self.form.entry.row and reads.get(store, ProcedureEdition, self._row) is not None:
            text = _("“{name}”{year}年的调整已经有了。请在左边的列表中打开它修改；从别的年起的，先换工作年度。")
            messages.note(self, text.format(name=self._name(), year=self._year))
            return False
        return super().save()

    def stored(self, _saved: object) -> None:
        """The steps are in the file as they stand here; the cases were read again as the file changed."""
        self._stored = self.steps.plan
        self._look()

    def warning_before_removal(self, _row: str) -> str:
        """Whose cases would go back to the program's steps, or to those of the edition before."""
        if self.effects.waiting:
            return _("还没有看完删除后哪些户的进度会改变。")
        if self.effects.cases is None or self._before() is None:
            return ""
        return effect_words(self.effects.cases, self.effects.removed, _("删除后恢复为这之前的步骤"))

    @property
    def dirty(self) -> bool:
        """Whether anything would be lost by closing."""
        return super().dirty or (self._open and self._rearranged)

    def draft(self) -> dict[str, Any]:
        """What was typed and arranged."""
        kept = super().draft()
        if self._rearranged:
            kept["entries"]["steps"] = {"plan": [asdict(one) for one in self.steps.plan]}
        return kept

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Bring it back."""
        super().take_draft(content)
        known = {one.name for one in fields(Planned)}
        steps = content.get("entries", {}).get("steps", {}).get("plan", ())
        plan = tuple(Planned(**{key: _listless(one[key]) for key in known & set(one)}) for one in steps)
        if plan:
            self._put(plan)
            self._arranged()

    def forget(self) -> None:
        """Nor does what was arranged."""
        super().forget()
        self._put(self._stored)

    def refresh(self) -> None:
        """The file has changed: so may editions and lines have, and what nobody rearranged here."""
        self.book = Rulebook(self.refs.session.store)
        rearranged = self._rearranged
        super().refresh()
        if self._open:
            self._begun, self._stored = self._key, self._plan_in_file()
            self._put(self.steps.plan if rearranged else self._stored)
            self._behind = True
            if self.isVisible():
                self._read_cases()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the cases again where something has changed while nobody looked."""
        super().showEvent(event)
        if self._behind:
            self._read_cases()

    # -- the steps --------------------------------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        return str(self.form.entry.value("template") or "")

    @property
    def _year(self) -> int:
        """From which year on the edition holds; a new one from the working year."""
        stored = self.form.entry.record
        return year_of(stored) if stored.id and isinstance(stored, ProcedureEdition) else self.refs.session.year

    @property
    def _row(self) -> str:
        """The id of the edition, also of a new one."""
        return self.form.entry.row or edition_id(self._key, self._year)

    @property
    def _rearranged(self) -> bool:
        return self.steps.plan != self._stored

    def _plan_in_file(self) -> Plan:
        """The steps as they stand in the file; a new edition begins with those of the one that holds until then."""
        template = template_of(self._key)
        if template is None:
            return ()
        edition = self.book.edition(self._key, self._year)
        if edition is None:
            return plan_of(template, ProcedureEdition(), ())
        return plan_of(template, edition, self.book.editions.rows(edition.id))

    def _show(self, record: Record, *, is_open: bool) -> None:
        super()._show(record, is_open=is_open)
        self._begin()

    def _follow_template(self, key: str) -> None:
        """Another procedure was chosen for a new edition."""
        if key == "template" and not self.form.entry.row and self._key != self._begun:
            self._begin()

    def _begin(self) -> None:
        if not hasattr(self, "steps"):
            return
        self._begun, self._stored = self._key, self._plan_in_file()
        self._put(self._stored)
        self._read_cases()
        if not self.form.entry.row and self._key:
            self.form.entry.put("off", off_of(self._stored))

    def _put(self, plan: Plan) -> None:
        self.steps.show_plan(template_of(self._key), plan, self.book.limits(self._year))
        self._show_state()

    def _arranged(self) -> None:
        self.form.entry.put("off", off_of(self.steps.plan))
        self._look()

    # -- what it would do -------------------------------------------------------------------------------------------

    def _before(self) -> Template | None:
        """How the procedure would go without the edition."""
        return self.book.template(self._key, self._year - 1)

    def _read_cases(self) -> None:
        self._behind = False
        if self._key:
            self.effects.read(self._key, self._year, self._before(), self._arrangement())
        else:
            self.effects.clear()
        self._show_effect()

    def _look(self) -> None:
        self.effects.look(self._arrangement())
        self._show_effect()

    def _arrangement(self) -> Template | None:
        return self.steps.template if self._rearranged else None

    def _show_effect(self) -> None:
        cases = self.effects.cases
        self.fault.setText(self.steps.fault())
        if self.effects.waiting:
            self.effect.setText(_("正在看保存后哪些户的进度会改变…"))
        elif cases is None or self.steps.template is None:
            self.effect.setText("")
        elif self._rearranged:
            self.effect.setText(effect_words(cases, self.effects.affected, _("保存后都按上面的步骤办")))
        else:
            self.effect.setText(cases_words(cases))
        self._show_state()

    def show_affected(self) -> None:
        """Show whose cases would stand otherwise."""
        dialog = AffectedDialog(self.effects.affected, self._icons, self)
        dialog.wanted_household.connect(self.wanted_household)
        dialog.exec()
        dialog.deleteLater()

    def _show_state(self) -> None:
        super()._show_state()
        if not hasattr(self, "steps"):
            return
        shown_steps = self._open and bool(self._key)
        for widget in (self.heading, self.steps, self.effect):
            widget.setVisible(shown_steps)
        self.fault.setVisible(shown_steps and bool(self.fault.text()))
        self.affected_button.setVisible(shown_steps and bool(self.effects.affected))
        self.hint.setVisible(not shown_steps)
        self.form.rows["template"].setEnabled(not self.form.entry.row)
        off = len(off_of(self.steps.plan))
        text = _("{year}年起的步骤（{count}步）") if not off else _("{year}年起的步骤（{count}步，另有{off}步不要求）")
        self.heading.setText(text.format(year=self._year, count=len(self.steps.plan) - off, off=off))


def _listless(value: Any) -> Any:
    """A value as it was before it was written into a draft."""
    return tuple(value) if isinstance(value, list) else value
