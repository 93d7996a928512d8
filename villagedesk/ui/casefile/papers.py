# SPDX-License-Identifier: MIT
"""The section 打印的文书: every paper of the household that was printed, and whether it is still what the facts say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtWidgets import QVBoxLayout

from villagedesk.i18n import _
from villagedesk.ui import messages
from villagedesk.ui.casefile.panel import SectionPanel
from villagedesk.ui.papers.view import Line, PapersView

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.documents.printed.stale import Standing
    from villagedesk.models.catalogue.printing import PrintedPaper
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.tasks import Job


class _Looked(NamedTuple):
    household: str
    standings: list[Standing]
    earlier: list[PrintedPaper]


class PapersPanel(SectionPanel):
    """The papers of all years; compared in the background when the section is looked at."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.papers = PapersView(editing.session, icons, "case-papers", of_many=False, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.papers)
        editing.session.changed.connect(self._changed)

    def show_case(self) -> None:
        """Look again, if somebody looks."""
        case = self.editing.case
        if case is None or not self.isVisible():
            return
        household = case.household.id
        if not household:
            self.papers.show_lines([], _("保存这一户以后才能打印。"))
            return
        self.editing.session.start(
            _("核对打印的文书"), lambda store, job: _look(store, job, household), done=self._show, failed=self._failed
        )

    def _changed(self, changed: Changed) -> None:
        case = self.editing.case
        if case is not None and ("printed_paper" in changed.tables or case.household.id in changed.households):
            self.show_case()

    def _show(self, found: object) -> None:
        looked, case = cast("_Looked", found), self.editing.case
        if case is None or case.household.id != looked.household:
            return
        from villagedesk.documents.printed.stale import Standing
        from villagedesk.documents.volumes.verdicts import Verdict

        lines = [Line(one.row.id, "", one) for one in looked.standings]
        lines += [Line(row.id, "", Standing(row, Verdict.UNKNOWN), earlier=True) for row in looked.earlier]
        stale = sum(line.stale for line in lines)
        told = _("还没有登记过打印。用“导出Word案卷”或“一键成档”正式打印的文书会列在这里。")
        if lines:
            told = _("{stale}份过期").format(stale=stale) if stale else _("都与现在的资料一致")
        self.papers.show_lines(lines, told)

    def _failed(self, error: object) -> None:
        messages.problem(self, error)

    def showEvent(self, event: QShowEvent) -> None:
        """Look when the section is come to."""
        super().showEvent(event)
        if not event.spontaneous():
            self.show_case()

    def focus_first(self) -> None:
        """Put the cursor on the list."""
        self.papers.list.setFocus()


def _look(store: Store, _job: Job, household: str) -> _Looked:
    from villagedesk.documents.printed.stale import in_order, judged
    from villagedesk.services.papers.printing import newest, of_household

    last = list(newest(store, [household]).values())
    ids = {row.id for row in last}
    earlier = [row for row in of_household(store, household) if row.id not in ids]
    return _Looked(household, in_order(store, judged(store, {household: last})), earlier)
