# SPDX-License-Identifier: MIT
"""A doubt rests on what its rule read: changing one of these facts lets an exemption lapse, changing another does not."""

from __future__ import annotations

import dataclasses
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.checks.test_any import some_case, some_surroundings, some_value
from villagedesk.models.catalogue.spec import Record, spec_of
from villagedesk.models.checks.registry import ALL_RULES
from villagedesk.models.checks.resting import _watched_file, content, rests_on
from villagedesk.models.checks.rules import sealed
from villagedesk.models.problem import Problem


def records(value):
    """Every record in a case file with the way to it."""
    if isinstance(value, Record):
        yield (), value
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from (((place, *way), record) for way, record in records(one))
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            if one.init and one.name != "exemptions":
                yield from (((one.name, *way), record) for way, record in records(getattr(value, one.name)))


def with_record(value, way, record):
    if not way:
        return record
    step, *rest = way
    if isinstance(step, int):
        parts = [with_record(one, rest, record) if place == step else one for place, one in enumerate(value)]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return dataclasses.replace(value, **{step: with_record(getattr(value, step), rest, record)})


def with_everywhere(case, record):
    """The case file with a record in each place where its row stands, as loading would give it."""
    for way, other in list(records(case)):
        if type(other) is type(record) and other.id == record.id:
            case = with_record(case, way, record)
    return case


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_watching_changes_nothing_that_a_rule_finds(seed):
    dice = Random(seed)
    case = some_case(dice)
    around = some_surroundings(dice, case)
    for rule in ALL_RULES:
        assert list(rule.check(_watched_file(case, {}), around)) == list(rule.check(case, around))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_only_a_change_of_what_was_read_lets_an_exemption_lapse(seed):
    dice = Random(seed)
    case = some_case(dice)
    around = some_surroundings(dice, case)
    judged = [(rule, one) for rule in ALL_RULES for one in rule.check(case, around) if isinstance(one, Problem)]
    for rule, one in dice.sample(judged, min(6, len(judged))):
        read = rests_on(lambda file, rule=rule: rule.check(file, around), case, one)
        seal = sealed(ALL_RULES, case, around, one)
        assert read is not None
        assert seal
        for _time in range(10):
            _way, record = dice.choice([(way, record) for way, record in records(case) if record.id])
            # the year of facts of a year says which row they are, as their owner does: no form changes it
            spec = dice.choice([spec for spec in spec_of(type(record)).fields if not spec.ref and spec.key != "year"])
            value = some_value(spec, dice)
            if content(value) == content(getattr(record, spec.key)):  # a set in another order is the same
                continue
            changed = with_everywhere(case, record.having(**{spec.key: value}))
            if (type(record).__name__, record.id, spec.key) in read:
                assert sealed(ALL_RULES, changed, around, one) != seal
            else:
                assert one in list(rule.check(changed, around)), f"{rule.code} was judged from more than was noted"
                assert sealed(ALL_RULES, changed, around, one) == seal
