# SPDX-License-Identifier: MIT
"""A household's papers, read back: every fact is on its paper, places for pen and seal are empty, the form is right."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256

import pytest
from docx.oxml.ns import qn

from tests.documents.conftest import changed, full_case, texts
from tests.documents.volumes.reading import (
    NUMBERS,
    ROOT,
    opened,
    paper,
    rows_of,
    volume,
)
from villagedesk.documents.papers import PAPERS, chosen
from villagedesk.documents.volumes.volume import DRAFT
from villagedesk.errors import Refused
from villagedesk.models.casefile import Person
from villagedesk.models.problem import Problem


def test_a_volume_has_its_papers_in_order_named_by_the_year(full):
    assert list(volume(full)) == [
        "01-封面.docx",
        "02-卷内目录.docx",
        "06-2016年贫困户信息采集表.docx",
        "07-2016年收入测算表.docx",
        "08-结对帮扶协议.docx",
        "09-结对帮扶联系卡.docx",
        "10-2016年致贫原因分析表.docx",
        "11-2016年脱贫计划.docx",
        "12-2016年扶贫手册.docx",
        "13-2016年政策享受明白卡.docx",
        "14-2016年走访记录.docx",
        "18-卷内备考表.docx",
    ]
    assert sorted(NUMBERS) == NUMBERS
    assert len({paper.key for paper in PAPERS}) == len({paper.order for paper in PAPERS}) == len(PAPERS)


def test_single_papers_keep_their_numbers_and_an_unknown_one_is_refused(full):
    assert list(volume(full, keys=("visits", "cover"))) == ["01-封面.docx", "14-2016年走访记录.docx"]
    assert chosen(()) == PAPERS
    with pytest.raises(Refused, match="covver"):
        volume(full, keys=("covver",))


@pytest.mark.parametrize("case", ["full", "thin"])
def test_nothing_of_the_template_language_is_left(case, request):
    for name, content in volume(request.getfixturevalue(case)).items():
        words = texts(content)
        assert "{" not in words, name
        assert "%}" not in words, name
        assert "None" not in words, name


def test_the_same_facts_give_the_same_bytes_and_another_fact_changes_only_its_papers(full):
    first, again = volume(full), volume(full_case())
    assert first == again
    other = changed(full, visits=(full.visits[0].having(changes="换了一句话"), *full.visits[1:]))
    assert [name for name, content in volume(other).items() if content != first[name]] == ["14-2016年走访记录.docx"]


@pytest.mark.parametrize("surroundings", [("0", "Asia/Shanghai"), ("4711", "America/New_York")])
def test_another_process_with_another_hash_seed_and_time_zone_gives_the_same_bytes(full, surroundings):
    told = (
        "import hashlib; from tests.documents.conftest import DAY, full_case, office_of;"
        "from villagedesk.documents.volumes.volume import papers_of; case = full_case();"
        "print([(name, hashlib.sha256(text).hexdigest()) for name, text in papers_of(case, office_of(case.village), DAY)])"
    )
    seed, zone = surroundings
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.strip() == str([(name, sha256(text).hexdigest()) for name, text in volume(full).items()])


def test_a_family_of_fifteen_stands_in_the_register_with_a_line_each(full):
    people = tuple(
        Person(person.member.having(id=f"{number}-{person.member.id}", name=f"张{number}"), person.facts)
        for number, person in enumerate(full.people * 3, 1)
    )[:15]
    document = opened(paper(changed(full, people=people), 6))
    members = next(table for table in document.tables if table.cell(0, 1).text == "姓名")
    assert [row.cells[1].text for row in members.rows][1:] == [person.name for person in people]


def test_every_fact_of_the_register_is_printed(full):
    words = texts(paper(full, 6))
    for person in full.people:
        assert person.name in words
        assert person.member.id_no in words
    for fact in (
        full.household.phone, full.household.bank_no, full.household.hh_no, "2014年3月", "☑低保贫困户", "☑因残", "24000.00",
        "8500.50", "5823.97", "86.5", "☑砂石路", "☑C级", "赵原任", "王帮扶", "副局长", "13800000012", "养殖本地山羊", "30000.00",
        "2015年10月1日至2016年9月30日", "51019919620305",
    ):  # fmt: skip
        assert fact in words, fact
    assert full.people[0].member.card_no in words


def test_the_member_table_is_landscape_and_has_at_least_fourteen_columns(full):
    document = opened(paper(full, 6))
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, False]
    members = next(table for table in document.tables if table.cell(0, 1).text == "姓名")
    assert len(members.columns) >= 14
    assert len(members.rows) == 1 + 6
    assert [len(table.rows) for table in document.tables if table.cell(0, 1).text == "姓名"] == [7, 7, 7, 7]
    few = opened(paper(changed(full, people=full.people[:2]), 6))
    assert len(next(table for table in few.tables if table.cell(0, 1).text == "姓名").rows) == 7  # four for the pen


def test_facts_of_the_other_papers_are_printed(full):
    causes, plan, card, visits = (texts(paper(full, number)) for number in (10, 11, 9, 14))
    for cause in full.causes:
        assert cause.note in causes
        assert cause.response in causes
    for measure in full.measures:
        assert measure.content in plan
        assert measure.quantity in plan
    assert "3500.00" in plan
    assert "2650.00" in plan
    assert full.plan.wish in plan
    assert "王帮扶" in card
    assert "李书记" in card
    assert "赵原任" not in card
    assert visits.count("家庭情况无变化") == 3
    assert "500.00元" in visits


def test_the_agreement_names_who_helps_now_with_what_and_leaves_signatures_and_seal_to_the_village(full, thin):
    content = paper(full, 8)
    parties = [row for row in rows_of(content)[1:] if row[0]]
    assert [row[0] for row in parties] == [
        "王帮扶",
        "李书记",
    ]  # as the card ranks them: who answers for the household first
    assert all(len(row) == 5 and row[1] and row[2] and row[3] and row[4].startswith("20") for row in parties)
    words = texts(content)
    assert "赵原任" not in words
    assert full.head_name in words
    assert full.household.phone in words
    for measure in full.measures:
        assert measure.content in words
    assert [cell.partition("\n")[0] for cell in rows_of(content, 1)[0]] == [
        "甲方（帮扶责任人）签字：",
        "乙方（户主）签字（按手印）：",
        "村民委员会（盖章）",
    ]
    assert [row[0] for row in rows_of(paper(thin, 8))[1:]] == ["", ""]  # nobody is made up


def test_the_plan_has_nine_columns_and_opinion_boxes_for_five(full):
    content = paper(full, 11)
    measures = next(table for table in opened(content).tables if table.cell(0, 0).text == "序号")
    assert len(measures.columns) == 9
    for who in ("户主意见", "帮扶责任人意见", "第一书记意见", "村民委员会意见", "乡镇人民政府意见"):
        assert who in texts(content)


def test_no_visit_is_made_up_and_blank_rows_fill_the_page(full, thin):
    assert [row[0] for row in rows_of(paper(thin, 14))[1:]] == [""] * 6
    dates = [row[0] for row in rows_of(paper(full, 14))[1:]]
    assert dates[:10] == [f"2016年\n{place + 2}月{8 + place}日" for place in range(10)]
    assert dates[10:] == [""] * len(dates[10:])
    assert len(dates) > 10


def test_the_table_of_contents_lists_what_was_printed_and_leaves_pages_to_the_pen(full):
    rows = rows_of(paper(full, 2))
    assert [row[3] for row in rows[1:9]] == [
        "2016年贫困户信息采集表",
        "2016年收入测算表",
        "结对帮扶协议",
        "结对帮扶联系卡",
        "2016年致贫原因分析表",
        "2016年脱贫计划",
        "2016年扶贫手册",
        "2016年政策享受明白卡",
    ]
    assert [row[4] for row in rows[1:10]] == [*["2016"] * 5, "20160310", "2016", "2016", "20160208-20161117"]
    assert {row[5] for row in rows[1:]} == {""}
    assert len(rows) == 1 + 15  # two of them are higher: a name of three lines
    some = rows_of(paper(full, 2, keys=("contents", "visits")))
    assert [row[3] for row in some[1:3]] == ["2016年走访记录", ""]


def test_the_remarks_list_what_is_missing_and_leave_the_names_to_the_pen(thin, full):
    words = texts(paper(thin, 18))
    assert "证件号码（李四）" in words
    rows = rows_of(paper(full, 18))
    assert [(row[0], row[1].strip()) for row in rows[-3:]] == [
        ("立卷人", ""),
        ("检查人", ""),
        ("立卷时间", "年　　　月　　　日"),
    ]


def test_the_cover_says_whose_file_it_is(full):
    words = texts(paper(full, 1))
    for fact in (
        "建档立卡贫困户档案",
        "示范省示范市示范县示范镇清溪村",
        "阿卜杜勒·买买提江·吐尔逊",
        "2组",
        "2001",
        "永久",
        "清溪村2组阿卜杜勒·买买提江·吐尔逊户建档立卡贫困户档案",
        "起止时间",
    ):
        assert fact in words


def test_papers_of_another_time_speak_its_language():
    old, late = full_case(2014), full_case(2023)
    register = texts(paper(old, 6))
    for told in ("贫困户登记表", "A1 识别标准", "A2 贫困户属性", "A3a 主要致贫原因", "A4 姓名", "A13 务工状况"):
        assert told in register, told
    assert "户类型" not in register
    assert "A1 " not in texts(paper(full_case(2016), 6))
    late = changed(late, facts=late.facts.having(household_type="unstable", monitor_type="unstable"))
    names = list(volume(late))
    assert names[2] == "06-2023年脱贫户信息采集表.docx"
    assert names[7] == "11-2023年一户一策帮扶计划.docx"
    words = texts(paper(late, 6))
    assert "脱贫户属性" in words
    assert "监测对象类型" in words
    assert "户类型" in words
    assert "监测对象类型" not in register
    assert "监测对象档案" in texts(paper(late, 1))
    words = texts(paper(full_case(2026), 6))
    assert "帮扶对象类型" in words
    assert "防止返贫致贫对象类型" in words
    assert "监测对象类型" not in words


def test_a_draft_says_so_on_every_page_and_names_its_problems(full):
    problem = Problem("证件号码", "123", "共3位，应为18位", "请核对", person="张三")
    for name, content in volume(full, draft=[problem]).items():
        for section in opened(content).sections:
            assert DRAFT in "".join(node.text or "" for node in section.header._element.iter(qn("w:t"))), name
    assert "张三 证件号码“123”共3位，应为18位。请核对" in texts(paper(full, 18, draft=[problem]))
    assert all(DRAFT not in texts(content) for content in volume(full).values())


def test_hostile_facts_are_printed_as_they_are(full):
    note = "a\x00<&>{{7*7}}{% raw %}\ud800右\u202e左\n第二行𠮷"
    case = changed(full, household=full.household.having(note=note, address="</w:t><w:p/>"))
    words = texts(paper(case, 6))
    assert "a<&>{{7*7}}{% raw %}\ufffd右左\n第二行𠮷" in words
    assert "</w:t><w:p/>" in words
    long = changed(full, visits=(full.visits[0].having(changes="长" * 10_000),))
    assert "长" * 10_000 in texts(paper(long, 14))
