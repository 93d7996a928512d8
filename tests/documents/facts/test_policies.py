# SPDX-License-Identifier: MIT
"""The card of policies enjoyed: ticked is what was given or what a fact says, with amount and time, and nothing else."""

from __future__ import annotations

import dataclasses

import pytest

from tests.documents.conftest import DAY, changed, full_case, texts
from tests.documents.volumes.reading import rows_of
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.facts.policies import GROUPS, policies_enjoyed
from villagedesk.documents.volumes.volume import papers_of
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.help import Benefit
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import code_list


def row(case, word):
    return next(one for one in policies_enjoyed(case) if word in one["类别选项"])


def ticks(case):
    return [one for line in policies_enjoyed(case) for one in line["政策选项"].split() if one.startswith("☑")]


def test_every_class_of_help_has_its_row():
    assert sorted(code for group in GROUPS for code in group) == sorted(
        {one.code for one in code_list("measure_class").entries}
    )


def test_help_that_was_given_is_ticked_with_amount_and_time(full):
    given = Benefit(
        id="b", date="2016-05-06", category="education", subcategory="yulu", content="雨露计划补助", quantity="1人",
        amount=3_000_00, member=full.people[2].member.id,
    )  # fmt: skip
    line = row(changed(full, benefits=(given,)), "教育")
    assert line["类别选项"].startswith("☑教育扶贫")
    assert "☑雨露计划" in line["政策选项"]
    assert (line["享受内容"], line["享受金额"], line["享受时间"]) == (
        "张三丰：雨露计划补助，1人",
        "3000.00",
        "2016年5月",
    )


def test_several_gifts_say_their_own_amounts_and_the_sum_and_the_span(full):
    given = tuple(
        Benefit(
            id=f"b{month}", date=f"2016-{month:02d}-06", category="industry", content=f"第{month}批鸡苗", amount=amount
        )
        for month, amount in ((3, 100_00), (9, None), (7, 250_50))
    )
    line = row(changed(full, benefits=given), "产业")
    assert line["享受内容"].split("\n") == [
        "第3批鸡苗（100.00元，2016年3月）", "第9批鸡苗（2016年9月）", "第7批鸡苗（250.50元，2016年7月）",
    ]  # fmt: skip
    assert (line["享受金额"], line["享受时间"]) == ("350.50", "2016年3月至2016年9月")
    assert "☑" not in line["政策选项"]  # nobody said which kind it was


def test_what_is_paid_month_by_month_is_told_once_with_the_sum_and_the_months(full):
    paid = tuple(
        Benefit(id=f"b{month}", date=f"2016-{month:02d}-06", category="public_post", subcategory="post", content="护林员",
                quantity=f"{month}月", amount=500_00, member=full.people[0].member.id)
        for month in range(1, 13)
    )  # fmt: skip
    training = Benefit(id="t", date="2016-05-06", category="employment", subcategory="training", content="技能培训")
    line = row(changed(full, benefits=(*paid, training)), "就业")
    assert line["享受内容"].split("\n") == [
        f"{full.people[0].name}：护林员（6000.00元，2016年1月至2016年12月）", "技能培训（2016年5月）",
    ]  # fmt: skip
    assert (line["享受金额"], line["享受时间"]) == ("6000.00", "2016年1月至2016年12月")
    other = paid[0].having(id="o", member=full.people[1].member.id)
    assert len(row(changed(full, benefits=(*paid, other)), "公益")["享受内容"].split("\n")) == 2, "two persons"


def test_facts_of_the_year_tell_of_allowances_and_pensions_once(full):
    line = row(full, "综合保障")
    assert [one for one in line["政策选项"].split() if "☑" in one] == ["☑低保", "☑养老保险"]
    assert line["享受金额"] == "3240.00"
    entered = Benefit(
        id="b", date="2016-05-06", category="security", subcategory="low_income", content="低保金", amount=2_400_00
    )
    assert row(changed(full, benefits=(entered,)), "综合保障")["享受金额"] == "3240.00"


def test_an_allowance_of_unknown_amount_names_who_receives_it(full):
    first = dataclasses.replace(
        full.people[1], facts=full.people[1].facts.having(low_income="rural", critical_aid=True)
    )
    case = changed(full, incomes=(), ledger_lines=(), benefits=(), people=(full.people[0], first))
    assert row(case, "综合保障")["享受内容"] == f"低保：{first.name}"
    assert row(case, "综合保障")["享受金额"] == ""
    assert ticks(case) == ["☑医疗救助", "☑低保"]


def test_plans_insurance_and_what_does_not_apply_prove_nothing(full, thin):
    assert ticks(thin) == []
    facts = full.people[0].facts.having(public_post=NA, low_income="none", destitute=NA, critical_aid=False)
    bare = changed(
        full, incomes=(IncomeYear(year=2016, low_income=0),), ledger_lines=(), benefits=(),
        people=(dataclasses.replace(full.people[0], facts=facts),),
    )  # fmt: skip
    assert ticks(bare) == []
    assert full.measures


def test_a_new_house_and_a_post_are_ticked(full):
    post = dataclasses.replace(full.people[0], facts=full.people[0].facts.having(public_post="road"))
    case = changed(full, people=(post,), facts=full.facts.having(relocated=True, moved_in="2016-05"))
    assert row(case, "搬迁")["享受时间"] == "2016年5月"
    assert "☑公益性岗位" in row(case, "就业")["政策选项"]
    assert row(case, "就业")["享受内容"] == f"{post.name}：护路员"


@pytest.mark.parametrize(
    ("year", "kind", "heading", "said"),
    [(2016, "poor", "贫困户属性", "低保贫困户"), (2023, "exited", "户类型", "脱贫户（低保脱贫户）")],
)
def test_the_card_says_what_the_household_is_as_its_year_calls_it(year, kind, heading, said):
    case = full_case(year)
    case = changed(case, facts=case.facts.having(household_type=kind))
    (content,) = (content for _, content in papers_of(case, office_of(case.village), DAY, ["benefits"]))
    assert rows_of(content)[0][-2:] == [heading, said]
    never = changed(case, facts=case.facts.having(household_type="edge", attribute=None))
    (content,) = (content for _, content in papers_of(never, office_of(case.village), DAY, ["benefits"]))
    assert rows_of(content)[0][-1] == ("边缘易致贫户" if year > 2020 else "")


def test_the_card_is_one_landscape_page_with_two_places_to_sign(full):
    (content,) = (content for _, content in papers_of(full, office_of(full.village), DAY, ["benefits"]))
    words = texts(content)
    for told in ("☑产业扶贫", "送鸡苗60只", "600.00", "2016年6月", "☑生态补偿", "填写人签字", "户主签字", "低保贫困户"):
        assert told in words, told
    assert "☑产业帮扶" in texts(
        dict(papers_of(full_case(2023), office_of(full.village), DAY, ["benefits"]))["13-2023年政策享受明白卡.docx"]
    )
