# SPDX-License-Identifier: MIT
"""Needs with their claims: what the form of one says, and which wait for too long."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.services.entering import put
from tests.services.helping.test_visiting import a_household
from villagedesk.models.catalogue.help import Line
from villagedesk.models.catalogue.project import Claim, Need
from villagedesk.models.needs import OPEN_DAYS
from villagedesk.services.books.needs import open_for_long, read_needs, tell
from villagedesk.services.books.registers import RowNames, choosable, what_follows
from villagedesk.services.keeping.records import Removal, save_records
from villagedesk.services.standards.lines import all_lines
from villagedesk.services.today import waiting
from villagedesk.store import reads
from villagedesk.store.ids import derived_id

TODAY = dt.date(2026, 3, 2)
DAY = TODAY.isoformat()


@pytest.fixture
def books(store, village):
    a_household(store, "h1")
    of = {"village": village, "kind": "goods"}
    put(
        store,
        "need",
        "n1",
        **of,
        title="冬衣",
        date="2025-01-01",
        published="2025-01-10",
        quantity=20_00,
        unit="件",
        household="h1",
    )
    put(store, "need", "n2", **of, title="轮椅", date="2026-02-01", published="2026-02-20")
    put(store, "need", "n3", **of, title="路灯", date="2025-05-01", published="2025-05-01")
    put(store, "claim", "c1", village=village, answers="n1", title="冬衣", date="2025-02-01", quantity=12_00)
    put(store, "claim", "c0", village=village, answers="n1", title="冬衣", date="2025-01-20", given_up="2025-01-25")
    put(store, "claim", "c9", village=village, title="别的", date="2025-01-20")
    return store


def told(store, row):
    return tell(store, reads.get(store, Need, row))


def test_needs_are_read_with_the_claims_that_answer_them_in_order(books, village):
    assert [(one.need.id, [claim.id for claim in one.claims]) for one in read_needs(books)] == [
        ("n1", ["c0", "c1"]), ("n3", []), ("n2", []),
    ]  # fmt: skip
    assert read_needs(books, village) == read_needs(books)
    assert read_needs(books, "elsewhere") == ()
    save_records(books, "删除", [Removal("claim", "c1", "登记错了")])
    assert [claim.id for claim in read_needs(books)[0].claims] == ["c0"]


def test_a_need_says_how_far_it_is_what_is_left_and_how_long_it_has_been_open(books):
    assert told(books, "n1") == "部分认领；认领1件；还需8件；已待认领401天"
    assert told(books, "n2") == "待认领；已待认领10天"
    put(books, "claim", "c1", quantity=None)
    assert told(books, "n1") == "已认领；认领1件"
    put(books, "claim", "c1", delivered_on="2025-03-01")
    assert told(books, "n1") == "已满足；认领1件"
    assert what_follows(books, reads.get(books, Need, "n2")) == told(books, "n2")
    assert tell(books, reads.get(books, Claim, "c1")) == ""


def test_who_waits_longer_than_the_line_says_is_told_of_the_longest_first(books, village):
    found = open_for_long(books, DAY)
    assert [(one.need.id, one.days) for one in found] == [("n1", 401), ("n3", 305)]
    most = next(one.value for one in all_lines(books) if one.name == OPEN_DAYS)
    since = (dt.date(2026, 2, 20) + dt.timedelta(days=most)).isoformat()
    assert [one.need.id for one in open_for_long(books, since)] == ["n1", "n3"]
    after = (dt.date(2026, 2, 20) + dt.timedelta(days=most + 1)).isoformat()
    assert [one.need.id for one in open_for_long(books, after)] == ["n1", "n3", "n2"]
    line = {"name": OPEN_DAYS, "region": "全国", "value": 350}
    put(books, "line", derived_id("line", OPEN_DAYS, None, "全国"), **line)
    assert [one.name for one in reads.where(books, Line)] == [OPEN_DAYS]
    assert [one.need.id for one in open_for_long(books, DAY)] == ["n1"]


def test_today_opens_exactly_the_needs_that_wait_and_their_households(books):
    (one,) = [one for one in waiting.read_waiting(books, TODAY) if one.key == "need_open"]
    assert one.text == "2项帮扶需求待认领超过规定天数，最久的已401天。"
    assert (one.book, one.records, one.households, one.late) == ("need", ("n1", "n3"), ("h1",), True)
    for row in ("n1", "n3"):
        put(books, "need", row, published=None)
    put(books, "claim", "c1", quantity=None)
    assert not [one for one in waiting.read_waiting(books, TODAY) if one.key == "need_open"]


def test_a_need_is_chosen_by_what_is_needed_and_whose_it_is(books, village):
    labels = [one.label for one in choosable(books, "need", village)]
    assert labels[0] == "轮椅"
    assert labels[2].startswith("冬衣 ")
    assert RowNames(books).name("need", "n3") == "路灯"
