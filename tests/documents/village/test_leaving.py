# SPDX-License-Identifier: MIT
"""D21 贫困村退出认定表: the standard of the region, the rate with both its numbers, and nothing ticked that no fact says."""

from __future__ import annotations

import pytest

from tests.documents.conftest import VILLAGE, texts
from tests.documents.volumes.reading import rows_of
from villagedesk.documents.papers import VILLAGE_EXIT
from villagedesk.documents.village.leaving import exit_facts, exit_standard
from villagedesk.documents.village.printing import VillageOrder, print_village_paper
from villagedesk.documents.word.saving import written
from villagedesk.errors import Refused
from villagedesk.services.keeping.records import Edit, save_records

SICHUAN = {"province": "四川省", "name": "清溪村", "code": "510199100201", "township": "示范镇"}
FIGURES = {
    "poor_people": 12, "registered_people": 800, "registered_basis": "2014年底公安年报", "collective_income": 3_000_000,
    "road_to_township": True, "clinics": 1, "reading_rooms": 0,
}  # fmt: skip


def printed(store, tmp_path, year=2019, **more):
    edits = [Edit("village", "", SICHUAN, "v")]
    saved = save_records(store, "村", edits)
    village = saved.ids["v"]
    save_records(store, "年度", [Edit("village_year", "", {"village": village, "year": year, **FIGURES})])
    target = tmp_path / "认定表.docx"
    written(VILLAGE_EXIT, exit_facts(store, village, year, "2026-03-02", **more), target)
    return target


def test_the_rate_stands_there_with_numerator_and_denominator(store, tmp_path):
    words = texts(printed(store, tmp_path))
    assert "1.50%（贫困人数12人 ÷ 农业户籍人口800人）（口径：2014年底公安年报）" in words
    assert "一低五有" in words


def test_facts_tick_a_box_and_a_missing_fact_ticks_none(store, tmp_path):
    rows = {row[0]: row[3] for row in rows_of(printed(store, tmp_path).read_bytes(), 1)[1:]}
    assert rows["贫困发生率低"] == "☑是 □否"
    assert rows["有硬化路"] == "☑是 □否"
    assert rows["有文化室"] == "□是 ☑否"
    assert rows["有通信网络"] == "□是 □否"


def test_a_blank_sheet_has_the_rules_and_no_figure(store, tmp_path):
    target = printed(store, tmp_path, blank=True)
    rows = rows_of(target.read_bytes(), 1)[1:]
    assert len(rows) == 6
    assert {tuple(row[2:]) for row in rows} == {("", "□是 □否", "")}
    assert "800" not in texts(target)


@pytest.mark.parametrize(
    ("left", "called"), [(2019, "贫困村"), (2020, "贫困村"), (2018, "已退出贫困村"), (None, "已退出贫困村")]
)
@pytest.mark.parametrize("blank", [False, True])
def test_a_village_is_called_poor_on_the_sheet_that_decides_whether_it_is(store, left, called, blank):
    village = save_records(
        store, "村", [Edit("village", "", {**SICHUAN, "attribute": "exited", "exit_year": left}, "v")]
    )
    facts = exit_facts(store, village.ids["v"], 2019, "2026-03-02", blank=blank)
    assert facts["概况"][0] == {"名称": "村属性", "内容": called}


def test_a_later_year_is_judged_by_the_last_standard_and_an_earlier_one_by_its_own():
    village = VILLAGE.having(province="四川省")
    assert exit_standard(village, 2025).label == "一低五有"
    assert exit_standard(village, 2015).label == "一低七有"
    assert exit_standard(VILLAGE, 2019).label == "国家贫困村退出标准"


def test_where_no_standard_is_known_it_says_so_and_writes_nothing(store, tmp_path):
    saved = save_records(store, "村", [Edit("village", "", {**SICHUAN, "province": "示范省"}, "v")])
    with pytest.raises(Refused, match="没有示范省适用的贫困村退出标准"):
        exit_facts(store, saved.ids["v"], 2014, "2026-03-02")
    order = VillageOrder(VILLAGE_EXIT, saved.ids["v"], 2014, tmp_path / "表")
    with pytest.raises(Refused, match="没有示范省适用的贫困村退出标准"):
        print_village_paper(store, order)
    assert not (tmp_path / "表").exists()


def test_a_village_that_is_not_in_the_file_is_refused(store):
    with pytest.raises(Refused, match="没有这个村"):
        exit_facts(store, "nobody", 2019, "2026-03-02")
