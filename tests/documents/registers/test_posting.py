# SPDX-License-Identifier: MIT
"""D24: the sheet of a month, the slip, the list of duties, letters and assessment say what was entered and nothing more."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.documents.conftest import texts
from tests.documents.registers import posted
from tests.documents.registers.conftest import VILLAGE
from tests.documents.registers.reading import made, tabled
from tests.documents.volumes.reading import opened
from villagedesk.documents.registers.declared import REGISTER_PAPERS, papers_of, register_paper
from villagedesk.documents.registers.facts import register_context
from villagedesk.documents.registers.making import BookOrder, blank_book_papers, make_book_papers
from villagedesk.documents.registers.reprinting import make_again, write_again
from villagedesk.documents.registers.review import owners_in_words
from villagedesk.documents.registers.standing import book_standings
from villagedesk.documents.registers.subject import blank_subject
from villagedesk.documents.registers.writing import write_book_papers
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.errors import Refused
from villagedesk.models.catalogue.place import Village
from villagedesk.services.keeping.records import Edit, remove_record, save_records

MINE = [one for one in REGISTER_PAPERS if one.number == "D24"]


@pytest.fixture
def team(store):
    posted.team(store)
    return store


def test_a_month_has_everybody_with_a_sign_for_each_day_and_what_the_days_come_to(team):
    one = made(team, "attendance_month", posted.attendance(team))
    first, second = [row for row in tabled(one.content) if row[0] in {"1", "2"}]
    assert first[1:3] == ["周明", "第一书记"]
    assert first[3:13] == ["√", "√", "会", "△", "○", "休", "×", "√", "√", "√"]
    assert first[13:31] == [""] * 18
    assert first[31:34] == ["／"] * 3  # February has no such days
    assert first[34:] == ["5", "7", "1", "1", "1", "18", "77.78%"]
    assert second[1:3] == ["吴兰", "工作队员"]
    assert second[34:] == ["1", "1", "0", "1", "0", "16", "100.00%"]  # from the eleventh on
    assert "2025年2月" in texts(one.content)
    assert one.name == "清溪村-驻村工作考勤表-2025年2月.docx"


def test_records_of_one_month_share_its_sheet(team):
    posted.attendance(team)
    save_records(team, "三月", [Edit("attendance", "a3", {"village": VILLAGE, "cadre": "c1", "month": "2025-03"})])
    order = BookOrder((register_paper("attendance_month"),), VILLAGE, ("a2", "a3", "a1"), 2025)
    papers = make_book_papers(team, order)
    assert [(one.note.part, one.title) for one in papers] == [
        ("2025-02", "驻村工作考勤表 2025年2月"),
        ("2025-03", "驻村工作考勤表 2025年3月"),
    ]


def test_a_sheet_is_out_of_date_when_anybodys_day_changes(team, tmp_path):
    row = posted.attendance(team)
    paper = register_paper("attendance_month")
    write_book_papers(team, make_book_papers(team, BookOrder((paper,), VILLAGE, (row,), 2025)), tmp_path)
    assert not book_standings(team, VILLAGE, "attendance")[0].verdict.stale
    save_records(team, "另一人", [Edit("attendance", "a2", {"d13": "present"})])
    assert book_standings(team, VILLAGE, "attendance")[0].verdict.stale


def test_a_sheet_stays_the_same_paper_whichever_record_of_its_month_is_the_first(team, tmp_path):
    row = posted.attendance(team)
    paper = register_paper("attendance_month")
    order = BookOrder((paper,), VILLAGE, (row,), 2025)
    (before,) = make_book_papers(team, order)
    write_book_papers(team, [before], tmp_path)
    save_records(team, "空的", [Edit("attendance", "a0", {"village": VILLAGE, "cadre": "c1", "month": "2025-02"})])
    assert not book_standings(team, VILLAGE, "attendance")[0].verdict.stale  # the sheet says the same as before
    save_records(team, "一天", [Edit("attendance", "a2", {"d13": "present"})])
    (old,) = book_standings(team, VILLAGE, "attendance", {"a0"})
    assert (old.verdict.stale, owners_in_words(team, [old.row])) == (True, {old.row.id: "2025-02"})
    assert book_standings(team, VILLAGE, "attendance", {"a3", ""}) == []
    again = make_again(team, [old], dt.date(2025, 3, 1))
    assert [one.identifier for one in again.papers] == [
        before.identifier
    ]  # a value that is the same leaves the same trace
    write_again(team, again, tmp_path, None)
    (new,) = book_standings(team, VILLAGE, "attendance")
    assert (new.verdict.stale, new.row.printing) == (False, 2)
    assert [one.name for one in tmp_path.glob("*.docx")] == [before.name]


def test_a_sheet_outlives_the_record_under_which_it_was_printed(team, tmp_path):
    row = posted.attendance(team)
    write_book_papers(
        team,
        make_book_papers(team, BookOrder((register_paper("attendance_month"),), VILLAGE, (row,), 2025)),
        tmp_path,
    )
    remove_record(team, "attendance", "a1", "重复", "删")
    assert book_standings(team, VILLAGE, "attendance")[0].verdict is Verdict.FACTS
    remove_record(team, "attendance", "a2", "重复", "删")
    assert book_standings(team, VILLAGE, "attendance")[0].verdict is Verdict.NEEDLESS


def test_a_slip_says_days_unit_and_post_and_is_for_inside_only(team):
    one = made(team, "leave_slip", posted.leave(team))
    words = texts(one.content)
    for text in (
        "周明",
        "第一书记",
        "示范县农业农村局",
        "共 3 天",
        "☑事假",
        "家中老人住院",
        "2025年2月26日",
        "内部资料",
    ):
        assert text in words, text
    assert "何书记" not in words  # he signs himself
    assert one.sensitive == ("请假事由",)


def test_a_slip_without_an_end_leaves_the_days_to_the_pen(team):
    row = posted.leave(team)
    save_records(team, "改", [Edit("leave", row, {"end": None})])
    assert "共 　　　 天" in texts(made(team, "leave_slip", row).content)


def test_the_list_of_duties_has_those_of_the_year_with_a_mark_only_where_somebody_made_one(team):
    posted.duty(team)
    one = made(team, "duty_list")
    first, second = [row for row in tabled(one.content) if row[0] in {"1", "2"}]
    assert first[1:4] == ["建强基层组织", "讲党课", "周明"]
    assert first[7:19] == ["√", "", "×", *[""] * 9]
    assert first[19:] == ["", "讲了1次"]  # struck off, and what came of it
    assert second[1:4] == ["为民办事服务", "代办医保", "全队"]
    assert not any(second[7:19])
    assert "旧事项" not in texts(one.content)


SIGNING = {
    "duty_list": ["驻村干部（签字）：", "村党支部书记（签字）：", "乡镇组织委员（签字）：", "派出单位（盖章）", "乡镇党委（盖章）"],
    "attendance_month": [
        "驻村干部（签字）：", "考勤员（签字）：", "村党支部书记（签字）：", "乡镇组织委员（签字）：", "派出单位（盖章）",
    ],
}  # fmt: skip


@pytest.mark.parametrize("key", SIGNING)
@pytest.mark.parametrize("blank", [False, True])
def test_the_unit_that_sent_them_seals_and_all_others_sign_in_the_last_row(team, key, blank):
    posted.duty(team)
    row = posted.attendance(team)
    one = blank_book_papers(team, (register_paper(key),), 2025)[0] if blank else made(team, key, row)
    (table,) = opened(one.content).tables
    (signing,) = table.rows[-1].cells[0].tables
    lines = [cell.text.split("\n") for cell in signing.rows[0].cells]
    assert [words for words, _day in lines] == SIGNING[key]
    assert {day for _words, day in lines} == {"年    月    日"}
    assert signing.rows[0].height.mm > 46, "36 mm for seal or pen between words and day"
    assert all(row._tr.xpath(".//w:keepNext") for row in table.rows[-3:-1])


def test_a_blank_sheet_leaves_year_and_month_to_the_pen(team):
    (one,) = blank_book_papers(team, (register_paper("attendance_month"),), 2025)
    assert "（＿＿＿＿年＿＿月）" in texts(one.content)


def test_a_letter_lists_its_goals_and_names_no_signer_where_he_signs(team):
    one = made(team, "responsibility", posted.pledge(team))
    words = texts(one.content)
    assert "1．全年在村不少于220天" in words
    assert "3．不发生规模性返贫" in words
    assert "乙方：周明（示范县农业农村局　第一书记）" in words
    assert "完成较好的，优先评优。" in words
    (signed,) = tabled(one.content)
    assert not any("周明" in cell or "示范镇党委" in cell for cell in signed)


def test_a_letter_is_no_promise_and_a_promise_no_letter(team):
    rows = (posted.pledge(team), posted.promise(team))
    papers = papers_of("pledge")
    both = make_book_papers(team, BookOrder(papers, VILLAGE, rows, 2025))
    assert [one.title.split()[0] for one in both] == ["驻村帮扶目标责任书", "驻村干部承诺书"]
    with pytest.raises(Refused):
        make_book_papers(team, BookOrder((papers[0],), VILLAGE, rows[1:], 2025))


def test_an_assessment_adds_up_what_was_given(team):
    one = made(team, "assessment_sheet", posted.assessment(team))
    rows = tabled(one.content)
    assert ["2", "为民办事", "40", "39", "", "", "", "38", ""] in rows
    (added,) = [row for row in rows if row[0] == "合计"]
    assert added[2:] == ["100", "97.5", "57", "", "", "94", ""]
    assert "☑优秀" in texts(one.content)


@pytest.mark.parametrize("paper", MINE, ids=lambda one: one.key)
def test_a_blank_form_gives_every_name_that_is_promised_and_no_value(paper, store):
    made = register_context(paper, blank_subject(store, paper.register, Village(), 2025, "2026-03-02"))
    for group in paper.more.groups:
        values = made[group.name]
        if isinstance(values, list):
            assert values == []
        else:
            assert values == dict.fromkeys((name for name, *_more in group.computed), ""), group.name


@pytest.mark.parametrize("paper", MINE, ids=lambda one: one.key)
def test_blank_forms_name_nobody(paper, team):
    posted.attendance(team)
    posted.duty(team)
    (one,) = blank_book_papers(team, (paper,), 2025)
    assert not any(name in texts(one.content) for name in ("周明", "吴兰", "讲党课"))
