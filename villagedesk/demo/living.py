# SPDX-License-Identifier: MIT
"""Who the household is and how it lives, as far as no roster says it: identity, status, land, water, house, people."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from villagedesk.demo import MARK, people, words
from villagedesk.demo.scene import YUAN, Facts, Row, Scene, chosen, only_new
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.values.places import split_place
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import Person
    from villagedesk.models.catalogue.spec import Value

_WITH_CARD = 0.85  # the others have applied for one
_WORK_FIELDS = (
    "work_place",
    "work_region",
    "work_province",
    "work_city",
    "work_county",
    "work_township",
    "employer",
    "industry",
    "job_channel",
    "wage",
    "public_post",
    "public_post_months",
)
_SERVICES = (NA, "placement", "training")
_LAST_EXIT = 2020  # the year in which the register closed (domain.md §5.1)


def rows_of(scene: Scene, local_no: str) -> Iterator[Row]:
    """Everything about household and members that is still empty."""
    case = scene.case
    yield "household", scene.household, only_new(case.household, _identity(scene, local_no))
    facts = {
        **_status(scene),
        **_monitoring(scene),
        **_land(scene),
        **_utilities(scene),
        **_house(scene),
        **_relocation(),
    }
    year_facts: Facts = {"household": scene.household, "year": scene.year, **only_new(case.facts, facts)}
    yield "household_year", scene.of_year("household_year"), year_facts
    attribute = case.facts.attribute or facts.get("attribute")
    yield from _enrolments(scene, facts)
    for place, person in enumerate(case.people):
        dice = scene.dice(f"member {person.member.person_no or place}")
        yield "member", person.member.id, only_new(person.member, _member(dice, person))
        if person.facts.id:
            yield "member_year", person.facts.id, only_new(person.facts, _member_year(scene, dice, person, attribute))


def _identity(scene: Scene, local_no: str) -> Facts:
    dice = scene.dice("identity")
    case = scene.case
    identified = case.household.identified
    year = int(identified[:4]) if identified else 2014
    village = case.village.name or ""
    minority = any(person.member.ethnic not in {None, "01"} for person in case.people)
    return {
        "local_no": local_no,
        "address": f"{village}{case.household.group or ''}{dice.choice(words.HAMLETS)}{dice.randrange(1, 60)}号",
        "bank": dice.choice(words.BANKS),
        "bank_no": people.bank_account(dice),
        "standard": chosen(dice, (("national", 85), ("province", 15))),
        "programmes": _programmes(scene, year),
        "identify_year": year,
        "plan_exit_year": min(year + dice.randrange(2, 5), _LAST_EXIT)
        if year < _LAST_EXIT and not _never_registered(scene)
        else None,
        "family_types": ("minority",) if minority else (),
        "care_level": chosen(dice, (("blue", 92), ("yellow", 6), ("red", 2))),
        "note": MARK,
    }


def _programmes(scene: Scene, identified: int) -> tuple[str, ...]:
    if _never_registered(scene):
        return ("monitoring",)
    return ("file", "monitoring") if _monitored(scene) else ("file",)


def _enrolments(scene: Scene, facts: Facts) -> Iterator[Row]:
    """The programmes that no roster said; `facts` are those of the household's year."""
    case = scene.case
    identified = int((case.household.identified or "2014")[:4])
    kind = case.facts.household_type
    since = case.facts.monitored_since or facts.get("monitored_since")
    for programme in _programmes(scene, identified):
        if programme in {one.programme for one in case.enrolments}:
            continue
        year = identified
        more: Facts = {}
        if programme == "monitoring":
            year = int(since[:4]) if isinstance(since, str) else max(identified, _LAST_EXIT + 1)
            more = {"kind": kind} if kind in {"unstable", "edge", "sudden"} else {}
        row = derived_id("enrolment", scene.household, programme, year)
        yield "enrolment", row, {"household": scene.household, "programme": programme, "from_year": year, **more}


def _never_registered(scene: Scene) -> bool:
    """Whether the household came in by monitoring alone (边缘易致贫户, 突发严重困难户; domain.md §5.2)."""
    return scene.case.facts.household_type in {"edge", "sudden"}


def _monitored(scene: Scene) -> bool:
    return scene.case.facts.household_type in {"unstable", "edge", "sudden"}


def _status(scene: Scene) -> Facts:
    dice = scene.dice("status")
    household = scene.case.household
    year = int((household.identified or "2014")[:4])
    alone = scene.case.size == 1 and not scene.workers()
    attribute = "destitute" if alone and dice.random() < 0.6 else chosen(dice, (("general", 74), ("low_income", 26)))
    fell_back: Facts = {"not_exit_reason": NA, "return_year": NA, "return_cause": NA}
    if _never_registered(
        scene
    ):  # its kind and status stay open: the lists know no word for who was never in the register
        return {"exit_year": NA, **fell_back}
    if (
        year >= _LAST_EXIT
    ):  # the roster dates the first identification after the register closed: when it left, nobody knows
        return {"attribute": attribute, "exit_status": "exited", **fell_back}
    return {
        "attribute": attribute,
        "exit_status": chosen(dice, (("exited_policy", 85), ("exited_no_policy", 15))),
        "exit_year": min(year + dice.randrange(2, 5), _LAST_EXIT),  # some rosters date the first identification later
        **fell_back,
    }


def _monitoring(scene: Scene) -> Facts:
    dice = scene.dice("monitoring")
    if not _monitored(scene):
        return {"monitored_since": NA, "risk_removal": NA, "risk_removed_on": NA}
    risks = [code for code, there in (
        ("illness", scene.with_health("2", "3")),
        ("disability", scene.with_health("4")),
        ("schooling", scene.pupils()),
        ("labour", len(scene.workers()) < 2),
    ) if there] or ["employment"]  # fmt: skip
    removed = scene.case.facts.risk_removed is True
    return {
        "monitored_since": f"{dice.randrange(_LAST_EXIT + 1, 2025)}-0{dice.randrange(3, 10)}",
        "risks": tuple(sorted(risks[:5])),
        "risk_note": "经入户核实，收入下降或支出增加，存在返贫致贫风险，已制定帮扶措施。" + MARK,
        "risk_removed_on": f"{scene.year}-0{dice.randrange(3, 9)}" if removed else NA,
        "risk_removal": "helped" if removed else NA,
        "no_labour_household": not scene.workers(),
    }


def _land(scene: Scene) -> Facts:
    dice = scene.dice("land")
    if dice.random() < 0.05:  # without any land: nought, which is not the same as unknown
        return dict.fromkeys(("farmland", "irrigated", "dry_land", "paddy", "forest", "returned", "orchard"), 0)
    dry = dice.randrange(20, 130) * max(1, scene.case.size)
    paddy = dice.randrange(0, 90) * max(1, scene.case.size)
    forest = dice.choice((0, dice.randrange(50, 900)))
    return {
        "farmland": dry + paddy,
        "irrigated": paddy,
        "dry_land": dry,
        "paddy": paddy,
        "registered_land": dry + paddy,
        "forest": forest,
        "returned": forest // 2,
        "orchard": dice.choice((0, 0, dice.randrange(30, 300))),
        "grassland": 0,
        "water_surface": None if dice.random() < 0.3 else 0,  # nobody has measured some ponds yet
    }


def _utilities(scene: Scene) -> Facts:
    dice = scene.dice("utilities")
    return {
        "production_power": True,
        "living_power": True,
        "broadcasting": True,
        "road_distance": dice.choice((0, dice.randrange(2, 180))),
        "road_type": chosen(dice, (("cement", 78), ("gravel", 14), ("earth", 5), ("asphalt", 3))),
        "water_hard": False,
        "water_safe": True,
        "fuel": chosen(dice, (("clean", 66), ("straw", 32), ("coal", 2))),
        "toilet": dice.random() < 0.93,
    }


def _house(scene: Scene) -> Facts:
    dice = scene.dice("house")
    if scene.case.size == 1 and dice.random() < 0.3:  # lives in the home for the aged
        return {"no_house": True, "house_area": NA, "house_grade": NA}
    dangerous = scene.case.facts.dangerous is True
    return {
        "no_house": False,
        "house_area": dice.randrange(22, 46) * 100 * max(2, scene.case.size),
        "house_grade": dice.choice(("C", "D")) if dangerous else chosen(dice, (("A", 70), ("B", 30))),
        "structure": chosen(dice, (("brick_concrete", 62), ("brick_wood", 27), ("earth_wood", 9), ("reinforced", 2))),
        "cooperative": dice.random() < 0.4,
        "leader_firm": dice.random() < 0.12,
        "leader_person": dice.random() < 0.25,
    }


def _relocation() -> Facts:
    keys = ("consents", "relocation_mode", "settlement_mode", "settlement_place", "moved_in", "settlement_area")
    return {"relocated": False, **dict.fromkeys((*keys, "old_house_gone", "relocation_trouble"), NA)}


def _member(dice: Random, person: Person) -> Facts:
    """Sex and birthday follow from the number where there is one; where there is none they stay open."""
    facts: Facts = {"in_hukou": True, "shares_budget": True}
    number = person.member.id_no
    if number:
        facts["id_type"] = "id_card"
    if number and len(number) == 18 and "4" in person.facts.health and dice.random() < _WITH_CARD:
        kind, grade = _kind_and_grade(person)
        facts["card_no"] = number + kind + grade
    return facts


def _kind_and_grade(person: Person) -> tuple[str, str]:
    """Category and grade of a disability, the same on the card and in the facts of the year."""
    dice = Random(f"{MARK} disability {person.member.person_no}")  # noqa: S311 - reproducible on purpose
    kind = chosen(dice, (("4", 55), ("1", 15), ("2", 12), ("5", 10), ("6", 8)))
    return kind, chosen(dice, (("3", 45), ("4", 25), ("2", 22), ("1", 8)))


def _member_year(scene: Scene, dice: Random, person: Person, attribute: Value) -> Facts:
    """The facts of a member; who gets an allowance follows from the `attribute` of the household."""
    age = scene.age(person)
    facts: Facts = {
        "politics": "01" if age and age > 30 and dice.random() < 0.04 else "13",
        "mandarin": age is None or age < 60 or dice.random() < 0.4,
        "medical": True,
        "employee_medical": False,
        "critical_insurance": True,
        "commercial_medical": dice.random() < 0.2,
        "critical_aid": "3" in person.facts.health and dice.random() < 0.6,
        "pension": age is not None and age >= 16 and not _is_pupil(person),
        "employee_pension": False,
        "soldier": False,
        "relocated_person": False,
        "low_income": "rural" if attribute == "low_income" else "none",
        "destitute": "rural" if attribute == "destitute" else "none",
        "dropout_reason": NA,
    }
    return facts | _disability(dice, person) | _work(dice, person)


def _is_pupil(person: Person) -> bool:
    """Whether the person goes to school."""
    return person.facts.school not in {None, "none", "preschool_age"}


def _disability(dice: Random, person: Person) -> Facts:
    if "4" not in person.facts.health:
        return {"disability_kind": NA, "disability_grade": NA, "card_year": NA}
    kind, grade = _kind_and_grade(person)
    return {"disability_kind": kind, "disability_grade": grade, "card_year": dice.randrange(2009, 2024)}


def _work(dice: Random, person: Person) -> Facts:
    months = person.facts.work_months
    if not isinstance(months, int) or not months:
        nothing: Facts = dict.fromkeys(_WORK_FIELDS, NA)
        return nothing | {"work_planned": False}
    place = chosen(dice, (("township", 28), ("county", 27), ("province", 25), ("outside", 20)))
    where = person.facts.work_region
    if not isinstance(where, str):
        where = {
            "township": "示范省示范市示范县示范镇",
            "county": "示范省示范市示范县",
            "province": "示范省新源市新桥区",
            "outside": "滨海省临江市港东区",
        }[place]
    parts = split_place(where)
    return {
        "work_place": place,
        "work_region": where,
        "work_province": parts.province or None,
        "work_city": parts.city or None,
        "work_county": parts.county or None,
        "work_township": parts.township or None,
        "work_abroad": False,
        "employer": dice.choice(words.EMPLOYERS),
        "industry": chosen(dice, (("secondary", 50), ("tertiary", 40), ("primary", 10))),
        "job_channel": chosen(dice, (("relatives", 45), ("self", 30), ("government", 15), ("workshop", 10))),
        "wage": dice.randrange(24, 52) * 100 * YUAN,
        "public_post": NA,
        "public_post_months": NA,
        "work_planned": True,
        "planned_county": "示范县" if months % len(_SERVICES) == 1 and parts.county != "示范县" else None,
        "job_service": _SERVICES[months % len(_SERVICES)],
    }
