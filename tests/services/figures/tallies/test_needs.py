# SPDX-License-Identifier: MIT
"""Roll-up no. 18, 认领率: which needs are in the denominator, which in the numerator, and what a cell opens."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.entering import put
from tests.services.figures.tallies.reading import opened, values
from tests.services.helping.test_visiting import a_household
from villagedesk.models.rollups.tables import TABLES
from villagedesk.services.figures.rollups import behind, read_beside, read_rollup
from villagedesk.store.rollups import Where

PUBLISHED, WITHDRAWN, OPEN, PARTLY, TAKEN, MET, RATE, WANTED, HOUSEHOLDS = range(9)


@pytest.fixture
def books(store, village):
    """Of 2024: one withdrawn, one open, one taken in part, one taken, one met only in 2025; one each before and after."""
    for household, group in (("h1", "1组"), ("h2", "2组")):
        a_household(store, household)
        put(store, "household", household, group=group)
    of = {"village": village, "date": "2023-12-01"}
    put(store, "need", "n1", **of, title="撤回的", kind="skill", published="2024-01-10", withdrawn="2024-12-31")
    put(store, "need", "n2", **of, title="没人的", kind="goods", published="2024-12-31", household="h2", wanted=500)
    put(store, "need", "n3", **of, title="一半的", kind="goods", published="2024-02-01", quantity=10_00, household="h1")
    put(store, "need", "n4", **of, title="认领的", kind="house", published="2024-03-01", household="h1", wanted=900)
    put(store, "need", "n5", **of, title="办完的", published="2024-04-01")
    put(store, "need", "n6", **of, title="前一年", kind="goods", published="2023-12-31")
    put(store, "need", "n7", **of, title="后一年", kind="goods", published="2025-01-01")
    put(store, "need", "n8", **of, title="没发布", kind="goods")
    claims = (("n3", {"quantity": 4_00}), ("n4", {}), ("n5", {"finished": "2025-02-01"}), ("n8", {}))
    for place, (need, facts) in enumerate(claims):
        put(store, "claim", f"c{place}", village=village, answers=need, title="认领", date="2024-05-01", **facts)
    put(store, "claim", "c9", village=village, answers="n2", title="以后的", date="2025-01-01")
    put(store, "claim", "c8", village=village, title="没有需求的", date="2024-05-01")
    return store


def test_the_rate_is_of_what_was_made_known_and_not_withdrawn_as_it_stood_at_the_end_of_the_year(books):
    told = values(books, "needs", 2024)
    assert told["合计", "合计"] == (5, 1, 1, 1, 2, 0, 5000, 1400, 2)
    assert told["按需求类别", "物资"] == (2, 0, 1, 1, 0, 0, 0, 500, 2)
    assert told["按需求类别", "技术培训"] == (1, 1, 0, 0, 0, 0, None, 0, 0)
    assert told["按需求类别", "不详"][:2] == (1, 0)
    assert values(books, "needs", 2025)["合计", "合计"][:7] == (1, 0, 1, 0, 0, 0, 0)
    assert values(books, "needs", 2020)["合计", "合计"][RATE] is None


def test_a_claim_that_is_given_up_takes_its_need_out_of_the_rate_again(books):
    put(books, "claim", "c1", given_up="2024-12-31")
    told = values(books, "needs", 2024)["合计", "合计"]
    assert (told[OPEN], told[TAKEN], told[RATE]) == (2, 1, 2500)
    put(books, "claim", "c1", given_up="2025-01-01")
    assert values(books, "needs", 2024)["合计", "合计"][RATE] == 5000


def test_a_cell_opens_its_needs_and_households_and_the_rate_its_denominator(books):
    assert opened(books, "needs", "合计", "合计", OPEN, 2024).others == ("2024-12-31 没人的",)
    assert set(opened(books, "needs", "合计", "合计", RATE, 2024).others) == {
        "2024-12-31 没人的", "2024-02-01 一半的", "2024-03-01 认领的", "2024-04-01 办完的",
    }  # fmt: skip
    assert set(opened(books, "needs", "合计", "合计", HOUSEHOLDS, 2024).households) == {"h1", "h2"}
    assert opened(books, "needs", "合计", "合计", TAKEN, 2024).households == ("h1",)


def test_the_note_says_what_is_divided_by_what():
    note = TABLES["needs"](2024).note
    assert "认领率：（已认领＋已满足）÷（发布需求－已撤回）" in note
    assert "部分认领的不算认领" in note
    assert "没有登记需求、直接登记的认领不在其中" in note


def test_villages_stand_side_by_side_and_a_group_has_the_needs_of_its_households(books, village):
    *parts, (_name, total) = read_beside(books, "needs", 2024)
    assert [part.values for _n, part in parts] == [total.values]
    assert values(books, "needs", 2024, Where(village, "1组"))["合计", "合计"][:7] == (2, 0, 0, 1, 1, 0, 5000)


def test_a_claim_helps_the_household_of_its_need_where_it_names_none(books):
    assert values(books, "claims", 2024)["合计", "合计"][-1] == 1
    assert opened(books, "claims", "合计", "合计", 7, 2024).households == ("h1",)
    put(books, "claim", "c1", household="h2")
    assert values(books, "claims", 2024)["合计", "合计"][-1] == 2


_NUMBERS = itertools.count()
_DAY = st.sampled_from((None, "2023-06-01", "2024-06-01", "2024-12-31", "2099-01-01"))
_CLAIM = st.fixed_dictionaries(
    {
        "date": _DAY,
        "quantity": st.sampled_from((None, 1_00, 5_00)),
        "given_up": _DAY,
        "finished": _DAY,
        "delivered_on": _DAY,
    }
)
_NEED = st.fixed_dictionaries(
    {"kind": st.sampled_from((None, "goods", "house")), "published": _DAY, "withdrawn": _DAY,
     "quantity": st.sampled_from((None, 0, 6_00)), "wanted": st.none() | st.integers(0, 999),
     "claims": st.lists(_CLAIM, max_size=3)}
)  # fmt: skip


@settings(max_examples=25)
@given(st.lists(_NEED, max_size=5))
def test_states_and_kinds_add_up_and_every_cell_opens_what_it_counts(new_store, needs):
    store = new_store(f"p{next(_NUMBERS)}")
    village = store.value("SELECT id FROM village")
    for place, facts in enumerate(needs):
        claims = facts["claims"]
        own = {key: value for key, value in facts.items() if key != "claims"}
        put(store, "need", f"n{place}", village=village, title=f"需求{place}", **own)
        for number, one in enumerate(claims):
            put(store, "claim", f"c{place}-{number}", village=village, answers=f"n{place}", title="认领", **one)
    told = values(store, "needs", 2024)
    total = told["合计", "合计"]
    assert total[PUBLISHED] == sum((one["published"] or "").startswith("2024") for one in needs)
    assert sum(total[WITHDRAWN : MET + 1]) == total[PUBLISHED]
    kinds = [row for (section, _label), row in told.items() if section == "按需求类别"]
    for column in (*range(PUBLISHED, MET + 1), WANTED):
        assert sum(row[column] for row in kinds) == total[column]
    found = read_rollup(store, "needs", 2024)
    for line in found.lines():
        for place, (cell, value) in enumerate(line.cells()):
            if place <= MET:
                assert len(behind(store, found, cell).others) == value
