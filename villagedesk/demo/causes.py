# SPDX-License-Identifier: MIT
"""Causes of poverty with their story, and the plan whose measures answer them (each cause has a measure, domain.md §4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.demo import MARK, YEAR, incomes, sayings
from villagedesk.demo.measures import ALLOWANCES, RECIPES, Recipe
from villagedesk.demo.scene import YUAN, Facts, Row, Scene, chosen
from villagedesk.models.measures import find_measure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from random import Random

    from villagedesk.demo.cadres import Cadre
    from villagedesk.models.casefile import Person

_RANKS: Final = ("main", "other1", "other2")
_COMMON: Final = (("7", 30), ("9", 30), ("8", 16), ("5", 8), ("10", 6), ("11", 6), ("4", 4))
_STATUS: Final = (("done", 90), ("running", 6), ("adjusted", 3), ("planned", 1))  # the year is at its end
COMPULSORY: Final = frozenset({"primary", "g7", "g8", "g9"})
VOCATIONAL: Final = ("vocational", "higher", "technician")  # beginnings of codes of the list 在校生状况
_HIGHER: Final = ("higher", "bachelor", "master")
_ALL_YEAR: Final = ("12个月", "全年", "每月")  # quantities of what is done to the end of the year
_POST: Final = "public_post"
_TOO_OLD: Final = 65  # for a post
_CAUSES_PER_HOUSEHOLD: Final = (1, 2, 2, 2, 3, 3)
MEASURES: Final = (2, 4)


def codes_of(scene: Scene) -> list[str]:
    """The causes, the main one first: what the roster says, then what goes with the people."""
    dice = scene.dice("causes")
    main = scene.case.cause("main")
    codes = [main.code] if main and main.code else []
    fitting = [code for code, there in (
        ("1", scene.with_health("2", "3")), ("2", scene.with_health("4")), ("3", scene.pupils()), ("8", len(scene.workers()) < 2)
    ) if there]  # fmt: skip
    wanted = dice.choice(_CAUSES_PER_HOUSEHOLD)
    while len(codes) < wanted:
        code = dice.choice(fitting) if fitting and dice.random() < 0.7 else chosen(dice, _COMMON)
        fitting = [one for one in fitting if one != code]
        if code not in codes:
            codes.append(code)
    return codes


def cause_rows(scene: Scene, codes: Sequence[str]) -> Iterator[Row]:
    """The causes with who, what and since when."""
    dice = scene.dice("cause stories")
    for rank, code in zip(_RANKS, codes, strict=False):
        who = _concerned(scene, code)
        name = dice.choice(who).name if who else scene.case.head_name or "户主"
        since = (scene.case.household.identified or "2014")[:4]
        stories = sayings.ABOUT_CAUSE[code] if who or code not in sayings.CAUSE_PAST else sayings.CAUSE_PAST[code]
        story = dice.choice(stories)
        told = story.format(who=name, year=since, **_figures(scene, dice))
        facts: Facts = {
            "household": scene.household,
            "year": scene.year,
            "rank": rank,
            "code": code,
            "note": f"{told}。（{MARK}）",
            "evidence": sayings.EVIDENCE[code],
            "concerned": name,
            "need": sayings.NEEDS[code],
            "response": RECIPES[code][0].content,
        }
        yield "cause", scene.of_year("cause", scene.year, rank), facts


def _figures(scene: Scene, dice: Random) -> dict[str, object]:
    """Figures that stories mention: yuan, 亩, 公里, people."""
    land = scene.case.facts.farmland
    return {
        "cost": dice.randrange(12, 90) * 100,
        "total": dice.randrange(12, 80) * 1000,
        "mu": f"{(land if isinstance(land, int) else 0) / 100:g}",
        "km": dice.randrange(2, 30) / 10,
        "size": scene.case.size,
        "able": max(1, len(scene.workers())),
    }


def _concerned(scene: Scene, code: str) -> list[Person]:
    match code:
        case "1":
            return scene.with_health("2", "3")
        case "2":
            return scene.with_health("4")
        case "3":
            return scene.pupils()
        case _:
            return scene.workers()[:1]


def plan_rows(
    scene: Scene,
    codes: Sequence[str],
    helpers: Sequence[Cadre],
    last_year: int | None,
    but: Collection[str] = (),
) -> Iterator[Row]:
    """The plan of the year and its measures; the target is last year's income per head (fen) and what is to be gained.

    `but` are contents of measures that are not taken.
    """
    dice = scene.dice("plan")
    plan = scene.of_year("plan")
    recipes = _recipes(scene, dice, codes, but)
    measures = [_measure(scene, dice, (plan, place + 1), recipe, helpers) for place, recipe in enumerate(recipes)]
    gained = _sum(measures, "expected_gain")
    all_done = all(facts["status"] == "done" for facts in measures)
    finished = (dice.random() < 0.5 or scene.year < YEAR) and all_done  # the working year is not over yet
    base = last_year or 10_000 * YUAN
    facts: Facts = {
        "household": scene.household,
        "year": scene.year,
        "made_on": f"{scene.year}-0{dice.randrange(1, 4)}-{dice.randrange(10, 28)}",
        "wish": dice.choice(sayings.WISHES),
        "target": (base + max(gained // max(1, scene.case.size), base * 6 // 100)) // (100 * YUAN) * 100 * YUAN,
        "adjustment": dice.choice(sayings.ADJUSTMENTS),
        "result": dice.choice(sayings.RESULTS) if finished else None,
        "actual_gain": _sum(measures, "actual_gain") if finished else None,
        "note": MARK,
    }
    yield "plan", plan, facts
    _at_mid_year(scene, facts, measures)
    for measure in measures:
        measure |= {
            "signed_household": True,
            "signed_on": f"{scene.year}-06-15" if measure.get("stage") else facts["made_on"],
        }
    fresh = scene.ids("measure")
    for measure in measures:
        yield "measure", fresh(), measure


def _at_mid_year(scene: Scene, plan: Facts, measures: list[Facts]) -> None:
    """Where the plan was adjusted, its last measure came with the adjustment."""
    if len(measures) > 1 and plan["adjustment"] != sayings.ADJUSTMENTS[0]:
        measures[-1] |= {"stage": "mid_year", "adjusted": f"{plan['adjustment']}，6月起增加本项"}


def _recipes(scene: Scene, dice: Random, codes: Sequence[str], but: Collection[str]) -> list[tuple[str, Recipe]]:
    """Two to four measures, at least one against each cause, none twice, each for somebody it fits."""
    there = fits(scene)
    owed = [one for one in ALLOWANCES if one.needs in there]
    found = [(next((code for code in codes if one in RECIPES[code]), codes[0]), one) for one in owed]
    wanted = max(len(codes) + len(owed), dice.randint(*MEASURES))
    for code in (*codes, *dice.choices(codes, k=wanted * 3)):
        used = {*but, *(recipe.content for _code, recipe in found)}
        if any(recipe.category == _POST for _code, recipe in found):  # no household is given two
            used |= {one.content for one in RECIPES[code] if one.category == _POST}
        open_to = [one for one in RECIPES[code] if one.content not in used and (not one.needs or one.needs in there)]
        if open_to and len(found) < wanted:
            found.append((code, dice.choice(open_to)))
    return found


def fits(scene: Scene) -> set[str]:
    """What is true of a household, in the words of `Recipe.needs`."""
    facts = {
        "disabled": scene.with_health("4"),
        "ill": scene.with_health("2", "3"),
        "worker": scene.workers(),
        "home": at_home(scene),
        "allowance": scene.getting("low_income"),
        "support": scene.getting("destitute"),
        "pupil": with_school(scene, COMPULSORY),
        "vocational": with_school(scene, VOCATIONAL),
        "student": with_school(scene, _HIGHER),
    }
    return {name for name, true in facts.items() if true}


def at_home(scene: Scene) -> list[Person]:
    """Who may hold a post of the village: able to work, not too old, and not at work outside the county; the idle first."""
    found = [
        one
        for one in scene.workers()
        if one.facts.work_place not in {"province", "outside"} and (scene.age(one) or _TOO_OLD) < _TOO_OLD
    ]
    return sorted(found, key=lambda one: one.facts.work_months or 0 if isinstance(one.facts.work_months, int) else 0)


def with_school(scene: Scene, schools: Iterable[str]) -> list[Person]:
    """The pupils whose school (code of the list 在校生状况) begins with one of these."""
    return [one for one in scene.pupils() if str(one.facts.school).startswith(tuple(schools))]


def _measure(
    scene: Scene, dice: Random, where: tuple[str, int], chosen_recipe: tuple[str, Recipe], helpers: Sequence[Cadre]
) -> Facts:
    plan, position = where
    code, recipe = chosen_recipe
    helper = dice.choice(helpers)
    money = _amount(dice, recipe.money)
    if recipe.source == "loan":
        money = money // (1_000 * YUAN) * (1_000 * YUAN)  # no bank lends odd sums
    gain = money if recipe.gain == recipe.money else _amount(dice, recipe.gain)  # an allowance gains what it pays
    quantity = recipe.quantity
    if recipe.needs == "allowance":
        people = incomes.with_allowance(scene)
        money = gain = people * incomes.ALLOWANCE
        quantity = f"{people}人，全年"
    status = chosen(dice, _STATUS)
    if recipe in ALLOWANCES or scene.year < YEAR:  # whoever has it by the facts of the year has been paid it
        status = "done"
    classed = find_measure(recipe.subcategory, scene.year)
    facts: Facts = {
        "plan": plan,
        "position": position,
        "category": recipe.category,
        "subcategory": classed.subcategory or None,
        "item": classed.item or None,
        "content": recipe.content,
        "cause": code,
        "quantity": quantity,
        "amount": money or None,
        "source": recipe.source if money else None,
        "responsible_unit": recipe.unit or helper.unit,
        "responsible": helper.name,
        "due": f"{scene.year}-{dice.choice(('06', '09', '10', '12')) if status == 'done' else '12'}",
        "expected_gain": gain or None,  # some measures are not meant to earn anything
        "status": status,
        "note": MARK,
    }
    if status == "done":
        facts["done_on"] = f"{scene.year}-{dice.randrange(4, 11):02d}-{dice.randrange(1, 28):02d}"
        if recipe.quantity.endswith(_ALL_YEAR) or recipe.quantity.startswith(_ALL_YEAR):
            facts |= {"due": f"{scene.year}-12", "done_on": f"{scene.year}-12-{str(facts['done_on'])[8:]}"}
        facts["actual_gain"] = gain * dice.randrange(85, 118) // (100 * 10 * YUAN) * 10 * YUAN if gain else None
    return facts


def _sum(measures: Sequence[Facts], key: str) -> int:
    return sum(amount for facts in measures if isinstance(amount := facts.get(key), int))


def _amount(dice: Random, yuan: tuple[int, int]) -> int:
    """Fen, in steps of ten yuan."""
    low, high = yuan
    return dice.randint(low // 10, high // 10) * 10 * YUAN
