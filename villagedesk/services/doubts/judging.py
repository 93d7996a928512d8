# SPDX-License-Identifier: MIT
"""What the rules find in households and villages, one after the other, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.checks.others import place_of
from villagedesk.models.checks.registry import ALL_RULES, VILLAGE_RULES
from villagedesk.models.checks.rules import Judgement, Unjudged, judge_all, judge_village
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.doubts.villagefiles import village_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.exempting import Exemption
    from villagedesk.models.checks.rules import Rule, Surroundings, VillageRule
    from villagedesk.models.problem import Level, Problem
    from villagedesk.store.store import Store


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
        households: ids; all if None. Where they are named, villages themselves are left out.
        with_villages: not so: villages are looked at too.
        unjudged: whether what cannot be judged is told too.
    """

    codes: frozenset[str] = frozenset()
    villages: frozenset[str] | None = None
    households: tuple[str, ...] | None = None
    unjudged: bool = False
    with_villages: bool = False

    def of(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """The rules of households that are run."""
        return tuple(rule for rule in rules if not self.codes or rule.code in self.codes)

    def of_village(self, rules: Iterable[VillageRule]) -> tuple[VillageRule, ...]:
        """The rules of villages that are run."""
        return tuple(rule for rule in rules if not self.codes or rule.code in self.codes)


_TOGETHER: Final = 30  # case files that are judged rule by rule; also how often progress is told


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
