# SPDX-License-Identifier: MIT
"""Putting case files together, many at a time, and saying what is wrong with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from villagedesk.i18n import _
from villagedesk.models.casefile import RANKS, CaseFile, Helper, Person, Reached
from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.completing import Completion
from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.evidence import Attachment, ReadinessNote
from villagedesk.models.catalogue.exempting import Exemption
from villagedesk.models.catalogue.help import Benefit, Cadre, Care, Measure, Pairing, Plan, Unit, Visit
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.catalogue.listing import MemberList
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.procedure import Monitoring
from villagedesk.models.catalogue.programmes import Enrolment
from villagedesk.models.catalogue.project import Project, ProjectBeneficiary
from villagedesk.models.catalogue.spec import Record
from villagedesk.models.catalogue.working import WorkStretch
from villagedesk.models.checks.registry import ALL_RULES
from villagedesk.models.checks.rules import findings
from villagedesk.models.completeness import Section, SectionState, assess, blocking
from villagedesk.models.completing import by_day
from villagedesk.models.membership import household_in
from villagedesk.models.problem import Problem
from villagedesk.services.casefile.departures import departure_text
from villagedesk.services.casefile.surroundings import surroundings, surroundings_of
from villagedesk.services.procedure.procedures import facts_of
from villagedesk.services.standards.income_settings import Editions
from villagedesk.store import changes, counts, joins, reads
from villagedesk.store.archiving import filed_papers
from villagedesk.store.away import departures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from villagedesk.models.catalogue.printing import PrintedPaper
    from villagedesk.models.checks.rules import Surroundings
    from villagedesk.store.store import Store

_TOGETHER = 500  # households read at a time
_NO_VILLAGE, _NOBODY, _NO_UNIT = Village(), Cadre(), Unit()  # blanks: nothing is known
R = TypeVar("R", bound=Record)


def load_casefile(store: Store, household: str, year: int | None = None) -> CaseFile | None:
    """The case file of a household in a year (the file's working year if none is given); None if there is no such household."""
    return next(iter(load_casefiles(store, [household], year)), None)


def load_casefiles(store: Store, households: Sequence[str], year: int | None = None) -> Iterator[CaseFile]:
    """The case files of many households, in their order; those that are gone are left out."""
    wanted_year = year or store.info.year
    for start in range(0, len(households), _TOGETHER):
        yield from _Shelf(store, households[start : start + _TOGETHER], wanted_year).casefiles()


class _Shelf:
    """The records of some households, read table by table instead of household by household."""

    def __init__(self, store: Store, households: Sequence[str], year: int) -> None:
        self._store = store
        self._order = households
        self._year = year
        self.households = reads.by_id(store, Household, households)
        ids = list(self.households)
        self.villages = reads.by_id(store, Village, {one.village for one in self.households.values() if one.village})
        self.years = reads.of_owners(store, HouseholdYear, ids)
        self.members = reads.of_owners(store, Member, ids)
        former = reads.by_id(store, Member, changes.formerly_in(store, ids))
        everybody = [*(one.id for group in self.members.values() for one in group), *former]
        self.facts = reads.of_owners(store, MemberYear, everybody)
        self.changes = reads.of_owners(store, MemberChange, everybody)
        self.former = self._at_their_old_place(former)
        self.causes = reads.of_owners(store, Cause, ids)
        self.incomes = reads.of_owners(store, IncomeYear, ids)
        self.ledgers = reads.of_owners(store, IncomeLine, ids, year)
        self.editions = Editions(store)
        self.pairings = reads.of_owners(store, Pairing, ids)
        self.cadres = reads.by_id(
            store, Cadre, {one.cadre for group in self.pairings.values() for one in group if one.cadre}
        )
        self.units = reads.by_id(store, Unit, {one.unit for one in self.cadres.values() if one.unit})
        self.plans = reads.of_owners(store, Plan, ids)
        self.measures = reads.of_owners(store, Measure, [one.id for group in self.plans.values() for one in group])
        self.visits = reads.of_owners(store, Visit, ids)
        self.cares = reads.of_owners(store, Care, ids)
        self.benefits = reads.of_owners(store, Benefit, ids)
        self.procedures = facts_of(store, ids)
        self.monitorings = reads.of_owners(store, Monitoring, ids)
        self.enrolments = reads.of_owners(store, Enrolment, ids)
        self.unenrolled = self._removed_enrolments(store)
        self.stretches = reads.of_owners(store, WorkStretch, ids)
        self.lists = reads.of_owners(store, MemberList, ids, year)
        self.filed = _filed(store, ids, year)
        self.reached = _reached(store, ids)
        self.exemptions = reads.of_owners(store, Exemption, ids)
        self.completions = reads.of_owners(store, Completion, ids, year)
        self.attachments = reads.of_owners(store, Attachment, ids)
        self.checks = reads.of_owners(store, ReadinessNote, ids)
        strangers = [one.id for one in self.households.values() if one.village and one.village not in self.villages]
        self.away = departures(store, strangers) if strangers else {}

    def _removed_enrolments(self, store: Store) -> dict[str, set[str]]:
        """Household → programmes of removed enrolments; only of households that a roster alone says to be in any."""
        stated = [row for row, one in self.households.items() if one.programmes and row not in self.enrolments]
        found: dict[str, set[str]] = {}
        for one in reads.removed_of(store, Enrolment, stated) if stated else ():
            found.setdefault(one.household or "", set()).add(one.programme or "")
        return found

    def _at_their_old_place(self, former: dict[str, Member]) -> dict[str, list[Member]]:
        """Household → those who belonged to it in the year and have moved to another of this file since."""
        found: dict[str, list[Member]] = {}
        for one in former.values():
            home = household_in(one, self.changes.get(one.id, ()), self._year)
            if home in self.households and home != one.household:
                found.setdefault(home, []).append(one)
        return found

    def casefiles(self) -> Iterator[CaseFile]:
        for household in self._order:
            if household in self.households:
                yield self._casefile(self.households[household])

    def _casefile(self, household: Household) -> CaseFile:
        year, key = self._year, household.id
        people = [self._person(member) for member in (*self.members.get(key, ()), *self.former.get(key, ()))]
        plan = _of_year(self.plans.get(key, ()), year) or Plan(household=key, year=year)
        causes = {one.rank: one for one in self.causes.get(key, ()) if one.year == year}
        here = [self._belongs(person.member, key) for person in people]
        plans, seen = self.plans.get(key, ()), tuple(self.visits.get(key, ()))
        return CaseFile(
            year=year,
            village=self.villages.get(household.village or "", _NO_VILLAGE),
            household=household,
            facts=_of_year(self.years.get(key, ()), year) or HouseholdYear(household=key, year=year),
            people=tuple(person for person, belongs in zip(people, here, strict=True) if belongs),
            departed=tuple(person for person, belongs in zip(people, here, strict=True) if not belongs),
            causes=tuple(causes[rank] for rank in RANKS if rank in causes),
            incomes=tuple(self.incomes.get(key, ())),
            helpers=tuple(self._helper(pairing) for pairing in self.pairings.get(key, ())),
            plan=plan,
            measures=tuple(self.measures.get(plan.id, ())) if plan.id else (),
            plans=tuple(plans),
            all_measures=tuple(one for plan in plans for one in self.measures.get(plan.id, ())),
            visits=tuple(one for one in seen if (one.date or "").startswith(str(year))),
            seen=seen,
            cares=tuple(self.cares.get(key, ())),
            benefits=tuple(one for one in self.benefits.get(key, ()) if (one.date or str(year)).startswith(str(year))),
            procedures=tuple(self.procedures.get(key, ())),
            monitorings=tuple(self.monitorings.get(key, ())),
            enrolments=tuple(sorted(self.enrolments.get(key, ()), key=_by_beginning)),
            unenrolled=frozenset(self.unenrolled.get(key, ())),
            attachments=tuple(self.attachments.get(key, ())),
            checks=tuple(one for one in self.checks.get(key, ()) if one.year == year),
            departure=departure_text(self.away[key]) if key in self.away else "",
            ledger_lines=tuple(self.ledgers.get(key, ())),
            editions=self.editions.of(self.villages.get(household.village or "")),
            stretches=tuple(self.stretches.get(key, ())),
            member_lists=tuple(self.lists.get(key, ())),
            filed=tuple(self.filed.get(key, ())),
            reached=tuple(self.reached.get(key, ())),
            exemptions=tuple(self.exemptions.get(key, ())),
            completions=by_day(self.completions.get(key, ())),
        )

    def _person(self, member: Member) -> Person:
        years = self.facts.get(member.id, ())
        facts = _of_year(years, self._year)
        return Person(member, facts or MemberYear(member=member.id, year=self._year), tuple(years))

    def _belongs(self, member: Member, household: str) -> bool:
        """Whether the member belonged to the household in the year: not gone before it began, nor come after it ended.

        Who was joined to another and is shown all the same is counted there.
        """
        if member.merged_into and joins.final_of(self._store, member.id) != member.id:
            return False
        return household_in(member, self.changes.get(member.id, ()), self._year) == household

    def _helper(self, pairing: Pairing) -> Helper:
        cadre = self.cadres.get(pairing.cadre or "", _NOBODY)
        return Helper(pairing, cadre, self.units.get(cadre.unit or "", _NO_UNIT))


def _filed(store: Store, households: Sequence[str], year: int) -> dict[str, list[PrintedPaper]]:
    """Household → its papers of the year that were filed; those that were only printed are many, and nobody asks here."""
    found: dict[str, list[PrintedPaper]] = {}
    for one in filed_papers(store, households, year):
        found.setdefault(one.household or "", []).append(one)
    return found


def _reached(store: Store, households: Sequence[str]) -> dict[str, list[Reached]]:
    """Household → the live projects that reach it; those of other villages too."""
    lines = reads.naming_any(store, ProjectBeneficiary, "household", households)
    projects = reads.by_id(store, Project, {one.project for one in lines if one.project}) if lines else {}
    found: dict[str, list[Reached]] = {}
    for one in lines:
        if one.project in projects:
            found.setdefault(one.household or "", []).append(Reached(one, projects[one.project or ""]))
    return found


def _by_beginning(enrolment: Enrolment) -> tuple[int, str]:
    """By the year of its beginning, then by the day; what has none comes first."""
    year = enrolment.from_year if isinstance(enrolment.from_year, int) else 0
    return year, enrolment.start or ""


def _of_year(records: Sequence[R], year: int) -> R | None:
    return next((record for record in records if getattr(record, "year", None) == year), None)


def findings_of(store: Store, households: Sequence[str]) -> Iterator[tuple[str, Problem]]:
    """Every finding of these households as (household id, problem); those that are gone have none."""
    around = surroundings_of(store, households)
    for case in load_casefiles(store, households):
        for problem in findings(ALL_RULES, case, around):
            yield case.household.id, problem


def assess_household(store: Store, case: CaseFile) -> dict[Section, SectionState]:
    """The light of every section of one case file."""
    return assess(case, surroundings(store))


def blocking_problems(case: CaseFile, around: Surroundings) -> list[Problem]:
    """The errors that keep official papers of this household from being printed; see `nothing_entered`."""
    empty = nothing_entered(case)
    if empty is None:
        return blocking(case, around)
    return [empty, *(one for one in blocking(case, around) if one.entity != "member_year")]


def nothing_entered(case: CaseFile) -> Problem | None:
    """That nothing was entered for the year at all: one cause, said once, instead of what each person lacks because of it."""
    if case.entered:
        return None
    since = case.household.identify_year
    rule = _("没有任何资料")
    if isinstance(since, int) and since > case.year:
        rule = _("没有任何资料，本户{since}年才识别").format(since=since)
    return Problem(
        field=_("{year}年度").format(year=case.year),
        shown="",
        rule=rule,
        remedy=_("请改选有资料的年度；确实要印这一年的，先在这一年登记或“沿用上年”"),
        entity="household",
        row=case.household.id,
        key="identify_year",
    )


def finding_lines(
    store: Store, check: Callable[[], None] = lambda: None, *, by_the_clock: bool = True
) -> Iterator[tuple[str, Problem]]:
    """Every finding of every live household as (household id, problem), for check and dump.

    Without the clock they are judged on the last day of the working year: then equal facts give equal findings, on
    whatever day and by whichever computer (dump).
    """
    around = surroundings(store)
    if not by_the_clock:
        around = replace(around, today=dt.date(store.info.year, 12, 31))
    for case in load_casefiles(store, counts.live_households(store)):
        check()
        for problem in findings(ALL_RULES, case, around):
            yield case.household.id, problem
