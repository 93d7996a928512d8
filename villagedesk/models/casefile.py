# SPDX-License-Identifier: MIT
"""Everything known about one household in one year, put together for rules, screens and papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.catalogue.economy import Cause, IncomeYear
    from villagedesk.models.catalogue.evidence import Attachment, ReadinessNote
    from villagedesk.models.catalogue.help import Cadre, Measure, Pairing, Plan, Unit, Visit
    from villagedesk.models.catalogue.household import Household, HouseholdYear
    from villagedesk.models.catalogue.member import Member, MemberYear
    from villagedesk.models.catalogue.place import Village
    from villagedesk.models.catalogue.procedure import Monitoring
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.models.doings import Facts

RANKS = ("main", "other1", "other2")


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
        measures: lines of the year's plan.
        visits: of the year, by date.
        procedures: of every year, with their steps, votes and notices, by start.
        monitorings: of every year.
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
    visits: tuple[Visit, ...] = ()
    procedures: tuple[Facts, ...] = ()
    monitorings: tuple[Monitoring, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    checks: tuple[ReadinessNote, ...] = ()
    departure: str = ""

    @property
    def head(self) -> Person | None:
        """The head of the household, if one and only one is named."""
        heads = [person for person in self.people if person.relation == "head"]
        return heads[0] if len(heads) == 1 else None

    @property
    def head_name(self) -> str:
        """The name of the head; of the first member where no head is named; empty for an empty household."""
        person = self.head or next(iter(self.people), None)
        return person.name if person else ""

    @property
    def counted(self) -> tuple[Person, ...]:
        """The members who count towards the size (共同生活共享开支, domain.md §2.3)."""
        return tuple(person for person in self.people if person.member.counted is not False)

    @property
    def size(self) -> int:
        """The size of the household."""
        return len(self.counted)

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

    def cause(self, rank: str) -> Cause | None:
        """The cause of a rank, if it was entered."""
        return next((cause for cause in self.causes if cause.rank == rank), None)

    def helpers_on(self, day: str) -> list[Helper]:
        """Who answers for the household on a day."""
        return [helper for helper in self.helpers if helper.current_on(day)]

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
        singles += [("pairing", helper.pairing) for helper in self.helpers]
        singles += [("measure", measure) for measure in self.measures]
        singles += [("visit", visit) for visit in self.visits]
        singles += [("process", one.process) for one in self.procedures]
        singles += [("process_step", step) for one in self.procedures for step in one.steps]
        singles += [("monitoring", one) for one in self.monitorings]
        singles += [("attachment", one) for one in self.attachments]
        singles += [("readiness_note", one) for one in self.checks]
        for entity, record in singles:
            if record is not None and record.id:
                yield entity, record
