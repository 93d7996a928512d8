# SPDX-License-Identifier: MIT
"""Papers of meetings, notices and of the village on the page 打印的文书: filtered, marked, opened, and printed again where they lie."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.documents.public.test_notices import ADULT, VILLAGE, household, meeting, notice
from villagedesk.documents.papers import VILLAGE_EXIT
from villagedesk.documents.public.gatherings import make_papers, write_papers
from villagedesk.documents.village.printing import VillageOrder, print_village_paper
from villagedesk.models.catalogue.printing import ARCHIVED
from villagedesk.services.keeping.records import Edit, Removal, save_records
from villagedesk.services.papers.bookprints import newest_prints
from villagedesk.store import drafts
from villagedesk.ui.meetings.printing import PrintDialog
from villagedesk.ui.pages.papers import ALL, EVERY, GATHERINGS, HOUSEHOLDS, RECORDS, VILLAGES, WHOLE, PapersPage
from villagedesk.ui.papers.marking import MarkDialog
from villagedesk.ui.papers.reprint import ReprintDialog


@pytest.fixture
def printed(store, tmp_path):
    """Minutes, a notice and the sheet of the village's exit; the notice and the sheet are out of date."""
    save_records(store, "村", [Edit("village", VILLAGE, {"province": "四川省"})])
    made = save_records(store, "年", [Edit("village_year", "", {"village": VILLAGE, "year": 2019}, "y")])
    hung, held = notice(store, [household(store, ("张三", ADULT))]), meeting(store)
    write_papers(store, make_papers(store, [held, hung], ["minutes", "notice"]), tmp_path / "会")
    print_village_paper(store, VillageOrder(VILLAGE_EXIT, VILLAGE, 2019, tmp_path / "村"))
    drafts.remember(store, "notices", {"folder": str(tmp_path / "会")})
    drafts.remember(store, "village-papers", {"folder": str(tmp_path / "村")})
    edits = [
        Edit("notice", hung.id, {"place": "村委会门口"}),
        Edit("village_year", made.ids["y"], {"road_to_township": True}),
    ]
    save_records(store, "改", edits)
    return {"notice": hung, "minutes": held}


@pytest.fixture
def page(qtbot, printed, open_page):
    made = open_page(PapersPage, 1_000, 600)
    qtbot.waitUntil(lambda: "打印过的共" in made.summary.text())
    return made


def keys(page) -> list[str]:
    return [line.standing.row.paper for line in page.papers.model.lines]


def line_of(page, key):
    return next(line for line in page.papers.model.lines if line.standing.row.paper == key)


def test_they_are_counted_by_kind_and_each_kind_has_its_filter(page):
    told = "2份文书过期：会议和公示文书1份、村级文书1份；打印过的共3份。"
    assert page.summary.text() == told
    page.which.setCurrentIndex(ALL)
    found = {}
    for whose in (EVERY, HOUSEHOLDS, RECORDS, WHOLE, VILLAGES, GATHERINGS):
        page.whose.setCurrentIndex(whose)
        found[page.whose.currentText()] = sorted(keys(page))
    assert found == {
        "各种文书": ["minutes", "notice", "village_exit"],
        "户的文书": [],
        "台账记录的文书": [],
        "整本台账": [],
        "村级文书": ["village_exit"],
        "会议和公示": ["minutes", "notice"],
    }


def test_the_list_says_what_changed_and_of_what(page):
    lines = {line.standing.row.paper: line for line in page.papers.model.lines}
    why = next(one for one in page.papers.model.columns if one.key == "why")
    assert why.text(lines["notice"]) == "内容已变：公示：公示地点"
    assert why.text(lines["village_exit"]) == "内容已变：退出核实：有硬化路"
    assert (lines["notice"].owner, lines["village_exit"].owner) == ("2016-11-10 村内公示", "2019年全村")


def test_a_double_click_leads_to_the_notice_or_to_the_page_of_the_village(qtbot, page, printed, store):
    with qtbot.waitSignal(page.wanted_draft) as caught:
        page.papers.list.opened.emit(line_of(page, "notice").id)
    assert caught.args == ["meetings", "notice", printed["notice"].id]
    with qtbot.waitSignal(page.wanted_place) as caught:
        page.papers.list.opened.emit(line_of(page, "village_exit").id)
    assert caught.args == ["village"]
    save_records(store, "删除", [Removal("notice", printed["notice"].id, "登记错了")])
    with qtbot.waitSignal(page.wanted_place) as caught:
        page.papers.list.opened.emit(line_of(page, "notice").id)
    assert caught.args == ["meetings"]


def test_a_notice_is_filed_with_its_scan(qtbot, page, session, tmp_path):
    Image.new("RGB", (60, 80), "white").save(tmp_path / "扫描.png")
    dialog = MarkDialog(session, [line_of(page, "notice").standing.row], page)
    assert dialog._which().startswith("2016-11-10 村内公示 ")
    dialog.states.button(1).setChecked(True)
    dialog.scan.take(tmp_path / "扫描.png")
    dialog.day.setText("2026-03-02")
    dialog.accept()
    (kept,) = (one for one in newest_prints(session.store).values() if one.paper == "notice")
    assert kept.status == ARCHIVED
    assert kept.scan


def test_all_are_printed_again_each_kind_in_its_folder(qtbot, page, session, icons, tmp_path):
    before = {path: path.read_bytes() for path in tmp_path.glob("?/*.docx")}
    dialog = ReprintDialog(session, icons, [line.standing for line in page.papers._wanted()], page)
    qtbot.addWidget(dialog)
    assert dialog._what() == "用现在的资料重新打印：会议和公示文书1份、村级文书1份。"
    assert [place.edit.text() for place in dialog._places.values()] == [str(tmp_path / "会"), str(tmp_path / "村")]
    dialog.start()
    told = dialog.report.text.text()
    assert f"已重新打印1份会议和公示文书，在 {tmp_path / '会'}。" in told
    assert f"已重新打印1份村级文书，在 {tmp_path / '村'}。" in told
    now = {path: path.read_bytes() for path in tmp_path.glob("?/*.docx")}
    assert now.keys() == before.keys()
    assert len([path for path in now if now[path] != before[path]]) == 2
    assert len({line.id for line in dialog.report.model.lines}) == 2
    qtbot.waitUntil(lambda: "都与现在的资料一致" in page.summary.text())


def test_the_dialog_of_a_notice_says_how_its_papers_stand(qtbot, printed, session, icons):
    dialog = PrintDialog(session, icons, printed["notice"], "公示")
    qtbot.addWidget(dialog)
    assert dialog.states["notice"].text() == "2026-03-02打印，已过期：内容已变：公示：公示地点"
    assert dialog.states["notice_report"].text() == ""
