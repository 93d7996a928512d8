# SPDX-License-Identifier: MIT
"""Income ledgers that two offices keep at once: lines are all kept, cells of one line merge, coefficients are shared."""

from __future__ import annotations

from tests.merge.conftest import V1, both_ways, contested, put, remove, sound, value
from tests.merge.test_return_file import V2, merge, places  # noqa: F401 - a fixture
from villagedesk.merge.returning import make_return_file
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.merging import conflicts as deciding
from villagedesk.store.file import Opening, open_file
from villagedesk.store.ids import derived_id

RATE = derived_id("income_rate", V1, 2025, "rice")


def line(store, row, **facts):
    put(store, "income_line", row, household="h1", year=2025, **facts)


def cells(store):
    return load_casefile(store, "h1", 2025).ledger().cells


def test_lines_written_on_both_laptops_all_count(pair):
    a, b = pair
    line(a, "l-a", item="work", gross=9_000_00, position=0)
    line(b, "l-b", item="rice", gross=2_000_00, cost=500_00, position=0)
    both_ways(a, b)
    assert contested(a) == []
    for store in pair:
        assert cells(store) == {"wage_work": 9_000_00, "crops": 2_000_00, "crops_cost": 500_00}
    sound(*pair)


def test_different_cells_of_one_line_are_both_kept_and_the_same_cell_is_asked(pair):
    a, b = pair
    line(a, "l", item="rice", gross=2_000_00)
    both_ways(a, b)
    put(a, "income_line", "l", evidence="receipt")
    put(b, "income_line", "l", cost=500_00)
    both_ways(a, b)
    assert (value(a, "income_line", "l", "evidence"), value(a, "income_line", "l", "cost")) == ("receipt", 500_00)
    put(a, "income_line", "l", gross=2_100_00)
    put(b, "income_line", "l", gross=2_200_00)
    both_ways(a, b)
    (one,) = deciding.disputes_of(a)
    assert (one.household, one.cell) == ("h1", "gross")
    assert {side.text for side in one.sides} == {"2,100.00", "2,200.00"}
    assert cells(a)["crops"] == cells(b)["crops"]


def test_a_line_removed_here_and_edited_there_stays_until_somebody_decides(pair):
    a, b = pair
    line(a, "l", item="work", gross=100)
    both_ways(a, b)
    remove(a, "income_line", "l", "登记错了")
    put(b, "income_line", "l", gross=200)
    both_ways(a, b)
    assert [(row, cell) for row, cell, _values in contested(a)] == [("l", "removed")]
    assert cells(a) == cells(b) == {"wage_work": 200}


def test_coefficients_of_two_offices_are_one_record_that_merges_cell_by_cell(pair):
    a, b = pair
    put(a, "income_rate", RATE, village=V1, year=2025, item="rice")
    both_ways(a, b)
    put(a, "income_rate", RATE, price=1_25)
    put(b, "income_rate", RATE, cost=300_00)
    both_ways(a, b)
    assert contested(a) == []
    assert (value(b, "income_rate", RATE, "price"), value(b, "income_rate", RATE, "cost")) == (1_25, 300_00)
    put(a, "income_rate", RATE, price=1_30)
    put(b, "income_rate", RATE, price=1_40)
    both_ways(a, b)
    (one,) = deciding.disputes_of(a)
    assert (one.household, one.cell) == ("", "price")


def test_a_village_gets_its_own_lines_and_coefficients_back_and_nobody_elses(places, tmp_path):  # noqa: F811
    township, _first, _second = places
    for key, village in (("xiao", V1), ("zeng", V2)):
        put(
            township,
            "income_line",
            f"l-{key}",
            household=f"h-{key}",
            year=2025,
            item="work",
            evidence_note=f"{key}的流水",
        )
        put(township, "income_rate", f"r-{key}", village=village, year=2025, item="rice", source=f"{key}村定")
    made = make_return_file(township, V1, tmp_path / "回.village", "")
    with open_file(made.path, "", Opening()) as returned:
        assert returned.query("SELECT id FROM income_line") == [("l-xiao",)]
        assert returned.query("SELECT id FROM income_rate") == [("r-xiao",)]
    content = made.path.read_bytes()
    assert "xiao的流水".encode() in content
    assert b"zeng" not in content
