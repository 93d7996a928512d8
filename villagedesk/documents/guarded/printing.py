# SPDX-License-Identifier: MIT
"""Printing a template that somebody brought: for one household to look at, or for an order like the built-in papers.

All papers of an order lie in one folder of the template's name, one file a household, so that they can be printed as a pile.
"""

from __future__ import annotations

import logging
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.guarded.guard import Busy, Guard
from villagedesk.documents.guarded.trying import ready, refuse_unusable
from villagedesk.documents.naming import folded, safe_name
from villagedesk.documents.volumes.batch import Outcome, Run, Watch, household_label, print_volumes, together
from villagedesk.documents.volumes.press import Made, Printed, print_job
from villagedesk.documents.volumes.shelving import none_left_empty, put_papers
from villagedesk.documents.volumes.volume import volume_context
from villagedesk.documents.word.faults import Forbidden, TemplateFault
from villagedesk.documents.word.package import identifier_of
from villagedesk.documents.word.pictures import PHOTOS
from villagedesk.errors import Cancelled, Refused
from villagedesk.i18n import _, bare
from villagedesk.models.lines import regions_of
from villagedesk.models.problem import Problem
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.keeping.pictures import load_whole
from villagedesk.services.papers.own_templates import content_of
from villagedesk.services.standards.lines import line_finder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from villagedesk.documents.volumes.batch import Order
    from villagedesk.documents.volumes.press import Job
    from villagedesk.store.store import Store

log = logging.getLogger(__name__)
_DRAFT: Final = "草稿-"  # before the file name: the template itself need not say it


@dataclass(frozen=True, slots=True)
class Form:
    """A template to be printed: what it is called, and its bytes."""

    name: str
    content: bytes


def kept_form(store: Store, name: str) -> Form:
    """A template of the file.

    Raises:
        Refused: there is none of that name.
    """
    return Form(name, content_of(store, name))


def print_form(
    store: Store,
    order: Order,
    form: Form,
    *,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
    guard: Guard | None = None,
) -> Outcome:
    """Print a template for the households of an order. One that cannot be printed does not stop the others.

    Args:
        store: where the facts are; it is only read.
        order: what to print; its papers and layout do not matter here.
        form: the template.
        check: called often; raises `Cancelled` to stop.
        report: called after each household with (done, total, its label).
        guard: see `trying.ready`, where the template was tried before; None to have it tried here.

    Raises:
        Refused: the template is not taken in, cannot be printed, or ran against a limit; papers that were finished stay,
            and where there are none no folder is left either.
        EnvironmentProblem: the folder cannot be used, the disk is full, the computer is busy; what was finished stays.
        Cancelled: finished papers stay; the sentence says how many.
    """
    folder = order.target / safe_name(form.name)
    held = ready(form.name, form.content, check) if guard is None else nullcontext(guard)
    with held as filling, none_left_empty(folder):
        run = Run(store, replace(order, target=folder), (), Watch(check, report))
        try:
            _Printing(filling, run, form, folder).all()
        except Cancelled as cancelled:
            text = _("已取消。已完成{count}户，保留在“{folder}”；没有完成的户没有留下文件。")
            raise Cancelled(text.format(count=len(run.written), folder=folder)) from cancelled
        except (Refused, Busy) as stopped:
            if not run.written:
                raise
            text = _("{problem}。已完成{count}户，保留在“{folder}”；没有完成的户没有留下文件。")
            said = text.format(problem=bare(str(stopped)), count=len(run.written), folder=folder)
            raise (Refused if isinstance(stopped, Refused) else Busy)(said) from stopped
    run.refuse_missing()
    log.info("own template: %d papers, %d refused", len(run.written), len(run.refused))
    shown = any(use.group == PHOTOS for use in filling.report.uses)
    return Outcome(tuple(run.written), tuple(run.refused), run.files, faults=run.faults() if shown else ())


def print_all(
    store: Store,
    order: Order,
    forms: Sequence[str],
    *,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> Outcome:
    """Print the papers of an order, then templates of the office for the same households; what was made is told together.

    Args:
        store: the file.
        order: what to print; without papers, only the templates are printed.
        forms: names of templates of the file. One that is at fault does not stop the others.
        check: see `print_form`.
        report: see there.

    Raises:
        EnvironmentProblem, Cancelled: see `print_volumes` and `print_form`.
    """
    made = [print_volumes(store, order, check=check, report=report)] if order.papers else []
    faults = []
    for name in forms:
        try:
            made.append(print_form(store, order, kept_form(store, name), check=check, report=report))
        except (Refused, Busy) as fault:
            faults.append(str(fault))
    told = together(made)
    first: dict[str, Path] = {}
    for household, place in told.written:
        first.setdefault(household, place)
    return replace(told, written=tuple(first.items()), faults=(*told.faults, *faults))


class _Printing:
    """An order under way: while the process fills in one household, the next one is prepared here."""

    def __init__(self, guard: Guard, run: Run, form: Form, folder: Path) -> None:
        self._guard, self._run, self._form, self._folder = guard, run, form, folder
        self._taken: set[str] = set()

    def all(self) -> None:
        """Print every job of the run."""
        jobs = self._run.jobs()
        job = next(jobs, None)
        while job is not None:
            self._guard.ask(_named(job.context, self._form.name))
            following = next(jobs, None)
            self._finish(job)
            job = following

    def _finish(self, job: Job) -> None:
        try:
            content = self._guard.paper()
        except Forbidden:
            raise  # the process is gone, or should be
        except TemplateFault as fault:
            problem = Problem("", "", str(fault)).at(entity="household", row=job.household)
            done = Printed(job.household, job.label, self._folder, problem=problem)
        else:
            name = self._file(job)
            done = print_job(replace(job, folder=self._folder, make=lambda _job: Made([(name, content)], {})))
            done = replace(done, folder=self._folder / name)
        self._run.keep(done)
        self._run.step(done)

    def _file(self, job: Job) -> str:
        """The file of a household: its own of an earlier run, else a free name."""
        draft = _DRAFT if job.context[ABOUT]["草稿"] else ""
        while True:
            name = safe_name(f"{draft}{job.folder.name}.docx", self._taken)
            self._taken.add(folded(name))
            path = self._folder / name
            if not path.exists() or identifier_of(path) == job.household:
                return name


def _named(context: dict[str, Any], title: str) -> dict[str, Any]:
    return context | {ABOUT: context[ABOUT] | {"题名": title}}


def preview(store: Store, form: Form, household: str, year: int, day: dt.date, target: Path) -> Path:
    """Fill a template in for one household and put the paper into a folder.

    Raises:
        Refused: see `print_form`; also where the household is gone.
        OSError: it cannot be written.
    """
    case = load_casefile(store, household, year)
    if case is None:
        raise Refused(_("这一户不在文件中，或已移入回收站，请另选一户。"))
    line = line_finder(store, regions_of(case.village))
    context = casefile_context(case, office_of(case.village), day, lambda digest: load_whole(store, digest), line)
    context = _named(volume_context(context, (), None), form.name)
    with Guard(form.name, form.content) as guard:
        refuse_unusable(guard.report)
        guard.ask(context)
        content = guard.paper()
    name = safe_name(f"{form.name}-{household_label(case)}.docx")
    put_papers(target, [(name, content)])
    return target / name
