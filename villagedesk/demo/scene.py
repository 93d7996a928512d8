# SPDX-License-Identifier: MIT
"""One household as the makers of demo records see it, and how their rows reach the file.

Dice and ids follow from the household's number and a topic, never from the order of work: adding a sentence to one topic
changes no other, and every file that holds the household holds the same rows.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from villagedesk.demo import MARK, NOW, YEAR
from villagedesk.store import reads
from villagedesk.store.ids import SeededIds, derived_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.door import Change
    from villagedesk.store.store import Store

Facts = dict[str, "Value"]
Row = tuple[str, str, Facts]  # entity, id, values
YUAN = 100  # fen


@dataclass(frozen=True, slots=True)
class Scene:
    """A household whose file is to be filled."""

    case: CaseFile

    @property
    def household(self) -> str:
        """The id of the household."""
        return self.case.household.id

    @property
    def key(self) -> str:
        """What every choice follows from: the household's number, the same in every file."""
        return self.case.household.hh_no or self.household

    @property
    def year(self) -> int:
        """The year that is filled."""
        return self.case.year

    @property
    def last_day(self) -> dt.date:
        """The day to which the year is told: its last, or the one on which the demo stands still."""
        return min(NOW.date(), dt.date(self.year, 12, 31))

    def dice(self, topic: str) -> Random:
        """Reproducible chance for one topic; of another year than the working year another chance."""
        return Random(self._seed(topic))  # noqa: S311 - reproducible on purpose, protects nothing

    def ids(self, topic: str) -> SeededIds:
        """Reproducible ids for the events of one topic and year."""
        return SeededIds(self._seed(topic))

    def _seed(self, topic: str) -> str:
        return f"{MARK} {self.key} {topic}" + (f" {self.year}" if self.year != YEAR else "")

    def of_year(self, entity: str, year: int | None = None, *more: str) -> str:
        """The id of a record that is made up of this household, a year and `more`."""
        return derived_id(entity, self.household, year or self.year, *more)

    def age(self, person: Person) -> int | None:
        """Whole years on the last day that is told; None if the birthday is unknown."""
        birth = person.member.birth
        if not birth:
            return None
        return self.last_day.year - int(birth[:4]) - (birth[5:] > f"{self.last_day:%m-%d}")

    def with_health(self, *codes: str) -> list[Person]:
        """The members in whose 健康状况 one of the codes stands."""
        return [person for person in self.case.people if set(codes) & set(person.facts.health)]

    def pupils(self) -> list[Person]:
        """The members who go to a school that costs money."""
        return [person for person in self.case.people if person.facts.school not in {None, "none", "preschool_age"}]

    def getting(self, benefit: str) -> int:
        """How many members get a benefit, by the code in that field of the year."""
        return sum(getattr(person.facts, benefit) not in {None, "none"} for person in self.case.people)

    def workers(self) -> list[Person]:
        """The members who are able to work, fully or in part."""
        return [person for person in self.case.people if person.facts.labour in {"ordinary", "skilled", "weak"}]

    def earners(self) -> list[Person]:
        """The members who worked away from home in the year."""
        return [
            person
            for person in self.case.people
            if isinstance(person.facts.work_months, int) and person.facts.work_months
        ]


def of_village(cases: Iterable[CaseFile], village: str) -> list[CaseFile]:
    """The cases of a village (id) by their numbers, in whatever order they come."""
    mine = (case for case in cases if case.household.village == village)
    return sorted(mine, key=lambda case: Scene(case).key)


def chosen(dice: Random, weighted: Sequence[tuple[str, int]]) -> str:
    """One of the values, by weight."""
    values, weights = zip(*weighted, strict=True)
    return str(dice.choices(values, weights)[0])


def only_new(current: object, facts: Facts) -> Facts:
    """The facts whose fields the record does not know yet: what a roster said is left alone."""
    return {key: value for key, value in facts.items() if getattr(current, key) in (None, ())}


def write(store: Store, change: Change, rows: Iterable[Row]) -> None:
    """Put rows through the door, births in bulk."""
    by_entity: dict[str, list[tuple[str, Facts]]] = defaultdict(list)
    for entity, row, facts in rows:
        if facts:
            by_entity[entity].append((row, facts))
    for entity, some in by_entity.items():
        known = reads.exists(store, entity, [row for row, _facts in some])
        change.put_new(entity, [(row, facts) for row, facts in some if row not in known])
        for row, facts in some:
            if row in known:
                change.put(entity, row, facts)
