# SPDX-License-Identifier: MIT
"""How a figure came about is told line by line, and each step's parts make up its amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.test_ledger import COUNTING, FEN, INSIDE
from villagedesk.i18n import set_language
from villagedesk.models.casefile import CaseFile, Person
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.help import Line, Plan
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.models.income import TOTALS
from villagedesk.models.income_steps import explain
from villagedesk.paths import resources


def person(name, **facts):
    return Person(Member(id=name, name=name, **facts), MemberYear())


def case_of(*lines, people=("张三", "李四"), departed=(), year=2018):
    members = tuple(one if isinstance(one, Person) else person(one) for one in people)
    return CaseFile(
        year,
        Village(),
        Household(id="h"),
        HouseholdYear(),
        Plan(),
        people=members,
        departed=departed,
        ledger_lines=lines,
    )


def steps(case, income=IncomeYear(), **lines):  # noqa: B008 - a record that nobody changes
    return {one.name: one for one in explain(case, income, case.ledger(), lines)}


def test_the_figure_per_head_names_those_among_whom_it_is_divided():
    told = steps(case_of(IncomeLine(id="1", item="work", gross=10_000_01, date="2018-03-05")))
    assert told["net"].amount == 10_000_01
    assert told["per_head"].amount == 5_000_01  # 5000.005
    assert "÷ 2" in told["per_head"].how
    assert "2018-09-30" in told["per_head"].how
    assert "张三、李四" in told["per_head"].how


def test_who_was_there_at_the_end_of_the_period_shares_and_nobody_else():
    people = (
        person("张三"), person("早产", birth="2018-09-30"), person("晚生", birth="2018-10-01"),
        person("晚嫁", joined="2018-11-02"), person("不计", counted=False),
    )  # fmt: skip
    departed = (
        person("先故", left="2018-09-30"), person("后故", left="2018-10-01"), person("并入", merged_into="张三"),
    )  # fmt: skip
    case = case_of(people=people, departed=departed)
    assert [one.name for one in case.sharers(2018)] == ["张三", "早产", "后故"]
    assert [one.name for one in case.sharers(2015)] == ["张三", "先故", "后故"]


def test_without_people_there_is_no_figure_per_head_and_it_says_so():
    told = steps(case_of(people=()), IncomeYear(wages=100))
    assert told["per_head"].amount is None
    assert "没有计入家庭人口的成员" in told["per_head"].how


def test_a_cell_tells_whether_it_was_typed_and_how_the_ledger_differs():
    lines = (IncomeLine(id="1", item="work", gross=100_00), IncomeLine(id="2", item="pension", gross=50_00))
    told = steps(case_of(*lines), IncomeYear(wages=90_00, pension=50_00, low_income=7_00))
    assert told["wages"].amount == 90_00
    assert "台账合计100.00元，相差+10.00元" in told["wages"].how
    parts = {one.name: one for one in told["transfers"].parts}
    assert "与台账一致" in parts["pension"].how
    assert "没有台账" in parts["low_income"].how
    assert [one.row for one in parts["pension"].parts] == ["2"]


def test_a_line_shows_its_reckoning_and_its_evidence():
    line = IncomeLine(
        id="1", item="rice", quantity=800_00, unit="斤", price=1_25, evidence="receipt", evidence_note="粮站过磅单"
    )
    told = steps(case_of(line))
    (crops,) = told["production"].parts
    (shown,) = crops.parts
    assert shown.amount == 1_000_00
    assert "800斤 × 1.25元" in shown.how
    assert "销售单据（粮站过磅单）" in shown.how


def test_a_line_without_evidence_says_so_and_what_does_not_count_is_told_apart():
    told = steps(
        case_of(IncomeLine(id="1", item="work", gross=1), IncomeLine(id="2", item="loan", gross=2, evidence="contract"))
    )
    assert "没有凭证" in told["wages"].parts[0].parts[0].how
    assert [one.row for one in told["left_out"].parts] == ["2"]
    assert "要还" in told["left_out"].parts[0].how


@pytest.mark.parametrize(("wages", "said"), [(3_534_99, "低0.01"), (3_535_00, "正好等于"), (3_535_01, "高出0.01")])
def test_the_line_of_the_year_is_compared_with_its_source(wages, said):
    line = Line(name="exit_line", value=3535, source="省文件", confirmed=False)
    told = steps(case_of(people=("张三",)), IncomeYear(wages=wages), exit_line=line)
    assert said in told["exit_line"].how
    assert "依据：省文件（待核对）" in told["exit_line"].how


def test_monitoring_adds_claims_and_subtracts_own_payments():
    told = steps(case_of(year=2022), IncomeYear(wages=10_000_00, claims=500_00, own_payments=3_000_00))
    assert told["monitored"].amount == 7_500_00
    assert told["monitored_per_head"].amount == 3_750_00
    assert "monitored" not in steps(case_of(), IncomeYear(wages=1))


def test_the_monitoring_line_is_compared_with_what_monitoring_looks_at():
    line = Line(name="monitoring_line", value=5000, source="省文件", confirmed=True)
    told = steps(case_of(year=2022), IncomeYear(wages=10_000_00, own_payments=100_00), monitoring_line=line)
    assert "低50.00" in told["monitoring_line"].how
    told = steps(case_of(year=2022), IncomeYear(wages=10_000_00), monitoring_line=line)
    assert "正好等于" in told["monitoring_line"].how


def test_it_speaks_english_too():
    set_language("en", resources() / "locale")
    told = steps(case_of(IncomeLine(id="1", item="loan", gross=100)), IncomeYear(wages=1))
    assert told["wages"].label == "Wages"
    assert told["left_out"].parts[0].how == "it has to be paid back"


lines_inside = st.lists(
    st.builds(
        lambda item, gross, cost, date: IncomeLine(id="x", item=item, gross=gross, cost=cost, date=date),
        st.sampled_from(COUNTING), FEN, FEN | st.none(), INSIDE,
    ),
    max_size=10,
)  # fmt: skip


@given(lines_inside)
def test_where_nothing_was_typed_the_parts_of_every_step_make_up_its_amount(lines):
    def check(step):
        known = [part.amount for part in step.parts if part.amount is not None]
        if known:
            assert sum(known) == step.amount, step
        for part in step.parts:
            check(part)

    told = steps(case_of(*lines))
    for name in ("wages", "production", "production_cost", "property", "transfers"):
        check(told[name])
    four = [told[name].amount or 0 for name in ("wages", "production", "property", "transfers")]
    assert (told["gross"].amount or 0) == sum(four)
    assert set(TOTALS) <= set(told)
