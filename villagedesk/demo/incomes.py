# SPDX-License-Identifier: MIT
"""Incomes of three years. The last one's parts add up to the figure per head that the roster states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.demo import MARK
from villagedesk.demo.scene import YUAN, Facts, Row, Scene
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.income import sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

_GROWTH: Final = ((0, 1.0), (1, 0.91), (2, 0.83))  # years back, share of the last year's net income
_PENSION: Final = 150 * 12 * YUAN
ALLOWANCE: Final = 260 * 12 * YUAN  # of the year, for one person
_DESTITUTE: Final = 850 * 12 * YUAN
_PENSION_AGE: Final = 60


def rows_of(scene: Scene) -> Iterator[Row]:
    """The income of the year and of the two before it."""
    members = scene.case.size
    if not members:
        return
    present = scene.case.income
    stated = present.stated_per_head if present else None
    per_head = stated if isinstance(stated, int) else scene.dice("net").randrange(9_000, 21_000) * YUAN
    for back, share in _GROWTH:
        net = per_head * members if back == 0 else int(per_head * share) // YUAN * YUAN * members
        year = scene.year - back
        facts: Facts = {"household": scene.household, "year": year, **_parts(scene, net, back)}
        yield "income_year", scene.of_year("income_year", year), facts


def _parts(scene: Scene, net: int, back: int) -> Facts:
    """Cells of the national table whose net sum is exactly `net` fen."""
    dice = scene.dice(f"income {back}")
    facts: Facts = {"family_planning": 0, "low_income": 0, "destitute": 0, "note": f"按入户核算。{MARK}"}
    rest = net
    for key, amount in (*_transfers(scene, dice), *_property(scene, dice)):
        taken = min(amount, rest)
        facts[key] = taken
        rest -= taken
    produced = _production(scene, dice, rest)
    cost = produced * dice.randrange(20, 45) // 100 // YUAN * YUAN
    facts |= {"production": produced + cost, "production_cost": cost, **_kinds(produced + cost, cost)}
    rest -= produced
    earning = scene.earners() or scene.workers()
    facts["wages"] = facts["wage_work"] = rest if earning else 0
    if not earning:  # grown-up children who keep house elsewhere support them
        before = facts["other_transfer"]
        facts["other_transfer"] = rest + (before if isinstance(before, int) else 0)
    return facts


def with_allowance(scene: Scene) -> int:
    """For how many members the household is paid the minimum allowance."""
    return min(scene.getting("low_income"), 2)


def _transfers(scene: Scene, dice: Random) -> list[tuple[str, int]]:
    facts = scene.case.facts
    aged = sum((scene.age(person) or 0) >= _PENSION_AGE for person in scene.case.people)
    return [
        ("destitute", _DESTITUTE * scene.getting("destitute")),
        ("low_income", ALLOWANCE * with_allowance(scene)),
        ("pension", _PENSION * aged),
        ("ecology", dice.choice((0, dice.randrange(60, 900) * YUAN)) if facts.forest else 0),
        ("other_transfer", dice.randrange(80, 1_500) * YUAN),
    ]


def _property(scene: Scene, dice: Random) -> list[tuple[str, int]]:
    cooperative = scene.case.facts.cooperative is True
    return [
        ("asset_dividend", dice.randrange(100, 900) * YUAN if cooperative else 0),
        ("other_property", dice.choice((0, dice.randrange(100, 1_600) * YUAN))),
    ]


def _kinds(produced: int, cost: int) -> Facts:
    """What was grown and what was kept; two thirds are crops."""
    crops, crops_cost = produced * 2 // 3 // YUAN * YUAN, cost * 2 // 3 // YUAN * YUAN
    return {
        "crops": crops,
        "livestock": produced - crops,
        "crops_cost": crops_cost,
        "livestock_cost": cost - crops_cost,
    }


def _production(scene: Scene, dice: Random, rest: int) -> int:
    """Net of cost, whole yuan: small where people work elsewhere, nothing without land."""
    land = scene.case.facts.farmland
    if not isinstance(land, int) or not land or rest <= 0:
        return 0
    share = dice.randrange(8, 30) if scene.earners() else dice.randrange(25, 60)
    return min(rest * share // 100, 26_000 * YUAN) // YUAN * YUAN


def per_head_before(scene: Scene, rows: Sequence[Row], departed: int = 0) -> int | None:
    """Net income per head of the year before, from the rows just made; None for an empty household.

    `departed` are those who were still there then.
    """
    wanted = scene.of_year("income_year", scene.year - 1)
    facts = next((facts for _entity, row, facts in rows if row == wanted), None)
    if facts is None:
        return None
    return sums(IncomeYear().having(**facts), scene.case.size + departed).per_head
