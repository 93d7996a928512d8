# SPDX-License-Identifier: MIT
"""Whatever names a person follows when two records of one person are joined, and goes back when they are parted.

The catalogue is walked: a new entity with a reference to a member is tested here by itself.
"""

from __future__ import annotations

import pytest

from tests.merge.conftest import contested, live, merge, put, sound, value, view, year_row
from villagedesk.models.catalogue.registry import ENTITIES, references
from villagedesk.services.joining.joining import carry_over, join, part
from villagedesk.services.joining.lookalikes import Likeness, look_alikes
from villagedesk.store import naming, undo

REFERENCES = [one for one in references("member") if (one.entity, one.key) != ("member", "merged_into")]
NAMED = [one for one in REFERENCES if one.key not in ENTITIES[one.entity].natural]


def name_everywhere(store, person, household):
    """One row of each entity that names a person, in each of its references; the rows by their field."""
    rows = {}
    for field in REFERENCES:
        spec, row = ENTITIES[field.entity], f"{field.entity}-{field.key}"
        values = {field.key: person}
        if spec.parent and spec.parent != field.key:
            values[spec.parent] = household
        if "year" in spec:
            values["year"] = 2025
        put(store, spec.key, row, **values)
        rows[field] = row
    return rows


def names_of(store, rows):
    return {
        f"{field.entity}.{field.key}": value(store, field.entity, row, field.key)
        for field, row in rows.items()
        if field in NAMED
    }


def test_every_reference_of_the_catalogue_is_one_that_joining_carries():
    carried = {(one.entity, one.key) for one in naming.NAMES} | {(one.key, one.parent) for one in naming.OF_A_PERSON}
    assert carried == {(one.entity, one.key) for one in REFERENCES}
    assert {"member_change", "attachment", "benefit", "income_line"} <= {one.entity for one in naming.NAMES}


def test_what_names_the_joined_person_names_the_other_and_again_the_first_when_they_are_parted(villages):
    _one, _two, township = villages
    rows = name_everywhere(township, "l", "hl")
    before = view(township)
    join(township, "w", "l")
    assert set(names_of(township, rows).values()) == {"w"}
    assert year_row(township, "w", 2025)
    sound(township)
    part(township, "l")
    assert set(names_of(township, rows).values()) == {"l"}
    assert year_row(township, "l", 2025)
    assert not year_row(township, "w", 2025)
    assert contested(township) == []
    sound(township)
    undo.undo(township)
    undo.undo(township)
    assert view(township) == before


def test_what_others_still_write_of_the_joined_person_goes_over_and_comes_back_too(villages):
    _one, two, township = villages
    join(township, "w", "l")
    rows = name_everywhere(two, "l", "hl")
    merge(township, two.path)
    carry_over(township, "l")
    assert set(names_of(township, rows).values()) == {"w"}
    assert not live(township, "l")
    sound(township)
    part(township, "l")
    assert set(names_of(township, rows).values()) == {"l"}
    sound(township)


def test_after_two_joins_one_behind_the_other_the_first_person_gets_back_what_was_his(villages):
    _one, _two, township = villages
    put(township, "member", "x", household="hw", name="肖慧", position=2)
    rows = name_everywhere(township, "l", "hl")
    join(township, "w", "l")
    join(township, "x", "w")
    assert set(names_of(township, rows).values()) == {"x"}
    part(township, "l")
    assert set(names_of(township, rows).values()) == {"l"}
    sound(township)


def test_evidence_that_was_given_to_a_third_person_meanwhile_stays_there(villages):
    _one, _two, township = villages
    put(township, "attachment", "a", household="hl", member="l", year=2025, title="残疾证")
    join(township, "w", "l")
    put(township, "attachment", "a", member="headl")
    part(township, "l")
    assert value(township, "attachment", "a", "member") == "headl"
    assert contested(township) == []


def test_what_was_added_to_the_winner_after_the_join_stays_his(villages):
    _one, _two, township = villages
    join(township, "w", "l")
    put(township, "attachment", "a", household="hw", member="w", year=2025, title="户口簿")
    part(township, "l")
    assert value(township, "attachment", "a", "member") == "w"


@pytest.mark.parametrize("removed_first", [True, False])
def test_what_lies_in_the_recycle_bin_follows_and_stays_there(villages, removed_first):
    _one, _two, township = villages
    put(township, "attachment", "a", household="hl", member="l", year=2025, title="残疾证")
    with township.change("删") as change:
        change.remove("attachment", ["a"], "误登")
    join(township, "w", "l")
    if not removed_first:
        part(township, "l")
    name, removed = township.one("SELECT member, removed FROM attachment WHERE id = 'a'")
    assert (name, removed) == ("w" if removed_first else "l", "误登")


def test_evidence_that_others_filed_for_a_person_who_is_gone_by_now_is_offered_to_be_carried_over(villages):
    _one, two, township = villages
    join(township, "w", "l")
    put(two, "attachment", "a", household="hl", member="l", year=2025, title="残疾证")
    merge(township, two.path)
    assert not live(township, "l")  # nobody touched the person
    (found,) = look_alikes(township)
    assert (found.one.id, found.other.id, found.likeness) == ("l", "w", Likeness.EDITED)
    carry_over(township, "l")
    assert value(township, "attachment", "a", "member") == "w"
    assert look_alikes(township) == []
    sound(township)
    part(township, "l")
    assert value(township, "attachment", "a", "member") == "l"
