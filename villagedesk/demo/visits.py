# SPDX-License-Identifier: MIT
"""Visits of the year, told differently for every household and every season. Demo data: the program itself never makes any."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from villagedesk.demo import MARK, sayings
from villagedesk.demo.scene import YUAN, Facts, Row, Scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from villagedesk.demo.cadres import Cadre

FEWEST, MOST = 7, 16
_GIFT_MONTHS: Final = (1, 2)
_APART: Final = (24, 30)  # days between two visits: each month, as the line for households with a blue light asks
_FORGOTTEN: Final = 0.1  # share of households that nobody visited any more from some day of the autumn on
_RAISING: Final = 0.4  # share of visits at which the household has something to ask


def rows_of(scene: Scene, helpers: Sequence[Cadre]) -> Iterator[Row]:
    """A visit each month from the beginning of the year to the last day that is told; some were forgotten."""
    dice = scene.dice("visits")
    fresh = scene.ids("visit")
    people = _People(scene, dice)
    dates = _dates(dice, scene.last_day)
    raised = _wishes(dice, people)
    for place, date in enumerate(dates):
        following = (
            dates[place + 1] if place + 1 < len(dates) else scene.last_day + dt.timedelta(days=dice.randrange(10, 40))
        )
        wish = raised.pop() if raised and dice.random() < _RAISING else (sayings.NOTHING_RAISED, None)
        facts = _visit(scene, people, dice.choice(helpers), (date, following))
        yield "visit", fresh(), facts | people.answer(wish)


class _People:
    """The members as visits speak of them, and the dice that choose among them."""

    def __init__(self, scene: Scene, dice: Random) -> None:
        named = [person for person in scene.case.people if person.name]
        self.dice = dice
        self.head = scene.case.head_name or "户主"
        self.adults = [person.name for person in named if (scene.age(person) or 0) >= 18] or [self.head]
        self.aged = any((scene.age(person) or 0) >= 65 for person in named)
        self.names = {
            "worker": [person.name for person in scene.earners() or scene.workers()],
            "ill": [person.name for person in scene.with_health("2", "3")],
            "pupil": [person.name for person in scene.pupils()],
        }

    def can_say(self, text: str) -> bool:
        """Whether there is somebody for every person the sentence speaks of."""
        return all(names for role, names in self.names.items() if f"{{{role}}}" in text)

    def say(self, text: str) -> str:
        """The sentence with names in it."""
        return text.format(**{role: self.dice.choice(names) for role, names in self.names.items() if names})

    def season(self, month: int) -> str:
        """What one looks at in that month."""
        for first, last, texts, with_pupil, with_aged in sayings.SEASONS:
            if first <= month <= last:
                fitting = [*texts, *([with_pupil] if self.names["pupil"] else ()), *([with_aged] if self.aged else ())]
                return str(self.dice.choice(fitting))
        raise ValueError(f"no season for month {month}")

    def answer(self, wish: tuple[str, str | None]) -> Facts:
        """What the household raised and what was done about it."""
        text, done = wish
        return {"problems": self.say(text), "help_given": done or self.dice.choice(sayings.SMALL_HELP)}


def _dates(dice: Random, last_day: dt.date) -> list[dt.date]:
    """Days of visits, ascending, some time apart."""
    last = dt.date(last_day.year, dice.choice((9, 10, 11)), 15) if dice.random() < _FORGOTTEN else last_day
    day = dt.date(last_day.year, 1, 1) + dt.timedelta(days=dice.randrange(5, 28))
    found = []
    while day <= last:
        found.append(day)
        day += dt.timedelta(days=dice.randint(*_APART))
    return found


def _wishes(dice: Random, people: _People) -> list[tuple[str, str | None]]:
    """What this household could ask for, in an order of its own."""
    wishes: list[tuple[str, str | None]] = [
        (text, done) for text, done in sayings.RAISED.items() if people.can_say(text)
    ]
    dice.shuffle(wishes)
    return wishes


def _visit(scene: Scene, people: _People, cadre: Cadre, dates: tuple[dt.date, dt.date]) -> Facts:
    date, following = dates
    dice = people.dice
    kind = dice.choice(_kinds(scene, people))
    told = people.say(dice.choice([text for text in sayings.CHANGES[kind] if people.can_say(text)]))
    facts: Facts = {
        "household": scene.household,
        "date": date.isoformat(),
        "cadre": cadre.id,
        "visitors": cadre.name if dice.random() < 0.7 else f"{cadre.name}、驻村工作队",
        "unit": cadre.unit,
        "received_by": people.head if dice.random() < 0.75 else dice.choice(people.adults),
        "change_kinds": (sayings.CHANGE_CODES.get(kind, kind),),
        "changes": f"{people.season(date.month)}。{told}。",
        "policies": dice.choice(sayings.POLICIES),
        "next_date": following.isoformat(),
        "paper_signed": dice.random() < 0.9,
        "note": MARK,
    }
    if date.month in _GIFT_MONTHS:
        facts |= {"gifts": "大米10公斤、食用油5升", "gift_money": dice.choice((0, 200, 300, 500)) * YUAN}
    return facts


def _kinds(scene: Scene, people: _People) -> list[str]:
    kinds = ["none", "none", "housing", "water"]
    if people.names["ill"]:
        kinds += ["health", "health"]
    if people.names["pupil"]:
        kinds += ["school"]
    if scene.earners():
        kinds += ["work", "income"]
    if scene.case.facts.farmland:
        kinds += ["farm"]
    return kinds
