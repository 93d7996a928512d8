# SPDX-License-Identifier: MIT
"""What the page 模板 has done on the worker thread: examining templates, looking at households, making a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk import paths
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _
from villagedesk.services.papers.own_templates import name_of
from villagedesk.store import households
from villagedesk.store.households import Query

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.documents.guarded.lacking import Lacking
    from villagedesk.documents.guarded.report import Report
    from villagedesk.store.store import Store
    from villagedesk.ui.tasks import Job

_AT_ONCE: Final = 600  # households that are looked at without being asked


class Examined(NamedTuple):
    """What is known of a template; `lacking` is None while nobody has looked at the households."""

    name: str
    report: Report
    lacking: Lacking | None


def every(store: Store) -> tuple[str, ...]:
    """Ids of the households of the file."""
    return tuple(households.ids(store, Query(away=False)))


def surveyed(known: Examined, year: int, ids: tuple[str, ...], store: Store, job: Job) -> Examined:
    """Look at households for what a template needs."""
    from villagedesk.documents.guarded.lacking import survey
    from villagedesk.documents.volumes.batch import Watch

    day = store.clock().date()
    return known._replace(lacking=survey(store, ids, known.report, year, day, Watch(job.check, job.report)))


def examined(name: str, content: bytes, year: int, store: Store, job: Job) -> Examined:
    """What is known of a template; of its households only where they are few."""
    from villagedesk.documents.guarded.sampling import samples_of
    from villagedesk.documents.guarded.trying import examine

    ids = every(store)
    samples = samples_of(store, ids, year, store.clock().date())
    known = Examined(name, examine(name, content, job.check, samples=samples), None)
    return surveyed(known, year, ids, store, job) if known.report.usable and len(ids) <= _AT_ONCE else known


def examine_kept(name: str, year: int, store: Store, job: Job) -> Examined:
    """Examine a template of the file."""
    from villagedesk.services.papers.own_templates import content_of

    return examined(name, content_of(store, name), year, store, job)


def examine_and_keep(source: Path, year: int, store: Store, job: Job) -> Examined:
    """Examine a document that somebody brought, and keep it.

    Raises:
        Refused: it is no template, or reaches for what no template may have; nothing was kept.
    """
    from villagedesk.documents.guarded.trying import refuse_unusable
    from villagedesk.services.papers.own_templates import keep_template, read_document

    content = read_document(source)
    known = examined(name_of(source), content, year, store, job)
    if known.report.forbidden:
        try:
            refuse_unusable(known.report)
        except Refused as fault:
            raise Refused(_("{reason}没有存入文件。").format(reason=fault)) from fault
    keep_template(store, known.name, content)
    return known


def previewed(name: str, household: str, year: int, store: Store, _job: Job) -> Path:
    """A paper of one household in the folder of previews."""
    from villagedesk.documents.guarded.printing import kept_form, preview
    from villagedesk.documents.previews import fresh_folder
    from villagedesk.store.faults import machine_reason

    folder = paths.previews()
    try:
        folder = fresh_folder()
        return preview(store, kept_form(store, name), household, year, store.clock().date(), folder)
    except OSError as fault:
        text = _("预览写不到“{folder}”：{reason}。请关闭上次打开的预览，或检查磁盘空间。")
        raise EnvironmentProblem(text.format(folder=folder, reason=machine_reason(fault))) from fault
