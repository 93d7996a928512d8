# SPDX-License-Identifier: MIT
"""Doing the merge: backup, one transaction, report. Undoing it is `store.undo`, like any other action."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.merge.plan import MergePlan, newest_of
from villagedesk.merge.report import Report, file_report, refused_file
from villagedesk.services.opening.backups import Backup, make_backup
from villagedesk.store import arrivals

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from villagedesk.merge.questions import Question
    from villagedesk.store.arrivals import Taken
    from villagedesk.store.store import Changed, Store


_OF_THE_REHEARSAL: Final = (
    "violations",
    "outside",
    "outside_changes",
    "outside_names",
    "outside_lines",
    "outside_hidden",
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What was done.

    Attributes:
        backup: of the file before; None if nothing was new and nothing was written.
        changed: empty in that case.
    """

    report: Report
    backup: Backup | None
    changed: Changed | None


class Unanswered(Refused):
    """The plan asks something that nobody has answered."""

    def __init__(self, questions: Sequence[Question]) -> None:
        asked = "\n".join(question.text for question in questions)
        super().__init__(_("没有合并，以下问题需要先确认：\n{asked}").format(asked=asked))


class MovedOn(Refused):
    """The file was changed after the plan was made."""

    def __init__(self) -> None:
        super().__init__(_("预览之后本文件又有修改，没有合并。请重新预览后再确认。"))


def apply_merge(
    store: Store,
    plan: MergePlan,
    answered: Collection[str] = (),
    check: Callable[[], None] = lambda: None,
    *,
    with_backup: bool = True,
) -> Merged:
    """Do what the plan says.

    Args:
        store: the file the plan was made for.
        plan: with its private copies still there.
        answered: kinds of questions (`Question.kind`) that the user answered with yes.
        check: called often; may raise `Cancelled`, and the file is as it was.
        with_backup: False only for a file that was made a moment ago.

    Raises:
        Unanswered, MovedOn: see there.
        CannotWrite: no room for the backup or the merge; the file is as it was.
    """
    open_questions = [one for one in plan.questions if one.kind not in answered]
    if open_questions:
        raise Unanswered(open_questions)
    if newest_of(store) != plan.newest:
        raise MovedOn
    if plan.report.nothing_new:
        return Merged(plan.report, None, None)
    backup = make_backup(store, "merge", check) if with_backup else None
    chosen = [one.delivered for one in plan.arriving]

    def described(taken: Sequence[Taken]) -> str:
        return _done(plan, taken).to_json()

    taken, changed = arrivals.take_in(store, chosen, _label(plan), described, check=check)
    return Merged(_done(plan, taken), backup, changed)


def _done(plan: MergePlan, taken: Sequence[Taken]) -> Report:
    """The report of what was really done; findings are those of the rehearsal, on the same state."""
    files = []
    for one, done in zip(plan.arriving, taken, strict=True):
        told = file_report(one.delivered, done, one.report.village)
        files.append(replace(told, **{key: getattr(one.report, key) for key in _OF_THE_REHEARSAL}))
    return Report((*files, *map(refused_file, plan.refused)))


def _label(plan: MergePlan) -> str:
    """What the undo menu calls it."""
    names = list(dict.fromkeys(one.report.village for one in plan.arriving if not one.report.nothing_new))
    if len(names) == 1:
        return _("合并{name}的文件").format(name=names[0])
    return _("合并{name}等{count}个村的文件").format(name=names[0], count=len(names))
