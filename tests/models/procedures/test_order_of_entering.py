# SPDX-License-Identifier: MIT
"""The computed state of procedures: the order of entering makes no difference."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tests.models.procedures.entering import (
    a_vote,
    state,
)
from villagedesk.models.catalogue.procedure import (
    Monitoring,
    Notice,
    NoticeItem,
    ProcessStep,
)
from villagedesk.models.doings import Posting
from villagedesk.models.procedures import Stage, Status
from villagedesk.models.templates import template_of, templates

days = st.integers(0, 40).map(lambda n: (dt.date(2026, 1, 25) + dt.timedelta(days=n)).isoformat())
results = st.sampled_from([None, "passed", "refused", "returned"])


@st.composite
def anything_entered(draw):
    key = draw(st.sampled_from(sorted(templates())))
    steps = []
    for step in template_of(key).steps:
        for turn in range(1, draw(st.integers(0, 2)) + 1):
            facts = {"planned": draw(st.none() | days), "start": draw(st.none() | days), "done": draw(st.none() | days)}
            row = f"{step.key}{turn}"
            steps.append(ProcessStep(id=row, process="p", step=step.key, round=turn, result=draw(results), **facts))
    counts = st.none() | st.integers(0, 40)
    votes = [
        a_vote(draw(counts), draw(counts), draw(counts), draw(days), draw(st.sampled_from(["appraisal", "mobilise"])))
        for _ in range(draw(st.integers(0, 2)))
    ]
    flags = st.none() | st.booleans()
    postings = [
        Posting(
            Notice(
                id=f"n{place}",
                kind=draw(st.sampled_from(["village", "township", "announce"])),
                start=draw(days),
                end=draw(st.none() | days),
                objected=draw(flags),
            ),
            NoticeItem(id=f"i{place}", process="p", objected=draw(flags), upheld=draw(flags)),
        )
        for place in range(draw(st.integers(0, 2)))
    ]
    watched = draw(st.none() | st.builds(Monitoring, clue_on=st.none() | days, confirmed_on=st.none() | days))
    return key, steps, votes, postings, watched


def told(found):
    return found.stage, found.steps, found.deadlines, found.headline, found.reasons, found.problems


@given(anything_entered(), st.randoms())
def test_any_order_of_entering_gives_the_same_state_and_a_refusal_leaves_nothing_to_do(entered, chance):
    key, steps, votes, postings, watched = entered
    first = state(*steps, key=key, votes=tuple(votes), postings=tuple(postings), monitoring=watched)
    for facts in (steps, votes, postings):
        chance.shuffle(facts)
    again = state(*steps, key=key, votes=tuple(votes), postings=tuple(postings), monitoring=watched)
    assert told(again) == told(first)
    assert first.reasons
    if any(one.status is Status.REFUSED for one in first.steps):
        assert first.stage is Stage.REFUSED
        assert first.open == ()
    for one in first.open:
        before = [first.step(step) for step in one.step.after]
        if one.status is Status.NEXT:
            assert all(two.status is Status.PASSED or two.step.optional for two in before)
