# SPDX-License-Identifier: MIT
"""From facts to words: nothing invented, nothing dropped, the words and ages of the paper's own time."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from tests.documents.conftest import DAY, changed, full_case
from villagedesk.documents.facts.context import Office, casefile_context, office_of, size_in
from villagedesk.documents.facts.placeholders import GROUPS, fields_of, labels
from villagedesk.i18n import set_language
from villagedesk.models.casefile import Person
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.help import Benefit, Care
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import NA
from villagedesk.paths import resources


def context(case, day=DAY):
    return casefile_context(case, office_of(case.village), day)


def facts(case, **values):
    return changed(case, facts=case.facts.having(**values))


def plain(value):
    if isinstance(value, dict):
        return all(type(key) is str and plain(one) for key, one in value.items())
    return all(map(plain, value)) if type(value) is list else type(value) is str


def test_a_context_holds_plain_values_only(full, thin):
    assert plain(context(full))
    assert plain(context(thin))


def test_what_is_known_is_there_under_its_chinese_name(full):
    made = context(full)
    assert made["户"]["联系电话"] == "13900000001"
    assert made["户"]["户主姓名"] == "阿卜杜勒·买买提江·吐尔逊"
    assert made["年度情况"]["住房面积"] == "86.5"
    assert [one["姓名"] for one in made["家庭成员"]][1] == "𠮷木阿果·古丽娜尔"
    assert made["家庭成员"][0]["残疾情况"] == "肢体二级"
    assert made["措施"][0]["资金额度大写"] == "叁万元整"
    assert made["走访"][9]["慰问金额"] == "500.00"
    assert (made["户"]["组名"], made["户"]["档号"], made["户"]["家庭人口"]) == ("2组", "2001", "6")


def test_nothing_known_is_an_empty_text_and_zero_and_not_applicable_are_not(full, thin):
    assert context(thin)["年度情况"]["耕地面积"] == ""
    assert context(thin)["户"]["劳动力数"] == ""
    assert context(full)["年度情况"]["有效灌溉面积"] == "0"
    assert context(full)["年度情况"]["脱贫年度"] == "不适用"
    assert context(full)["收支"]["其他财产性收入"] == "0.00"
    assert context(full)["收支"]["理赔收入"] == context(full)["收支"]["理赔收入大写"] == ""


def test_every_field_that_papers_can_print_has_a_value_even_in_an_empty_case(thin):
    made = context(thin)
    for group in GROUPS:
        for entity in group.entities if not group.each else ():
            assert {name for name, _ in fields_of(entity)} <= set(made[group.name])


def test_options_are_printed_as_the_form_prints_them(full):
    made = context(full)
    assert made["户"]["识别标准选项"] == "☑国家标准 □省定标准 □市定标准"
    assert made["年度情况"]["贫困户属性选项"].split()[:3] == ["□一般贫困户", "☑低保贫困户", "□特困供养贫困户"]
    assert made["年度情况"]["是否通广播电视选项"] == "□是 ☑否"
    assert made["年度情况"]["是否无房选项"] == "□是 □否"
    assert made["年度情况"]["是否同意搬迁选项"] == "□是 □否 ☑不适用"
    assert made["年度情况"]["危房级别选项"].endswith("□A级 □B级 ☑C级 □D级 □不适用")
    assert made["家庭成员"][0]["健康状况选项"] == "□健康 ☑长期慢性病 □患有大病 ☑残疾"
    assert made["户"]["其他致贫原因选项"].split().count("☑因病") == 1
    assert made["户"]["其他致贫原因选项"].count("☑") == 2


def test_the_choices_are_those_of_the_year():
    assert "五保" in context(full_case(2015))["年度情况"]["贫困户属性选项"]
    assert "特困供养贫困户" in context(full_case(2016))["年度情况"]["贫困户属性选项"]
    assert "五保" not in context(full_case(2016))["年度情况"]["贫困户属性选项"]
    assert "低保脱贫户" in context(full_case(2023))["年度情况"]["贫困户属性选项"]


def test_a_choice_that_the_years_form_did_not_have_is_ticked_all_the_same(full):
    assert "☑边缘易致贫户" in context(facts(full, household_type="edge"))["年度情况"]["户类型选项"]
    assert "☑未知代码 zz" in context(facts(full, household_type="zz"))["年度情况"]["户类型选项"]


def test_labels_are_those_of_the_year():
    assert labels(2016)["年度情况"]["贫困户属性"] == "贫困户属性"
    assert context(full_case(2023))["标签"]["年度情况"]["贫困户属性"] == "脱贫户属性"
    assert labels(2016)["家庭成员"]["是否参加城乡居民基本医疗保险"] == "是否参加新型农村合作医疗"


@pytest.mark.parametrize(
    ("day", "age"), [("2016-03-04", "53"), ("2016-03-05", "54"), ("2016-12-31", "54"), ("1961-01-01", "")]
)
def test_ages_are_those_of_the_papers_date(full, day, age):
    made = context(full, dt.date.fromisoformat(day))
    assert made["家庭成员"][0]["年龄"] == made["户"]["户主年龄"] == age
    assert made["文书"]["计龄日期"] == made["文书"]["日期"]


def test_a_paper_reprinted_years_later_says_how_old_people_were_in_its_own_year(full):
    made = context(full, dt.date(2026, 11, 25))
    assert made["家庭成员"][0]["年龄"] == made["户"]["户主年龄"] == "54"
    assert made["文书"]["计龄日期"] == "2016年12月31日"
    assert made["文书"]["日期"] == "2026年11月25日"


def test_an_unknown_birth_has_no_age(full):
    person = Person(full.people[0].member.having(birth=None), full.people[0].facts)
    assert context(changed(full, people=(person,)))["家庭成员"][0]["年龄"] == ""


def test_income_is_computed_and_the_systems_figure_stands_beside_it(full):
    income = full.income.having(stated_per_head=999_00)
    made = context(changed(full, incomes=(income,)))["收支"]
    gross = 24_000_00 + 8_500_50 + 500_00 + 2_400_00 + 840_00 + 500_00 + 333_33
    net = gross - 2_130_00
    assert made["年收入"] == f"{gross // 100}.{gross % 100:02d}"
    assert made["纯收入"] == f"{net // 100}.{net % 100:02d}"
    assert made["人均纯收入"] == "5823.97"
    assert made["系统人均"] == "999.00"


def test_the_ledger_is_printed_line_by_line_with_what_counts_and_why_not(full):
    rows = context(full)["收入台账"]
    assert [row["收支项目"] for row in rows] == ["外出务工", "水稻", "生猪", "借贷资金"]
    assert [row["计入收入"] for row in rows] == ["24000.00", "2500.00", "6000.50", ""]
    assert [row["计入支出"] for row in rows] == ["", "630.00", "1500.00", ""]
    assert rows[1]["计入单元"] == "种植收入、种植支出"
    assert (rows[0]["时间"], rows[1]["时间"], rows[2]["时间"]) == ("2016年2月5日", "第三季度", "")
    assert "要还" in rows[3]["不计原因"]
    assert [row["行号"] for row in rows] == ["1", "2", "3", "4"]
    assert context(full)["收支"]["期间"] == "2015年10月1日至2016年9月30日"


def test_cells_that_nobody_typed_are_printed_from_the_ledger(full):
    made = context(changed(full, incomes=()))["收支"]
    assert (made["工资性收入"], made["生产经营性收入"], made["纯收入"]) == ("24000.00", "8500.50", "30370.50")
    assert made["务工收入"] == "24000.00"


def test_the_ledger_is_in_chinese_while_the_screen_is_english(full):
    set_language("en", resources() / "locale")
    assert "要还" in context(full)["收入台账"][3]["不计原因"]


def test_last_years_income_is_divided_by_last_years_people(full):
    assert context(full)["上年收支"]["人均纯收入"] == "2650.00"  # 15,900 among six
    newborn = Person(
        Member(id="b", household=full.household.id, name="新生", birth="2016-05-01"), MemberYear(member="b")
    )
    assert context(changed(full, people=(*full.people, newborn)))["上年收支"]["人均纯收入"] == "2650.00"
    dead = Person(Member(id="d", household=full.household.id, name="故去", left="2016-02-01"), MemberYear(member="d"))
    assert size_in(changed(full, departed=(dead,)), 2015) == 7


def test_income_that_nobody_entered_stays_empty(full):
    full = changed(full, ledger_lines=())
    assert context(changed(full, incomes=()))["收支"]["人均纯收入"] == ""
    assert context(changed(full, incomes=(IncomeYear(year=2016, note="x"),)))["收支"]["年收入"] == ""


def test_helpers_of_the_year_and_those_of_the_day_are_told_apart(full):
    made = context(full)
    assert [one["责任人姓名"] for one in made["责任人"]] == ["赵原任", "王帮扶", "李书记"]
    assert [one["责任人姓名"] for one in made["现任责任人"]] == ["王帮扶", "李书记"]
    assert made["责任人"][0]["起止时间"] == "2014年6月1日至2016年4月30日"
    assert made["现任责任人"][0]["起止时间"] == "2016年5月1日起"
    later = context(full, dt.date(2026, 7, 1))
    assert [one["责任人姓名"] for one in later["现任责任人"]] == ["王帮扶", "李书记"]


def test_a_paper_reprinted_years_later_names_the_helpers_of_its_own_year(full):
    old = full.helpers[1]
    gone = type(old)(old.pairing.having(end="2018-06-30"), old.cadre, old.unit)
    come = type(old)(old.pairing.having(id="new", start="2018-07-01"), old.cadre.having(name="新来"), old.unit)
    later = context(changed(full, helpers=(gone, come)), dt.date(2026, 7, 1))
    assert [one["责任人姓名"] for one in later["现任责任人"]] == ["王帮扶"]


def test_the_first_person_responsible_stands_first_on_the_card(full):
    made = context(changed(full, helpers=tuple(reversed(full.helpers))))
    assert [one["责任类别"] for one in made["现任责任人"]] == ["第一责任人", "第一书记"]


def test_a_helper_who_left_before_the_year_is_not_in_its_papers():
    assert [one["责任人姓名"] for one in context(full_case(2016))["责任人"]].count("赵原任") == 1
    old = full_case(2016)
    case = dataclasses.replace(old, year=2017)
    assert "赵原任" not in [one["责任人姓名"] for one in context(case)["责任人"]]


def test_how_many_can_work_is_said_only_when_it_is_known_of_everybody(full):
    assert context(full)["户"]["劳动力数"] == "4"
    unknown = Person(full.people[5].member, full.people[5].facts.having(labour=None))
    assert context(changed(full, people=(*full.people[:5], unknown)))["户"]["劳动力数"] == ""


def test_what_is_missing_is_listed_by_part_with_the_people_concerned(thin, full):
    missing = {one["部分"]: one["内容"] for one in context(thin)["缺件"]}
    assert "联系电话" in missing["户"]
    assert "证件号码（李四）" in missing["家庭成员"]
    for part in ("致贫原因", "年度收支", "帮扶责任人", "脱贫计划", "走访记录"):
        assert missing[part] == "没有登记"
    assert context(full)["缺件"] == []
    unsaid = changed(full, plan=full.plan.having(wish=None), visits=())
    assert context(unsaid)["缺件"] == [
        {"部分": "脱贫计划", "内容": "户主意愿"},
        {"部分": "走访记录", "内容": "没有登记"},
    ]


def test_a_disability_that_does_not_apply_is_said_once(full):
    assert context(full)["家庭成员"][2]["残疾情况"] == "不适用"
    person = Person(full.people[0].member, full.people[0].facts.having(disability_grade=NA))
    assert context(changed(full, people=(person,)))["家庭成员"][0]["残疾情况"] == "肢体"


def test_a_group_that_is_only_a_number_gets_its_word(full):
    for group, name in (("2", "2组"), ("石桥组", "石桥组"), (None, "")):
        case = changed(full, household=full.household.having(group=group))
        assert context(case)["户"]["组名"] == name


def test_the_archive_number_is_the_villages_own_then_the_systems(full):
    without = changed(full, household=full.household.having(local_no=None))
    assert context(without)["户"]["档号"] == full.household.hh_no
    assert context(changed(full, household=full.household.having(local_no=None, hh_no=None)))["户"]["档号"] == ""


def test_a_volume_that_was_numbered_is_called_by_its_number_on_every_paper(full):
    village = full.village.having(fonds_no="Z1", archive_class_no="02", archive_village_no="7")
    numbered = changed(full, village=village, household=full.household.having(volume_no=12))
    assert context(numbered)["户"]["档号"] == "Z1-JF027-0012"
    by_piece = changed(numbered, village=village.having(cataloguing="piece"))
    assert context(by_piece)["户"]["档号"] == "2001"


def test_the_keeper_is_the_village_committee(full):
    assert office_of(full.village).keeper == "清溪村村民委员会"
    assert office_of(Village(name="东风社区")).keeper == "东风社区居民委员会"
    assert office_of(Village()) == Office()


def test_a_sum_too_large_for_words_is_printed_in_digits(full):
    income = full.income.having(wages=10**20)
    made = context(changed(full, incomes=(income,)))["收支"]
    assert made["工资性收入大写"] == made["工资性收入"]


def test_labels_come_from_the_catalogue():
    for entity in ("household", "member_year", "visit"):
        for name, spec in fields_of(entity):
            assert ENTITIES[entity][spec.key].label_in(2016) in {
                group[name] for group in labels(2016).values() if name in group
            }


def test_the_care_level_of_the_day_goes_before_the_one_without_a_day(full):
    graded = (Care(id="g1", level="yellow", start="2016-03-01"), Care(id="g2", level="red", start="2030-01-01"))
    case = changed(full, household=full.household.having(care_level="blue"))
    assert context(case)["户"]["关爱等级"] == "蓝色（每月）"
    assert context(changed(case, cares=graded))["户"]["关爱等级"] == "黄色（每周）"
    later = tuple(one.having(start="2017-01-01") for one in graded)
    assert context(changed(case, cares=later))["户"]["关爱等级"] == "", "a level of later days is not that of the paper"


def test_help_that_was_given_is_printed_with_the_name_of_the_person(full):
    person = full.people[1].member
    given = (
        Benefit(
            id="b1", date="2016-05-06", category="education", content="雨露计划补助", amount=300_000, member=person.id
        ),
        Benefit(id="b2", date="2016-06-06", content="送米", evidence=("photo", "voucher")),
    )
    rows = context(changed(full, benefits=given))["落实"]
    assert [(one["行号"], one["落实金额"], one["受益人"]) for one in rows] == [
        ("1", "3000.00", person.name),
        ("2", "", ""),
    ]
    assert rows[1]["落实佐证材料"] == "发放凭证、现场照片"
