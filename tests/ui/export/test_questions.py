# SPDX-License-Identifier: MIT
"""What is asked for becomes an order; what is wrong is told beside the button."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel

from tests.documents.guarded.making import document
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.paging import Layout
from villagedesk.documents.word.office import Typesetter
from villagedesk.services.papers.own_templates import keep_template
from villagedesk.store.households import Query
from villagedesk.ui.dialogs.which_households import CHOSEN, EVERY, LISTED
from villagedesk.ui.labels import bare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.documents.volumes.batch import Order
    from villagedesk.documents.word.warm import WarmOffice
    from villagedesk.ui.dialogs.export import ExportDialog
    from villagedesk.ui.session import Session


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


def test_papers_are_called_as_they_will_be_in_the_chosen_year(make: Callable[..., ExportDialog]) -> None:
    dialog = make()
    dialog.year.setCurrentIndex(dialog.year.findData(2025))
    wanted = ("application", "register", "plan", "handbook")
    named = [bare(dialog.papers[key].text()) for key in wanted]
    assert named == ["监测对象申请书", "脱贫户信息采集表", "一户一策帮扶计划", "帮扶手册"]
    dialog.year.setCurrentIndex(dialog.year.findData(2014))
    named = [bare(dialog.papers[key].text()) for key in wanted]
    assert named == ["贫困户申请书", "贫困户登记表", "帮扶计划", "扶贫手册"]


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


def test_fonts_that_are_not_there_are_named_beside_what_lays_papers_out(
    make: Callable[..., ExportDialog], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *_which: ["SimSun", "SimHei", "KaiTi", "FangSong"])
    said = [one.text() for one in make().layout_choice.findChildren(QLabel)]
    assert any("方正小标宋简体（用宋体代替）" in one and "仿宋_GB2312（用仿宋代替）" in one for one in said)
    monkeypatch.setattr(QFontDatabase, "families", lambda *_which: [])
    assert not any("没有文书要用的字体" in one.text() for one in make().layout_choice.findChildren(QLabel))


def test_what_an_office_program_does_is_asked_for_only_where_there_is_one(
    make: Callable[..., ExportDialog], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = Typesetter("WPS", tmp_path / "powershell", "KWPS.Application")
    monkeypatch.setattr("villagedesk.documents.word.office.find_typesetter", lambda: program)
    dialog = make()
    assert order_of(dialog).layout is None
    assert any(
        "由本机的WPS用本机的字体排版" in one.text() and "字体不同的电脑" in one.text()
        for one in dialog.layout_choice.findChildren(QLabel)
    )
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
