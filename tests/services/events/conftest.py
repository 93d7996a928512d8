# SPDX-License-Identifier: MIT
"""A family of three generations on a real file, and short ways to record and look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from villagedesk.models.catalogue.member import Member
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.events.planning import plan_event, record_event
from villagedesk.services.events.wanted import Wanted
from villagedesk.services.opening.files import village_id
from villagedesk.store import reads, undo, verify
from villagedesk.store.dump import dump

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.services.events.wanted import Plan
    from villagedesk.store.store import Store

V1 = village_id("510199100201")
PEOPLE = (
    ("f", "肖辉", "head", "1", "1955-07-21"),
    ("m", "高凤珍", "spouse", "2", "1958-03-12"),
    ("s", "肖明", "son", "1", "1980-05-01"),
    ("l", "何小满", "daughter_in_law", "2", "1982-02-02"),
    ("g", "肖小雨", "granddaughter", "2", "2010-09-09"),
)


@pytest.fixture
def family(store: Store) -> Store:
    """The household h of five, with facts of 2024 and 2025, a pairing and a neighbour n of one."""
    return enter_family(store)


def enter_family(store: Store) -> Store:
    """Register both households in a fresh file."""
    with store.change("登记") as change:
        change.put(
            "household",
            "h",
            {"village": V1, "group": "1组", "address": "老屋", "phone": "13800000001", "identify_year": 2014},
        )
        for year in (2024, 2025):
            facts = {"household": "h", "year": year, "exit_status": "exited", "farmland": 300, "water_safe": True}
            change.put("household_year", f"hy{year}", facts)
        for place, (row, name, relation, sex, birth) in enumerate(PEOPLE):
            person = {"household": "h", "position": place, "name": name, "sex": sex, "birth": birth}
            change.put("member", row, person)
            for year in (2024, 2025):
                change.put("member_year", f"{row}{year}", {"member": row, "year": year, "relation": relation})
        change.put("cadre", "c", {"name": "赵志强"})
        change.put("pairing", "p", {"household": "h", "cadre": "c", "start": "2020-01-01"})
        change.put("household", "n", {"village": V1, "group": "2组"})
        change.put(
            "member", "nm", {"household": "n", "position": 0, "name": "曾大明", "sex": "1", "birth": "1970-01-01"}
        )
        change.put("member_year", "nm2025", {"member": "nm", "year": 2025, "relation": "head"})
    return store


def wanted(kind: str, household: str = "h", date: str = "2025-06-01", **more: Any) -> Wanted:
    """An event of June 2025, with evidence."""
    return Wanted(kind, household, date=date, evidence=more.pop("evidence", "村组证明"), **more)


def plan(store: Store, kind: str, **more: Any) -> Plan:
    return plan_event(store, wanted(kind, **more))


def record(store: Store, kind: str, **more: Any) -> dict[str, str]:
    """Record an event; the ids of what is new by token. The log proves the file afterwards."""
    saved = record_event(store, wanted(kind, **more))
    assert verify.verify(store).faults == []
    return dict(saved.ids)


def relations(store: Store, household: str = "h", year: int = 2025) -> dict[str, str]:
    """Member → relation of those who belong to a household in a year."""
    case = load_casefile(store, household, year)
    assert case is not None
    return {person.member.id: person.relation for person in case.people}


def member(store: Store, row: str) -> Member:
    found = reads.get(store, Member, row)
    assert found is not None
    return found


def listed(store: Store, household: str = "h") -> tuple[Any, ...] | None:
    """Head and size as the list shows them."""
    return store.one("SELECT head_name, size FROM household_list WHERE id = ?", (household,))


@pytest.fixture
def back_and_forth() -> Callable[[Store, Callable[[], object]], None]:
    """Do something, undo it, redo it: the file is as before, then as after, and the log proves it each time."""

    def check(store: Store, deed: Callable[[], object]) -> None:
        before = list(dump(store, []))
        deed()
        after = list(dump(store, []))
        assert after != before
        undo.undo(store)
        assert list(dump(store, [])) == before
        assert verify.verify(store).faults == []
        undo.redo(store)
        assert list(dump(store, [])) == after
        assert verify.verify(store).faults == []

    return check
