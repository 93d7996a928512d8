# SPDX-License-Identifier: MIT
"""What a file that was called complete rests on: the facts of its year, and nothing that comes by days of its own."""

from __future__ import annotations

import pytest

from villagedesk.models import completing
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.completing import Stage, seal, stage
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.casefile.completing import complete
from villagedesk.store import undo

PEOPLE = {"sex": "1", "ethnic": "01", "birth": "1974-02-24", "no_id_reason": "other"}


@pytest.fixture
def filled(store):
    with store.change("登记") as change:
        change.put("village", "v", {"name": "清溪村"})
        change.put("household", "h", {"village": "v", "group": "1组"})
        change.put("household_year", "hy", {"household": "h", "year": 2025, "farmland": 200})
        for number in "12":
            change.put("member", f"m{number}", {"household": "h", "name": f"高甲{number}", **PEOPLE})
            change.put("member_year", f"y{number}", {"member": f"m{number}", "year": 2025, "relation": "head"})
        change.put("cause", "c", {"household": "h", "year": 2025, "rank": "main", "code": "illness"})
        change.put("plan", "p", {"household": "h", "year": 2025, "wish": "养羊"})
        change.put("measure", "x", {"plan": "p", "content": "送羊"})
        change.put("visit", "t", {"household": "h", "date": "2025-03-04"})
        change.put("cadre", "k", {"name": "周帮扶"})
    return store


def case(store, year=2025):
    return load_casefile(store, "h", year)


def put(store, entity, row, **facts):
    with store.change("改") as change:
        change.put(entity, row, facts)


@pytest.mark.parametrize(
    ("entity", "row", "facts"),
    [
        ("household", "h", {"address": "新屋场18号"}), ("household_year", "hy", {"farmland": 300}), ("member", "m1", {"name": "高乙"}),
        ("member_year", "y1", {"education": "junior"}), ("cause", "c", {"code": "schooling"}), ("plan", "p", {"wish": "养牛"}),
        ("income_year", "i", {"household": "h", "year": 2025, "wages": 100}), ("income_line", "l", {"household": "h", "year": 2025, "gross": 100}),
        ("member", "m3", {"household": "h", "name": "高丙"}), ("member", "m2", {"left": "2024-12-30"}),
    ],
)  # fmt: skip
def test_a_changed_fact_of_the_year_is_seen_and_its_undoing_too(filled, entity, row, facts):
    before = seal(case(filled))
    put(filled, entity, row, **facts)
    assert seal(case(filled)) != before
    undo.undo(filled)
    assert seal(case(filled)) == before


@pytest.mark.parametrize(
    ("entity", "row", "facts"),
    [
        ("visit", "t2", {"household": "h", "date": "2025-04-04"}), ("measure", "x", {"status": "done"}), ("care", "z", {"household": "h", "start": "2025-04-01", "level": "red"}),
        ("pairing", "q", {"household": "h", "cadre": "k", "start": "2025-01-01"}), ("household_year", "hz", {"household": "h", "year": 2026}),
        ("member", "m2", {"left": "2026-02-01", "leave_reason": "died"}), ("household", "h", {"ended": "2026-02-01"}), ("village", "v", {"name": "新村"}),
    ],
)  # fmt: skip
def test_what_has_a_day_of_its_own_and_what_comes_in_later_years_leaves_it(filled, entity, row, facts):
    before = seal(case(filled))
    put(filled, entity, row, **facts)
    assert seal(case(filled)) == before


def test_a_file_is_open_then_complete_then_changed_and_complete_again_when_the_fact_is_back(filled):
    assert stage(case(filled), ()) is Stage.OPEN
    put(filled, "completion", "o", household="h", year=2025, date="2026-03-02", seal=seal(case(filled)))
    assert stage(case(filled), ()) is Stage.COMPLETE
    assert stage(case(filled, 2024), ()) is Stage.OPEN
    put(filled, "household_year", "hy", farmland=300)
    assert stage(case(filled), ()) is Stage.CHANGED
    put(filled, "household_year", "hy", farmland=200)
    assert stage(case(filled), ()) is Stage.COMPLETE


def test_the_fields_that_are_left_out_exist():
    for entity, keys in completing._NOT_OF_THE_YEAR.items():
        assert keys <= {field.key for field in ENTITIES[entity].fields}


def test_completing_an_unknown_household_is_refused_in_a_sentence(filled):
    with pytest.raises(Exception, match="已不在文件中"):
        complete(filled, "nobody", 2025)
