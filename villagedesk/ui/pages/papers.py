# SPDX-License-Identifier: MIT
"""The page 打印的文书: what was printed of all households, what of it is out of date, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from villagedesk.i18n import _
from villagedesk.models.catalogue.printing import ARCHIVED, PRINTED, SIGNED
from villagedesk.services.papers.printing import household_names
from villagedesk.ui import labels
from villagedesk.ui.page import Page
from villagedesk.ui.papers.checker import PaperChecker
from villagedesk.ui.papers.view import Line, PapersView

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.documents.printed.stale import Standing
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

STALE, UNSIGNED, UNFILED, ALL = range(4)


class PapersPage(Page):
    """A filter above, the papers below; compared while somebody looks."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._found: list[Standing] | None = None
        self.checker = PaperChecker(session, self)
        self.checker.found.connect(self._show)
        self.checker.progressed.connect(self._tell_progress)
        self.summary = labels.label(_("正在核对打印过的文书…"), labels.HEADING)
        self.which = QComboBox(self)
        self.which.setAccessibleName(_("列出哪些文书"))
        for text in (_("过期的"), _("还没有签字的"), _("还没有归档的"), _("全部")):
            self.which.addItem(text)
        self.which.currentIndexChanged.connect(self._list)
        self.papers = PapersView(session, icons, "papers", of_many=True, parent=self)
        self.papers.opened.connect(self.wanted_household)
        self.papers.said.connect(self.said)
        above = QHBoxLayout()
        above.addWidget(self.summary, 1)
        above.addWidget(self.which)
        layout = QVBoxLayout(self)
        layout.addLayout(above)
        layout.addWidget(self.papers, 1)

    def beginning(self) -> QWidget:
        """The list."""
        return self.papers.list

    def _tell_progress(self, done: int, total: int) -> None:
        if self._found is None and done < total:
            self.summary.setText(_("正在核对打印过的文书：{done} / {total}户").format(done=done, total=total))

    def _show(self, found: object) -> None:
        self._found = cast("list[Standing]", found)
        stale = [one for one in self._found if one.verdict.stale]
        if not self._found:
            text = _("还没有登记过打印。用“导出Word案卷”或“一键成档”正式打印的文书会列在这里。")
        elif not stale:
            text = _("打印过的{count}份文书都与现在的资料一致。").format(count=len(self._found))
        else:
            text = _("{stale}份文书过期，涉及{households}户；打印过的共{count}份。").format(
                stale=len(stale), households=len({one.row.household for one in stale}), count=len(self._found)
            )
        self.summary.setText(text)
        self._list()

    def _list(self, *_what: object) -> None:
        which = self.which.currentIndex()
        shown = [one for one in self._found or () if _belongs(one, which)]
        names = household_names(self.session.store, {one.row.household or "" for one in shown})
        lines = [Line(one.row.id, names.get(one.row.household or "", ""), one) for one in shown]
        told = _("重新打印后，原来那一次打印的登记保留在该户的“打印的文书”里。") if lines else ""
        self.papers.show_lines(lines, told)

    def showEvent(self, event: QShowEvent) -> None:
        """Compare while somebody looks."""
        super().showEvent(event)
        if not event.spontaneous():
            self.checker.want(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Pause while nobody does."""
        super().hideEvent(event)
        if not event.spontaneous() and hasattr(self, "checker"):
            self.checker.want(False)


def _belongs(one: Standing, which: int) -> bool:
    status = one.row.status or PRINTED
    if which == STALE:
        return one.verdict.stale
    return which == ALL or status == PRINTED or (which == UNFILED and status == SIGNED and status != ARCHIVED)
