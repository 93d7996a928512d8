# SPDX-License-Identifier: MIT
"""Who belonged to the households of a locked year stays as it is, whichever way somebody tries to change it."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from tests.conftest import TOWNSHIP
from tests.services.events.conftest import V1, enter_family, wanted
from tests.services.events.test_asof_events import histories, one_of
from villagedesk.errors import Refused
from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.services.events.correcting import corrections
from villagedesk.services.events.planning import plan_event, record_event
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.services.joining import joining
from villagedesk.services.keeping import locking
from villagedesk.services.keeping.records import Edit, Removal, revert_batch, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.store import reads, tallies

if TYPE_CHECKING:
    from villagedesk.store.store import Store

V2 = village_id("510199100202")
YEAR = 2024
SCHOOLGIRL = {"name": "王小芳", "sex": "2", "relation": "other"}
_SERIAL = itertools.count()


@pytest.fixture
def family(store: Store) -> Store:
    """The family of the events, with 2024 locked."""
    enter_family(store)
    locking.lock_year(store, V1, YEAR, "王审核")
    return store


def counted(store: Store, year: int = YEAR) -> tuple[list[Any], list[Any]]:
    """Persons with their households, and households with their villages, as figures of the year count them."""
    listed = tallies.households(store, year)
    people = tallies.people(store, year, {one.id for one in listed})
    return sorted(people), sorted((one.id, one.village) for one in listed)


EVENTS_OF_THE_YEAR = [
    ("death", {"members": ("m",)}),
    ("married_out", {"members": ("g",)}),
    ("moved_out", {"members": ("s",)}),
    ("prison", {"members": ("s",)}),
    ("birth", {"person": {**SCHOOLGIRL, "relation": "granddaughter"}}),
    ("moved_in", {"person": SCHOOLGIRL}),
    ("split", {"members": ("s", "l"), "their_head": "s"}),
    ("merged", {"household": "n", "other": "h"}),
    ("transferred", {"other": "510199100202", "place": "外村"}),
    ("left", {"place": "成都"}),
]


@pytest.mark.parametrize(("kind", "entered"), EVENTS_OF_THE_YEAR)
def test_an_event_in_a_locked_year_is_refused_and_one_after_it_is_recorded(family, kind, entered):
    before = counted(family)
    with pytest.raises(Refused, match="2024年度") as refused:
        record_event(family, wanted(kind, date="2024-05-01", **entered))
    assert "解锁" in str(refused.value)
    record_event(family, wanted(kind, date="2025-01-01", **entered))
    assert counted(family) == before


def test_the_sentence_names_person_day_year_village_and_remedy(family):
    with pytest.raises(Refused) as refused:
        save_records(family, "改", [Edit("member", "m", {"left": "2023-05-01", "leave_reason": "death"})])
    for part in ("高凤珍", "2023-05-01", "清溪村2024年度", "2026-03-02", "王审核", "真实的日期", "解锁"):
        assert part in str(refused.value)


@pytest.mark.parametrize(
    ("edit", "allowed"),
    [
        (Edit("member", "m", {"left": "2024-12-31"}), Edit("member", "m", {"left": "2025-01-01"})),
        (Edit("member", "m", {"joined": "2025-01-01"}), Edit("member", "m", {"joined": "2024-12-31"})),
        (Edit("member", "m", {"counted": False}), Edit("member", "m", {"counted": True})),
        (Edit("member", "g", {"birth": "2025-01-01"}), Edit("member", "g", {"birth": "2011-01-01"})),
        (Edit("member", "m", {"household": "n"}), Edit("member", "m", {"name": "高凤贞"})),
        (Edit("member", "", {"household": "h", "name": "新人"}), Edit("member", "", {"household": "h", "joined": "2025-02-01"})),
        (Edit("household", "h", {"ended": "2024-06-01"}), Edit("household", "h", {"ended": "2025-06-01"})),
        (Edit("household", "h", {"village": V2}), Edit("household", "h", {"group": "9组"})),
        (Edit("household", "h", {"identify_year": 2025}), Edit("household", "h", {"identify_year": 2024})),
        (Edit("household", "", {"village": V1}), Edit("household", "", {"village": V1, "identify_year": 2025})),
        (Edit("household", "", {"village": V1}), Edit("household", "", {"village": V2})),
        (Edit("member_change", "", {"member": "m", "kind": "moved_in", "date": "2025-03-01"}), Edit("member_change", "", {"member": "m", "kind": "enlisted", "date": "2024-03-01"})),
        (Edit("household_change", "", {"household": "h", "kind": "formed", "date": "2025-03-01"}), Edit("household_change", "", {"household": "h", "kind": "formed", "date": "2024-03-01"})),
        (Removal("member", "m", "误登"), Edit("member", "m", {"phone": "13900000001"})),
        (Removal("household", "n", "误登"), Edit("household", "n", {"phone": "13900000001"})),
    ],
)  # fmt: skip
def test_what_changes_the_people_of_a_locked_year_is_refused_and_what_does_not_is_saved(family, edit, allowed):
    before = counted(family)
    with pytest.raises(Refused, match="2024年度"):
        save_records(family, "改", [edit])
    assert counted(family) == before
    assert save_records(family, "改", [allowed]).changed
    assert counted(family) == before


def member_left(store: Store) -> str | None:
    found = reads.get(store, Member, "m")
    return found.left if found else None


def test_a_day_of_another_programs_file_that_is_no_day_keeps_nobody_from_saving(family):
    with family.change("合并") as change:
        change.put("household", "h", {"identified": "不详", "identify_year": None})
    assert any(row == "h" for row, _village in counted(family)[1])


def test_an_event_of_a_locked_year_is_not_undone(store):
    enter_family(store)
    save_records(store, "死亡", [Edit("member", "m", {"left": "2024-05-01", "leave_reason": "death"})])
    batch = store.value("SELECT max(seq) FROM batch")
    locking.lock_year(store, V1, YEAR, "王审核")
    with pytest.raises(Refused, match="“高凤珍”（2024-05-01）要计入清溪村2024年度的家庭人口"):
        revert_batch(store, batch)
    assert member_left(store) == "2024-05-01"


def test_correcting_the_day_of_an_event_out_of_a_locked_year_or_into_it_is_refused(store):
    enter_family(store)
    record_event(store, wanted("death", date="2025-03-01", members=("m",)))
    (row,) = [one.id for one in reads.where(store, MemberChange)]
    locking.lock_year(store, V1, YEAR, "王审核")
    for day, refused in (("2024-12-31", True), ("2025-01-01", False)):
        label, edits = corrections(store, "member_change", row, {"date": day})
        if refused:
            with pytest.raises(Refused, match="2024年度"):
                save_records(store, label, edits)
        else:
            save_records(store, label, edits)
    assert member_left(store) == "2025-01-01"


def test_joining_two_who_both_counted_in_a_locked_year_is_refused(family):
    save_records(family, "登记", [Edit("member", "x", {"household": "n", "name": "高凤珍", "joined": "2025-01-01"})])
    before = counted(family)
    joining.join(family, "m", "x")
    assert counted(family) == before
    locking.unlock_year(family, V1, YEAR, "王审核", "整改")
    save_records(family, "登记", [Edit("member", "y", {"household": "n", "name": "肖小雨"})])
    locking.lock_year(family, V1, YEAR, "王审核")
    with pytest.raises(Refused, match="2024年度"):
        joining.join(family, "g", "y")


# -- other villages -----------------------------------------------------------------------------------------------------


@pytest.fixture
def township(new_store) -> Store:
    """The same family in a township of two villages; the first has locked 2024, the second 2023."""
    store = new_store("town", wanted=TOWNSHIP)
    with store.change("村") as change:
        for row, name, code in ((V1, "清溪村", "510199100201"), (V2, "石门村", "510199100202")):
            change.put("village", row, {"name": name, "code": code})
    enter_family(store)
    locking.lock_year(store, V1, YEAR, "王审核")
    locking.lock_year(store, V2, YEAR - 1, "李审核")
    return store


def test_the_lock_of_the_village_to_which_a_household_belonged_in_the_year_holds_after_it_moved(township):
    record_event(township, wanted("transferred", date="2025-06-01", other=V2))
    found = reads.get(township, Household, "h")
    assert found is not None
    assert found.village == V2
    for edit in (
        Edit("household_year", "hy2024", {"farmland": 1}),
        Edit("member_year", "f2024", {"relation": "other"}),
        Edit("income_line", "", {"household": "h", "year": 2024, "item": "work", "quantity": 1}),
        Edit("member", "f", {"left": "2024-05-01"}),
    ):
        with pytest.raises(Refused, match="清溪村2024年度"):
            save_records(township, "改", [edit])
    assert [lock.year for lock in locking.locks_of_household(township, "h").values()] == [2024]
    free = [
        Edit("household_year", "", {"household": "h", "year": 2023, "farmland": 1}),
        Edit("member", "f", {"joined": "2023-05-01"}),
    ]
    assert save_records(township, "2023年石门村的锁管不着", free).changed


def test_the_facts_of_a_person_stay_locked_with_the_household_of_the_year(township):
    save_records(township, "登记", [Edit("household", "k", {"village": V2, "identify_year": 2025})])
    number = "510199197001010019"
    save_records(township, "证件", [Edit("member", "g", {"id_no": number})])
    person = {"name": "肖小雨", "sex": "2", "relation": "head", "id_no": number}
    record_event(township, wanted("moved_in", household="k", date="2025-06-01", person=person))
    with pytest.raises(Refused, match="清溪村2024年度"):
        save_records(township, "改", [Edit("member_year", "g2024", {"education": "junior"})])
    assert save_records(township, "改", [Edit("member_year", "g2025", {"education": "junior"})]).changed


# -- whatever happens ---------------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(steps=histories(150))
def test_what_a_locked_year_counts_never_changes_and_what_changes_nothing_is_never_refused(new_store, steps):
    store = enter_family(new_store(f"l{next(_SERIAL)}"))
    serial = itertools.count()
    store.new_id = lambda: f"{next(serial):08}"
    save_records(
        store,
        "证件",
        [Edit("member", row, {"id_no": f"51019919550101{place:03}X"}) for place, row in enumerate("fmslg", 1)],
    )
    locking.lock_year(store, V1, YEAR, "王审核")
    day = dt.date(2024, 9, 1)
    for kind, gap, places in steps:
        day += dt.timedelta(days=gap)
        before = counted(store)
        try:
            event = one_of(store, kind, day.isoformat(), places)
            event = replace(event, accepted=frozenset(one.key for one in plan_event(store, event).proposals[::2]))
            record_event(store, event)
        except NotThisWay:
            continue
        except Refused as refused:
            said = str(refused)
        else:
            said = ""
        assert counted(store) == before
        if not said:
            continue
        locking.unlock_year(store, V1, YEAR, "王审核", "整改")
        record_event(store, event)
        if "不能这样改" in said:  # of the people, not of the facts of the year
            assert counted(store) != before, said
        locking.lock_year(store, V1, YEAR, "王审核")
    store.close()
