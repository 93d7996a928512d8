# SPDX-License-Identifier: MIT
"""Relations to a new head: what follows is proposed, what cannot be known is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.codes import code_list
from villagedesk.models.headship import Kin, turned

CODES = [entry.code for entry in code_list("relation").entries]
M, F = "1", "2"


def seen_by(new_head, *people):
    """Relations to the new head; people are "id:relation:sex", the old head is "h"."""
    return turned([Kin(*one.split(":")) for one in people], new_head)


def codes(found):
    return {row: one.code for row, one in found.items()}


def test_a_widow_becomes_head_and_her_husbands_parents_are_her_parents_in_law():
    found = seen_by("w", "h:head:1", "w:spouse:2", "s:son:1", "d:daughter:2", "f:father:1", "m:mother:2", "b:sibling:1")
    assert codes(found) == {
        "h": "spouse", "w": "head", "s": "son", "d": "daughter", "f": "husbands_father", "m": "husbands_mother", "b": "other",
    }  # fmt: skip
    assert all(one.sure for one in found.values())


def test_a_widower_becomes_head_and_his_wifes_mother_is_his_mother_in_law():
    found = seen_by("w", "h:head:2", "w:spouse:1", "m:mother:2", "o:husbands_mother:2")
    assert codes(found) == {"h": "spouse", "w": "head", "m": "wifes_mother", "o": "mother"}


def test_the_only_sons_wife_is_taken_for_his_wife_but_not_for_certain():
    found = seen_by("s", "h:head:1", "w:spouse:2", "s:son:1", "l:daughter_in_law:2", "g:grandson:1", "f:father:1")
    assert codes(found) == {"h": "father", "w": "mother", "s": "head", "l": "spouse", "g": "son", "f": "grandfather"}
    assert [row for row, one in found.items() if not one.sure] == ["l", "g"]


def test_of_two_sons_nobody_knows_whose_wife_and_whose_child_it_is():
    found = seen_by("s", "h:head:1", "s:son:1", "t:son:1", "l:daughter_in_law:2", "g:granddaughter:2")
    assert codes(found) == {"h": "father", "s": "head", "t": "sibling", "l": "", "g": ""}


def test_a_daughter_becomes_head_and_her_brothers_wife_and_children_are_known():
    found = seen_by(
        "d", "h:head:2", "d:daughter:2", "l:daughter_in_law:2", "g:grandson:1", "x:grandson_f:1", "u:sibling:1"
    )
    assert codes(found) == {"h": "mother", "d": "head", "l": "brothers_wife", "g": "nephew", "x": "son", "u": "other"}
    assert not found["x"].sure


def test_the_father_becomes_head_again():
    found = seen_by("f", "h:head:1", "f:father:1", "m:mother:2", "w:spouse:2", "s:son:1", "g:grandson:1", "b:sibling:2")
    assert codes(found) == {
        "h": "son", "f": "head", "m": "spouse", "w": "daughter_in_law", "s": "grandson", "g": "great_grandson", "b": "daughter",
    }  # fmt: skip


def test_a_brother_becomes_head():
    found = seen_by("b", "h:head:1", "b:sibling:1", "w:spouse:2", "s:son:1", "m:mother:2", "x:brothers_wife:2")
    assert codes(found) == {"h": "sibling", "b": "head", "w": "brothers_wife", "s": "nephew", "m": "mother", "x": ""}


def test_a_grandchild_becomes_head():
    found = seen_by("g", "h:head:1", "w:spouse:2", "g:grandson_f:1", "d:daughter:2", "s:son:1")
    assert codes(found) == {"h": "grandfather_m", "w": "grandmother_m", "g": "head", "d": "mother", "s": "other"}


def test_without_the_old_head_or_without_a_sex_nothing_is_made_up():
    assert codes(seen_by("s", "s:son:1", "d:daughter:2")) == {"s": "head", "d": ""}
    assert codes(seen_by("s", "h:head:", "s:son:1"))["h"] == ""
    assert codes(seen_by("s", "h:head:1", "s:son:1", "x::1"))["x"] == ""


def test_two_who_might_both_be_the_spouse_are_left_open():
    assert codes(seen_by("f", "h:head:1", "f:father:1", "m:mother:2", "n:mother:2"))["m"] == ""


def test_the_same_head_changes_nothing():
    assert codes(seen_by("h", "h:head:1", "s:son:1")) == {"h": "head", "s": "son"}


KIN = st.builds(Kin, st.uuids().map(str), st.sampled_from(["", *CODES]), st.sampled_from(["", M, F]))


@given(st.lists(KIN, min_size=1, max_size=8, unique_by=lambda one: one.id), st.data())
def test_nobody_else_is_head_and_no_code_contradicts_the_sex(people, data):
    new = data.draw(st.sampled_from(people))
    found = turned(people, new.id)
    assert set(found) == {one.id for one in people}
    if new.relation != "head":
        assert [row for row, one in found.items() if one.code == "head"] == [new.id]
        for one in people:
            code = found[one.id].code
            assert code == "" or code in CODES
            entry = code_list("relation").entry(code) if code else None
            if entry and one.id != new.id and entry.more["sex"] and one.sex:
                assert entry.more["sex"] == one.sex
        assert sum(one.code == "spouse" for one in found.values()) <= 1


CERTAIN = ["spouse", "son", "daughter", "father", "mother", "sibling"]


@pytest.mark.parametrize("relation", CERTAIN)
@pytest.mark.parametrize("sex_of_head", [M, F])
def test_turning_to_a_new_head_and_back_gives_the_relation_again(relation, sex_of_head):
    sex = {"son": M, "daughter": F, "father": M, "mother": F}.get(relation, M if sex_of_head == F else F)
    there = turned([Kin("h", "head", sex_of_head), Kin("n", relation, sex)], "n")
    back = turned([Kin("h", there["h"].code, sex_of_head), Kin("n", "head", sex)], "h")
    assert back["n"].code == relation
