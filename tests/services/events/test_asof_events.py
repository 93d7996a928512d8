# SPDX-License-Identifier: MIT
"""The file as of the day of any event shows what stood in it after the events up to that day."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.events.conftest import enter_family, wanted
from tests.services.events.test_event_properties import entered
from villagedesk.models.catalogue.change import HouseholdChange
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.services.events.correcting import corrections
from villagedesk.services.events.planning import EVENTS, plan_event, record_event
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.services.figures import asof
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads
from villagedesk.store.asof import Moment
from villagedesk.store.counts import statistics

if TYPE_CHECKING:
    from villagedesk.services.events.wanted import Wanted
    from villagedesk.store.store import Store

_SERIAL = itertools.count()
_LEAD_SOMEWHERE = ("split", "split", "merged", "returned", "moved_in", "head", "transferred")


def standing(store: Store, day: str) -> dict[str, Any]:
    """Who is where, which households there are, and what list and figures say of them."""
    year = int(day[:4])
    people = reads.where(store, Member)
    relations = dict(
        store.query("SELECT member, relation FROM member_year WHERE year = ? AND removed IS NULL", (year,))
    )
    figures = statistics(store)
    return {
        "people": {
            one.id: (one.household, one.position, one.joined, one.join_reason, one.left, one.leave_reason)
            for one in people
        },
        "relations": {one.id: relations.get(one.id) for one in people if not one.left},
        "households": {
            one.id: (one.village, one.group, one.local_no, one.phone, one.ended, one.end_reason)
            for one in reads.where(store, Household)
        },
        "list": sorted(store.query("SELECT id, village, grp, head_name, size FROM household_list")),
        "figures": (figures["households"], figures["members"]),
    }


def at(store: Store, day: str) -> dict[str, Any]:
    with asof.state_as_of(store, Moment(happened=day)) as past:
        return standing(past, day)


def histories(longest_gap: int):
    """Events one after another, mostly such as lead somebody somewhere: (kind, days since the one before, places)."""
    kinds = st.sampled_from(sorted(EVENTS)) | st.sampled_from(_LEAD_SOMEWHERE)
    places = st.lists(st.integers(0, 9), min_size=4, max_size=4)
    return st.lists(st.tuples(kinds, st.integers(0, longest_gap), places), min_size=1, max_size=9)


def one_of(store: Store, kind: str, day: str, places: list[int]) -> Wanted:
    event = entered(store, kind, day, places)
    if kind == "moved_in" and places[3] % 2:  # somebody of this file, called by his number
        numbers = [one.id_no for one in reads.where(store, Member) if one.id_no]
        person = {"name": "甲", "sex": "1", "relation": "other", "id_no": numbers[places[2] % len(numbers)]}
        return replace(event, person=person)
    return event


def lived(store: Store, begin: str, steps: list[Any]) -> dict[str, dict[str, Any]]:
    """Record a history; what stood in the file in the evening before it and of each day on which something happened."""
    serial = itertools.count()
    store.new_id = lambda: f"{next(serial):08}"  # in their order, as real ones are
    numbers = [Edit("member", row, {"id_no": f"51019919550101{place:03}X"}) for place, row in enumerate("fmslg", 1)]
    neighbour = Edit("member_year", "nm2024", {"member": "nm", "year": 2024, "relation": "head"})
    save_records(store, "证件", [*numbers, neighbour, Edit("household", "h", {"local_no": "7"})])
    day = dt.date.fromisoformat(begin)
    after = {begin: standing(store, begin)}
    for kind, gap, places in steps:
        day += dt.timedelta(days=gap + (day.isoformat() == begin))
        event = one_of(store, kind, day.isoformat(), places)
        try:
            accepted = frozenset(one.key for one in plan_event(store, event).proposals[::2])
            record_event(store, replace(event, accepted=accepted))
        except NotThisWay:
            continue
        after[day.isoformat()] = standing(store, day.isoformat())
    return after


def test_who_comes_to_another_household_long_after_leaving_was_nowhere_in_between(family):
    save_records(family, "证件", [Edit("member", "s", {"id_no": "510199198005010019"})])
    record_event(family, wanted("moved_out", date="2025-02-01", members=("s",)))
    person = {"name": "肖明", "sex": "1", "relation": "other", "id_no": "510199198005010019"}
    record_event(family, wanted("moved_in", "n", date="2025-06-01", person=person))
    for day, home in (("2025-01-31", "h"), ("2025-02-01", ""), ("2025-05-31", ""), ("2025-06-01", "n")):
        found = at(family, day)["people"]["s"]
        assert (found[0] if not found[4] else "") == home, day


def test_events_that_were_entered_in_another_order_than_they_happened_leave_what_was_there_between_them(family):
    save_records(family, "电话", [Edit("member", row, {"phone": f"1380000000{n}"}) for n, row in enumerate("ml", 1)])
    cleared = {"accepted": frozenset({"phone"})}
    record_event(family, wanted("death", date="2025-06-01", members=("m",), **cleared))
    save_records(family, "换电话", [Edit("household", "h", {"phone": "13800000002"})])
    record_event(family, wanted("moved_out", date="2025-03-01", members=("l",), place="成都", **cleared))
    phones = [at(family, day)["households"]["h"][3] for day in ("2025-02-01", "2025-04-01", "2025-07-01")]
    assert phones == ["13800000001", None, None]


def test_relations_follow_the_day_to_which_a_change_of_head_was_corrected(family):
    record_event(family, wanted("head", date="2025-06-01", new_head="m"))
    (changed,) = reads.where(family, HouseholdChange)
    label, edits = corrections(family, "household_change", changed.id, {"date": "2024-11-15"})
    save_records(family, label, edits)
    found = [at(family, day)["relations"] for day in ("2024-11-14", "2024-11-15", "2025-03-01")]
    assert [(one["f"], one["m"]) for one in found] == [("head", "spouse"), ("spouse", "head"), ("spouse", "head")]
    label, edits = corrections(family, "household_change", changed.id, {"date": "2025-03-02"})
    save_records(family, label, edits)
    found = [at(family, day)["relations"] for day in ("2024-11-15", "2025-03-01", "2025-03-02")]
    assert [(one["f"], one["m"]) for one in found] == [("head", "spouse"), ("head", "spouse"), ("spouse", "head")]


@settings(max_examples=40)
@given(steps=histories(30))
def test_as_of_the_day_of_any_event_there_stands_what_stood_after_it(new_store, steps):
    store = enter_family(new_store(f"s{next(_SERIAL)}"))
    for evening, stood in lived(store, "2025-01-09", steps).items():
        assert at(store, evening) == stood, evening
    store.close()


@settings(max_examples=30)
@given(steps=histories(200))
def test_over_the_years_everybody_is_in_the_household_of_the_day(new_store, steps):
    store = enter_family(new_store(f"s{next(_SERIAL)}"))
    for evening, stood in lived(store, "2023-05-31", steps).items():
        found = at(store, evening)
        for what in ("people", "households", "figures"):
            assert found[what] == stood[what], (evening, what)
    store.close()
