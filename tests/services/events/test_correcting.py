# SPDX-License-Identifier: MIT
"""A corrected event is a whole event of another day, and what could not have been so when it was entered cannot be so now."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.events.conftest import enter_family, wanted
from tests.services.events.test_asof_events import histories, lived
from villagedesk.models.catalogue.change import HouseholdChange, MemberChange
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.spec import spec_of
from villagedesk.models.membership import household_on
from villagedesk.services.events.correcting import corrections
from villagedesk.services.events.planning import record_event
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.services.figures import asof
from villagedesk.services.keeping.records import save_records
from villagedesk.store import reads
from villagedesk.store.asof import Moment

if TYPE_CHECKING:
    from villagedesk.store.store import Store

_SERIAL = itertools.count()
SPLIT = {"members": ("s", "l"), "their_head": "s"}
ELSEWHERE = {"other": "510199100202", "place": "外村"}
SUCCESSION = {"members": ("f",), "new_head": "m"}


def record(store: Store, kind: str, day: str, household: str = "h", **entered: Any) -> None:
    record_event(store, wanted(kind, household, date=day, **entered))


def recorded(store: Store) -> list[MemberChange | HouseholdChange]:
    return [*reads.where(store, MemberChange), *reads.where(store, HouseholdChange)]


def of_kind(store: Store, kind: str) -> MemberChange | HouseholdChange:
    return next(one for one in recorded(store) if one.kind == kind)


def correct(store: Store, one: MemberChange | HouseholdChange, day: str) -> None:
    label, edits = corrections(store, spec_of(type(one)).key, one.id, {"date": day})
    save_records(store, label, edits)


def days(store: Store) -> dict[str, set[str | None]]:
    """Every day that is on record: of the changes, and in the present fields."""
    return {
        "changes": {one.date for one in recorded(store)},
        "joined": {one.joined for one in reads.where(store, Member)},
        "left": {one.left for one in reads.where(store, Member)},
        "ended": {one.ended for one in reads.where(store, Household)},
    }


# -- the whole event moves ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "entered", "fields"),
    [
        ("split", SPLIT, {"joined": {None, "2025-05-07"}}),
        ("split", SPLIT | {"members": ("f", "l"), "their_head": "f", "new_head": "m"}, {"joined": {None, "2025-05-07"}}),
        ("merged", {"household": "n", "other": "h"}, {"joined": {None, "2025-05-07"}, "ended": {None, "2025-05-07"}}),
        ("left", {"place": "成都"}, {"left": {None, "2025-05-07"}, "ended": {None, "2025-05-07"}}),
        ("death", SUCCESSION, {"left": {None, "2025-05-07"}}),
        ("birth", {"person": {"name": "王芳", "sex": "2", "relation": "other"}}, {"joined": {None, "2025-05-07"}}),
        ("transferred", ELSEWHERE, {}),
    ],
)  # fmt: skip
def test_from_whichever_of_its_records_an_event_is_corrected_all_of_it_gets_the_day(new_store, kind, entered, fields):
    number = 0
    while True:
        store = enter_family(new_store(f"c{next(_SERIAL)}"))
        record(store, kind, "2025-06-01", **entered)
        every = recorded(store)
        correct(store, every[number], "2025-05-07")
        nothing: dict[str, set[str | None]] = {"joined": {None}, "left": {None}, "ended": {None}}
        assert days(store) == {"changes": {"2025-05-07"}, **nothing, **fields}
        store.close()
        number += 1
        if number == len(every):
            return


def test_another_event_of_the_same_day_stays_where_it_is(family):
    record(family, "split", "2025-06-01", **SPLIT)
    record(family, "moved_out", "2025-06-01", members=("g",), place="外村")
    record(family, "death", "2025-06-01", "n", members=("nm",))
    correct(family, of_kind(family, "split"), "2025-05-07")
    assert {one.kind for one in recorded(family) if one.date == "2025-06-01"} == {"moved_out", "death"}


def test_the_years_off_the_register_follow_the_day(family):
    def statuses() -> list[str | None]:
        return [one.exit_status for one in reads.of_owner(family, HouseholdYear, "h")]

    record(family, "cleared", "2025-03-01")
    assert statuses() == ["exited", "cleared"]
    correct(family, of_kind(family, "cleared"), "2024-11-30")
    assert statuses() == ["cleared", "cleared"]
    correct(family, of_kind(family, "cleared"), "2025-01-01")
    assert statuses() == ["exited", "cleared"]
    record(family, "reinstated", "2025-12-01")
    assert statuses() == ["exited", "exited"]
    correct(family, of_kind(family, "reinstated"), "2026-01-15")
    assert statuses() == ["exited", "cleared"]


# -- the order stays ----------------------------------------------------------------------------------------------------


def test_nobody_comes_to_a_household_before_it_was_formed_by_a_correction(family):
    record(family, "split", "2025-06-01", **SPLIT)
    new = of_kind(family, "formed").household
    record(family, "birth", "2025-06-02", new, person={"name": "王芳", "sex": "2", "relation": "daughter"})
    born = of_kind(family, "birth")
    with pytest.raises(NotThisWay, match="出生日期“2025-05-31”早于已登记的“分户立户”（2025-06-01）。请核对"):
        correct(family, born, "2025-05-31")
    with pytest.raises(NotThisWay, match="日期“2025-06-03”晚于已登记的“出生”（2025-06-02）"):
        correct(family, of_kind(family, "split"), "2025-06-03")
    correct(family, born, "2025-06-01")


def test_the_old_head_does_not_die_before_the_change_of_head(family):
    record(family, "head", "2025-06-01", new_head="m")
    for kind in ("death", "moved_out"):
        with pytest.raises(NotThisWay, match="早于已登记的“更换户主”（2025-06-01）"):
            record(family, kind, "2025-05-31", members=("f",))
    record(family, "death", "2025-07-01", members=("f",))
    died = of_kind(family, "death")
    with pytest.raises(NotThisWay, match="死亡日期“2025-05-31”早于已登记的“更换户主”（2025-06-01）"):
        correct(family, died, "2025-05-31")
    with pytest.raises(NotThisWay, match="更换户主日期“2025-07-02”晚于已登记的“死亡”（2025-07-01）"):
        correct(family, of_kind(family, "head"), "2025-07-02")
    correct(family, died, "2025-06-01")
    correct(family, of_kind(family, "head"), "2025-04-01")
    assert died.date != of_kind(family, "death").date == "2025-04-01", "of one day they are one event"


def test_heads_follow_each_other_in_the_order_in_which_they_were_recorded(family):
    record(family, "head", "2025-03-01", new_head="m")
    first = of_kind(family, "head")
    record(family, "head", "2025-06-01", new_head="s")
    with pytest.raises(NotThisWay, match="更换户主日期“2025-06-02”晚于已登记的“更换户主”（2025-06-01）"):
        correct(family, first, "2025-06-02")
    correct(family, first, "2025-06-01")


def test_a_household_does_not_move_to_a_village_before_another_move_or_after_it_has_gone(family):
    record(family, "transferred", "2025-03-01", **ELSEWHERE)
    moved = of_kind(family, "transferred")
    back = {"other": "510199100201"}
    with pytest.raises(NotThisWay, match="迁往他村日期“2019-05-01”早于已登记的“迁往他村”（2025-03-01）"):
        record(family, "transferred", "2019-05-01", **back)
    record(family, "transferred", "2025-06-01", **back)
    with pytest.raises(NotThisWay, match="日期“2025-06-02”晚于已登记的“迁往他村”（2025-06-01）"):
        correct(family, moved, "2025-06-02")
    record(family, "left", "2025-08-01", place="成都")
    with pytest.raises(NotThisWay, match="迁往他村日期“2025-08-02”晚于已登记的“整户迁离”（2025-08-01）"):
        record(family, "transferred", "2025-08-02", **ELSEWHERE)
    record(family, "transferred", "2025-08-01", **ELSEWHERE)
    with pytest.raises(NotThisWay, match="晚于已登记的“整户迁离”（2025-08-01）"):
        correct(
            family,
            reads.where(family, HouseholdChange, "date = '2025-08-01' AND kind = 'transferred'")[0],
            "2025-08-02",
        )


def test_a_household_that_moved_was_not_split_or_united_in_its_new_village_before_it_came(family):
    record(family, "transferred", "2025-03-01", "n", **ELSEWHERE)
    record(family, "transferred", "2025-03-15", "n", other="510199100201")
    for kind, entered in (("merged", {"household": "n", "other": "h"}), ("merged", {"other": "n"})):
        with pytest.raises(NotThisWay, match="并入他户日期“2025-03-14”早于已登记的“迁往他村”（2025-03-15）"):
            record(family, kind, "2025-03-14", **entered)
    record(family, "merged", "2025-04-01", other="n")
    for kind in ("merged", "absorbed", "united"):
        with pytest.raises(NotThisWay, match="早于已登记的“迁往他村”（2025-03-15）"):
            correct(family, of_kind(family, kind), "2025-03-14")


def test_a_household_does_not_end_before_what_happened_in_it(family):
    record(family, "moved_out", "2025-05-01", members=("g",), place="外村")
    for kind, entered in (("left", {"place": "成都"}), ("merged", {"other": "n"})):
        with pytest.raises(NotThisWay, match="早于已登记的“迁出”（2025-05-01）"):
            record(family, kind, "2025-04-30", **entered)
    record(family, "left", "2025-06-01", place="成都")
    with pytest.raises(NotThisWay, match="早于已登记的“迁出”（2025-05-01）"):
        correct(family, of_kind(family, "left"), "2025-04-30")
    correct(family, of_kind(family, "left"), "2025-05-02")
    gone = next(one for one in reads.where(family, MemberChange) if one.member == "g")
    with pytest.raises(NotThisWay, match="迁出日期“2025-05-03”晚于已登记的“整户迁离”（2025-05-02）"):
        correct(family, gone, "2025-05-03")
    correct(family, gone, "2025-05-02")


def test_taking_off_the_register_and_putting_back_follow_each_other(family):
    record(family, "cleared", "2025-03-01")
    record(family, "reinstated", "2025-09-01")
    with pytest.raises(NotThisWay, match="退档日期“2025-08-31”早于已登记的“回档”（2025-09-01）"):
        record(family, "cleared", "2025-08-31")
    record(family, "cleared", "2025-11-01")
    first, last = (one for one in reads.where(family, HouseholdChange, order="date") if one.kind == "cleared")
    with pytest.raises(NotThisWay, match="退档日期“2025-05-01”早于已登记的“回档”（2025-09-01）"):
        correct(family, last, "2025-05-01")
    with pytest.raises(NotThisWay, match="退档日期“2025-09-02”晚于已登记的“回档”（2025-09-01）"):
        correct(family, first, "2025-09-02")
    correct(family, last, "2025-09-01")


# -- whatever is corrected ----------------------------------------------------------------------------------------------


def check(store: Store) -> None:
    """On every day on record, who was in a household was in one that was there."""
    people, records = reads.where(store, Member), reads.where(store, MemberChange)
    every = sorted({one.date for one in recorded(store) if one.date})
    for day in every:
        homes = {one.id: household_on(one, [told for told in records if told.member == one.id], day) for one in people}
        with asof.state_as_of(store, Moment(happened=day)) as past:
            there = {one.id for one in reads.where(past, Household) if not one.ended}
            present = {one.id: one.household for one in reads.where(past, Member) if not one.left}
        assert present == {row: home for row, home in homes.items() if home}, day
        assert set(present.values()) <= there, day


@settings(max_examples=40)
@given(
    steps=histories(60),
    wished=st.lists(st.tuples(st.integers(0, 40), st.integers(-90, 90)), min_size=1, max_size=6),
)
def test_whatever_is_corrected_everybody_is_in_a_household_that_is_there(new_store, steps, wished):
    store = enter_family(new_store(f"c{next(_SERIAL)}"))
    lived(store, "2024-05-31", steps)
    for place, shift in wished:
        every = recorded(store)
        if not every:
            break
        one = every[place % len(every)]
        day = (dt.date.fromisoformat(one.date or "") + dt.timedelta(days=shift)).isoformat()
        try:
            correct(store, one, day)
        except NotThisWay:
            continue
    check(store)
    store.close()
