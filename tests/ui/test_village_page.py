# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from tests.conftest import TOWNSHIP
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.settings import Settings
from villagedesk.store import drafts
from villagedesk.ui import village_printing
from villagedesk.ui.pages.village import VillagePage
from villagedesk.ui.session import Session
from villagedesk.ui.tasks import InlineTasks

ROW = village_id("510199100201")


@pytest.fixture
def page(qtbot, session, icons) -> VillagePage:
    return shown(qtbot, session, icons)


def shown(qtbot, session, icons) -> VillagePage:
    made = VillagePage(session, icons)
    qtbot.addWidget(made)
    made.resize(1_000, 700)
    made.show()
    made.shown_first_time()
    return made


def type_into(form, key: str, text: str) -> None:
    editor = form.rows[key].widget
    editor.setFocus()
    form._typed(key, text)
    form._left(key)


def village(session) -> tuple:
    return session.store.one("SELECT name, former_name FROM village WHERE id = ?", (ROW,))


def test_the_village_and_its_year_are_shown(page):
    assert page.form.entry.content("name") == "清溪村"
    assert page.form.entry.content("township") == "示范镇"
    assert "2025年度" in page.year_heading.text()
    assert not page.chooser.isVisible(), "a village's own file has nothing to choose"
    assert not page.save_button.isEnabled()


def test_both_forms_are_saved_as_one_action(qtbot, session, page):
    type_into(page.form, "former_name", "大槐树村")
    type_into(page.year_form, "households", "312")
    assert "未保存" in page.state.text()
    with qtbot.waitSignal(session.changed) as heard:
        page.save()
    assert heard.args[0].label == "编辑村情况：清溪村"
    assert village(session) == ("清溪村", "大槐树村")
    assert session.store.one("SELECT village, year, households FROM village_year") == (ROW, 2025, 312)
    assert page.state.text() == ""


def test_the_second_save_writes_into_the_same_year_row(session, page):
    type_into(page.year_form, "households", "312")
    page.save()
    type_into(page.year_form, "people", "1200")
    page.save()
    assert session.store.query("SELECT households, people FROM village_year") == [(312, 1200)]


def test_what_cannot_be_kept_stays_in_its_field_and_the_rest_is_saved(qtbot, session, page):
    type_into(page.year_form, "households", "很多")
    type_into(page.year_form, "people", "1200")
    with qtbot.waitSignal(page.said) as heard:
        page.save()
    assert "标红" in heard.args[0]
    assert session.store.query("SELECT households, people FROM village_year") == [(None, 1200)]
    assert page.year_form.entry.content("households") == "很多"
    assert page.dirty


def test_another_year_has_its_own_figures(session, page):
    type_into(page.year_form, "households", "312")
    page.save()
    session.set_year(2024)
    assert "2024年度" in page.year_heading.text()
    assert page.year_form.entry.content("households") == ""
    session.set_year(2025)
    assert page.year_form.entry.content("households") == "312"


def test_leaving_with_changes_asks(session, page, said):
    type_into(page.form, "former_name", "大槐树村")
    said.answers.append(2)
    assert not page.can_leave()
    said.answers.append(0)
    assert page.can_leave()
    assert village(session)[1] == "大槐树村"
    assert page.can_leave(), "nothing left to ask about"


def test_giving_up_brings_back_what_the_file_holds(session, page, said):
    type_into(page.form, "name", "错村")
    said.answers.append(1)
    assert page.can_leave()
    assert page.form.entry.content("name") == "清溪村"
    assert village(session)[0] == "清溪村"


def test_undo_elsewhere_is_shown_and_typing_is_kept(session, page):
    type_into(page.form, "former_name", "正在输入")
    save_records(session.store, "别处改", [Edit("village", ROW, {"county": "新县", "former_name": "别处的"})])
    assert page.form.entry.content("county") == "新县"
    assert page.form.entry.content("former_name") == "正在输入"
    assert page.form.entry.moved_on("former_name")


def test_a_draft_survives_a_crash_and_is_offered(qtbot, session, page, icons, said):
    type_into(page.form, "former_name", "没保存")
    page.keep_draft()
    said.answers.append(True)
    again = shown(qtbot, session, icons)
    assert "未保存的修改" in said.questions[0]
    assert again.form.entry.content("former_name") == "没保存"
    assert again.dirty
    again.save()
    assert drafts.all_drafts(session.store) == []


def test_a_draft_can_be_thrown_away(qtbot, session, page, icons, said):
    type_into(page.form, "former_name", "没保存")
    page.keep_draft()
    said.answers.append(False)
    again = shown(qtbot, session, icons)
    assert not again.dirty
    assert drafts.all_drafts(session.store) == []


def test_a_township_chooses_among_its_villages(qtbot, new_store, icons, said):
    store = new_store("town", wanted=TOWNSHIP)
    session = Session(store, Settings(), InlineTasks(lambda: store))
    page = shown(qtbot, session, icons)
    assert page.empty.isVisible()
    with store.change("导入") as change:
        change.put("village", "v1", {"name": "清溪村", "code": "510199100201"})
        change.put("village", "v2", {"name": "石桥村", "code": "510199100202"})
    assert not page.empty.isVisible()
    assert [page.chooser.itemText(place) for place in range(2)] == ["清溪村", "石桥村"]
    page.chooser.setCurrentIndex(1)
    assert page.form.entry.content("name") == "石桥村"
    type_into(page.form, "former_name", "旧")
    said.answers.append(2)
    page.chooser.setCurrentIndex(0)
    assert page.chooser.currentText() == "石桥村", "the user stays with what is not saved"


def test_the_poverty_rate_follows_the_typing_and_shows_its_denominator(page):
    assert "自动计算" in page.rate.text()
    type_into(page.year_form, "poor_people", "47")
    type_into(page.year_form, "registered_people", "2003")
    type_into(page.year_form, "registered_basis", "2014年底农业户籍")
    assert page.rate.text() == "贫困发生率 2.35%（贫困人数47人 ÷ 农业户籍人口2003人，口径：2014年底农业户籍）"
    type_into(page.year_form, "registered_people", "40")
    assert "超过100%" in page.rate.text()


def test_a_paper_of_the_village_is_printed_from_its_menu_and_shown(qtbot, session, page, tmp_path, monkeypatch, warmed):
    shown = []
    monkeypatch.setattr(village_printing, "show_document", lambda *told: shown.append(told[2:]) or "已打开。")
    monkeypatch.setattr(village_printing.QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    with qtbot.waitSignal(page.said) as told:
        page.print_button.menu().actions()[4].trigger()
    (written,) = tmp_path.glob("*.docx")
    assert written.name == "清溪村-2025年村级年度工作报告.docx"
    assert str(written) in told.args[0]
    assert told.args[0].endswith("已打开。")
    assert shown == [(written, "清溪村-2025年村级年度工作报告")]
    assert warmed == [session.office]


def test_what_cannot_be_printed_is_told_in_a_sentence(page, tmp_path, monkeypatch, said, session):
    monkeypatch.setattr(village_printing.QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "file" / "x"))
    (tmp_path / "file").write_text("")
    page.print_paper("village_report")
    assert "不能使用文件夹" in said.warnings[0]
