# SPDX-License-Identifier: MIT
"""Printing the volumes of many households: who can be printed, where to, with progress and cancel.

How papers are made is `volume`'s, in which process they are made is `running`'s, where they go is `shelving`'s.
"""

from __future__ import annotations

import logging
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from villagedesk.documents.facts.concerned import all_filed, concerning
from villagedesk.documents.facts.context import group_name
from villagedesk.documents.facts.contexts import Contexts
from villagedesk.documents.papers import PAPERS, Paper, chosen
from villagedesk.documents.volumes.paging import VOLUME_PDF, Layout
from villagedesk.documents.volumes.press import Job, Printed, own_fault, trace_of
from villagedesk.documents.volumes.running import print_jobs, processes_for
from villagedesk.documents.volumes.shelving import Shelf, none_left_empty, volume_folder
from villagedesk.documents.volumes.volume import volume_context
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.office import Typesetter, find_typesetter
from villagedesk.errors import Cancelled, EnvironmentProblem, VillageDeskError
from villagedesk.i18n import _, bare, clauses, in_chinese, labelled, listed
from villagedesk.models.problem import Problem
from villagedesk.services.casefile.casefiles import blocking_problems, load_casefiles
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.merging.undecided import Undecided
from villagedesk.services.papers.printing import Noted, Notes, not_noted, note_printed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store

log = logging.getLogger(__name__)
_NAMED: Final = 5  # households that a sentence names


@dataclass(frozen=True, slots=True)
class Order:
    """What to print.

    Attributes:
        households: ids, in the order in which they are printed.
        year: whose facts.
        target: folder that gets one folder for each household.
        papers: keys of `PAPERS`; empty for all.
        draft: print households with unsolved errors or undecided conflicts too, marked as drafts.
        layout: page numbers and PDF by an office program; None for neither.
        only: household → keys of the papers that are written; the others are only named in its contents. None for all.
        document_date: the day of printing; see `casefile_context`.
    """

    households: tuple[str, ...]
    year: int
    target: Path
    papers: tuple[str, ...]
    draft: bool = False
    layout: Layout | None = None
    only: Mapping[str, frozenset[str]] | None = None
    document_date: dt.date = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A household that was not printed, and why."""

    household: str
    label: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was printed.

    Attributes:
        written: (household id, its folder).
        refused: what was not printed, with the reasons.
        files: papers written.
        blank: the folder of the blank forms, where those were printed instead of households.
        unnoted: that it was not noted in the file what was printed, and why; empty where it was, and for drafts.
        faults: what else was not done, as sentences: templates of the office at fault, PDFs that are out of date now.
    """

    written: tuple[tuple[str, Path], ...]
    refused: tuple[Refusal, ...]
    files: int
    blank: Path | None = None
    unnoted: str = ""
    faults: tuple[str, ...] = ()


def together(made: Sequence[Outcome]) -> Outcome:
    """What several orders made, told as one; a household stands once for each of its folders."""
    return Outcome(
        tuple(dict.fromkeys(one for outcome in made for one in outcome.written)),
        tuple(dict.fromkeys(one for outcome in made for one in outcome.refused)),
        sum(outcome.files for outcome in made),
        unnoted=next((outcome.unnoted for outcome in made if outcome.unnoted), ""),
        faults=tuple(fault for outcome in made for fault in outcome.faults),
    )


def household_label(case: CaseFile) -> str:
    """What people call a household: "2组 张三"."""
    return " ".join(filter(None, (group_name(case), case.head_name))) or _("无户主的户")


def print_volumes(
    store: Store,
    order: Order,
    *,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
    processes: int | None = None,
) -> Outcome:
    """Print the volumes of an order. A household that cannot be printed does not stop the others.

    Args:
        store: where the facts are, and where it is noted which papers were printed from them (`services.papers.printing`).
        order: what to print.
        check: called before each household; raises `Cancelled` to stop.
        report: called after each household with (done, total, its label).
        processes: how many to print with; by default several from 50 households on.

    Raises:
        Refused: an unknown paper, or a template at fault.
        EnvironmentProblem: the folder cannot be used, the disk is full; what was finished stays.
        Cancelled: finished households stay, the unfinished one leaves nothing; the sentence says how many.
    """
    papers = chosen(order.papers)
    for paper in papers:
        built_in(paper.template)  # a faulty template is said before anything is written
    with none_left_empty(order.target):
        return _print_volumes(store, order, papers, Watch(check, report), processes)


def _print_volumes(
    store: Store, order: Order, papers: tuple[Paper, ...], watch: Watch, processes: int | None
) -> Outcome:
    run = Run(store, order, papers, watch)
    processes = processes_for(run.total, processes, slow=order.layout is not None)
    try:
        print_jobs(run.jobs(), processes, run.keep, run.step, watch.check)
    except Cancelled as cancelled:
        text = _("已取消。已完成{count}户，保留在“{folder}”；没有完成的户没有留下文件。")
        raise Cancelled(text.format(count=len(run.written), folder=order.target)) from cancelled
    finally:
        run.note()
    run.refuse_missing()
    log.info("%d volumes, %d refused, %d files, %d processes", len(run.written), len(run.refused), run.files, processes)
    return Outcome(tuple(run.written), tuple(run.refused), run.files, unnoted=run.unnoted, faults=run.faults())


def _of_old(count: int) -> str:
    """That PDFs of so many volumes lie beside newer papers."""
    text = _(
        "有{count}户的“{name}”是以前导出的，与这次打印的文书不一致，请删除，或在装有LibreOffice、Word或WPS的电脑上重新导出。"
    )
    return text.format(count=count, name=VOLUME_PDF)


def _of_lost(households: Sequence[str]) -> str:
    """That photos of households are lost, and which."""
    text = _("有{count}户的照片或扫描件在文件里已丢失或损坏，文书上留空：{named}。请重新添加后再打印。")
    named = clauses([*households[:_NAMED], *(["…"] if len(households) > _NAMED else [])])
    return text.format(count=len(households), named=named)


@dataclass(frozen=True, slots=True)
class Watch:
    """Who may stop the run, and who is told how far it is."""

    check: Callable[[], None]
    report: Callable[[int, int, str], None]


class Run:
    """One order being carried out."""

    def __init__(self, store: Store, order: Order, papers: tuple[Paper, ...], watch: Watch) -> None:
        self._store, self._order, self._papers, self._watch = store, order, papers, watch
        self._shelf = Shelf(order.target)
        self._households = list(dict.fromkeys(order.households))
        self._seen: set[str] = set()
        self._contexts = Contexts(store)
        self._noted = Notes()
        self._reported = 0
        self.total = len(self._households)
        self.written: list[tuple[str, Path]] = []
        self.refused: list[Refusal] = []
        self.files = 0
        self.unnoted = ""
        self._lost: dict[str, str] = {}  # household → what photos of it could not be printed
        self._old: set[str] = set()  # households beside whose papers a PDF stays that cannot be made anew

    def jobs(self) -> Iterator[Job]:
        """What can be printed, one household at a time; the others are refused on the way."""
        with self._said():
            around, undecided = surroundings(self._store), Undecided(self._store)
        for case in load_casefiles(self._store, self._households, self._order.year):
            self._watch.check()
            self._seen.add(case.household.id)
            try:
                with self._said():
                    problems = [*blocking_problems(case, around), *undecided.touching(case)]
                job = self._job(case, problems)
            except VillageDeskError:
                raise
            except Exception as error:  # facts that the program stumbles over are this household's trouble alone
                log.error("%s", trace_of(error, "prepare"))
                self._refuse(case.household.id, household_label(case), [own_fault(error)])
                continue
            if job is not None:
                yield job

    def _said(self) -> AbstractContextManager[None]:
        """Problems of a draft are printed, and papers are Chinese; otherwise the user reads them."""
        return in_chinese() if self._order.draft else nullcontext()

    def _job(self, case: CaseFile, problems: Sequence[Problem]) -> Job | None:
        label, household = household_label(case), case.household.id
        if problems and not self._order.draft:
            self._refuse(household, label, problems)
            return None
        context = self._contexts.of(case, self._order.document_date)
        if lost := self._contexts.photos.lost(case):
            self._lost[household] = labelled(label, listed(one.words() for one in lost))
        papers = concerning(case, self._papers, context)
        context = volume_context(context, papers, problems or None, whole=all_filed(self._papers))
        folder = self._shelf.folder_for(household, volume_folder(case))
        only, layout = self._order.only, self._order.layout
        if (folder / VOLUME_PDF).exists():  # beside new papers the PDF of the former ones would mislead
            layout = self._with_pdf(household, layout)
            only = only if layout is None else None  # a PDF is of all papers
        keys = tuple(one.key for one in papers if only is None or one.key in only.get(household, ()))
        return Job(household, label, folder, context, keys, layout, noted=not self._order.draft)

    def _with_pdf(self, household: str, layout: Layout | None) -> Layout | None:
        """The layout that makes the PDF of a volume anew; None, and that is remembered, where nothing here can."""
        if layout is not None:
            return replace(layout, pdf=True)
        if self._program is None:
            self._old.add(household)
            return None
        return Layout(self._program, numbers=False, pdf=True)

    @cached_property
    def _program(self) -> Typesetter | None:
        """Looked for once, and only where a PDF asks for it."""
        return find_typesetter()

    def faults(self) -> tuple[str, ...]:
        """What else is to be said of the volumes that were written."""
        written = {household for household, _folder in self.written}
        old, lost = len(self._old & written), [self._lost[one] for one in self._lost.keys() & written]
        return (*((_of_old(old),) if old else ()), *((_of_lost(sorted(lost)),) if lost else ()))

    def _refuse(self, household: str, label: str, problems: Sequence[Problem]) -> None:
        self.refused.append(Refusal(household, label, tuple(problems)))
        self._report(label)

    def _report(self, label: str) -> None:
        self._reported += 1
        self._watch.report(self._reported, self.total, label)

    def keep(self, printed: Printed) -> None:
        """Remember what became of a job."""
        if printed.trace:
            log.error("%s", printed.trace)
        if printed.problem is not None:
            self.refused.append(Refusal(printed.household, printed.label, (printed.problem,)))
        else:
            self.written.append((printed.household, printed.folder))
            self.files += printed.files
            self._noted.add(Noted(printed.household, *one) for one in printed.prints)

    def note(self) -> None:
        """Note what was finished, as one action of the file. The papers are there also where that cannot be done."""
        order, layout = self._order, self._order.layout
        try:
            note_printed(
                self._store,
                self._noted,
                year=order.year,
                dated=order.document_date,
                ordered=() if len(self._papers) == len(PAPERS) else order.papers,
                numbered=layout is not None and layout.numbers,
            )
        except VillageDeskError as fault:
            log.warning("what was printed was not noted: %s", type(fault).__name__)
            self.unnoted = not_noted(fault)
        finally:
            self._noted.close()

    def step(self, printed: Printed) -> None:
        """Report a job.

        Raises:
            EnvironmentProblem: nothing more can be written there.
            Cancelled: the user stopped.
        """
        if printed.fatal:
            text = _("{problem}。已完成{count}户。").format(problem=bare(printed.fatal), count=len(self.written))
            raise EnvironmentProblem(text)
        self._report(printed.label)
        self._watch.check()

    def refuse_missing(self) -> None:
        """Say which of the wanted households are not in the file."""
        for household in self._households:
            if household not in self._seen:
                rule, remedy = _("不在本文件中，或已移入回收站"), _("请刷新列表后再选")
                self._refuse(household, "", [Problem(_("户"), "", rule, remedy, entity="household", row=household)])
