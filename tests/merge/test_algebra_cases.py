# SPDX-License-Identifier: MIT
"""Merging is commutative, associative and idempotent in the very cases of merge.md A6, M01–M12; random histories: test_algebra."""

from __future__ import annotations

import pytest

from tests.conftest import TOWNSHIP
from tests.merge.conftest import exchange, merge, put, sound, view
from tests.merge.ideal import changes_of
from villagedesk.store import conflicts


def test_m01_merging_the_same_copy_twice_changes_nothing_and_says_so(pair, township):
    a, _b = pair
    merge(township, a.path)
    before, content = view(township), township.path.read_bytes()
    again = merge(township, a.path)
    assert again.report.nothing_new
    assert again.changed is None
    assert again.backup is None
    assert "没有新内容" in "\n".join(again.report.lines())
    assert view(township) == before
    assert township.path.read_bytes() == content


def test_m02_a_file_merged_with_its_own_copy_or_itself_changes_nothing(pair):
    a, b = pair
    before = view(a)
    for source in (b.path, a.path):
        merged = merge(a, source)
        assert merged.report.nothing_new
        assert view(a) == before


def diverged(pair):
    a, b = pair
    put(a, "household", "h1", phone="1", group="2组")
    put(b, "household", "h1", phone="2", note="乙")
    put(b, "member", "m3", household="h1", name="曾大明", position=2)


def test_m03_two_files_merged_either_way_hold_the_same(pair, laptops):
    diverged(pair)
    a, b = pair
    a_into_b, b_into_a = laptops.copy(b, "ab"), laptops.copy(a, "ba")
    merge(a_into_b, a.path)
    merge(b_into_a, b.path)
    assert view(a_into_b) == view(b_into_a)


@pytest.fixture
def three(pair, laptops):
    a, b = pair
    c = laptops.copy(a, "c")
    diverged(pair)
    put(c, "household", "h1", phone="3")
    with c.change("删") as change:
        change.remove("member", ["m2"], "误登")
    put(b, "member", "m2", phone="13700000001")
    return a, b, c


def test_m04_m05_three_files_hold_the_same_in_all_orders_and_groupings(three, laptops):
    from itertools import permutations

    views = []
    for number, order in enumerate(permutations(three)):
        target = laptops.copy(order[0], f"order{number}")
        for source in order[1:]:
            merge(target, source.path)
        views.append(view(target))
    grouped = laptops.copy(three[0], "grouped")
    inner = laptops.copy(three[1], "inner")
    merge(inner, three[2].path)
    merge(grouped, inner.path)
    views.append(view(grouped))
    assert all(one == views[0] for one in views)


@pytest.mark.parametrize("seed", range(3))
def test_m06_five_files_in_random_orders_with_exchanges_between_hold_the_same(three, laptops, seed):
    import random

    dice = random.Random(seed)
    stores = [laptops.copy(store, f"s{seed}-{number}") for number, store in enumerate((*three, *three[:2]))]
    for turn in range(40):
        one, other = dice.sample(stores, 2)
        put(one, "household", "h1", address=f"{turn % 5}号") if dice.random() < 0.5 else exchange(one, other)
    for _round in range(2):
        for one in stores:
            for other in stores:
                if one is not other:
                    exchange(one, other)
    assert all(view(store) == view(stores[0]) for store in stores)
    sound(*stores)


def test_m07_merging_into_an_empty_file_gives_the_view_of_the_source(pair, laptops):
    a, _b = pair
    empty = laptops("leer")
    merge(empty, a.path)
    assert view(empty) == view(a)


def test_m08_an_empty_file_changes_nothing_and_is_told_to_be_empty(pair, laptops):
    from villagedesk.merge.gathering import gather
    from villagedesk.merge.incoming import private_folder
    from villagedesk.merge.plan import plan_merge

    a, _b = pair
    empty = laptops("leer")
    before = view(a)
    with private_folder() as folder:
        plan = plan_merge(a, gather(a, [empty.path], folder))
    assert [question.kind for question in plan.questions] == ["empty"]
    assert "没有任何户（0条）" in plan.questions[0].text
    merge(a, empty.path)
    assert view(a) == before


def test_m09_by_way_of_the_township_is_the_same_as_directly(pair, township, laptops):
    diverged(pair)
    a, b = pair
    direct = laptops.copy(b, "direct")
    merge(direct, a.path)
    merge(township, a.path)
    merge(b, township.path)
    assert view(b) == view(direct)


def test_m10_editing_goes_on_between_merges_and_no_edit_is_lost(pair):
    a, b = pair
    for turn in range(4):
        put(a, "household", "h1", address=f"甲{turn}")
        put(b, "household", "h1", bank=f"乙{turn}")
        merge(a, b.path)
        merge(b, a.path)
        assert view(a) == view(b)
        assert conflicts.count(a) == 0
        assert a.one("SELECT address, bank FROM household") == (f"甲{turn}", f"乙{turn}")
    put(a, "household", "h1", phone="1")
    put(b, "household", "h1", phone="2")
    merge(a, b.path)
    assert conflicts.count(a) == 1


def test_m11_many_files_at_once_are_the_same_as_one_by_one(three, laptops, township):
    at_once, one_by_one = township, laptops("t2", TOWNSHIP)
    merge(at_once, *(store.path for store in three))
    for store in three:
        merge(one_by_one, store.path)
    assert view(at_once) == view(one_by_one)


def test_m12_where_one_side_has_no_edits_the_other_side_is_taken_over_without_a_question(pair):
    a, b = pair
    put(b, "household", "h1", phone="2")
    merged = merge(a, b.path)
    assert conflicts.count(a) == 0
    assert merged.report.files[0].total("changed") == 1
    assert view(a) == view(b)


def test_the_guarded_process_brings_exactly_what_the_direct_way_brings(three, laptops):
    a, b, c = three
    guarded, direct = laptops.copy(a, "guarded"), laptops.copy(a, "direct")
    for source in (b, c):
        merge(guarded, source.path)
        exchange(source, direct)
    assert view(guarded) == view(direct)
    assert set(changes_of(guarded)) == set(changes_of(direct))
