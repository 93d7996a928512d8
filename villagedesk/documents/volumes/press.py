# SPDX-License-Identifier: MIT
"""Printing prepared volumes, in this process or in several. Only plain values come in and go out.

Worker functions stand at module level and the start method is always "spawn", so that Windows and the frozen program
do the same as the tests.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.papers import chosen
from villagedesk.documents.volumes.paging import Layout, laid_out
from villagedesk.documents.volumes.prints import Print, prints_of
from villagedesk.documents.volumes.shelving import put_papers, remove_former
from villagedesk.documents.volumes.volume import printed
from villagedesk.documents.word.template import TemplateFault
from villagedesk.errors import Cancelled, EnvironmentProblem
from villagedesk.i18n import _, bare, english, set_language
from villagedesk.log import crash_text
from villagedesk.models.problem import Problem
from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from villagedesk.documents.papers import Paper

SEVERAL: Final = 50  # households from which starting other processes pays
MOST_PROCESSES: Final = 4  # one process prepares, and it cannot feed more
CHUNK: Final = 4
_FATAL: Final = frozenset(
    {errno.ENOSPC, errno.EROFS, errno.EIO, errno.ENODEV, errno.ENXIO, getattr(errno, "EDQUOT", -1)}
)


@dataclass(frozen=True, slots=True)
class Job:
    """One volume, ready to print.

    Attributes:
        household: id, for the outcome.
        label: what people call it ("2组 张三").
        folder: where its papers go.
        context: see `volume.volume_context`.
        papers: keys of the papers.
        layout: what an office program does for it; None where the papers are left as they are.
        make: how its papers are made, a function of a module so that other processes find it; None for a plain volume.
        bound: papers of ours in the folder that are not made any more are taken away, and the outcome has `digests`.
        written: of bound jobs, the keys of the papers that are made; the others lie there already. None for all.
        lying: names of those others.
        noted: whether fingerprints of the papers are wanted (`prints`); drafts leave none.
    """

    household: str
    label: str
    folder: Path
    context: dict[str, Any]
    papers: tuple[str, ...]
    layout: Layout | None = None
    make: Callable[[Job], Made] | None = None
    bound: bool = False
    written: frozenset[str] | None = None
    lying: frozenset[str] = frozenset()
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """The papers of a job as (file name, content), the pages of those that were counted by their keys, and fingerprints."""

    papers: list[tuple[str, bytes]]
    pages: dict[str, int]
    prints: tuple[Print, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a job.

    Attributes:
        files: papers written; 0 where there was a problem.
        problem: why it could not be printed, or None.
        fatal: the same as a sentence where going on makes no sense (disk full, stick gone), else empty.
        trace: for the log, where the program itself was at fault.
        digests: (file name, SHA-256) of what was written, of bound jobs.
        pages: (key of the paper, pages) of those that were counted.
        prints: fingerprints of the papers, where they were wanted.
        changed: names of former papers that stay in the folder because somebody has written into them.
    """

    household: str
    label: str
    folder: Path
    files: int = 0
    problem: Problem | None = None
    fatal: str = ""
    trace: str = ""
    digests: tuple[tuple[str, str], ...] = ()
    pages: tuple[tuple[str, int], ...] = ()
    prints: tuple[Print, ...] = ()
    changed: tuple[str, ...] = ()


_Chunk = tuple["Future[list[Printed]]", list[Job]]


def processes_for(households: int, wanted: int | None, *, slow: bool = False) -> int:
    """How many processes to print with; `wanted` decides where it is given. Slow are households that are laid out."""
    if wanted is not None:
        return max(1, wanted)
    return min(MOST_PROCESSES, _cores()) if households >= (2 if slow else SEVERAL) else 1


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def print_jobs(
    jobs: Iterable[Job], processes: int, keep: Callable[[Printed], None], step: Callable[[Printed], None]
) -> None:
    """Print jobs as they come.

    Args:
        jobs: made while others are being printed.
        processes: 1 for this process only.
        keep: told of every job that was done, in order, even when the run is given up.
        step: called after `keep`; may raise to give the run up.

    Raises:
        TemplateFault: a template asks for a name that no household has.
        Exception: what `jobs` or `step` raised; nothing is under way any more, and `keep` knows all that was printed.
    """
    if processes == 1:
        for job in jobs:
            printed_job = print_job(job)
            keep(printed_job)
            step(printed_job)
    else:
        _in_processes(iter(jobs), processes, keep, step)


def _in_processes(
    jobs: Iterator[Job], processes: int, keep: Callable[[Printed], None], step: Callable[[Printed], None]
) -> None:
    """At most a few chunks are under way, so memory does not grow with the number of households."""
    language = "en" if english() else "zh_CN"
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), speak, (language,))
    waiting: deque[_Chunk] = deque()
    try:
        while True:
            while len(waiting) < 2 * processes + 2 and (chunk := list(islice(jobs, CHUNK))):
                waiting.append((_submitted(pool, chunk), chunk))
            if not waiting:
                return
            finished = _result(*waiting.popleft())
            for one in finished:
                keep(one)
            for one in finished:
                step(one)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        for future, _chunk in waiting:
            if not future.cancelled() and future.exception() is None:
                for one in future.result():
                    keep(one)


def _result(future: Future[list[Printed]], chunk: list[Job]) -> list[Printed]:
    try:
        return future.result()
    except BrokenProcessPool:  # a worker was killed, e.g. for lack of memory; what it had is printed again here
        return print_chunk(chunk)


def _submitted(pool: ProcessPoolExecutor, chunk: list[Job]) -> Future[list[Printed]]:
    try:
        return pool.submit(print_chunk, chunk)
    except BrokenProcessPool as broken:
        future: Future[list[Printed]] = Future()
        future.set_exception(broken)
        return future


def speak(language: str) -> None:
    """Say what is wrong in the language of the window, in a worker process too; papers are Chinese in any case."""
    set_language(language, resources() / "locale")


def print_chunk(jobs: list[Job]) -> list[Printed]:
    """Print several volumes; what a worker process runs."""
    return [print_job(job) for job in jobs]


def print_job(job: Job) -> Printed:
    """Print one volume. Whatever is wrong with one household is an outcome, not an exception.

    Raises:
        TemplateFault: the template asks for a name that no household has.
    """
    try:
        made = job.make(job) if job.make else _plainly(job)
        put_papers(job.folder, made.papers)
        kept: tuple[str, ...] = ()
        if job.bound:
            kept = remove_former(job.folder, job.household, {*job.lying, *(name for name, _content in made.papers)})
    except Cancelled:
        raise
    except EnvironmentProblem as fault:
        return _failed(job, Problem("", "", bare(str(fault))))
    except TemplateFault as fault:
        if fault.name:
            raise
        return _failed(job, Problem("", "", str(fault)))
    except OSError as error:
        problem = _disk_problem(job, error)
        return _failed(job, problem, fatal=problem.text() if error.errno in _FATAL else "")
    except Exception as error:  # one household must not stop the others; the log gets the trace
        return _failed(job, own_fault(error), trace=trace_of(error, "print_job"))
    digests = tuple((name, sha256(content).hexdigest()) for name, content in made.papers) if job.bound else ()
    pages = tuple(made.pages.items())
    prints = tuple(one._replace(pages=made.pages.get(one.paper)) for one in made.prints)
    return Printed(
        job.household, job.label, job.folder, len(made.papers), digests=digests, pages=pages, prints=prints,
        changed=kept,
    )  # fmt: skip


def _plainly(job: Job) -> Made:
    papers, layout = chosen(job.papers), job.layout
    made = laid_out(printed, job.context, papers, layout) if layout else printed(job.context, papers)
    return Made(made, {}, prints_in(job, papers, made))


def prints_in(job: Job, papers: Sequence[Paper], made: Sequence[tuple[str, bytes]]) -> tuple[Print, ...]:
    """The fingerprints of papers of a volume, where wanted.

    Those that an office program has numbered are filled in once more without numbers.
    """
    contents = [] if job.layout else [content for _name, content in made]
    return prints_of(job.context, papers, contents) if job.noted else ()


def own_fault(error: Exception) -> Problem:
    """What the user is told where the program itself is at fault with one household."""
    rule = _("在打印这一户时出错（{kind}）").format(kind=type(error).__name__)
    return Problem(_("程序"), "", rule, _("详情已记入日志"))


def trace_of(error: Exception, step: str) -> str:
    """The trace of such a fault for the log, without anybody's data."""
    return crash_text(type(error), error, error.__traceback__, step)


def _failed(job: Job, problem: Problem, *, fatal: str = "", trace: str = "") -> Printed:
    placed = problem.at(entity="household", row=job.household)
    return Printed(job.household, job.label, job.folder, 0, placed, fatal, trace)


def _disk_problem(job: Job, error: OSError) -> Problem:
    named = Path(str(error.filename2 or error.filename or job.folder)).name.removesuffix(".part")
    field = _("文件“{name}”").format(name=named)
    if isinstance(error, PermissionError):
        return Problem(field, "", _("不能写入"), _("它可能正在Word或WPS中打开，或文件夹不可写；请关闭后重新导出"))
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", -1)}:
        return Problem(field, "", _("写不下，磁盘已满"), _("请清理磁盘或换一个文件夹"))
    return Problem(
        field, "", _("不能写入（{reason}）").format(reason=error.strerror or error), _("请检查磁盘或U盘后重新导出")
    )
