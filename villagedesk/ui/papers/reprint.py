# SPDX-License-Identifier: MIT
"""Printing papers again that are out of date: where to and with which date; then what became of it.

Papers of no household are made first: where one of them prints something sensitive, or something was kept off it, that is said, and
asked for whom and why, before anything is written.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFormLayout, QListWidget, QWidget

from villagedesk import paths
from villagedesk.errors import Refused, VillageDeskError
from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.printing import PRINTED, PrintedPaper
from villagedesk.ui import labels, messages, village_printing, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.export_result import ExportResult
from villagedesk.ui.dialogs.folder_field import FolderField
from villagedesk.ui.dialogs.print_run import PrintRunDialog
from villagedesk.ui.dialogs.purpose import PurposeFields
from villagedesk.ui.meetings.printing import PrintDialog, folder_of_gatherings
from villagedesk.ui.registers.printing import folder_of_books

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.documents.printed.stale import BookStanding, Standing
    from villagedesk.documents.registers.reprinting import MadeAgain, WrittenAgain
    from villagedesk.documents.registers.review import AnyStanding
    from villagedesk.documents.volumes.batch import Outcome
    from villagedesk.models.catalogue.printing import BookPrint
    from villagedesk.services.keeping.exportlog import Purpose
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_PAPERS, _BINDERS, _BOOKS, _GATHERED = "export", "bind", "registers", PrintDialog.topic  # what remembers their folders
_VILLAGE: Final = village_printing.TOPIC
_TOPICS: Final = {_BINDERS: (_BINDERS, _PAPERS)}
_OTHERS: Final = (_BOOKS, _GATHERED, _VILLAGE)  # papers of no household
_LETTERS: Final = "GKMN"
_LINES_SEEN: Final = 3


class _Wanted(NamedTuple):
    """What is printed, and where each kind goes; a kind of which there is nothing has no folder."""

    households: Sequence[Standing]
    books: dict[str, MadeAgain]
    day: dt.date
    folders: dict[str, Path]
    purpose: Purpose | None


class _Printed(NamedTuple):
    """What was printed, and why not all of it; empty where all was."""

    households: Outcome | None
    books: dict[str, WrittenAgain]
    stopped: str = ""


class ReprintDialog(PrintRunDialog):
    """The papers are chosen already; asked are the date and the folders."""

    def __init__(
        self, session: Session, icons: Icons, wanted: Sequence[AnyStanding], parent: QWidget | None = None
    ) -> None:
        report = ExportResult(session, icons, what=_("户或文书"))
        self._households: list[Standing] = [one for one in wanted if isinstance(one.row, PrintedPaper)]
        self._books: list[BookStanding] = [one for one in wanted if not isinstance(one.row, PrintedPaper)]
        self._kinds = _kinds(self._households, self._books)
        first = self._kinds[0]
        super().__init__(session, report, _topics(first), parent, first=_first_folder(session, first))
        self.report = report
        self._made: dict[str, MadeAgain] | None = None
        self._places = {first: self.place}  # papers of several kinds are asked for apart
        for kind, letter in zip(self._kinds[1:], _LETTERS, strict=False):
            button = _("选择(&{letter})…").format(letter=letter)
            self._places[kind] = FolderField(session, _topics(kind), button, self, first=_first_folder(session, kind))
        self.binders, self.books = self._places.get(_BINDERS), self._places.get(_BOOKS)
        self.fields = PurposeFields(self)
        self.notes = QListWidget(self)
        self.told = labels.label("", labels.HINT)
        self.setWindowTitle(_("重新打印"))
        window_state.fit(self, 52, 38 if self._books else 26)
        self._build()
        self.date.textChanged.connect(self._begin_again)

    def _build(self) -> None:
        questions = QWidget(self)
        self.form = QFormLayout(questions)
        self.form.addRow(labels.label(self._what()))
        self.add_day_and_folder(self.form)
        names = {
            _BINDERS: _("成档的存到"),
            _BOOKS: _("台账文书存到"),
            _GATHERED: _("会议和公示存到"),
            _VILLAGE: _("村级文书存到"),
        }
        for kind in self._kinds[1:]:
            self.form.addRow(names[kind], self._places[kind])
            self._places[kind].edit.setAccessibleName(names[kind])
        self.fields.add_to(self.form)
        self.notes.setAccessibleName(_("打印前请看"))
        self.notes.setWordWrap(True)
        self.notes.setFixedHeight(_LINES_SEEN * (self.fontMetrics().height() + 8))
        self.form.addRow(self.told)
        self.form.addRow(self.notes)
        self.hints = [labels.label(text, labels.HINT) for text in self._hints()]
        for hint in self.hints:
            self.form.addRow(hint)
        self.lay_out(questions, _("重新打印(&P)"))
        self._begin_again()

    def _what(self) -> str:
        from villagedesk.documents.registers.review import counted

        households = len({one.row.household for one in self._households})
        count = len(self._households) + len(self._books)
        if not self._books:
            return _("用现在的资料重新打印{count}份文书，涉及{households}户。").format(
                count=count, households=households
            )
        others = counted(one.row for one in self._books)
        if not self._households:
            return _("用现在的资料重新打印：{others}。").format(others=others)
        return _("用现在的资料重新打印{count}份文书，涉及{households}户，其中{others}。").format(
            count=count, households=households, others=others
        )

    def _hints(self) -> list[str]:
        hints = []
        if self._households:
            hints.append(_("每户一个文件夹，同名文件会换成新的；有错误的户不打印，结果中说明原因。"))
        if _BOOKS in self._kinds:
            hints.append(
                _("台账文书请选原来的文件夹：同一条记录的会换成新的。印有敏感内容的，要写明提供给谁和原因并登记。")
            )
        if {_GATHERED, _VILLAGE} & set(self._kinds):
            hints.append(_("会议、公示和村级文书请选原来的文件夹：没有改动过的同名文件会换成新的，改动过的另存一份。"))
        rows: list[PrintedPaper | BookPrint] = [
            *(one.row for one in self._households),
            *(one.row for one in self._books),
        ]
        signed = sum(row.status not in {PRINTED, None} for row in rows)
        if signed:
            hints.append(_("其中{count}份已签字或归档：新打印的要重新签字，原来的登记保留。").format(count=signed))
        if _BINDERS in self._kinds:
            hints.append(
                _(
                    "一键成档打印的，请选成档时的文件夹：只换下这几份，其余各份和日期不变。选别的文件夹时，该户整卷重新成档。"
                )
            )
        if any(one.row.numbered is True for one in self._households):
            hints.append(_("编过页号的，整卷重新打印并重编页号；本机没有LibreOffice、Word或WPS时不编页号。"))
        return hints

    # -- what has to be seen before -----------------------------------------------------------------------------------

    def _begin_again(self, *_what: object) -> None:
        """Another date is wanted: papers of books that were made do not count."""
        self._made = None
        self.start_button.setText(_("重新打印(&P)"))
        self._show("", [], asked=False)

    def _show(self, text: str, notes: list[str], *, asked: bool) -> None:
        self.told.setText(text)
        self.notes.clear()
        self.notes.addItems(notes)
        for widget in (self.told, self.notes):
            self.form.setRowVisible(widget, bool(notes))
        for hint in self.hints:
            self.form.setRowVisible(hint, not notes)
        for field in (self.fields.recipient, self.fields.reason):
            self.form.setRowVisible(field, asked)

    def _may_go_on(self, day: dt.date) -> bool:
        """Make the papers of books; whether nothing has to be seen or asked before they are written."""
        chosen = self._books
        try:
            self._made = progress.run(
                self, self.session.tasks, _("重新打印"), lambda store, job: _make(store, job, chosen, day)
            )
        except VillageDeskError as error:
            messages.problem(self, error)
            return False
        notes, sensitive = _to_be_seen(list(self._made.values()))
        if not notes:
            return True
        text = _("还没有写文件。请先看下面的{count}处，要改的先关闭本窗口去改；不用改的，再按一次“照此打印”。")
        self._show(text.format(count=len(notes)), notes, asked=sensitive)
        self.start_button.setText(_("照此打印(&P)"))
        (self.fields.recipient if sensitive else self.start_button).setFocus()
        QTimer.singleShot(0, self._look_at_notes)  # they have their places by then
        return False

    def _look_at_notes(self) -> None:
        """Letters of twice the size leave no room for all."""
        self.area.ensureWidgetVisible(self.notes)

    # -- printing -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Print, and show what became of it."""
        if (day := self.day()) is None or (folders := self._folders()) is None:
            return
        self.say("")
        self.session.about_to_save.emit()
        if self._books and self._made is None and not self._may_go_on(day):
            return
        purpose = None
        if any(made.sensitive for made in (self._made or {}).values()):
            try:
                purpose = self.fields.purpose()
            except Refused as refused:
                self.say(str(refused))
                return
        wanted = _Wanted(self._households, self._made or {}, day, folders, purpose)
        target = folders[self._kinds[0]]
        self.carry_out(
            _("重新打印"),
            lambda store, job: _print(store, job, wanted),
            target,
            partial(self._tell, target=target),
        )

    def _tell(self, made: _Printed, target: Path) -> None:
        outcome, others, stopped = made
        names = {_BOOKS: _("台账文书"), _GATHERED: _("会议和公示文书"), _VILLAGE: _("村级文书")}
        if outcome is not None:
            self.report.show_outcome(outcome, target)
        alone = outcome is None
        for kind, written in others.items():
            folder = self._places[kind].path() or target
            self.report.add_books(written, folder, names[kind], alone=alone)
            self._places[kind].remember(folder)
            alone = False
        if stopped:
            self.report.add_words(_("其余的没有打印完：{reason}").format(reason=stopped))

    def _folders(self) -> dict[str, Path] | None:
        found = {kind: path for kind, place in self._places.items() if (path := place.path()) is not None}
        if len(found) == len(self._places):
            return found
        self.say(_("请选择存放的文件夹。"))
        return None


def _kinds(households: Sequence[Standing], books: Sequence[BookStanding]) -> list[str]:
    """Which kinds of papers there are; each has a folder of its own."""
    bound = {bool(one.row.bound) for one in households}
    others = {_kind_of(one) for one in books}
    present = {_PAPERS: False in bound, _BINDERS: True in bound} | {kind: kind in others for kind in _OTHERS}
    return [kind for kind, there in present.items() if there] or [_PAPERS]


def _kind_of(one: BookStanding) -> str:
    from villagedesk.documents.registers.review import About, about

    return {About.GATHERING: _GATHERED, About.VILLAGE: _VILLAGE}.get(about(one.row), _BOOKS)


def _topics(kind: str) -> tuple[str, ...]:
    """What remembers the folder of a kind."""
    return _TOPICS.get(kind, (kind,))


def _first_folder(session: Session, kind: str) -> Path | None:
    """Where papers of a kind go until somebody has chosen another folder; None for the usual one."""
    if kind == _BOOKS:
        return folder_of_books(session)
    if kind == _GATHERED:
        return folder_of_gatherings(session)
    return paths.documents() if kind == _VILLAGE else None


def _to_be_seen(made: Sequence[MadeAgain]) -> tuple[list[str], bool]:
    """What is said before these papers are written, and whether a purpose has to be asked for."""
    from villagedesk.documents.registers.writing import sensitive_fields

    notes = [note for one in made for note in one.notes]
    sensitive = sensitive_fields([paper for one in made for paper in one.papers])
    if sensitive:
        text = _("文书上有敏感内容：{fields}。请填写上面的“提供给”和“导出原因”，打印时会登记。")
        notes = [*notes, text.format(fields=listed(sensitive))]
    return notes, bool(sensitive)


def _make(store: Store, job: Job, chosen: Sequence[BookStanding], day: dt.date) -> dict[str, MadeAgain]:
    """By kind, in the order in which the folders are asked for."""
    from villagedesk.documents.registers.reprinting import make_again

    of = {kind: [one for one in chosen if _kind_of(one) == kind] for kind in _OTHERS}
    return {kind: make_again(store, some, day, job.check, job.report) for kind, some in of.items() if some}


def _print(store: Store, job: Job, wanted: _Wanted) -> _Printed:
    """Books first; where the rest is stopped or fails, what they have become is told all the same."""
    from villagedesk.documents.registers.reprinting import write_again

    books: dict[str, WrittenAgain] = {}
    try:
        for kind, made in wanted.books.items():
            books[kind] = write_again(store, made, wanted.folders[kind], wanted.purpose, job.check)
        return _Printed(_print_households(store, job, wanted) if wanted.households else None, books)
    except VillageDeskError as stopped:
        if not books:
            raise
        return _Printed(None, books, str(stopped))


def _print_households(store: Store, job: Job, wanted: _Wanted) -> Outcome:
    from villagedesk.documents.printed.reprinting import orders_for, print_again
    from villagedesk.documents.word.office import find_typesetter

    first = next(iter(wanted.folders.values()))
    targets = wanted.folders.get(_PAPERS, first), wanted.folders.get(_BINDERS, first)
    orders = orders_for(wanted.households, targets, wanted.day, find_typesetter())
    return print_again(store, orders, job.check, job.report)
