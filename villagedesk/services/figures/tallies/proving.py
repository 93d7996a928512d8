# SPDX-License-Identifier: MIT
"""How far households and villages are, which papers they lack, and what is doubtful: one entry for each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from villagedesk.errors import Refused
from villagedesk.i18n import _, clauses
from villagedesk.i18n import listed as enumerated
from villagedesk.models.assured import answers
from villagedesk.models.casefile import shares
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.household import HouseholdYear
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.checks.standing import in_programme
from villagedesk.models.codes import code_list
from villagedesk.models.criteria import all_sets, sets_for
from villagedesk.models.income import CELLS, sums
from villagedesk.models.income_period import period_of
from villagedesk.models.lines import is_number, regions_of
from villagedesk.models.problem import Problem
from villagedesk.models.readiness import Verdict, household_verdicts, village_standing
from villagedesk.models.rollups.assured import ANY, ASSURANCES, PROBLEMS, UNKNOWN, fact_of
from villagedesk.models.rollups.proving import CADRES, INCOMPLETE, PARTS, UNDATED, UNSEALED
from villagedesk.models.rollups.tally import CALLED, Entry
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.doubts import judging
from villagedesk.services.doubts.kept import standing
from villagedesk.services.figures.tallies.entries import Entries, entry, span_of
from villagedesk.services.standards.lines import line_finder
from villagedesk.store import reads, tallies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from villagedesk.models.assured import ValueOf
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.member import Member
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.income import IncomeSums
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store
    from villagedesk.store.tallies import Listed

_OFTEN = 200  # households between two looks at the cancel button


class _Who(NamedTuple):
    """Of a `Member`, what readiness asks for; who does not count is not among them."""

    id: str
    name: str | None
    birth: str | None
    joined: str | None
    left: str | None
    id_no: str | None
    counted: bool = True


class _Year(NamedTuple):
    """Of a `MemberYear`, what readiness asks for; without an id, since nobody opens it from here."""

    education: Value = None
    school: Value = None
    dropout_reason: Value = None
    medical: Value = None
    employee_medical: Value = None
    soldier: Value = None
    id: str = ""


class _Person(NamedTuple):
    """Of a `Person`, what readiness asks for."""

    member: _Who
    facts: _Year
    name: str


class _Case(NamedTuple):
    """Of a `CaseFile`, what readiness asks for: making whole ones takes a quarter of the time of the table."""

    facts: HouseholdYear
    counted: tuple[_Person, ...]
    income: IncomeYear | None
    end: str

    @property
    def earned(self) -> IncomeYear | None:
        """What was typed."""
        return self.income

    @property
    def sums(self) -> IncomeSums | None:
        """The computed cells, divided among who counted at the end of the period."""
        sharing = sum(shares(cast("Member", person.member), self.end) for person in self.counted)
        return None if self.income is None else sums(self.income, sharing)


_OF_PERSON, _OF_YEAR = _Who._fields[:-1], _Year._fields[:-1]
_OF_HOUSEHOLD = (
    "id", "household", "exit_status", "household_type", "no_house", "house_grade", "dangerous", "water_solved", "water_safe",
    "water_hard", "food_secure", "clothing_secure", "living_power", "broadcasting",
)  # fmt: skip


class Slim:
    """What readiness of a year is judged from, and nothing else; read table by table."""

    def __init__(self, store: Store, year: int, *, incomes: bool) -> None:
        self.listed = tallies.households(store, year)
        self.villages = {one.id: one for one in reads.where(store, Village)}
        facts = reads.lean(store, HouseholdYear, _OF_HOUSEHOLD, "year = ?", (year,))
        self._facts = {one.household: one for one in facts}
        self._people: dict[str, list[_Person]] = defaultdict(list)
        homes = {one.id for one in self.listed}
        for household, who, of_year in tallies.people_with(store, year, homes, _OF_PERSON, _OF_YEAR):
            self._people[household].append(_Person(_Who(*who), _Year(*of_year), who[1] or ""))
        asked = ("id", "household", "year", *CELLS)
        earned = reads.lean(store, IncomeYear, asked, "year = ?", (year,)) if incomes else []
        self._incomes = {one.household: one for one in earned}
        self._end = period_of(year).last
        self._nothing = HouseholdYear(year=year)

    def village(self, one: Listed) -> Village:
        """The village of a household; a blank where it has none."""
        return self.villages.get(one.village) or Village()

    def case(self, one: Listed) -> CaseFile:
        """The case file of a household."""
        people, income = self._people.get(one.id, []), self._incomes.get(one.id)
        facts = self._facts.get(one.id) or self._nothing
        return cast("CaseFile", _Case(facts, tuple(people), income, self._end))


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What households of one region are judged by in the year.

    Attributes:
        keys: of the criteria of all sets, each once: several sets share most of them.
        sets: key of each set → keys of its criteria.
        value: the value of a line, looked up once for all households.
    """

    keys: tuple[str, ...]
    sets: Mapping[str, tuple[str, ...]]
    value: ValueOf


def _asked(store: Store, year: int, regions: tuple[str, ...]) -> _Asked:
    sets = {some.key: tuple(rule.key for rule in some.of_year(year)) for some in sets_for("household", year, regions)}
    find = line_finder(store, regions)

    @cache
    def value(name: str) -> int | None:
        found = find(name, year)
        return found.value if found is not None and is_number(found.value) else None

    return _Asked(tuple(dict.fromkeys(key for keys in sets.values() for key in keys)), sets, value)


def _judged(store: Store, year: int, watching: Watching, *, incomes: bool) -> Iterator[tuple[Listed, CaseFile, _Asked]]:
    """Each household that has to reach anything, with its case file and what it is judged by."""
    slim = Slim(store, year, incomes=incomes)
    asked: dict[str, _Asked] = {}
    for number, one in enumerate(slim.listed):
        if number % _OFTEN == 0:
            watching.check()
            watching.report(number, len(slim.listed), "")
        case = slim.case(one)
        if in_programme(case):
            if one.village not in asked:
                asked[one.village] = _asked(store, year, regions_of(slim.village(one)))
            yield one, case, asked[one.village]


def ready(store: Store, year: int, watching: Watching) -> Entries:
    """One entry for each household that has to reach anything: the verdict of each rule, and of each set of rules."""
    at, found = span_of(store, year)[1], []
    alike = cache(_of_sets)  # of thousands of households few differ
    for one, case, by in _judged(store, year, watching, incomes=True):
        verdicts = household_verdicts(case, by.keys, by.value, at)
        found.append(entry(one, alike(by, tuple(verdicts.values()))))
    return Entries(found)


def _of_sets(by: _Asked, verdicts: tuple[Verdict, ...]) -> dict[str, str]:
    told = dict(zip(by.keys, verdicts, strict=True))
    facts: dict[str, str] = {}
    for key, rules in by.sets.items():
        facts.update(_verdicts(key, {rule: told[rule] for rule in rules}))
    return facts


def assured(store: Store, year: int, watching: Watching) -> Entries:
    """One entry for each household that has to reach anything: which of the assurances it lacks, and why."""
    at, found = span_of(store, year)[1], []
    alike = cache(_of_assurances)
    for one, case, by in _judged(store, year, watching, incomes=False):
        verdicts = household_verdicts(case, ASSURANCES, by.value, at)
        facts = alike(tuple(verdicts.values()))
        if facts[ANY] == Verdict.NOT_MET.value:
            lacking = (_lacking(key, case, by.value, at) for key in ASSURANCES if verdicts[key] is Verdict.NOT_MET)
            facts = facts | {PROBLEMS: clauses(lacking)}
        found.append(entry(one, facts))
    return Entries(found)


def _of_assurances(verdicts: tuple[Verdict, ...]) -> dict[str, str]:
    facts = {fact_of(key): verdict.value for key, verdict in zip(ASSURANCES, verdicts, strict=True)}
    worst = next((one for one in (Verdict.NOT_MET, Verdict.UNKNOWN) if one in verdicts), Verdict.MET)
    facts[ANY] = worst.value
    if worst is Verdict.NOT_MET:
        names = code_list("criterion")
        unknown = (key for key, verdict in zip(ASSURANCES, verdicts, strict=True) if verdict is Verdict.UNKNOWN)
        facts[UNKNOWN] = clauses(map(names.shown, unknown))
    return facts


def _lacking(key: str, case: CaseFile, value: ValueOf, at: str) -> str:
    """An assurance that is lacking, with the persons who lack it."""
    name = code_list("criterion").shown(key)
    people = enumerated(one.name for one in answers(key, case, value, at) if one.met is False and one.name)
    return _("{name}（{people}）").format(name=name, people=people) if people else name


def _verdicts(key: str, found: Mapping[str, Verdict]) -> dict[str, str]:
    facts = {f"ready.{key}.{rule}": verdict.value for rule, verdict in found.items()}
    verdicts = set(facts.values())
    whole = Verdict.NOT_MET if Verdict.NOT_MET in verdicts else Verdict.UNKNOWN
    facts[f"ready.{key}"] = Verdict.MET.value if verdicts == {Verdict.MET.value} else whole.value
    return facts


def village_ready(store: Store, year: int, _watching: Watching) -> Entries:
    """One entry for each village."""
    found = []
    of_year = {one.village: one for one in reads.where(store, VillageYear, "year = ?", (year,))}
    for village in reads.where(store, Village, order="code, id"):
        regions = regions_of(village)
        line = line_finder(store, regions)
        own = of_year.get(village.id) or VillageYear(village=village.id, year=year)
        facts: dict[str, Any] = {"ready.village": village.id}
        for some in sets_for("village", year, regions):
            standings = village_standing(village, own, some.of_year(year), line)
            facts.update(_verdicts(some.key, {one.rule.key: one.verdict for one in standings}))
        found.append(Entry("", "", village.id, "", facts))
    return Entries(found)


def papers(store: Store, year: int, watching: Watching) -> Entries:
    """One entry for each household with how much of its evidence is there, and one for each paper that it lacks."""
    listed = tallies.households(store, year)
    villages = {one.id: one for one in reads.where(store, Village)}
    kept: dict[str, set[str]] = defaultdict(set)
    for household, criterion in tallies.columns(store, "attachment", ("household", "criterion"), "year = ?", (year,)):
        kept[household].add(criterion or "")
    wanted: dict[str, tuple[str, ...]] = {}
    found: list[Entry] = []
    parts: dict[str, list[str]] = defaultdict(list)
    if year == store.info.year:
        found += _incomplete(store, {one.id: one for one in listed}, watching)
        for known in found:
            parts[known.household].append(known.facts[CALLED])
    for one in listed:
        if one.village not in wanted:
            wanted[one.village] = tuple(_to_prove(year, regions_of(villages.get(one.village))))
        more = {PARTS: clauses(parts[one.id])} if one.id in parts else {}
        found += _papers_of(one, wanted[one.village] if tallies.asked(one) else (), kept[one.id], more)
    return Entries(found)


def _incomplete(store: Store, listed: Mapping[str, Listed], watching: Watching) -> Iterator[Entry]:
    """三无: what K05 finds in the working year; only households that may have such a paper are looked at."""
    rows = [row for row in tallies.perhaps_incomplete(store, store.info.year) if row in listed]
    wanted = judging.Wanted(codes=frozenset({"K05"}))
    for one in judging.of_households(store, wanted, rows, surroundings(store), watching.check) if rows else ():
        if one.counts and isinstance(one.said, Problem):
            kind = UNSEALED if one.said.key == "signed" else UNDATED
            yield entry(listed[one.household], {INCOMPLETE: kind, CALLED: clauses((one.said.field, one.said.rule))})


def _to_prove(year: int, regions: tuple[str, ...]) -> Iterator[str]:
    for some in sets_for("household", year, regions):
        yield from (f"{some.key}.{rule.key}" for rule in some.of_year(year) if rule.proof)


def _papers_of(one: Listed, wanted: tuple[str, ...], kept: set[str], more: Mapping[str, str]) -> Iterator[Entry]:
    lacking = [rule for rule in wanted if rule.partition(".")[2] not in kept]
    share = (len(wanted) - len(lacking)) * 100 // len(wanted) if wanted else None
    names = clauses(_proof(rule) for rule in lacking)
    facts = {"paper.what": "household", "paper.share": share, "paper.lacks": len(lacking), "paper.names": names}
    yield entry(one, {**facts, **more})
    for rule in lacking:
        yield entry(one, {"paper.lacking": rule})


@cache
def _proof(rule: str) -> str:
    """The paper that a rule (`set.rule`) asks for."""
    key, _dot, name = rule.partition(".")
    found = (one.proof for some in all_sets() if some.key == key for one in some.rules if one.key == name)
    return next(found, rule)


def doubts(store: Store, year: int, watching: Watching) -> Entries:
    """One entry for each doubt of the working year that counts.

    Raises:
        Refused: another year is asked for.
    """
    if year != store.info.year:
        text = _("疑点只按工作年度（{working}年度）检查，不能统计{year}年度。请先把工作年度改为{year}。")
        raise Refused(text.format(working=store.info.year, year=year))
    listed = {one.id: one for one in tallies.households(store, year)}
    villages = {one.id: one.name or "" for one in reads.where(store, Village)}
    cadres: dict[str, list[str]] = defaultdict(list)
    for household, cadre in dict.fromkeys(one[:2] for one in tallies.pairings(store, store.clock().date().isoformat())):
        cadres[household].append(cadre)
    found, alike = [], cache(_doubt)
    for owner, some in standing(store, watching.check, watching.report).items():
        if one := listed.get(owner):
            helpers = tuple(cadres.get(owner, ()))
            row, village, group = one.id, one.village, one.group  # of tens of thousands a call each would be felt
            found += [Entry(row, said.person, village, group, alike(said.code, said.level, helpers)) for said in some]
        elif owner in villages:
            called = {CALLED: villages[owner]}
            found += [Entry("", "", owner, "", alike(said.code, said.level) | called) for said in some]
    return Entries(found)


def _doubt(code: str, level: str, cadres: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"doubt.code": code, "doubt.level": level, "doubt.counts": "yes", CADRES: cadres}
