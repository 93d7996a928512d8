# SPDX-License-Identifier: MIT
"""一键成档: the binders of a selection or a whole village in one go, and what is still missing of each.

Households are looked at first (who can be printed, which papers they get), then numbers are given to those in one action, then
they are printed. Who lies there already with the same facts is passed over; whoever runs an order again after a power cut or a
correction waits for what is new only.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from villagedesk.documents.binder import looking, making
from villagedesk.documents.binder.boxing import Line, line_of, write_lists
from villagedesk.documents.binder.facing import Facing
from villagedesk.documents.binder.journal import Entry, digest_of
from villagedesk.documents.binder.keeping import item_names, remove_ours, with_pages, written_and_lying
from villagedesk.documents.binder.notebook import Notebook
from villagedesk.documents.binder.roots import Root, root_of
from villagedesk.documents.naming import safe_name
from villagedesk.documents.volumes.batch import Refusal, household_label
from villagedesk.documents.volumes.press import Job, own_fault, trace_of
from villagedesk.documents.volumes.running import print_jobs, processes_for
from villagedesk.documents.volumes.shelving import PART, volume_folder
from villagedesk.errors import Cancelled, EnvironmentProblem, VillageDeskError
from villagedesk.i18n import _, bare, listed
from villagedesk.models.archiving import PIECE, VOLUME, mode_of, told, unset
from villagedesk.models.catalogue.place import Village
from villagedesk.models.problem import Problem
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.papers import archiving
from villagedesk.store import reads
from villagedesk.store.counts import live_households
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from villagedesk.documents.volumes.paging import Layout
    from villagedesk.documents.volumes.press import Printed
    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BindOrder:
    """What to bind.

    Attributes:
        households: ids, in the order in which they are printed and numbered.
        year: whose facts.
        target: folder that gets one folder for each way of cataloguing, and in it one for each household.
        mode: `VOLUME` or `PIECE`; empty for what each village has chosen.
        draft: print households with unsolved errors too, marked; nobody gets a new number then.
        layout: page numbers and PDF by an office program; None for neither.
        again: print everything anew, also what lies there already.
        only: household → keys of the papers that are printed anew where its binder lies there; its other papers stay as they
            are, with their day. Where an office program is at work, or no binder lies there, all are. None for no such wish.
        document_date: the day of printing.
    """

    households: tuple[str, ...]
    year: int
    target: Path
    mode: str = ""
    draft: bool = False
    layout: Layout | None = None
    again: bool = False
    only: Mapping[str, frozenset[str]] | None = None
    document_date: dt.date = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Bound:
    """A household whose binder lies there.

    Attributes:
        kept: it lay there already, and was not printed again.
        missing: names of the items that it lacks.
    """

    household: str
    label: str
    folder: Path
    kept: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BindOutcome:
    """What an order has made.

    Attributes:
        files: papers written, without those that lay there.
        lists: folders with the lists of boxes.
        notes: what is to be done about numbers, as sentences.
        clashing: (village, way of cataloguing) in which a number stands twice.
        unnoted: that it was not noted in the file what was printed, and why; empty where it was, and for drafts.
    """

    bound: tuple[Bound, ...]
    refused: tuple[Refusal, ...]
    files: int
    folder: Path
    lists: tuple[Path, ...]
    notes: tuple[str, ...]
    clashing: tuple[tuple[str, str], ...] = ()
    unnoted: str = ""


def bind_volumes(
    store: Store,
    order: BindOrder,
    *,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
    processes: int | None = None,
) -> BindOutcome:
    """Make the binders of an order. A household that cannot be printed does not stop the others.

    Args:
        store: where the facts are. Numbers are written to it, unless it is read only or the order is a draft.
        order: what to bind.
        check: called before each household; raises `Cancelled` to stop.
        report: called with (done, total, label of the household).
        processes: how many to print with; by default several from 50 households on, from 2 where they are laid out.

    Raises:
        TemplateFault: a template is at fault.
        EnvironmentProblem: the folder cannot be used, the disk is full; what was finished stays.
        Cancelled: finished households stay and are not printed again; the sentence says how many.
    """
    binding = _Binding(store, order, check, report)
    binding.look()
    binding.number()
    count = processes_for(len(binding.wanted), processes, slow=order.layout is not None)
    try:
        print_jobs(binding.jobs(), count, binding.keep, binding.step, check)
    except Cancelled as cancelled:
        text = _("已取消。已成档{count}户，保留在“{folder}”；再次成档时从没有完成的户接着做。")
        raise Cancelled(text.format(count=len(binding.bound), folder=order.target)) from cancelled
    finally:
        unnoted = binding.note()
    lists = binding.write_lists()
    log.info("%d binders, %d refused, %d files", len(binding.bound), len(binding.refused), binding.files)
    return BindOutcome(
        tuple(binding.bound),
        tuple(binding.refused),
        binding.files,
        order.target,
        tuple(lists),
        *binding.notes(),
        unnoted,
    )


class _Binding:
    """One order being carried out."""

    def __init__(
        self, store: Store, order: BindOrder, check: Callable[[], None], report: Callable[[int, int, str], None]
    ) -> None:
        self._store, self._order, self._check, self._tell = store, order, check, report
        self._villages = {one.id: one for one in reads.where(store, Village)}
        self._roots: dict[str, Root] = {}
        self._pending: dict[str, tuple[str, str, Line, tuple[str, ...], frozenset[str]]] = {}
        self._done = 0
        self._facing = Facing(store, order.year)
        self.notebook = Notebook(store, order)
        self.wanted: dict[str, looking.Look] = {}
        self._changed: list[str] = []
        self._unlisted: list[str] = []
        self.bound: list[Bound] = []
        self.refused: list[Refusal] = []
        self.files = 0

    def mode(self, village: Village) -> str:
        """How the papers of a village are catalogued in this order."""
        return self._order.mode or mode_of(village)

    # -- before printing ------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Find out who can be printed and which papers each gets; the others are refused."""
        households = list(dict.fromkeys(self._order.households))
        self._tell(0, len(households), _("正在查看各户资料"))
        found = looking.look(self._store, households, self._order, self._facing.terms, self._check)
        for one in found:
            if one.refusal is not None:
                self._refuse(one.refusal)
            else:
                self.wanted[one.household] = one
        seen = {*self.wanted, *(one.household for one in self.refused)}
        for household in (one for one in households if one not in seen):
            rule, remedy = _("不在本文件中，或已移入回收站"), _("请刷新列表后再选")
            problem = Problem(_("户"), "", rule, remedy, entity="household", row=household)
            self._refuse(Refusal(household, "", (problem,)))

    def number(self) -> None:
        """Give numbers to those that have none; in drafts and in files that are only read nobody gets one."""
        if not self._order.draft and not self._store.read_only:
            mode = {row: self.mode(self._villages.get(look.village, Village())) for row, look in self.wanted.items()}
            archiving.number_volumes(self._store, [row for row in self.wanted if mode[row] == VOLUME])
            pieces = [
                (row, paper, term)
                for row, look in self.wanted.items()
                if mode[row] == PIECE
                for paper, term in look.terms.items()
            ]
            archiving.number_pieces(self._store, self._order.year, pieces)

    # -- printing -------------------------------------------------------------------------------------------------------

    def jobs(self) -> Iterator[Job]:
        """What is to be printed, one household at a time; what lies there already is passed over."""
        filings = archiving.filings_of(self._store, list(self.wanted), self._order.year)
        for case in load_casefiles(self._store, list(self.wanted), self._order.year):
            self._check()
            try:
                job = self._job(case, filings.get(case.household.id, {}))
            except VillageDeskError:
                raise
            except Exception as error:  # facts that the program stumbles over are this household's trouble alone
                log.error("%s", trace_of(error, "bind"))
                self._refuse(Refusal(case.household.id, household_label(case), (own_fault(error),)))
                continue
            if job is not None:
                yield job

    def _job(self, case: CaseFile, filings: dict[str, Any]) -> Job | None:
        household, label, mode = case.household.id, household_label(case), self.mode(case.village)
        look, order = self.wanted[household], self._order
        made = self._facing.filled(case, look, mode, filings, order.document_date, draft=order.draft)
        how = (
            mode,
            str(order.layout is not None and order.layout.numbers),
            str(bool(order.layout and order.layout.pdf)),
        )
        facts = digest_of(made.context, made.papers, how)
        root = self._root(mode)
        former = root.journal.entries.get(household)
        there = None if order.again or order.only else root.journal.lies_there(household, facts)
        if there is not None:
            self._lies_there(household, label, root, there, made.missing)
            if there.unnoted and there.dated and not order.draft:
                then = self._facing.as_of(case, mode, filings, there.dated)
                self.notebook.catch_up(mode, then, there)
            return None
        wanted = volume_folder(case)
        if former is not None:
            root.shelf.rename(household, former.folder, wanted)
        folder = root.shelf.folder_for(household, wanted)
        make = making.pieces if mode == PIECE else making.volume
        written, lying = self._some(household, folder, former, made.papers)
        self._pending[household] = (mode, facts, made.line, made.missing, lying)
        return Job(
            household, label, folder, made.context, made.papers, order.layout, make, True, written, lying,
            noted=not order.draft,
        )  # fmt: skip

    def _some(
        self, household: str, folder: Path, former: Entry | None, papers: Sequence[str]
    ) -> tuple[frozenset[str] | None, frozenset[str]]:
        """Which papers are written, where not all are wanted, and the names of those that stay."""
        wanted = (self._order.only or {}).get(household)
        if wanted is None or former is None or self._order.layout is not None:
            return None, frozenset()
        return written_and_lying(folder, household, former.files, papers, wanted)

    def _root(self, mode: str) -> Root:
        if mode not in self._roots:
            self._roots[mode] = Root(root_of(self._order.target, self._order.year, mode))
        return self._roots[mode]

    def _lies_there(self, household: str, label: str, root: Root, there: Entry, missing: tuple[str, ...]) -> None:
        self.bound.append(Bound(household, label, root.folder / there.folder, kept=True, missing=item_names(missing)))
        self._report(label)

    def keep(self, printed: Printed) -> None:
        """Remember what became of a job; only what lies there whole gets into the journal."""
        if printed.trace:
            log.error("%s", printed.trace)
        mode, facts, line, missing, lying = self._pending.pop(printed.household)
        if printed.problem is not None:
            self.refused.append(Refusal(printed.household, printed.label, (printed.problem,)))
            return
        root, digests = self._root(mode), dict(printed.digests)
        former, changed = root.journal.entries.get(printed.household), set(printed.changed)
        if former is not None:
            stays = {name: digest for name, digest in former.files.items() if name in lying}
            digests |= stays
            changed |= set(remove_ours(root.folder / former.folder, {**former.files}, printed.folder, digests))
        line = with_pages(line, dict(printed.pages), by_piece=mode == PIECE)
        day = self._order.document_date.isoformat()
        root.journal.add(
            Entry(
                printed.household,
                printed.folder.name,
                facts,
                digests,
                line.plain(),
                day,
                tuple(one.paper for one in printed.prints),
            )
        )
        self.notebook.add(mode, printed)
        self._changed += [f"{printed.folder.name}/{name}" for name in sorted(changed)]
        self.bound.append(
            Bound(printed.household, printed.label, printed.folder, kept=False, missing=item_names(missing))
        )
        self.files += printed.files

    def note(self) -> str:
        """Note what was printed, see `Notebook.close`."""
        unnoted = self.notebook.close()
        for root in self._roots.values():
            if not unnoted:
                root.journal.noted()
            root.journal.close(set(live_households(self._store)))
        return unnoted

    def step(self, printed: Printed) -> None:
        """Report a job.

        Raises:
            EnvironmentProblem: nothing more can be written there.
            Cancelled: the user stopped.
        """
        if printed.fatal:
            text = _("{problem}。已成档{count}户，再次成档时接着做。")
            raise EnvironmentProblem(text.format(problem=bare(printed.fatal), count=len(self.bound)))
        self._report(printed.label)
        self._check()

    def _refuse(self, refusal: Refusal) -> None:
        self.refused.append(refusal)
        self._report(refusal.label)

    def _report(self, label: str) -> None:
        self._done += 1
        self._tell(self._done, len(set(self._order.households)), label)

    # -- after printing -------------------------------------------------------------------------------------------------

    def write_lists(self) -> list[Path]:
        """The lists of boxes of the villages that were bound, over everything that lies in the folder."""
        written = []
        for mode, root in self._roots.items():
            lines = [line for one in root.journal.entries.values() if (line := line_of(one.line)) is not None]
            for village in {line.village for line in lines} & set(self._villages):
                home = self._villages[village]
                folder = root.folder / safe_name(f"00-装盒-{home.name or '未命名村'}")
                own = [line for line in lines if line.village == village]
                try:
                    stay = write_lists(own, home, folder, self._order.year, self._order.document_date, mode)
                except OSError as fault:  # a list that is open in Word; what was bound is told all the same
                    text = _("没有写到“{path}”：{reason}。请检查文件是否正在Word中打开、空间和权限，再成档一次。")
                    at = fault.filename2 or fault.filename or folder
                    self._unlisted.append(text.format(path=str(at).removesuffix(PART), reason=machine_reason(fault)))
                    continue
                written.append(folder)
                self._changed += [f"{folder.name}/{name}" for name in stay]
        return written

    def notes(self) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """What people should know of the numbers: which could not be given, and which stand twice."""
        notes = list(self._unlisted)
        for village in sorted({look.village for look in self.wanted.values()} & set(self._villages)):
            home = self._villages[village]
            lacking = unset(home, self.mode(home))
            if lacking:
                text = _("{village}没有编档号，因为没有登记{what}。请在“村情况”的“档案”一栏填写后再成档，档号会补上。")
                notes.append(text.format(village=home.name or "", what=told(lacking)))
        clashing = []
        for village in sorted({look.village for look in self.wanted.values()} & set(self._villages)):
            way = self.mode(self._villages[village])
            found = self._facing.clashes(village, way)
            if found:
                clashing.append((village, way))
                text = _("{village}有{count}个号重号（{numbers}），可能是合并造成的；没有自动改号。")
                numbers = listed(str(one.number) for one in found[:5])
                name = self._villages[village].name or ""
                notes.append(text.format(village=name, count=len(found), numbers=numbers))
        if self._changed:
            text = _("{count}份旧的文书在打印后有人改过，没有删除：{names}。请核对后自行处理。")
            notes.append(text.format(count=len(self._changed), names=listed(self._changed[:5])))
        if self._order.draft:
            notes.append(_("草稿不编新号。"))
        elif self._store.read_only:
            notes.append(_("文件以只读方式打开，没有编新号。"))
        return tuple(notes), tuple(clashing)
