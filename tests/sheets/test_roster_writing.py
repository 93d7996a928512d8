# SPDX-License-Identifier: MIT
"""What a roster writes, what it leaves alone and what it erases, on small rosters."""

from __future__ import annotations

import pytest

from tests.sheets.conftest import HOUSEHOLD, a_family, a_sheet, bring_in, id_no
from tests.sheets.rosters import NAMED, household, only, person, with_column
from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.household import HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.problem import Level
from villagedesk.sheets.roster import RowState
from villagedesk.store import counts, reads
from villagedesk.store.dump import dump


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
