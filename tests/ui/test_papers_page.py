# SPDX-License-Identifier: MIT
"""Printed papers on the screen: which are out of date, printing them again, signing and filing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.documents.conftest import full_case, put_cases
from villagedesk.documents.binder.binding import bind_volumes
from villagedesk.documents.binder.orders import BindOrder
from villagedesk.documents.volumes.batch import Order, print_volumes
from villagedesk.errors import Cancelled
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.papers.printing import newest
from villagedesk.store import drafts
from villagedesk.ui.casefile.section_list import PAPERS
from villagedesk.ui.casefile.view import CaseFileView
from villagedesk.ui.dialogs import export_result
from villagedesk.ui.pages.papers import ALL, STALE, UNFILED, UNSIGNED, PapersPage
from villagedesk.ui.papers import marking
from villagedesk.ui.papers.marking import MarkDialog
from villagedesk.ui.papers.reprint import ReprintDialog
from villagedesk.ui.today.households import Households

DAY = dt.date(2026, 2, 1)
HOMES = tuple(f"{number:08d}-1111-4111-8111-111111111111" for number in (1, 2))
STALE_PAPERS = ["register", "income", "agreement", "contact_card", "causes", "plan", "handbook"]


@pytest.fixture
def printed(store, tmp_path):
    """Two households whose papers were printed; the telephone of the first was changed since."""
    put_cases(store, [full_case(2016, one, serial) for serial, one in enumerate(HOMES, 1)])
    print_volumes(store, Order(HOMES, 2016, tmp_path / "案卷", (), document_date=DAY))
    save_records(store, "改电话", [Edit("household", HOMES[0], {"phone": "13900000000"})])
    return store


@pytest.fixture
def page(qtbot, printed, open_page):
    made = open_page(PapersPage, 1_000, 600)
    qtbot.waitUntil(lambda: "打印过的" in made.summary.text() and "正在" not in made.summary.text())
    return made


def keys(page):
    return [line.standing.row.paper for line in page.papers.model.lines]


def cell(page, key):
    """What a column says in the first line."""
    column = next(one for one in page.papers.model.columns if one.key == key)
    return column.text(page.papers.model.lines[0])


def test_the_page_lists_what_is_out_of_date_with_the_reason(page):
    assert page.summary.text() == "7份文书过期，涉及1户；打印过的共24份。"
    assert page.which.currentIndex() == STALE
    assert keys(page) == STALE_PAPERS
    assert cell(page, "why") == "内容已变：户：联系电话"


def test_other_papers_are_listed_by_what_became_of_them(page):
    counts = []
    for which in (UNSIGNED, UNFILED, ALL):
        page.which.setCurrentIndex(which)
        counts.append(len(keys(page)))
    assert counts == [24, 24, 24]


def test_an_edit_shows_at_once_in_the_list(qtbot, page, printed):
    save_records(printed, "改电话", [Edit("household", HOMES[1], {"phone": "13900000001"})])
    qtbot.waitUntil(lambda: len(keys(page)) == 14)
    assert "涉及2户" in page.summary.text()


def test_double_click_goes_to_the_household(qtbot, page):
    with qtbot.waitSignal(page.wanted_household) as caught:
        page.papers.list.opened.emit(page.papers.model.lines[0].id)
    assert caught.args == [HOMES[0]]


def test_all_that_is_out_of_date_is_printed_again(qtbot, page, session, icons, tmp_path):
    dialog = ReprintDialog(session, icons, [line.standing for line in page.papers._wanted()], page)
    assert "7份文书，涉及1户" in dialog._what()
    dialog.folder.setText(str(tmp_path / "新的"))
    dialog.start()
    assert dialog.report.text.text() == "已导出1户，7份文件。"
    (folder,) = (tmp_path / "新的").iterdir()
    assert len(list(folder.iterdir())) == 7
    qtbot.waitUntil(lambda: "都与现在的资料一致" in page.summary.text())
    assert keys(page) == []
    assert not page.papers.print_button.isEnabled()


def test_from_what_was_printed_again_one_goes_to_the_household(qtbot, page, tmp_path, monkeypatch):
    def printed(dialog):
        dialog.folder.setText(str(tmp_path / "新的"))
        dialog.start()
        dialog.report.list.opened.emit(HOMES[0])
        return dialog.result()

    monkeypatch.setattr(ReprintDialog, "exec", printed)
    with qtbot.waitSignal(page.wanted_household) as caught:
        page.papers.print_again()
    assert caught.args == [HOMES[0]]


def test_a_wrong_date_is_said_and_nothing_is_printed(page, session, icons, tmp_path):
    dialog = ReprintDialog(session, icons, [line.standing for line in page.papers._wanted()], page)
    dialog.folder.setText(str(tmp_path / "新的"))
    dialog.date.setText("明天")
    dialog.start()
    assert "明天" in dialog.problem.text()
    assert not (tmp_path / "新的").exists()


def test_what_was_printed_again_is_shown(page, session, icons, tmp_path, monkeypatch):
    shown: list[Path] = []
    monkeypatch.setattr(
        export_result, "show_document", lambda _parent, _session, path, _title: shown.append(path) or ""
    )
    dialog = ReprintDialog(session, icons, [line.standing for line in page.papers._wanted()], page)
    dialog.folder.setText(str(tmp_path / "新的"))
    dialog.start()
    dialog.report.preview_button.click()
    assert [folder.parent for folder in shown] == [tmp_path / "新的"]


def test_a_run_that_was_stopped_says_what_was_finished_before(page, session, icons, tmp_path, monkeypatch):
    from villagedesk.documents.printed import reprinting

    def stop(*_arguments: object, **_more: object) -> None:
        raise Cancelled("已取消。已完成1户")

    monkeypatch.setattr(reprinting, "print_volumes", stop)
    dialog = ReprintDialog(session, icons, [line.standing for line in page.papers._wanted()], page)
    dialog.folder.setText(str(tmp_path / "新的"))
    dialog.start()
    assert dialog.report.text.text() == "已取消。已完成1户"


def test_papers_are_noted_as_signed_with_day_and_scan(qtbot, page, session, tmp_path, monkeypatch):
    from PIL import Image

    Image.new("RGB", (60, 80), "white").save(tmp_path / "扫描.png")
    row = page.papers.model.lines[0].standing.row
    dialog = MarkDialog(session, [row], page)
    dialog.scan.take(tmp_path / "扫描.png")
    dialog.day.setText("2026年3月2日")
    dialog.accept()
    assert dialog.changed is not None
    kept = newest(session.store, [HOMES[0]])[HOMES[0], 2016, row.paper]
    assert (kept.status, kept.signed_on) == (marking.SIGNED, "2026-03-02")
    assert kept.scan
    qtbot.waitUntil(lambda: "有扫描件" in cell(page, "status"))


def test_pages_are_counted_where_one_paper_is_filed(page, session):
    row = page.papers.model.lines[0].standing.row
    dialog = MarkDialog(session, [row], page)
    assert not dialog.counted.isEnabled()  # signed, not filed
    dialog.states.button(1).setChecked(True)
    dialog.day.setText("2026年3月2日")
    dialog.listed.setValue(4)
    dialog.counted.setValue(3)
    dialog.accept()
    kept = newest(session.store, [HOMES[0]])[HOMES[0], 2016, row.paper]
    assert (kept.status, kept.pages, kept.filed_pages) == (marking.ARCHIVED, 4, 3)
    again = MarkDialog(session, [kept], page)
    assert (again.listed.value(), again.counted.value()) == (4, 3)
    several = MarkDialog(session, [line.standing.row for line in page.papers.model.lines], page)
    assert several.counted.isHidden()


def test_a_day_before_the_printing_is_refused_in_the_dialog(page, session):
    dialog = MarkDialog(session, [line.standing.row for line in page.papers.model.lines], page)
    dialog.day.setText("2020-01-01")
    dialog.accept()
    assert dialog.changed is None
    assert "早于" in dialog.error.text()


def test_the_case_file_lists_the_papers_of_its_household_and_earlier_printings(
    qtbot, printed, session, icons, tmp_path
):
    print_volumes(printed, Order(HOMES[:1], 2016, tmp_path / "案卷", ("plan",), document_date=DAY))
    view = CaseFileView(session, icons)
    qtbot.addWidget(view)
    view.resize(1_000, 700)
    view.show()
    view.open(HOMES[0], 2016)
    panel = view.go_to(PAPERS)
    qtbot.waitUntil(lambda: panel.papers.model.rowCount() == 13)
    lines = panel.papers.model.lines
    assert sum(line.stale for line in lines) == 6
    assert [line.standing.row.paper for line in lines if line.earlier] == ["plan"]
    assert panel.papers.told.text() == "6份过期"


def test_today_tells_how_many_papers_are_out_of_date_and_leads_to_them(qtbot, printed, session):
    widget = Households(session)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(lambda: bool(widget.papers.texts))
    assert widget.papers.texts[0].text() == "7份打印过的文书过期，涉及1户。"
    with qtbot.waitSignal(widget.wanted_papers):
        widget.papers.buttons[0].click()


def test_a_file_of_which_nothing_was_printed_says_what_to_do(qtbot, session, icons, store):
    made = PapersPage(session, icons)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "还没有登记过打印" in made.summary.text())
    assert Path(store.path).exists()


def test_a_paper_of_a_binder_is_exchanged_in_the_folder_where_the_binder_was_put(
    qtbot, store, session, icons, tmp_path
):
    put_cases(store, [full_case(2016, one, serial) for serial, one in enumerate(HOMES, 1)])
    order = BindOrder(HOMES, 2016, tmp_path / "成档", document_date=DAY)
    outcome = bind_volumes(store, order, processes=1)
    drafts.remember(store, "bind", {"folder": str(order.target)})  # as the dialog of 一键成档 does
    drafts.remember(store, "export", {"folder": str(tmp_path / "案卷")})
    before = {path.name: path.read_bytes() for path in outcome.bound[0].folder.iterdir()}
    save_records(store, "改电话", [Edit("household", HOMES[0], {"phone": "13900000000"})])
    page = PapersPage(session, icons)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.summary.text().startswith("8份文书过期"))
    dialog = ReprintDialog(session, icons, [line.standing for line in page.papers.model.lines], page)
    qtbot.addWidget(dialog)
    assert dialog.folder.text() == str(order.target)
    assert any("成档时的文件夹" in hint.text() for hint in dialog.findChildren(QLabel))
    dialog.start()
    now = {path.name: path.read_bytes() for path in outcome.bound[0].folder.iterdir()}
    assert now.keys() == before.keys()
    assert sum(now[name] != before[name] for name in now) == 8  # the income of the year before lies in the volume too
    assert not (tmp_path / "案卷").exists()
    qtbot.waitUntil(lambda: "都与现在的资料一致" in page.summary.text())


def test_where_papers_of_volumes_and_of_binders_are_chosen_both_go_where_they_lie(
    qtbot, page, store, session, icons, tmp_path
):
    order = BindOrder(HOMES[1:], 2016, tmp_path / "成档", document_date=DAY)
    bound = bind_volumes(store, order, processes=1).bound[0].folder
    drafts.remember(store, "bind", {"folder": str(order.target)})
    drafts.remember(store, "export", {"folder": str(tmp_path / "案卷")})
    save_records(store, "改电话", [Edit("household", HOMES[1], {"phone": "13900000000"})])
    before = {path.name: path.read_bytes() for path in bound.iterdir()}
    qtbot.waitUntil(lambda: {line.standing.row.bound or "" for line in page.papers.model.lines} == {"", "volume"})
    dialog = ReprintDialog(session, icons, [line.standing for line in page.papers.model.lines], page)
    qtbot.addWidget(dialog)
    assert (dialog.folder.text(), dialog.binders.edit.text()) == (str(tmp_path / "案卷"), str(order.target))
    dialog.start()
    now = {path.name: path.read_bytes() for path in bound.iterdir()}
    assert now.keys() == before.keys()
    assert 0 < sum(before[name] != now[name] for name in now) < len(now)
    assert len(list((tmp_path / "案卷").iterdir())) >= 1
