# SPDX-License-Identifier: MIT
"""Groups I and J: measures, helpers, visits, and what was given. The day of the checks is 2 March 2026, money is in fen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.models.checks.a_household import a_case, around, helper, person
from tests.models.checks.cases.proof import CODES, at, edge, plain
from tests.models.checks.test_helpers import benefit
from tests.models.checks.test_measures import measure
from villagedesk.models.catalogue.help import Plan
from villagedesk.models.checks.rounds import Rounds

BLANK = {"low_income": "none", "destitute": "none", "work_months": 0, "work_place": "county"}
DAY = "2025-06-01"


def taking(*measures, **facts):
    """One woman, healthy and without help of her own, and the measures of the plan."""
    return a_case(people=(person(**{**BLANK, **facts}),), measures=measures)


def helped(month, **facts):
    return a_case(facts=facts, measures=[measure(helped_since=month)])


def abandoned(month):
    gone = person(left="2025-05-10", leave_reason="death")
    return a_case(people=(), departed=(gone,), measures=[measure(helped_since=month)])


def loan(amount=1_000_00, birth="1974-02-24"):
    return a_case(people=(person(birth=birth),), measures=[measure("finance", "小额信贷", amount=amount)])


def working(months):
    return taking(measure("employment", "务工"), labour="none", work_months=months)


def begun(month):
    return taking(measure("security", "特困供养", status=None, helped_since=month))


def pair(one, other):
    return a_case(helpers=(helper(**one), helper(**{"id": "p2", **other})))


def busy(count):
    return a_case(), around(rounds=Rounds(charges={"c1": count}))


def visited(last, **household):
    return a_case(household=household, visits=[{"date": last, "cadre": "c1"}])


def led(last):
    """Ninety days for a leader; somebody else came to the household in time."""
    both = (helper(), helper("单书记", "c2", role="leader"))
    return a_case(helpers=both, visits=[{"date": last, "cadre": "c2"}, {"date": "2025-12-20", "cadre": "c1"}])


def round_trip(households, villages, at_once=1):
    rounds = Rounds(days={("c1", DAY): (households, villages)}, minutes={("c1", DAY, "9:30"): at_once})
    return a_case(visits=[{"date": DAY, "cadre": "c1", "time": "9:30"}]), around(rounds=rounds)


def twice(day, cadre="c1"):
    return a_case(visits=[{"date": DAY, "cadre": "c1"}, {"date": day, "cadre": cadre}])


def away(day):
    """A visit, and the day on which who made it was on leave."""
    return a_case(visits=[{"date": DAY, "cadre": "c1"}]), around(rounds=Rounds(away=frozenset({("c1", day)})))


def surname(switch):
    return a_case(helpers=(helper("高志强"),)), around(check_i10_surname=switch)


def unplanned(today):
    """Of a household in the running year, which has no plan, on a day of it."""
    case = replace(a_case(), plan=Plan(), plans=())
    return case, replace(around(), today=dt.date.fromisoformat(today))


def due(month):
    return a_case(measures=[measure(due=month, status="running")])


def paid(*amounts):
    given = tuple(benefit(id=f"b{place}", measure="s1", amount=one) for place, one in enumerate(amounts))
    return replace(a_case(measures=[measure(amount=100_00)]), benefits=given)


def lent(day, due):
    return given(benefit(date=day, subcategory="micro_loan", loan_due=due))


def given(*benefits):
    return replace(a_case(), benefits=benefits)


def given_to_the_dead(day):
    gone = person("肖辉", "spouse", left="2025-05-01", leave_reason="death")
    return replace(a_case(departed=(gone,)), benefits=(benefit(date=day, member=gone.member.id),))


def presents(money, day="2025-06-30"):
    first = {"date": "2025-06-02", "gift_money": 50_000, "cadre": "c1"}
    return a_case(visits=[first, {"date": day, "gift_money": money, "cadre": "c1"}])


PROOFS = {
    "I01": plain(
        a_case(causes=["1"], measures=[measure("industry")]), a_case(causes=["1"], measures=[measure("health")]), CODES
    ),
    "I02": at(edge(working(1), working(0)), edge(begun("2026-04"), begun("2026-03"))),
    "I03": at(
        edge(loan(50_000_00), loan(50_000_01), "loan_limit"),
        edge(loan(birth="1960-01-01"), loan(birth="1959-12-31"), "check_i03_age"),
        edge(loan(birth="2007-12-31"), loan(birth="2008-01-01")),
        edge(lent("2025-01-01", "2028-01-01"), lent("2025-01-01", "2028-01-02"), "loan_months"),
        edge(lent("2025-01-01", "2025-01-01"), lent("2025-01-02", "2025-01-01")),
    ),
    "I04": at(
        edge(helped("2014-03"), helped("2014-02")), edge(abandoned("2025-05"), abandoned("2025-06")),
        edge(
            helped("2024-12", exit_status="exited_no_policy", exit_year=2024),
            helped("2025-01", exit_status="exited_no_policy", exit_year=2024),
        ),
    ),
    "I05": at(
        edge(a_case(helpers=(helper(end="2025-12-31"),)), a_case(helpers=(helper(end="2025-12-30"),))),
        edge(a_case(helpers=(helper(start="2025-12-31"),)), a_case(helpers=(helper(start="2026-01-01"),))),
    ),
    "I06": at(
        edge(a_case(helpers=(helper(end="2020-01-01"),)), a_case(helpers=(helper(end="2019-12-31"),))),
        edge(pair({"end": "2022-01-01"}, {"start": "2022-01-01"}), pair({"end": "2022-01-01"}, {"start": "2021-12-31"})),
        edge(
            pair({"start": "2022-01-01"}, {"start": "2021-01-01", "end": "2022-01-01"}),
            pair({"start": "2022-01-01"}, {"start": "2021-01-01", "end": "2022-01-02"}),
        ),
    ),
    "I07": at(edge(busy(5), busy(6), "households_per_helper")),
    "I08": at(
        edge(visited("2025-12-01"), visited("2025-11-30"), "visit_interval"),
        edge(visited("2025-12-24", care_level="yellow"), visited("2025-12-23", care_level="yellow"), "visit_interval"),
        edge(visited("2025-12-30", care_level="red"), visited("2025-12-29", care_level="red"), "visit_interval"),
        edge(led("2025-10-02"), led("2025-10-01"), "visit_interval"),
        edge(a_case(helpers=(helper(start="2025-12-01"),)), a_case(helpers=(helper(start="2025-11-30"),)), "visit_interval"),
    ),
    "I09": at(
        edge(round_trip(4, 2), round_trip(5, 2), "check_i09_households"), edge(round_trip(5, 1), round_trip(5, 2)),
        edge(round_trip(1, 1), round_trip(1, 1, 2)), edge(twice("2025-06-02"), twice(DAY)),
        edge(away("2025-06-02"), away(DAY), step="he was away another day"),
    ),
    "I10": at(
        edge(surname(0), surname(1), "check_i10_surname"),
        edge(a_case(), a_case(helpers=(helper("高凤珍"),)), step="another name"),
    ),
    "I11": at(
        edge(unplanned("2025-03-31"), unplanned("2025-04-01"), "check_i11_month", step="the next day"),
        edge(due("2026-01"), due("2025-12")), edge(due("2026-01"), a_case()),
    ),
    "I12": at(edge(paid(60_00, 40_00), paid(60_00, 39_99)), edge(paid(60_00, 40_00), paid(60_00, 40_01))),
    "J08": at(
        edge(given_to_the_dead("2025-05-01"), given_to_the_dead("2025-05-02")),
        edge(given(benefit()), given(benefit(signed_household=None))),
    ),
    "J09": at(
        edge(given(benefit(), benefit(id="b2", date="2025-07-01")), given(benefit(), benefit(id="b2", date="2025-06-30"))),
        edge(presents(0), presents(1)), edge(presents(50_000, "2025-07-01"), presents(50_000, "2025-06-30")),
    ),
}  # fmt: skip
