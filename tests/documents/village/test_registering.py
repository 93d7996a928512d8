# SPDX-License-Identifier: MIT
"""《贫困村登记表》: every field of the page 村情况 has its place, boxes say what facts say, and the blank form has no figure."""

from __future__ import annotations

import pytest

from tests.documents.conftest import texts
from villagedesk.documents.papers import VILLAGE_REGISTER
from villagedesk.documents.village.registering import register_facts
from villagedesk.documents.word.saving import written
from villagedesk.errors import Refused
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.services.keeping.records import Edit, save_records

FIGURES = {
    "households": 260, "poor_people": 12, "registered_people": 800, "road_to_township": True, "bus": False,
    "farmland": 75_589, "secretary": "鲁春峰", "secretary_phone": "13000099826", "note": "数据来自年报",
}  # fmt: skip


@pytest.fixture
def village(store):
    facts = {"name": "清溪村", "code": "510199100201", "township": "示范镇", "attribute": "exited", "traits": ("weak",)}
    row = save_records(store, "村", [Edit("village", "", facts | {"exit_year": 2018}, "v")]).ids["v"]
    save_records(store, "年度", [Edit("village_year", "", {"village": row, "year": 2018, **FIGURES})])
    return row


def figures(facts):
    """{label: what stands beside it}."""
    return {one["名称"]: one["内容"] for group in facts["栏目"] for line in group["行"] for one in line if one["名称"]}


def test_every_field_of_the_year_has_its_place_once(store, village):
    facts = register_facts(store, village, 2018, "2026-03-02")
    names = [one["名称"] for group in facts["栏目"] for line in group["行"] for one in line if one["名称"]]
    asked = [spec for spec in ENTITIES["village_year"].fields if spec.key not in {"village", "year", "note"}]
    assert len(names) == len(set(names)) == len(asked) + 1, "and the rate, which nobody enters"
    assert {group["名称"] for group in facts["栏目"]} == {spec.group.label for spec in asked}
    assert all(len(line) == 3 for group in facts["栏目"] for line in group["行"])


def test_figures_boxes_and_the_rate_are_what_the_facts_say(store, village):
    found = figures(register_facts(store, village, 2018, "2026-03-02"))
    assert (found["总户数（户）"], found["耕地面积（亩）"], found["贫困发生率"]) == ("260", "755.89", "1.50%")
    assert found["到乡镇是否通沥青（水泥）路"] == "☑是 □否"
    assert found["是否通客运班车"] == "□是 ☑否"
    assert found["是否通宽带"] == "□是 □否", "nobody said"
    assert (found["村支书"], found["村支书电话"], found["村主任"]) == ("鲁春峰", "13000099826", "")


def test_labels_are_those_of_the_year_and_the_title_that_of_the_village_and_year(store, village):
    early = register_facts(store, village, 2014, "2026-03-02")
    late = register_facts(store, village, 2025, "2026-03-02")
    assert "参加新型农村合作医疗人数（人）" in figures(early)
    assert "参加城乡居民基本医疗保险人数（人）" in figures(late)
    assert [one["文书"]["表名"] for one in (early, late)] == ["贫困村登记表", "脱贫村情况登记表"]
    save_records(store, "村", [Edit("village", village, {"attribute": "not_poor"})])
    assert register_facts(store, village, 2018, "2026-03-02")["文书"]["表名"] == "行政村情况登记表"


def test_the_paper_has_the_figures_and_empty_places_for_seal_and_signatures(store, village, tmp_path):
    target = tmp_path / "登记表.docx"
    written(VILLAGE_REGISTER, register_facts(store, village, 2018, "2026-03-02"), target)
    words = texts(target)
    for said in (
        "贫困村登记表",
        "☑软弱涣散村",
        "☑已退出贫困村",
        "数据来自年报",
        "填表单位（盖章）",
        "填表人",
        "审核人",
    ):
        assert said in words


def test_the_blank_form_keeps_where_the_village_lies_and_has_no_figure(store, village, tmp_path):
    facts = register_facts(store, village, 2018, "2026-03-02", blank=True)
    assert set(figures(facts).values()) <= {"", "□是 □否"}
    target = tmp_path / "空白.docx"
    written(VILLAGE_REGISTER, facts, target)
    words = texts(target)
    assert "清溪村" in words
    assert not any(figure in words for figure in ("260", "鲁春峰", "13000099826", "☑软弱涣散村", "2018年出列", "年报"))


def test_a_village_that_is_not_in_the_file_is_refused(store):
    with pytest.raises(Refused, match="没有这个村"):
        register_facts(store, "nobody", 2018, "2026-03-02")
