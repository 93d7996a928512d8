# SPDX-License-Identifier: MIT
"""Facts of an earlier year of some households: what the sheet of their exit from poverty is judged by (domain.md §3.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.demo import MARK
from villagedesk.demo.families import school_at
from villagedesk.demo.scene import YUAN, Scene
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.values.dates import age_on
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.demo.scene import Facts, Row
    from villagedesk.models.casefile import CaseFile, Person

_CHILD_BELOW: Final = 16
_PENSION_AGE, _PENSION = 60, 75 * 12 * YUAN  # 基础养老金 of about 75 yuan a month then
_ALLOWANCE: Final = 180 * 12 * YUAN  # for one person
_WEAK_SINCE: Final = 2017  # resources/codes/labour_skill.csv
_NOTHING: Final = ("family_planning", "destitute", "ecology", "asset_dividend", "other_property")
_METHODS: Final = {
    "income": "papers", "monitored_income": "papers", "food": "visit", "clothing": "visit", "education": "offices",
    "medical": "offices", "housing": "tested", "water": "tested",
}  # fmt: skip
TO_LEAVE: Final = ("income", "food", "clothing", "education", "medical", "housing")
TO_REMOVE: Final = ("monitored_income", "education", "medical", "housing", "water")
"""What is checked before a household leaves poverty, and before its risk counts as removed (resources/criteria.csv)."""
_KEPT: Final = (
    "farmland", "irrigated", "dry_land", "paddy", "forest", "returned", "orchard", "grassland", "water_surface", "structure",
    "house_area", "road_distance", "road_type", "toilet", "fuel", "cooperative", "leader_firm", "leader_person",
)  # fmt: skip
"""What has not changed since."""
_NET: Final = (4_300, 6_800)  # yuan per head: above every standard of exit of 2016 to 2020


def rows_of(case: CaseFile, year: int, *, left: bool) -> Iterator[Row]:
    """The household, its members, its main cause and its income in a year before that of the case file.

    It `left` poverty then, or was kept back, since its house was not mended yet.
    """
    scene = Scene(case)
    facts: Facts = {
        "household": case.household.id,
        "year": year,
        "attribute": case.facts.attribute,
        "household_type": "poor",
        "exit_status": "exited_policy" if left else "not_exited",
        "exit_year": year if left else NA,
        "not_exit_reason": NA if left else "1",
        "return_year": NA,
        "return_cause": NA,
        "stated_size": case.size,
        "food_secure": True,
        "clothing_secure": True,
        "production_power": True,
        "living_power": True,
        "broadcasting": True,
        "water_hard": False,
        "water_safe": True,
        "water_solved": True,
        "no_house": False,
        "dangerous": not left,
        "house_grade": "A" if left else "C",
        "relocated": False,
        "note": MARK,
        **{key: getattr(case.facts, key) for key in _KEPT},
    }
    yield "household_year", scene.of_year("household_year", year), facts
    for person in case.people:
        member: Facts = {"member": person.member.id, "year": year, **_of_member(case, person, year)}
        yield "member_year", derived_id("member_year", person.member.id, year), member
    main = case.cause("main")
    if main is not None:
        told = {
            "rank": "main",
            "code": main.code,
            "note": main.note,
            "concerned": main.concerned,
            "evidence": main.evidence,
        }
        yield "cause", scene.of_year("cause", year, "main"), {"household": case.household.id, "year": year, **told}
    net = scene.dice(f"net {year}").randrange(*_NET) * YUAN * case.size
    income: Facts = {
        "household": case.household.id,
        "year": year,
        **_income(scene, net, year),
        "note": f"按入户核算。{MARK}",
    }
    yield "income_year", scene.of_year("income_year", year), income


def checked(case: CaseFile, year: int, day: str, by: str, criteria: Iterable[str]) -> Iterator[Row]:
    """How somebody checked rule by rule on a day whether the household reached a standard."""
    for one in criteria:
        facts: Facts = {
            "household": case.household.id,
            "year": year,
            "criterion": one,
            "method": _METHODS[one],
            "checked_by": by,
            "checked_on": day,
        }
        yield "readiness_note", derived_id("readiness_note", case.household.id, year, one), facts


def _income(scene: Scene, net: int, year: int) -> Facts:
    """What a household lived on then: its land, pensions, and the wages of those able to work or what their children sent."""
    aged = sum(_age(person, year) >= _PENSION_AGE for person in scene.case.people)
    pension, grown = aged * _PENSION, net // 4 // YUAN * YUAN if scene.case.facts.farmland else 0
    allowance = _ALLOWANCE if scene.case.facts.attribute == "low_income" else 0
    cost, rest = grown // 3 // YUAN * YUAN, net - grown - pension - allowance
    works = bool(scene.workers())
    return {
        "wages": rest if works else 0,
        "wage_work": rest if works else 0,
        "production": grown + cost,
        "production_cost": cost,
        "crops": grown + cost,
        "crops_cost": cost,
        "low_income": allowance,
        "pension": pension,
        "other_transfer": 0 if works else rest,
        **dict.fromkeys(_NOTHING, 0),
    }


def _age(person: Person, year: int) -> int:
    return age_on(person.member.birth or "", f"{year}-12-31")


def _of_member(case: CaseFile, person: Person, year: int) -> Facts:
    age = _age(person, year)
    child = age < _CHILD_BELOW
    return {
        "relation": person.facts.relation,
        "education": None if child else person.facts.education,
        "school": school_at(age),
        "health": person.facts.health,
        "labour": "none" if child else _labour(person, age, year),
        "medical": True,
        "employee_medical": False,
        "critical_insurance": True,
        "pension": age >= _CHILD_BELOW,
        "low_income": "rural" if case.facts.attribute == "low_income" else "none",
        "destitute": "rural" if case.facts.attribute == "destitute" else "none",
    }


def _labour(person: Person, age: int, year: int) -> str | None:
    """The forms knew no 弱劳动力 yet; and who is weak by now was able to work while still in good age."""
    able = year < _WEAK_SINCE or (age < _PENSION_AGE and person.facts.health == ("1",))
    return "ordinary" if person.facts.labour == "weak" and able else person.facts.labour
