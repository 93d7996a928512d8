# SPDX-License-Identifier: MIT
"""What the change of a line (standard, interval, limit) does: whose verdict is another now, and which doubts came and went.

Nothing of it is stored: both verdicts are worked out from the same facts, once with the lines as they were.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, listed
from villagedesk.models.assured import SCHOOL_LINES, answers, met
from villagedesk.models.checks.registry import ALL_RULES, VILLAGE_RULES
from villagedesk.models.checks.rules import judge, judge_village
from villagedesk.models.criteria import all_sets, sets_for
from villagedesk.models.lines import ANNUAL, is_number, regions_of
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.doubts.villagefiles import village_files
from villagedesk.services.helping import visiting
from villagedesk.services.standards.income_settings import PERIOD, Editions
from villagedesk.services.standards.lines import all_lines, tables_of
from villagedesk.services.standards.rounds import LEAST_TEXT, rounds_of_file
from villagedesk.store import counts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.help import Line
    from villagedesk.models.checks.rules import Judgement, Rule, Surroundings, VillageRule
    from villagedesk.models.problem import Problem
    from villagedesk.models.visiting import Intervals
    from villagedesk.services.standards.lines import Tables
    from villagedesk.store.store import Store

_CRITERIA: Final = {
    "exit_line": "income", "monitoring_line": "monitored_income", **dict.fromkeys(SCHOOL_LINES, "education"),
}  # fmt: skip
"""Line → the criterion of the sheet of readiness that goes by it."""
_INCOME: Final = ("income", "monitored_income")
_BY_INCOME: Final = frozenset({"exit_line", "monitoring_line", "check_f07_low", "check_f09_high", "check_f19_share"})
"""Lines whose rules look at income per head, which is another where the income period is."""


class Held(NamedTuple):
    """The lines as they held at a moment."""

    tables: Tables
    editions: Editions
    intervals: Intervals

    def alike(self, other: Held) -> bool:
        """Whether nothing can be judged otherwise by these lines than by the others."""
        return self.tables == other.tables


class Effect(NamedTuple):
    """How the findings of one rule differ after a line was changed, and in which households (ids)."""

    code: str
    came: int
    went: int
    households: tuple[str, ...] = ()


class Turned(NamedTuple):
    """How the households of the file stand with a criterion of the sheet of readiness after a line was changed.

    Attributes:
        title: what the criterion is called.
        failing: how many households do not reach it now.
        unknown: of how many nobody can tell now.
        fell: ids of those that do not reach it and did not fail before.
        rose: ids of those that failed before and do not now.
        others: ids of those that were reached before and cannot be judged now, or the other way round.
    """

    title: str
    failing: int
    unknown: int
    fell: tuple[str, ...]
    rose: tuple[str, ...]
    others: tuple[str, ...]


class Visits(NamedTuple):
    """How the file stands with its visits today after an interval was changed.

    Attributes:
        late: how many households wait too long for a visit now.
        became: ids of those that did not before.
        ceased: ids of those that did before and do not now.
    """

    late: int
    became: tuple[str, ...]
    ceased: tuple[str, ...]


class Effects(NamedTuple):
    """What a change of a line did.

    Attributes:
        year: the year that was looked at.
        turned: the criteria that go by the line, also where no verdict changed.
        incomes: ids of the households whose income per head is another.
        doubts: the rules whose findings differ.
        visits: of an interval between visits, whose visits are late now; None of other lines.
    """

    year: int
    turned: tuple[Turned, ...] = ()
    incomes: tuple[str, ...] = ()
    doubts: tuple[Effect, ...] = ()
    visits: Visits | None = None

    @property
    def households(self) -> tuple[str, ...]:
        """Ids of all households of which something is judged otherwise, in the order in which they were looked at."""
        visits = (self.visits.became, self.visits.ceased) if self.visits else ()
        told = (self.incomes, *visits, *((*one.fell, *one.rose, *one.others) for one in self.turned))
        return tuple(dict.fromkeys(row for some in (*told, *(one.households for one in self.doubts)) for row in some))


def held(store: Store) -> Held:
    """The lines as they hold now; to be kept before one is changed."""
    return held_of(store, all_lines(store))


def held_of(store: Store, lines: Sequence[Line]) -> Held:
    """What would hold if these were the lines."""
    return Held(tables_of(store, lines), Editions(store, lines), visiting.intervals(store, lines=lines))


def rules_by_line(name: str) -> frozenset[str]:
    """The numbers of the rules that go by a line."""
    rules: tuple[Rule | VillageRule, ...] = (*ALL_RULES, *VILLAGE_RULES)
    names = _BY_INCOME if name == PERIOD else {name}
    return frozenset(rule.code for rule in rules if names.intersection(rule.parameters))


def matters(name: str) -> bool:
    """Whether anything is judged by a line."""
    return bool(rules_by_line(name)) or name in _CRITERIA


def year_of(store: Store, line: Line) -> int:
    """The year in which a line shows: the working year, or the line's own if it is an amount of that year."""
    return line.year if line.name in ANNUAL and is_number(line.year) else store.info.year


def effects_of(
    store: Store, line: Line, before: Held, check: Callable[[], None] = lambda: None, after: Held | None = None
) -> Effects:
    """What a line changed since `before`: verdicts and doubts over the whole file; it may take as long as all checks.

    Args:
        store: the file.
        line: as it was saved, or would be.
        before: what held before that.
        after: what would hold then; what holds in the file if it stands there already.
        check: called for each household; may raise `Cancelled`.
    """
    name, year, now = line.name or "", year_of(store, line), after or held(store)
    around = surroundings(store)
    looked = _Looked(
        name,
        year,
        (_by(store, around, before.tables, name), _by(store, around, now.tables, name)),
        (before.editions, now.editions),
    )
    for case in load_casefiles(store, counts.live_households(store), year) if looked.rules or looked.keys else ():
        check()
        looked.household(case)
    rules = [rule for rule in VILLAGE_RULES if rule.code in rules_by_line(name)]
    for village in village_files(store, year) if rules else ():
        looked.compare(judge_village(rules, village, looked.was), judge_village(rules, village, looked.now))
    visits = _visits(store, before.intervals, now.intervals) if name == visiting.INTERVAL else None
    return looked.effects()._replace(visits=visits)


def _by(store: Store, around: Surroundings, tables: Tables, name: str) -> Surroundings:
    """What is gathered by a line is gathered by the one that held then: which texts of visits are compared at all."""
    rounds = rounds_of_file(store, tables) if name == LEAST_TEXT else around.rounds
    return replace(around, lines=tables.file, regional=tables.regional, rounds=rounds)


def _visits(store: Store, before: Intervals, now: Intervals) -> Visits:
    today = store.clock().date()
    was, late = (visiting.standing(store, today, lines).late for lines in (before, now))
    became, ceased = (row for row in late if row not in was), (row for row in was if row not in late)
    return Visits(len(late), tuple(became), tuple(ceased))


class _Looked:
    """Puts together what differs."""

    def __init__(
        self, name: str, year: int, around: tuple[Surroundings, Surroundings], editions: tuple[Editions, Editions]
    ) -> None:
        codes = rules_by_line(name)
        self.was, self.now = around
        self.rules = [rule for rule in ALL_RULES if rule.code in codes]
        self.keys = _INCOME if name == PERIOD else tuple(filter(None, (_CRITERIA.get(name),)))
        self._year, self._editions = year, editions if name == PERIOD else None
        self._came: Counter[str] = Counter()
        self._went: Counter[str] = Counter()
        self._where: dict[str, dict[str, None]] = defaultdict(dict)
        self._verdicts: dict[str, dict[str, tuple[bool | None, bool | None]]] = defaultdict(dict)
        self._incomes: list[str] = []

    def household(self, case: CaseFile) -> None:
        """Look at a household both ways."""
        old = case
        if self._editions:
            old, case = (replace(case, editions=one.of(case.village)) for one in self._editions)
        row = case.household.id
        if _per_head(old) != _per_head(case):
            self._incomes.append(row)
        for key in _asked(self._year, regions_of(case.village)).intersection(self.keys):
            self._verdicts[key][row] = _verdict(key, old, self.was), _verdict(key, case, self.now)
        if self.rules:
            self.compare(judge(self.rules, old, self.was), judge(self.rules, case, self.now), row)

    def compare(self, was: Judgement, now: Judgement, row: str = "") -> None:
        """Count what came and what went; `row` is the household, if it is one."""
        old, new = set(map(_identity, was.problems)), set(map(_identity, now.problems))
        self._came.update(one[0] for one in new - old)
        self._went.update(one[0] for one in old - new)
        for code in {one[0] for one in new ^ old} if row else ():
            self._where[code][row] = None

    def effects(self) -> Effects:
        """Everything that differs."""
        turned = tuple(_turned(key, self._verdicts[key]) for key in self.keys if self._verdicts[key])
        doubts = tuple(
            Effect(code, self._came[code], self._went[code], tuple(self._where[code]))
            for code in sorted({*self._came, *self._went})
        )
        return Effects(self._year, turned, tuple(self._incomes), doubts)


def _asked(year: int, regions: tuple[str, ...]) -> frozenset[str]:
    """The criteria that somebody goes by in a year and region."""
    return frozenset(rule.key for one in sets_for("household", year, regions) for rule in one.of_year(year))


def _verdict(key: str, case: CaseFile, around: Surroundings) -> bool | None:
    near = around.near(case.village)
    return met(answers(key, case, lambda name: near.limit(name, case.year), near.day(case.year)))


def _per_head(case: CaseFile) -> int | None:
    return case.sums.per_head if case.sums else None


def _identity(problem: Problem) -> tuple[str, str, str, str]:
    return problem.code, problem.entity, problem.row, problem.key


def _turned(key: str, verdicts: Mapping[str, tuple[bool | None, bool | None]]) -> Turned:
    title = next(rule.name for one in all_sets() for rule in one.rules if rule.key == key)
    now = Counter(after for _before, after in verdicts.values())
    fell = [row for row, (before, after) in verdicts.items() if after is False and before is not False]
    rose = [row for row, (before, after) in verdicts.items() if before is False and after is not False]
    told = {*fell, *rose}
    others = [row for row, (before, after) in verdicts.items() if before is not after and row not in told]
    return Turned(title, now[False], now[None], tuple(fell), tuple(rose), tuple(others))


# -- in words -------------------------------------------------------------------------------------------------------


def in_words(effects: Effects) -> str:
    """What a change of a line did, as sentences: how many households stand how, and which doubts came and went."""
    parts = [_turned_words(one) for one in effects.turned]
    if effects.incomes:
        parts.append(_("人均纯收入有变化的{count}户").format(count=len(effects.incomes)))
    if effects.visits is not None:
        text = _("走访逾期的现有{late}户（新增{became}户、减少{ceased}户）")
        one = effects.visits
        parts.append(text.format(late=one.late, became=len(one.became), ceased=len(one.ceased)))
    parts.append(doubts_in_words(effects.doubts))
    return _("{year}年度：{parts}。").format(year=effects.year, parts=_("；").join(parts))


def _turned_words(one: Turned) -> str:
    if not (one.fell or one.rose or one.others):
        text = _("{title}没有户的判断改变（没有达到的{failing}户）")
        return text.format(title=one.title, failing=one.failing)
    text = _("{title}没有达到的现有{failing}户（新增{fell}户、减少{rose}户）")
    told = text.format(title=one.title, failing=one.failing, fell=len(one.fell), rose=len(one.rose))
    return _("{told}，不能判断的{unknown}户").format(told=told, unknown=one.unknown) if one.unknown else told


def doubts_in_words(doubts: Sequence[Effect]) -> str:
    """Which doubts came and went, without the full stop."""
    if not doubts:
        return _("疑点没有变化")
    parts = (
        _("{code}新增{came}条、消失{went}条").format(code=one.code, came=one.came, went=one.went) for one in doubts
    )
    return _("疑点{changes}").format(changes=listed(parts))
