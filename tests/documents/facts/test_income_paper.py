# SPDX-License-Identifier: MIT
"""D18 收入测算表: cells and ledger lines add up, what nobody can tell stays open, and nobody has signed."""

from __future__ import annotations

import pytest

from tests.documents.conftest import DAY, VILLAGE, changed, texts
from tests.documents.volumes.reading import rows_of
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.volumes.blank import blank_papers
from villagedesk.documents.volumes.volume import papers_of
from villagedesk.models.catalogue.help import Line


def line_of(value, *, confirmed=True):
    """Finds a line for income, and no other."""
    lines = {"exit_line", "monitoring_line"}
    return lambda name, year: (
        None if name not in lines else Line(name=name, year=year, value=value, source="示范省文件", confirmed=confirmed)
    )


def income_paper(case, **more):
    ((_name, content),) = papers_of(case, office_of(case.village), DAY, ["income"], **more)
    return content


def items(case, **more):
    """The rows of the table of items by their first cell; the last one of a name."""
    return {row[0].strip("　"): row[1:] for row in rows_of(income_paper(case, **more), 1)}


def per_head(case, **more):
    return {row[at]: row[at + 1] for row in rows_of(income_paper(case, **more), 2) for at in (0, 2)}


def test_totals_cells_and_lines_of_the_ledger_stand_with_quantity_price_amount_and_evidence(full):
    rows = items(full)
    assert rows["一、工资性收入"][2] == "24000.00"
    assert rows["二、生产经营性收入"][2] == "8500.50"
    assert rows["三、财产性收入"][2] == "500.00"
    assert rows["四、转移性收入"][2] == "4073.33"
    assert rows["年收入（一至四合计）"][2] == "37073.83"
    assert rows["五、生产经营性支出"][2] == "2130.00"
    assert rows["纯收入（年收入减支出）"][2] == "34943.83"
    assert rows["养老保险金"][2] == "840.00"
    assert ["　　其中：水稻", "2000斤", "1.25", "2500.00", "第三季度"] in rows_of(income_paper(full), 1)
    assert rows["其中：外出务工"] == ["", "", "24000.00", "2016年2月5日；用工单位证明"]


def test_a_line_that_does_not_count_is_listed_with_its_amount_and_the_reason(full):
    told = items(full)["其中：借贷资金"]
    assert told[2] == ""
    assert told[3].startswith("30000.00元；合同协议（示范农商银行）；")
    assert "不计入" in told[3]


def test_where_the_ledger_says_something_else_than_what_was_typed_the_paper_says_so(full):
    other = changed(full, incomes=(full.income.having(wages=20_000_00),))
    assert items(other)["一、工资性收入"][2:] == ["20000.00", "按填写的数；台账合计24000.00元"]
    assert items(full)["一、工资性收入"][3] == ""


def test_without_a_ledger_the_cells_stand_alone_and_without_cells_the_ledger_does(full):
    cells = items(changed(full, ledger_lines=()))
    assert cells["四、转移性收入"][2] == "4073.33"
    assert not any(name.startswith("其中") for name in cells)
    ledger = items(changed(full, incomes=()))
    assert ledger["务工收入"][2] == "24000.00"
    assert ledger["纯收入（年收入减支出）"][2] == "30370.50"
    assert ledger["三、财产性收入"][2] == ""


@pytest.mark.parametrize(
    ("value", "ticked"), [(3100, "☑是 □否"), (5823, "☑是 □否"), (5824, "□是 ☑否"), (None, "□是 □否")]
)
def test_the_line_is_exceeded_not_merely_reached_and_an_unknown_line_ticks_nothing(full, value, ticked):
    told = per_head(full, line=line_of(value))
    assert told["人均纯收入"] == "5823.97"
    assert told["核算期末人口"] == "6人"
    assert told["脱贫验收标准"] == (str(value) if value else "")
    assert told["是否达标"] == ticked


def test_income_just_at_the_line_is_not_above_it(full):
    exact = changed(full, incomes=(full.income.having(other_transfer=1_389_50),), ledger_lines=())
    assert per_head(exact, line=line_of(6000))["人均纯收入"] == "6000.00"
    assert per_head(exact, line=line_of(6000))["是否达标"] == "□是 ☑否"


def test_a_line_that_nobody_checked_says_so_with_its_source(full):
    assert per_head(full, line=line_of(3100, confirmed=False))["标准依据"] == "示范省文件；待核对"
    assert per_head(full, line=line_of(3100))["标准依据"] == "示范省文件"


def test_after_2020_the_income_as_monitored_stands_against_the_monitoring_line(full):
    late = changed(
        full, year=2023, ledger_lines=(), incomes=(full.income.having(year=2023, claims=600_00, own_payments=6_000_00),)
    )
    told = per_head(late, line=line_of(5000))
    assert told["理赔收入"] == "600.00"
    assert told["合规自付支出"] == "6000.00"
    assert told["人均收入参考范围"] == "4923.97"
    assert told["防返贫监测范围"] == "5000"
    assert told["是否达标"] == "□是 ☑否"


def test_a_household_of_which_no_income_is_known_claims_nothing(thin):
    told = per_head(thin, line=line_of(3100))
    assert told["人均纯收入"] == ""
    assert told["是否达标"] == "□是 □否"
    assert {row[2] for row in list(items(thin).values())[1:-1]} == {""}


def test_four_sign_and_nobody_has_signed(full):
    (row,) = rows_of(income_paper(full), 3)
    who = ("户主签字（按手印）", "测算人", "帮扶责任人", "审核人")
    assert row == [f"{one}：\n年    月    日" for one in who]


def test_the_blank_form_has_every_item_and_a_row_more_for_the_pen_in_each_kind():
    ((_name, content),) = blank_papers(VILLAGE, 2016, DAY, ["income"])
    rows = rows_of(content, 1)
    names = [row[0].strip("　") for row in rows]
    assert "村级公益岗收入" in names
    assert "林果支出" in names
    assert names.count("") == 5
    assert "核算期间：2015年10月1日至2016年9月30日" in texts(content)
    assert "清溪村＿＿＿" in texts(content)
    assert all(cell == "" for row in rows[1:] for cell in row[1:])
    assert "□是 □否" in texts(content)
