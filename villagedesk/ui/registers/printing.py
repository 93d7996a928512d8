# SPDX-License-Identifier: MIT
"""Printing the papers of a book (台账): of the record that is shown, of all in the list, of the whole book, or blank ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QCheckBox

from villagedesk import paths
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, labelled, listed
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import entity_name
from villagedesk.services.papers.bookprints import newest_prints
from villagedesk.store import reads
from villagedesk.ui.dialogs.purpose import PurposeFields
from villagedesk.ui.papers_dialog import Offer, PapersDialog, Written
from villagedesk.ui.session import Stated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QFormLayout, QWidget

    from villagedesk.documents.registers.making import BookPaper
    from villagedesk.models.registers import Register
    from villagedesk.services.keeping.exportlog import Purpose
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job


class Wanted(NamedTuple):
    """What is shown of a book when somebody wants to print.

    Attributes:
        village: id.
        record: id of the record that is open; empty where none is.
        name: what it is called.
        records: ids of all records in the list.
        year: for papers of the whole book.
    """

    village: str
    record: str
    name: str
    records: tuple[str, ...]
    year: int


def folder_of_books(session: Session) -> Path:
    """Where papers of books go, until somebody has chosen another folder."""
    return paths.documents() / _("{name}台账文书").format(name=session.store.info.name)


def _key(book: str, village: str, record: str, year: int) -> str:
    """What is printed: a record, or the whole book of a year."""
    return record or f"{book} {village} {year}"


def _sensitive_by_subject(made: Sequence[BookPaper]) -> dict[str, frozenset[str]]:
    """What is printed → the labels of the sensitive fields that its papers show."""
    found: dict[str, frozenset[str]] = {}
    for paper in made:
        if paper.sensitive and paper.note is not None:
            key = _key(paper.note.book, paper.note.village, paper.note.record, paper.note.year)
            found[key] = found.get(key, frozenset()) | set(paper.sensitive)
    return found


class RegisterPrintDialog(PapersDialog):
    """The papers of one book of a village."""

    topic = "registers"

    def __init__(
        self,
        session: Session,
        icons: Icons,
        register: Register,
        wanted: Wanted,
        parent: QWidget | None = None,
    ) -> None:
        from villagedesk.documents.registers.declared import papers_of

        self._shown, self._register = wanted, register
        self._papers = {one.key: one for one in papers_of(register.entity)}
        self._purpose: Purpose | None = None
        self._records: tuple[str, ...] = ()
        self._asked = False
        self._sensitive: dict[str, frozenset[str]] = {}  # what is printed → the sensitive fields on its papers
        hint = _("公开张贴的文书只印可公开的内容；印有敏感内容的，要写明提供给谁和原因并登记。签字盖章处留空。")
        papers = [one.paper for one in self._papers.values()]
        name = wanted.name or entity_name(entity_spec(register.entity))
        super().__init__(
            session, icons, Offer(papers, name, hint, folder_of_books(session), not wanted.records), parent
        )
        kind = entity_spec(register.entity).record
        record = reads.get(session.store, kind, wanted.record) if wanted.record else None
        self._unfit = {key for key, one in self._papers.items() if record is not None and not one.fits(record)}
        for key, one in self._papers.items():
            asked = not wanted.records or one.whole != bool(wanted.record)
            self.papers[key].setChecked(asked and key not in self._unfit)
        for box in (self.all, self.blank):
            box.toggled.connect(self._offer_fitting)
        self._offer_fitting()
        self._say_states()

    def _offer_fitting(self, *_what: object) -> None:
        """A paper that the record which is shown does not have is printed of others, or blank."""
        others = self.all.isChecked() or self.blank.isChecked()
        for key in self._unfit:
            box = self.papers[key]
            box.setEnabled(others)
            box.setToolTip("" if others else _("这条记录没有这种文书"))
            if not others:
                box.setChecked(False)

    def add_rows(self, form: QFormLayout) -> None:
        """All records of the list at once; for whom and why, where something sensitive is printed."""
        self.all = QCheckBox(_("列表中的全部{count}条(&L)").format(count=len(self._shown.records)), self)
        self.all.setChecked(not self._shown.record)
        self.all.setEnabled(bool(self._shown.record) and len(self._shown.records) > 1)
        self.all.toggled.connect(self.begin_again)
        form.addRow(_("哪些记录"), self.all)
        self.fields = PurposeFields(self)
        self.fields.add_to(form)

    def begin_again(self, *what: object) -> None:
        """Nothing is known of what is sensitive either, but for what was said of these records a while ago."""
        super().begin_again(*what)
        said = self._said_before()
        if said is not None:
            self.fields.put(said)
        self._ask_purpose(asked=said is not None)

    def _said_before(self) -> Purpose | None:
        """For whom and why these records, or the book, were printed while the file is open; None unless always alike."""
        book = _key(self._register.entity, self._shown.village, "", self._shown.year)
        keys = [book, *(self._shown.records if self.all.isChecked() else [self._shown.record])]
        found = {self.session.purposes[key].purpose for key in keys if key in self.session.purposes}
        return found.pop() if len(found) == 1 else None

    def _covered(self) -> bool:
        """Whether all that is sensitive here was printed before, and for one purpose."""
        known = [one for key in self._sensitive if (one := self.session.purposes.get(key)) is not None]
        if len(known) < len(self._sensitive) or len({one.purpose for one in known}) != 1:
            return False
        return all(fields <= one.fields for fields, one in zip(self._sensitive.values(), known, strict=True))

    def _ask_purpose(self, *, asked: bool) -> None:
        self._asked = asked
        for field in (self.fields.recipient, self.fields.reason):
            self.form.setRowVisible(field, asked)

    def make(self, store: Store, job: Job, keys: tuple[str, ...], *, blank: bool) -> Any:
        """The papers of the records that are wanted, and of the whole book."""
        from villagedesk.documents.registers.making import BookOrder, blank_book_papers, make_book_papers

        papers = tuple(one for key, one in self._papers.items() if key in keys)
        if blank:
            return blank_book_papers(store, papers, self._shown.year)
        return make_book_papers(
            store, BookOrder(papers, self._shown.village, self._records, self._shown.year), job.check, job.report
        )

    def before(self, made: Any) -> list[str]:
        """What is kept off public papers, and what is so sensitive that it is entered in the export log."""
        from villagedesk.documents.registers.writing import sensitive_fields

        notes = [labelled(paper.title, note) for paper in made for note in paper.notes]
        sensitive = sensitive_fields(made)
        self._sensitive = _sensitive_by_subject(made)
        self._ask_purpose(asked=bool(sensitive))
        if sensitive and self._covered() and self._take_purpose():
            return notes
        if sensitive:
            text = _("文书上有敏感内容：{fields}。请填写上面的“提供给”和“导出原因”，打印时会登记。")
            notes.append(text.format(fields=listed(sensitive)))
        return notes

    def start(self) -> None:
        """Take what is chosen and typed, here on the thread of the window, before anything is made or written."""
        self._purpose = None
        self._records = self._shown.records if self.all.isChecked() else (self._shown.record,)
        if self._made is not None and self._asked and not self._take_purpose():
            return
        super().start()
        self._say_states()

    def _take_purpose(self) -> bool:
        """Take what is typed; what is missing is said."""
        try:
            self._purpose = self.fields.purpose()
        except VillageDeskError as refused:
            self._complain(str(refused))
            return False
        return True

    def after(self) -> None:
        """The same record is printed again without asking, as long as nothing else of it is sensitive; each is entered."""
        purpose = self._purpose
        if purpose is None:
            return
        for key, fields in self._sensitive.items():
            before = self.session.purposes.get(key)
            known = before.fields if before is not None and before.purpose == purpose else frozenset()
            self.session.purposes[key] = Stated(purpose, known | fields)
        self._sensitive = {}

    def write(self, store: Store, job: Job, made: Any, folder: Path) -> Written:
        """All of them, noted as printed."""
        from villagedesk.documents.registers.writing import write_book_papers

        files, unnoted = write_book_papers(store, made, folder, self._purpose, job.check)
        return Written(files, unnoted)

    def _say_states(self) -> None:
        """When each paper was printed last, and whether it would look the same now."""
        from villagedesk.documents.registers.review import About, about
        from villagedesk.documents.registers.standing import book_standings, in_words

        records = {self._shown.record, ""} if self._shown.record else {""}
        found = book_standings(self.session.store, self._shown.village, self._register.entity, records)
        now = [one for one in found if about(one.row) is About.RECORD or one.row.year == self._shown.year]
        self.say_states({one.row.paper or "": in_words(one) for one in now})


def stale_papers(store: Store, village: str, register: Register, record: str) -> list[str]:
    """What is said of the papers of a record that would look otherwise now; nothing is laid out where none was printed."""
    if all(row.book != register.entity for row in newest_prints(store, village).values()):
        return []
    from villagedesk.documents.registers.review import title_in_words
    from villagedesk.documents.registers.standing import book_standings, in_words

    found = book_standings(store, village, register.entity, {record})
    return [labelled(title_in_words(one.row), in_words(one)) for one in found if one.verdict.stale]


def print_records(parent: QWidget, session: Session, icons: Icons, register: Register, wanted: Wanted) -> None:
    """Let the user print papers of a book."""
    dialog = RegisterPrintDialog(session, icons, register, wanted, parent)
    dialog.exec()
    dialog.deleteLater()
