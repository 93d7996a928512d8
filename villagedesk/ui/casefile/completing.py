# SPDX-License-Identifier: MIT
"""完成: what stands in the way of calling a case file complete is said by section, and the first of it shown (ux.md §5, saving)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, labelled, listed
from villagedesk.models.completeness import Light, Section, section_of_problem
from villagedesk.models.problem import Level
from villagedesk.services.casefile import completing
from villagedesk.ui import messages
from villagedesk.ui.casefile.section_list import ORDER, counts_in_words, title_of

if TYPE_CHECKING:
    from villagedesk.models.completeness import SectionState
    from villagedesk.models.problem import Problem
    from villagedesk.ui.casefile.view import CaseFileView

# What every file of a year tells; elsewhere nothing may be all there is to say.
_NEVER_EMPTY: Final = (Section.MEMBERS, Section.LIVING, Section.INCOME)
_BACK, _ANYWAY = 0, 1


class Completing:
    """One attempt, after everything that can be saved was saved."""

    def __init__(self, view: CaseFileView) -> None:
        self._view = view
        self._editing = view.editing
        case = self._editing.case
        assert case is not None
        self._year = case.year
        self._states = completing.states_of(view.session.store, case)
        self._kept_out = self._editing.kept_out()

    def complete(self) -> bool:
        """Call the file complete, or say why not; whether it is.

        Raises:
            VillageDeskError: it could not be written.
        """
        if self._kept_out or self._errors():
            self._refuse()
            return False
        lines = self._lines()
        if lines and not self._is_sure(lines):
            return False
        session = self._view.session
        session.about_to_save.emit()
        completing.complete(session.store, self._editing.household_id, self._year)
        text = _("{name}{year}年度的档案已标为完成").format(name=self._editing.household_name, year=self._year)
        self._view.said.emit(text)
        return True

    def _errors(self) -> list[Problem]:
        return [one for state in self._in_order() for one in state.problems if one.level is Level.ERROR]

    def _in_order(self) -> list[SectionState]:
        return [self._states[Section(one)] for one in ORDER if one in self._states]

    def _lines(self) -> list[str]:
        """What is wrong, doubted or missing, a line for each section."""
        lines = []
        for state in self._in_order():
            out = sum(section_of_problem(one) is state.section for one in self._kept_out)
            counts = [counts_in_words(state), _("没有保存的{count}处").format(count=out) if out else ""]
            told = listed([one for one in counts if one])
            if state.light is Light.GREY and state.section in _NEVER_EMPTY and not told:
                told = _("还没有填写")
            if told:
                lines.append(labelled(title_of(state.section, self._year), told))
        return lines

    def _refuse(self) -> None:
        text = _("已保存。还有错误，不能标为完成：")
        if self._kept_out:
            text = _("其余已保存。还有错误，不能标为完成：")
        answers = [_("返回修改"), _("暂存，以后再改")]
        if messages.choose(self._view, "\n".join([text, *self._lines()]), answers) == _BACK:
            self._view.reveal([*self._kept_out, *self._errors()][0])

    def _is_sure(self, lines: list[str]) -> bool:
        """Whether the user calls it complete with what is doubted or missing in it."""
        text = _("已保存，没有错误。还有缺项或存疑：")
        answers = [_("返回修改"), _("仍然完成"), _("暂存，以后再改")]
        answer = messages.choose(self._view, "\n".join([text, *lines]), answers)
        if answer == _BACK:
            self._lead()
        return answer == _ANYWAY

    def _lead(self) -> None:
        """Go to the first doubt or missing fact, or to the first section in which nothing stands."""
        for state in self._in_order():
            found = [*state.problems, *state.missing]
            if found:
                self._view.reveal(found[0])
                return
            if state.light is Light.GREY and state.section in _NEVER_EMPTY:
                self._view.go_to(state.section).focus_first()
                return
