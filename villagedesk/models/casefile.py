# SPDX-License-Identifier: MIT
"""Everything known about one household in one year, put together for rules, screens and papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.income import sums
from villagedesk.models.income_period import NATIONAL, period_of
from villagedesk.models.ledger import Ledger, ledger_of, with_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.catalogue.completing import Completion
    from villagedesk.models.catalogue.economy import Cause
    from villagedesk.models.catalogue.evidence import Attachment, ReadinessNote
    from villagedesk.models.catalogue.exempting import Exemption
    from villagedesk.models.catalogue.help import Benefit, Cadre, Care, Measure, Pairing, Plan, Unit, Visit
    from villagedesk.models.catalogue.household import Household, HouseholdYear
    from villagedesk.models.catalogue.ledger import IncomeLine
    from villagedesk.models.catalogue.listing import MemberList
    from villagedesk.models.catalogue.member import Member, MemberYear
    from villagedesk.models.catalogue.place import Village
    from villagedesk.models.catalogue.printing import PrintedPaper
    from villagedesk.models.catalogue.procedure import Monitoring
    from villagedesk.models.catalogue.programmes import Enrolment
    from villagedesk.models.catalogue.project import Project, ProjectBeneficiary
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.models.catalogue.working import WorkStretch
    from villagedesk.models.doings import Facts
    from villagedesk.models.income import IncomeSums
    from villagedesk.models.income_period import Edition, Period

RANKS = ("main", "other1", "other2")


class Stay(NamedTuple):
    """From when to when somebody is a member, and whether he counts: as much of a `Member` as `shares` asks for."""

    joined: str | None
    birth: str | None
    left: str | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A member with the facts of the year; `facts` is empty (no id) where nothing was entered for the year.

    `years` are the facts of every year that were entered.
    """

    member: Member
    facts: MemberYear
    years: tuple[MemberYear, ...] = ()

    @property
    def relation(self) -> str:
        """Code of the relation to the head, or empty."""
        return self.facts.relation or ""

    @property
    def name(self) -> str:
        """The name, or empty."""
        return self.member.name or ""


class Reached(NamedTuple):
    """That a project reaches the household, and the project."""

    benefit: ProjectBeneficiary
    project: Project


@dataclass(frozen=True, slots=True)
class Helper:
    """A pairing with the cadre and the cadre's unit."""

    pairing: Pairing
    cadre: Cadre
    unit: Unit

    def current_on(self, day: str) -> bool:
        """Whether the pairing holds on a day (ISO)."""
        begun = not self.pairing.start or self.pairing.start <= day
        return begun and (not self.pairing.end or day <= self.pairing.end)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A household's case file of one year. Records without an id are blanks: nothing is known of them yet.

    Attributes:
        people: members who belong to the household in the year, in the order of the form.
        departed: members who have left (death, marriage, moving away), kept for the record.
        causes: main cause first, only those that were entered.
        incomes: income of every year, ascending; `income` is that of `year`.
        ledger_lines: the income ledger of `year`, in its order.
        editions: which income period holds from which year on, where the household lives.
        measures: lines of the year's plan.
        plans, all_measures: of every year, for rules that look back.
        worked_out: what rules worked out of these facts once, for others that ask.
        visits: of the year, by date.
        seen: the visits of every year, by date: the next one is counted from the last.
        cares: care levels with the day from which each holds, in their order.
        benefits: help that was given in the year, by date.
        procedures: of every year, with their steps, votes and notices, by start.
        monitorings: of every year.
        enrolments: programmes the household is or was in, by the year in which it came in.
        unenrolled: where there are no enrolments, codes of the programmes of which somebody removed one.
        stretches: where members were at work, of every year.
        member_lists: whom papers and the system list as members in the year.
        filed: papers of the year that were printed and filed.
        reached: by which projects of the villages' books the household is reached, of every year.
        exemptions: doubts that somebody found right.
        completions: when the file of the year was called complete, by day (`models.completing`).
        attachments: scans and photos of every year.
        checks: what was found by checking the rules of the year.
        departure: of a household that moved to a village of which this file knows nothing, how it left, in words.
    """

    year: int
    village: Village
    household: Household
    facts: HouseholdYear
    plan: Plan
    people: tuple[Person, ...] = ()
    departed: tuple[Person, ...] = ()
    causes: tuple[Cause, ...] = ()
    incomes: tuple[IncomeYear, ...] = ()
    helpers: tuple[Helper, ...] = ()
    measures: tuple[Measure, ...] = ()
    plans: tuple[Plan, ...] = ()
    all_measures: tuple[Measure, ...] = ()
    visits: tuple[Visit, ...] = ()
    procedures: tuple[Facts, ...] = ()
    monitorings: tuple[Monitoring, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    checks: tuple[ReadinessNote, ...] = ()
    departure: str = ""
    seen: tuple[Visit, ...] = ()
    cares: tuple[Care, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    ledger_lines: tuple[IncomeLine, ...] = ()
    editions: tuple[Edition, ...] = NATIONAL
    enrolments: tuple[Enrolment, ...] = ()
    unenrolled: frozenset[str] = frozenset()
    stretches: tuple[WorkStretch, ...] = ()
    member_lists: tuple[MemberList, ...] = ()
    filed: tuple[PrintedPaper, ...] = ()
    reached: tuple[Reached, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    completions: tuple[Completion, ...] = ()
    worked_out: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _reckoned: list[tuple[IncomeYear | None, IncomeSums | None]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    @property
    def earned(self) -> IncomeYear | None:
        """The year's income as it counts: what was typed, else what the ledger adds up to; None where there is neither."""
        return self._reckon()[0]

    @property
    def sums(self) -> IncomeSums | None:
        """The computed cells of `earned`, divided among `sharers`; None where nothing is known of the year's income."""
        return self._reckon()[1]

    def _reckon(self) -> tuple[IncomeYear | None, IncomeSums | None]:
        """Worked out once, since many rules ask."""
        if not self._reckoned:
            known = self.counted_income(self.year) if self.ledger_lines else self.income
            self._reckoned.append((known, sums(known, len(self.sharers(self.year))) if known else None))
        return self._reckoned[0]

    @property
    def head(self) -> Person | None:
        """The head of the household, if one and only one is named."""
        heads = [person for person in self.people if person.relation == "head"]
        return heads[0] if len(heads) == 1 else None

    @property
    def head_name(self) -> str:
        """The name of the head; where none is named, of the head of the nearest year, else of the first member.

        Empty for an empty household.
        """
        person = self.head or self._head_of_other_years or next(iter(self.people), None)
        return person.name if person else ""

    @property
    def _head_of_other_years(self) -> Person | None:
        """Who was the head in the year nearest to this one; of a year often nothing but the income was entered."""
        known = [
            (abs(year.year - self.year), person)
            for person in self.people
            for year in person.years
            if year.relation == "head" and isinstance(year.year, int)
        ]
        return min(known, key=lambda one: one[0])[1] if known else None

    @property
    def counted(self) -> tuple[Person, ...]:
        """The members who count towards the size (共同生活共享开支, domain.md §2.3)."""
        return tuple(person for person in self.people if person.member.counted is not False)

    @property
    def size(self) -> int:
        """The size of the household."""
        return len(self.counted)

    @property
    def described(self) -> list[Person]:
        """The members of whom anything was entered for the year; found once, since many rules ask."""
        known: list[Person] | None = self.worked_out.get("described")
        if known is None:
            known = self.worked_out["described"] = [person for person in self.people if person.facts.id]
        return known

    @property
    def entered(self) -> bool:
        """Whether anything was entered of the household or of a member for the year."""
        return bool(self.facts.id or self.described)

    @property
    def able_to_work(self) -> int:
        """How many are able to work, fully or in part."""
        return sum(person.facts.labour in {"ordinary", "skilled", "weak"} for person in self.counted)

    @property
    def income(self) -> IncomeYear | None:
        """The income of the year, if any was entered."""
        return self.income_of(self.year)

    def income_of(self, year: int) -> IncomeYear | None:
        """The income of some year, if any was entered."""
        return next((one for one in self.incomes if one.year == year), None)

    def ledger(self) -> Ledger:
        """The income ledger of the case file's year."""
        return ledger_of(self.ledger_lines, self.year, self.income_period(self.year), self.editions)

    def counted_income(self, year: int) -> IncomeYear:
        """The income of a year as it counts: what was typed, else what the ledger adds up to. Blank where nothing is.

        The ledger is known of the case file's own year only.
        """
        stated = self.income_of(year) or IncomeYear()
        return with_ledger(stated, self.ledger().cells) if year == self.year and self.ledger_lines else stated

    def income_period(self, year: int) -> Period:
        """The days whose income belongs to a year."""
        return period_of(year, self.editions)

    def sharers(self, year: int) -> tuple[Person, ...]:
        """Among whom the income of a year is divided: who counted at the end of its period (domain.md §2.5)."""
        end = self.income_period(year).last
        known = (*self.people, *(person for person in self.departed if not person.member.merged_into))
        return tuple(person for person in known if shares(person.member, end))

    def cause(self, rank: str) -> Cause | None:
        """The cause of a rank, if it was entered."""
        return next((cause for cause in self.causes if cause.rank == rank), None)

    def helpers_on(self, day: str) -> list[Helper]:
        """Who answers for the household on a day."""
        return [helper for helper in self.helpers if helper.current_on(day)]

    def name_of(self, member: str | None) -> str:
        """The name of a member, present or departed; empty for none."""
        return next((one.name for one in (*self.people, *self.departed) if one.member.id == member), "")

    def care_on(self, day: str) -> tuple[str, str]:
        """The care level on a day and since when; without any grading the household's own level, of which no day is known."""
        begun = [one for one in self.cares if one.start and one.start <= day and one.level]
        if begun:
            return begun[-1].level or "", begun[-1].start or ""
        return self.household.care_level or "", ""

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every record of the file with its entity, blanks left out."""
        singles: list[tuple[str, Record | None]] = [
            ("household", self.household),
            ("household_year", self.facts),
            ("income_year", self.income),
            ("plan", self.plan),
        ]
        for person in self.people:
            singles += [("member", person.member), ("member_year", person.facts)]
        singles += [("cause", cause) for cause in self.causes]
        singles += [("income_line", line) for line in self.ledger_lines]
        singles += [("pairing", helper.pairing) for helper in self.helpers]
        singles += [("measure", measure) for measure in self.measures]
        singles += [("visit", visit) for visit in self.visits]
        singles += [("care", care) for care in self.cares]
        singles += [("benefit", benefit) for benefit in self.benefits]
        singles += [("process", one.process) for one in self.procedures]
        singles += [("process_step", step) for one in self.procedures for step in one.steps]
        singles += [("monitoring", one) for one in self.monitorings]
        singles += [("enrolment", enrolment) for enrolment in self.enrolments]
        singles += [("work_stretch", stretch) for stretch in self.stretches]
        singles += [("member_list", one) for one in self.member_lists]
        singles += [("printed_paper", one) for one in self.filed]
        singles += [("attachment", one) for one in self.attachments]
        singles += [("readiness_note", one) for one in self.checks]
        for entity, record in singles:
            if record is not None and record.id:
                yield entity, record


def shares(member: Member | Stay, day: str) -> bool:
    """Whether a member was there at the end of a day (ISO), and counts."""
    come = (member.joined or "") <= day and (member.birth or "") <= day
    return member.counted is not False and come and not (member.left and member.left <= day)
