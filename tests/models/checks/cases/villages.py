# SPDX-License-Identifier: MIT
"""Groups K and L of a village: its figures of the year, its land, its first secretary and its meetings."""

from __future__ import annotations

from tests.models.checks.a_household import around
from tests.models.checks.cases.proof import EQUAL, PRESENT, at, edge, plain
from tests.models.checks.test_gatherings import meeting
from tests.models.checks.test_village import a_village, posted
from villagedesk.models.checks.rounds import Post, Rounds

RATE = "check_l07_rate"
CHAIRED = (Post("v", "清溪村"), Post("v2", "石门村"))


def left(**figures):
    """A village that is out of poverty."""
    return a_village(exited=True, **figures)


def leaving(year, **figures):
    """A village that left in a year, looked at in 2025."""
    return a_village(village={"exit_year": year}, **figures)


def stated(**figures):
    """A village of which the case files count thirty poor households with ninety people."""
    sums = {"poor_households": 30, "poor_people": 90, "households": 400, "people": 1500}
    return a_village(sums=sums, known={"poor_households": 400, "poor_people": 1500}, **figures)


def land(households, whole=5_00):
    return a_village(farmland=whole, sums={"farmland": households})


def secretary(phone):
    posts = (Post("v", "清溪村", "13600001111"), Post("v2", "石门村", phone))
    return a_village(), around(rounds=Rounds(first_secretaries={(2025, "陈建国"): posts}))


def chaired(day):
    return meeting(), around(rounds=Rounds(chairs={(day, "陈建国"): CHAIRED}))


def apart(part, most):
    """A part of the village as large as its whole, and one larger; no other part stands in the way."""
    whole = {"minority_people": 0, "low_people": 0, "disabled_people": 0, "migrants": 0, "migrants_outside": 0}
    return edge(a_village(**{**whole, part: most}), a_village(**{**whole, part: most + 1}))


def poor(**figures):
    """A village with as many poor as inhabitants, all of one kind, and one more of them."""
    base = {"households": 30, "people": 90, "labour": 0, "migrants": 0, "migrants_outside": 0, "low_people": 0,
            "low_households": 0, "disabled_people": 0, "minority_people": 0, **figures}  # fmt: skip
    return a_village(**base)


PROOFS = {
    "L01": at(
        edge(a_village(households=1), a_village(households=0)), edge(a_village(people=1), a_village(people=0)),
        edge(a_village(people=1), a_village(people=None)),
    ),
    "L02": at(
        edge(left(collective_income=1), left(collective_income=0)),
        edge(left(collective_income=1), left(collective_income=None)),
        edge(leaving(2026, collective_income=0), leaving(2025, collective_income=0)),
    ),
    "L03": at(edge(leaving(2026, road_to_township=False), leaving(2025, road_to_township=False))),
    "L04": plain(a_village(clinics=None), a_village(clinics=0), PRESENT),
    "L05": at(
        edge(a_village(unsafe_water=400, dangerous_houses=0), a_village(unsafe_water=401, dangerous_houses=0)),
        edge(a_village(unsafe_water=0, dangerous_houses=400), a_village(unsafe_water=0, dangerous_houses=401)),
        edge(a_village(unsafe_water=200, dangerous_houses=200), a_village(unsafe_water=200, dangerous_houses=201)),
    ),
    "L06": at(
        apart("low_people", 1500), apart("low_households", 400), apart("disabled_people", 1500),
        apart("minority_people", 1500), apart("labour", 1500), apart("migrants", 800),
        edge(a_village(migrants_outside=300), a_village(migrants_outside=301)),
        edge(poor(), poor(people=89)), edge(poor(), poor(households=29)),
        edge(a_village(), a_village(poor_ordinary=21)), edge(a_village(), a_village(poor_ordinary_people=65)),
    ),
    "L07": at(
        edge(left(poor_people=19, registered_people=1000), left(poor_people=20, registered_people=1000), RATE),
        edge(
            leaving(2026, poor_people=20, registered_people=1000), leaving(2025, poor_people=20, registered_people=1000)
        ),
    ),
    "L08": plain(a_village(agronomist=None), a_village(), PRESENT),
    "L09": plain(stated(poor_households=31), stated(), EQUAL),
    "I14": at(
        edge(posted("2025-06-30"), posted("2025-06-29")),
        edge(secretary("13600002222"), secretary("13600001111"), step="another telephone is another person"),
    ),
    "G15": at(edge(land(5_00), land(5_01))),
    "K04": at(
        edge(meeting(date="2025-10-04"), meeting(date="2025-10-03")),
        edge(meeting(date="2025-09-30"), meeting(date="2025-10-01")),
        edge(meeting(date="2025-04-30"), meeting(date="2025-05-01")),
        edge(meeting(date="2025-02-01"), meeting(date="2025-01-31")),
        edge(chaired("2025-03-04"), chaired("2025-03-03"), step="the other meeting was a day later"),
    ),
}  # fmt: skip
