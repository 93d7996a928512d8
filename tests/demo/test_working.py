# SPDX-License-Identifier: MIT
"""Stretches of work and lists of members of the demo township: nothing in them contradicts anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.demo.required import lacking
from villagedesk.models.catalogue.listing import MemberList
from villagedesk.services.doubts.findings import find
from villagedesk.services.doubts.judging import Wanted
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store


def months_of(start: str, end: str) -> int:
    return 12 * (int(end[:4]) - int(start[:4])) + int(end[5:]) - int(start[5:]) + 1


def test_stretches_add_up_to_the_months_of_the_year(cases: list[CaseFile]) -> None:
    worked = 0
    for case in cases:
        for person in case.people:
            told = [one for one in case.stretches if one.member == person.member.id]
            months = sum(months_of(max(one.start or "", "2025-01"), one.end or "2025-12") for one in told)
            assert months == (person.facts.work_months or 0)
            worked += bool(told)
    assert worked > 100


def test_lists_come_from_the_rosters_and_from_some_handbooks(township: Store) -> None:
    kinds = {one.kind for one in reads.where(township, MemberList)}
    assert kinds == {"system", "handbook"}


def test_no_rule_doubts_them_and_every_required_field_is_filled(township: Store) -> None:
    codes = frozenset({"E13", "E21", "K11"})
    assert [one.said.text() for one in find(township, Wanted(codes=codes, unjudged=True))] == []
    for entity in ("work_stretch", "member_list"):
        assert lacking(township, entity) == []
