# SPDX-License-Identifier: MIT
"""Group H, first part: identification, exit, falling back, and causes that do not fit. Money is in fen, the year is 2025."""

from __future__ import annotations

from dataclasses import replace

from tests.models.checks.a_household import a_case, around, person
from tests.models.checks.cases.proof import CODES, at, edge, plain
from tests.models.checks.test_procedures import EXIT, exit_case, without

IN_SICHUAN = around(exit_line=4_000)


def left(year, *, household=None, **facts):
    """Out of poverty since a year, identified in 2014."""
    return a_case(
        facts={"exit_status": "exited", "exit_year": year, **facts},
        household={"identify_year": 2014, "plan_exit_year": 2020, **(household or {})},
    )


def leaving(wages=1_200_000, people=None, **facts):
    """Leaves poverty in the year of the case file, with everything that the standard asks for."""
    case = a_case(
        facts={"exit_status": "exited", "exit_year": 2025, **facts}, people=people or (person(),), income={"wages": wages}
    )  # fmt: skip
    return case, IN_SICHUAN


def with_child(birth, **facts):
    child = person("高磊", "son", birth, **{"labour": "none", "education": None, "school": "none", **facts})
    return leaving(people=(person(), child))


def in_year(year):
    """Out of poverty in that year, and no procedure is kept."""
    return replace(a_case(facts={"year": year, "exit_status": "exited", "exit_year": year}), year=year)


def returned(year=2020, cause="1", left_in=2020):
    return a_case(
        facts={"exit_status": "returned", "return_year": year, "return_cause": cause, "exit_year": left_in}
    )  # fmt: skip


def family(*labours, causes=("8",), facts=None):
    names = ("高凤珍", "肖辉", "高磊", "陈芳")
    people = (
        person(name, "other" if place else "head", labour=labour)
        for place, (name, labour) in enumerate(zip(names, labours, strict=False))
    )
    return a_case(causes=causes, people=tuple(people), facts=facts or {})


def at_risk(*labours, **facts):
    """Monitored because it lacks people who can work."""
    return family(*labours, causes=(), facts={"monitor_type": "edge", "risks": ("labour",), **facts})


PROOFS = {
    "H01": at(edge(left(2014), left(2013)), edge(left(2014), left(2014, household={"identify_year": 2015}))),
    "H02": at(
        edge(leaving(4_000_01), leaving(4_000_00), "exit_line"),
        edge(with_child("2019-09-02"), with_child("2019-09-01"), "check_c03_from", "school_day"),
        edge(with_child("2009-09-01"), with_child("2009-09-02"), "check_c03_to", "school_day"),
        edge(leaving(house_grade="B"), leaving(house_grade="C")),
    ),
    "H03": at(
        edge(exit_case(), exit_case(without(EXIT, "announce"))), edge(in_year(2013), in_year(2014)),
        edge(in_year(2021), in_year(2020)),
    ),
    "H04": at(edge(left(2020), left(2019)), edge(left(2020), left(2021)), edge(left(2019, note="提前"), left(2019))),
    "H05": at(
        edge(returned(2020), returned(2019)), edge(returned(), returned(None)), edge(returned(), returned(cause=None))
    ),
    "H06": at(
        edge(family("ordinary", "none", "none"), family("ordinary", "none"), "check_h06_share"),
        edge(at_risk("weak", "lost", "none"), at_risk("weak", "lost"), "check_h06_share"),
    ),
    "H07": plain(family("none", "lost", causes=("7",)), family("none", "weak", causes=("7",)), CODES),
}  # fmt: skip
