# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from villagedesk.models.codes import code_list
from villagedesk.models.relations import from_gb, to_gb

STANDARD = code_list("relation_gb").entries
NATIONAL = code_list("relation").entries


@pytest.mark.parametrize("entry", STANDARD, ids=lambda entry: entry.code)
def test_every_term_of_the_standard_is_read_as_the_relation_it_is_mapped_to(entry):
    if entry.code not in {"40", "50", "60", "80"}:  # headings of a group, not said of one person
        assert code_list("relation").find(entry.label) == from_gb(entry.code)


@pytest.mark.parametrize("entry", NATIONAL, ids=lambda entry: entry.code)
def test_every_relation_goes_to_the_standard_and_back(entry):
    assert from_gb(to_gb(entry.code)) == entry.code


def test_the_words_that_arrived_decide_where_the_shorter_list_has_lost_them():
    assert to_gb("uncle") == "81"
    assert to_gb("uncle", "叔父") == "83"
    assert to_gb("daughter", "养女或继女") == "37"
    assert to_gb("daughter", "长子") == "30"  # contradicts the code: the code holds
    assert to_gb("son", "22") == "20"  # numbers of other systems are never taken as ours


def test_unknown_codes_have_no_counterpart():
    assert from_gb("98") is None
    assert to_gb("neighbour") is None


def test_relations_that_fix_the_sex_agree_with_the_standards_term():
    female = set("妻女母媳婆嫂姐妹姑姨婶")
    for entry in NATIONAL:
        if entry.more["sex"] == "1":
            assert not female & set(entry.label.removeprefix("之").replace("女婿", "").replace("外孙子", "")), entry
