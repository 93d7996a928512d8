# SPDX-License-Identifier: MIT
"""D08 扶贫手册: its six parts, from the same facts as the other papers; help is what was given, not what was planned."""

from __future__ import annotations

import pytest

from tests.documents.conftest import DAY, changed, full_case, office_of, texts
from tests.documents.volumes.reading import opened, rows_of
from villagedesk.documents.volumes.blank import blank_papers
from villagedesk.documents.volumes.volume import papers_of


def handbook(case):
    ((_name, content),) = papers_of(case, office_of(case.village), DAY, ["handbook"])
    return content


def table_of(content, heading):
    """The rows of the table whose first cell says `heading`."""
    return next(
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in opened(content).tables
        if table.cell(0, 0).text == heading
    )


def test_it_has_its_six_parts_in_their_order(full):
    words = texts(handbook(full))
    parts = ("一、家庭基本情况", "二、致贫原因", "三、帮扶责任人", "四、帮扶计划", "五、帮扶措施", "六、帮扶成效")
    places = [words.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(("year", "title"), [(2014, "扶贫手册"), (2020, "扶贫手册"), (2021, "帮扶手册")])
def test_it_is_called_what_the_year_calls_it(year, title):
    case = full_case(year)
    ((name, content),) = papers_of(case, office_of(case.village), DAY, ["handbook"])
    assert name == f"12-{year}年{title}.docx"
    assert title in texts(content)


def test_help_that_was_given_stands_there_and_help_that_was_only_planned_does_not(full):
    given = table_of(handbook(full), "项目类别")
    assert [row[2] for row in given[1:] if row[2]]
    assert len([row for row in given[1:] if row[2]]) == len(full.benefits)
    none = table_of(handbook(changed(full, benefits=())), "项目类别")
    assert {cell for row in none[1:] for cell in row} == {""}


def test_a_quantity_that_the_words_say_already_is_not_said_twice(full):
    assert full.benefits[0].quantity in full.benefits[0].content
    row = next(row for row in table_of(handbook(full), "项目类别")[1:] if row[0])
    assert row[2].count(full.benefits[0].quantity) == 1
    silent = changed(full, benefits=(full.benefits[0].having(content="送鸡苗"),))
    assert "送鸡苗（60只）" in texts(handbook(silent))


@pytest.mark.parametrize(
    ("year", "asked", "not_asked"), [(2016, "计划脱贫年度", "返贫致贫风险"), (2023, "脱贫年度", "计划脱贫年度")]
)
def test_it_asks_what_its_year_asks(year, asked, not_asked):
    case = full_case(year)
    words = texts(handbook(case))
    assert asked in words
    assert not_asked not in words


def test_the_book_of_a_monitored_household_says_its_kind_and_its_risks():
    case = full_case(2023)
    case = changed(case, facts=case.facts.having(household_type="edge", risks=("employment",), risk_note="厂里停工。"))
    words = texts(handbook(case))
    for said in ("☑边缘易致贫户", "二、致贫原因和返贫致贫风险", "☑因务工就业不稳", "厂里停工。"):
        assert said in words, said


def test_a_measure_is_a_result_only_where_somebody_wrote_down_what_it_earned(full):
    measures = (
        full.measures[0].having(actual_gain=120_000),
        *(one.having(actual_gain=None) for one in full.measures[1:]),
    )
    *rows, _signed = table_of(handbook(changed(full, measures=measures)), "年度")
    assert [row[1:3] for row in rows[1:] if row[1]] == [[full.measures[0].content, "1200.00"]]


def test_nobody_is_named_where_the_household_signs(full):
    *gained, signed = table_of(handbook(full), "年度")
    assert signed[-1] == "村民委员会（盖章）\n年    月    日"
    for rows in (table_of(handbook(full), "项目类别"), gained):
        assert rows[0][-1] == "户主签名"
        assert {row[-1] for row in rows[1:]} == {""}


def test_a_blank_one_has_rows_for_the_pen_and_nobody_in_it(full):
    ((_name, content),) = blank_papers(full.village, 2016, DAY, ["handbook"])
    assert len(table_of(content, "责任人姓名")) == 9
    assert {cell for row in table_of(content, "责任人姓名")[1:] for cell in row} == {""}
    assert rows_of(content)[0] == ["户主", ""]
