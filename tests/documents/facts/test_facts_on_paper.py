# SPDX-License-Identifier: MIT
"""What the cover, the register and the plan say: all that the screen asks for, and nothing that nobody knows."""

from __future__ import annotations

import dataclasses

import docx
import pytest
from lxml import etree

from tests.documents.conftest import DAY, changed, full_case, texts
from tests.documents.volumes.reading import paper, rows_of
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.facts.placeholders import fields_of
from villagedesk.documents.volumes.volume import papers_of
from villagedesk.models.catalogue.spec import NA
from villagedesk.paths import resources

LEFT_TO_OTHER_PAPERS = {
    "村", "村民小组", "年度", "关系原文", "序号", "人编号", "减少原因", "减少日期", "证件核对说明", "残疾类别", "残疾等级", "系统人口",
    "注销日期", "注销原因", "是否不愁吃", "是否不愁穿", "务工所在地省", "务工所在地市", "务工所在地县", "务工所在地乡镇", "务工所在地",
    "案卷号",
}  # fmt: skip
"""Not a fact of the form, or printed under another name: 组名, 残疾情况, 务工地点, the line about those who left; what the sheet of an exit asks."""


@pytest.mark.parametrize("entity", ["household", "household_year", "member", "member_year", "income_year"])
def test_the_register_prints_every_field_that_the_screen_asks_for(entity):
    source = etree.tostring(docx.Document(str(resources() / "templates" / "register.docx")).element, encoding="unicode")
    missing = {name for name, _spec in fields_of(entity) if f".{name}" not in source} - LEFT_TO_OTHER_PAPERS
    assert not missing


def test_the_register_says_what_is_told_of_status_causes_risks_and_work(full):
    people = (
        dataclasses.replace(
            full.people[0],
            member=full.people[0].member.having(phone="13800009999", id_type="id_card", joined="2016-05-06", join_reason="moved_in"),
            facts=full.people[0].facts.having(
                work_region="广东省东莞市长安镇", illness_note="左腿功能障碍", mandarin=False, dropout_reason="tired",
                soldier=True, relocated_person=True, destitute="rural", employer="示范电子厂",
            ),
        ),
        *full.people[1:],
    )  # fmt: skip
    case = changed(
        full,
        people=people,
        household=full.household.having(programmes=("file",), longitude="104.0668", latitude="30.5728"),
        facts=full.facts.having(return_year=2015, return_cause="4", not_exit_reason=NA, stated_size=7),
    )
    words = texts(paper(case, 6))
    for told in (
        "13800009999", "居民身份证", "户籍迁入", "2016年\n5月6日", "广东省东莞市长安镇", "左腿功能障碍", "示范电子厂", "农村特困供养",
        "☑建档立卡", "104.0668", "30.5728", "2015", "因灾", "（系统7人）", "户主2009年摔伤左腿",
    ):  # fmt: skip
        assert told in words, told


def test_the_register_ticks_no_programme_of_which_somebody_removed_the_only_record(full):
    stated = changed(full, household=full.household.having(programmes=("file",)), enrolments=())
    assert "☑建档立卡" in texts(paper(stated, 6))
    words = texts(paper(changed(stated, unenrolled=frozenset({"file"})), 6))
    assert "□建档立卡" in words
    assert "☑建档立卡" not in words


def test_where_only_kinds_of_income_are_known_the_register_prints_their_sum(full):
    income = full.income.having(wages=None, wage_work=20_000_00, wage_post_village=4_800_00)
    words = texts(paper(changed(full, incomes=(income,)), 6))
    assert "24800.00" in words
    assert "20000.00" in words


def test_measures_of_mid_year_are_marked_and_their_adjustment_is_printed(full):
    last = full.measures[-1].having(stage="mid_year", adjusted="改厕改为入户路硬化")
    rows = rows_of(paper(changed(full, measures=(*full.measures[:-1], last)), 11), 1)
    marked = [row for row in rows if "年中" in row[0]]
    assert [row[0].split() for row in marked] == [["8", "年中"]]
    assert "调整：改厕改为入户路硬化" in marked[0][2]
    assert "年中调整时增加的" in texts(paper(changed(full, measures=(*full.measures[:-1], last)), 11))
    assert "年中调整时增加的" not in texts(paper(full, 11))


def test_the_cover_counts_the_papers_and_dates_the_volume_as_far_as_facts_tell(full, thin):
    village = full.village.having(fonds_name="示范镇人民政府", fonds_no="Z099", archive_class="贫困户文件（02）")
    cover = rows_of(paper(changed(full, village=village), 1))
    assert ["件数", "9件", "页数", ""] in cover
    assert ["起止时间", *["2016年2月8日至2016年11月17日"] * 3] in cover
    assert ["全宗名称", *["示范镇人民政府"] * 3] in cover
    assert ["类目", *["贫困户文件（02）"] * 3] in cover
    assert "Z099" in texts(paper(changed(full, village=village), 1))
    assert ["起止时间", *["2016年"] * 3] in rows_of(paper(thin, 1))
    alone = dict(papers_of(full, office_of(full.village), DAY, ["cover"]))["01-封面.docx"]
    assert ["件数", "", "页数", ""] in rows_of(alone)
    one_day = changed(full, visits=())
    assert ["起止时间", *["2016年"] * 3] in rows_of(paper(one_day, 1))  # of the other papers only the year is known


def test_who_never_was_poor_is_what_he_is_on_the_cover_and_lacks_nothing_that_the_poor_have():
    def as_of(year, **values):
        case = full_case(year)
        return changed(case, facts=case.facts.having(attribute=None, exit_status=None, **values))

    edge = as_of(2023, household_type="edge")
    assert "户类型" in texts(paper(edge, 1))
    assert ["家庭人口", "6人", "户类型", "边缘易致贫户"] in rows_of(paper(edge, 1))
    assert "脱贫户属性" not in texts(paper(edge, 18))
    assert "脱贫状态" not in texts(paper(edge, 18))
    left = as_of(2023, household_type="exited")
    assert "脱贫户属性、脱贫状态" in texts(paper(left, 18))
    assert "贫困户属性、脱贫状态" in texts(paper(as_of(2016, household_type="poor"), 18))
    assert ["家庭人口", "6人", "贫困户属性", "低保贫困户"] in rows_of(paper(full_case(2016), 1))
