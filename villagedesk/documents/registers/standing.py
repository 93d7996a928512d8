# SPDX-License-Identifier: MIT
"""Which printed papers of books are out of date: what would be printed now, with the date that stands on them, differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.meanings import as_written, group_in_words
from villagedesk.documents.printed.gathered import OF_GATHERINGS
from villagedesk.documents.printed.of_village import OF_VILLAGES
from villagedesk.documents.printed.stale import BookStanding, reason_of
from villagedesk.documents.registers.declared import REGISTER_PAPERS
from villagedesk.documents.registers.facts import register_context
from villagedesk.documents.registers.making import sensitive_in, with_mark
from villagedesk.documents.registers.placeholders import fields_at
from villagedesk.documents.registers.screening import screen_for
from villagedesk.documents.registers.sharing import is_about, records_of_note
from villagedesk.documents.registers.subject import subject_of
from villagedesk.documents.volumes.verdicts import Verdict, verdict_of
from villagedesk.documents.word.mentions import COUNT, EACH
from villagedesk.i18n import _, labelled
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import label_of
from villagedesk.services.papers.bookprints import newest_prints
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from villagedesk.documents.registers.declared import RegisterPaper
    from villagedesk.documents.registers.subject import Subject
    from villagedesk.models.catalogue.printing import BookPrint
    from villagedesk.store.store import Store

_BY_KEY: Final = {paper.key: paper for paper in REGISTER_PAPERS}


def book_standings(
    store: Store, village: str, book: str = "", records: Collection[str] | None = None
) -> list[BookStanding]:
    """How the printed papers of a village's books stand.

    Args:
        store: the file.
        village: id.
        book: only of this one, by its entity; empty for all.
        records: only the papers of these records; "" stands for papers of whole books. None for all.
    """
    found = newest_prints(store, village).values()
    rows = [row for row in found if book in {"", row.book} and row.paper not in OF_GATHERINGS | OF_VILLAGES]
    return judged_books(store, [row for row in rows if records is None or is_about(store, row, records)])


def judged_books(store: Store, rows: Iterable[BookPrint]) -> list[BookStanding]:
    """How these papers stand; those of villages that are gone are left out."""
    every = list(rows)
    places = {one.id: one for one in reads.with_ids(store, Village, {row.village or "" for row in every})}
    return [_judged(store, places[row.village], row) for row in every if row.village in places]


def _judged(store: Store, village: Village, row: BookPrint) -> BookStanding:
    paper = _BY_KEY.get(row.paper or "")
    if paper is None:
        return BookStanding(row, Verdict.UNKNOWN)
    subject = _subject(store, village, paper, row)
    verdict, changed = verdict_of(row, paper.paper, _facts(paper, subject) if subject is not None else None)
    return BookStanding(row, verdict, tuple(dict.fromkeys(_in_words(paper, name) for name in changed)))


def _facts(paper: RegisterPaper, subject: Subject) -> dict[str, Any]:
    facts = register_context(paper, subject, screen_for(paper, subject))
    return with_mark(facts, sensitive_in(paper, facts))


def _subject(store: Store, village: Village, paper: RegisterPaper, row: BookPrint) -> Subject | None:
    """What the paper is about today; None where the record is gone."""
    register, day = paper.register, row.dated or ""
    if paper.whole:
        return paper.of_book(store, village, row.year if isinstance(row.year, int) else 0, day)
    first = next(iter(records_of_note(store, row)), "")
    record = reads.get(store, entity_spec(register.entity).record, first)
    return subject_of(store, register, village, record, day) if record is not None else None


def _in_words(paper: RegisterPaper, name: str) -> str:
    """A value by the label of its field: "项目资金来源.*.计划资金" → 项目资金来源：计划资金."""
    group, *rest = (part for part in name.split(".") if part != EACH)
    if len(rest) > 1 and rest[-1] == COUNT:  # how long a text is
        rest, name = rest[:-1], name.removesuffix(f".{COUNT}")
    found = fields_at(paper.groups, name)
    entity = next((one.entities[0] for one in paper.groups if one.name == group and one.entities), "")
    group = group_in_words(group, entity)
    if not rest or rest[-1] == COUNT:
        return _("{group}的行数").format(group=group) if rest else group
    return labelled(group, label_of(found[0]) if found else as_written(rest[-1]))


def reason(standing: BookStanding) -> str:
    """Why a paper is out of date; empty for one that is not."""
    gone = _("记录已移入回收站")
    if standing.row.paper in OF_GATHERINGS:
        gone = _("会议、公示或其中的这份名单已经没有了")
    elif standing.row.paper in OF_VILLAGES:
        gone = _("现在没有适用的标准，或本文件中没有这个村")
    return reason_of(standing.verdict, standing.changed, gone)


def in_words(standing: BookStanding) -> str:
    """When a paper was printed last, and how it stands."""
    day = standing.row.printed_on or ""
    why = reason(standing)
    if why:
        return _("{day}打印，已过期：{why}").format(day=day, why=why)
    return _("{day}打印，内容没有变").format(day=day)
