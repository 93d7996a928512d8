# SPDX-License-Identifier: MIT
"""一键成档: the binders of a selection or a whole village in one go, and what is still missing of each.

Households are looked at first (who can be printed, which papers they get), then numbers are given to those in one action, then
they are printed. Who lies there already with the same facts is passed over; whoever runs an order again after a power cut or a
correction waits for what is new only.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.documents.binder import looking, making
from villagedesk.documents.binder.closing import twice, unnumbered, write_all
from villagedesk.documents.binder.facing import Facing
from villagedesk.documents.binder.journal import Entry, digest_of
from villagedesk.documents.binder.keeping import lacking_names, remove_ours, with_pages, written_and_lying
from villagedesk.documents.binder.notebook import Notebook
from villagedesk.documents.binder.orders import BindOutcome, Bound
from villagedesk.documents.binder.roots import Root, root_of
from villagedesk.documents.binder.signed import still_true
from villagedesk.documents.binder.spans import load_spans
from villagedesk.documents.volumes.batch import Refusal, household_label
from villagedesk.documents.volumes.press import Job, own_fault, trace_of
from villagedesk.documents.volumes.running import print_jobs, processes_for
from villagedesk.documents.volumes.shelving import volume_folder
from villagedesk.documents.volumes.volume import file_name
from villagedesk.errors import Cancelled, EnvironmentProblem, VillageDeskError
from villagedesk.i18n import _, bare, listed
from villagedesk.models.archiving import PIECE, VOLUME
from villagedesk.models.catalogue.place import Village
from villagedesk.models.problem import Problem
from villagedesk.services.papers import archiving
from villagedesk.store import reads
from villagedesk.store.counts import live_households

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from villagedesk.documents.binder.boxing import Line
    from villagedesk.documents.binder.filling import Filled
    from villagedesk.documents.binder.orders import BindOrder
    from villagedesk.documents.binder.signed import Signed
    from villagedesk.documents.binder.spans import Span, Way
    from villagedesk.documents.volumes.leaves import Leaf
    from villagedesk.documents.volumes.press import Printed
    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store

log = logging.getLogger(__name__)


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
        # Noted last: whoever is killed before finds the papers stale still, and lists come with them.
        with binding.notebook:
            lists = binding.write_lists()
            unnoted = binding.note()
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


class _Pending(NamedTuple):
    """What is remembered of a household while it is printed; `lying` are the names of the papers that stay.

    `signed` are papers that were signed before and are as they were.
    """

    way: Way
    facts: str
    line: Line
    missing: tuple[str, ...]
    lying: frozenset[str]
    signed: Mapping[Leaf, Signed]


class _Binding:
    """One order being carried out."""

    def __init__(
        self, store: Store, order: BindOrder, check: Callable[[], None], report: Callable[[int, int, str], None]
    ) -> None:
        self._store, self._order, self._check, self._tell = store, order, check, report
        self._villages = {one.id: one for one in reads.where(store, Village)}
        self._roots: dict[Way, Root] = {}
        self._pending: dict[str, _Pending] = {}
        self._done = 0
        self._facing = Facing(store, order.year)
        self.notebook = Notebook(store, order)
        self.wanted: dict[str, looking.Look] = {}
        self._changed: list[str] = []
        self._stayed = 0
        self._unlisted: list[str] = []
        self._gone: list[str] = []
        self.bound: list[Bound] = []
        self.refused: list[Refusal] = []
        self.files = 0

    def _all_years(self, case: CaseFile) -> bool:
        return self._order.way(case.village).all_years

    # -- before printing ------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Find out who can be printed and which papers each gets; the others are refused."""
        households = list(dict.fromkeys(self._order.households))
        self._tell(0, len(households), _("正在查看各户资料"))
        found = looking.look(self._store, households, self._order, self._facing.terms, self._all_years, self._check)
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
            villages = {row: self._villages.get(look.village, Village()) for row, look in self.wanted.items()}
            mode = {row: self._order.way(village).mode for row, village in villages.items()}
            archiving.number_volumes(self._store, [row for row in self.wanted if mode[row] == VOLUME])
            pieces = [
                (row, leaf.paper, term)
                for row, look in self.wanted.items()
                if mode[row] == PIECE
                for leaf, term in look.terms.items()
            ]
            archiving.number_pieces(self._store, self._order.year, pieces)

    # -- printing -------------------------------------------------------------------------------------------------------

    def jobs(self) -> Iterator[Job]:
        """What is to be printed, one household at a time; what lies there already is passed over."""
        filings = archiving.filings_of(self._store, list(self.wanted), self._order.year)
        for span in load_spans(self._store, list(self.wanted), self._order.year, self._all_years):
            self._check()
            case = span.case
            try:
                job = self._job(span, filings.get(case.household.id, {}))
            except VillageDeskError:
                raise
            except Exception as error:  # facts that the program stumbles over are this household's trouble alone
                log.error("%s", trace_of(error, "bind"))
                self._refuse(Refusal(case.household.id, household_label(case), (own_fault(error),)))
                continue
            if job is not None:
                yield job

    def _job(self, span: Span, filings: dict[str, Any]) -> Job | None:
        order, case = self._order, span.case
        household, label, way = case.household.id, household_label(case), order.way(case.village)
        made = self._facing.filled(
            span, self.wanted[household], way.mode, filings, order.document_date, draft=order.draft
        )
        how = (
            way.mode,
            str(order.layout is not None and order.layout.numbers),
            str(bool(order.layout and order.layout.pdf)),
        )
        facts = digest_of(made.contexts, made.facts, how)
        root = self._root(way)
        former = root.journal.entries.get(household)
        there = None if order.again or order.only else root.journal.lies_there(household, facts)
        if there is not None:
            self._lies_there(household, label, root, there, lacking_names(made.missing, made.lost))
            if there.unnoted and there.dated and not order.draft:
                then = self._facing.as_of(span, way.mode, filings, there.dated)
                self.notebook.catch_up(way, then, there)
            return None
        wanted = volume_folder(case)
        if former is not None:
            root.shelf.rename(household, former.folder, wanted)
        folder = root.shelf.folder_for(household, wanted)
        written, lying = self._some(household, folder, former, made)
        signed = self._signed(span, way.mode, filings)
        self._pending[household] = _Pending(
            way, facts, made.line, lacking_names(made.missing, made.lost), lying, signed
        )
        return Job(
            household,
            label,
            folder,
            made.contexts[0],
            layout=order.layout,
            make=making.pieces if way.mode == PIECE else making.volume,
            bound=True,
            facts={leaf: signed[leaf].facts if leaf in signed else own for leaf, own in made.facts.items()},
            written=written,
            lying=lying,
            noted=not order.draft,
        )

    def _signed(self, span: Span, mode: str, filings: dict[str, Any]) -> dict[Leaf, Signed]:
        """The papers that keep their day, because the signed one still holds; none of drafts, and none where all are wanted anew."""
        if self._order.draft or self._order.again:
            return {}
        return still_true(
            self._store, span.case.household.id, lambda day: self._facing.as_of(span, mode, filings, day).facts
        )

    def _some(
        self, household: str, folder: Path, former: Entry | None, made: Filled
    ) -> tuple[frozenset[Leaf] | None, frozenset[str]]:
        """Which papers are written, where not all are wanted, and the names of those that stay."""
        wanted = (self._order.only or {}).get(household)
        if wanted is None or former is None or self._order.layout is not None:
            return None, frozenset()
        names = {leaf: file_name(leaf.kind, own) for leaf, own in made.facts.items()}
        return written_and_lying(folder, household, former.files, names, wanted)

    def _root(self, way: Way) -> Root:
        if way not in self._roots:
            self._roots[way] = Root(root_of(self._order.target, self._order.year, way))
        return self._roots[way]

    def _lies_there(self, household: str, label: str, root: Root, there: Entry, missing: tuple[str, ...]) -> None:
        self.bound.append(Bound(household, label, root.folder / there.folder, kept=True, missing=missing))
        self._report(label)

    def keep(self, printed: Printed) -> None:
        """Remember what became of a job; only what lies there whole gets into the journal."""
        if printed.trace:
            log.error("%s", printed.trace)
        way, facts, line, missing, lying, signed = self._pending.pop(printed.household)
        if printed.problem is not None:
            self.refused.append(Refusal(printed.household, printed.label, (printed.problem,)))
            return
        root, digests = self._root(way), dict(printed.digests)
        former, changed = root.journal.entries.get(printed.household), set(printed.changed)
        if former is not None:
            stays = {name: digest for name, digest in former.files.items() if name in lying}
            digests |= stays
            changed |= set(remove_ours(root.folder / former.folder, {**former.files}, printed.folder, digests))
        line = with_pages(line, dict(printed.pages), by_piece=way.mode == PIECE)
        day = self._order.document_date.isoformat()
        root.journal.add(
            Entry(
                printed.household,
                printed.folder.name,
                facts,
                digests,
                line.plain(),
                day,
                tuple(
                    (one.paper, one.year) for one in printed.prints if one.year and (one.paper, one.year) not in signed
                ),
            )
        )
        self.notebook.add(way, printed, signed)
        self._stayed += len(signed)
        self._changed += [f"{printed.folder.name}/{name}" for name in sorted(changed)]
        self.bound.append(Bound(printed.household, printed.label, printed.folder, kept=False, missing=missing))
        self.files += printed.files

    def note(self) -> str:
        """Note what was printed, see `Notebook.write`."""
        unnoted = self.notebook.write()
        for root in self._roots.values():
            if not unnoted:
                root.journal.noted([] if self._order.draft else [one.household for one in self.bound])
            root.journal.close()
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
        written, living = [], set(live_households(self._store))
        for way, root in self._roots.items():
            self._gone += root.journal.forget(living, self._villages)
            if not root.folder.is_dir():  # a stick was pulled out: nothing is made where it was
                continue
            for folder, stay, unwritten in write_all(root, way, self._villages, self._order):
                if unwritten:
                    self._unlisted.append(unwritten)
                    continue
                written.append(folder)
                self._changed += [f"{folder.name}/{name}" for name in stay]
        return written

    def notes(self) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """What people should know of the numbers: which could not be given, and which stand twice."""
        bound = sorted({look.village for look in self.wanted.values()} & set(self._villages))
        villages = [self._villages[one] for one in bound]
        notes = [*self._unlisted, *unnumbered(villages, self._order)]
        clashing, told = twice(villages, self._order, self._facing)
        notes += told
        if self._stayed:
            text = _("有{count}份已签字或归档、内容没有变，仍用原来的日期，登记不变；要换新的请选“全部重做”。")
            notes.append(text.format(count=self._stayed))
        if self._gone:
            text = _("{count}户已不在本文件中，原来的文件夹没有删除：{names}。请核对后自行处理。")
            notes.append(text.format(count=len(self._gone), names=listed(self._gone[:5])))
        if self._changed:
            text = _("{count}份旧的文书在打印后有人改过，没有删除：{names}。请核对后自行处理。")
            notes.append(text.format(count=len(self._changed), names=listed(self._changed[:5])))
        if self._order.draft:
            notes.append(_("草稿不编新号。"))
        elif self._store.read_only:
            notes.append(_("文件以只读方式打开，没有编新号。"))
        return tuple(notes), tuple(clashing)
