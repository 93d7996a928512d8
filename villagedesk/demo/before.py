# SPDX-License-Identifier: MIT
"""A second full year of a good part of the households: the year before the working year, told backwards from that one.

Most stays as it is. What changed since: pupils went up a class, those who work earned more and were away longer, some houses
got a better toilet or cleaner fuel, a cause was done away with, a risk was removed, and in some households somebody aged died.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.demo import MARK, benefits, causes, incomes, people, visits, words
from villagedesk.demo.measures import RECIPES
from villagedesk.demo.scene import YUAN, Facts, Row, Scene, chosen
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.values.dates import age_on
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.demo.cadres import Cadre, Help
    from villagedesk.models.casefile import Person
    from villagedesk.models.catalogue.spec import Value

_SHARE: Final = 0.4  # of the households that can have one
_DIED: Final = 0.8  # share of the families with room for a grandparent in which one has died since
_FAMILY: Final = 3  # from how many members on a family is large enough that its income per head does not leap
_HEAD_AGES: Final = range(38, 64)
_AGED: Final = 68
_SOLVED: Final = (("10", 50), ("7", 30), ("4", 20))  # causes that were done away with, by weight
_WORSE: Final = 0.12  # share of the houses whose toilet and fuel were worse
_CAUSES: Final = 3
_SCHOOL: Final = 3  # age from which on a child is in kindergarten
_PRIMARY: Final = 6
_GROWN: Final = 16
_WHOLE: Final = 12
_ONCE: Final = frozenset({"infrastructure", "living", "water", "housing"})
"""Classes of measures that nobody takes twice at the same house."""
_LENT: Final = frozenset(one.content for some in RECIPES.values() for one in some if one.category == "finance")
"""Loans of earlier years are told by `benefits`."""
_UNTIL: Final = {
    "senior1": "g9",
    "vocational1": "g9",
    "higher_vocational1": "senior3",
    "technician1": "g9",
    "bachelor1": "senior3",
}
_NO_POST: Final[Facts] = {"public_post": NA, "public_post_months": NA}


@dataclass(frozen=True, slots=True)
class YearBefore:
    """A household whose year before is told.

    Attributes:
        scene: the household in the working year.
        helpers: who helped it the whole year before.
        gone: the rows of who was still there then.
    """

    scene: Scene
    helpers: tuple[Cadre, ...]
    gone: tuple[Row, ...] = ()

    @property
    def departed(self) -> int:
        """How many were still there then."""
        return sum(entity == "member" for entity, _row, _facts in self.gone)

    @property
    def year(self) -> int:
        """The year that is told."""
        return self.scene.year - 1


def year_before(scene: Scene, given: Help) -> YearBefore | None:
    """Whether the year before is told of a household: always where a risk was removed since; None where it is not."""
    helpers = given.throughout(scene.year - 1)
    dice = scene.dice("year before")
    facts, last = scene.case.facts, f"{scene.year - 1}-12"
    since = facts.monitored_since
    known = (scene.case.household.identified or "9") < f"{scene.year - 1}-01"
    if not helpers or not known or (isinstance(since, str) and since > last):
        return None
    if dice.random() >= _SHARE and facts.risk_removed is not True:
        return None
    return YearBefore(scene, helpers, tuple(_gone(scene)))


def _gone(scene: Scene) -> Iterator[Row]:
    """A father or mother of the head who died in the working year."""
    head, dice = scene.case.head, scene.dice("died")
    there = {person.facts.relation for person in scene.case.people}
    if head is None or scene.case.size < _FAMILY or there & {"father", "mother"} or dice.random() >= _DIED:
        return
    age = scene.age(head)
    if age is None or age not in _HEAD_AGES:
        return
    sex = chosen(dice, ((people.MALE, 45), (people.FEMALE, 55)))
    father = sex == people.MALE
    birth = people.birthday(dice, scene.year - max(age + dice.randrange(20, 27), _AGED + dice.randrange(5)))
    died = f"{scene.year}-0{dice.randrange(1, 7)}-{dice.randrange(10, 28)}"
    member = derived_id("member", scene.key, "died")
    evidence = "死亡医学证明、火化证明复印件"
    facts: Facts = {
        "household": scene.household,
        "name": (head.name[:1] if father else str(dice.choice(words.SURNAMES))) + people.given_name(dice, sex),
        "sex": sex, "birth": birth.isoformat(), "id_type": "id_card",
        "id_no": people.identity_number(birth, sex, dice.randrange(200, 490)), "ethnic": head.member.ethnic or "01",
        "identified": head.member.identified or scene.case.household.identified, "in_hukou": True, "shares_budget": True,
        "left": died, "leave_reason": "death", "change_evidence": evidence, "note": MARK,
    }  # fmt: skip
    yield "member", member, facts
    change: Facts = {
        "member": member, "kind": "death", "date": died, "evidence": evidence, "origin": scene.household, "note": MARK
    }  # fmt: skip
    yield "member_change", derived_id("member_change", member, died), change
    yield "member_year", derived_id("member_year", member, scene.year - 1), _of_the_aged(scene, member, father=father)


def _of_the_aged(scene: Scene, member: str, *, father: bool) -> Facts:
    attribute = scene.case.facts.attribute
    return {
        "member": member, "year": scene.year - 1, "relation": "father" if father else "mother", "politics": "13",
        "education": "primary" if father else "illiterate", "school": "none", "dropout_reason": NA, "mandarin": False,
        "health": ("2",), "disability_kind": NA, "disability_grade": NA, "card_year": NA, "labour": "none",
        "work_months": 0, "medical": True, "employee_medical": False, "critical_insurance": True,
        "commercial_medical": False, "critical_aid": False, "pension": True, "employee_pension": False, "soldier": False,
        "relocated_person": False, "low_income": "rural" if attribute == "low_income" else "none",
        "destitute": "rural" if attribute == "destitute" else "none",
    }  # fmt: skip


# -- facts ------------------------------------------------------------------------------------------------------------------


def facts_rows(had: YearBefore, told: Sequence[Row]) -> Iterator[Row]:
    """The household, its members and its causes in the year before; `told` are the rows of the working year."""
    scene, year = had.scene, had.year
    yield from had.gone
    known = _known(scene.case.facts.facts()) | _household_then(had)
    yield "household_year", scene.of_year("household_year", year), {**known, "year": year, "note": MARK}
    for person in scene.case.people:
        born = person.member.birth or ""
        if born > f"{year}-12-31" or (person.member.joined or "") > f"{year}-12-31":
            continue
        facts = _known(person.facts.facts()) | _member_then(scene, person, year)
        yield "member_year", derived_id("member_year", person.member.id, year), {**facts, "year": year}
    for entity, _row, facts in told:
        if entity == "cause":
            yield "cause", scene.of_year("cause", year, str(facts["rank"])), {**facts, "year": year}


def _known(facts: dict[str, Value]) -> Facts:
    return {key: value for key, value in facts.items() if key != "id" and value not in (None, ())}


def _household_then(had: YearBefore) -> Facts:
    scene = had.scene
    dice, now = scene.dice("house before"), scene.case.facts
    facts: Facts = {}
    if isinstance(now.stated_size, int):
        facts["stated_size"] = now.stated_size + had.departed
    if now.risk_removed is True and str(now.risk_removed_on) > f"{had.year}-12":
        facts |= {"risk_removed": False, "risk_removed_on": NA, "risk_removal": NA}
    if now.toilet is True and dice.random() < _WORSE:
        facts["toilet"] = False
    if now.fuel == "clean" and dice.random() < _WORSE:
        facts["fuel"] = "straw"
    return facts


def _member_then(scene: Scene, person: Person, year: int) -> Facts:
    """One class lower, a little less pay, and no post of the village yet."""
    now, dice = person.facts, scene.dice(f"before {person.member.person_no or person.member.id}")
    facts: Facts = {"member": person.member.id, "school": _class_before(now.school, person, year), **_NO_POST}
    if person.member.birth and age_on(person.member.birth, f"{year}-12-31") < _GROWN:
        facts["labour"] = "none"
    if isinstance(now.wage, int):
        facts["wage"] = now.wage * dice.randrange(88, 98) // 100 // (10 * YUAN) * 10 * YUAN
    months = now.work_months
    if isinstance(months, int) and 1 < months < _WHOLE:
        facts["work_months"] = months - dice.randrange(2)
    return {key: value for key, value in facts.items() if value is not None}


def _class_before(school: str | None, person: Person, year: int) -> str | None:
    """In which class (code list 在校生状况) somebody was a year before."""
    if school is None or not person.member.birth:
        return school
    age = age_on(person.member.birth, f"{year}-08-31")  # the school year begins in September
    if school == "kindergarten" and age < _SCHOOL:
        return "preschool_age"
    if school == "primary" and age < _PRIMARY:
        return "kindergarten"
    if school == "g7":
        return "primary"
    if school in _UNTIL:
        return _UNTIL[school]
    return f"{school[:-1]}{int(school[-1]) - 1}" if school[-1:].isdigit() else school


# -- help -------------------------------------------------------------------------------------------------------------------


def help_rows(then: Scene, had: YearBefore, told: Sequence[Row]) -> Iterator[Row]:
    """What the household was given in the year before and who came; `then` is the household in that year."""
    codes = [str(facts["code"]) for entity, _row, facts in told if entity == "cause"]
    solved = _solved(then, codes)
    if solved:
        codes.append(solved)
        yield list(causes.cause_rows(then, codes))[-1]
    per_head = incomes.per_head_before(then, told)
    planned = list(causes.plan_rows(then, codes, had.helpers, per_head, _not_again(told)))
    yield from planned
    yield from benefits.rows_of(then, planned, had.helpers)
    yield from visits.rows_of(then, had.helpers)


def _solved(then: Scene, codes: Sequence[str]) -> str:
    """A cause that is none any more in the working year."""
    dice = then.dice("solved")
    open_to = [one for one in _SOLVED if one[0] not in codes]
    return chosen(dice, open_to) if len(codes) < _CAUSES and open_to and dice.random() < 0.4 else ""


def _not_again(told: Sequence[Row]) -> frozenset[str]:
    """Contents of measures that were done in the working year once for all, and loans."""
    once = (facts for entity, _row, facts in told if entity == "measure" and facts["category"] in _ONCE)
    return _LENT | {str(facts["content"]) for facts in once}
