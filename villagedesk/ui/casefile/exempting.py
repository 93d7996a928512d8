# SPDX-License-Identifier: MIT
"""F2 on a doubt of the case file: it was looked into and is right, and does not count any more (豁免, with a reason)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.checks.others import place_of
from villagedesk.models.problem import Level
from villagedesk.services.doubts import exemptions
from villagedesk.services.doubts.judging import Finding
from villagedesk.store.store import Changed
from villagedesk.ui import messages
from villagedesk.ui.findings.exempting import ask_why

if TYPE_CHECKING:
    from villagedesk.models.problem import Problem
    from villagedesk.ui.casefile.view import CaseFileView


def refusal(problem: Problem) -> str:
    """Why a line of the problems cannot be exempted; empty if it can."""
    if problem.level is Level.ERROR:
        return _("错误不能豁免，请改正。证件号码与原件一致的，在证件号码处按F2注明“已核对原件”。")
    return "" if problem.code else _("缺项不能豁免，请补填。")


def exempt(view: CaseFileView, problem: Problem) -> None:
    """Ask why a doubt is right, and note it in the background: what it rests on is found out among the whole file."""
    case = view.editing.case
    why_not = refusal(problem)
    if case is None or why_not:
        view.said.emit(why_not)
        return
    reason = ask_why(view, [problem.text()])
    if not reason:
        return
    place = place_of(case.village.name or "", case.household.group or "", case.head_name)
    finding = Finding(case.household.id, case.village.id, case.village.name or "", place, problem)
    session = view.session
    session.about_to_save.emit()

    def done(changed: object) -> None:
        if isinstance(changed, Changed):
            view.said.emit(_("已保存：{label}").format(label=changed.label))

    def failed(error: object) -> None:
        messages.problem(view, error)

    session.start(
        _("豁免疑点"), lambda store, _job: exemptions.exempt(store, [finding], reason), done=done, failed=failed
    )
