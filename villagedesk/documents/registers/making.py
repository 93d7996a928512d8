# SPDX-License-Identifier: MIT
"""The papers of books as bytes, made before anything is written, so that people see what was kept off the public ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from villagedesk.documents.facts.placeholders import ABOUT, BLANK
from villagedesk.documents.public.whitelist import render_public
from villagedesk.documents.registers.facts import register_context
from villagedesk.documents.registers.named import object_of, people_on
from villagedesk.documents.registers.placeholders import fields_at
from villagedesk.documents.registers.screening import screen_for
from villagedesk.documents.registers.sharing import heads, shared_by
from villagedesk.documents.registers.subject import blank_subject, subject_of
from villagedesk.documents.registers.waiting import refuse_contested
from villagedesk.documents.volumes.prints import names_of, print_of
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.mentions import value_at
from villagedesk.documents.word.template import render
from villagedesk.errors import Refused
from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import Sensitivity
from villagedesk.models.values.show import label_of
from villagedesk.services.keeping.exportlog import MARK
from villagedesk.services.opening.files import villages
from villagedesk.services.papers.bookprints import BookNote
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from villagedesk.documents.registers.declared import RegisterPaper
    from villagedesk.documents.registers.subject import Subject
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.models.registers import Register
    from villagedesk.store.store import Store


@dataclass(frozen=True, slots=True)
class BookOrder:
    """What to print of one book of a village.

    Attributes:
        papers: of the same book.
        village: id.
        records: ids of records; papers of a whole book do not look at them.
        year: of papers of a whole book.
        day: the day printed on them, ISO; empty for today.
    """

    papers: tuple[RegisterPaper, ...]
    village: str
    records: tuple[str, ...]
    year: int
    day: str = ""


@dataclass(frozen=True, slots=True)
class BookPaper:
    """A finished paper.

    Attributes:
        title: what it is called, with what it is about.
        name: of its file.
        identifier: stands in its properties, so that it is known again.
        notes: what was kept off a public one, as sentences for whoever prints.
        sensitive: labels of the sensitive fields that it prints; where there are any, it is entered in the export log.
        households: how many its records name.
        people: how many persons it names, of a sensitive one.
        place: of what it is about, in words.
        note: what is remembered of it; None of a blank form.
    """

    title: str
    name: str
    identifier: str
    content: bytes
    notes: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    households: int = 0
    people: int = 0
    place: str = ""
    note: BookNote | None = None


def make_book_papers(
    store: Store,
    order: BookOrder,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> tuple[BookPaper, ...]:
    """The papers of records, record by record, and those of the whole book.

    Args:
        store: where the facts are; it is only read.
        order: what is wanted; records that are gone are left out.
        check: called between the papers; may raise `Cancelled`.
        report: told how far it is.

    Raises:
        Refused: no such village, nothing to print, a conflict in the records that nobody has decided, or something that
            must not be public would stand on a public paper.
        TemplateFault: a template was changed and asks for what does not exist or is not public.
    """
    village = reads.get(store, Village, order.village)
    if village is None:
        raise Refused(_("本文件中没有这个村。请刷新后再选。"))
    day = order.day or store.clock().date().isoformat()
    subjects = list(_subjects(store, order, village, day))
    if not subjects:
        if any(reads.exists(store, order.papers[0].entity, order.records).values()):
            text = _("所选的记录没有这种文书：{papers}。请改选别的记录或文书；要手写的，打印空白表。")
            raise Refused(text.format(papers=listed(paper.title for paper in order.papers)))
        raise Refused(_("没有要打印的记录。请先在台账中登记或选中一条；要手写的，打印空白表。"))
    made = []
    for done, (paper, subject) in enumerate(subjects):
        check()
        report(done, len(subjects), "")
        refuse_contested(paper, subject)
        made.append(book_paper(paper, subject))
    report(len(subjects), len(subjects), "")
    return tuple(made)


def _subjects(store: Store, order: BookOrder, village: Village, day: str) -> Iterator[tuple[RegisterPaper, Subject]]:
    of_one = [paper for paper in order.papers if not paper.whole]
    if of_one:
        register = of_one[0].register
        firsts = {paper.key: heads(store, paper, village.id) for paper in of_one if paper.shared}
        seen: set[tuple[str, str]] = set()
        for wanted in records_in_order(store, register, order.records):
            for paper in of_one:
                record = firsts[paper.key].get(shared_by(paper, wanted), wanted) if paper.shared else wanted
                if paper.fits(record) and (paper.key, record.id) not in seen:
                    seen.add((paper.key, record.id))
                    yield paper, subject_of(store, register, village, record, day)
    for paper in order.papers:
        if paper.whole:
            yield paper, paper.of_book(store, village, order.year, day)


def records_in_order(store: Store, register: Register, rows: Sequence[str]) -> list[Record]:
    """The records of these ids, in their order."""
    found = {one.id: one for one in reads.with_ids(store, entity_spec(register.entity).record, rows)}
    return [found[row] for row in rows if row in found]


def blank_book_papers(store: Store, papers: Sequence[RegisterPaper], year: int) -> tuple[BookPaper, ...]:
    """The forms for the pen; the village stands on them where the file holds only one.

    Raises:
        TemplateFault: a template was changed and asks for what does not exist.
    """
    known = list(villages(store))
    village = (reads.get(store, Village, known[0]) if len(known) == 1 else None) or Village()
    day = store.clock().date().isoformat()
    return tuple(book_paper(paper, blank_subject(store, paper.register, village, year, day)) for paper in papers)


def book_paper(paper: RegisterPaper, subject: Subject) -> BookPaper:
    """One paper of one subject.

    Raises:
        Refused: something that must not be public would stand on it.
        TemplateFault: the template asks for what does not exist or is not public.
    """
    screen = screen_for(paper, subject)
    facts = register_context(paper, subject, screen)
    hidden = () if subject.blank else sensitive_in(paper, facts)
    facts = with_mark(facts, hidden)
    fill = render_public if paper.public else render
    content = fill(built_in(paper.paper.template), facts)
    if screen is not None:
        content = screen.searched(content)
    about = facts[ABOUT]
    if subject.blank:
        return BookPaper(about["题名"], f"{paper.title}（{BLANK}）.docx", about["户标识"], content)
    village, whose = subject.village.name or "", object_of(paper, subject)
    if screen is not None:  # it stands in the name of the file, which goes wherever the paper goes
        whose, _found = screen.sieve.freed(whose)
    parts = (village, about["题名"], whose)
    return BookPaper(
        title=" ".join(filter(None, (about["题名"], whose))),
        name="-".join(part.replace("-", "－") for part in parts if part) + ".docx",
        identifier=about["户标识"],
        content=content,
        notes=tuple(dict.fromkeys([*(screen.notes if screen else ()), *subject.kept_off])),
        sensitive=hidden,
        households=len(subject.named("household")),
        people=people_on(paper, subject) if hidden else 0,
        place=" ".join(filter(None, (village, whose))),
        note=_note(paper, subject, facts, content),
    )


def _note(paper: RegisterPaper, subject: Subject, facts: dict[str, Any], content: bytes) -> BookNote:
    found = print_of(paper.paper, facts, content)
    shared = shared_by(paper, subject.record)
    return BookNote(
        subject.village.id, paper.entity, "" if shared else subject.record.id, subject.year,
        found.paper, found.title, found.template, found.seal, found.traces, subject.day, shared,
    )  # fmt: skip


def with_mark(facts: dict[str, Any], sensitive: Sequence[str]) -> dict[str, Any]:
    """The facts of a paper that says on every page that it is for inside only, if it prints anything sensitive."""
    return facts | {ABOUT: facts[ABOUT] | {"内部": MARK}} if sensitive else facts


def sensitive_in(paper: RegisterPaper, facts: dict[str, Any]) -> tuple[str, ...]:
    """Labels of the sensitive fields that the template mentions and that have a value here."""
    groups, more = paper.groups, paper.more.sensitive if paper.more else ()
    found = []
    for name in names_of(paper.paper):
        labels = [label_of(spec) for spec in fields_at(groups, name) if spec.sensitivity is Sensitivity.SENSITIVE]
        if name.replace(".*", "") in more:
            labels.append(name.rpartition(".")[2])
        if labels and _says(value_at(facts, name)):
            found += labels
    return tuple(dict.fromkeys(found))


def _says(value: Any) -> bool:
    return any(map(_says, value)) if isinstance(value, (list, tuple)) else bool(value)
