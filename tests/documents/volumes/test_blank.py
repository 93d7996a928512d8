# SPDX-License-Identifier: MIT
"""Blank forms: nobody in them, rows for the pen, in the order of the screen."""

from __future__ import annotations

import re

import docx
import pytest
from docx.oxml.ns import qn

from tests.documents.conftest import DAY, VILLAGE, full_case, put_cases, texts
from tests.documents.volumes.reading import MM, opened, rows_of
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.blank import blank_papers, print_blank
from villagedesk.errors import EnvironmentProblem
from villagedesk.models.catalogue.place import Village


@pytest.fixture(scope="module")
def forms():
    return dict(blank_papers(VILLAGE, 2025, DAY))


def test_there_is_one_of_each_paper_and_its_name_says_that_it_is_blank(forms):
    assert len(forms) == len(PAPERS)
    assert all("空白表" in name for name in forms)
    assert "06-2025年脱贫户信息采集表（空白表）.docx" in forms


def test_no_box_is_ticked_no_number_is_given_and_nobody_is_named(forms):
    for name, content in forms.items():
        words = texts(content)
        assert "☑" not in words, name
        assert "{{" not in words, name
        assert "{%" not in words, name
        assert not re.search(r"(?<![年月])\b0(\.00)?(人|元|件)?\b", re.sub(r"生成日期.*", "", words)), name
        assert "空白表" in words, name


def test_cells_for_the_pen_are_at_least_8_millimetres_high(forms):
    for name, content in forms.items():
        for row in opened(content).element.iter(qn("w:tr")):
            assert int(row.trPr.find(qn("w:trHeight")).get(qn("w:val"))) >= 8 * MM - 1, name


def test_lists_have_rows_for_the_pen(forms):
    tables = opened(forms["06-2025年脱贫户信息采集表（空白表）.docx"]).tables
    assert [len(table.rows) for table in tables if table.cell(0, 1).text == "姓名"] == [7, 7, 7, 7]
    assert len(rows_of(forms["02-卷内目录（空白表）.docx"])) > 10
    assert len(rows_of(forms["14-2025年走访记录（空白表）.docx"])) > 5


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("11-2025年一户一策帮扶计划（空白表）.docx", "制定日期"),
        ("15-2025年脱贫退出核实表（空白表）.docx", "首次识别时间"),
        *(
            ("17-2025年监测对象核查审批表（空白表）.docx", label)
            for label in ("发现线索日期", "承诺授权日期", "认定日期", "风险消除日期")
        ),
    ],
)
def test_a_day_has_its_year_month_and_day_for_the_pen(forms, name, label):
    rows = [row for place in range(len(opened(forms[name]).tables)) for row in rows_of(forms[name], place)]
    beside = {row[row.index(label) + 1] for row in rows if label in row}
    assert beside <= {"  年  月  日", "    年   月"}
    assert beside


def test_what_stands_in_a_line_of_text_has_a_line_for_the_pen_too(forms):
    visits = texts(forms["14-2025年走访记录（空白表）.docx"])
    assert "清溪村＿＿＿　户主：＿＿＿＿＿＿）" in visits
    assert "清溪村　＿＿＿　" in texts(forms["05-2025年入户调查表（空白表）.docx"])
    assert "清溪村　＿＿＿　" in texts(forms["06-2025年脱贫户信息采集表（空白表）.docx"])
    for name in ("07-2025年收入测算表（空白表）.docx", "13-2025年政策享受明白卡（空白表）.docx"):
        assert "清溪村＿＿＿" in rows_of(forms[name])[0], name


def test_the_register_follows_the_order_of_the_entry_screen(forms):
    words = texts(forms["06-2025年脱贫户信息采集表（空白表）.docx"])
    parts = ["Ⅰ 基本情况", "Ⅱ 家庭成员", "Ⅲ 生产生活条件", "Ⅳ 易地扶贫搬迁", "Ⅴ 收支情况", "Ⅵ 帮扶责任人", "Ⅶ 帮扶措施"]
    places = [words.index(part) for part in parts]
    assert places == sorted(places)


def test_the_remarks_do_not_claim_that_nothing_is_missing(forms):
    words = texts(forms["18-卷内备考表（空白表）.docx"])
    assert "没有缺项" not in words
    assert "缺件和需要说明的情况" in words


def test_a_form_of_another_year_has_its_words():
    names = [name for name, _content in blank_papers(Village(), 2014, DAY, ["register", "plan"])]
    assert names == ["06-2014年贫困户登记表（空白表）.docx", "11-2014年帮扶计划（空白表）.docx"]


def test_they_are_written_into_a_folder_of_their_own(store, tmp_path):
    put_cases(store, [full_case()])
    outcome = print_blank(store, 2025, tmp_path / "不存在" / "档案", DAY)
    assert outcome.blank == tmp_path / "不存在" / "档案" / "空白表-2025年"
    assert (outcome.files, outcome.written, outcome.refused) == (len(PAPERS), (), ())
    files = sorted(outcome.blank.iterdir())
    assert len(files) == len(PAPERS)
    for file in files:
        words = texts(file)
        assert full_case().head_name not in words
        assert "清溪村" in words
    assert print_blank(store, 2025, tmp_path / "不存在" / "档案", DAY).blank == outcome.blank
    assert docx.Document(str(files[0])).core_properties.identifier == ""


def test_a_folder_that_cannot_be_written_is_said(store, tmp_path):
    (tmp_path / "空白表-2025年").write_text("in the way")
    with pytest.raises(EnvironmentProblem, match="空白表"):
        print_blank(store, 2025, tmp_path, DAY)
