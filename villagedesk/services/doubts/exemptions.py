# SPDX-License-Identifier: MIT
"""Noting that doubts were looked into and are right (豁免), and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.checks import exempting
from villagedesk.models.checks.registry import ALL_RULES, VILLAGE_RULES
from villagedesk.models.checks.rules import Unjudged, sealed
from villagedesk.models.problem import Level
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.doubts.villagefiles import village_files
from villagedesk.services.keeping.records import Edit, Removal, save_records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.checks.rules import Rule, Surroundings, VillageRule
    from villagedesk.models.checks.villagefile import VillageFile
    from villagedesk.services.doubts.judging import Finding
    from villagedesk.store.store import Changed, Store


def exempt(store: Store, findings: Sequence[Finding], reason: str) -> Changed:
    """Note that doubts were looked into and are right; they do not count until the values they are about change.

    Raises:
        Refused: an error or something that cannot be judged is among them, there is no reason, or a household has gone.
    """
    if not reason.strip():
        raise Refused(_("豁免需要写明理由。"))
    around = surroundings(store)
    edits = [Edit("exemption", "", _exemption(store, one, reason.strip(), around)) for one in findings]
    label = _("豁免{count}条疑点").format(count=len(findings))
    if len(findings) == 1:
        label = _("豁免疑点：{place} {code}").format(place=findings[0].place, code=findings[0].code)
    return save_records(store, label, edits).changed


def _exemption(store: Store, finding: Finding, reason: str, around: Surroundings) -> dict[str, Value]:
    problem = finding.said
    if isinstance(problem, Unjudged):
        raise Refused(
            _("{code}缺少“{field}”，无法判断，不能豁免；请先补填。").format(code=problem.code, field=problem.field)
        )
    if problem.level is Level.ERROR:
        raise Refused(_("{code}是错误，不能豁免；请改正：{text}").format(code=problem.code, text=problem.text()))
    rules: tuple[Rule | VillageRule, ...] = ALL_RULES if finding.household else VILLAGE_RULES
    seal = sealed(rules, _file(store, finding), around, problem)
    if not seal:
        text = _("{code}已不是现在的疑点，内容在这期间有改动；请重新检查：{text}")
        raise Refused(text.format(code=problem.code, text=problem.text()))
    return {
        "household": finding.household or None,
        "village": None if finding.household else finding.village,
        "rule": problem.code,
        "about": exempting.about(problem),
        "reason": reason,
        "seal": seal,
    }


def _file(store: Store, finding: Finding) -> CaseFile | VillageFile:
    if finding.household:
        case = load_casefile(store, finding.household)
        if case is None:
            raise Refused(_("这一户已不在文件中。"))
        return case
    village = next(iter(village_files(store, villages={finding.village})), None)
    if village is None:
        raise Refused(_("这个村已不在文件中。"))
    return village


def withdraw(store: Store, findings: Sequence[Finding], reason: str) -> Changed:
    """Let exempted doubts count again; the exemptions go into the recycle bin with the reason."""
    removals = [Removal("exemption", one.exemption.id, reason) for one in findings if one.exemption]
    return save_records(store, _("取消豁免"), removals).changed
