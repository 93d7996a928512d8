# SPDX-License-Identifier: MIT
"""A rehearsal that only counts what nobody looks at says what the merge then does, or is done again in full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.merge.conftest import Direct, put, remove
from villagedesk.services.opening.files import NewFile, village_id
from villagedesk.store import arrivals, counting, foreign

if TYPE_CHECKING:
    from tests.merge.conftest import Laptops
    from villagedesk.store.difference import Difference
    from villagedesk.store.store import Store

NEIGHBOUR = NewFile("village", "河东村", "510199100202", 2025)


@pytest.fixture
def villages(laptops: Laptops) -> list[Store]:
    """Two villages that share a cadre, with rows of every sort below their households, some of them written again."""
    made = [laptops("one"), laptops("two", NEIGHBOUR)]
    for store, name in zip(made, ("a", "b"), strict=True):
        with store.change("登记") as change:
            change.put("cadre", "shared", {"name": "罗远航"})
            for number in range(3):
                home, person = f"{name}{number}", f"{name}m{number}"
                change.put("household", home, {"village": village_id(store.info.code), "phone": "13800000001"})
                change.put("member", person, {"household": home, "name": "肖辉", "id_no": "510199195507218120"})
                change.put("member_year", f"{name}my{number}", {"member": person, "year": 2025, "relation": "head"})
                change.put("household_year", f"{name}y{number}", {"household": home, "year": 2025, "farmland": 3})
                change.put("plan", f"{name}p{number}", {"household": home, "year": 2025})
                change.put("measure", f"{name}me{number}", {"plan": f"{name}p{number}"})
                change.put("pairing", f"{name}pa{number}", {"household": home, "cadre": "shared"})
        put(store, "household", f"{name}0", address="老屋场")
        put(store, "household_year", f"{name}y1", farmland=4)
        remove(store, "member", f"{name}m2")
    return made


def delivery(source: Store, target: Store) -> Direct:
    return Direct(list(foreign.batches_beyond(source.connection, foreign.known_batches(target.connection))))


def rehearsed_and_done(target: Store, deliveries: list[Direct]) -> tuple[list[arrivals.Taken], int, int]:
    """What the rehearsal said, if the merge then does the very same; how often it was begun, and lines it wrote."""
    begun, written = 0, 0

    def look(number: int, _difference: Difference) -> list[Any]:
        nonlocal begun, written
        begun += number == 0
        written = target.value("SELECT count(*) FROM change")
        return [target.query("SELECT id, household, id_no FROM member ORDER BY id")]

    rehearsed = arrivals.rehearse(target, deliveries, look)
    told, looked = written, begun
    done, _changed = arrivals.take_in(target, deliveries, "合并", weigh=look)
    for one in (*rehearsed, *done):
        one.difference.contested.sort()
    assert rehearsed == done
    return rehearsed, looked, told


def test_villages_that_nobody_knew_are_counted_and_not_written(villages: list[Store], township: Store) -> None:
    taken, begun, written = rehearsed_and_done(township, [delivery(one, township) for one in villages])
    assert [one.difference.new["measure"] for one in taken] == [3, 3]
    assert [len(one.difference.born) for one in taken] == [3, 3]
    changes = township.value("SELECT count(*) FROM change")
    assert begun == 1
    assert written <= changes - 2 * 8  # of one household in each village everything else was only counted


def test_two_copies_of_a_village_that_nobody_knew(villages: list[Store], township: Store, laptops: Laptops) -> None:
    later = laptops.copy(villages[0], "later")
    put(later, "measure", "ame1", content="修渠")
    with later.change("登记") as change:
        change.put("measure", "more", {"plan": "ap1"})
    taken, begun, _written = rehearsed_and_done(township, [delivery(one, township) for one in (villages[0], later)])
    assert begun == 2
    assert taken[1].difference.changed["measure"] == 1


def test_a_file_whose_households_are_here_is_rehearsed_in_full(villages: list[Store], township: Store) -> None:
    arrivals.take_in(township, [delivery(villages[0], township)], "合并")
    put(villages[0], "household", "a1", phone="13800000009")
    with villages[0].change("登记") as change:
        change.put("household_year", "next", {"household": "a2", "year": 2026})
        change.put("household", "a9", {"village": village_id(villages[0].info.code)})
        change.put("household_year", "first", {"household": "a9", "year": 2026})
    taken, begun, _written = rehearsed_and_done(township, [delivery(villages[0], township)])
    assert taken[0].difference.new["household_year"] == 2
    assert begun == 1  # nobody had looked yet when it was begun again


def test_a_village_and_its_return_with_parts_of_batches(villages: list[Store], township: Store) -> None:
    both = delivery(villages[0], township)
    batch = both.found[0]
    kept, sent = batch.lines[:4], batch.lines[4:]
    part = replace(batch, lines=kept, elsewhere={line.number: line.fingerprint() for line in sent})
    taken, _begun, _written = rehearsed_and_done(township, [Direct([part, *both.found[1:]]), both])
    assert taken[1].changes == len(sent)


def test_what_is_below_a_household_comes_after_it_and_measures_after_plans() -> None:
    order = [entity for entity, _parent, _owner in counting._BELOW]
    assert order.index("measure") > order.index("plan")
    assert {"member_year", "household_year", "cause", "pairing", "visit"} <= set(order)
