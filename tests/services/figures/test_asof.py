# SPDX-License-Identifier: MIT
"""The file as of a day: by what it knew then, by what was so then, and by both; the file itself stays untouched."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PASSPHRASE
from tests.merge.conftest import Laptops, exchange
from villagedesk.errors import Cancelled, Refused
from villagedesk.services.casefile.casefiles import finding_lines, load_casefile
from villagedesk.services.figures import asof
from villagedesk.services.keeping.records import Edit, Removal, save_records, undo_last
from villagedesk.services.opening.files import village_id
from villagedesk.store import households
from villagedesk.store.asof import Moment
from villagedesk.store.counts import statistics
from villagedesk.store.dump import dump
from villagedesk.store.faults import ReadOnlyFile
from villagedesk.store.households import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.clock import FixedClock
    from villagedesk.store.store import Store

V = village_id("510199100201")
_SERIAL = itertools.count()


def register(store: Store, name: str, **member: Any) -> dict[str, str]:
    edits = [
        Edit("household", "", {"village": V, "group": "1组", "phone": "13900000001"}, "h"),
        Edit("member", "", {"household": "@h", "name": name, **member}, "m"),
    ]
    return dict(save_records(store, f"登记{name}", edits).ids)


def facts(store: Store) -> list[str]:
    return list(dump(store))


def lists(store: Store) -> list[tuple[Any, ...]]:
    return store.query(
        "SELECT id, number, grp, head_name, phone, size, year, attribute, cause, cadres, last_visit FROM household_list ORDER BY id"
    )


def as_of(store: Store, known: str = "", happened: str = "", **more: Any) -> Store:
    return asof.state_as_of(store, asof.read_moment(store, known, happened), **more)


def test_two_clocks_give_two_answers(store, clock: FixedClock):
    """Joined in May, entered in June (domain.md, two clocks)."""
    clock.at = dt.datetime(2025, 1, 10, 9)
    family = register(store, "张三")
    clock.at = dt.datetime(2025, 6, 20, 9)
    edit = Edit(
        "member", "", {"household": family["h"], "name": "李四", "joined": "2025-05-03", "join_reason": "married_in"}
    )
    save_records(store, "婚入", [edit])
    clock.at = dt.datetime(2025, 12, 1, 9)

    def size(**when: str) -> int:
        with as_of(store, **when) as past:
            return households.page_all(past, households.keys(past, Query()))[0].size

    assert size(happened="2025-03-31") == 1
    assert size(happened="2025-05-02") == 1
    assert size(happened="2025-05-03") == 2
    assert size(known="2025-05-31") == 1
    assert size(known="2025-06-19") == 1
    assert size(known="2025-06-20") == 2
    assert size(known="2025-06-20", happened="2025-05-02") == 1
    assert size(known="2025-06-19", happened="2025-12-01") == 1


def test_who_left_is_there_until_the_day_before(store, clock):
    register(store, "张三", left="2025-05-03", leave_reason="death")
    for day, members in (("2025-05-02", 1), ("2025-05-03", 0)):
        with as_of(store, happened=day) as past:
            assert statistics(past)["members"] == members
            case = load_casefile(past, households.ids(past, Query())[0])
            assert case is not None
            assert (case.size, case.people[0].member.leave_reason if case.people else "gone") == (
                members,
                None if members else "gone",
            )


def test_events_and_years_after_the_day_are_not_there(store):
    family = register(store, "张三")
    cadre = save_records(store, "责任人", [Edit("cadre", "", {"name": "王帮扶"}, "c")]).ids["c"]
    save_records(
        store,
        "登记",
        [
            Edit("pairing", "", {"household": family["h"], "cadre": cadre, "start": "2024-01-01", "end": "2025-06-30"}),
            Edit("visit", "", {"household": family["h"], "date": "2025-07-01", "visitors": "王"}),
            Edit("household_year", "", {"household": family["h"], "year": 2025, "attribute": "general"}),
            Edit("enrolment", "", {"household": family["h"], "programme": "monitoring", "from_year": 2025}),
        ],
    )
    with as_of(store, happened="2025-06-30") as past:
        line = households.page_all(past, households.keys(past, Query()))[0]
        assert (line.cadres, line.last_visit, line.year) == ("王帮扶", None, 2025)
    with as_of(store, happened="2024-12-31") as past:
        line = households.page_all(past, households.keys(past, Query()))[0]
        assert (line.attribute, line.year) == (None, None)
        assert statistics(past)["visits"] == 0
        assert past.query("SELECT count(*) FROM enrolment WHERE removed IS NULL") == [(0,)]
        assert past.info.year == 2024
    with as_of(store, happened="2025-07-01") as past:
        assert households.page_all(past, households.keys(past, Query()))[0].cadres is None


DAYS = st.dates(dt.date(2024, 12, 1), dt.date(2025, 2, 28)).map(str)


@given(people=st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=6), day=DAYS)
def test_the_size_on_a_day_is_that_counted_by_hand(new_store, people, day):
    store = new_store(f"s{next(_SERIAL)}")
    edits = [Edit("household", "", {"village": V}, "h")]
    for joined, left in people:
        edits.append(Edit("member", "", {"household": "@h", "name": "甲", "joined": joined, "left": left}))
    save_records(store, "登记", edits)
    expected = sum((joined is None or joined <= day) and (left is None or left > day) for joined, left in people)
    with as_of(store, happened=day) as past:
        assert statistics(past)["members"] == expected
        assert past.query("SELECT size FROM household_list") == [(expected,)]
    store.close()


@pytest.mark.parametrize("seed", range(4))
def test_what_was_in_the_file_each_evening_can_be_read_ever_after(store, clock, seed):
    """Random work over weeks, with removals, restores and undoing: every evening is found again, byte for byte."""
    dice = random.Random(seed)
    clock.at = dt.datetime(2025, 1, 1, 18)
    evenings: dict[str, tuple[list[str], list[Any]]] = {}
    known: list[dict[str, str]] = []
    for day in range(12):
        clock.at = dt.datetime(2025, 1, 1 + 2 * day, 18)
        for _deed in range(dice.randrange(4)):
            _work(store, dice, known)
        evenings[clock.at.date().isoformat()] = (facts(store), lists(store))
    clock.at = dt.datetime(2025, 6, 1, 9)
    for day, (records, lines) in evenings.items():
        with as_of(store, known=day) as past:
            assert (facts(past), lists(past)) == (records, lines), day


def _work(store: Store, dice: random.Random, known: list[dict[str, str]]) -> None:
    deed = dice.choice(["new", "edit", "edit", "remove", "restore", "undo", "year"])
    if deed == "new" or not known:
        known.append(register(store, f"甲{len(known)}"))
        return
    one = dice.choice(known)
    if deed == "edit":
        save_records(store, "改", [Edit("member", one["m"], {"name": f"乙{dice.randrange(100)}"})])
    elif deed == "year":
        values = {"household": one["h"], "year": 2025, "farmland": dice.randrange(9), "risks": ("illness",)}
        save_records(store, "年度", [Edit("household_year", "", values)])
    elif deed == "remove":
        save_records(store, "删", [Removal(dice.choice(["household", "member"]), one["h"], "x")])
        save_records(store, "删", [Removal("member", one["m"], "x")])
    elif deed == "restore":
        with store.change("还原") as change:
            change.restore("household", one["h"])
            change.restore("member", one["m"])
    else:
        undo_last(store)


def test_what_arrived_by_a_merge_was_known_when_it_was_merged(tmp_path):
    laptops = Laptops(tmp_path)
    here = laptops("a")
    here.clock.at = dt.datetime(2025, 1, 1, 9)  # type: ignore[attr-defined]
    family = register(here, "张三")
    there = laptops.copy(here, "b")
    there.clock.at = dt.datetime(2025, 2, 1, 9)  # type: ignore[attr-defined]
    save_records(there, "改", [Edit("member", family["m"], {"name": "张四"})])
    here.clock.at = dt.datetime(2025, 5, 1, 9)  # type: ignore[attr-defined]
    exchange(there, here)
    save_records(here, "改", [Edit("household", family["h"], {"phone": "13900000002"})])
    here.clock.at = dt.datetime(2025, 9, 1, 9)  # type: ignore[attr-defined]
    for store, day, name in ((here, "2025-04-30", "张三"), (here, "2025-05-01", "张四"), (there, "2025-02-01", "张四")):
        store.clock.at = dt.datetime(2025, 9, 1, 9)  # type: ignore[attr-defined]
        with as_of(store, known=day) as past:
            assert past.query("SELECT name FROM member") == [(name,)], day
    for store in laptops.made:
        store.close()


def test_a_conflict_is_open_as_long_as_nobody_had_decided_it(tmp_path):
    from villagedesk.store import conflicts

    laptops = Laptops(tmp_path)
    here = laptops("a")
    here.clock.at = dt.datetime(2025, 1, 1, 9)  # type: ignore[attr-defined]
    family = register(here, "张三")
    there = laptops.copy(here, "b")
    save_records(there, "改", [Edit("member", family["m"], {"name": "张四"})])
    save_records(here, "改", [Edit("member", family["m"], {"name": "张五"})])
    here.clock.at = dt.datetime(2025, 2, 1, 9)  # type: ignore[attr-defined]
    exchange(there, here)
    here.clock.at = dt.datetime(2025, 3, 1, 9)  # type: ignore[attr-defined]
    save_records(here, "定", [Edit("member", family["m"], {"name": "张四"})])
    found = {}
    for day in ("2025-01-31", "2025-02-28", "2025-03-01"):
        with as_of(here, known=day) as past:
            found[day] = conflicts.count(past)
    assert found == {"2025-01-31": 0, "2025-02-28": 1, "2025-03-01": 0}
    for store in laptops.made:
        store.close()


def test_a_clock_that_fell_back_or_ran_ahead_for_an_afternoon_cuts_nothing_off(store, clock):
    clock.at = dt.datetime(2025, 1, 10, 9)
    family = register(store, "张三")
    clock.at = dt.datetime(2014, 1, 1, 0)  # an empty battery
    save_records(store, "改", [Edit("member", family["m"], {"name": "张四"})])
    clock.at = dt.datetime(2099, 1, 1, 0)
    save_records(store, "改", [Edit("household", family["h"], {"phone": "13900000002"})])
    clock.at = dt.datetime(2025, 2, 1, 9)
    save_records(store, "改", [Edit("household", family["h"], {"group": "2组"})])
    clock.at = dt.datetime(2025, 9, 1, 9)
    with as_of(store, known="2025-01-10") as past:
        assert past.query("SELECT name FROM member") == [("张四",)]
        assert past.query('SELECT phone, "group" FROM household') == [("13900000002", "1组")]
    with as_of(store, known="2025-01-09") as past:
        assert statistics(past)["households"] == 0


def test_the_file_is_only_read_and_the_copy_cannot_be_written(new_store: Callable[..., Store], clock):
    store = new_store("sealed", passphrase=PASSPHRASE)
    register(store, "张三")
    before = hashlib.sha256(store.path.read_bytes()).hexdigest()
    files = set(store.path.parent.iterdir())
    with as_of(store, known="2026-03-02", searchable=True) as past:
        assert statistics(past)["members"] == 1
        assert households.ids(past, Query(text="张")) == households.ids(store, Query(text="张"))
        with pytest.raises(ReadOnlyFile):
            save_records(past, "改", [Edit("household", "", {"village": V})])
        assert set(store.path.parent.iterdir()) == files
    assert hashlib.sha256(store.path.read_bytes()).hexdigest() == before
    assert save_records(store, "改", [Edit("household", "", {"village": V})]).changed, "the file is free again"


def test_findings_and_ages_are_those_of_the_day(store):
    register(store, "张三", birth="2010-06-01")
    with as_of(store, happened="2026-01-01") as past:
        assert past.clock().date().isoformat() == "2026-01-01"
        assert list(finding_lines(past))


@pytest.mark.parametrize(
    ("known", "happened", "part"),
    [
        ("", "", "至少一个"),
        ("2025年", "", "不是完整的日期"),
        ("二月三十", "", "不是完整的日期"),
        ("2026-03-03", "", "还没有到"),
        ("", "2012-12-31", "早于2013年"),
    ],
)
def test_a_day_that_is_none_is_refused_with_its_remedy(store, known, happened, part):
    with pytest.raises(Refused, match=part):
        asof.read_moment(store, known, happened)


def test_days_are_read_in_every_form(store):
    assert asof.read_moment(store, "2025年3月5日", "20250306") == Moment("2025-03-05", "2025-03-06")
    assert "2025-03-05" in asof.words(Moment("2025-03-05", ""))


def test_cancelling_leaves_nothing_open(store):
    register(store, "张三")

    def pressed() -> None:
        raise Cancelled("取消")

    with pytest.raises(Cancelled):
        as_of(store, happened="2026-01-01", check=pressed)
    register(store, "李四")


def test_who_was_born_after_the_day_is_not_there_though_nobody_noted_when_he_joined(store):
    register(store, "张三", birth="2025-06-01")
    register(store, "李四", birth="2027-06-01")
    for day, members in (("2025-05-31", 1), ("2025-06-01", 2)):
        with as_of(store, happened=day) as past:
            assert statistics(past)["members"] == members, "a birthday that has not come yet is a slip"
