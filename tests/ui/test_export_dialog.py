# SPDX-License-Identifier: MIT
"""The export dialog: what is asked for becomes an order; what became of it is shown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.documents.conftest import USUAL, texts
from tests.documents.guarded.making import document
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.paging import Layout
from villagedesk.documents.word.office import Typesetter
from villagedesk.errors import Cancelled, EnvironmentProblem
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.papers.own_templates import keep_template
from villagedesk.store import drafts, reads
from villagedesk.store.households import Query
from villagedesk.ui.dialogs import export_result, run_result
from villagedesk.ui.dialogs.export import ExportDialog, export_volumes
from villagedesk.ui.dialogs.which_households import CHOSEN, EVERY, LISTED
from villagedesk.ui.labels import bare
from villagedesk.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.documents.volumes.batch import Order
    from villagedesk.documents.word.warm import WarmOffice
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

GOOD_ID = "510199197003050011"


@pytest.fixture
def households(session: Session, a_household: Callable[..., str]) -> list[str]:
    """A household that may be printed, and one that may not (its head has no identity number)."""
    from villagedesk.models.catalogue.member import Member, MemberYear

    good, bad = a_household("张三", group="1组", local_no="1001"), a_household("李四", group="2组", local_no="2001")
    member = next(one for one in reads.where(session.store, Member) if one.household == good)
    facts = {"id_no": GOOD_ID, "sex": "1", "birth": "1970-03-05", "ethnic": "01"}
    years = [one for one in reads.where(session.store, MemberYear) if one.member == member.id]
    known = [Edit("member_year", one.id, {"education": "junior", "health": ("1",)}) for one in years]
    save_records(session.store, "证件", [Edit("member", member.id, facts), *known])
    return [good, bad]


@pytest.fixture
def make(
    session: Session, icons: Icons, households: list[str], tmp_path: Path, qtbot: QtBot
) -> Callable[..., ExportDialog]:
    def made(selected: list[str] | None = None, query: Query | None = None) -> ExportDialog:
        dialog = ExportDialog(session, icons, households[:1] if selected is None else selected, query or Query())
        qtbot.addWidget(dialog)
        dialog.folder.setText(str(tmp_path / "档案"))
        dialog.show()
        return dialog

    return made


def test_it_offers_the_open_household_the_list_and_everything(
    make: Callable[..., ExportDialog], households: list[str]
) -> None:
    dialog = make(query=Query(filters=(("grp", "2组"),)))
    assert [bare(dialog.which.button(number).text()) for number in (CHOSEN, LISTED, EVERY)] == [
        "当前户：张三",
        "列表中的全部（1户）",
        "文件中的全部（2户）",
    ]
    assert dialog.ids() == (households[0],)
    dialog.which.button(LISTED).setChecked(True)
    assert dialog.ids() == (households[1],)
    dialog.which.button(EVERY).setChecked(True)
    assert dialog.ids() == tuple(households)


def test_the_office_program_is_started_when_the_dialog_opens(
    make: Callable[..., ExportDialog], warmed: list[WarmOffice]
) -> None:
    assert warmed == [make([]).session.office]


def test_without_a_selection_the_list_is_proposed(make: Callable[..., ExportDialog]) -> None:
    dialog = make(selected=[])
    assert dialog.which.checkedId() == LISTED
    assert not dialog.which.button(CHOSEN).isEnabled()


def test_the_order_says_what_stands_in_the_fields(make: Callable[..., ExportDialog], tmp_path: Path) -> None:
    dialog = make()
    dialog.papers["visits"].click()
    dialog.year.setCurrentIndex(dialog.year.findData(2019))
    dialog.date.setText("2019年12月5日")
    dialog.draft.setChecked(True)
    order = dialog.order()
    assert order is not None
    assert (order.year, order.document_date, order.draft) == (2019, dt.date(2019, 12, 5), True)
    assert order.papers == tuple(paper.key for paper in PAPERS if paper.key != "visits")
    assert order.target == tmp_path / "档案"


def test_today_and_the_working_year_are_proposed(make: Callable[..., ExportDialog]) -> None:
    order = make().order()
    assert (order.year, order.document_date, order.draft) == (2025, dt.date(2026, 3, 2), False)


@pytest.mark.parametrize(("field", "text", "said_about"), [("date", "二月三十", "二月三十"), ("folder", " ", "文件夹")])
def test_a_field_that_makes_no_sense_is_told_beside_the_button(
    make: Callable[..., ExportDialog], field: str, text: str, said_about: str
) -> None:
    dialog = make()
    getattr(dialog, field).setText(text)
    dialog.start()
    assert said_about in dialog.problem.text()
    assert dialog.steps.currentIndex() == 0


def test_no_paper_no_export(make: Callable[..., ExportDialog]) -> None:
    dialog = make()
    dialog.all_papers.click()
    assert not any(box.isChecked() for box in dialog.papers.values())
    dialog.start()
    assert "至少" in dialog.problem.text()


def test_a_volume_is_written_and_a_household_with_errors_is_listed_with_its_reason(
    make: Callable[..., ExportDialog], households: list[str], tmp_path: Path
) -> None:
    dialog = make()
    dialog.which.button(EVERY).setChecked(True)
    dialog.start()
    assert dialog.steps.currentIndex() == 1
    first, second = dialog.report.model.lines
    assert (first.id, first.folder) == (households[1], "")
    assert "证件号码" in first.why
    assert second.id == households[0]
    assert len(list((tmp_path / "档案").rglob("*.docx"))) == len(USUAL)
    assert "已导出1户" in dialog.report.text.text()


def test_as_a_draft_the_household_with_errors_is_written_too(make: Callable[..., ExportDialog], tmp_path: Path) -> None:
    dialog = make()
    dialog.which.button(EVERY).setChecked(True)
    dialog.draft.setChecked(True)
    dialog.start()
    assert all(line.folder for line in dialog.report.model.lines)
    assert len(list((tmp_path / "档案").iterdir())) == 2


def test_the_folder_is_remembered_and_can_be_opened(
    make: Callable[..., ExportDialog], session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(run_result.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog = make()
    dialog.start()
    dialog.report.folder_button.click()
    assert opened == [str(tmp_path / "档案")]
    assert drafts.remembered(session.store, "export") == {"folder": str(tmp_path / "档案")}


def test_a_folder_that_cannot_be_written_is_told(make: Callable[..., ExportDialog], tmp_path: Path, said: Said) -> None:
    (tmp_path / "档案").write_text("a file stands where the folder should be")
    dialog = make()
    dialog.start()
    assert "档案" in said.warnings[0]
    assert dialog.steps.currentIndex() == 0


def test_cancelling_says_what_was_finished(make: Callable[..., ExportDialog], monkeypatch: pytest.MonkeyPatch) -> None:
    from villagedesk.documents.volumes import batch

    def stop(*_arguments: object, **_more: object) -> None:
        raise Cancelled("已取消。已完成1户")

    monkeypatch.setattr(batch, "print_volumes", stop)
    dialog = make()
    dialog.start()
    assert dialog.report.text.text() == "已取消。已完成1户"


def test_an_error_of_the_run_keeps_the_questions(
    make: Callable[..., ExportDialog], said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    from villagedesk.documents.volumes import batch

    def fail(*_arguments: object, **_more: object) -> None:
        raise EnvironmentProblem("磁盘已满。")

    monkeypatch.setattr(batch, "print_volumes", fail)
    dialog = make()
    dialog.start()
    assert said.warnings == ["磁盘已满。"]
    assert dialog.steps.currentIndex() == 0


def test_a_double_click_on_a_refused_household_opens_it_in_its_page(
    session: Session, icons: Icons, households: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class HouseholdPage(Page):
        def open_household(self, household: str) -> None:
            opened.append(household)

    page = HouseholdPage(session, icons)
    qtbot.addWidget(page)

    def run(dialog: ExportDialog) -> None:
        dialog.which.button(EVERY).setChecked(True)
        dialog.start()
        dialog.report.list.opened.emit(households[1])

    monkeypatch.setattr(ExportDialog, "exec", run)
    export_volumes(page, session, icons, [], Query())
    assert opened == [households[1]]


def test_blank_forms_are_asked_for_without_households(make: Callable[..., ExportDialog], tmp_path: Path) -> None:
    dialog = make()
    dialog.blank.setChecked(True)
    assert not dialog.households.isEnabled()
    assert not dialog.official.isChecked()
    dialog.start()
    folder = tmp_path / "档案" / f"空白表-{dialog.session.year}年"
    assert len(list(folder.iterdir())) == len(PAPERS)
    assert dialog.report.text.text() == f"已导出空白表，{len(PAPERS)}份文件。"
    assert dialog.report.folder_button.isEnabled()
    again = make()
    again.blank.setChecked(True)
    again.official.setChecked(True)
    assert again.households.isEnabled()


def test_when_done_the_cursor_is_on_the_first_refused_household_in_sight(
    make: Callable[..., ExportDialog], households: list[str], qtbot: QtBot
) -> None:
    dialog = make(selected=[])
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.start_button.setFocus()
    dialog.start()
    result = dialog.report
    assert dialog.focusWidget() is result.list
    assert result.list.current_key() == households[1]
    row = result.list.visualRect(result.list.currentIndex())
    assert result.list.viewport().rect().contains(row.topLeft())
    assert result.list.viewport().height() >= 3 * row.height()
    qtbot.keyClick(result.list, Qt.Key.Key_Return)
    assert dialog.wanted == households[1]


def test_tab_goes_through_the_questions_as_they_stand(make: Callable[..., ExportDialog], qtbot: QtBot) -> None:
    dialog = make()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    way = [dialog.all_papers, dialog.year, dialog.date, dialog.folder, dialog.browse_button, dialog.official]
    way += [dialog.bind_button, dialog.start_button, dialog.close_button]
    dialog.which.checkedButton().setFocus()
    met = []
    for _step in range(60):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        met.append(dialog.focusWidget())
        if met[-1] is dialog.close_button:
            break
    assert [one for one in met if one in way] == way


def test_a_run_stopped_at_once_leaves_the_cursor_on_closing(
    make: Callable[..., ExportDialog], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_arguments: object, **_options: object) -> None:
        raise Cancelled("已停止。")

    monkeypatch.setattr("villagedesk.documents.volumes.batch.print_volumes", stopped)
    dialog = make()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.start()
    assert dialog.focusWidget() is dialog.close_button
    assert dialog.close_button.isDefault()


def test_on_a_small_screen_the_questions_scroll_and_what_is_wrong_stays_in_sight(
    make: Callable[..., ExportDialog],
) -> None:
    dialog = make()
    dialog.resize(600, 360)
    QApplication.processEvents()
    assert dialog.layout_choice.numbers.visibleRegion().isEmpty()
    assert dialog.papers["cover"].height() >= dialog.papers["cover"].sizeHint().height()
    dialog.date.setText("没有这一天")
    dialog.start()
    QApplication.processEvents()
    assert not dialog.problem.visibleRegion().isEmpty()


def test_what_an_office_program_does_is_asked_for_only_where_there_is_one(
    make: Callable[..., ExportDialog], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = Typesetter("WPS", tmp_path / "powershell", "KWPS.Application")
    monkeypatch.setattr("villagedesk.documents.word.office.find_typesetter", lambda: program)
    dialog = make()
    assert order_of(dialog).layout is None
    assert any("由本机的WPS排版" in one.text() for one in dialog.layout_choice.findChildren(QLabel))
    dialog.layout_choice.numbers.click()
    assert order_of(dialog).layout == Layout(program, numbers=True, pdf=False)
    dialog.blank.click()
    assert order_of(dialog).layout is None
    monkeypatch.setattr("villagedesk.documents.word.office.find_typesetter", lambda: None)
    without = make()
    assert not without.layout_choice.numbers.isEnabled()
    assert order_of(without).layout is None


def order_of(dialog: ExportDialog) -> Order:
    order = dialog.order()
    assert order is not None
    return order


def test_the_papers_of_the_household_in_the_line_are_shown(
    make: Callable[..., ExportDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[Path, str]] = []
    monkeypatch.setattr(
        export_result, "show_document", lambda _parent, _session, *told: shown.append(told) or "已打开。"
    )
    dialog = make()
    dialog.which.button(EVERY).setChecked(True)
    dialog.start()
    report = dialog.report
    assert [line.folder != "" for line in report.model.lines] == [False, True]
    assert not report.preview_button.isEnabled()  # the line of the household that was refused
    report.list.go_to_row(1)
    report.preview_button.click()
    folder = tmp_path / "档案" / "1组-张三-1001"
    assert shown == [(folder, folder.name)]
    assert report.text.text() == "已打开。"


def test_blank_forms_are_shown_too(
    make: Callable[..., ExportDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(
        export_result, "show_document", lambda _parent, _session, path, _title: shown.append(path) or ""
    )
    dialog = make()
    dialog.blank.setChecked(True)
    dialog.start()
    said = dialog.report.text.text()
    dialog.report.preview_button.click()
    assert len(shown) == 1
    assert list(shown[0].glob("*.docx"))
    assert dialog.report.text.text() == said


@pytest.fixture
def own_templates(session: Session) -> None:
    keep_template(session.store, "入户须知", document("户主：{{ 户.户主姓名 }}"))
    keep_template(session.store, "坏表", document("户主：{{ 户.没有这一项 }}"))


def test_without_own_templates_nothing_is_offered_and_with_them_none_is_ticked(
    make: Callable[..., ExportDialog], session: Session
) -> None:
    assert not make().own.isVisible()
    keep_template(session.store, "入户须知", document("户主：{{ 户.户主姓名 }}"))
    dialog = make()
    assert list(dialog.own.boxes) == ["入户须知"]
    assert dialog.own.isVisible()
    assert dialog.own.chosen() == ()
    dialog.own.boxes["入户须知"].click()
    assert dialog.own.chosen() == ("入户须知",)
    dialog.blank.setChecked(True)
    assert dialog.own.chosen() == ()


@pytest.mark.usefixtures("own_templates")
def test_own_templates_are_printed_with_the_papers_and_one_at_fault_is_said(
    make: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    dialog = make()
    for box in dialog.own.boxes.values():
        box.click()
    dialog.start()
    (paper,) = (tmp_path / "档案" / "入户须知").iterdir()
    assert "户主：张三" in texts(paper)
    assert not (tmp_path / "档案" / "坏表").exists()
    said = dialog.report.text.text()
    assert f"已导出1户，{len(USUAL) + 1}份文件。" in said
    assert "没有这一项" in said
    assert "坏表" in said


@pytest.mark.usefixtures("own_templates")
def test_an_own_template_alone_is_printed_for_every_household_and_refuses_as_the_papers_do(
    make: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    dialog = make()
    dialog.which.button(EVERY).setChecked(True)
    dialog.all_papers.click()
    dialog.own.boxes["入户须知"].click()
    dialog.start()
    assert [path.name for path in (tmp_path / "档案").iterdir()] == ["入户须知"]
    assert len(list((tmp_path / "档案" / "入户须知").iterdir())) == 1
    assert "有1户没有导出" in dialog.report.text.text()
