# SPDX-License-Identifier: MIT
"""Whether a printed paper of a book would look the same now, and what has changed on it."""

from __future__ import annotations

from tests.documents.registers.conftest import VILLAGE, claim, household, project
from tests.documents.registers.test_matters import matter
from villagedesk.documents.registers.declared import papers_of
from villagedesk.documents.registers.making import BookOrder, make_book_papers
from villagedesk.documents.registers.standing import book_standings, in_words, reason
from villagedesk.documents.registers.writing import write_book_papers
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.models.catalogue.printing import BookPrint
from villagedesk.services.keeping.exportlog import purpose
from villagedesk.services.keeping.records import Edit, Removal, save_records
from villagedesk.store import reads


def printed(store, folder, papers, *rows):
    write_book_papers(store, make_book_papers(store, BookOrder(papers, VILLAGE, rows, 2025)), folder)


def standings(store, **more):
    return {one.row.paper: one for one in book_standings(store, VILLAGE, **more)}


def test_all_papers_of_a_project_are_fresh_on_a_later_day_too(store, homes, clock, tmp_path):
    printed(store, tmp_path, papers_of("project"), project(store, homes))
    clock.advance(days=40)
    found = standings(store)
    assert {key: one.verdict for key, one in found.items()} == {one.key: Verdict.FRESH for one in papers_of("project")}
    assert in_words(found["project_card"]) == "2026-03-02打印，内容没有变"


def test_a_changed_fact_makes_those_papers_stale_that_print_it_and_is_named_by_its_label(store, homes, tmp_path):
    row = project(store, homes)
    printed(store, tmp_path, papers_of("project"), row)
    save_records(store, "改", [Edit("project", row, {"keeping": "每月清沟一次。"})])
    found = standings(store)
    assert {key for key, one in found.items() if one.verdict.stale} == {"project_card"}  # the others do not print it
    assert found["project_card"].changed == ("项目：管护措施",)
    assert in_words(found["project_card"]) == "2026-03-02打印，已过期：内容已变：项目：管护措施"


def test_a_line_more_or_another_head_of_a_household_makes_a_paper_stale(store, homes, tmp_path):
    row = project(store, homes)
    printed(store, tmp_path, papers_of("project")[:1], row)
    member = store.value("SELECT id FROM member WHERE household = ?", (homes[0],))
    save_records(store, "改", [Edit("member", member, {"name": "王小山"})])
    assert standings(store)["project_card"].changed == ("项目受益户：受益户户主",)
    more = household(store, "赵六", "7")
    save_records(store, "加", [Edit("project_beneficiary", "", {"project": row, "household": more, "position": 9})])
    changed = standings(store)["project_card"].changed
    assert "项目受益户的行数" in changed


def test_of_a_record_in_the_recycle_bin_and_of_an_unknown_paper_it_is_said(store, tmp_path):
    row = claim(store)
    printed(store, tmp_path, papers_of("claim")[:1], row)
    (note,) = reads.of_owner(store, BookPrint, VILLAGE)
    save_records(store, "删除", [Removal("claim", row, "登记错了")])
    (one,) = book_standings(store, VILLAGE)
    assert (one.verdict, reason(one)) == (Verdict.NEEDLESS, "记录已移入回收站")
    with store.change("别的程序") as change:
        change.put("book_print", note.id, {"paper": "of_tomorrow"})
    (one,) = book_standings(store, VILLAGE)
    assert one.verdict is Verdict.UNKNOWN
    assert not one.verdict.stale


def test_another_template_makes_a_paper_stale(store, tmp_path):
    printed(store, tmp_path, papers_of("claim")[:1], claim(store))
    (note,) = reads.of_owner(store, BookPrint, VILLAGE)
    with store.change("以前的模板") as change:
        change.put("book_print", note.id, {"template": "0" * 32})
    assert reason(standings(store)["claim_form"]) == "模板已变"


def test_only_the_papers_that_are_asked_for_are_looked_at(store, tmp_path):
    one, two = project(store), claim(store)
    printed(store, tmp_path, papers_of("project")[:1], one)
    printed(store, tmp_path, papers_of("claim")[:1], two)
    assert set(standings(store, book="claim")) == {"claim_form"}
    assert set(standings(store, records={one})) == {"project_card"}


def test_a_paper_of_a_whole_book_is_stale_when_a_record_of_its_year_is_added(store, paper_with, tmp_path):
    paper = paper_with("claims_2", "{% for 项 in 台账 %}{{ 项.认领事项 }}{% endfor %}", whole=True)
    claim(store)
    printed(store, tmp_path, (paper,))
    claim(store, date="2024-02-01")
    assert standings(store)["claims_2"].verdict is Verdict.FRESH
    claim(store, title="修房")
    assert standings(store)["claims_2"].verdict is Verdict.FACTS


def test_a_paper_with_sensitive_contents_is_fresh_with_its_mark(store, homes, paper_with, tmp_path):
    paper = paper_with("secret_5", "{{ 文书.内部 }}{{ 帮扶对象户.联系电话 }}")
    made = make_book_papers(store, BookOrder((paper,), VILLAGE, (claim(store, household=homes[0]),), 2025))
    write_book_papers(store, made, tmp_path, purpose("镇民政办", "核对认领名单"))
    assert standings(store)["secret_5"].verdict is Verdict.FRESH
    save_records(store, "改", [Edit("household", homes[0], {"phone": None})])
    assert standings(store)["secret_5"].changed == ("帮扶对象户：联系电话", "文书：内部")


def test_a_longer_text_is_no_other_number_of_rows(store, homes, tmp_path):
    row = matter(store, homes, steps=False)
    made = make_book_papers(store, BookOrder(papers_of("matter")[:1], VILLAGE, (), 2025))
    write_book_papers(store, made, tmp_path, purpose("镇民政办", "核对台账内容"))
    save_records(store, "改", [Edit("matter", row, {"content": "入户路塌方两处，雨天不能通行。"})])
    assert standings(store)["matter_ledgers"].changed == ("民生诉求台账：诉求内容",)


def test_the_papers_of_a_record_stay_its_own_where_it_turns_out_to_be_of_another_year(store, homes, tmp_path):
    row = project(store, homes)
    printed(store, tmp_path, papers_of("project")[:1], row)
    save_records(store, "改年度", [Edit("project", row, {"year": 2024})])
    assert reason(standings(store)["project_card"]) == "内容已变：项目：项目年度"
    printed(store, tmp_path, papers_of("project")[:1], row)
    (one,) = book_standings(store, VILLAGE)  # not that of 2025 beside it, which could never be put right
    assert (one.row.year, one.verdict) == (2024, Verdict.FRESH)
