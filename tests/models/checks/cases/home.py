# SPDX-License-Identifier: MIT
"""Group G: land, house, water, power and road. Areas are in hundredths of a mu or of a square metre."""

from __future__ import annotations

from dataclasses import replace

from tests.models.checks.a_household import a_case, around, person
from tests.models.checks.cases.proof import EQUAL, PRESENT, at, edge, plain

COMPLETE = {
    "exit_status": "not_exited", "farmland": 3_00, "forest": 0, "returned": 0, "orchard": 0, "grassland": 0,
    "water_surface": 0, "irrigated": 0, "road_distance": 0, "road_type": "cement", "water_hard": False,
    "water_safe": True, "water_solved": True, "fuel": "clean", "toilet": True, "living_power": True,
    "broadcasting": True, "house_area": 60_00, "dangerous": False, "house_grade": "A", "cooperative": False,
    "leader_firm": False, "leader_person": False, "relocated": False,
}  # fmt: skip
MOVED = {
    "relocated": True, "settlement_mode": "grouped", "settlement_place": "township", "moved_in": "2019-05",
    "settlement_area": 50_00,
}  # fmt: skip
PEOPLE = (person(), person("肖辉", "spouse"))


def home(causes=(), **facts):
    """Two people of whose home everything is known and right."""
    return a_case(people=PEOPLE, causes=causes, facts={**COMPLETE, **facts})


def moved(**facts):
    return home(**{**MOVED, **facts})


def left(**facts):
    return home(exit_status="exited", **facts)


def farming(area):
    return home(("5",), farmland=area), replace(around(), farmland={("v", 2025): (1_000_00, 500)})


def area(key, most, line):
    return edge(home(**{key: most}), home(**{key: most + 1}), line)


PROOFS = {
    "G01": plain(home(forest=None), home(), PRESENT),
    "G02": at(
        area("farmland", 100_00, "check_g02_farmland"), area("forest", 200_00, "check_g02_forest"),
        area("returned", 200_00, "check_g02_forest"), area("orchard", 200_00, "check_g02_forest"),
        area("grassland", 100_00, "check_g02_grass"), area("water_surface", 100_00, "check_g02_grass"),
        edge(home(farmland=0), home(farmland=-1)),
    ),
    "G03": at(
        edge(home(returned=3, forest=1, grassland=2), home(returned=4, forest=1, grassland=2)),
        edge(home(returned=3, forest=3), home(returned=3, forest=2)),
    ),
    "G04": at(edge(home(irrigated=3_00), home(irrigated=3_01))),
    "G05": at(edge(home(road_distance=5_00), home(road_distance=5_01), "check_g05_distance")),
    "G06": at(
        edge(home(house_area=26_00), home(house_area=25_99), "check_g06_low"),
        edge(home(house_area=200_00), home(house_area=200_01), "check_g06_high"),
        edge(home(no_house=True, house_area=0), home(no_house=True, house_area=1)),
    ),
    "G07": plain(left(dangerous=True), left(), EQUAL),
    "G08": at(
        edge(home(house_grade="B"), home(house_grade="C")),
        edge(home(house_grade="C", dangerous=True), home(house_grade="B", dangerous=True)),
    ),
    "G09": plain(left(water_solved=False), left(), EQUAL),
    "G10": plain(left(living_power=False), left(), EQUAL),
    "G11": plain(home(toilet=None), home(), PRESENT),
    "G12": plain(home(("6",)), home(("6",), water_hard=True), EQUAL),
    "G13": at(edge(farming(4_00), farming(4_01))),
    "G14": at(
        edge(moved(), moved(settlement_area=50_01), "house_red_line"), edge(moved(), moved(settlement_place=None)),
    ),
}  # fmt: skip
