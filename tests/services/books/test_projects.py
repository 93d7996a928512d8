# SPDX-License-Identifier: MIT
"""Projects and claims reach the rules about a village, and say above their form how far they are."""

from __future__ import annotations

import pytest

from tests.services.entering import put
from tests.services.helping.test_visiting import a_household
from villagedesk.models.catalogue.household import Household
from villagedesk.services.books.projects import in_year, read_projects, tell
from villagedesk.services.books.registers import what_follows
from villagedesk.services.doubts.findings import find
from villagedesk.services.doubts.villagefiles import village_files
from villagedesk.store import reads


@pytest.fixture
def books(store, village):
    a_household(store, "h1")
    put(store, "project", "p1", village=village, name="修渠", year=2025, kind="water", budget=6_000_000,
        begun="2025-03-01", planned_end="2099-12-31", notice_from="2025-01-02", notice_to="2025-01-20")  # fmt: skip
    put(store, "project_fund", "f1", project="p1", position=0, source="fiscal", planned=5_000_000, paid=6_500_000)
    put(store, "project_fund", "f2", project="p1", position=1, source="own", planned=1_000_000, paid=0)
    put(store, "project_beneficiary", "b1", project="p1", position=0, household="h1")
    put(store, "project", "p0", village=village, name="旧路", year=2019, begun="2019-03-01", accepted="2019-12-01")
    put(store, "claim", "c1", village=village, title="送教上门", date="2025-01-01")
    put(store, "claim", "c0", village=village, title="旧事", date="2019-01-01", given_up="2019-02-01")
    return store


def test_books_are_read_with_their_lines_and_narrowed_to_a_year(books, village):
    every = read_projects(books)
    assert [(one.project.id, len(one.funds), len(one.reached)) for one in every.projects] == [
        ("p0", 0, 0),
        ("p1", 2, 1),
    ]
    assert [one.id for one in every.claims] == ["c0", "c1"]
    this = in_year(every, 2025)
    assert ([one.project.id for one in this.projects], [one.id for one in this.claims]) == (["p1"], ["c1"])
    assert read_projects(books, "elsewhere") == ((), ())
    (file,) = village_files(books, 2025)
    assert (file.projects, file.claims) == this


def test_the_findings_of_the_village_name_the_project_and_the_claim(books):
    found = {one.code: one.said for one in find(books) if one.code.startswith("J1")}
    assert {code: (one.entity, one.row, one.key) for code, one in found.items()} == {
        "J10": ("project", "p1", "budget"),
        "J12": ("claim", "c1", "started"),
    }


def test_a_project_says_how_far_it_is_and_what_its_money_comes_to(books):
    (one,) = [one.project for one in read_projects(books).projects if one.project.id == "p1"]
    assert tell(books, one) == "实施中；预算60,000.00元，来源合计60,000.00元，已支付65,000.00元；受益1户"
    late = one.having(planned_end="2025-06-30", budget=None)
    assert tell(books, late) == "实施中；已过计划完工日期；受益1户"


def test_a_claim_says_how_far_it_is_and_other_records_say_nothing(books, village):
    told = {one.id: what_follows(books, one) for one in read_projects(books).claims}
    assert told == {"c0": "已放弃", "c1": "已认领未启动"}
    assert what_follows(books, reads.where(books, Household)[0]) == ""
