# SPDX-License-Identifier: MIT
"""D22 监测对象核查审批表 / 风险消除审批表: the record, money, securities and the days that somebody entered; nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from docx.oxml.ns import qn

from tests.documents.conftest import DAY, VILLAGE, changed, full_case, texts
from tests.documents.facts.test_income_paper import line_of
from tests.documents.volumes.reading import MM, opened, told, xml_of
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.volumes.blank import blank_papers
from villagedesk.documents.volumes.volume import papers_of
from villagedesk.models.catalogue.procedure import (
    Meeting,
    MeetingItem,
    Monitoring,
    Notice,
    NoticeItem,
    Process,
    ProcessStep,
)
from villagedesk.models.doings import Facts, Posting, Vote

RECORD = Monitoring(
    id="m1", turn=1, kind="unstable", clue_source="cadre", clue_on="2023-03-01", consent_on="2023-03-02",
    confirmed_on="2023-03-14", risks=("illness", "employment"), risk_note="户主旧伤复发，务工不稳。", contact="李书记",
)  # fmt: skip
BLANK_DAY = "  年  月  日"


@pytest.fixture
def watched():
    """Under monitoring in 2023; drinking water is not known, the house is of grade C."""
    case = full_case(2023)
    income = case.income.having(claims=600_00, own_payments=6_000_00)
    facts = case.facts.having(water_solved=None)
    return changed(case, monitorings=(RECORD,), incomes=(income,), facts=facts)


def paper_of(case, **more):
    day = dt.date(case.year, 12, 31)
    ((_name, content),) = papers_of(case, office_of(case.village), day, ["monitoring"], **more)
    return content


def table_with(case, first, **more):
    """The rows of the table whose first cell says so."""
    tables = opened(paper_of(case, **more)).tables
    return next(
        [[cell.text for cell in row.cells] for row in one.rows] for one in tables if one.cell(0, 0).text == first
    )


def names_of(case):
    return [name for name, _content in papers_of(case, office_of(case.village), DAY)]


def test_the_record_the_members_and_the_risks_are_printed(watched):
    words = texts(paper_of(watched))
    for fact in (
        "☑脱贫不稳定户", "☑干部排查", "2023年3月1日", "2023年3月2日", "2023年3月14日", "☑因病", "☑因务工就业不稳", "□因学",
        "户主旧伤复发，务工不稳。", "李书记", *(one.name for one in watched.people), *(one.member.id_no for one in watched.people),
    ):  # fmt: skip
        assert fact in words, fact


def test_claims_and_own_payments_are_counted_into_the_income_as_monitored(watched):
    cells = [cell for row in table_with(watched, "工资性收入", line=line_of(7300)) for cell in row]
    told_of = dict(zip(cells[::2], cells[1::2], strict=True))
    assert told_of["理赔收入"] == "600.00"
    assert told_of["合规自付支出"] == "6000.00"
    assert told_of["纯收入"] == "34943.83"
    assert told_of["收入参考范围"] == "29543.83"
    assert told_of["人均收入参考范围"] == "4923.97"
    assert told_of["防返贫监测范围"] == "7300"


def test_the_securities_are_four_rows_and_what_nobody_knows_is_not_ticked(watched):
    rows = {row[0]: row[2:] for row in table_with(watched, "核实项目")[1:]}
    assert list(rows) == ["义务教育", "住房安全", "基本医疗", "饮水安全"]
    assert rows["住房安全"][1] == "□是 ☑否"
    assert rows["基本医疗"] == ["6人都已参保", "☑是 □否", ""]
    assert rows["饮水安全"] == ["", "□是 □否", ""]


def test_days_of_the_steps_come_from_step_meeting_notice_and_record_and_others_wait_for_the_pen(watched):
    assert table_with(watched, "入户核实")[1] == [BLANK_DAY] * 4 + ["2023年3月14日"]
    process = Process(id="p1", template="monitor_2021", year=2023, monitoring="m1", started_on="2023-03-01")
    entered = Facts(
        process,
        (ProcessStep(id="s1", process="p1", step="survey", round=1, done="2023-03-03"),),
        (Vote(Meeting(id="e1", kind="appraisal", date="2023-03-05"), MeetingItem(id="i1")),),
        (Posting(Notice(id="n1", kind="village", start="2023-03-06", end="2023-03-11"), NoticeItem(id="i2")),),
        RECORD,
    )
    days = table_with(changed(watched, procedures=(entered,)), "入户核实")[1]
    assert days == ["2023年3月3日", "2023年3月5日", "2023年3月6日\n至2023年3月11日", BLANK_DAY, "2023年3月14日"]


def test_a_procedure_that_was_broken_off_or_is_about_another_record_says_nothing(watched):
    step = ProcessStep(id="s1", process="p1", step="survey", round=1, done="2023-03-03")
    other = Facts(Process(id="p1", template="monitor_2021"), (step,), monitoring=RECORD.having(id="m0"))
    broken = Facts(Process(id="p2", template="monitor_2021", ended_on="2023-03-04"), (step,), monitoring=RECORD)
    days = table_with(changed(watched, procedures=(other, broken)), "入户核实")[1]
    assert days[0] == BLANK_DAY


def test_the_removal_has_a_sheet_once_something_of_it_is_known(watched):
    assert "风险消除审批表" not in texts(paper_of(watched))
    record = RECORD.having(
        removed_on="2023-11-20", removal="helped", after_income=9_800_00, after_school=True, after_house=False
    )
    words = texts(paper_of(changed(watched, monitorings=(record,))))
    for fact in ("风险消除审批表", "2023年11月20日", "☑帮扶消除 □自然消除", "9800.00"):
        assert fact in words, fact
    cells = [cell for row in table_with(changed(watched, monitorings=(record,)), "消除核实") for cell in row]
    assert cells[5:] == [BLANK_DAY] * 3 + ["2023年11月20日", BLANK_DAY]
    assert "□是 ☑否" in words


def test_only_a_household_with_a_record_of_the_time_has_the_sheet_in_its_volume(watched, full):
    name = "17-2023年监测对象核查审批表.docx"
    assert name in names_of(watched)
    assert not [one for one in names_of(full) if one.startswith("17-")]
    for gone in (RECORD.having(clue_on="2024-01-05"), RECORD.having(removed_on="2022-12-01", clue_on="2022-01-01")):
        assert name not in names_of(changed(watched, monitorings=(gone,)))


def test_of_several_records_the_last_is_printed(watched):
    later = RECORD.having(id="m2", turn=2, risk_note="再次纳入。", clue_on="2023-09-01")
    words = texts(paper_of(changed(watched, monitorings=(later, RECORD))))
    assert "再次纳入。" in words
    assert "户主旧伤复发" not in words


def test_seals_find_room_and_nobody_has_signed(watched):
    element = xml_of(paper_of(watched))
    cells = [cell for cell in element.iter(qn("w:tc")) if "（盖章）" in told(cell)]
    assert len(cells) == 3
    for cell in cells:
        assert int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) >= 36 * MM
        date = list(cell.iterchildren(qn("w:p")))[-1]
        assert int(date.pPr.find(qn("w:spacing")).get(qn("w:before"))) >= 35.9 * MM
    (signed,) = table_with(watched, "户主签字（按手印）：\n年    月    日")
    assert signed == [f"{who}：\n年    月    日" for who in ("户主签字（按手印）", "核查人", "核查人")]


def test_the_blank_set_has_both_sheets_with_nothing_ticked():
    ((name, content),) = blank_papers(VILLAGE, 2023, DAY, ["monitoring"])
    words = texts(content)
    assert name == "17-2023年监测对象核查审批表（空白表）.docx"
    assert "监测对象核查审批表" in words
    assert "风险消除审批表" in words
    assert "☑" not in words
