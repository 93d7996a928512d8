# SPDX-License-Identifier: MIT
"""Whatever events people record, in whatever order: nobody is lost or doubled, and undoing them all gives the file back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.events.conftest import wanted
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.events.family import Family
from villagedesk.services.events.planning import EVENTS, plan_event, record_event
from villagedesk.services.events.preview import preview
from villagedesk.services.events.timeline import timeline
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.store import reads, undo, verify
from villagedesk.store.dump import dump

YEARS = (2023, 2024, 2025, 2026)


@st.composite
def events(draw):
    """An event of some household about some of its people, most of them possible, some not."""
    kind = draw(st.sampled_from(sorted(EVENTS)))
    year, month = draw(st.sampled_from(YEARS[1:3])), draw(st.integers(1, 12))
    return kind, f"{year}-{month:02}-15", draw(st.lists(st.integers(0, 7), min_size=4, max_size=4))


def entered(store, kind, day, places):
    """The event in the words of the service; people and households are taken by their places."""
    households = sorted(reads.where(store, Household), key=lambda one: one.id)
    household = households[places[0] % len(households)].id
    family = Family(store, household)
    people = [one.id for one in family.members] or ["nobody"]
    some = tuple(dict.fromkeys(people[place % len(people)] for place in places[1:3]))
    last = people[places[3] % len(people)]
    movers = some if kind == "split" else some[:1]
    return wanted(
        kind, household, date=day, members=movers, new_head=last, their_head=movers[0], place="外村",
        other=households[places[3] % len(households)].id if kind == "merged" else "510199100202",
        person={"name": "王芳", "sex": "2", "relation": "other"},
    )  # fmt: skip


def check(store, people):
    """What holds after any event."""
    living = [one for one in reads.where(store, Member) if not one.left]
    for year in YEARS:
        homes = [
            (person.member.id, one.id)
            for one in reads.where(store, Household)
            for person in load_casefile(store, one.id, year).people
        ]
        assert len({member for member, _home in homes}) == len(homes), "in two households at once"
        if year == YEARS[-1]:
            assert {member for member, _home in homes} == {one.id for one in living}
    for one in reads.where(store, Household):
        family = Family(store, one.id)
        heads = [who.id for who in family.present if family.relation_of(who.id) == "head"]
        assert len(heads) <= 1
        assert all(event.date and event.what and event.whose for event in timeline(store, one.id))
    assert people <= {one.id for one in reads.where(store, Member)}, "somebody was deleted"


@settings(max_examples=25)
@given(st.lists(events(), min_size=1, max_size=6))
def test_nobody_is_lost_or_doubled_and_undoing_all_gives_the_file_back(family, steps):
    before, people = list(dump(family, [])), {one.id for one in reads.where(family, Member)}
    done = 0
    for kind, day, places in steps:
        event = entered(family, kind, day, places)
        try:
            planned = plan_event(family, event)
        except NotThisWay:
            continue
        accepted = frozenset(one.key for one in planned.proposals[::2])
        assert preview(family, planned.chosen(accepted))
        record_event(family, replace(event, accepted=accepted))
        done += 1
        check(family, people)
    assert verify.verify(family).faults == []
    for _step in range(done):
        undo.undo(family)
    assert list(dump(family, [])) == before
