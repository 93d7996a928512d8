# SPDX-License-Identifier: MIT
"""Units, cadres and pairings: about 1.7 cadres per household, one household each, as in the seed's "1+1" (domain.md §1B)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from villagedesk.demo import MARK, people, words
from villagedesk.demo.scene import Facts, Row, Scene, chosen
from villagedesk.store.ids import SeededIds

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECOND: Final = 0.7  # share of households with a second cadre
_FORMER: Final = 0.1  # share of households whose cadre has changed


@dataclass(frozen=True, slots=True)
class Cadre:
    """A made-up cadre as plans and visits name him."""

    id: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Help:
    """Who helps one household, and the rows that say so."""

    current: tuple[Cadre, ...]
    rows: tuple[Row, ...]
    former: Cadre | None = None

    def throughout(self, year: int) -> tuple[Cadre, ...]:
        """Those who helped it from the first day of a year to its last."""
        known = {cadre.id: cadre for cadre in (*self.current, *([self.former] if self.former else []))}
        terms = [facts for entity, _row, facts in self.rows if entity == "pairing"]
        return tuple(
            known[str(facts["cadre"])]
            for facts in terms
            if str(facts["start"]) <= f"{year}-01-01" and str(facts.get("end") or "9") > f"{year}-12-31"
        )


def unit_rows() -> Iterator[Row]:
    """The units, the same in every demo file."""
    for name, level, _post in words.UNITS:
        yield "unit", unit_id(name), {"name": name, "level": level, "note": MARK}


def unit_id(name: str) -> str:
    """The id of a unit, the same in every demo file."""
    return SeededIds(f"{MARK} unit {name}")()


def help_for(scene: Scene, serial: int) -> Help:
    """Cadres and pairings of the household that is the `serial`-th of the township."""
    dice = scene.dice("helpers")
    count = 2 if dice.random() < _SECOND else 1
    cadres = [_cadre(serial * 3 + place) for place in range(count)]
    rows: list[Row] = []
    fresh = scene.ids("pairing")
    former, changed = None, dice.random() < _FORMER
    begun = (
        f"{scene.year - 1}-0{dice.randrange(2, 8)}-01"
        if changed
        else f"{dice.randrange(2016, 2023)}-0{dice.randrange(3, 10)}-01"
    )
    for role, (cadre, facts) in zip(("first", "second"), cadres, strict=False):
        rows.append(("cadre", cadre.id, facts))
        start = begun if role == "first" else f"{dice.randrange(2018, 2025)}-0{dice.randrange(3, 10)}-15"
        rows.append(("pairing", fresh(), _pairing(scene, cadre, role, start)))
    if changed:
        former, facts = _cadre(serial * 3 + 2)
        rows.append(("cadre", former.id, facts))
        ended = _pairing(scene, former, "first", f"{dice.randrange(2016, 2020)}-03-01")
        rows.append(("pairing", fresh(), ended | {"end": begun, "change_reason": "原责任人工作调动"}))
    return Help(tuple(cadre for cadre, _facts in cadres), tuple(rows), former)


def _pairing(scene: Scene, cadre: Cadre, role: str, start: str) -> Facts:
    return {"household": scene.household, "cadre": cadre.id, "role": role, "start": start, "note": MARK}


def _cadre(number: int) -> tuple[Cadre, Facts]:
    dice = Random(f"{MARK} cadre {number}")  # noqa: S311 - reproducible on purpose
    sex = chosen(dice, ((people.MALE, 60), (people.FEMALE, 40)))
    name = people.full_name(dice, sex)
    unit, _level, post = dice.choice(words.UNITS)
    facts: Facts = {
        "name": name,
        "sex": sex,
        "politics": chosen(dice, (("01", 82), ("13", 18))),
        "unit": unit_id(unit),
        "post": post,
        "phone": people.cadre_phone(number),
        "role": "first" if number % 3 != 1 else "second",
        "note": MARK,
    }
    return Cadre(SeededIds(f"{MARK} cadre {number}")(), name, unit), facts
