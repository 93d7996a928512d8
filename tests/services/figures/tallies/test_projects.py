# SPDX-License-Identifier: MIT
"""Roll-up no. 12 adds the money of projects up by source, says how far they are, and opens whom they reach."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.entering import put
from tests.services.figures.tallies.reading import opened, values
from tests.services.helping.test_visiting import a_household
from villagedesk.models.rollups.spec import Unit
from villagedesk.services.figures.asof import state_as_of
from villagedesk.services.figures.rollup_layout import Wish, lay_out
from villagedesk.services.figures.rollups import behind, read_beside, read_rollup
from villagedesk.store.asof import Moment
from villagedesk.store.rollups import Where

COUNT, PLANNED, PAID, PROGRESS, AHEAD, RUNNING, WAITING, ACCEPTED, STOPPED, LATE, REACHED = range(11)
NONE = (0, 0, 0, None, 0, 0, 0, 0, 0, 0, 0)


@pytest.fixture
def books(store, village):
    """Of 2024: a road of two sources that is accepted and reaches two households, training that is late; one project each before and after."""
    for household, group in (("h1", "1组"), ("h2", "2组")):
        a_household(store, household)
        put(store, "household", household, group=group)
    of = {"village": village, "year": 2024}
    put(store, "project", "p1", **of, name="修路", kind="road", begun="2024-03-01", finished="2024-06-01",
        accepted="2024-07-01", acceptance="passed", is_asset=True, asset=900, income=30, keeper_name="周明")  # fmt: skip
    put(store, "project_fund", "f1", project="p1", position=0, source="fiscal", planned=800, paid=600)
    put(store, "project_fund", "f2", project="p1", position=1, source="own", planned=200)
    put(store, "project_beneficiary", "b1", project="p1", position=0, household="h1", amount=70, benefit="入户路")
    put(store, "project_beneficiary", "b2", project="p1", position=1, household="h2")
    put(store, "project", "p2", **of, name="培训", kind="skill", three_help="people", begun="2024-03-01",
        planned_end="2024-04-01", is_asset=False)  # fmt: skip
    put(store, "project_fund", "f3", project="p2", position=0, source="fiscal", planned=100, paid=100)
    put(store, "project_beneficiary", "b3", project="p2", position=0, household="h1", amount=5, benefit="培训")
    put(store, "project", "p3", **of, name="示范园", kind="party")
    put(store, "project", "p4", village=village, year=2025, name="水塔", kind="water", is_asset=True)
    put(store, "project", "p5", village=village, year=2019, name="旧桥", kind="road", is_asset=True, asset=50)
    put(store, "claim", "c1", village=village, title="送教", date="2024-02-01", kind="office", household="h1",
        started="2024-03-01", finished="2025-01-01", pledged=500, senior=True)  # fmt: skip
    put(store, "claim", "c2", village=village, title="修房", date="2024-12-31", kind="firm", given_up="2024-12-31")
    put(store, "claim", "c3", village=village, title="卖果", date="2025-01-01", kind="firm")
    return store


def test_the_projects_of_a_year(books):
    told = values(books, "projects", 2024)
    assert told["合计", "合计"] == (3, 1100, 700, 6364, 1, 1, 0, 1, 0, 1, 2)
    assert told["按项目类型", "道路交通"] == (1, 1000, 600, 6000, 0, 0, 0, 1, 0, 0, 2)
    assert told["按三帮扶", "人才进村"] == (1, 100, 100, 10000, 0, 1, 0, 0, 0, 1, 1)
    assert told["按三帮扶", "不详"][:3] == (2, 1000, 600)
    assert told["按项目类型", "生态保护"] == NONE


def test_lines_of_nothing_are_left_out_but_the_total_stays(books):
    assert [line.row.label for line in read_rollup(books, "projects", 2018).lines()] == ["合计"]
    assert [line.row.label for line in read_rollup(books, "project_assets", 2018).lines()] == ["合计"]
    assert "生态保护" not in [line.row.label for line in read_rollup(books, "projects", 2024).lines()]


def test_a_project_of_several_sources_stands_with_each_and_its_money_once(books):
    told = values(books, "projects", 2024)
    assert told["按资金来源", "财政资金"] == (2, 900, 700, 7778, 0, 1, 0, 1, 0, 1, 2)
    assert told["按资金来源", "群众自筹"] == (1, 200, 0, 0, 0, 0, 0, 1, 0, 0, 2)
    assert told["按资金来源", "不详"] == (1, 0, 0, None, 1, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("facts", "column"),
    [
        ({}, WAITING), ({"accepted": "2024-05-01", "acceptance": "failed"}, WAITING),
        ({"accepted": "2024-05-01", "acceptance": "mended"}, ACCEPTED), ({"stopped": "2024-05-01"}, STOPPED),
    ],
)  # fmt: skip
def test_each_project_stands_in_one_state(books, facts, column):
    put(books, "project", "p3", begun="2024-02-01", finished="2024-04-01", **facts)
    told = values(books, "projects", 2024)["合计", "合计"]
    before = (0, 1, 0, 1, 0)
    assert tuple(told[AHEAD : STOPPED + 1]) == tuple(
        count + (AHEAD + place == column) for place, count in enumerate(before)
    )


def test_a_cell_opens_its_projects_its_sources_and_the_households(books):
    assert opened(books, "projects", "合计", "合计", LATE, 2024).others == ("2024 培训",)
    assert set(opened(books, "projects", "合计", "合计", PAID, 2024).others) == {
        "2024 修路 财政资金",
        "2024 培训 财政资金",
    }
    reached = opened(books, "projects", "合计", "合计", REACHED, 2024)
    assert (set(reached.households), reached.others) == ({"h1", "h2"}, ())
    assert opened(books, "claims", "合计", "合计", 0, 2024).others == ("2024-02-01 送教", "2024-12-31 修房")


def test_the_list_of_households_says_what_each_has_of_all_projects(books):
    _table, listed = lay_out(books, Wish("projects", 2024, listed=True), "示范村")
    assert listed.columns == ("受益项目", "受益内容", "受益金额（元）")
    assert [[cell.words for cell in line.cells] for line in listed.lines] == [
        ["修路；培训", "入户路；培训", "0.75"],
        ["修路", "", ""],
    ]


def test_a_household_in_the_recycle_bin_is_reached_no_more(books):
    with books.change("删除") as change:
        change.remove("household", ["h1"], "登记错了")
    assert values(books, "projects", 2024)["合计", "合计"][REACHED] == 1
    assert values(books, "claims", 2024)["合计", "合计"][-1] == 0


def test_what_was_left_to_the_village_until_a_year(books):
    assert values(books, "project_assets", 2024)["合计", "合计"] == (2, 950, 30, 1, 1)
    assert values(books, "project_assets", 2024)["按项目类型", "道路交通"] == (2, 950, 30, 1, 1)
    assert values(books, "project_assets", 2025)["合计", "合计"][0] == 3
    assert opened(books, "project_assets", "合计", "合计", 4, 2024).others == ("2019 旧桥",)


def test_claims_of_a_year_as_they_stood_at_its_end(books):
    told = values(books, "claims", 2024)
    assert told["合计", "合计"] == (2, 0, 1, 0, 1, 1, 500, 1)
    assert told["按认领者类型", "企事业单位"] == (1, 0, 0, 0, 1, 0, 0, 0)
    assert values(books, "claims", 2025)["合计", "合计"] == (1, 1, 0, 0, 0, 0, 0, 0)


def test_villages_stand_side_by_side_and_a_group_has_its_households(books, village):
    *parts, (_name, total) = read_beside(books, "projects", 2024)
    assert [part.values for _n, part in parts] == [total.values]
    assert values(books, "projects", 2024, place=Where(village, "2组"))["合计", "合计"] == (*NONE[:REACHED], 1)
    assert values(books, "claims", 2024, place=Where(village, "1组"))["合计", "合计"][0] == 1


def test_as_of_a_day_projects_stand_as_they_did(books):
    with state_as_of(books, Moment(happened="2024-06-15")) as then:
        told = values(then, "projects", 2024)["合计", "合计"]
    assert (told[WAITING], told[ACCEPTED]) == (1, 0)


_NUMBERS = itertools.count()
_SOURCES = st.lists(
    st.fixed_dictionaries(
        {"source": st.sampled_from(("fiscal", "own", None)), "planned": st.none() | st.integers(0, 999), "paid": st.none() | st.integers(0, 999)}
    ),
    max_size=3,
)  # fmt: skip
_DAY = st.sampled_from((None, "2023-06-01", "2024-06-01", "2099-01-01"))
_PROJECT = st.fixed_dictionaries(
    {"year": st.sampled_from((None, 2023, 2024)), "kind": st.sampled_from((None, "road", "water")), "begun": _DAY,
     "finished": _DAY, "accepted": _DAY, "stopped": _DAY, "planned_end": _DAY, "sources": _SOURCES}
)  # fmt: skip


@settings(max_examples=25)
@given(st.lists(_PROJECT, max_size=5))
def test_kinds_sources_and_states_add_up_and_cells_open_what_they_count(new_store, projects):
    store = new_store(f"p{next(_NUMBERS)}")
    village = store.value("SELECT id FROM village")
    for number, facts in enumerate(projects):
        sources = facts["sources"]
        own = {key: value for key, value in facts.items() if key != "sources"}
        put(store, "project", f"p{number}", village=village, name=f"项目{number}", **own)
        for place, one in enumerate(sources):
            put(store, "project_fund", f"f{number}-{place}", project=f"p{number}", position=place, **one)
    found = read_rollup(store, "projects", 2024)
    told = values(store, "projects", 2024)
    total = told["合计", "合计"]
    assert total[COUNT] == sum(one["year"] == 2024 for one in projects)
    assert sum(total[AHEAD : STOPPED + 1]) == total[COUNT]
    for section, columns in (("按资金来源", (PLANNED, PAID)), ("按项目类型", (COUNT, PLANNED, PAID, AHEAD, LATE))):
        rows = [row for (part, _label), row in told.items() if part == section]
        for column in columns:
            assert sum(row[column] for row in rows) == total[column], (section, column)
    for line in found.lines():
        for cell, value in line.cells():
            if cell.unit is Unit.ITEMS:
                assert len(behind(store, found, cell).others) == value, (line.row.label, cell)
