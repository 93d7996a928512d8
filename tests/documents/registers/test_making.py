# SPDX-License-Identifier: MIT
"""What papers of books say of records, their lines and what they name; what they leave to the pen and do not invent."""

from __future__ import annotations

import pytest

from tests.documents.conftest import texts
from tests.documents.registers.conftest import VILLAGE, claim, project
from tests.documents.registers.reading import made, tabled
from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.registers.declared import papers_of, register_paper
from villagedesk.documents.registers.making import BookOrder, blank_book_papers, make_book_papers
from villagedesk.documents.registers.more import More
from villagedesk.documents.registers.project import HANGING
from villagedesk.documents.word.faults import TemplateFault
from villagedesk.documents.word.package import parts_in
from villagedesk.errors import Refused
from villagedesk.services.keeping.exportlog import MARK
from villagedesk.services.keeping.records import Edit, Removal, save_records


def test_the_card_of_a_project_says_what_was_entered_with_the_sums_of_its_lines(store, homes):
    one = made(store, "project_card", project(store, homes))
    rows = tabled(one.content)
    assert ["1", "财政资金", "800000.00", "640000.00", "2025年9月20日", "示财农〔2025〕8号"] in rows
    assert ["1", "3组", "王大山", "3", "1000.00", "门前路硬化40米"] in rows
    sums = [row for row in rows if row[0] == "合计"]
    assert sums == [
        ["合计", "合计", "892000.00", "640000.00", "", ""],  # a joined cell is told twice
        ["合计", "合计", "合计", "12", "6000.00", ""],
    ]
    words = texts(one.content)
    assert "☑道路交通" in words
    assert "□有 ☑无" in words
    assert "64户231人" in words
    assert one.title == "项目卡 三组至五组入户路硬化"
    assert one.name == "清溪村-项目卡-三组至五组入户路硬化.docx"


def test_what_nobody_entered_waits_for_the_pen(store):
    bare = save_records(store, "项目", [Edit("project", "", {"village": VILLAGE, "name": "水塔"}, "p")]).ids["p"]
    one = made(store, "project_card", bare)
    words = texts(one.content)
    assert "None" not in words
    assert "☑" not in words
    assert "    年   月   日" in words
    sums = [row for row in tabled(one.content) if row[0] == "合计"]
    assert not any(cell for row in sums for cell in row if cell != "合计")
    blank = next(one for one in blank_book_papers(store, papers_of("project"), 2025) if one.name.startswith("项目卡"))
    assert "项目卡（空白表）" in texts(blank.content)


def test_the_acceptance_prints_what_was_planned_and_leaves_the_finding_to_the_team(store, homes):
    rows = tabled(made(store, "project_acceptance", project(store, homes)).content)
    checks = {row[0]: row[1:] for row in rows if row[-1] == "□符合 □不符合"}
    assert checks["资金使用"] == ["预算862000.00元，已支付640000.00元", "", "□符合 □不符合"]
    assert checks["受益户"][0] == "计划64户，登记3户"
    team = [row for row in rows if row[0].isdecimal()]
    assert len(team) == 5
    assert not any(cell for row in team for cell in row[1:])


def test_a_claim_names_the_household_and_the_project_and_says_the_amount_in_capitals(store, homes):
    road = project(store)
    words = texts(made(store, "claim_form", claim(store, household=homes[1], project=road)).content)
    assert "5组 阿卜杜勒·买买提江" in words
    assert "三组至五组入户路硬化" in words
    assert "陆仟肆佰元整" in words
    assert "示范县工商联自愿认领" in words


def test_a_household_that_is_in_the_recycle_bin_is_not_named(store, homes):
    row = claim(store, household=homes[0])
    save_records(store, "删除", [Removal("household", homes[0], "登记错了")])
    assert "王大山" not in texts(made(store, "claim_form", row).content)


def test_the_board_shows_nothing_that_is_not_public(store, homes):
    row = project(store, homes, content="硬化路面，联系王建国13800000021；优先照顾因病致贫的王大山家。")
    one = made(store, "project_board", row)
    words = texts(one.content)
    for secret in ("13800000021", "因病", "王大山", "阿卜杜勒", "每季度清沟一次", "示镇府〔2025〕41号"):
        assert secret not in words, secret
    assert "王建国" in words  # who is in charge is public
    assert "028-84840001；12317" in words
    assert "892000.00" in words
    assert any("建设内容" in note and "电话号码" in note for note in one.notes)
    assert any("家庭成员的姓名（“王大山”）" in note or "王大山" in note for note in one.notes)


def test_a_project_is_put_up_with_its_facts_money_days_place_and_telephones(store, homes):
    one = made(store, "project_notice", project(store, homes))
    words = texts(one.content)
    for said in (
        "关于三组至五组入户路硬化的公示", "现将示范镇清溪村2025年三组至五组入户路硬化的有关情况予以公示", "示镇府〔2025〕16号",
        "自2025年3月1日起至2025年3月10日止，共10天", "公示地点：村委会公示栏", "028-84840001；12317", "64户231人", "（盖章）",
        "800000.00元", "合计892000.00元", "2025年3月15日至2025年8月31日", "清溪村村民委员会", "年    月    日",
    ):  # fmt: skip
        assert said in words, said
    assert "共9天" in texts(made(store, "project_notice", project(store, notice_to="2025-03-09")).content)
    assert "，共" not in texts(made(store, "project_notice", project(store, notice_to=None)).content)


def test_the_notice_of_a_project_shows_nothing_that_is_not_public(store, homes):
    row = project(store, homes, content="硬化路面，联系王建国13800000021；优先照顾因病致贫的王大山家。")
    words = texts(made(store, "project_notice", row).content)
    for secret in ("13800000021", "因病", "王大山", "阿卜杜勒"):
        assert secret not in words, secret


def test_the_report_on_the_notice_of_a_project_says_where_it_hung_and_what_came_of_it(store, homes, photo):
    row = project(store, homes, objected=None, objections=None)
    words = texts(made(store, "project_report", row).content)
    for said in (
        "关于三组至五组入户路硬化的公示情况说明", "示范镇清溪村2025年三组至五组入户路硬化的有关情况，自2025年3月1日起至2025年3月10日止",
        "在村委会公示栏张贴公示，共10天。", "收到的异议：□无 □有。", "异议及处理：＿＿＿", "公示于＿＿＿＿年＿＿月＿＿日撤下。",
        "经手人（签字）：　　　　　　　　经手人（签字）：", "（盖章）", "清溪村村民委员会", "年    月    日", "远景", "近景", "张贴", "揭下",
    ):  # fmt: skip
        assert said in words, said
    objected = {"objected": True, "objection_count": 2, "objections": "王大山（残疾）问造价，电话13900000003，已答复。"}
    photos = {key: photo(colour) for key, colour in zip(sorted(HANGING), ("red", "green", "blue", "gray"), strict=True)}
    save_records(store, "撤下", [Edit("project", row, {**objected, **photos, "notice_down": "2025-03-11"})])
    paper = made(store, "project_report", row)
    words = texts(paper.content)
    for said in (
        "收到的异议：□无 ☑有，共2件。",
        "异议及处理：某某（（略））问造价，电话****，已答复。",
        "公示于2025年3月11日撤下。",
    ):
        assert said in words, said
    assert any("王大山" in note for note in paper.notes)
    assert len([name for name in parts_in(paper.content) if name.startswith("word/media/")]) == 4
    assert MARK in words, "photos are for inside"
    save_records(
        store, "无异议", [Edit("project", row, {"objected": False, "objections": None, "objection_count": None})]
    )
    words = texts(made(store, "project_report", row).content)
    assert "收到的异议：☑无 □有。" in words
    assert "异议及处理：无。" in words


def test_a_public_template_that_asks_for_what_is_not_public_is_a_fault(store, paper_with):
    paper = paper_with("board_1", "{{ 项目.项目负责人电话 }}", "project", public=True)
    with pytest.raises(TemplateFault, match="不在可公开的内容之列"):
        make_book_papers(store, BookOrder((paper,), VILLAGE, (project(store),), 2025))


def test_the_budget_stands_on_the_board_where_no_source_is_known(store):
    row = project(store)
    for line in store.query("SELECT id FROM project_fund"):
        save_records(store, "移出", [Removal("project_fund", line[0], "登记错了")])
    assert "862000.00" in texts(made(store, "project_board", row).content)


def test_a_paper_of_a_whole_book_has_the_records_of_its_year_and_their_sums(store, paper_with):
    words = "{{ 文书.题名 }}\n{% for 项 in 台账 %}{{ 项.行号 }}{{ 项.认领事项 }}、{% endfor %}\n共{{ 台账合计.行数 }}项{{ 台账合计.认领金额大写 }}"
    paper = paper_with("claims_1", words, whole=True)
    claim(store, title="助学", date="2025-06-01")
    claim(store, title="修房", date="2025-01-01", pledged=None)
    claim(store, title="去年的", date="2024-01-01")
    (one,) = make_book_papers(store, BookOrder((paper,), VILLAGE, (), 2025))
    assert texts(one.content).strip().splitlines() == ["2025年样张", "1修房、2助学、", "共2项陆仟肆佰元整"]
    assert one.name == "清溪村-2025年样张.docx"


def test_without_a_record_or_a_village_it_is_said(store):
    card = register_paper("project_card")
    with pytest.raises(Refused, match="没有要打印的记录"):
        make_book_papers(store, BookOrder((card,), VILLAGE, ("gone",), 2025))
    with pytest.raises(Refused, match="没有这个村"):
        make_book_papers(store, BookOrder((card,), "nobody", (), 2025))


def test_the_book_of_projects_has_all_of_its_year_and_the_sum_of_their_budgets(store):
    for name, year in (("水塔", 2025), ("旧路", 2024)):
        project(store, name=name, year=year)
    project(store)
    one = made(store, "project_book")
    rows = tabled(one.content)
    assert {row[1] for row in rows[1:3]} == {"水塔", "三组至五组入户路硬化"}
    assert rows[3][0] == "合计"
    assert "1724000.00" in rows[3]
    assert one.title == "2025年项目台账"


def test_a_public_paper_does_not_say_what_a_record_is_called(store, paper_with):
    paper = paper_with("board_2", "甲{{ 文书.对象 }}{{ 项目.项目名称 }}", "project", public=True)
    (one,) = make_book_papers(store, BookOrder((paper,), VILLAGE, (project(store, name="水塔13800000021"),), 2025))
    assert texts(one.content).strip() == "甲水塔****"
    assert one.name == "清溪村-样张-水塔****.docx"  # the name goes wherever the file goes


def test_who_is_named_in_public_has_no_telephone_behind_his_name(store, paper_with):
    """Of persons who stand nowhere in the file: what looks like a number or an illness goes, whoever they are."""
    paper = paper_with("board_3", "{{ 项目.项目负责人 }}，{{ 项目.建设内容 }}", "project", public=True)
    told = {"owner": "赵外人 138 0000 0021", "content": "钱外村因病住院，账号6222020000001234567，电话84841234"}
    (one,) = make_book_papers(store, BookOrder((paper,), VILLAGE, (project(store, **told),), 2025))
    assert texts(one.content).strip() == "赵外人 ****，钱外村（略）（略），账号****，电话****"
    assert len(one.notes) == 5


def test_what_comes_through_all_the_same_is_not_given_out(store, homes, paper_with):
    group = PlaceholderGroup("名册", computed=(("号码", "号码", ""),))
    more = More((group,), lambda _subject: {"名册": {"号码": "510199196203051014"}})
    paper = paper_with("board_3", "{{ 名册.号码 }}", "project", public=True, more=more)
    with pytest.raises(Refused, match="公开文书没有打印"):
        make_book_papers(store, BookOrder((paper,), VILLAGE, (project(store, homes),), 2025))


def test_a_paper_may_be_called_by_more_than_its_record(store, paper_with):
    more = More((), lambda _subject: {}, called=lambda subject: f"{subject.record.claimer}六月")
    paper = paper_with("month_1", "{{ 文书.对象 }}", more=more)
    (one,) = make_book_papers(store, BookOrder((paper,), VILLAGE, (claim(store),), 2025))
    assert texts(one.content).strip() == "示范县工商联六月"
    assert (one.title, one.name) == ("样张 示范县工商联六月", "清溪村-样张-示范县工商联六月.docx")
