# SPDX-License-Identifier: MIT
"""Group F: a year's income. Amounts are in fen; all cells are entered unless the case says otherwise."""

from __future__ import annotations

from dataclasses import replace

from tests.models.checks.a_household import a_case, around, person
from tests.models.checks.cases.proof import EQUAL, PRESENT, at, edge, plain
from villagedesk.models.casefile import Reached
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.catalogue.project import Project, ProjectBeneficiary

ALL = dict.fromkeys(
    ("wages", "production", "production_cost", "asset_dividend", "other_property", "family_planning", "low_income",
     "destitute", "pension", "ecology", "other_transfer", "own_payments"), 0,
)  # fmt: skip
OLD = "check_old_age"


def year(people=None, household=None, facts=None, measures=(), **cells):
    who = people or (person(low_income="none", destitute="none"),)
    return a_case(
        income={**ALL, **cells}, people=who, household=household or {}, facts=facts or {}, measures=measures
    )  # fmt: skip


def then(number, facts=None, household=None, **cells):
    """The same in another year."""
    case = year(facts={"year": number, **(facts or {})}, household=household, **cells)
    return replace(case, year=number, incomes=tuple(one.having(year=number) for one in case.incomes))


def poor(amount, number=2025, **facts):
    return then(number, facts, wages=amount)


def left(number, amount, **cells):
    return then(number, {"exit_status": "exited", "exit_year": number}, wages=amount, **cells)


def identified(number, amount):
    return then(number, household={"identify_year": number}, wages=amount)


def changed(last, now):
    case = year(wages=now)
    return replace(case, incomes=(IncomeYear(id="i0", year=2024, **{**ALL, "wages": last}), *case.incomes))


def old(birth, amount=1_800_00, **facts):
    return year((person(birth=birth, **{"pension": True, "employee_pension": False, **facts}),), pension=amount)


def alike(count):
    return year(wages=9_001_00), replace(around(), same_incomes={"i": count})


def paid_out(began, *, amount=300_00):
    """A dividend, and the year of the project that reaches the household; None for no project."""
    line = ProjectBeneficiary(id="pb", project="pr", household="h", benefit="入股分红")
    project = Project(id="pr", village="v", name="柑橘产业园", year=began)
    return replace(year(asset_dividend=amount), reached=(Reached(line, project),) if began else ())


def round_figures(*amounts):
    return year(**dict(zip(("wages", "production", "production_cost"), amounts, strict=False)))


def booked(**more):
    case = a_case(income={"wages": 100})
    line = IncomeLine(**{"id": "l", "household": "h", "year": 2025, "item": "work", "gross": 100, **more})
    return replace(case, ledger_lines=(line,))


def helped(**cells):
    return year(measures=[{"category": "industry", "status": "running"}], **cells)


def ill(amount):
    return year(facts={"monitor_type": "edge", "risks": ("illness",)}, own_payments=amount)


def wage(birth, amount=100_00):
    return year((person(birth=birth, wage=amount),))


def watched(amount):
    return year(wages=amount), around(monitoring_line=7_000)


def getting(key, amount):
    return year((person(**{"low_income": "none", "destitute": "none", key: "full"}),), **{key: amount})


def family(kind):
    return year(household={"family_types": (kind,)}, family_planning=1)


GREEN = {"returned": 0, "forest": 0, "grassland": 0}
PROOFS = {
    "F01": at(
        edge(year(wages=9_000_00, stated_per_head=9_000_01), year(wages=9_000_00, stated_per_head=9_000_02)),
        edge(year(wages=9_000_00, stated_per_head=8_999_99), year(wages=9_000_00, stated_per_head=8_999_98)),
    ),
    "F02": at(edge(a_case(income={"wages": 100, "wage_work": 100}), a_case(income={"wages": 100, "wage_work": 101}))),
    "F03": at(edge(year(ecology=0), year(ecology=-1))),
    "F04": at(
        edge(year(wages=300_00), year(wages=299_99), "check_f04_low"),
        edge(year(wages=300_000_00), year(wages=300_000_01), "check_f04_high"), edge(year(wages=0), year(wages=1)),
    ),
    "F05": at(
        edge(year(production=1_00, production_cost=1), year(production=1_00, production_cost=0)),
        edge(year(production=0), year(production=1)),
    ),
    "F06": at(edge(year(production=5_00, production_cost=5_00), year(production=5_00, production_cost=5_01))),
    "F07": at(
        edge(poor(4_000_00), poor(3_999_99), "check_f07_low"), edge(left(2018, 3_535_00), left(2018, 3_534_99), "exit_line")
    ),
    "F08": at(edge(watched(7_000_00), watched(6_999_99), "monitoring_line")),
    "F09": at(
        edge(identified(2025, 20_000_00), identified(2025, 20_000_01), "check_f09_high"),
        edge(identified(2018, 7_070_00), identified(2018, 7_070_01), "check_f09_times", "exit_line"),
    ),
    "F10": at(
        edge(year(low_income=200_00), year(low_income=199_99), "check_f10_low_income"),
        edge(year(destitute=200_00), year(destitute=199_99), "check_f10_destitute"),
        edge(year(family_planning=100_00), year(family_planning=99_99), "check_f10_family_planning"),
        edge(year(pension=88_00), year(pension=87_99), "check_f10_pension"), edge(year(pension=0), year(pension=1)),
    ),
    "F11": at(
        edge(old("1965-12-31"), old("1966-01-01"), OLD),
        edge(old("1975-12-31", employee_pension=True), old("1976-01-01", employee_pension=True), "check_f11_employee_age"),
        edge(old("1974-02-24", 0), old("1974-02-24", 1)),
    ),
    "F12": at(
        edge(old("1965-12-01", 0), old("1965-11-30", 0), OLD), edge(old("1960-01-01", 1), old("1960-01-01", 0)),
    ),
    "F13": at(
        edge(year(low_income=0), year(low_income=1)), edge(getting("low_income", 1), getting("low_income", 0)),
        edge(year(destitute=0), year(destitute=1)), edge(getting("destitute", 1), getting("destitute", 0)),
    ),
    "F14": at(
        edge(year(facts=GREEN, ecology=0), year(facts=GREEN, ecology=1)),
        edge(year(facts={**GREEN, "forest": 1}, ecology=1), year(facts=GREEN, ecology=1)),
    ),
    "F15": at(
        edge(year(family_planning=0), year(family_planning=1)),
        edge(family("planned"), family("minority"), step="a planned family and another kind"),
    ),
    "F16": at(
        edge(changed(10_000_00, 15_000_00), changed(10_000_00, 15_000_01), "income_change"),
        edge(changed(10_000_00, 5_000_00), changed(10_000_00, 4_999_99), "income_change"),
    ),
    "F17": at(
        edge(alike(2), alike(3), "check_f17_households"),
        edge(round_figures(9_000_00, 2_000_00, 1_000_01), round_figures(9_000_00, 2_000_00, 1_000_00), "check_f17_round"),
        edge(
            round_figures(9_000_00, 2_000_00, 0), round_figures(9_000_00, 2_000_00, 1_000_00), "check_f17_cells",
            step="two round cells, three round cells",
        ),
    ),
    "F18": at(
        edge(left(2018, 3_534_99), left(2018, 3_535_00), "exit_line"),
        edge(left(2018, 3_570_35), left(2018, 3_570_34), "check_f18_margin"),
    ),
    "F19": at(
        edge(left(2018, 3_000_00, pension=7_000_00), left(2018, 3_000_00, pension=7_000_01), step="70 % and just above"),
        edge(left(2018, 3_000_00, pension=7_000_00), left(2018, 2_999_99, pension=7_000_00), "check_f19_share"),
    ),
    "F20": at(edge(helped(production=1), helped(production=0))),
    "F21": at(edge(paid_out(2025), paid_out(2026)), edge(paid_out(None, amount=0), paid_out(None, amount=1))),
    "F22": plain(booked(), booked(evidence="statement"), PRESENT),
    "F23": at(edge(ill(1), ill(0))),
    "F24": at(edge(wage("2009-12-31"), wage("2010-01-01"), "check_working_age"), edge(wage("2012-01-01", 0), wage("2012-01-01", 1))),
    "F25": plain(booked(gross=99), booked(), EQUAL),
    "F26": at(
        edge(booked(date="2025-09-30"), booked(date="2025-10-01")),
        edge(booked(date="2024-10-01"), booked(date="2024-09-30")),
    ),
}  # fmt: skip
