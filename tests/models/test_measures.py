# SPDX-License-Identifier: MIT
"""The three levels of measures: names of all eras, what a lower level says about the upper, and the 五个一批."""

from __future__ import annotations

import pytest

from villagedesk.models.codes import code_list
from villagedesk.models.measures import (
    CLASSES,
    ITEMS,
    KINDS,
    SICHUAN,
    Classified,
    above,
    batch_of,
    belongs,
    find_measure,
    implied,
)


@pytest.mark.parametrize(("name", "upper"), [(KINDS, CLASSES), (ITEMS, KINDS)])
def test_every_entry_names_entries_of_the_level_above_that_exist(name, upper):
    for entry in code_list(name).entries:
        for parent in above(name, entry.code):
            assert parent in code_list(upper), entry


def test_every_kind_but_the_rest_belongs_to_a_class_and_every_item_to_one_kind():
    assert [code for code in {one.code for one in code_list(KINDS).entries} if not above(KINDS, code)] == ["other"]
    assert all(len(above(ITEMS, one.code)) == 1 for one in code_list(ITEMS).entries)


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("雨露计划", 2018, Classified("education", "yulu", "")),
        ("危房改造", 2017, Classified("housing", "house_repair", "")),
        ("小额信贷", 2018, Classified("finance", "micro_loan", "")),
        ("脱贫人口小额信贷", 2023, Classified("finance", "micro_loan", "")),
        ("护林员", 2019, Classified("", "post", "forest")),  # a post belongs to 公益岗位 or, on the cards, to 就业
        ("困难残疾人生活补贴", 2023, Classified("security", "disabled_allowances", "living_allowance")),
        ("产业扶贫", 2017, Classified("industry")),
        ("产业帮扶", 2023, Classified("industry")),
        ("社会保障兜底一批", 2016, Classified("security")),
        ("没有这种措施", 2020, Classified()),
    ],
)
def test_a_name_is_found_on_its_level_with_what_follows_above_it(text, year, expected):
    assert find_measure(text, year) == expected


def test_only_a_single_possible_class_is_implied():
    assert implied(KINDS, "yulu") == {"category": "education"}
    assert implied(KINDS, "safe_water") == {}  # 饮水安全保障 or 生产生活条件改善
    assert implied(ITEMS, "boarding") == {"subcategory": "exemptions"}
    assert implied(CLASSES, "industry") == implied("cause", "1") == {}


def test_what_does_not_belong_together_is_named():
    assert belongs(Classified("education", "yulu")) == ()
    assert belongs(Classified("health", "yulu")) == ("subcategory",)
    assert belongs(Classified("security", "disabled_allowances", "forest")) == ("item",)
    assert belongs(Classified("", "yulu")) == belongs(Classified("health", "other")) == ()


def test_the_five_batches_follow_from_the_class():
    assert batch_of("relocation") == "易地搬迁脱贫一批"
    assert batch_of("health") == ""
    assert batch_of("health", SICHUAN) == "医疗救助扶持"
    assert {batch_of(one.code) for one in code_list(CLASSES).entries} == {
        "", "发展生产脱贫一批", "易地搬迁脱贫一批", "生态补偿脱贫一批", "发展教育脱贫一批", "社会保障兜底一批",
    }  # fmt: skip
