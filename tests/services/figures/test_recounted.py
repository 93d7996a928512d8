# SPDX-License-Identifier: MIT
"""Central tables of random townships, counted a second time from the plain rows of the file (`recounting`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.services.figures.recounting import World
from tests.services.figures.recounts import RECOUNTED, compare
from villagedesk.store.rollups import Where

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from villagedesk.store.door import Change
    from villagedesk.store.store import Store

YEAR = 2025
_YEARS = (YEAR - 1, YEAR)
_VILLAGES = ("v1", "v2")
_CADRES = ("c1", "c2", "c3")


def _optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def _some(**facts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({key: _optional(values) for key, values in facts.items()})


_codes = st.sampled_from
_money = st.integers(0, 30_000_00)
_days = st.builds(
    lambda year, month, day: f"{year}-{month:02d}-{day:02d}", _codes(_YEARS), st.integers(1, 12), st.integers(1, 28)
)
_STAYS = st.fixed_dictionaries(
    {
        "birth": _optional(
            _codes(["1950-01-01", "1980-12-31", "2009-06-01", "2019-03-03", "2024-11-11", "2025-10-10"])
        ),
        "joined": _codes([None, None, "2024-05-01", "2025-10-05"]),
        "left": _codes([None, None, None, "2024-06-30", "2025-12-31"]),
        "counted": _codes([None, True, True, False]),
        "sex": _optional(_codes(["1", "2"])),
    }
)
_PERSON_YEAR = _some(labour=_codes(["ordinary", "skilled", "weak", "none"]), work_months=st.integers(0, 12))
_HOME_YEAR = _some(
    attribute=_codes(["general", "low_income"]),
    exit_status=_codes(["exited", "not_exited", "cancelled"]),
    household_type=_codes(["exited", "unstable", "edge", "ordinary"]),
    farmland=st.integers(0, 900),
    forest=st.integers(0, 900),
)
_INCOME = _some(
    wages=_money, production=_money, production_cost=st.integers(0, 4_000_00), asset_dividend=_money, pension=_money,
    other_transfer=_money,
)  # fmt: skip
_MEASURE = _some(
    category=_codes(["industry", "health", "education"]), status=_codes(["done", "running", "dropped"]),
    source=_codes(["special", "loan"]), amount=_money,
)  # fmt: skip
_BENEFIT = st.fixed_dictionaries(
    {
        "date": _days,
        "category": _codes(["industry", "finance", None]),
        "subcategory": _codes(["micro_loan", None]),
        "amount": _optional(_money),
        "loan_due": _optional(_days),
        "loan_repaid": _optional(_days),
        "named": st.booleans(),
    }
)
_VISIT = st.fixed_dictionaries(
    {
        "date": _days,
        "cadre": _optional(_codes(_CADRES)),
        "visitors": _codes([None, "王一", "王一、李二", "王一、李二、张三"]),
    }
)
_PAIRING = st.fixed_dictionaries(
    {
        "cadre": _codes(_CADRES),
        "role": _optional(_codes(["first", "second"])),
        "start": _optional(_days),
        "end": _codes([None, None, "2024-08-08", "2025-12-31"]),
    }
)
_WATCHED = st.fixed_dictionaries(
    {"kind": _codes(["unstable", "edge"]), "confirmed_on": _optional(_days), "removed_on": _optional(_days)}
)
_HOUSEHOLD = st.fixed_dictionaries(
    {
        "village": _codes(_VILLAGES),
        "group": _optional(_codes(["1组", "2组"])),
        "identify_year": _codes([None, 2014, 2024, 2025, 2026]),
        "ended": _codes([None, None, None, "2024-03-03", "2025-12-31"]),
        "years": st.tuples(_optional(_HOME_YEAR), _optional(_HOME_YEAR)),
        "incomes": st.tuples(_optional(_INCOME), _optional(_INCOME)),
        "causes": st.dictionaries(_codes(["main", "other1"]), _codes(["1", "2", "99"])),
        "people": st.lists(st.tuples(_STAYS, _optional(_PERSON_YEAR)), max_size=4),
        "measures": st.lists(st.tuples(_codes(_YEARS), _MEASURE), max_size=3),
        "benefits": st.lists(_BENEFIT, max_size=3),
        "visits": st.lists(_VISIT, max_size=3),
        "pairings": st.lists(_PAIRING, max_size=2, unique_by=lambda one: (one["cadre"], one["role"])),
        "watched": st.lists(_WATCHED, max_size=2),
    }
)


def _fill(store: Store, township: list[dict[str, Any]]) -> None:
    with store.change("登记") as change:
        for village in _VILLAGES:
            change.put("village", village, {"name": village})
        change.put("unit", "u1", {"name": "县委办", "level": "county"})
        for cadre, unit in zip(_CADRES, ("u1", "u1", None), strict=True):
            change.put("cadre", cadre, {"name": cadre, "unit": unit})
        for number, one in enumerate(township):
            _household(change, f"h{number}", one)
            _events(change, f"h{number}", one)


def _household(change: Change, row: str, one: dict[str, Any]) -> None:
    change.put("household", row, {key: one[key] for key in ("village", "group", "identify_year", "ended")})
    same: dict[str, Any] = {"household": row}
    for year, facts, earned in zip(_YEARS, one["years"], one["incomes"], strict=True):
        if facts is not None:
            change.put("household_year", f"y{row}{year}", {**same, "year": year, **facts})
        if earned is not None:
            change.put("income_year", f"i{row}{year}", {**same, "year": year, **earned})
        change.put("plan", f"p{row}{year}", {**same, "year": year})
    for rank, code in one["causes"].items():
        change.put("cause", f"c{row}{rank}", {**same, "year": YEAR, "rank": rank, "code": code})
    for place, (stay, facts) in enumerate(one["people"]):
        who = f"m{row}-{place}"
        left = min((day for day in (stay["left"], one["ended"]) if day), default=None)
        change.put("member", who, {**same, "name": "张三", **stay, "left": left})
        if facts is not None:
            change.put("member_year", f"f{who}", {"member": who, "year": YEAR, **facts})


def _events(change: Change, row: str, one: dict[str, Any]) -> None:
    same: dict[str, Any] = {"household": row}
    for place, (year, facts) in enumerate(one["measures"]):
        change.put("measure", f"e{row}-{place}", {"plan": f"p{row}{year}", **facts})
    for place, facts in enumerate(one["benefits"]):
        whose = f"m{row}-0" if facts.pop("named") and one["people"] else None
        change.put("benefit", f"b{row}-{place}", {**same, "member": whose, **facts})
    for entity in ("visit", "pairing"):
        for place, facts in enumerate(one[f"{entity}s"]):
            change.put(entity, f"{entity}{row}-{place}", {**same, **facts})
    for turn, facts in enumerate(one["watched"]):
        change.put("monitoring", f"w{row}-{turn}", {**same, "turn": turn + 1, **facts})


@settings(max_examples=12, phases=[Phase.generate])  # a township of three households needs no shrinking
@given(
    township=st.lists(_HOUSEHOLD, max_size=3),
    place=st.sampled_from([Where(), Where("v1"), Where("v2", "1组")]),
    year=st.sampled_from(_YEARS),
)
def test_tables_of_a_random_township_are_what_its_rows_say(
    new_store: Callable[..., Store],
    tmp_path_factory: pytest.TempPathFactory,
    township: list[dict[str, Any]],
    place: Where,
    year: int,
) -> None:
    store = new_store(f"v{tmp_path_factory.mktemp('v').name}")
    _fill(store, township)
    world = World(store, year, place)
    for key in RECOUNTED:
        compare(key, world)
