# SPDX-License-Identifier: MIT
"""Papers of books in the demo villages: every state, and one that is out of date with the fact that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.demo.villages import VILLAGES
from villagedesk.documents.registers.review import review
from villagedesk.models.catalogue.printing import BookPrint

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def test_each_village_has_papers_in_every_state_and_one_that_is_out_of_date(township: Store) -> None:
    found = [one for one in review(township) if isinstance(one.row, BookPrint)]
    for village in VILLAGES:
        mine = [one for one in found if one.row.village == village.id]
        assert {one.row.status for one in mine} == {"printed", "signed", "archived"}
        stale = [(one.row.paper, one.changed) for one in mine if one.verdict.stale]
        assert stale == [("project_card", ("项目：管护措施",))]
