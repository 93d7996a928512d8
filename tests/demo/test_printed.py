# SPDX-License-Identifier: MIT
"""Papers that demo villages have printed: every state, and some that are out of date with the fact that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.demo.villages import VILLAGES
from villagedesk.documents.registers.review import About, about, review
from villagedesk.models.catalogue.printing import BookPrint

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def test_each_village_has_papers_in_every_state_and_some_that_are_out_of_date(township: Store) -> None:
    found = [one for one in review(township) if isinstance(one.row, BookPrint)]
    for village in VILLAGES:
        mine = [one for one in found if one.row.village == village.id]
        assert {one.row.status for one in mine} == {"printed", "signed", "archived"}
        stale = {(about(one.row), one.row.paper, one.changed) for one in mine if one.verdict.stale}
        hung = {(About.GATHERING, key, ("公示：公示地点",)) for key in ("notice", "notice_report")}
        assert stale == {(About.RECORD, "project_card", ("项目：管护措施",))} | hung


def test_each_village_has_printed_papers_of_every_kind(township: Store) -> None:
    found = [one.row for one in review(township) if isinstance(one.row, BookPrint)]
    kinds = {About.RECORD, About.BOOK, About.GATHERING, About.VILLAGE}
    for village in VILLAGES:
        assert {about(row) for row in found if row.village == village.id} == kinds
    assert {row.paper for row in found} >= {
        "minutes", "notice", "notice_report", "announcement", "village_exit", "village_report",
    }  # fmt: skip
