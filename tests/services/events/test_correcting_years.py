# SPDX-License-Identifier: MIT
"""An event that is corrected into another year leaves what it would have left had it been recorded on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.services.events.conftest import enter_family, relations, wanted
from tests.services.events.test_correcting import correct, of_kind
from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.services.events.planning import plan_event, record_event
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads, undo, verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.store.store import Store

CHILD = {"name": "肖晨", "sex": "1", "relation": "grandson"}
WIFE = {"name": "周兰", "sex": "2", "birth": "1990-01-01", "relation": "other"}
MOVED_HERE = {"name": "曾大明", "sex": "1", "relation": "other", "id_no": "510199197001010018"}
EVENTS: dict[str, dict[str, Any]] = {
    "head": {"new_head": "m"},
    "death": {"members": ("f",), "new_head": "s"},
    "split": {"members": ("s", "l", "g"), "their_head": "s"},
    "split of the head": {"members": ("f", "m"), "their_head": "f", "new_head": "s"},
    "birth": {"person": CHILD},
    "married_in": {"person": WIFE},
    "moved_in": {"person": MOVED_HERE},
    "merged": {"household": "n", "other": "h", "relations": {"nm": "other"}},
    "enlisted": {"members": ("s",)},
    "left": {"place": "成都", "accepted": frozenset({"status"})},
}


def register(store: Store) -> Store:
    """The family and its neighbour, with the same years of all, and one who was in prison."""
    enter_family(store)
    neighbour = Edit("member_year", "nm2024", {"member": "nm", "year": 2024, "relation": "head"})
    number = Edit("member", "nm", {"id_no": MOVED_HERE["id_no"]})
    save_records(store, "登记", [neighbour, number])
    return store


def recorded_on(store: Store, name: str, day: str) -> Store:
    entered = dict(EVENTS[name])
    event = wanted(name.partition(" ")[0], entered.pop("household", "h"), date=day, **entered)
    assert plan_event(store, event).edits
    record_event(store, event)
    return store


def years(store: Store) -> dict[str, Any]:
    """What is said of each year, of people by their names and of households by whoever is in them."""
    names = {one.id: one.name or "" for one in reads.where(store, Member)}
    homes = {
        one.id: min((who.name or "" for who in reads.of_owner(store, Member, one.id)), default="")
        for one in reads.where(store, Household)
    }
    people = {
        (names[one.member or ""], one.year): (one.relation, one.relation_text, bool(one.soldier))
        for one in reads.where(store, MemberYear)
        if one.relation or one.soldier
    }
    statuses = {(homes[one.household or ""], one.year): one.exit_status for one in reads.where(store, HouseholdYear)}
    return {"people": people, "statuses": statuses}


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize(("first", "then"), [("2025-06-01", "2024-11-15"), ("2024-11-15", "2025-06-01")])
def test_it_leaves_what_it_would_have_left_had_it_been_recorded_on_that_day(
    new_store: Callable[..., Store], name: str, first: str, then: str
) -> None:
    wished = recorded_on(register(new_store("a")), name, then)
    store = recorded_on(register(new_store("b")), name, first)
    before = years(store)
    assert before != years(wished)
    kind = name.partition(" ")[0]
    correct(store, of_kind(store, kind), then)
    assert years(store) == years(wished)
    correct(store, of_kind(store, kind), first)
    assert years(store) == before
    correct(store, of_kind(store, kind), then)
    assert years(store) == years(wished)
    undo.undo(store)
    assert years(store) == before
    assert verify.verify(store).faults == []


def test_what_people_wrote_since_stays(family: Store) -> None:
    record_event(family, wanted("head", date="2025-06-01", new_head="m"))
    assert relations(family, year=2024)["s"] == "son"
    save_records(family, "改", [Edit("member_year", "s2024", {"relation": "other"})])
    correct(family, of_kind(family, "head"), "2024-12-31")
    assert relations(family, year=2024) == {
        "f": "spouse", "m": "head", "s": "other", "l": "daughter_in_law", "g": "granddaughter",
    }  # fmt: skip


def test_of_two_changes_of_head_each_keeps_its_own_years(family: Store) -> None:
    before = relations(family, year=2024)
    record_event(family, wanted("head", date="2025-03-01", new_head="m"))
    first = of_kind(family, "head")
    by_first = relations(family)
    record_event(family, wanted("head", date="2025-06-01", new_head="s"))
    by_second = relations(family)
    correct(family, first, "2024-03-01")
    assert (relations(family, year=2024), relations(family)) == (by_first, by_second)
    correct(family, first, "2025-03-01")
    assert (relations(family, year=2024), relations(family)) == (before, by_second)


def test_a_record_of_how_somebody_came_before_takes_no_year_along(family: Store) -> None:
    save_records(family, "登记", [Edit("member", "l", {"joined": "2024-03-01", "join_reason": "marriage"})])
    record_event(family, wanted("split", date="2025-06-01", members=("s", "l"), their_head="s"))
    after = years(family)
    (came,) = reads.where(family, MemberChange, "date = '2024-03-01'")
    correct(family, came, "2023-03-01")
    assert years(family) == after
