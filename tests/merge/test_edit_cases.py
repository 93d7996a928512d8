# SPDX-License-Identifier: MIT
"""Edit against edit: merge.md A6, M13–M32, on real files through the code of the screen."""

from __future__ import annotations

import hashlib

import pytest

from tests.merge.conftest import NOON, both_ways, contested, exchange, merge, put, remove, sound, value
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.parse import read
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.merging import conflicts as deciding
from villagedesk.store import conflicts


def typed(store, path, row, raw):
    """Saved as a form saves: read by the rules of the field first."""
    entity, _, key = path.partition(".")
    reading = read(field_spec(path), raw, today=NOON.date())
    save_records(store, "改", [Edit(entity, row, {key: reading.value})])


def settle(store, row, cell, wanted, entity="household"):
    with store.change("裁决") as change:
        change.settle(entity, row, cell, [wanted])


def test_m13_different_fields_of_one_person_are_both_kept(pair):
    a, b = pair
    put(a, "member", "m1", phone="13700000001")
    put(b, "member", "m1", name="肖耀辉")
    both_ways(a, b)
    assert (value(a, "member", "m1", "phone"), value(a, "member", "m1", "name")) == ("13700000001", "肖耀辉")
    assert contested(a) == []


def test_m14_the_same_new_value_is_no_conflict(pair):
    a, b = pair
    for store in pair:
        put(store, "household", "h1", phone="5")
    both_ways(a, b)
    assert contested(a) == []


def test_m15_different_values_of_one_field_are_one_conflict_with_everything_about_it(pair):
    a, b = pair
    put(a, "household", "h1", phone="13800000002")
    put(b, "household", "h1", phone="13800000003")
    both_ways(a, b)
    (one,) = deciding.disputes_of(a)
    assert one.before == "13800000001"
    assert {side.text: (side.who, side.device) for side in one.sides} == {
        "13800000002": ("a的人", "a的电脑"),
        "13800000003": ("b的人", "b的电脑"),
    }
    assert all(side.at.startswith("2026-03-02") for side in one.sides)


def test_m16_three_values_from_three_files_are_one_conflict(pair, laptops):
    a, b = pair
    c = laptops.copy(a, "c")
    for number, store in enumerate((a, b, c)):
        put(store, "household", "h1", phone=str(number))
    merge(a, b.path, c.path)
    assert contested(a) == [("h1", "phone", {"0", "1", "2"})]


def test_m17_going_back_to_the_old_value_is_an_edit_that_contests(pair):
    a, b = pair
    put(a, "household", "h1", phone="13800000009")
    put(a, "household", "h1", phone="13800000001")
    put(b, "household", "h1", phone="13800000003")
    both_ways(a, b)
    assert contested(a) == [("h1", "phone", {"13800000001", "13800000003"})]


def test_m18_emptied_against_set_is_a_conflict(pair):
    a, b = pair
    put(a, "household", "h1", phone=None)
    put(b, "household", "h1", phone="13800000003")
    both_ways(a, b)
    assert contested(a) == [("h1", "phone", {None, "13800000003"})]


@pytest.mark.parametrize(
    ("path", "row", "one", "other"),
    [
        ("member.name", "m1", "肖 辉", "肖辉 "),
        ("household.phone", "h1", "１３８００００００07", "13800000007"),
        ("member.id_no", "m2", "51019919540601098x", "５１０１９９19540601098X"),
    ],
)
def test_m19_spaces_full_width_digits_and_small_x_are_no_difference(pair, path, row, one, other):
    a, b = pair
    typed(a, path, row, one)
    typed(b, path, row, other)
    both_ways(a, b)
    assert contested(a) == []


def test_m20_spellings_of_numbers_and_dates_are_no_difference(pair):
    a, b = pair
    for store, wage, birth in ((a, "1200", "2024-1-5"), (b, "1200.00", "2024年01月05日")):
        typed(store, "member_year.wage", "ym1", wage)
        typed(store, "member.birth", "m2", birth)
    both_ways(a, b)
    assert contested(a) == []
    assert value(a, "member_year", "ym1", "wage") == 120_000
    assert value(a, "member", "m2", "birth") == "2024-01-05"


def test_m21_adding_one_entry_and_removing_another_are_both_applied(pair):
    a, b = pair
    put(a, "member_year", "ym1", health=("2", "4"))
    put(b, "member_year", "ym1", health=())
    both_ways(a, b)
    assert value(a, "member_year", "ym1", "health") == "4"
    assert contested(a) == []


def test_m22_the_same_entry_added_twice_stands_once(pair):
    a, b = pair
    for store in pair:
        put(store, "member_year", "ym1", health=("2", "4"))
    both_ways(a, b)
    assert value(a, "member_year", "ym1", "health") == "2,4"
    assert contested(a) == []


def test_m23_a_removed_line_against_an_edited_amount_contests_the_line_and_not_the_person(pair):
    a, b = pair
    put(a, "income_year", "i1", household="h1", year=2025, low_income=300_000)
    merge(b, a.path)
    remove(a, "income_year", "i1", "低保取消")
    put(b, "income_year", "i1", low_income=360_000)
    both_ways(a, b)
    assert [(row, cell) for row, cell, _values in contested(a)] == [("i1", "removed")]
    assert value(a, "income_year", "i1", "low_income") == 360_000


def test_m24_notes_written_on_both_sides_are_both_kept_without_a_question(pair):
    a, b = pair
    put(a, "household", "h1", note="甲写的")
    put(b, "household", "h1", note="乙写的")
    both_ways(a, b)
    assert contested(a) == []
    assert {"甲写的", "乙写的"} <= set(value(a, "household", "h1", "note").split("\n"))


def test_m25_two_photos_are_a_conflict_and_equal_bytes_are_kept_once(pair):
    from villagedesk.store import pictures

    a, b = pair
    shots = {store: pictures.keep(store, "image/jpeg", f"foto {place}".encode()) for place, store in enumerate(pair)}
    same = pictures.keep(a, "image/jpeg", b"the same")
    assert pictures.keep(b, "image/jpeg", b"the same") == same
    for store in pair:
        put(store, "household", "h1", head_photo=shots[store])
        put(store, "household_year", "hy1", household="h1", year=2025, house_photo=same)
    both_ways(a, b)
    assert contested(a) == [("h1", "head_photo", set(shots.values()))]
    assert a.value("SELECT count(*) FROM picture") == 3
    assert a.value("SELECT count(*) FROM picture WHERE hash = ?", (hashlib.sha256(b"foto 1").hexdigest(),)) == 1


def test_m27_a_decision_flows_back_and_leaves_no_conflict_anywhere(pair, township):
    a, b = pair
    put(a, "household", "h1", phone="1")
    put(b, "household", "h1", phone="2")
    merge(township, a.path, b.path)
    settle(township, "h1", "phone", "2")
    for store in pair:
        merge(store, township.path)
        assert value(store, "household", "h1", "phone") == "2"
        assert contested(store) == []
    merge(township, a.path, b.path)
    assert contested(township) == []


def test_m28_an_edit_made_meanwhile_contests_the_decision_only(pair, township):
    a, b = pair
    put(a, "household", "h1", phone="1")
    put(b, "household", "h1", phone="2")
    merge(township, a.path, b.path)
    settle(township, "h1", "phone", "1")
    put(b, "household", "h1", phone="3")
    merge(township, b.path)
    assert contested(township) == [("h1", "phone", {"1", "3"})]


def test_m29_two_decisions_that_differ_are_one_conflict_of_the_decisions(pair):
    a, b = pair
    put(a, "household", "h1", phone="1")
    put(b, "household", "h1", phone="2")
    both_ways(a, b)
    settle(a, "h1", "phone", "1")
    settle(b, "h1", "phone", "9")
    both_ways(a, b)
    assert contested(a) == [("h1", "phone", {"1", "9"})]


def test_m30_equal_decisions_are_no_conflict(pair):
    a, b = pair
    put(a, "household", "h1", phone="1")
    put(b, "household", "h1", phone="2")
    both_ways(a, b)
    for store in pair:
        settle(store, "h1", "phone", "2")
    both_ways(a, b)
    assert contested(a) == []


def test_m31_an_undecided_conflict_travels_through_three_more_merges_and_stands_once(pair, township, laptops):
    a, b = pair
    put(a, "household", "h1", phone="1")
    put(b, "household", "h1", phone="2")
    merge(a, b.path)
    c = laptops.copy(a, "c")
    merge(township, c.path)
    merge(b, township.path)
    merge(township, b.path)
    for store in (c, township, b):
        assert contested(store) == [("h1", "phone", {"1", "2"})]
        sound(store)


def test_m32_a_thousand_conflicts_are_counted_right(pair):
    a, b = pair
    with a.change("导入") as change:
        change.put_new("household", [(f"k{n}", {"group": "1组", "phone": "0"}) for n in range(1_000)])
    exchange(a, b)
    for store, phone in ((a, "1"), (b, "2")):
        with store.change("改") as change:
            for n in range(1_000):
                change.put("household", f"k{n}", {"phone": phone})
    merged = merge(a, b.path)
    assert merged.report.files[0].conflicts == 1_000
    assert conflicts.count(a) == 1_000
    assert len(deciding.disputes_of(a)) == 1_000
