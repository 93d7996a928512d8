# SPDX-License-Identifier: MIT
"""What the households of each village add up to in a year, for the checks of the village's own figures.

Each sum has the name of the field of `village_year` that it stands beside. One pass over the households and one over the
members, whatever the number of villages.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.household import NEVER_POOR
from villagedesk.store.population import FROM_HOUSEHOLDS, FROM_PEOPLE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from villagedesk.store.store import Store

Sums = dict[str, dict[str, int]]  # village → field of village_year → number

_POOR: Final = "y.exit_status IN ('new', 'not_exited', 'pre_exit', 'returned')"
# Who was never poor by their kind is asked neither for a status nor for an attribute: that they do not count is known.
_NEVER: Final = "CASE WHEN y.household_type IN ({kinds}) THEN 0 END".format(
    kinds=", ".join(f"'{code}'" for code in NEVER_POOR)
)
_STATUS, _ATTRIBUTE = f"coalesce(y.exit_status, {_NEVER})", f"coalesce(y.attribute, {_NEVER})"
_ATTRIBUTES: Final = {
    "poor_ordinary": "('general')",
    "poor_low_income": "('low_income', 'low_income_2014', 'low_destitute')",
    "poor_destitute": "('destitute')",
}
_LAND: Final = {
    "farmland": "farmland", "irrigated": "irrigated", "forest": "forest", "returned": "returned", "orchard": "orchard",
    "grassland": "grassland", "water": "water_surface",
}  # fmt: skip
# Field of village_year → (condition that is counted, fact that must be known for it) of a household, and of a member.
_HOUSEHOLDS: Final = {
    "households": ("1", "1"),
    "poor_households": (_POOR, _STATUS),
    **{key: (f"{_POOR} AND y.attribute IN {codes}", _ATTRIBUTE) for key, codes in _ATTRIBUTES.items()},
    "dangerous_houses": ("y.dangerous = 1", "y.dangerous"),
    "unsafe_water": ("y.water_solved = 0", "y.water_solved"),
    "hard_water": ("y.water_hard = 1", "y.water_hard"),
    "broadcast_households": ("y.broadcasting = 1", "y.broadcasting"),
    "cooperative_households": ("y.cooperative = 1", "y.cooperative"),
}
_MEMBERS: Final = {
    "people": ("1", "1"),
    "minority_people": ("m.ethnic <> '01'", "m.ethnic"),
    "labour": ("f.labour IN ('ordinary', 'skilled', 'weak')", "f.labour"),
    "migrants": ("f.work_months > 0 AND f.work_place <> 'township'", "f.work_months"),
    "migrants_outside": ("f.work_months > 0 AND f.work_place = 'outside'", "f.work_months"),
    "poor_people": (_POOR, _STATUS),
    **{f"{key}_people": (f"{_POOR} AND y.attribute IN {codes}", _ATTRIBUTE) for key, codes in _ATTRIBUTES.items()},
    "low_people": ("f.low_income <> 'none'", "f.low_income"),
    "destitute_people": ("f.destitute <> 'none'", "f.destitute"),
    "disabled_people": ("instr(f.health, '4') > 0", "f.health"),
    "medical_insured": ("f.medical = 1", "f.medical"),
    "pension_insured": ("f.pension = 1", "f.pension"),
}

_ENTITIES: Final = {
    "h": "household", "e": "household", "y": "household_year", "m": "member", "f": "member_year", "c": "member_change",
    "o": "member_change", "t": "household_change",
}  # fmt: skip
PAYEES: Final = {"member": ("name", "left", "leave_reason"), "household": ("ended",)}
"""What villages know of the members and households that they paid."""


@cache
def known_fields() -> Mapping[str, frozenset[str]]:
    """Entity → all that villages know of it: the fields that the queries of these sums name, and what they know of payees."""
    told = [f"{counts} {fact}" for counts, fact in (*_HOUSEHOLDS.values(), *_MEMBERS.values())]
    told += [FROM_HOUSEHOLDS, FROM_PEOPLE, *(f"y.{column}" for column in _LAND.values())]
    found = {entity: set(PAYEES.get(entity, ())) for entity in _ENTITIES.values()}
    for alias, field in re.findall(r'\b([a-z])\."?(\w+)', " ".join(told)):
        if alias in _ENTITIES:
            found[_ENTITIES[alias]].add(field)
    return {entity: frozenset(fields) for entity, fields in found.items()}


def sums(store: Store, year: int, villages: Collection[str] | None = None) -> tuple[Sums, Sums]:
    """Village → field of `village_year` → what its households add up to; and of how many of them the fact is known.

    Of all villages, or of these (ids). Who is counted: `population`. A number of land is in hundredths of a mu.
    """
    here = "l.village IS NOT NULL"
    if villages is not None:
        here = "l.village IN (SELECT value FROM json_each(?))"
    given = (year, f"{year}-12-31", *(() if villages is None else (json.dumps(sorted(villages)),)))
    columns = [(key, f"sum({counts})", f"count({fact})") for key, (counts, fact) in _HOUSEHOLDS.items()]
    columns += [(key, f"sum(y.{column})", f"count(y.{column})") for key, column in _LAND.items()]
    people = [(key, f"sum({counts})", f"count({fact})") for key, (counts, fact) in _MEMBERS.items()]
    found: Sums = {}
    known: Sums = {}
    _gather(store, columns, found, known, f"{FROM_HOUSEHOLDS} AND {here}", given)
    _gather(store, people, found, known, f"{FROM_PEOPLE} AND {here}", given)
    return found, known


def _gather(
    store: Store, columns: list[tuple[str, str, str]], found: Sums, known: Sums, rest: str, given: tuple[int | str, ...]
) -> None:
    wanted = ", ".join(f"{total}, {count}" for _key, total, count in columns)
    for village, *numbers in store.query(f"SELECT l.village, {wanted} {rest} GROUP BY l.village", given):
        for place, (key, _total, _count) in enumerate(columns):
            found.setdefault(village, {})[key] = numbers[2 * place] or 0
            known.setdefault(village, {})[key] = numbers[2 * place + 1]
