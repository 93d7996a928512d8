# SPDX-License-Identifier: MIT
"""The names that templates use: all of them exist, all that exist are listed, none means two things."""

from __future__ import annotations

import re

import docx
import pytest

from tests.documents.conftest import DAY, full_case
from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.facts.formed import FORMED
from villagedesk.documents.facts.letters import blank_letters
from villagedesk.documents.facts.placeholders import GROUPS, LABELS, fields_of, name_of, placeholder_list
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.volume import volume_context
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.paths import resources


def listed():
    return [one.placeholder for one in placeholder_list() if not one.placeholder.startswith("for ")]


def test_no_two_things_have_the_same_name():
    for group in GROUPS:
        names = [name for entity in group.entities for name, _ in fields_of(entity)]
        names += [name for name, _, _ in group.computed]
        doubles = {name for name in names if names.count(name) > 1}
        assert doubles <= {"年度"}, group.name  # of member and member_year: the same year


def test_the_list_names_what_the_context_holds_and_nothing_else():
    case = full_case()
    made = volume_context(casefile_context(case, office_of(case.village), DAY), PAPERS, None)
    made["告知书"] = blank_letters(case.year)
    made["减少成员"], made["缺件"], made["问题"] = made["家庭成员"], [{"部分": "", "内容": ""}], [{"内容": ""}]
    made["缺少材料"] = made["以前材料"] = [{"编号": "", "名称": ""}]
    made["归档说明"] = [{"内容": ""}]
    held = set()
    for group in GROUPS:
        values = made[group.name][0] if group.each else made[group.name]
        held |= {f"{group.each or group.name}.{name}" for name in values}
    assert held == set(listed())
    assert set(made) == {group.name for group in GROUPS} | {LABELS, FORMED}


def test_every_line_has_a_label_and_loops_are_listed():
    lines = placeholder_list()
    assert all(one.label for one in lines)
    assert "for 成员 in 家庭成员" in [one.placeholder for one in lines]
    assert ("户.联系电话", "联系电话") in [(one.placeholder, one.label) for one in lines]


def test_what_the_national_system_states_does_not_take_the_name_of_what_is_computed():
    assert name_of(field_spec("income_year.stated_per_head")) == "系统人均"
    assert name_of(field_spec("household_year.stated_size")) == "系统人口"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_the_templates_use_listed_names_only(paper):
    document = docx.Document(str(resources() / "templates" / paper.template))
    words = "".join(node.text or "" for node in document.element.iter() if node.tag.endswith("}t"))
    used = set(re.findall(r"(?<![\w.])((?:项|成员|" + "|".join(group.name for group in GROUPS) + r")\.\w+)", words))
    assert used - set(listed()) - {"成员.减少日期.startswith"} == set()
    assert used
