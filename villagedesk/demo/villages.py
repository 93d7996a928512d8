# SPDX-License-Identifier: MIT
"""The villages of the demo township: where they lie, which roster is theirs, and their figures of the year."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from villagedesk.demo import CITY, COUNTY, MARK, PROVINCE, TOWNSHIP, YEAR, people, words
from villagedesk.demo.scene import YUAN, Facts, Row
from villagedesk.services.opening.files import village_id
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.models.casefile import CaseFile


@dataclass(frozen=True, slots=True)
class DemoVillage:
    """A village of the township and the file name of its roster; empty for one that is made up entirely.

    It left poverty in `exit_year`; `exit_told` says whether its figures of that year are in the file.
    """

    name: str
    code: str
    roster: str = ""
    exit_year: int = 2018
    exit_told: bool = False

    @property
    def id(self) -> str:
        """The id of its row, the same in every file."""
        return village_id(self.code)


VILLAGES: Final = (
    DemoVillage("清溪村", "510199100201", "脱贫户及监测对象信息_清溪村_20250902.xlsx", exit_told=True),
    DemoVillage("石桥村", "510199100202", "脱贫户及监测对象信息_石桥村_20250902.xlsx"),
    DemoVillage("双龙村", "510199100203", "双龙村花名册_GBK.csv"),
)
_OF_NOW: Final = frozenset(
    {"first_secretary", "first_secretary_phone", "team_leader", "leader", "agronomist", "law_lecturer"}
)
"""Whose names of an earlier year nobody knows any more."""
_LESS: Final = {"collective_income": 40, "cooperative_households": 60, "medical_insured": 98, "pension_insured": 92}
"""Per cent of the figure of now in the year of the exit."""
_STILL_POOR: Final = frozenset({"new", "not_exited", "pre_exit", "returned"})
PRACTICE_VILLAGE: Final = DemoVillage("示范村", "510199100209", exit_year=2020, exit_told=True)


def identity_rows(village: DemoVillage) -> Iterator[Row]:
    """The village itself, known before its roster comes."""
    facts: Facts = {
        "name": village.name,
        "code": village.code,
        "township": TOWNSHIP,
        "county": COUNTY,
        "city": CITY,
        "province": PROVINCE,
        "attribute": "exited",
        "traits": ("industry",),
        "exit_year": village.exit_year,
        "supervision_phone": "12317",
        "fonds_name": f"{TOWNSHIP}人民政府",
        "archive_class": "贫困户文件（02）",
        "note": f"{MARK}：人、事、号码均为虚构。",
    }
    yield "village", village.id, facts


def recorder_of(village: DemoVillage) -> str:
    """Who writes the minutes of the village's meetings."""
    return people.full_name(Random(f"{MARK} recorder {village.code}"), people.FEMALE)  # noqa: S311 - reproducible on purpose


def figure_rows(village: DemoVillage, cases: Sequence[CaseFile]) -> Iterator[Row]:
    """The figures of the year; those about poor households are counted, the others fit them."""
    dice = Random(f"{MARK} village {village.code}")  # noqa: S311 - reproducible on purpose
    mine = [case for case in cases if case.household.village == village.id]
    counted = _counted(mine)
    households = len(mine) * 4 + dice.randrange(60, 160)
    registered = households * 3 + dice.randrange(40, 120)
    facts: Facts = {
        "village": village.id,
        "year": YEAR,
        "hamlets": dice.randrange(6, 14),
        "groups": len({case.household.group for case in mine}),
        "households": households,
        "people": registered - dice.randrange(10, 40),
        "registered_people": registered,
        "registered_basis": "上年末户籍年报",
        "minority_people": sum(person.member.ethnic not in {None, "01"} for case in mine for person in case.people),
        "labour": registered * 55 // 100,
        "migrants": registered * 30 // 100,
        "migrants_outside": registered * 14 // 100,
        **counted,
        **_land(dice, households),
        **_services(dice, households, registered),
        **_organisation(dice),
    }
    yield "village_year", derived_id("village_year", village.id, YEAR), facts


def exit_rows(village: DemoVillage, cases: Sequence[CaseFile], now: Facts) -> Iterator[Row]:
    """The figures of the year in which the village left poverty: what the sheet of its exit is judged by.

    Who was still poor at the end of that year is counted from the years in which the households left; the rest were somewhat
    less than the figures `now`.
    """
    if not village.exit_told:
        return
    mine = [case for case in cases if case.household.village == village.id]
    poor = [case for case in mine if isinstance(case.facts.exit_year, int) and case.facts.exit_year > village.exit_year]
    poor = [case for case in poor if (case.household.identified or "9")[:4] <= str(village.exit_year)]
    kept = {key: value for key, value in now.items() if key not in _counted([]) and key not in _OF_NOW}
    facts: Facts = {
        **kept,
        "year": village.exit_year,
        "registered_basis": f"{village.exit_year - 1}年末户籍年报",
        "poor_households": len(poor),
        "poor_people": sum(len(case.people) for case in poor),
        "poor_ordinary": sum(case.facts.attribute == "general" for case in poor),
        "poor_low_income": sum(case.facts.attribute == "low_income" for case in poor),
        "poor_destitute": sum(case.facts.attribute == "destitute" for case in poor),
        "unsafe_water": 0,
        "dangerous_houses": 0,
        "hard_water": 0,
    }
    facts |= {key: share * amount // 100 for key, share in _LESS.items() if isinstance(amount := now[key], int)}
    yield "village_year", derived_id("village_year", village.id, village.exit_year), facts


def _counted(cases: Sequence[CaseFile]) -> Facts:
    poor = [case for case in cases if case.facts.exit_status in _STILL_POOR]
    kinds = [case.facts.attribute for case in poor]
    people_of = [person for case in cases for person in case.people]
    return {
        "poor_households": len(poor),
        "poor_people": sum(len(case.people) for case in poor),
        "poor_ordinary": kinds.count("general"),
        "poor_low_income": kinds.count("low_income"),
        "poor_destitute": kinds.count("destitute"),
        "low_households": sum(case.facts.attribute == "low_income" for case in cases),
        "low_people": sum(person.facts.low_income == "rural" for person in people_of),
        "destitute_people": sum(person.facts.destitute == "rural" for person in people_of),
        "disabled_people": sum("4" in person.facts.health for person in people_of),
        "dangerous_houses": sum(case.facts.dangerous is True for case in cases),
        "unsafe_water": sum(case.facts.water_solved is False for case in cases),
        "hard_water": 0,
    }


def _land(dice: Random, households: int) -> Facts:
    farmland = households * dice.randrange(280, 460)
    return {
        "farmland": farmland,
        "irrigated": farmland * 6 // 10,
        "forest": households * dice.randrange(300, 900),
        "returned": households * dice.randrange(40, 160),
        "orchard": households * dice.randrange(60, 240),
        "grassland": 0,
        "water": dice.randrange(2_000, 9_000),
    }


def _services(dice: Random, households: int, registered: int) -> Facts:
    return {
        "road_to_township": True,
        "road_length": dice.randrange(250, 1_400),
        "unpaved_hamlets": 0,
        "bus": dice.random() < 0.7,
        "production_power": True,
        "living_power": True,
        "broadcast_households": households,
        "broadband": True,
        "primary_schools": dice.randrange(0, 2),
        "clinics": 1,
        "doctors": 1,
        "toilets": dice.randrange(1, 4),
        "refuse_points": dice.randrange(4, 12),
        "reading_rooms": 1,
        "medical_insured": registered * 98 // 100,
        "pension_insured": registered * 61 // 100,
        "cooperatives": dice.randrange(1, 4),
        "cooperative_households": households * 35 // 100,
        "tourism_workers": dice.choice((0, dice.randrange(3, 20))),
        "tourism_income": 0,
        "collective_income": dice.randrange(80_000, 360_000) * YUAN,
    }


def _organisation(dice: Random) -> Facts:
    def name() -> str:
        return people.full_name(dice, people.MALE)

    return {
        "secretary": name(),
        "secretary_phone": people.cadre_phone(9_000 + dice.randrange(900)),
        "director": name(),
        "director_phone": people.cadre_phone(9_000 + dice.randrange(900)),
        "first_secretary": name(),
        "first_secretary_phone": people.cadre_phone(9_999),
        "team_size": 3,
        "team_leader": name(),
        "team_unit": words.UNITS[0][0],
        "leader": name(),
        "agronomist": name(),
        "law_lecturer": name(),
        "exited": True,
        "note": MARK,
    }
