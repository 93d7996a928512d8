# SPDX-License-Identifier: MIT
"""What merges bring into the people of a locked year is taken in, and told to whoever looks at the household."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

from hypothesis import given, settings

from tests.merge.conftest import Laptops, exchange
from tests.services.events.conftest import V1, enter_family, wanted
from tests.services.events.test_asof_events import histories, one_of
from tests.services.keeping.test_locked_people import YEAR, counted
from villagedesk.services.casefile.casefiles import finding_lines
from villagedesk.services.events.planning import record_event
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.services.keeping import locking
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store.yearmerges import moved_by_merges

if TYPE_CHECKING:
    from villagedesk.store.store import Store

_SERIAL = itertools.count()


def two_offices(tmp_path) -> tuple[Laptops, Store, Store]:
    """The family on two computers; the first has locked 2024 since."""
    laptops = Laptops(tmp_path)
    here = enter_family(laptops("a"))
    there = laptops.copy(here, "b")
    locking.lock_year(here, V1, YEAR, "王审核")
    return laptops, here, there


def told(store: Store) -> list[tuple[str, str]]:
    return [(household, one.text()) for household, one in finding_lines(store) if one.code == "Y01"]


def test_a_death_in_the_locked_year_is_a_finding_and_one_after_it_is_none(tmp_path):
    laptops, here, there = two_offices(tmp_path)
    record_event(there, wanted("death", date="2024-05-01", members=("m",)))
    record_event(there, wanted("moved_out", date="2025-05-01", members=("s",)))
    exchange(there, here)
    ((household, text),) = told(here)
    assert household == "h"
    assert "使“高凤珍”不再计入已锁定的2024年度的家庭人口，锁定后由合并带来（b的人" in text
    assert "解锁后改回" in text
    assert told(there) == []
    for store in laptops.made:
        store.close()


def test_a_newcomer_a_split_and_the_end_of_a_household_are_found_where_they_changed_somebody(tmp_path):
    laptops, here, there = two_offices(tmp_path)
    record_event(there, wanted("split", date="2024-05-01", members=("s", "l"), their_head="s"))
    save_records(there, "登记", [Edit("member", "x", {"household": "n", "name": "曾小明"})])
    exchange(there, here)
    new = here.value("SELECT household FROM member WHERE id = 's'")
    found = {(one.household, one.person, one.gained) for one in moved_by_merges(here)}
    assert found == {
        ("h", "肖明", False), ("h", "何小满", False), (new, "肖明", True), (new, "何小满", True),
        (new, "", True), ("n", "曾小明", True),
    }  # fmt: skip
    assert moved_by_merges(here, ["n"]) == [one for one in moved_by_merges(here) if one.household == "n"]
    assert set(moved_by_merges(here, ["h", "n", new])) == set(moved_by_merges(here))
    for store in laptops.made:
        store.close()


def test_both_households_tell_of_somebody_whom_a_merge_put_elsewhere_without_a_record(tmp_path):
    laptops, here, there = two_offices(tmp_path)
    save_records(there, "改户", [Edit("member", "m", {"household": "n"})])
    exchange(there, here)
    assert {(one.household, one.person, one.gained) for one in moved_by_merges(here)} == {
        ("h", "高凤珍", False),
        ("n", "高凤珍", True),
    }
    for household in "hn":
        assert moved_by_merges(here, [household]) == [
            one for one in moved_by_merges(here) if one.household == household
        ]
    for store in laptops.made:
        store.close()


def test_both_households_tell_of_somebody_of_whom_two_offices_say_where_he_is(tmp_path):
    laptops, here, there = two_offices(tmp_path)
    locking.unlock_year(here, V1, YEAR, "王审核", "整改")
    save_records(here, "改户", [Edit("member", "m", {"household": "n"})])
    locking.lock_year(here, V1, YEAR, "王审核")
    save_records(there, "登记", [Edit("household", "e", {"village": V1, "group": "3组"})])
    save_records(there, "改户", [Edit("member", "m", {"household": "e"})])
    exchange(there, here)
    assert {(one.household, one.gained) for one in moved_by_merges(here) if one.person} == {("n", False), ("e", True)}
    for household in "hne":
        assert moved_by_merges(here, [household]) == [
            one for one in moved_by_merges(here) if one.household == household
        ]
    for store in laptops.made:
        store.close()


def test_the_household_that_a_merge_takes_from_a_recorded_move_tells_of_it(tmp_path):
    laptops = Laptops(tmp_path)
    here = enter_family(laptops("a"))
    record_event(here, wanted("split", date="2025-05-01", members=("s",), their_head="s"))
    there = laptops.copy(here, "b")
    locking.lock_year(here, V1, YEAR, "王审核")
    (move,) = [row for (row,) in there.query("SELECT id FROM member_change WHERE member = 's'")]
    save_records(there, "改原户", [Edit("member_change", move, {"origin": "n"})])
    exchange(there, here)
    assert {(one.household, one.gained) for one in moved_by_merges(here)} == {("h", False), ("n", True)}
    for household in "hn":
        assert moved_by_merges(here, [household]) == [
            one for one in moved_by_merges(here) if one.household == household
        ]
    for store in laptops.made:
        store.close()


def test_what_happens_here_afterwards_does_not_hide_what_a_merge_moved(tmp_path):
    laptops, here, there = two_offices(tmp_path)
    record_event(there, wanted("split", date="2024-05-01", members=("s", "l"), their_head="s"))
    exchange(there, here)
    before = moved_by_merges(here)
    new = here.value("SELECT household FROM member WHERE id = 'l'")
    record_event(here, wanted("death", new, date="2025-02-01", members=("l",)))
    record_event(here, wanted("transferred", new, date="2025-03-01", other="510199100202", place="外村"))
    assert {one[:4] for one in moved_by_merges(here)} == {one[:4] for one in before}
    assert set(moved_by_merges(here, [new])) == {one for one in moved_by_merges(here) if one.household == new}
    for store in laptops.made:
        store.close()


def test_what_was_put_right_after_the_merge_is_no_finding_any_more(tmp_path):
    laptops, here, there = two_offices(tmp_path)
    save_records(there, "死亡", [Edit("member", "m", {"left": "2024-05-01", "leave_reason": "death"})])
    exchange(there, here)
    assert len(told(here)) == 1
    locking.unlock_year(here, V1, YEAR, "王审核", "整改")
    save_records(here, "改", [Edit("member", "m", {"left": "2025-05-01"})])
    locking.lock_year(here, V1, YEAR, "王审核")
    assert told(here) == []
    for store in laptops.made:
        store.close()


def test_the_same_death_that_this_file_knew_before_the_lock_changes_nothing(tmp_path):
    laptops, here, there = two_offices(tmp_path)
    locking.unlock_year(here, V1, YEAR, "王审核", "整改")
    for store, day in ((here, "2024-05-01"), (there, "2024-05-02")):
        save_records(store, "死亡", [Edit("member", "m", {"left": day, "leave_reason": "death"})])
    locking.lock_year(here, V1, YEAR, "王审核")
    exchange(there, here)
    assert moved_by_merges(here) == []
    for store in laptops.made:
        store.close()


@settings(max_examples=40)
@given(steps=histories(150))
def test_exactly_those_whom_a_merge_moved_in_the_figures_of_the_year_are_told(tmp_path, steps):
    folder = tmp_path / f"m{next(_SERIAL)}"
    folder.mkdir()
    laptops, here, there = two_offices(folder)
    numbers = [Edit("member", row, {"id_no": f"51019919550101{place:03}X"}) for place, row in enumerate("fmslg", 1)]
    save_records(there, "证件", numbers)
    day = dt.date(2024, 7, 1)
    for kind, gap, places in steps:
        day += dt.timedelta(days=gap)
        try:
            record_event(there, one_of(there, kind, day.isoformat(), places))
        except NotThisWay:
            continue
    before = counted(here)
    exchange(there, here)
    now = counted(here)
    names = dict(here.query("SELECT id, name FROM member"))
    wholes = {(row, (row, village) in now[1]) for row, village in set(before[1]) ^ set(now[1]) if village == V1}
    moved = {(names[row], at, (row, at) in now[0]) for row, at in set(before[0]) ^ set(now[0])}
    found = {(one.person, one.household, one.gained) for one in moved_by_merges(here)}
    assert {(row, gained) for name, row, gained in found if not name} == wholes
    known = {row for row, _gained in wholes}  # whose people go with it, and need not be told one by one
    assert {one for one in found if one[0] and one[1] not in known} == {one for one in moved if one[1] not in known}
    every = moved_by_merges(here)
    for (household,) in here.query("SELECT id FROM household"):
        alone = moved_by_merges(here, [household])
        assert sorted(alone) == sorted(one for one in every if one.household == household)
    for store in laptops.made:
        store.close()
