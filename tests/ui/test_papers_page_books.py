# SPDX-License-Identifier: MIT
"""Papers of books on the page 打印的文书: among the others, marked with a scan, printed again where they lie."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.documents.conftest import full_case, put_cases
from tests.documents.registers.conftest import VILLAGE, claim, project
from tests.documents.registers.test_matters import matter
from villagedesk.documents.registers.declared import register_paper
from villagedesk.documents.registers.making import BookOrder, make_book_papers
from villagedesk.documents.registers.writing import write_book_papers
from villagedesk.documents.volumes.batch import Order, print_volumes
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.errors import Cancelled, Refused
from villagedesk.models.catalogue.exporting import ExportEntry
from villagedesk.models.catalogue.printing import ARCHIVED, SIGNED, BookPrint, PrintedPaper
from villagedesk.services.keeping.exportlog import purpose
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.papers.bookprints import newest_prints
from villagedesk.store import drafts, reads
from villagedesk.ui.dialogs import export_result
from villagedesk.ui.pages.papers import ALL, EVERY, HOUSEHOLDS, RECORDS, UNFILED, UNSIGNED, WHOLE, PapersPage
from villagedesk.ui.papers import reprint
from villagedesk.ui.papers.marking import MarkDialog
from villagedesk.ui.papers.reprint import ReprintDialog
from villagedesk.ui.today.households import Households

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 2, 1)
HOME = "00000001-1111-4111-8111-111111111111"
CARD = "清溪村-项目卡-三组至五组入户路硬化.docx"


@pytest.fixture
def rows(store, tmp_path: Path) -> dict[str, str]:
    """A household whose papers were printed, a project and a matter whose papers were; all was changed since but the claim."""
    put_cases(store, [full_case(2016, HOME, 1)])
    print_volumes(store, Order((HOME,), 2016, tmp_path / "案卷", ("plan",), document_date=DAY))
    made = {"project": project(store), "claim": claim(store), "matter": matter(store, [])}
    why = purpose("镇民政办", "核对台账内容")
    for key, record in (("project_card", "project"), ("claim_form", "claim"), ("matter_ledgers", "")):
        order = BookOrder((register_paper(key),), VILLAGE, (made[record],) if record else (), 2025)
        write_book_papers(store, make_book_papers(store, order), tmp_path / "台账", why)
    drafts.remember(store, "registers", {"folder": str(tmp_path / "台账")})  # as the dialog of the page 台账 does
    drafts.remember(store, "export", {"folder": str(tmp_path / "案卷")})
    edits = [
        Edit("household", HOME, {"phone": "13900000000"}),
        Edit("project", made["project"], {"keeping": "每月清沟一次。"}),
        Edit("matter", made["matter"], {"content": "入户路又塌方。"}),
    ]
    save_records(store, "改", edits)
    return made


@pytest.fixture
def page(qtbot, rows, open_page):
    made = open_page(PapersPage, 1_000, 600)
    qtbot.waitUntil(lambda: "打印过的共" in made.summary.text())
    return made


def keys(page) -> list[str]:
    return [line.standing.row.paper for line in page.papers.model.lines]


def chosen(page, *wanted: str):
    return [line for line in page.papers.model.lines if line.standing.row.paper in wanted]


def cells(page, key: str) -> list[str]:
    column = next(one for one in page.papers.model.columns if one.key == key)
    return [column.text(line) for line in page.papers.model.lines]


def test_papers_of_households_and_of_books_that_are_out_of_date_stand_in_one_list_with_what_changed(page):
    assert page.summary.text() == "3份文书过期，涉及1户，其中台账文书2份；打印过的共4份。"
    assert keys(page) == ["plan", "project_card", "matter_ledgers"]
    assert cells(page, "owner")[1:] == ["三组至五组入户路硬化", "2025年整本台账"]
    assert cells(page, "why")[1:] == ["内容已变：项目：管护措施", "内容已变：民生诉求台账：诉求内容"]


def test_one_lists_the_papers_of_households_of_records_or_of_whole_books(page):
    page.which.setCurrentIndex(ALL)
    found = {}
    for whose in (EVERY, HOUSEHOLDS, RECORDS, WHOLE):
        page.whose.setCurrentIndex(whose)
        found[whose] = keys(page)
    assert found == {
        EVERY: ["plan", "project_card", "claim_form", "matter_ledgers"],
        HOUSEHOLDS: ["plan"],
        RECORDS: ["project_card", "claim_form"],
        WHOLE: ["matter_ledgers"],
    }


def test_an_edit_in_a_book_shows_at_once(qtbot, page, store, rows):
    save_records(store, "改", [Edit("claim", rows["claim"], {"pledge": "另有承诺"})])
    qtbot.waitUntil(lambda: "claim_form" in keys(page))


def test_a_paper_of_a_book_is_noted_as_signed_and_filed_with_its_scan(qtbot, page, session, tmp_path):
    Image.new("RGB", (60, 80), "white").save(tmp_path / "扫描.png")
    page.which.setCurrentIndex(UNSIGNED)
    (line,) = chosen(page, "claim_form")
    dialog = MarkDialog(session, [line.standing.row], page)
    assert dialog._which() == "助学一名高中生 帮扶项目认领书"
    dialog.scan.take(tmp_path / "扫描.png")
    dialog.day.setText("2026年3月2日")
    dialog.accept()
    assert dialog.changed is not None
    (kept,) = (one for one in newest_prints(session.store).values() if one.paper == "claim_form")
    assert (kept.status, kept.signed_on) == (SIGNED, "2026-03-02")
    assert kept.scan
    qtbot.waitUntil(lambda: "claim_form" not in keys(page))  # it is signed
    page.which.setCurrentIndex(UNFILED)
    assert any("有扫描件" in text for text in cells(page, "status"))
    rows = [one.standing.row for one in page.papers.model.lines]
    assert {type(one) for one in rows} == {PrintedPaper, BookPrint}
    dialog = MarkDialog(session, rows, page)  # both kinds in one action
    dialog.states.button(1).setChecked(True)
    dialog.day.setText("2026-03-02")
    dialog.accept()
    qtbot.waitUntil(lambda: not keys(page))
    assert {one.status for one in reads.where(session.store, BookPrint)} == {ARCHIVED}


def test_all_that_is_out_of_date_is_printed_again_each_where_it_lies_after_the_purpose_was_said(
    qtbot, page, session, icons, store, tmp_path
):
    before = {path.name: path.read_bytes() for path in (tmp_path / "台账").iterdir()}
    dialog = ReprintDialog(session, icons, [line.standing for line in page.papers._wanted()], page)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog._what() == "用现在的资料重新打印3份文书，涉及1户，其中台账文书2份。"
    assert (dialog.folder.text(), dialog.books.edit.text()) == (str(tmp_path / "案卷"), str(tmp_path / "台账"))
    assert not dialog.fields.recipient.isVisible()
    dialog.start_button.click()
    assert dialog.fields.recipient.isVisible()
    assert "诉求内容" in dialog.notes.item(0).text()
    dialog.start_button.click()
    assert "提供给" in dialog.problem.text()
    assert {path.name: path.read_bytes() for path in (tmp_path / "台账").iterdir()} == before  # nothing is written yet
    dialog.fields.recipient.setText("镇民政办")
    dialog.fields.reason.setText("核对台账内容")
    dialog.start_button.click()
    assert dialog.report.text.text().startswith("已导出1户，1份文件。已重新打印2份台账文书，在 ")
    now = {path.name: path.read_bytes() for path in (tmp_path / "台账").iterdir()}
    assert now.keys() == before.keys()
    assert {name for name in now if now[name] != before[name]} == {CARD, "清溪村-2025年三本台账.docx"}
    entries = reads.where(store, ExportEntry)
    assert len(entries) == 2  # of the first printing, and of this one
    qtbot.waitUntil(lambda: "都与现在的资料一致" in page.summary.text())
    page.which.setCurrentIndex(ALL)
    earlier = [line.standing.row.paper for line in page.papers.model.lines if line.earlier]
    assert sorted(earlier) == ["matter_ledgers", "project_card"]  # what was printed before can still be found


@pytest.mark.parametrize("stop", [Cancelled("已取消，已打印0户。"), Refused("磁盘已满。")])
def test_where_the_papers_of_households_are_not_finished_those_printed_before_are_told_all_the_same(
    qtbot, page, session, icons, store, tmp_path, monkeypatch, stop
):
    def stopped(*_what):
        raise stop

    monkeypatch.setattr(reprint, "_print_households", stopped)
    dialog = ReprintDialog(session, icons, [line.standing for line in page.papers._wanted()], page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.start_button.click()
    dialog.fields.recipient.setText("镇民政办")
    dialog.fields.reason.setText("核对台账内容")
    dialog.start_button.click()
    told = dialog.report.text.text()
    assert told.startswith(f"已重新打印2份台账文书，在 {tmp_path / '台账'}。")
    assert told.endswith(f"其余的没有打印完：{stop}")
    assert len([line for line in dialog.report.model.lines if line.folder]) == 2
    assert drafts.remembered(store, "registers")["folder"] == str(tmp_path / "台账")


def test_where_only_papers_of_books_are_chosen_their_folder_is_asked_for_and_another_date_begins_again(
    qtbot, page, session, icons, store, tmp_path, monkeypatch
):
    dialog = ReprintDialog(
        session, icons, [line.standing for line in chosen(page, "project_card", "matter_ledgers")], page
    )
    qtbot.addWidget(dialog)
    assert dialog.folder.text() == str(tmp_path / "台账")
    assert dialog.binders is None
    dialog.start()
    dialog.fields.recipient.setText("镇民政办")
    dialog.fields.reason.setText("核对台账内容")
    dialog.date.setText("2026-03-01")
    assert dialog.notes.count() == 0
    dialog.start()
    dialog.start()
    assert dialog.report.text.text() == f"已重新打印2份台账文书，在 {tmp_path / '台账'}。"
    assert [one.dated for one in newest_prints(store).values() if one.paper == "project_card"] == ["2026-03-01"]
    assert [line.label for line in dialog.report.model.lines] == [CARD.removesuffix(".docx"), "清溪村-2025年三本台账"]
    opened: list[str] = []
    monkeypatch.setattr(export_result.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog.report.folder_button.click()
    assert opened == [str(tmp_path / "台账")]
    dialog.report.list.opened.emit(dialog.report.model.lines[0].id)  # a paper of a book leads to no household
    assert not dialog.wanted


def test_what_cannot_be_printed_again_is_told_and_does_not_keep_the_others_from_it(
    qtbot, page, session, icons, monkeypatch
):
    from villagedesk.documents.registers import making
    from villagedesk.errors import Refused

    def refuse(_paper, subject):
        if subject.register.entity == "project":
            raise Refused("没有打印：有冲突没有决定")

    monkeypatch.setattr(making, "refuse_contested", refuse)
    dialog = ReprintDialog(
        session, icons, [line.standing for line in chosen(page, "project_card", "matter_ledgers")], page
    )
    qtbot.addWidget(dialog)
    dialog.start()
    dialog.fields.recipient.setText("镇民政办")
    dialog.fields.reason.setText("核对台账内容")
    dialog.start()
    bad, good = dialog.report.model.lines
    assert (bad.label, bad.why) == ("项目卡 三组至五组入户路硬化", "没有打印：有冲突没有决定")
    assert good.label == "清溪村-2025年三本台账"
    assert "有1份台账文书没有打印" in dialog.report.text.text()


def test_double_click_goes_to_the_record_or_to_the_page_of_the_books(qtbot, page, rows):
    card, ledgers = chosen(page, "project_card", "matter_ledgers")
    with qtbot.waitSignal(page.wanted_records) as caught:
        page.papers.list.opened.emit(card.id)
    assert caught.args == ["三组至五组入户路硬化", "project", (rows["project"],)]
    with qtbot.waitSignal(page.wanted_place) as caught:
        page.papers.list.opened.emit(ledgers.id)
    assert caught.args == ["registers"]


def test_today_counts_the_papers_of_books_among_the_others(qtbot, rows, session):
    widget = Households(session)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(lambda: bool(widget.papers.texts))
    assert widget.papers.texts[0].text() == "3份打印过的文书过期，涉及1户，其中台账文书2份。"


def test_papers_of_a_record_in_the_recycle_bin_are_listed_and_not_printed_again(qtbot, page, store, rows):
    from villagedesk.services.keeping.records import Removal

    save_records(store, "删除", [Removal("project", rows["project"], "登记错了")])
    qtbot.waitUntil(lambda: "记录已移入回收站" in cells(page, "why"))
    (line,) = chosen(page, "project_card")
    assert line.standing.verdict is Verdict.NEEDLESS
    assert line.owner == "三组至五组入户路硬化"
    assert line not in page.papers._wanted()
