# SPDX-License-Identifier: MIT
"""Builds case files of a fictitious household for tests of rules, and says what the rules found."""

from __future__ import annotations

import datetime as dt
from typing import Any

from villagedesk.models.casefile import CaseFile, Helper, Person
from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.help import Cadre, Measure, Pairing, Plan, Unit, Visit
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.models.checks.rules import Surroundings, Unjudged
from villagedesk.models.completeness import section_of_problem
from villagedesk.models.lines import shipped_values
from villagedesk.models.problem import Problem

TODAY = dt.date(2026, 3, 2)
YEAR = 2025
_RECORDS = {"household": Household, "facts": HouseholdYear, "plan": Plan, "income": IncomeYear}


def around(*, rounds: Any = None, **lines: int | None) -> Surroundings:
    """Surroundings with the shipped lines of the country, some of them set or, with None, taken away."""
    values = {key: value for key, value in shipped_values().items() if key[0] not in lines}
    values |= {(name, "", None): value for name, value in lines.items() if value is not None}
    return Surroundings(TODAY, lines=values, **({"rounds": rounds} if rounds else {}))


def person(name: str = "高凤珍", relation: str = "head", birth: str | None = "1974-02-24", **facts: Any) -> Person:
    """A member, healthy, insured and able to work unless the facts say otherwise; facts of Member go there."""
    own = {key: facts.pop(key) for key in tuple(facts) if key in Member.empty and key != "id"}
    base = {"relation": relation, "labour": "ordinary", "health": ("1",), "medical": True, "education": "junior"}
    member = Member(id=f"m-{name}", household="h", name=name, birth=birth, **own)
    told = MemberYear(id=f"y-{name}", member=member.id, year=YEAR, **{**base, **facts})
    return Person(member, told, (told,))


def a_case(**parts: Any) -> CaseFile:
    """A household in which everything is right, with other facts in some parts.

    Args:
        household, facts, plan: facts of that record.
        income: its cells; nothing was earned of those that are not named.
        people, departed, helpers: as `person` and `helper` make them.
        causes: codes, the main one first.
        measures, visits: facts of each; measures belong to the plan of the year.
    """
    plan = Plan(id="p", household="h", year=YEAR, **parts.pop("plan", {}))
    measures = tuple(
        Measure(**{"id": f"s{place}", "plan": "p", **one}) for place, one in enumerate(parts.pop("measures", ()), 1)
    )
    visits = tuple(
        Visit(**{"id": f"w{place}", "household": "h", **one}) for place, one in enumerate(parts.pop("visits", ()), 1)
    )
    income = parts.pop("income", None)
    ranks = ("main", "other1", "other2")
    causes = [
        Cause(id=f"c-{rank}", rank=rank, code=code) for rank, code in zip(ranks, parts.pop("causes", ()), strict=False)
    ]
    base: dict[str, Any] = {
        "year": YEAR,
        "village": Village(id="v", name="清溪村"),
        "household": Household(
            **{"id": "h", "village": "v", "phone": "13800001111", "identified": "2014-03", **parts.pop("household", {})}
        ),
        "facts": HouseholdYear(
            **{"id": "hy", "household": "h", "year": YEAR, "exit_status": "not_exited", "household_type": "poor", **SAFE,
               **parts.pop("facts", {})}
        ),
        "plan": plan,
        "people": (person(),),
        "helpers": (helper(),),
        "causes": tuple(causes),
        "incomes": (IncomeYear(**{"id": "i", "household": "h", "year": YEAR, **NO_INCOME, **income}),) if income is not None else (),
        "measures": measures,
        "visits": visits,
        "plans": (plan,),
        "all_measures": measures,
        "seen": visits,
    }  # fmt: skip
    return CaseFile(**{**base, **parts})


SAFE = {
    "dangerous": False, "water_solved": True, "living_power": True, "broadcasting": True, "food_secure": True,
    "clothing_secure": True,
}  # fmt: skip


NO_INCOME = {
    "wages": 0, "production": 0, "production_cost": 0, "asset_dividend": 0, "other_property": 0, "family_planning": 0,
    "low_income": 0, "destitute": 0, "pension": 0, "ecology": 0, "other_transfer": 0,
}  # fmt: skip


def helper(name: str = "赵志强", cadre: str = "c1", phone: str | None = "13900002222", **pairing: Any) -> Helper:
    """A cadre who answers for the household since 2020, unless the pairing says otherwise."""
    told = {"id": f"p-{cadre}", "household": "h", "cadre": cadre, "start": "2020-01-01", **pairing}
    return Helper(Pairing(**told), Cadre(id=cadre, name=name, phone=phone), Unit())


def answers(rules: Any, code: str, case: Any, surroundings: Surroundings | None = None) -> list[Problem | Unjudged]:
    """Everything that the rule of that number answers; all of it must bear that number."""
    (rule,) = [rule for rule in rules if rule.code == code]
    found = list(rule.check(case, surroundings or around()))
    assert {one.code for one in found} <= {code}
    assert all(one.remedy and one.row and one.rule for one in found if isinstance(one, Problem))
    return found


def verdict(rules: Any, code: str, case: Any, surroundings: Surroundings | None = None) -> str:
    """The level of the heaviest finding, "?" and the missing fields where it cannot be judged, else "ok"."""
    found = answers(rules, code, case, surroundings)
    problems = [one for one in found if isinstance(one, Problem)]
    if problems:
        levels = {problem.level.value for problem in problems}
        return next(level for level in ("error", "doubt", "hint") if level in levels)
    missing = sorted({f"{one.entity}.{one.key}" for one in found if isinstance(one, Unjudged)})
    return "? " + " ".join(missing) if missing else "ok"


def sentence(rules: Any, code: str, case: Any, surroundings: Surroundings | None = None) -> str:
    """The one finding as a sentence."""
    (found,) = answers(rules, code, case, surroundings)
    return found.text()


def told_by(rules: Any, case: Any, code: str, surroundings: Surroundings) -> list[str]:
    """What a rule says: "field!" where it blocks papers, "field" where it doubts, "field-" where it hints.

    "field?" where it cannot be judged without the field.
    """
    found = []
    for one in answers(rules, code, case, surroundings):
        assert one.code == code
        assert one.field
        assert one.text()
        assert one.row
        if isinstance(one, Unjudged):
            found.append(f"{one.key}?")
        else:
            assert one.remedy
            assert section_of_problem(one)
            found.append(one.key + {"error": "!", "doubt": "", "hint": "-"}[one.level])
    return found
