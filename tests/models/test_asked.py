# SPDX-License-Identifier: MIT
"""When the question of a field arises, by what the other fields of the record say."""

from __future__ import annotations

import pytest

from villagedesk.models.asked import Condition, conditions, depends_on, is_asked
from villagedesk.models.catalogue.registry import ENTITIES, field_spec
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import code_list
from villagedesk.models.eras import NEVER_POOR

CONDITIONAL = [field for entity in ENTITIES.values() for field in entity.fields if field.asked]


def asked(path, **values):
    spec = field_spec(path)
    empty = ENTITIES[spec.entity].record.empty
    return is_asked(ENTITIES[spec.entity], spec, lambda key: values.get(key, empty[key]))


@pytest.mark.parametrize("field", CONDITIONAL, ids=lambda field: f"{field.entity}.{field.key}")
def test_every_condition_names_a_field_of_the_record_that_stands_before_it_and_codes_that_exist(field):
    spec = ENTITIES[field.entity]
    on_paper = [one.key for group in spec.groups for one in spec.fields if one.group == group]
    for one in conditions(field.asked):
        assert field.required or on_paper.index(one.key) < on_paper.index(field.key)
        assert all(code in code_list(spec[one.key].codes) for code in one.codes)


def test_what_the_case_file_needs_depends_on_nothing_but_whether_the_household_ever_was_poor():
    needed = {(field.key, field.asked) for field in CONDITIONAL if field.required}
    assert {key for key, _asked in needed} == {"attribute", "exit_status"}
    assert {conditions(asked) for _key, asked in needed} == {(Condition("household_type", NEVER_POOR, unless=True),)}


@pytest.mark.parametrize("key", ["attribute", "exit_status"])
def test_who_never_was_poor_is_not_asked_what_the_poor_are_but_what_is_there_stays(key):
    code = code_list(ENTITIES["household_year"][key].codes).entries[0].code
    for kind in NEVER_POOR:
        assert not asked(f"household_year.{key}", household_type=kind)
        assert asked(f"household_year.{key}", household_type=kind, **{key: code})
    assert asked(f"household_year.{key}", household_type="unstable")
    assert asked(f"household_year.{key}")


def test_what_is_filled_in_is_asked_whatever_the_other_fields_say():
    assert not asked("member_year.wage", labour="none")
    assert asked("member_year.wage", labour="none", wage=100)


def test_details_are_asked_once_the_question_before_them_is_answered():
    assert not asked("member_year.employer")
    assert not asked("member_year.employer", work_place=NA)
    assert asked("member_year.employer", work_place="outside")
    assert not asked("household_year.moved_in", relocated=False)
    assert asked("household_year.moved_in", relocated=True)


def test_one_who_cannot_work_is_not_asked_where_he_works_but_one_of_whom_nothing_is_known_is():
    assert not asked("member_year.work_place", labour="none")
    assert asked("member_year.work_place", labour="weak")
    assert asked("member_year.work_place")


def test_kind_and_grade_of_a_disability_are_asked_of_the_disabled_only():
    assert not asked("member_year.disability_kind", health=("1",))
    assert asked("member_year.disability_kind", health=("2", "4"))


def test_the_parts_of_a_place_are_asked_only_where_it_could_not_be_parted():
    assert not asked("member_year.work_city")
    assert asked("member_year.work_city", work_region="老地方")
    assert not asked("member_year.work_city", work_region="滨海省临江市", work_province="滨海省", work_city="临江市")
    spec = field_spec("member_year.work_city")
    assert "work_region" in depends_on(ENTITIES["member_year"], spec)


def test_one_of_several_conditions_is_enough():
    assert not asked("member.change_evidence")
    assert asked("member.change_evidence", leave_reason="death")
    assert asked("member.change_evidence", join_reason="newborn")


def test_the_reason_for_having_no_number_is_asked_where_there_is_none():
    assert asked("member.no_id_reason")
    assert not asked("member.no_id_reason", id_no="510199197003050011")
