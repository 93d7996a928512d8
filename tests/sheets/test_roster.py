# SPDX-License-Identifier: MIT
"""The rules of bringing a roster in, one by one, on small rosters."""

from __future__ import annotations

import pytest

from tests.sheets.conftest import HEADINGS, HOUSEHOLD, a_family, a_sheet, bring_in, id_no
from villagedesk.errors import Cancelled, Refused
from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.problem import Level
from villagedesk.sheets.columns import find_layout, with_mapping
from villagedesk.sheets.roster import RowState, apply_roster, plan_roster
from villagedesk.store import counts, reads
from villagedesk.store.dump import dump

NAMED = ("户编号", "人编号", "姓名", "证件号码", "与户主关系")


def only(store, kind):
    (found,) = reads.where(store, kind)
    return found


def person(store, name):
    return next(one for one in reads.where(store, Member) if one.name == name)


def household(store):
    return only(store, Household)


def with_column(heading, *cells, **more):
    """The family of two with one more column."""
    rows = [(*row[:5], cell) for row, cell in zip(a_family(**more), cells, strict=True)]
    return a_sheet(*rows, headings=(*NAMED, heading))


# -- what is written ------------------------------------------------------------------------------------------------


def test_sex_and_birth_follow_from_a_right_identity_number(store):
    bring_in(store, a_sheet(*a_family()))
    one, other = person(store, "高凤珍"), person(store, "肖辉")
    assert (one.sex, one.birth, other.sex, other.birth) == ("1", "1974-02-24", "2", "1974-02-24")


def test_sex_and_birth_of_the_roster_go_before_those_of_the_number(store):
    sheets = a_sheet((*a_family()[0][:5], "女", "1974年2月25日"), headings=(*NAMED, "性别", "出生日期"))
    bring_in(store, sheets)
    assert (person(store, "高凤珍").sex, person(store, "高凤珍").birth) == ("2", "1974-02-25")


def test_nothing_follows_from_a_number_with_a_wrong_check_digit_but_it_is_kept_and_listed(store):
    wrong = id_no(1)[:17] + ("1" if id_no(1)[17] != "1" else "2")
    row = list(a_family()[0])
    row[3] = wrong
    done = bring_in(store, a_sheet(row))
    member = person(store, "高凤珍")
    assert (member.id_no, member.sex, member.birth) == (wrong, None, None)
    assert done.row(2).state is RowState.NEW
    assert done.row(2).notes[0].code == "A03"
    assert done.row(2).notes[0].text().startswith(f"第 2 行 D 列 高凤珍 证件号码“{wrong}”第18位应为")


def test_a_disability_card_gives_number_card_kind_and_grade(store):
    card = id_no(1) + "43"
    row = list(a_family()[0])
    row[3] = card
    bring_in(store, a_sheet(row))
    member = person(store, "高凤珍")
    assert (member.id_no, member.card_no, member.sex) == (id_no(1), card, "1")
    facts = only(store, MemberYear)
    assert (facts.disability_kind, facts.disability_grade) == ("4", "3")


def test_a_column_of_the_disability_goes_before_the_card(store):
    row = [*a_family()[0][:5], "视力", "一级"]
    row[3] = id_no(1) + "43"
    bring_in(store, a_sheet(row, headings=(*NAMED, "残疾类别", "残疾等级")))
    facts = only(store, MemberYear)
    assert (facts.disability_kind, facts.disability_grade) == ("1", "1")


def test_the_relation_is_kept_as_it_arrived_beside_its_code(store):
    rows = [list(row) for row in a_family()]
    rows[1][4] = " 妻子 "
    bring_in(store, a_sheet(*rows))
    facts = {one.relation: one.relation_text for one in reads.where(store, MemberYear)}
    assert facts == {"head": "户主", "spouse": "妻子"}


def test_the_month_of_identification_gives_the_year(store):
    bring_in(store, with_column("首次识别时间", 202304, "2023年04月"))
    assert (household(store).identified, household(store).identify_year) == ("2023-04", 2023)


def test_causes_have_a_rank_by_their_column(store):
    rows = [(*row[:5], "因病", "因残", "缺劳动力", "肺病三年") for row in a_family()]
    bring_in(store, a_sheet(*rows, headings=(*NAMED, "致贫原因1", "致贫原因2", "致贫原因3", "致贫原因说明")))
    causes = {one.rank: (one.code, one.note, one.year) for one in reads.where(store, Cause)}
    assert causes == {"main": ("1", "肺病三年", 2025), "other1": ("2", None, 2025), "other2": ("8", None, 2025)}


def test_a_note_about_a_cause_that_is_not_given_is_doubtful(store):
    done = bring_in(store, with_column("致贫原因说明", "肺病", None))
    assert reads.where(store, Cause) == []
    assert done.row(2).state is RowState.DOUBTFUL
    assert "致贫原因说明没有导入" in done.row(2).notes[0].text()


def test_the_size_and_income_of_the_system_are_kept_apart_from_what_we_count(store):
    rows = [(*row[:5], 2.0, 19612.009999999998) for row in a_family()]
    bring_in(store, a_sheet(*rows, headings=(*NAMED, "人数", "人均纯收入")))
    assert only(store, HouseholdYear).stated_size == 2
    assert only(store, IncomeYear).stated_per_head == 1_961_201


def test_rows_of_a_year_are_made_only_where_there_is_something_to_say(store):
    bring_in(store, a_sheet(*[row[:4] for row in a_family()], headings=NAMED[:4]))
    assert counts.statistics(store)["members"] == 2
    for kind in (HouseholdYear, MemberYear, Cause, IncomeYear):
        assert reads.where(store, kind) == []


def test_zero_no_and_not_applicable_are_facts(store):
    rows = [(*row[:5], 0, "否", "不适用", "0") for row in a_family()[:1]]
    bring_in(store, a_sheet(*rows, headings=(*NAMED, "务工时间", "危房户", "风险是否消除", "耕地面积（亩）")))
    assert only(store, MemberYear).work_months == 0
    year = only(store, HouseholdYear)
    assert (year.dangerous, year.risk_removed, year.farmland) == (False, NA, 0)


def test_people_stand_in_the_order_of_the_roster_and_newcomers_after_them(store):
    bring_in(store, a_sheet(*a_family(names=("甲甲", "乙乙"))))
    rows = a_family(names=("甲甲", "乙乙", "丙丙"))
    bring_in(store, a_sheet(rows[2], rows[0], rows[1]))
    assert {one.name: one.position for one in reads.where(store, Member)} == {"甲甲": 1, "乙乙": 2, "丙丙": 3}


def test_another_year_leaves_the_facts_of_this_one_alone(store):
    bring_in(store, with_column("危房户", "否", "否"), year=2024)
    done = bring_in(store, with_column("危房户", "是", "是"), year=2025)
    assert {one.year: one.dangerous for one in reads.where(store, HouseholdYear)} == {2024: False, 2025: True}
    assert {one.year for one in reads.where(store, MemberYear)} == {2024, 2025}
    assert done.plan.counts[RowState.CHANGED] == 2
    assert ("household_year.dangerous", None, True) in [(one.path, one.old, one.new) for one in done.row(2).differences]


# -- what is left alone, what is erased -----------------------------------------------------------------------------


@pytest.mark.parametrize("empty", [None, "", "  ", "-", "无数据", "/"])
def test_an_empty_cell_leaves_the_fact_alone(store, empty):
    bring_in(store, with_column("户联系电话", "13000100001", "13000100001"))
    done = bring_in(store, with_column("户联系电话", empty, empty))
    assert not done.changed
    assert household(store).phone == "13000100001"


@pytest.mark.parametrize("mark", ["<清空>", " ＜清空＞ ", "【清空】"])
def test_a_fact_is_erased_only_by_the_word_for_it(store, mark):
    bring_in(store, with_column("户联系电话", "13000100001", "13000100001"))
    done = bring_in(store, with_column("户联系电话", mark, mark))
    assert household(store).phone is None
    (difference,) = done.row(2).differences
    assert (difference.path, difference.old, difference.new) == ("household.phone", "13000100001", None)
    assert not bring_in(store, with_column("户联系电话", mark, mark)).changed


def test_erasing_sets_relation_and_cause(store):
    headings = (*NAMED, "健康状况", "致贫原因1")
    bring_in(store, a_sheet((*a_family()[0][:5], "残疾,大病", "因病"), headings=headings))
    done = bring_in(store, a_sheet((*a_family()[0][:4], "<清空>", "<清空>", "<清空>"), headings=headings))
    facts = only(store, MemberYear)
    assert (facts.health, facts.relation, facts.relation_text) == ((), None, None)
    assert reads.where(store, Cause) == []
    assert ("cause.code", "1", None) in [(one.path, one.old, one.new) for one in done.row(2).differences]
    assert bring_in(store, a_sheet((*a_family()[0][:5], "残疾", "因病"), headings=headings)).changed
    assert only(store, Cause).code == "1"


def test_who_it_is_cannot_be_erased(store):
    bring_in(store, a_sheet(*a_family()))
    rows = [list(row) for row in a_family()]
    rows[0][2] = "<清空>"
    done = bring_in(store, a_sheet(*rows))
    assert not done.changed
    assert "姓名“<清空>”不能清空" in done.row(2).notes[0].text()


def test_a_refused_cell_is_left_out_with_place_and_remedy_and_the_rest_arrives(store):
    rows = [(*row[:5], "火星族", "汉族八") for row in a_family()]
    done = bring_in(store, a_sheet(*rows, headings=(*NAMED, "民族", "健康状况")))
    member = person(store, "高凤珍")
    assert (member.id_no, member.ethnic) == (id_no(1), None)
    assert done.row(2).state is RowState.DOUBTFUL
    assert not done.row(2).held
    texts = [note.text() for note in done.row(2).notes]
    assert texts[0].startswith("第 2 行 F 列 高凤珍 民族“火星族”不在代码表中。可以填：汉族、")
    assert texts[1].startswith("第 2 行 G 列 高凤珍 健康状况“汉族八”不在代码表中。可以填：健康、长期慢性病、")
    assert done.row(2).marked == (5, 6)


def test_a_refused_cell_leaves_an_earlier_fact_alone(store):
    bring_in(store, with_column("民族", "彝族", "彝族"))
    bring_in(store, with_column("民族", "火星族", "彝族"))
    assert person(store, "高凤珍").ethnic == person(store, "肖辉").ethnic == "07"


def test_a_telephone_that_is_none_is_kept_and_listed(store):
    done = bring_in(store, with_column("户联系电话", "12345", "12345"))
    assert household(store).phone == "12345"
    assert done.row(2).notes[0].level is Level.DOUBT
    assert done.row(2).state is RowState.NEW


@pytest.mark.parametrize("rounded", [5.10199197402249e17, 510199197402249000, "5.10199E+17", "5.1e17"])
@pytest.mark.parametrize("heading", ["证件号码", "残疾证号", "户编号", "人编号", "银行卡号"])
def test_a_long_number_that_excel_rounded_is_refused_in_every_column_of_such_numbers(store, rounded, heading):
    headings = (*NAMED, "残疾证号", "银行卡号")
    row = [*a_family()[0][:5], None, None]
    row[headings.index(heading)] = rounded
    done = bring_in(store, a_sheet(row, headings=headings))
    (note,) = [one for one in done.row(2).notes if heading in one.text()]
    assert "是数字格式，末几位已被表格软件改成0或丢失，无法还原。请在原表中把该列设为“文本”格式" in note.text()
    assert done.row(2).state is RowState.DOUBTFUL
    lines = "\n".join(dump(store))
    assert "199197402249" not in lines
    assert "E+17" not in lines
    assert "e+17" not in lines


def test_a_telephone_in_scientific_notation_is_refused(store):
    done = bring_in(store, with_column("户联系电话", "1.38E+10", None))
    assert household(store).phone is None
    assert "联系电话“1.38E+10”是数字格式" in done.row(2).notes[0].text()


def test_numbers_that_excel_kept_whole_are_read(store):
    rows = [(51019900010001.0, 510199000100.0, "高凤珍", 510199740224001.0, "户主", 13000100001.0)]
    bring_in(store, a_sheet(*rows))
    member = person(store, "高凤珍")
    assert (member.person_no, member.id_no) == ("510199000100", "510199740224001")
    assert (household(store).hh_no, household(store).phone) == (HOUSEHOLD, "13000100001")


@pytest.mark.parametrize(
    "typed", ["'51019900010001", " 5101 9900 010001", "５１０１９９０００１０００１", "‘51019900010001"]
)
def test_a_household_number_is_the_same_however_it_is_typed(store, typed):
    bring_in(store, a_sheet(*a_family()))
    rows = [(typed, *row[1:]) for row in a_family()]
    assert not bring_in(store, a_sheet(*rows)).changed


# -- rows that contradict each other --------------------------------------------------------------------------------


def test_facts_of_the_household_that_differ_between_its_rows_are_doubtful_and_the_first_holds(store):
    rows = [
        (*row[:5], cell) for row, cell in zip(a_family(names=("甲甲", "乙乙", "丙丙")), ("否", "是", "否"), strict=True)
    ]
    done = bring_in(store, a_sheet(*rows, headings=(*NAMED, "危房户")))
    assert only(store, HouseholdYear).dangerous is False
    assert done.row(3).notes[0].text() == (
        "第 3 行 F 列 乙乙 是否危房户“是”在同一户各行中不一致：第2、4行为“否”；第3行为“是”。"
        "已按第 2 行的值导入，请核对后改成一致"
    )
    assert [row.state for row in done.plan.rows] == [RowState.DOUBTFUL, RowState.DOUBTFUL, RowState.NEW]
    assert counts.statistics(store)["members"] == 3


def test_an_empty_cell_contradicts_nothing(store):
    done = bring_in(store, with_column("危房户", None, "是"))
    assert only(store, HouseholdYear).dangerous is True
    assert done.texts() == []


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("户联系电话", ("13000100001", "13000100002")),
        ("自然村", ("1组", "2组")),
        ("人均纯收入", (1, 2)),
        ("致贫原因1", ("因病", "因残")),
    ],
)
def test_every_fact_of_the_household_is_compared(store, heading, cells):
    done = bring_in(store, with_column(heading, *cells))
    assert done.plan.counts[RowState.DOUBTFUL] == 2
    assert all("不一致" in text for text in done.texts())


def test_a_size_that_differs_from_the_rows_is_a_hint(store):
    done = bring_in(store, with_column("人数", 3, 3))
    assert done.plan.counts[RowState.NEW] == 2
    (note,) = done.row(2).notes
    assert note.level is Level.HINT
    assert "“3”与花名册中本户的2行不一致" in note.text()


def test_the_same_identity_number_twice_is_named_at_both_rows_and_the_later_is_held(store):
    rows = [list(row) for row in a_family(names=("甲甲", "乙乙"))]
    rows[1][3] = rows[0][3].lower() + "43"  # the same person by the card
    done = bring_in(store, a_sheet(*rows))
    assert [row.state for row in done.plan.rows] == [RowState.DOUBTFUL] * 2
    assert [row.held for row in done.plan.rows] == [False, True]
    assert "与第3行重复" in done.row(2).notes[0].text()
    assert "与第2行重复，整行没有导入" in done.row(3).notes[0].text()
    assert [one.name for one in reads.where(store, Member)] == ["甲甲"]


def test_an_old_number_and_its_new_form_are_one_person(store):
    rows = [list(row) for row in a_family(names=("甲甲", "乙乙"))]
    rows[1][3] = id_no(1)[:6] + id_no(1)[8:17]
    assert bring_in(store, a_sheet(*rows)).row(3).held


def test_the_same_person_number_twice_is_held(store):
    rows = [list(row) for row in a_family(names=("甲甲", "乙乙"))]
    rows[1][1] = rows[0][1]
    done = bring_in(store, a_sheet(*rows))
    assert done.row(3).held
    assert "人编号" in done.row(3).notes[0].text()


# -- matching -------------------------------------------------------------------------------------------------------


def test_a_household_registered_by_hand_is_found_by_its_number(store):
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": HOUSEHOLD, "group": "2组"})
        change.put("member", "m", {"household": "h", "name": "高凤珍", "id_no": id_no(1), "position": 1})
    done = bring_in(store, a_sheet(*a_family()))
    assert household(store).id == "h"
    assert household(store).group == "2组"
    assert person(store, "高凤珍").id == "m"
    assert person(store, "高凤珍").person_no == f"{HOUSEHOLD}01"
    assert [row.state for row in done.plan.rows] == [RowState.CHANGED, RowState.NEW]
    assert (done.plan.households_new, done.plan.households_changed) == (0, 1)


def test_several_households_with_the_number_are_a_question(store):
    with store.change("登记") as change:
        for row in ("a", "b"):
            change.put("household", row, {"hh_no": HOUSEHOLD})
    done = bring_in(store, a_sheet(*a_family()))
    assert not done.changed
    assert all(row.held for row in done.plan.rows)
    assert "在本档中对应2户，无法确定是哪一户，整行没有导入" in done.row(2).notes[0].text()


def no_number(*rows, headings=("姓名", "证件号码", "与户主关系", "自然村", "户主证件号码", "户主姓名")):
    return a_sheet(*rows, headings=headings)


def test_without_a_household_number_the_heads_identity_number_finds_the_household(store):
    bring_in(store, a_sheet(*a_family()))
    done = bring_in(store, no_number(("肖辉", id_no(2), "配偶", "3组", id_no(1), None)))
    assert household(store).group == "3组"
    assert done.row(2).state is RowState.CHANGED
    assert counts.statistics(store)["members"] == 2


def test_without_any_number_of_the_head_name_and_group_find_the_household(store):
    bring_in(store, a_sheet(*[(*row, "3组") for row in a_family()], headings=(*HEADINGS, "自然村")))
    bring_in(store, no_number(("新人", id_no(7), "之子", "3组", None, "高凤珍")))
    assert counts.statistics(store)["households"] == 1
    other = no_number(("高凤珍", id_no(9), "户主", "4组", None, "高凤珍"))
    bring_in(store, other)
    assert counts.statistics(store)["households"] == 2
    assert not bring_in(store, other).changed


def test_a_new_household_of_which_neither_number_nor_head_is_known_is_held(store):
    """It could not be found again: every import would make it anew."""
    done = bring_in(store, no_number(("他人", id_no(9), "之子", "4组", None, "高凤珍")))
    assert not done.changed
    assert "户主也不在本户各行和本档中，无法确定是哪一户" in done.row(2).notes[0].text()


def test_a_roster_that_names_heads_but_tells_no_relation_is_matched_by_name(store):
    rows = [(name, None, None, "3组", None, "高凤珍") for name in ("高凤珍", "肖辉")]
    bring_in(store, no_number(*rows))
    again = bring_in(store, no_number(*rows))
    assert not again.changed
    assert counts.statistics(store)["households"] == 1


def test_a_number_in_the_village_holds_a_household_together_and_finds_it_again(store):
    headings = ("村内户号", "姓名", "证件号码", "民族")
    rows = [("3001", "甲甲", None, "汉族"), ("3001", "乙乙", None, "汉族"), ("3002", "丙丙", None, "汉族")]
    bring_in(store, a_sheet(*rows, headings=headings))
    assert not bring_in(store, a_sheet(*rows, headings=headings)).changed
    assert sorted(one.local_no for one in reads.where(store, Household)) == ["3001", "3002"]


def test_a_row_whose_relation_cannot_be_read_is_not_taken_for_a_member_of_the_household_above(store):
    headings = ("姓名", "证件号码", "与户主关系")
    rows = [
        ("甲甲", id_no(1), "户主"),
        ("乙乙", id_no(2), "户煮"),
        ("丙丙", id_no(3), "之子"),
        ("丁丁", id_no(4), "户主"),
    ]
    done = bring_in(store, a_sheet(*rows, headings=headings))
    assert [row.held for row in done.plan.rows] == [False, True, True, False]
    assert "不知道属于哪一户" in done.row(4).notes[0].text()
    assert [one.name for one in reads.where(store, Member, order="name")] == ["丁丁", "甲甲"]


def test_a_household_number_written_only_in_the_first_row_of_the_household_counts_for_the_rows_below(store):
    rows = a_family(names=("甲甲", "乙乙", "丙丙"))
    bring_in(store, a_sheet(rows[0], *[(None, *row[1:]) for row in rows[1:]]))
    assert household(store).hh_no == HOUSEHOLD
    assert counts.statistics(store)["members"] == 3


def test_two_heads_of_one_name_in_one_group_are_a_question(store):
    for number, first in ((HOUSEHOLD, 1), ("51019900010002", 11)):
        rows = [(*row, "3组") for row in a_family(number, first=first)]
        bring_in(store, a_sheet(*rows, headings=(*HEADINGS, "自然村")))
    done = bring_in(store, no_number(("新人", id_no(7), "之子", "3组", None, "高凤珍")))
    assert not done.changed
    assert "对应2户" in done.row(2).notes[0].text()


def test_rows_without_any_mark_belong_to_the_head_above_them(store):
    headings = ("姓名", "证件号码", "与户主关系")
    rows = [(name, id_no(place), relation) for place, (name, relation) in enumerate(
        (("甲甲", "户主"), ("乙乙", "配偶"), ("丙丙", "户主"), ("丁丁", "之子")), 1)]  # fmt: skip
    bring_in(store, a_sheet(*rows, headings=headings))
    homes = {one.name: one.household for one in reads.where(store, Member)}
    assert homes["甲甲"] == homes["乙乙"] != homes["丙丙"] == homes["丁丁"]
    again = bring_in(store, a_sheet(*rows, headings=headings))
    assert not again.changed
    assert again.plan.gone == ()


def test_a_row_before_any_head_is_held(store):
    done = bring_in(store, a_sheet(("乙乙", id_no(1), "配偶"), headings=("姓名", "证件号码", "与户主关系")))
    assert not done.changed
    assert "不知道属于哪一户" in done.row(2).notes[0].text()


def test_two_heads_of_one_name_in_the_roster_are_held(store):
    rows = [("高凤珍", id_no(number), "户主", None, None, "高凤珍") for number in (1, 3)]
    done = bring_in(store, no_number(*rows))
    assert not done.changed
    assert "在第2、3行都写作户主" in done.row(2).notes[0].text()


def test_a_person_is_found_by_person_number_though_name_and_number_were_corrected(store):
    bring_in(store, a_sheet(*a_family()))
    rows = [list(row) for row in a_family()]
    rows[0][2], rows[0][3] = "高凤真", id_no(5)
    done = bring_in(store, a_sheet(*rows))
    assert counts.statistics(store)["members"] == 2
    changes = {one.path: (one.old, one.new) for one in done.row(2).differences}
    assert changes == {"member.name": ("高凤珍", "高凤真"), "member.id_no": (id_no(1), id_no(5))}


def test_a_corrected_number_corrects_sex_and_birth_that_followed_from_it(store):
    bring_in(store, a_sheet(*a_family()))
    rows = [list(row) for row in a_family()]
    rows[0][3] = id_no(2, "19750301")
    bring_in(store, a_sheet(*rows))
    assert (person(store, "高凤珍").sex, person(store, "高凤珍").birth) == ("2", "1975-03-01")


def test_what_somebody_corrected_by_hand_is_not_undone_by_what_merely_follows(store):
    rows = [(*row, "201411") for row in a_family()]
    sheets = a_sheet(*rows, headings=(*HEADINGS, "首次识别时间"))
    bring_in(store, sheets)
    with store.change("改") as change:
        change.put("member", person(store, "高凤珍").id, {"birth": "1974-02-25"})
        change.put("household", household(store).id, {"identify_year": 2015})
    assert not bring_in(store, sheets).changed
    assert (person(store, "高凤珍").birth, household(store).identify_year) == ("1974-02-25", 2015)


def test_a_person_is_found_by_identity_number_in_either_form(store):
    old = id_no(1)[:6] + id_no(1)[8:17]
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": HOUSEHOLD})
        change.put("member", "m", {"household": "h", "name": "高风珍", "id_no": old})
    bring_in(store, a_sheet(a_family()[0]))
    assert (only(store, Member).id, only(store, Member).id_no) == ("m", id_no(1))


def test_a_person_without_numbers_is_found_by_name_and_birth(store):
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": HOUSEHOLD})
        change.put("member", "m", {"household": "h", "name": "高凤珍", "birth": "1974-02-24"})
        change.put("member", "n", {"household": "h", "name": "高凤珍", "birth": "1999-01-01"})
    bring_in(store, a_sheet(a_family()[0]))
    assert reads.get(store, Member, "m").id_no == id_no(1)
    assert reads.get(store, Member, "n").id_no is None


def test_two_people_of_one_name_and_unknown_birth_are_a_question(store):
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": HOUSEHOLD})
        for row in ("m", "n"):
            change.put("member", row, {"household": "h", "name": "高凤珍"})
    done = bring_in(store, a_sheet(a_family()[0]))
    assert not done.changed
    assert "在本档的同一户中对应2人，无法确定是哪一位" in done.row(2).notes[0].text()


def test_two_rows_that_mean_one_person_of_the_file_are_not_both_imported(store):
    headings = ("户编号", "姓名", "证件号码", "与户主关系")
    bring_in(store, a_sheet((HOUSEHOLD, "高凤珍", None, "户主"), headings=headings))
    done = bring_in(
        store, a_sheet((HOUSEHOLD, "高凤珍", None, "户主"), (HOUSEHOLD, "高凤珍", None, "之女"), headings=headings)
    )
    assert counts.statistics(store)["members"] == 1
    assert "与第2行对应本档中的同一人" in done.row(3).notes[0].text()


def test_somebody_who_belongs_to_another_household_is_a_question(store):
    bring_in(store, a_sheet(*a_family()))
    other = "51019900010002"
    row = (other, f"{other}01", "肖辉", id_no(2), "户主", None)
    done = bring_in(store, a_sheet(row))
    assert not done.changed
    assert (
        f"在本档中是另一户（{HOUSEHOLD}）的成员，整行没有导入。请先在本档中办理人员变更" in done.row(2).notes[0].text()
    )
    assert counts.statistics(store)["households"] == 1


def test_new_people_of_new_households_get_ids_that_every_office_derives_alike(new_store):
    stores = [new_store(name) for name in ("甲", "乙")]
    for store in stores:
        bring_in(store, a_sheet(*a_family()))
    assert list(dump(stores[0])) == list(dump(stores[1]))


def test_somebody_registered_as_gone_stays_gone_and_it_is_said(store):
    bring_in(store, a_sheet(*a_family()))
    with store.change("死亡") as change:
        change.put("member", person(store, "肖辉").id, {"left": "2025-12-01", "leave_reason": "dead"})
    done = bring_in(store, a_sheet(*a_family()))
    assert not done.changed
    assert "在本档中已于2025-12-01登记减少，花名册中仍有" in done.row(3).notes[0].text()
    assert done.row(3).state is RowState.SAME


# -- the recycle bin ------------------------------------------------------------------------------------------------


def test_what_lies_in_the_bin_comes_back_and_it_is_said(store):
    bring_in(store, a_sheet(*a_family()))
    before = list(dump(store))
    with store.change("删") as change:
        change.remove("household", [household(store).id], "误删")
        change.remove("member", [person(store, "肖辉").id], "误删")
    assert counts.statistics(store)["members"] == 0
    done = bring_in(store, a_sheet(*a_family()))
    assert list(dump(store)) == before
    assert [row.state for row in done.plan.rows] == [RowState.CHANGED] * 2
    assert all("在回收站中，导入后恢复" in text for text in done.texts())
    assert not bring_in(store, a_sheet(*a_family())).changed


def test_a_household_registered_by_hand_comes_back_from_the_bin_too(store):
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": HOUSEHOLD, "group": "9组"})
        change.put("member", "m", {"household": "h", "name": "高凤珍", "id_no": id_no(1)})
    with store.change("删") as change:
        change.remove("household", ["h"], "误删")
        change.remove("member", ["m"], "误删")
    bring_in(store, a_sheet(*a_family()))
    assert (household(store).id, household(store).group) == ("h", "9组")
    assert person(store, "高凤珍").id == "m"


def test_a_removed_year_comes_back(store):
    sheets = with_column("危房户", "是", "是")
    bring_in(store, sheets)
    with store.change("删") as change:
        change.remove("household_year", [only(store, HouseholdYear).id], "误删")
    done = bring_in(store, sheets)
    assert only(store, HouseholdYear).dangerous is True
    assert any("在回收站中，导入后恢复" in text for text in done.texts())


def test_somebody_whose_household_was_removed_moves_into_the_one_of_the_roster(store):
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": "9"})
        change.put("member", "m", {"household": "h", "name": "高凤珍", "id_no": id_no(1)})
    with store.change("删") as change:
        change.remove("household", ["h"], "重复户")
    bring_in(store, a_sheet(*a_family()))
    assert person(store, "高凤珍").id == "m"
    assert person(store, "高凤珍").household == household(store).id


# -- rows that are about nobody, years, layouts, cancelling ---------------------------------------------------------


def test_rows_about_nobody_are_left_out_and_named(store):
    rows = [
        (None,) * 6,
        ("", " ", None, None, None, None),
        ("一组",) * 6,
        *a_family(),
        HEADINGS,
        (1, 2, 3, 4, 5, 6),
        ("合 计", None, "2人", None, "2", None),
        ("填表人：某某", None, None, None, None, None),
    ]
    done = bring_in(store, a_sheet(*rows))
    assert counts.statistics(store)["members"] == 2
    assert done.texts() == [
        "第 4 行 整行“一组”只有一个单元格有内容，当作说明，没有导入",
        "第 7 行 整行“户编号”是重复的表头，没有导入",
        "第 8 行 整行“1”是栏目编号，没有导入",
        "第 9 行 整行“合 计”是合计行，没有导入",
        "第 10 行 整行“填表人：某某”只有一个单元格有内容，当作说明，没有导入",
    ]


def test_a_row_without_a_name_is_held_unless_its_numbers_tell_who_it_is(store):
    bring_in(store, a_sheet(*a_family()))
    rows = [(row[0], row[1], None, *row[3:5], "13000100009") for row in a_family()]
    rows.append((HOUSEHOLD, f"{HOUSEHOLD}09", None, id_no(9), "之子", None))
    done = bring_in(store, a_sheet(*rows))
    assert household(store).phone == "13000100009"
    assert "没有可用的姓名，整行没有导入" in done.row(4).notes[0].text()
    assert counts.statistics(store)["members"] == 2


def test_rows_of_another_year_are_held(store):
    rows = [(*row[:5], year) for row, year in zip(a_family(), (2025, "2024年"), strict=True)]
    done = bring_in(store, a_sheet(*rows, headings=(*NAMED, "年度")))
    assert [one.name for one in reads.where(store, Member)] == ["高凤珍"]
    assert "年度“2024”不是所选的2025年度，整行没有导入。请选择2024年度再导入一次" in done.row(3).notes[0].text()


def test_a_sheet_of_several_years_gives_the_facts_of_the_chosen_one(store):
    rows = [(*row[:5], year, "是" if year == 2025 else "否") for year in (2024, 2025) for row in a_family()]
    headings = (*NAMED, "年度", "危房户")
    done = bring_in(store, a_sheet(*rows, headings=headings))
    assert (only(store, HouseholdYear).year, only(store, HouseholdYear).dangerous) == (2025, True)
    assert done.plan.counts == {RowState.NEW: 2, RowState.CHANGED: 0, RowState.SAME: 0, RowState.DOUBTFUL: 2}


def test_a_roster_without_people_says_so(store):
    done = bring_in(store, a_sheet())
    assert done.plan.rows == ()
    assert "表头下面没有人员" in done.texts()[0]


def test_a_year_out_of_range_and_a_mapping_without_names_are_refused(store):
    sheets = a_sheet(*a_family())
    layout = find_layout(sheets)
    with pytest.raises(Refused, match="年度“1999”应在2013到2050之间"):
        plan_roster(store, sheets, layout, year=1999)
    with pytest.raises(Refused, match="没有一列对应“姓名”"):
        plan_roster(store, sheets, with_mapping(layout, {2: ""}), year=2025)


def test_a_column_that_is_not_to_be_imported_is_not(store):
    sheets = a_sheet(*a_family())
    bring_in(store, sheets, layout=with_mapping(find_layout(sheets), {5: ""}))
    assert household(store).phone is None


def test_ragged_rows_are_read(store):
    bring_in(store, a_sheet(*[row[:3] for row in a_family()]))
    assert counts.statistics(store)["members"] == 2


def test_a_cancelled_import_leaves_the_file_as_it_was_wherever_it_is_stopped(store):
    bring_in(store, with_column("危房户", "是", "是"))
    before = list(dump(store))
    rows = [row for number in range(1, 60) for row in a_family(f"5101990001{number:04d}", first=number * 10)]
    sheets = a_sheet((*rows[0][:5], "13000100002"), *rows[1:])
    plan = plan_roster(store, sheets, find_layout(sheets), year=2025)
    stops = 0

    def check(allowed):
        if not allowed:
            raise Cancelled
        allowed.pop()

    while True:
        try:
            apply_roster(store, plan, check=lambda allowed=[1] * stops: check(allowed))
            break
        except Cancelled:
            assert list(dump(store)) == before
            assert counts.statistics(store)["batches"] == 2
            stops += 1
    assert stops >= 5
    assert counts.statistics(store)["members"] == 2 * 59


def test_planning_can_be_cancelled(store):
    def check():
        raise Cancelled

    sheets = a_sheet(*a_family())
    with pytest.raises(Cancelled):
        plan_roster(store, sheets, find_layout(sheets), year=2025, check=check)


def test_a_plan_is_not_applied_to_a_file_that_moved_on(store):
    sheets = a_sheet(*a_family())
    plan = plan_roster(store, sheets, find_layout(sheets), year=2025)
    apply_roster(store, plan)
    before = list(dump(store))
    with pytest.raises(Refused, match="又有了改动。请重新核对花名册"):
        apply_roster(store, plan)
    assert list(dump(store)) == before


def test_the_batch_has_the_name_it_was_given_and_is_known_as_an_import(store):
    from villagedesk.store import history

    sheets = a_sheet(*a_family())
    plan = plan_roster(store, sheets, find_layout(sheets), year=2025)
    assert apply_roster(store, plan, label="导入花名册：一.xlsx")
    line = history.batches(store, 1)[0]
    assert (line.label, line.kind) == ("导入花名册：一.xlsx", "import")


def test_a_difference_says_what_it_is_about(store):
    headings = (*NAMED, "危房户", "致贫原因2")
    bring_in(store, a_sheet((*a_family()[0][:5], "是", "因病"), headings=headings))
    done = bring_in(store, a_sheet((*a_family()[0][:5], "否", "因残"), headings=headings))
    found = {one.label: (one.old, one.new) for one in done.row(2).differences}
    assert found == {"是否危房户": (True, False), "其他致贫原因一": ("1", "2")}


def test_who_is_absent_is_listed_by_household(store):
    other = "51019900010002"
    bring_in(store, a_sheet(*a_family(), *a_family(other, ("丙丙", "丁丁"), first=11)))
    done = bring_in(store, a_sheet(a_family()[0]))
    assert done.plan.gone == (f"{HOUSEHOLD} 户的成员：肖辉", f"整户 {other}：丙丙、丁丁")
    assert not done.changed


def test_somebody_held_back_is_not_absent(store):
    bring_in(store, a_sheet(*a_family()))
    rows = [list(row) for row in a_family()]
    rows[1][3] = rows[0][3]
    done = bring_in(store, a_sheet(*rows))
    assert done.row(3).held
    assert done.plan.gone == ()
