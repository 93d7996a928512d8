# SPDX-License-Identifier: MIT
"""D20 脱贫退出核实表: ticked as the facts say, neither box where nobody can tell, and only for whom it concerns."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from tests.documents.conftest import DAY, VILLAGE, changed, texts
from tests.documents.facts.test_income_paper import line_of
from tests.documents.volumes.reading import MM, rows_of, told, xml_of
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.volumes.blank import blank_papers
from villagedesk.documents.volumes.volume import papers_of
from villagedesk.models.catalogue.evidence import ReadinessNote
from villagedesk.models.catalogue.help import Line
from villagedesk.models.catalogue.procedure import Process
from villagedesk.models.doings import Facts

SCHOOL = {"school_day": 901, "check_c03_from": 6, "check_c03_to": 15}


def LINE(name, year):  # noqa: N802
    """The line of the year, and the ages of school."""
    return Line(name=name, value=SCHOOL[name]) if name in SCHOOL else line_of(3100)(name, year)


@pytest.fixture
def leaving(full):
    """Leaves poverty in the year, in Sichuan, where nine things are checked; there is no television."""
    return changed(
        full,
        village=full.village.having(province="四川省"),
        facts=full.facts.having(
            exit_year=2016, food_secure=True, clothing_secure=True, dangerous=False, house_grade="A"
        ),
    )


def exit_check(case, line=LINE):
    ((_name, content),) = papers_of(case, office_of(case.village), DAY, ["exit_check"], line=line)
    return content


def rules(case, **more):
    return {row[0]: row[1:] for row in rows_of(exit_check(case, **more), 1)}


def keys_of(case, **more):
    return [name.rpartition("年")[2] for name, _content in papers_of(case, office_of(case.village), DAY, **more)]


def test_every_rule_stands_with_standard_facts_and_a_tick(leaving):
    found = rules(leaving)
    assert list(found)[1:] == [
        "年人均纯收入", "不愁吃", "不愁穿", "有义务教育保障", "有基本医疗保障", "有住房安全保障", "有安全饮用水", "有生活用电", "有广播电视",
    ]  # fmt: skip
    assert found["年人均纯收入"][1:3] == ["人均纯收入5,823.97元，标准3,100元", "☑是 □否"]
    assert found["有义务教育保障"][1:3] == ["都在校：张小宝", "☑是 □否"]
    assert found["有广播电视"][1:3] == ["是否通广播电视：否", "□是 ☑否"]
    assert "（一超六有）" in texts(exit_check(leaving))


def test_how_a_rule_was_checked_stands_beside_it_and_only_where_it_is_on_file(leaving):
    checked = changed(leaving, checks=(ReadinessNote(criterion="food", method="visit"),))
    ways = {name: cells[-1] for name, cells in rules(checked).items()}
    assert ways.pop("不愁吃") == "入户查看"
    assert set(ways.values()) == {"核查方式", ""}


def test_what_nobody_can_tell_leaves_both_boxes_empty(leaving):
    unknown = changed(leaving, facts=leaving.facts.having(living_power=None, food_secure=None))
    found = rules(unknown, line=lambda _name, _year: None)
    assert found["有生活用电"][1:3] == ["", "□是 □否"]
    assert found["不愁吃"][1:3] == ["", "□是 □否"]
    assert found["年人均纯收入"][2] == "□是 □否"


def test_how_it_was_checked_is_left_to_who_checks_and_nobody_has_signed(leaving):
    assert {row[3] for name, row in rules(leaving).items() if name != "核实项目"} == {""}
    (signed,) = rows_of(exit_check(leaving), 2)
    who = ("户主认可签字（按手印）", "核查人", "核查人")
    assert signed == [f"{one}：\n年    月    日" for one in who]
    words = texts(exit_check(leaving))
    assert words.count("（盖章）") == 4
    for office in ("村民委员会、驻村工作队意见", "乡镇人民政府意见", "县级主管部门意见", "县级行业部门意见"):
        assert office in words


def test_a_seal_of_36_millimetres_finds_room_in_each_opinion(leaving):
    cells = [cell for cell in xml_of(exit_check(leaving)).iter(qn("w:tc")) if "（盖章）" in told(cell)]
    assert len(cells) == 4
    for cell in cells:
        assert int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) >= 36 * MM
        date = list(cell.iterchildren(qn("w:p")))[-1]
        assert told(date).split() == ["年", "月", "日"]
        assert int(date.pPr.find(qn("w:spacing")).get(qn("w:before"))) >= 35.9 * MM


def test_another_region_has_the_rules_of_the_country(full):
    assert "（一超两不愁三保障）" in texts(exit_check(full))
    assert "有生活用电" not in rules(full)


def test_only_a_household_that_leaves_has_the_sheet_in_its_volume(full, leaving, thin):
    assert "脱贫退出核实表.docx" not in keys_of(full)
    assert "脱贫退出核实表.docx" not in keys_of(thin)
    assert "脱贫退出核实表.docx" in keys_of(leaving)
    about_to = changed(full, facts=full.facts.having(exit_status="pre_exit"))
    assert "脱贫退出核实表.docx" in keys_of(about_to)
    begun = changed(full, procedures=(Facts(Process(id="p", template="exit_2016", year=2016)),))
    assert "脱贫退出核实表.docx" in keys_of(begun)
    before = changed(full, procedures=(Facts(Process(id="p", template="exit_2016", year=2015)),))
    assert "脱贫退出核实表.docx" not in keys_of(before)


def test_it_is_printed_for_anybody_when_nothing_else_is_asked_for(full):
    assert keys_of(full, keys=["exit_check"]) == ["脱贫退出核实表.docx"]
    assert keys_of(full, keys=["exit_check", "cover"]) == ["01-封面.docx"]


def test_the_cover_counts_the_sheet_where_it_belongs_to_the_volume(full, leaving):
    def counted(case, **more):
        papers = dict(papers_of(case, office_of(case.village), DAY, **more))
        return next(row for row in rows_of(papers["01-封面.docx"]) if row[0] == "件数")[1]

    assert (counted(full), counted(leaving)) == ("9件", "10件")
    rest = [
        "cover",
        "contents",
        "register",
        "income",
        "agreement",
        "contact_card",
        "causes",
        "plan",
        "visits",
        "remarks",
    ]
    assert (counted(full, keys=rest), counted(leaving, keys=rest)) == ("", "")  # some were left out on purpose


def test_the_blank_sheet_has_the_rules_and_no_facts():
    sichuan = VILLAGE.having(province="四川省")
    ((name, content),) = blank_papers(sichuan, 2016, DAY, ["exit_check"])
    assert name == "15-2016年脱贫退出核实表（空白表）.docx"
    rows = rows_of(content, 1)
    assert len(rows) == 10
    assert {tuple(row[2:]) for row in rows[1:]} == {("", "□是 □否", "")}
