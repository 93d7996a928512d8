# SPDX-License-Identifier: MIT
"""The papers of matters, inspections, complaints and councils: what they say, and that nobody learns who complained."""

from __future__ import annotations

import pytest

from tests.documents.conftest import texts
from tests.documents.registers.conftest import VILLAGE
from tests.documents.registers.reading import made, tabled
from tests.documents.volumes.reading import opened
from villagedesk.documents.registers.declared import papers_of
from villagedesk.documents.registers.making import blank_book_papers
from villagedesk.errors import Refused
from villagedesk.services.keeping.records import Edit, save_records

MATTER = {
    "ledger": "appeal", "number": "民2025-001", "date": "2025-03-04", "category": "road", "source": "visit",
    "content": "入户路塌方，雨天不能通行。", "responsible": "周明", "unit": "清溪村村民委员会", "due": "2025-04-03",
}  # fmt: skip
AUTHOR, PHONE = "罗小明", "13987654321"


def matter(store, homes, steps=True, **more):
    """A matter of the first household, with two steps and an outcome."""
    facts = {"village": VILLAGE, **MATTER, "household": homes[0] if homes else None}
    edits = [Edit("matter", "", {**facts, **more}, "m")]
    if steps:
        edits += [
            Edit("matter_step", "", {"matter": "@m", "date": day, "actor": "周明", "content": text})
            for day, text in (("2025-03-06", "现场查看。"), ("2025-03-12", "联系施工队。"))
        ]
    return save_records(store, "台账", edits).ids["m"]


def inspection(store, homes, **more):
    """A call round with an answer, a problem that is settled and one that is not."""
    facts = {
        "village": VILLAGE, "date": "2025-07-14", "method": "phone", "unit": "示范县农业农村局", "inspectors": "史志、曹国爱",
        "target": "清溪村驻村工作队", "content": "政策知晓", "findings": "多数知晓。", "actions": ("put_right",),
        "notice_no": "示督〔2025〕7号", "due": "2025-08-23",
    }  # fmt: skip
    first = {
        "problem": "说不清享受的政策。",
        "responsible": "周明",
        "measure": "已上门讲解。",
        "evidence": "照片",
        "done_on": "2025-08-01",
    }
    edits = [
        Edit("inspection", "", facts, "i"),
        Edit("rectification", "", {"inspection": "@i", "position": 1, **first, **more}),
        Edit("rectification", "", {
            "inspection": "@i", "position": 2, "problem": "明白卡没有更新。", "responsible": "周明", "due": "2025-07-31",
        }),
        Edit("inspection_answer", "", {
            "inspection": "@i", "household": homes[0], "person": "王大山", "phone": "13900000003", "reached": True,
            "question": "多久来一次？", "answer": "每个月。", "agrees": True,
        }),
    ]  # fmt: skip
    return save_records(store, "督查", edits).ids["i"]


def complaint(store, _homes=(), **more):
    """A complaint of somebody who gave his name."""
    facts = {
        "village": VILLAGE, "number": "举2025-002", "date": "2025-07-02", "channel": "phone", "anonymous": False,
        "complainant": AUTHOR, "phone": PHONE, "about": "管理员", "content": "承包费没有公开。", "handler": "任德俊",
        "handling_unit": "示范镇纪委", "inquiry": "已核实。", "finding": "partly", "result": "责成补公开。",
    }  # fmt: skip
    return save_records(store, "举报", [Edit("complaint", "", {**facts, **more}, "c")]).ids["c"]


def council(store, _homes=(), **more):
    """A council with one resolution that is carried out and one that was put off."""
    facts = {
        "village": VILLAGE, "date": "2025-03-18", "kind": "council", "place": "议事堂", "chair": "邓勇凯", "expected": 21,
        "present": 18, "agenda": "村规民约",
    }  # fmt: skip
    edits = [
        Edit("meeting", "", facts, "g"),
        Edit("resolution", "", {
            "meeting": "@g", "position": 1, "topic": "修订村规民约", "content": "同意。", "decision": "passed", "in_favour": 17,
            "due": "2025-06-01", "done_on": "2025-04-25", "responsible": "邢志凯", **more,
        }),
        Edit("resolution", "", {"meeting": "@g", "position": 2, "topic": "广场灯光", "content": "再议。", "decision": "put_off"}),
    ]  # fmt: skip
    return save_records(store, "议事会", edits).ids["g"]


def ledgers(store, year=2025):
    return made(store, "matter_ledgers", year=year)


def test_each_ledger_has_its_matters_with_their_course_and_how_far_they_are(store, homes):
    matter(store, homes, outcome="done", closed_on="2025-03-20", result="已修通。", satisfaction="satisfied")
    matter(store, homes, steps=False, number="民2025-002", date="2025-03-01", due="2025-03-31")
    matter(
        store,
        (),
        False,
        ledger="stability",
        number="稳2025-001",
        person="村民数人",
        outcome="hung",
        closed_on="2025-05-01",
        hung_why="无依据。",
    )
    matter(store, homes, number="旧", date="2024-03-01", outcome="done", closed_on="2024-05-01")
    one = ledgers(store)
    rows = {row[1]: row for row in tabled(one.content) if row[0].isdecimal()}
    assert list(rows) == ["民2025-002", "民2025-001", "稳2025-001"]
    assert rows["民2025-001"] == [
        "2", "民2025-001", "2025年\n3月4日", "3组\n王大山", "道路交通", "入户路塌方，雨天不能通行。", "周明", "2025年\n4月3日",
        "2025年3月6日周明：现场查看。\n2025年3月12日周明：联系施工队。\n已修通。", "办结\n2025年\n3月20日", "满意",
    ]  # fmt: skip
    assert rows["民2025-002"][9] == "已逾期\n"
    assert rows["稳2025-001"][3] == "\n村民数人"
    assert rows["稳2025-001"][8:10] == ["无依据。", "挂账\n2025年\n5月1日"]
    assert [
        title for title in ("民生诉求", "困难群众", "稳定工作") if f"清溪村{title}台账（2025年）" in texts(one.content)
    ] == [
        "民生诉求",
        "困难群众",
        "稳定工作",
    ]
    assert set(one.sensitive) == {"反映人", "诉求内容", "办理经过"}
    assert "内部资料 注意保密" in texts(one.content)


def test_what_an_earlier_year_left_open_stands_in_the_ledger_of_the_year_and_is_marked(store, homes):
    old = {"steps": False, "due": None}
    matter(store, homes, number="开着", date="2023-11-02", **old)
    matter(store, homes, number="今年办结", date="2024-03-01", outcome="done", closed_on="2025-01-02", **old)
    matter(store, homes, number="挂账", date="2024-05-01", outcome="hung", closed_on="2024-06-01", **old)
    matter(store, homes, number="去年办结", date="2024-03-02", outcome="done", closed_on="2024-12-31", **old)
    matter(store, homes, number="办结无日期", date="2024-03-03", outcome="done", **old)
    matter(store, homes, number="去年上报", date="2024-03-04", outcome="reported", closed_on="2024-04-01", **old)
    matter(store, homes, number="本年", date="2025-01-01", **old)
    matter(store, homes, number="以后", date="2026-01-01", **old)
    rows = [row[1:3] for row in tabled(ledgers(store).content) if row[0].isdecimal()]
    assert rows == [
        ["开着\n（上年结转）", "2023年\n11月2日"],
        ["今年办结\n（上年结转）", "2024年\n3月1日"],
        ["挂账\n（上年结转）", "2024年\n5月1日"],
        ["本年", "2025年\n1月1日"],
    ]


def test_the_persons_of_the_ledgers_and_of_a_call_round_are_counted_once_each(store, homes):
    matter(store, homes)  # the head, and 周明 who sees to it
    matter(store, homes[1:], number="2", person="路过的人")  # named instead of the head
    matter(store, homes, number="3")
    assert (ledgers(store).households, ledgers(store).people) == (2, 3)
    calls = made(store, "inspection_calls", inspection(store, homes))
    assert calls.people == 1  # 王大山, who is named as head and as the one who was asked


def test_a_matter_that_was_entered_in_no_ledger_is_not_lost(store, homes):
    assert "未分台账" not in texts(ledgers(store).content)
    matter(store, homes, ledger=None)
    words = texts(ledgers(store).content)
    assert "清溪村未分台账（2025年）" in words
    assert "民2025-001" in words


def test_the_sheet_of_a_matter_says_who_brought_it_and_what_came_of_it(store, homes):
    one = made(
        store, "matter_form", matter(store, homes, outcome="reported", closed_on="2025-03-20", reported_to="示范镇")
    )
    words, rows = texts(one.content), tabled(one.content)
    for text in ("☑民生诉求", "☑道路交通", "□办结 ☑上报 □挂账", "王大山", "3组", "示范镇"):
        assert text in words, text
    assert ["2", "2025年3月12日", "周明", "联系施工队。"] in rows


def test_the_record_the_calls_and_the_notice_of_an_inspection(store, homes):
    row = inspection(store, homes)
    found = [one for one in tabled(made(store, "inspection_record", row).content) if one[0] in {"1", "2"}]
    assert [one[4] for one in found] == [
        "2025年\n8月23日",
        "2025年\n7月31日",
    ]  # a problem's own day before the inspection's
    assert found[0][5] == "已上门讲解。\n佐证：照片"
    calls = made(store, "inspection_calls", row)
    assert ["1", "3组", "王大山", "王大山", "13900000003", "是", "多久来一次？", "每个月。", "是", ""] in tabled(
        calls.content
    )
    assert set(calls.sensitive) == {"受访人", "受访电话", "回答"}
    notice = texts(made(store, "rectification_notice", row).content)
    assert "2025年7月14日，示范县农业农村局以电话抽查方式进行了督查" in notice
    assert "请于2025年8月23日前" in notice
    assert "明白卡没有更新。" in notice
    assert notice.count("示督〔2025〕7号") == 2  # also on the receipt


def test_nothing_of_the_paper_of_a_complaint_tells_who_complained(store, homes):
    one = made(store, "complaint_form", complaint(store))
    assert "责成补公开。" in texts(one.content)
    said = [texts(one.content), one.title, one.name, one.place, str(one.note), *one.notes]
    for text in said:
        assert AUTHOR not in text
        assert PHONE not in text
    assert not set(one.sensitive) & {"举报人", "举报人电话"}
    assert set(one.sensitive) == {"被反映对象", "举报内容", "核查情况", "处理结果"}


@pytest.mark.parametrize(("due", "said"), [(None, "2025年8月31日"), ("2025-07-10", "2025年7月10日")])
def test_a_complaint_is_due_as_it_says_or_by_the_days_of_the_office(store, due, said):
    assert said in texts(made(store, "complaint_form", complaint(store, due=due)).content)


def test_no_paper_of_these_books_goes_up_in_public():
    for book in ("matter", "inspection", "complaint", "meeting"):
        assert papers_of(book)
        assert not any(paper.public for paper in papers_of(book))


def test_the_minutes_of_a_council_tell_its_resolutions_twice_before_and_after(store):
    content = made(store, "council_minutes", council(store)).content
    rows = tabled(content)
    assert ["1", "修订村规民约", "", "同意。", "通过", "17", "邢志凯", "2025年\n6月1日"] in rows
    assert ["1", "修订村规民约", "", "2025年4月25日", ""] in rows
    assert ["2", "广场灯光", "", "再议。", "暂缓再议", "", "", ""] in rows
    _facts, _resolved, done, _attending = opened(content).tables
    (signing,) = done.rows[-1].cells[0].tables
    assert [[cell.text for cell in row.cells] for row in signing.rows] == [
        ["主持人签字", "", "记录人签字", ""], ["监督人签字", "", "计票人签字", ""],
    ]  # fmt: skip


def test_blank_forms_leave_everything_to_the_pen(store):
    papers = [paper for book in ("matter", "inspection", "complaint", "meeting") for paper in papers_of(book)]
    for paper, blank in zip(papers, blank_book_papers(store, papers, 2025), strict=True):
        words = texts(blank.content)
        assert "None" not in words, paper.key
        assert "☑" not in words, paper.key
        assert not blank.sensitive, paper.key
        assert "2025" not in words.replace(blank.name, ""), paper.key


def test_a_meeting_that_is_no_council_has_no_minutes_of_one(store):
    row = council(store)
    save_records(store, "改", [Edit("meeting", row, {"kind": "committee"})])
    with pytest.raises(Refused, match="所选的记录没有这种文书：议事会会议记录。请改选别的记录或文书"):
        made(store, "council_minutes", row)
    assert made(store, "council_minutes", row, council(store)).note.record != row  # of several the council's only
