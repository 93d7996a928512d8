# SPDX-License-Identifier: MIT
"""The doubts (疑点) of a household, a village or a whole file; finding one of them right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.checks import exempting
from villagedesk.models.checks.others import place_of
from villagedesk.models.checks.registry import ALL_RULES, VILLAGE_RULES
from villagedesk.models.checks.rules import Judgement, Unjudged, judge_all, judge_village, sealed
from villagedesk.models.problem import Level
from villagedesk.services.casefile.casefiles import load_casefile, load_casefiles
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.doubts import findings_apart
from villagedesk.services.doubts.villagefiles import village_files
from villagedesk.services.keeping.records import Edit, Removal, save_records
from villagedesk.store import counts
from villagedesk.store.engine import roomy
from villagedesk.store.partners import partners

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.exempting import Exemption
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.checks.rules import Rule, Surroundings, VillageRule
    from villagedesk.models.checks.villagefile import VillageFile
    from villagedesk.models.problem import Problem
    from villagedesk.store.store import Changed, Store


class Finding(NamedTuple):
    """One line of the list of doubts.

    Attributes:
        household: id; empty for one about a village.
        village: id of the village, and its name.
        place: the household, or the village, in words.
        said: what was found, or what cannot be judged.
        exemption: why it does not count, if somebody found it right.
    """

    household: str
    village: str
    village_name: str
    place: str
    said: Problem | Unjudged
    exemption: Exemption | None = None

    @property
    def code(self) -> str:
        """Number of the rule."""
        return self.said.code

    @property
    def level(self) -> Level | None:
        """How far it reaches; None for what cannot be judged."""
        return None if isinstance(self.said, Unjudged) else self.said.level

    @property
    def counts(self) -> bool:
        """Whether it is one of the doubts that are counted."""
        return self.exemption is None and not isinstance(self.said, Unjudged)


class Wanted(NamedTuple):
    """What is looked for.

    Attributes:
        codes: numbers of rules; all if empty.
        villages: ids; all if None.
        households: ids; all if None. Villages themselves are left out then.
        unjudged: whether what cannot be judged is told too.
    """

    codes: frozenset[str] = frozenset()
    villages: frozenset[str] | None = None
    households: tuple[str, ...] | None = None
    unjudged: bool = False

    def of(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """The rules of households that are run."""
        return tuple(rule for rule in rules if not self.codes or rule.code in self.codes)

    def of_village(self, rules: Iterable[VillageRule]) -> tuple[VillageRule, ...]:
        """The rules of villages that are run."""
        return tuple(rule for rule in rules if not self.codes or rule.code in self.codes)


_EVERYTHING: Final = Wanted()
_TOGETHER: Final = 30  # case files that are judged rule by rule; also how often progress is told


def find(
    store: Store,
    wanted: Wanted = _EVERYTHING,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda done, total, text: None,
) -> Iterator[Finding]:
    """Every doubt of a file in the order of the list of households, those of villages first; exempted ones among them.

    Args:
        store: the file.
        wanted: which of them.
        check: called for each household; may raise `Cancelled`.
        report: told how far it is.
    """
    with roomy(store.connection):
        around = surroundings(store)
        if wanted.households is None:
            yield from of_villages(store, wanted, around)
        households: Sequence[str] = wanted.households or ()
        if wanted.households is None and wanted.of(ALL_RULES):
            households = counts.live_households(store, wanted.villages)
        if findings_apart.processes_for(len(households)) > 1:
            yield from findings_apart.find_apart(store, wanted, households, check, report)
        else:
            yield from of_households(store, wanted, households, around, check, report)
        report(len(households), len(households), "")


def concerned(store: Store, households: Collection[str]) -> tuple[str, ...]:
    """These households and the others whose doubts may have come or gone with theirs: who shares a number or a text."""
    return tuple(sorted({*households, *partners(store, households, store.info.year)}))


def of_villages(store: Store, wanted: Wanted, around: Surroundings) -> Iterator[Finding]:
    """The doubts about villages themselves; exempted ones among them."""
    rules = wanted.of_village(VILLAGE_RULES)
    for village in village_files(store, villages=wanted.villages) if rules else ():
        name = village.village.name or ""
        yield from _lines(judge_village(rules, village, around), ("", village.village.id, name, name), wanted)


def of_households(
    store: Store,
    wanted: Wanted,
    households: Sequence[str],
    around: Surroundings,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda done, total, text: None,
) -> Iterator[Finding]:
    """The doubts of these households in their order, found in this process; see `find`."""
    rules = wanted.of(ALL_RULES)
    done = 0
    for cases in _together(load_casefiles(store, households)):
        check()
        report(done, len(households), "")
        done += len(cases)
        for case, judgement in zip(cases, judge_all(rules, cases, around), strict=True):
            if judgement.problems or judgement.exempted or (wanted.unjudged and judgement.unjudged):
                place = place_of(case.village.name or "", case.household.group or "", case.head_name)
                where = (case.household.id, case.village.id, case.village.name or "", place)
                yield from _lines(judgement, where, wanted)


def _together(cases: Iterable[CaseFile]) -> Iterator[list[CaseFile]]:
    some: list[CaseFile] = []
    for case in cases:
        some.append(case)
        if len(some) == _TOGETHER:
            yield some
            some = []
    if some:
        yield some


def _lines(judgement: Judgement, where: tuple[str, str, str, str], wanted: Wanted) -> Iterator[Finding]:
    yield from (Finding(*where, problem) for problem in judgement.problems)
    yield from (Finding(*where, one.problem, one.exemption) for one in judgement.exempted)
    if wanted.unjudged:
        yield from (Finding(*where, one) for one in judgement.unjudged)


# -- exemptions -----------------------------------------------------------------------------------------------------


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
