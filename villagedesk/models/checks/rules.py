# SPDX-License-Identifier: MIT
"""What a rule is, what it may know, and running rules over a case file or a village.

A rule looks and answers: with problems where something is wrong, with `Unjudged` where a fact is missing that it needs,
with nothing where all is well. `None` is missing; `NA` (不适用) is an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from villagedesk.i18n import _, english
from villagedesk.models.assured import school_day
from villagedesk.models.casefile import CaseFile
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.checks.exempting import Exempted, parted, sealing
from villagedesk.models.checks.resting import rests_on
from villagedesk.models.checks.rounds import Rounds
from villagedesk.models.checks.villagefile import VillageFile
from villagedesk.models.lines import ANYWHERE, LineKey, regions_of, shipped_values, value_in
from villagedesk.models.problem import Level, Problem
from villagedesk.models.templates import template_of
from villagedesk.models.values.show import label_of, shown

if TYPE_CHECKING:
    import datetime as dt

    from villagedesk.models.catalogue.place import Village
    from villagedesk.models.checks.others import Bearer, Caller, Claim, Joined, Late, Parted
    from villagedesk.models.checks.resting import Facts
    from villagedesk.models.templates import Template

T = TypeVar("T")


def _shipped(key: str | None, _year: int) -> Template | None:
    """A procedure as the program ships it; by name, since surroundings travel to other processes."""
    return template_of(key)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule may know beside the case file.

    Attributes:
        today: the day of the check.
        bearers: identity number in its comparable form → the members of the whole file who carry it, where several do.
        same_phone: how many live households have a telephone number.
        callers: telephone number of a member → the members who have it, where several do.
        claims: household → members who are contested between it and others.
        splits: household → what tells that it was split meanwhile.
        joined: member → whom it was joined to, of those who are shown all the same.
        late: household → what merges brought into its locked years after these were locked.
        same_incomes: id of an income of the working year → how many households of its village state the same, itself
            included; only where there are several.
        farmland: (village, year) → farmland of the whole village (hundredths of a mu) and its people, where both are known.
        lines: values of lines by name, subject and year, as they hold for the file's regions, or for those of a village
            (`near`); see `limit`.
        regional: the same as they hold in the regions of each village of the file (`lines.regions_of`).
        rounds: what is known of cadres and their visits over the whole file.
        template: the procedure of a key as the county carries it out in a year; None for one of a newer program.
        settled: see `once`.
    """

    today: dt.date
    bearers: Mapping[str, tuple[Bearer, ...]] = field(default_factory=dict)
    same_phone: Mapping[str, int] = field(default_factory=dict)
    callers: Mapping[str, tuple[Caller, ...]] = field(default_factory=dict)
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    splits: Mapping[str, tuple[Parted, ...]] = field(default_factory=dict)
    joined: Mapping[str, Joined] = field(default_factory=dict)
    late: Mapping[str, tuple[Late, ...]] = field(default_factory=dict)
    same_incomes: Mapping[str, int] = field(default_factory=dict)
    farmland: Mapping[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    lines: Mapping[LineKey, int] = field(default_factory=shipped_values)
    regional: Mapping[tuple[str, ...], Mapping[LineKey, int]] = field(default_factory=dict)
    rounds: Rounds = field(default_factory=Rounds)
    template: Callable[[str | None, int], Template | None] = _shipped
    settled: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def near(self, village: Village) -> Surroundings:
        """The same with the lines that hold for a village; made once for all villages of the same regions.

        Where these lines are those of the file it is these surroundings themselves, as in most files.
        """
        regions = regions_of(village)
        lines = self.regional.get(regions, self.lines)
        if lines is self.lines:
            return self
        return self.once(("near", regions), lambda: replace(self, lines=lines))

    def limit(self, name: str, year: int | None = None, about: str = ANYWHERE) -> int | None:
        """The value of the line that holds in a year (`models.lines`); None where the office has not entered one.

        Args:
            name: code of the list `line_name`.
            year: the year it must hold for.
            about: what it is about, of lines that are kept by subject and not by region (公示天数, 走访间隔).
        """
        return value_in(self.lines, name, year, about)

    def limits(self, code: str, year: int, *names: str) -> tuple[int, ...] | Unjudged:
        """The values of several lines without a subject for a rule; the first that is missing as what it cannot be judged by."""
        return self.once((code, year, *names), lambda: self._limits(code, year, names))

    def _limits(self, code: str, year: int, names: tuple[str, ...]) -> tuple[int, ...] | Unjudged:
        found = []
        for name in names:
            value = self.limit(name, year)
            if value is None:
                return unjudged_line(code, name)
            found.append(value)
        return tuple(found)

    def once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What a rule works out of the lines and nothing else; worked out once for a whole file."""
        if key not in self.settled:
            self.settled[key] = make()
        found: T = self.settled[key]
        return found

    def day(self, year: int) -> str:
        """The day on which facts of a year are looked at (ISO): its last, or today if that has not come yet."""
        return _day_of(self.today, year)

    def school_day(self, year: int) -> str | None:
        """The day (ISO) that decides the age at school in a year, see `assured.school_day`; worked out once."""
        return self.once(("school_day", year), lambda: self._school_day(year))

    def _school_day(self, year: int) -> str | None:
        return school_day(lambda name: self.limit(name, year), self.day(year))


@lru_cache(maxsize=64)
def _day_of(today: dt.date, year: int) -> str:
    return min(today.isoformat(), f"{year}-12-31")


class Scope(StrEnum):
    """What a rule looks at."""

    PERSON = "person"
    HOUSEHOLD = "household"
    VILLAGE = "village"
    PROJECT = "project"

    @property
    def label(self) -> str:
        """人, 户, 村 or 项目, in the interface language."""
        return {"person": _("人"), "household": _("户"), "village": _("村"), "project": _("项目")}[self.value]


class Unjudged(NamedTuple):
    """A rule cannot be judged because a fact is missing.

    Attributes:
        code: number of the rule.
        row: id of the record the fact is missing from; of a line its name.
        field: label of the missing field, in the interface language.
        person: whom it is about.
        shown: what stands in the field though it tells nothing (不适用).
    """

    code: str
    entity: str
    row: str
    key: str
    field: str
    person: str = ""
    shown: str = ""

    def text(self) -> str:
        """The complete sentence."""
        who = f"{self.person} " if self.person else ""
        if self.shown:
            return _("{who}{field}“{value}”，无法判断").format(who=who, field=self.field, value=self.shown)
        if self.entity == "line":
            text = _("{field}没有填写，或填写的数值不能用，无法判断；请在“设置”的“标准与期限”中填写")
            return text.format(field=self.field)
        return _("{who}{field}没有填写，无法判断").format(who=who, field=self.field)


Found = Problem | Unjudged


Check = Callable[[CaseFile, Surroundings], Iterable[Found]]
VillageCheck = Callable[[VillageFile, Surroundings], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered check of a case file (domain.md §9.3).

    Attributes:
        title: Chinese; shown through `_`.
        level: the heaviest of its findings.
        parameters: names of the lines it goes by (code list `line_name`).
        source: where the rule comes from.
    """

    code: str
    title: str
    level: Level
    check: Check
    scope: Scope = Scope.HOUSEHOLD
    parameters: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class VillageRule:
    """A numbered check of a village; see `Rule`."""

    code: str
    title: str
    level: Level
    check: VillageCheck
    scope: Scope = Scope.VILLAGE
    parameters: tuple[str, ...] = ()
    source: str = ""


_spec = cache(field_spec)


@cache
def _spot(path: str, _in_english: bool) -> tuple[str, str, str]:
    """Entity, key and label of a field; the label in the language that is spoken now."""
    spec = _spec(path)
    return spec.entity, spec.key, label_of(spec)


def problem(rule: tuple[str, Level], path: str, row: str, text: str, remedy: str, **more: str) -> Problem:
    """A finding about a field: `path` is entity.field, `row` the record's id; `value` shows what stands there."""
    entity, key, label = _spot(path, english())
    code, level = rule
    return Problem(
        field=label,
        shown=more.get("value", ""),
        rule=text,
        remedy=remedy,
        level=level,
        code=code,
        entity=entity,
        row=row,
        key=key,
        person=more.get("person", ""),
    )


def unjudged(rule: str | tuple[str, Level], path: str, row: str, person: str = "") -> Unjudged:
    """The rule needs a fact that is missing: `path` is entity.field, `row` the id of the record it is missing from."""
    entity, key, label = _spot(path, english())
    return Unjudged(rule if isinstance(rule, str) else rule[0], entity, row, key, label, person)


def unjudged_line(rule: str | tuple[str, Level], name: str) -> Unjudged:
    """The rule needs a line that the office has not entered."""
    code = rule if isinstance(rule, str) else rule[0]
    return Unjudged(code, "line", name, "value", shown(_spec("line.name"), name))


def shown_field(path: str, value: object) -> str:
    """A stored value as words, for the sentence of a finding."""
    return shown(_spec(path), value)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What rules say of a case file or a village: what counts, what somebody found right, what they cannot judge."""

    problems: list[Problem]
    exempted: list[Exempted]
    unjudged: list[Unjudged]


def judge(rules: Iterable[Rule], case: CaseFile, around: Surroundings) -> Judgement:
    """Everything that rules say of a case file: errors first, then by number and person.

    Of records that do not exist yet nothing is said to be missing: of a section in which nothing was entered its grey
    light tells enough.
    """
    return judge_all(tuple(rules), (case,), around)[0]


def judge_all(rules: Sequence[Rule], cases: Sequence[CaseFile], around: Surroundings) -> list[Judgement]:
    """As `judge` for several case files, rule by rule: a quarter faster than case by case, best with some thirty of them.

    Two hundred rules do not fit into the processor's cache together, some case files do.
    """
    found: list[list[Found]] = [[] for _case in cases]
    near = [around.near(case.village) for case in cases]
    pairs = [(case, here, said.extend) for case, here, said in zip(cases, near, found, strict=True)]
    for rule in rules:
        check = rule.check
        for case, here, add in pairs:
            add(check(case, here))
    return [_judgement(said, case, rules, here) for case, here, said in zip(cases, near, found, strict=True)]


def judge_village(rules: Sequence[VillageRule], village: VillageFile, around: Surroundings) -> Judgement:
    """Everything that rules say of a village; see `judge`."""
    near = around.near(village.village)
    found = dict.fromkeys(one for rule in rules for one in rule.check(village, near))  # a missing line is told of once
    return _judgement([*found], village, rules, near)


def sealed(
    rules: Iterable[Rule | VillageRule], file: CaseFile | VillageFile, around: Surroundings, one: Problem
) -> str:
    """The fingerprint of what a problem of a case file or village rests on; empty where no rule comes to it any more."""
    facts = rested_on(rules, file, around, one)
    return "" if facts is None else sealing(facts, one)


def rested_on(
    rules: Iterable[Rule | VillageRule], file: CaseFile | VillageFile, around: Surroundings, one: Problem
) -> Facts | None:
    """The facts that a problem rests on; None where no rule comes to it any more. The rule of its number is asked first."""
    near = around.near(file.village)
    for rule in sorted(rules, key=lambda rule: rule.code != one.code):
        facts = rests_on(partial(_asked, rule, near), file, one)
        if facts is not None:
            return facts
    return None


def _asked(rule: Rule | VillageRule, around: Surroundings, file: Any) -> Iterable[Found]:
    return rule.check(file, around)


def _judgement(
    found: list[Found],
    file: CaseFile | VillageFile,
    rules: Iterable[Rule | VillageRule],
    around: Surroundings,
) -> Judgement:
    problems = [one for one in found if isinstance(one, Problem)]
    unknown = [one for one in found if isinstance(one, Unjudged) and one.row] if len(problems) < len(found) else []
    exempted: list[Exempted] = []
    if problems and file.exemptions:
        problems, exempted = parted(problems, file.exemptions, partial(sealed, rules, file, around))
    return Judgement(in_order(problems), exempted, unknown)


def findings(rules: Iterable[Rule], case: CaseFile, around: Surroundings) -> list[Problem]:
    """The findings of a case file that count, in the order of `judge`."""
    return judge(rules, case, around).problems


_ORDER = {Level.ERROR: 0, Level.DOUBT: 1, Level.HINT: 2}


def in_order(found: Iterable[Problem]) -> list[Problem]:
    """Errors first, then by number and person."""
    return sorted(found, key=lambda one: (_ORDER[one.level], one.code, one.person, one.row))
