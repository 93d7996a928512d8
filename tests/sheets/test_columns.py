# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sheets.conftest import a_sheet, rosters
from villagedesk.errors import Refused
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.sheets.columns import (
    Column,
    field_of,
    find_layout,
    importable_fields,
    remember_mapping,
    remembered_mapping,
    with_mapping,
)
from villagedesk.sheets.reading import Sheet, read_workbook
from villagedesk.sheets.roster import guess_year
from villagedesk.sheets.targets import find_target

NATIONAL = (
    "", "context.county", "context.township", "context.name", "household.group", "household.hh_no", "member.person_no",
    "member.name", "member.id_no", "household_year.stated_size", "member_year.relation", "member.ethnic",
    "member_year.education", "member_year.school", "member_year.health", "member_year.labour", "member_year.work_months",
    "member_year.critical_insurance", "cause.main", "household_year.dangerous", "household_year.water_solved",
    "income_year.stated_per_head", "household.phone", "household.identified", "member.identified",
    "household_year.household_type", "household_year.monitor_type", "household_year.risk_removed",
)  # fmt: skip


def paths(layout):
    return tuple(column.path for column in layout.columns)


@pytest.mark.parametrize(("path", "header"), list(zip(rosters(), (0, 1, 2, 2), strict=True)), ids=str)
def test_the_columns_of_the_national_export_are_recognised(path, header):
    layout = find_layout(read_workbook(path))
    assert (layout.sheet, layout.header_row) == (0, header)
    assert paths(layout) == NATIONAL


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("姓名", "member.name"),
        ("公民身份号码", "member.id_no"),
        ("身份证号码", "member.id_no"),
        ("户联系电话", "household.phone"),
        ("人联系电话", "member.phone"),
        ("成员联系电话", "member.phone"),
        ("致贫原因", "cause.main"),
        ("致贫原因1", "cause.main"),
        ("主要致贫原因", "cause.main"),
        ("致贫原因2", "cause.other1"),
        ("次要致贫原因", "cause.other1"),
        ("其他致贫原因", "cause.other1"),
        ("致贫原因3", "cause.other2"),
        ("其他致贫原因2", "cause.other2"),
        ("aac007", "cause.main"),
        ("aac008_2", "cause.other1"),
        ("AAR012", "household.phone"),
        ("户主姓名", "context.head_name"),
        ("户主证件号码", "context.head_id"),
        ("户主身份证号", "context.head_id"),
        ("行政村名称", "context.name"),
        ("乡（镇）", "context.township"),
        ("市", "context.city"),
        ("耕地面积（亩）", "household_year.farmland"),
        ("人均纯收入（元）", "income_year.stated_per_head"),
        ("务工时间\n(月)", "member_year.work_months"),
        ("公益性岗位(月数)", "member_year.public_post_months"),
        ("A6、公民身份号码", "member.id_no"),
        ("＊姓　名", "member.name"),
        ("Identity number", "member.id_no"),
        ("序号", ""),
        ("年收入", ""),
        ("纯收入", ""),
        ("照片", ""),
    ],
)
def test_a_heading_is_recognised_by_any_of_its_names(heading, path):
    assert find_target(heading)[0] == path


def test_a_heading_that_two_records_share_goes_to_the_first_in_order():
    """Household before its year, before the member, before the member's year, before income; places come last."""
    for heading, path in (("年度", "household_year.year"), ("备注", "household.note"), ("性别", "member.sex")):
        assert find_target(heading)[0] == path


def test_nearly_every_column_of_the_public_presets_is_recognised():
    """The yearly household and member sets of domain.md §9.1; what is left are sums and things the file does not keep."""
    sets = (
        "省 市 县 乡 村 户编号 户主编号 户主姓名 户主证件号码 家庭人口数 是否危房户 人均纯收入 年收入 是否解决安全饮用水 年度 村办公电话 开户银行名称 银行卡号"
        " 识别标准 主要致贫原因 次要致贫原因 工资性收入 生产经营性收入 财产性收入 转移性收入 计划生育金 低保金 五保金 养老保险金 生态补偿金 其他转移性收入"
        " 生产经营性支出 纯收入 资产收益扶贫分红收入 其他财产性收入 耕地面积（亩） 水面面积 是否加入农民专业合作组织 退耕还林面积（亩） 林果面积（亩） 牧草地面积"
        " 林地面积（亩） 是否通生产用电 是否通生活用电 是否通广播电视 与村主干路距离 入户路类型 住房面积 是否有卫生厕所 主要燃料类型 危房级别"
        " 是否有龙头企业带动 是否有创业致富带头人带动 人口编号 姓名 性别 出生日期 证件类型 证件号码 民族 户联系电话 成员联系电话 与户主关系 文化程度"
        " 在校生状况 劳动技能 务工时间（月） 健康状况 政治面貌 务工企业名称 是否享受低保 是否参加城镇职工基本养老保险 是否参加大病保险"
        " 是否参加新型农村合作医疗（城乡居民基本医疗保险） 是否参加城乡居民基本养老保险 失学或辍学原因 是否会讲普通话 是否参加商业补充医疗保险 是否国外务工"
        " 产业分类 是否接受大病医疗救助 是否接受其他健康扶贫 公益性岗位类型 公益性岗位(月数) 就业渠道 残疾类别 务工所在地 是否参加城镇职工基本医疗保险"
        " 是否特困供养人员 残疾证办证年度"
    )
    unknown = [heading for heading in sets.split() if not find_target(heading)[0]]
    assert unknown == ["户主编号", "年收入", "村办公电话", "财产性收入", "转移性收入", "纯收入"]


def test_the_header_may_stand_in_any_of_the_first_ten_rows():
    headings = ("姓名", "证件号码")
    for lines in (0, 9):
        sheet = Sheet("表", (*[("说明", None)] * lines, headings, ("高凤珍", "1")))
        assert find_layout((sheet,)).header_row == lines
    with pytest.raises(Refused, match="前10行中没有找到含“姓名”“证件号码”的表头"):
        find_layout((Sheet("表", (*[("说明", None)] * 10, headings)),))


def test_the_best_sheet_and_row_win():
    cover = Sheet("封面", (("姓名", "证件号码"),))
    roster = Sheet("名册", (("姓名", "证件号码", None), ("姓名", "证件号码", "民族"), ("高凤珍", "1", "汉族")))
    layout = find_layout((cover, roster))
    assert (layout.sheet, layout.header_row) == (1, 1)


def test_of_two_heading_rows_merged_over_each_other_the_lower_one_is_taken():
    rows = (("姓名", "证件号码", "教育"), ("姓名", "证件号码", "说明"), ("高凤珍", "1", "x"))
    assert find_layout((Sheet("表", rows),)).header_row == 1


def test_headings_repeated_below_people_do_not_hide_the_people_above():
    rows = (("姓名", "证件号码"), ("高凤珍", "1"), ("姓名", "证件号码"), ("肖辉", "2"))
    assert find_layout((Sheet("表", rows),)).header_row == 0


def test_a_sheet_without_names_is_refused_with_what_is_missing():
    with pytest.raises(Refused, match=r"没有找到含“姓名”的表头.*该列的名称改为“姓名”"):
        find_layout((Sheet("表", (("证件号码", "民族"),)),))
    with pytest.raises(Refused, match=r"没有找到含“证件号码”的表头"):
        find_layout((Sheet("表", (("姓名", "民族"),)),))


def test_of_columns_that_mean_the_same_the_one_with_the_very_label_is_taken():
    layout = find_layout(a_sheet(headings=("姓名", "身份证号", "证件号码", "联系电话（元）", "手机号", "电话")))
    assert paths(layout) == ("member.name", "", "member.id_no", "", "household.phone", "")


def test_a_mapping_can_be_changed_and_a_field_moves_with_it():
    layout = find_layout(a_sheet(headings=("姓名", "证件号码", "绰号", "民族")))
    moved = with_mapping(layout, {2: "member.name", 3: ""})
    assert paths(moved) == ("", "member.id_no", "member.name", "")
    assert moved.column_of("member.name") == Column(2, "绰号", "member.name")
    assert moved.column_of("member.ethnic") is None
    assert paths(with_mapping(moved, {0: "member.name", 2: ""})) == ("member.name", "member.id_no", "", "")


def test_one_field_cannot_be_given_to_two_columns():
    layout = find_layout(a_sheet(headings=("姓名", "证件号码", "甲", "乙")))
    with pytest.raises(Refused, match="“民族”只能对应一列"):
        with_mapping(layout, {2: "member.ethnic", 3: "member.ethnic"})
    with pytest.raises(KeyError):
        with_mapping(layout, {2: "member.nothing"})


def test_a_choice_of_fields_has_labels_and_paths_that_can_be_mapped():
    fields = importable_fields()
    keys = [f"{spec.entity}.{spec.key}" for spec in fields]
    assert len(set(keys)) == len(keys) > 100
    labels = {f"{spec.entity}.{spec.key}": spec.label for spec in fields}
    assert labels["cause.main"] == "主要致贫原因"
    assert labels["context.head_id"] == "户主证件号码"
    assert labels["member.id_no"] == field_spec("member.id_no").label
    layout = find_layout(a_sheet())
    assert all(with_mapping(layout, {0: key}).columns[0].path == key for key in keys)
    assert {"member.position", "household.head_photo", "household.village", "member_year.relation_text"}.isdisjoint(
        keys
    )
    assert field_of("member.name") in fields
    assert field_of("") is None


def test_answers_are_remembered_for_the_next_roster(store):
    sheets = a_sheet(headings=("姓名", "证件号码", "绰 号", "民族"))
    answered = with_mapping(find_layout(sheets), {2: "member.note", 3: ""})
    remember_mapping(store, answered)
    assert remembered_mapping(store) == {"绰号": "member.note", "民族": ""}
    again = find_layout(a_sheet(headings=("绰号：", "姓名", "证件号码", "民族")), remembered_mapping(store))
    assert paths(again) == ("member.note", "member.name", "member.id_no", "")


def test_an_answer_can_be_taken_back(store):
    sheets = a_sheet(headings=("姓名", "证件号码", "民族"))
    remember_mapping(store, with_mapping(find_layout(sheets), {2: ""}))
    layout = find_layout(sheets, remembered_mapping(store))
    remember_mapping(store, with_mapping(layout, {2: "member.ethnic"}))
    assert paths(find_layout(sheets, remembered_mapping(store)))[2] == "member.ethnic"


def test_a_guess_that_was_right_need_not_be_remembered(store):
    remember_mapping(store, find_layout(a_sheet()))
    assert remembered_mapping(store) == {}


def test_a_remembered_field_that_this_program_does_not_know_is_passed_over():
    layout = find_layout(a_sheet(headings=("姓名", "证件号码", "民族")), {"民族": "member.from_the_future"})
    assert paths(layout)[2] == "member.ethnic"


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("脱贫户_20240902", 2024),
        ("2023年花名册", 2023),
        ("花名册2022-12", 2022),
        ("名册5101992025", None),
        ("花名册", None),
        ("x_20991231", None),
    ],
)
def test_the_year_is_guessed_from_the_name_of_the_file(name, year):
    sheets = a_sheet()
    assert guess_year(sheets, find_layout(sheets), Path(f"{name}.xlsx")) == year


def test_the_line_of_the_export_goes_before_the_name_and_the_name_before_the_column():
    rows = (
        ("导出时间:2025-09-02 17:31:08", None, None),
        ("姓名", "证件号码", "年度"),
        ("高", "1", 2019.0),
        ("肖", "2", "2019年"),
    )
    sheets = (Sheet("表", rows),)
    layout = find_layout(sheets)
    assert guess_year(sheets, layout, Path("x_20240101.xlsx")) == 2025
    bare = (Sheet("表", rows[1:]),)
    assert guess_year(bare, find_layout(bare), Path("x_20240101.xlsx")) == 2024
    assert guess_year(bare, find_layout(bare), Path("x.xlsx")) == 2019


@pytest.mark.parametrize("path", rosters(), ids=str)
def test_the_years_of_the_shipped_rosters(path):
    sheets = read_workbook(path)
    expected = 2025 if re.search("2025", path.name) else None
    assert guess_year(sheets, find_layout(sheets), path) == expected
