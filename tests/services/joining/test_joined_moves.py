# SPDX-License-Identifier: MIT
"""Who was made one of two records is found in earlier years where he lived, whichever way the move was entered."""

import pytest

from tests.services.events.conftest import enter_family, wanted
from villagedesk.models.catalogue.change import MemberChange
from villagedesk.services.events.planning import record_event
from villagedesk.services.figures import asof
from villagedesk.services.joining import joining
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads, tallies, undo
from villagedesk.store.asof import Moment
from villagedesk.store.dump import dump

DAY = "2025-03-01"


@pytest.fixture
def family(store):
    return enter_family(store)


def entered_again(store, *, as_event):
    """The son of h is entered in n too, as an event or in the grid; the id of the second record."""
    if as_event:
        person = {"name": "肖明", "sex": "1", "relation": "other"}
        record_event(store, wanted("moved_in", "n", date=DAY, person=person))
    else:
        facts = {"household": "n", "name": "肖明", "sex": "1", "joined": DAY, "join_reason": "moved_in"}
        save_records(store, "登记", [Edit("member", "x", facts)])
    return store.value("SELECT id FROM member WHERE name = '肖明' AND household = 'n'")


def homes(store):
    """Year → the household in which the son counts, as a year and as of its last day."""
    found = {}
    for year in (2023, 2024, 2025):
        listed = {one.id for one in tallies.households(store, year)}
        there = dict(tallies.people(store, year, listed)).get("s", "")
        with asof.state_as_of(store, Moment(happened=f"{year}-12-31")) as past:
            row = past.one("SELECT household FROM member WHERE id = 's' AND removed IS NULL AND \"left\" IS NULL")
            assert (row[0] if row else "") == there
        found[year] = there
    return found


@pytest.mark.parametrize("as_event", [True, False])
def test_who_moved_stays_in_the_former_household_of_the_years_before(family, as_event):
    joining.join(family, "s", entered_again(family, as_event=as_event), moves=True, typed=True)
    assert homes(family) == {2023: "h", 2024: "h", 2025: "n"}
    told = [one for one in reads.where(family, MemberChange) if one.date == DAY]
    assert [(one.member, one.origin, one.target) for one in told] == [("s", "h", "n")], "the move is told once"


@pytest.mark.parametrize("as_event", [True, False])
def test_who_had_left_before_was_nowhere_in_between(family, as_event):
    save_records(family, "迁出", [Edit("member", "s", {"left": "2023-06-01", "leave_reason": "moved_out"})])
    joining.join(family, "s", entered_again(family, as_event=as_event), moves=True, typed=True)
    assert homes(family) == {2023: "", 2024: "", 2025: "n"}
    with asof.state_as_of(family, Moment(happened="2023-05-31")) as past:
        assert past.value("SELECT household FROM member WHERE id = 's' AND removed IS NULL") == "h"


def test_who_never_moved_is_not_told_to_have_come_to_the_household_of_the_other_record(family):
    joining.join(family, "s", entered_again(family, as_event=True), typed=True)
    assert homes(family) == dict.fromkeys((2023, 2024, 2025), "h")


def test_parting_and_undoing_give_the_records_of_moves_back(family):
    other = entered_again(family, as_event=True)
    before = list(dump(family, []))
    joining.join(family, "s", other, moves=True, typed=True)
    joining.part(family, other)
    assert reads.where(family, MemberChange) == [
        one for one in reads.where(family, MemberChange) if one.member == other
    ]
    assert [one.origin for one in reads.where(family, MemberChange)] == [None]
    undo.undo(family)
    undo.undo(family)
    assert list(dump(family, [])) == before
