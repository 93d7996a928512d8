# SPDX-License-Identifier: MIT
"""The case file of a household: head, sections with lights, one section at a time, problems, saving and drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.completeness import Section, section_of_problem
from villagedesk.models.completing import stage
from villagedesk.ui import messages, shortcuts
from villagedesk.ui.casefile.assessing import Assessor
from villagedesk.ui.casefile.completing import Completing
from villagedesk.ui.casefile.editing import CaseEditing
from villagedesk.ui.casefile.events.panel import EventsPanel
from villagedesk.ui.casefile.exempting import exempt
from villagedesk.ui.casefile.form_panels import BasicPanel, CausesPanel, LivingPanel
from villagedesk.ui.casefile.header import CaseHeader
from villagedesk.ui.casefile.history import HistoryPanel
from villagedesk.ui.casefile.income import IncomePanel
from villagedesk.ui.casefile.lock_bar import LockBar
from villagedesk.ui.casefile.members import MembersPanel
from villagedesk.ui.casefile.pairings import PairingsPanel
from villagedesk.ui.casefile.papers import PapersPanel
from villagedesk.ui.casefile.plan import PlanPanel
from villagedesk.ui.casefile.problem_list import ProblemList
from villagedesk.ui.casefile.procedures import ProceduresPanel
from villagedesk.ui.casefile.readiness import ReadinessPanel
from villagedesk.ui.casefile.section_list import EVENTS, HISTORY, ORDER, PAPERS, SectionList
from villagedesk.ui.casefile.visiting import VisitingPanel
from villagedesk.ui.forms.draft_bar import DraftBar
from villagedesk.ui.forms.drafting import DraftKeeper
from villagedesk.ui.forms.record_form import RecordForm
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.page_stack import PageStack, framed
from villagedesk.ui.tables.entry_model import EntryModel

if TYPE_CHECKING:
    from villagedesk.models.completeness import SectionState
    from villagedesk.models.problem import Problem
    from villagedesk.store.drafts import Draft
    from villagedesk.ui.casefile.panel import SectionPanel
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_PANELS: Final[dict[str, type[SectionPanel]]] = {
    Section.BASIC: BasicPanel,
    Section.MEMBERS: MembersPanel,
    Section.CAUSES: CausesPanel,
    Section.LIVING: LivingPanel,
    Section.INCOME: IncomePanel,
    Section.HELPERS: PairingsPanel,
    Section.PLAN: PlanPanel,
    Section.VISITS: VisitingPanel,
    Section.PROCEDURES: ProceduresPanel,
    EVENTS: EventsPanel,
    Section.READINESS: ReadinessPanel,
    PAPERS: PapersPanel,
    HISTORY: HistoryPanel,
}
_SAVE, _GIVE_UP = 0, 1
_LEAST: Final = 26  # 汉字: a field with its label; the list of households gives way first
_LINES_SEEN: Final = 4
DRAFT_FORM: Final = "casefile"


class CaseFileView(QWidget):
    """Opens, shows, saves and leaves one household at a time.

    Signals:
        said: a note for the status bar.
        gone: the household that was open is no longer in the file.
    """

    said = Signal(str)
    gone = Signal()

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.icons = icons
        self.editing = CaseEditing(session, RefSource(session), self)
        self.assessor = Assessor(self.editing, self)
        self.drafts = DraftKeeper(session, DRAFT_FORM, self.editing, self)
        self.panels: dict[str, SectionPanel] = {}
        self._built_for = 0

        self.header = CaseHeader(self.editing, icons, self)
        self.bar = DraftBar(icons, self)
        self.lock_bar = LockBar(self.editing, icons, self)
        self.sections = SectionList(icons, self)
        self.stack = PageStack(self)
        self.problems = ProblemList(icons, self)
        self._build()

        self.header.year_wanted.connect(self.show_year)
        self.header.save_wanted.connect(self.save)
        self.header.complete_wanted.connect(self.complete)
        self.bar.answered.connect(self._draft_answered)
        self.sections.wanted.connect(self._show_section)
        self.sections.entered.connect(self.focus_first)
        self.problems.wanted.connect(self.reveal)
        self.problems.exempt_wanted.connect(self._exempt)
        self.assessor.assessed.connect(self._show_states)
        self.editing.gone.connect(self._gone)
        self.editing.lock_changed.connect(self._follow_lock)
        self.editing.opened.connect(self.problems.start_over)
        self.editing.saved.connect(self.drafts.keep)
        session.year_changed.connect(self._working_year_changed)

    def _build(self) -> None:
        middle = QHBoxLayout()
        middle.addWidget(self.sections)
        frame = framed(self.stack, self)
        frame.setMinimumWidth(_LEAST * self.fontMetrics().horizontalAdvance("汉"))
        middle.addWidget(frame, 1)
        for scrolling in (self.sections, frame):  # else the page scrolls as a whole as soon as the filters are shown
            scrolling.setSizePolicy(scrolling.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Ignored)
            scrolling.setMinimumHeight(_LINES_SEEN * self.fontMetrics().height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self.header)
        layout.addWidget(self.bar)
        layout.addWidget(self.lock_bar)
        layout.addLayout(middle, 1)
        layout.addWidget(self.problems)
        shortcuts.bind(self, next_problem=self._next_problem, problem_before=self._problem_before)
        shortcuts.bind(self, complete=self.complete)
        shortcuts.bind(self, next_section=self._next_section, section_before=self._section_before)

    # -- opening and leaving ----------------------------------------------------------------------------------------

    @property
    def household(self) -> str:
        """Id of the household that is open; empty for none."""
        return self.editing.household_id

    def open(self, household: str, year: int | None = None) -> bool:
        """Show a household. What was typed into the one before is saved first; False if that failed or the household is gone."""
        if not self.leave():
            return False
        if not self.editing.open(household, year or self.session.year):
            return False
        self._rebuild_for_year()
        self.bar.offer(self.drafts.begin(), self.editing.household_name, self.editing.refs.today.isoformat())
        return True

    def close_household(self) -> None:
        """Show nothing; what was typed must have been dealt with."""
        self.editing.close()
        self.bar.offer(None, "", "")

    def leave(self) -> bool:
        """Go on to something else: what can be saved is saved, the rest stays as a draft. False if saving failed."""
        if self.editing.case is None:
            return True
        self.finish_editing()
        if not self.editing.dirty:
            self.drafts.keep()
            return True
        if self.session.store.read_only:
            self.editing.give_up()
            return True
        if not self.save():
            return False
        kept_out = self.editing.kept_out()
        if kept_out:
            text = _("{name}有{count}处内容不合规则，没有保存，已留作草稿，再打开该户时可以恢复。")
            self.said.emit(text.format(name=self.editing.household_name, count=len(kept_out)))
        self.drafts.keep()
        return True

    def can_leave(self) -> bool:
        """Ask what to do with what is not saved; False keeps the user here."""
        self.finish_editing()
        if not self.editing.dirty:
            return True
        text = _("{name}的修改还没有保存。").format(name=self.editing.household_name)
        answer = messages.choose(self, text, [_("保存"), _("放弃修改"), _("继续编辑")])
        if answer == _SAVE:
            return self._save_all()
        if answer == _GIVE_UP:
            self.editing.give_up()
            self.drafts.keep()
            return True
        return False

    def _save_all(self) -> bool:
        if not self.save():
            return False
        kept_out = self.editing.kept_out()
        if not kept_out:
            return True
        text = _("其余内容已保存，下面{count}处不合规则，没有保存：").format(count=len(kept_out))
        said = "\n".join([text, *(one.text() for one in kept_out[:8])])
        if messages.choose(self, said, [_("留作草稿，离开"), _("继续编辑")]) == 0:
            self.drafts.keep()
            return True
        self.reveal(kept_out[0])
        return False

    def show_year(self, year: int) -> None:
        """Show the same household in another year."""
        if self.household and year != self.editing.year:
            self.open(self.household, year)
        self.header.show_case()

    def _working_year_changed(self, year: int) -> None:
        self.show_year(year)

    def _gone(self) -> None:
        name = self.editing.household_name
        self.editing.give_up()
        self.close_household()
        self.said.emit(_("{name}已不在文件中。").format(name=name))
        self.gone.emit()

    def _follow_lock(self) -> None:
        """What is held fast is only shown from now on, what was opened can be typed into."""
        for form in self.findChildren(RecordForm):
            form.follow_lock()
        for model in self.findChildren(EntryModel):
            model.follow_lock()
        for panel in self.panels.values():
            panel.show_case()

    # -- saving -----------------------------------------------------------------------------------------------------

    def finish_editing(self) -> None:
        """Take over what stands in open cells and in the field under the cursor."""
        for panel in self.panels.values():
            panel.finish_editing()

    def save(self) -> bool:
        """Save whatever can be saved; it never refuses because of errors. False if the file could not be written."""
        self.finish_editing()
        try:
            saved = self.editing.save()
        except VillageDeskError as error:
            self.drafts.keep()
            messages.problem(self, error)
            return False
        if saved is not None:
            rest = len(self.editing.kept_out())
            text = _("已保存{name}").format(name=self.editing.household_name)
            self.said.emit(text + (_("；{count}处不合规则的没有保存").format(count=rest) if rest else ""))
        return True

    def complete(self) -> bool:
        """Save, and call the file of the year complete; where something stands in the way, say what, and lead to it."""
        if self.editing.case is None or self.session.store.read_only or not self.save():
            return False
        try:
            return Completing(self).complete()
        except VillageDeskError as error:
            messages.problem(self, error)
            return False

    # -- drafts -----------------------------------------------------------------------------------------------------

    def _draft_answered(self, draft: Draft, wanted: bool) -> None:
        year = draft.content.get("year")
        if wanted and isinstance(year, int) and year != self.editing.year:
            self.editing.open(self.household, year)
            self._rebuild_for_year()
        self.drafts.answer(draft, wanted)

    # -- sections ---------------------------------------------------------------------------------------------------

    def _rebuild_for_year(self) -> None:
        """Labels and choices follow the year, so the panels of another year are made anew."""
        current = self.sections.currentRow()
        if self._built_for != self.editing.year:
            self._built_for = self.editing.year
            self.sections.show_year(self.editing.year)
            for panel in self.panels.values():
                self.stack.removeWidget(panel)
                panel.deleteLater()
            self.panels.clear()
        self.sections.setCurrentRow(-1)
        self.sections.setCurrentRow(max(current, 0))

    def panel(self, section: str) -> SectionPanel:
        """The panel of a section, made when it is first wanted."""
        if section not in self.panels:
            panel = _PANELS[section](self.editing, self.icons, self.stack)
            self.panels[section] = panel
            self.stack.addWidget(panel)
            panel.wanted.connect(self.reveal)
            panel.show_case()
        self.panels[section].catch_up()
        return self.panels[section]

    def _show_section(self, section: str) -> None:
        if self.editing.case is not None:
            self.finish_editing()
            self.stack.setCurrentWidget(self.panel(section))

    def go_to(self, section: str) -> SectionPanel:
        """Show a section."""
        self.sections.go_to(section)
        return self.panel(section)

    def focus_first(self) -> None:
        """Put the cursor into the section that is shown."""
        self.panel(ORDER[max(self.sections.currentRow(), 0)]).focus_first()

    def _step_section(self, by: int) -> None:
        self.sections.setCurrentRow((self.sections.currentRow() + by) % len(ORDER))
        self.focus_first()

    def _next_section(self) -> None:
        self._step_section(1)

    def _section_before(self) -> None:
        self._step_section(-1)

    # -- problems ---------------------------------------------------------------------------------------------------

    def _show_states(self, states: dict[Section, SectionState]) -> None:
        self.sections.show_states(states)
        if self.editing.case is not None:
            self.header.show_stage(stage(self.editing.case, states.values()))
        self.problems.show_problems([*self.editing.kept_out(), *self.assessor.problems()])

    def reveal(self, problem: Problem) -> None:
        """Go to the field that a problem is about; where no field shows it, to the beginning of its section."""
        panel = self.go_to(PAPERS if problem.entity == "printed_paper" else section_of_problem(problem))
        if not panel.reveal_problem(problem):
            panel.focus_first()

    def _exempt(self, problem: Problem) -> None:
        if not self.session.store.read_only:
            exempt(self, problem)

    def _next_problem(self) -> None:
        self.problems.next()

    def _problem_before(self) -> None:
        self.problems.next(-1)
