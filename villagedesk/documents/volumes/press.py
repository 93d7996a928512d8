# SPDX-License-Identifier: MIT
"""Printing one prepared volume. Only plain values come in and go out, so that any process can do it (`running`)."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.papers import chosen
from villagedesk.documents.volumes.leaves import Leaf
from villagedesk.documents.volumes.paging import Layout, laid_out
from villagedesk.documents.volumes.prints import Print, prints_of
from villagedesk.documents.volumes.shelving import put_papers, remove_former
from villagedesk.documents.volumes.volume import printed
from villagedesk.documents.word.faults import TemplateFault
from villagedesk.errors import Cancelled, EnvironmentProblem
from villagedesk.i18n import _, bare
from villagedesk.log import crash_text
from villagedesk.models.problem import Problem
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from villagedesk.documents.word.desk import Desk

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
        papers: keys of the papers, of a plain volume.
        facts: of bound jobs, the papers in order, and what each prints.
        layout: what an office program does for it; None where the papers are left as they are.
        make: how its papers are made, a function of a module so that other processes find it; None for a plain volume.
        bound: papers of ours in the folder that are not made any more are taken away, and the outcome has `digests`.
        written: of bound jobs, the papers that are made; the others lie there already. None for all.
        lying: names of those others.
        noted: whether fingerprints of the papers are wanted (`prints`); drafts leave none.
    """

    household: str
    label: str
    folder: Path
    context: dict[str, Any]
    papers: tuple[str, ...] = ()
    layout: Layout | None = None
    make: Callable[[Job], Made] | None = None
    bound: bool = False
    facts: Mapping[Leaf, dict[str, Any]] = field(default_factory=dict)
    written: frozenset[Leaf] | None = None
    lying: frozenset[str] = frozenset()
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What was made for a job.

    Attributes:
        papers: (file name, content).
        pages: of the papers that were counted.
        prints: fingerprints.
        beside: how many of `papers` are none of the household: a sheet of stamps (归档章), the PDF of all.
    """

    papers: list[tuple[str, bytes]]
    pages: dict[Leaf, int]
    prints: tuple[Print, ...] = ()
    beside: int = 0


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a job.

    Attributes:
        files: papers written, without what lies beside them (`Made.beside`); 0 where there was a problem.
        problem: why it could not be printed, or None.
        fatal: the same as a sentence where going on makes no sense (disk full, stick gone), else empty.
        trace: for the log, where the program itself was at fault.
        digests: (file name, SHA-256) of what was written, of bound jobs.
        pages: (paper, pages) of those that were counted, in order.
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
    pages: tuple[tuple[Leaf, int], ...] = ()
    prints: tuple[Print, ...] = ()
    changed: tuple[str, ...] = ()


def print_job(job: Job, desk: Desk | None = None) -> Printed:
    """Print one volume. Whatever is wrong with one household is an outcome, not an exception.

    Args:
        job: what is printed.
        desk: where it is laid out, if it is; None for a start of the office program of its own.

    Raises:
        TemplateFault: the template asks for a name that no household has.
        Cancelled: by the desk; nothing of the household was written.
    """
    if desk is not None and job.layout is not None:
        desk.warm_up(job.layout.program)
        job = replace(job, layout=replace(job.layout, desk=desk))
    try:
        made = job.make(job) if job.make else _plainly(job)
        _must_be_there(job.folder.parent)
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
        gone = not job.folder.parent.is_dir()
        return _failed(job, problem, fatal=problem.text() if gone or error.errno in _FATAL else "")
    except Exception as error:  # one household must not stop the others; the log gets the trace
        return _failed(job, own_fault(error), trace=trace_of(error, "print_job"))
    digests = tuple((name, sha256(content).hexdigest()) for name, content in made.papers) if job.bound else ()
    pages = tuple(made.pages.items())
    prints = tuple(
        one if one.year is None else one._replace(pages=made.pages.get(Leaf(one.paper, one.year)))
        for one in made.prints
    )
    return Printed(
        job.household, job.label, job.folder, len(made.papers) - made.beside, digests=digests, pages=pages, prints=prints,
        changed=kept,
    )  # fmt: skip


def _plainly(job: Job) -> Made:
    papers, layout = chosen(job.papers), job.layout
    made = laid_out(printed, job.context, papers, layout) if layout else printed(job.context, papers)
    contents = [] if layout else [content for _name, content in made]  # numbered ones are filled in once more without
    prints = prints_of(job.context, papers, contents) if job.noted else ()
    return Made(made, {}, prints, beside=int(bool(layout and layout.pdf)))


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


def _must_be_there(target: Path) -> None:
    """A folder that is gone is not made anew: a stick was pulled out, and the volumes before this one went with it."""
    if not target.is_dir():
        raise FileNotFoundError(errno.ENOENT, "", str(target))


def _disk_problem(job: Job, error: OSError) -> Problem:
    target = job.folder.parent
    if not target.is_dir():
        field = _("文件夹“{name}”").format(name=target.name)
        return Problem(field, "", _("不见了，可能已被移走，或U盘已拔出"), _("请放回或换一个文件夹后重新导出"))
    named = Path(str(error.filename2 or error.filename or job.folder)).name.removesuffix(".part")
    field = _("文件“{name}”").format(name=named)
    if isinstance(error, PermissionError):
        return Problem(field, "", _("不能写入"), _("它可能正在Word或WPS中打开，或文件夹不可写；请关闭后重新导出"))
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", -1)}:
        return Problem(field, "", _("写不下，磁盘已满"), _("请清理磁盘或换一个文件夹"))
    return Problem(
        field, "", _("不能写入（{reason}）").format(reason=machine_reason(error)), _("请检查磁盘或U盘后重新导出")
    )
