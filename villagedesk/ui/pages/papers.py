# SPDX-License-Identifier: MIT
"""The page 打印的文书: what was printed of anything in the file, what of it is out of date, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from villagedesk.i18n import _
from villagedesk.models.catalogue.printing import PRINTED, SIGNED, PrintedPaper
from villagedesk.services.papers.bookprints import printings
from villagedesk.store import reads
from villagedesk.ui import labels
from villagedesk.ui.page import Page
from villagedesk.ui.papers.checker import PaperChecker
from villagedesk.ui.papers.view import Line, PapersView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.documents.registers.review import AnyStanding
    from villagedesk.models.catalogue.printing import BookPrint
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

STALE, UNSIGNED, UNFILED, ALL = range(4)
EVERY, HOUSEHOLDS, RECORDS, WHOLE, VILLAGES, GATHERINGS = range(6)


class PapersPage(Page):
    """Filters above, the papers below; compared while somebody looks."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._found: list[AnyStanding] | None = None
        self.checker = PaperChecker(session, self)
        self.checker.found.connect(self._show)
        self.checker.progressed.connect(self._tell_progress)
        self.summary = labels.label(_("正在核对打印过的文书…"), labels.HEADING)
        self.whose = _filter(
            _("列出谁的文书"),
            (
                _("各种文书"),
                _("户的文书"),
                _("台账记录的文书"),
                _("整本台账"),
                _("村级文书"),
                _("会议和公示"),
            ),
            self,
        )
        self.which = _filter(_("列出哪些文书"), (_("过期的"), _("还没有签字的"), _("还没有归档的"), _("全部")), self)
        for box in (self.whose, self.which):
            box.currentIndexChanged.connect(self._list)
        self.papers = PapersView(session, icons, "papers", of_many=True, parent=self)
        self.papers.opened.connect(self.wanted_household)
        self.papers.book_opened.connect(self._open_book)
        self.papers.said.connect(self.said)
        above = QHBoxLayout()
        above.addWidget(self.summary, 1)
        above.addWidget(self.whose)
        above.addWidget(self.which)
        layout = QVBoxLayout(self)
        layout.addLayout(above)
        layout.addWidget(self.papers, 1)

    def beginning(self) -> QWidget:
        """The list."""
        return self.papers.list

    def _tell_progress(self, done: int, total: int) -> None:
        if self._found is None and done < total:
            self.summary.setText(_("正在核对打印过的文书：{done} / {total}份").format(done=done, total=total))

    def _show(self, found: object) -> None:
        self._found = cast("list[AnyStanding]", found)
        self.summary.setText(_summary(self._found))
        self._list()

    def _list(self, *_what: object) -> None:
        from villagedesk.documents.registers.review import owners_in_words

        which, whose = self.which.currentIndex(), self.whose.currentIndex()
        shown = [one for one in self._found or () if _belongs(one, which) and _is_of(one, whose)]
        earlier = self._earlier(whose) if which == ALL else []
        names = owners_in_words(self.session.store, [one.row for one in (*shown, *earlier)])
        lines = [Line(one.row.id, names[one.row.id], one) for one in shown]
        lines += [Line(one.row.id, names[one.row.id], one, earlier=True) for one in earlier]
        told = _("重新打印后，原来那一次打印的登记，户的保留在该户的“打印的文书”里，其他的列在“全部”里。")
        self.papers.show_lines(lines, told if lines else "")

    def _earlier(self, whose: int) -> list[AnyStanding]:
        """Papers that were printed again since, the latest first; those of households stand in their case files."""
        from villagedesk.documents.printed.stale import BookStanding
        from villagedesk.documents.volumes.verdicts import Verdict

        known = {one.row.id for one in self._found or ()}
        found = [
            BookStanding(row, Verdict.UNKNOWN) for row in reversed(printings(self.session.store)) if row.id not in known
        ]
        return [one for one in found if _is_of(one, whose)]

    def _open_book(self, title: str, row: BookPrint) -> None:
        """Show the record in its book, or the meeting or notice; of a whole book, of a village and of what is gone the page."""
        from villagedesk.documents.registers.review import About, about
        from villagedesk.documents.registers.sharing import records_of_note

        book, record, what = row.book or "", row.record or "", about(row)
        if what is About.RECORD:
            self.wanted_records.emit(title, book, records_of_note(self.session.store, row))
        elif what is About.GATHERING and reads.exists(self.session.store, book, [record]).get(record):
            self.wanted_draft.emit("meetings", book, record)
        else:
            pages = {About.VILLAGE: "village", About.GATHERING: "meetings"}
            self.wanted_place.emit(pages.get(what, "registers"))

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


def _filter(name: str, choices: Iterable[str], parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setAccessibleName(name)
    box.addItems(list(choices))
    return box


def _summary(found: list[AnyStanding]) -> str:
    from villagedesk.documents.registers.review import counted

    stale = [one for one in found if one.verdict.stale]
    homes = [one.row.household for one in stale if isinstance(one.row, PrintedPaper)]
    if not found:
        return _(
            "还没有登记过打印。用“导出Word案卷”“一键成档”和台账、会议与公示、村情况的“打印”正式打印的文书会列在这里。"
        )
    if not stale:
        return _("打印过的{count}份文书都与现在的资料一致。").format(count=len(found))
    if not homes:
        return _("{stale}份文书过期：{others}；打印过的共{count}份。").format(
            stale=len(stale), others=counted(one.row for one in stale), count=len(found)
        )
    if len(stale) > len(homes):
        return _("{stale}份文书过期，涉及{households}户，其中{others}；打印过的共{count}份。").format(
            stale=len(stale), households=len(set(homes)), others=counted(one.row for one in stale), count=len(found)
        )
    return _("{stale}份文书过期，涉及{households}户；打印过的共{count}份。").format(
        stale=len(stale), households=len(set(homes)), count=len(found)
    )


def _belongs(one: AnyStanding, which: int) -> bool:
    status = one.row.status or PRINTED
    if which == STALE:
        return one.verdict.stale
    return which == ALL or status == PRINTED or (which == UNFILED and status == SIGNED)


def _is_of(one: AnyStanding, whose: int) -> bool:
    from villagedesk.documents.registers.review import About, about

    places = {
        About.HOUSEHOLD: HOUSEHOLDS,
        About.RECORD: RECORDS,
        About.BOOK: WHOLE,
        About.VILLAGE: VILLAGES,
        About.GATHERING: GATHERINGS,
    }
    return whose in {EVERY, places[about(one.row)]}
