# SPDX-License-Identifier: MIT
"""Rows that arrive with nothing but their birth take a quick way; it leads where the ordinary one leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.merge.conftest import Direct, put, remove, sound
from villagedesk.store import arrivals, conflicts, foreign, newborn
from villagedesk.store.dump import dump

if TYPE_CHECKING:
    from tests.merge.conftest import Laptops
    from villagedesk.store.store import Store

TABLES = ("change", "change_over", "change_over_elsewhere", "change_head", "change_unseen", "household_list")


def state(store: Store) -> list[Any]:
    """Everything that follows from the log, and the log itself."""
    kept = [store.query(f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in TABLES[:1] + TABLES[3:4]]
    kept += [sorted(store.query(f"SELECT * FROM {table}")) for table in (*TABLES[1:3], TABLES[4])]
    lines = [line[1:] for line in store.query("SELECT * FROM household_list ORDER BY id")]
    return [
        list(dump(store)),
        kept,
        lines,
        list(conflicts.open_conflicts(store)),
        store.query("SELECT rowid FROM finder"),
    ]


@pytest.fixture
def two(laptops: Laptops) -> tuple[Store, Store]:
    """A file, and a copy in which much was born: alone, below what is new, below what is here, below what was removed."""
    a = laptops("a")
    with a.change("登记") as change:
        change.put("cadre", "k1", {"name": "罗远航"})
        for household in ("h1", "h2", "h3"):
            change.put("household", household, {"group": "1组", "phone": "13800000001"})
            change.put("member", f"m{household}", {"household": household, "name": "肖辉", "position": 0})
    b = laptops.copy(a, "b")
    remove(a, "household", "h1")
    put(a, "household_year", "twice", household="h2", year=2025, farmland=3)
    with b.change("新增") as change:
        change.put("member", "below removed", {"household": "h1", "name": "高凤珍", "position": 1})
        change.put("member_year", "below it", {"member": "below removed", "year": 2025, "health": ("2", "1")})
        change.put("member_year", "head", {"member": "mh2", "year": 2025, "relation": "head"})
        change.put("household_year", "twice", {"household": "h2", "year": 2025, "farmland": 4})
        change.put("household", "new", {"group": "十二组", "phone": "13800000001"})
        change.put("member", "of new", {"household": "new", "name": "曾小红", "position": 0})
        change.put("member_year", "year of new", {"member": "of new", "year": 2025, "relation": "head"})
        change.put("cadre", "k2", {"name": "石文"})
        change.put("pairing", "p1", {"cadre": "k1", "household": "new"})
        change.put("pairing", "p2", {"cadre": "k2", "household": "h3"})
    put(b, "member", "touched again", household="new", name="甲", position=2)
    put(b, "member", "touched again", name="乙")
    put(b, "member", "gone again", household="new", name="丙", position=3)
    remove(b, "member", "gone again")
    put(b, "member_year", "below gone", member="gone again", year=2025)
    return a, b


def taken(source: Store, target: Store) -> arrivals.Taken:
    """Bring everything over, and say what it did."""
    found = list(foreign.batches_beyond(source.connection, foreign.known_batches(target.connection)))
    done = arrivals.take_in(target, [Direct(found)], "合并")[0][0]
    done.difference.contested.sort()
    return done


def test_the_quick_way_leads_where_the_ordinary_one_leads(
    two: tuple[Store, Store],
    laptops: Laptops,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a, b = two
    other = laptops.copy(a, "other")
    quick = taken(b, a)
    with monkeypatch.context() as patch:
        patch.setattr(newborn, "of", lambda *_facts: {})
        ordinary = taken(b, other)
    assert quick == ordinary
    assert quick.difference.new["member"] == 4
    assert state(a) == state(other)
    sound(a)


def test_only_rows_that_nobody_knew_and_nobody_wrote_again_are_newborn(
    two: tuple[Store, Store], monkeypatch: Any
) -> None:
    a, b = two
    seen: list[newborn.Newborn] = []
    real = newborn.of
    monkeypatch.setattr(newborn, "of", lambda *facts: seen.append(real(*facts)) or seen[-1])
    taken(b, a)
    assert {row for rows in seen[0].values() for row in rows} == {
        "below removed", "below it", "head", "new", "of new", "year of new", "k2", "p1", "p2", "below gone",
    }  # fmt: skip


def test_a_row_that_was_written_more_than_once_is_not_newborn(two: tuple[Store, Store]) -> None:
    alone: dict[str, tuple[str, str] | None] = {"x": None, "y": ("cadre", "{}"), "k1": ("cadre", "{}")}
    with two[0].writing() as connection:
        assert newborn.of(connection, alone, 10**9) == {"cadre": {"y": "{}"}}


def test_a_merge_names_tables_and_households_but_not_a_million_rows(two: tuple[Store, Store]) -> None:
    a, b = two
    found = list(foreign.batches_beyond(b.connection, foreign.known_batches(a.connection)))
    _taken, changed = arrivals.take_in(a, [Direct(found)], "合并")
    assert changed
    assert {"member", "pairing"} <= changed.tables
    assert {"new", "h1", "h3"} <= changed.households
    assert changed.ids == frozenset()
