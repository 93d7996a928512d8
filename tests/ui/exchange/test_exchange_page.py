# SPDX-License-Identifier: MIT
from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit

from tests.conftest import PASSPHRASE, TOWNSHIP
from villagedesk import paths
from villagedesk.services.opening.files import NewFile, village_id
from villagedesk.settings import Settings
from villagedesk.store.dump import dump
from villagedesk.store.file import open_file
from villagedesk.ui.exchange import sending
from villagedesk.ui.pages import exchange
from villagedesk.ui.pages.exchange import ExchangePage
from villagedesk.ui.session import Session
from villagedesk.ui.tasks import InlineTasks

CODES = {"清溪村": "510199100201", "石桥村": "510199100202"}


@pytest.fixture
def village(new_store, tmp_path):
    """Makes the file of a village with some households; returns its path."""

    def make(name, count=2, passphrase=""):
        store = new_store(name, passphrase=passphrase, wanted=NewFile("village", name, CODES[name], 2025))
        with store.change("登记") as change:
            for number in range(count):
                key = f"{CODES[name][-3:]}-{number}"
                change.put("household", f"h{key}", {"village": village_id(CODES[name]), "group": "1组", "phone": "1"})
                change.put("member", f"m{key}", {"household": f"h{key}", "name": "肖辉", "position": 0})
        store.close()
        return store.path

    return make


@pytest.fixture
def township(qapp, new_store):
    store = new_store("示范镇", wanted=TOWNSHIP)
    opened = Session(store, Settings(author="王会计", device="乡镇电脑"), InlineTasks(lambda: store))
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot, township, icons):
    made = ExchangePage(township, icons)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.forget()


def edit(path, key, **values):
    with open_file(path, "") as store, store.change("改") as change:
        change.put("household", key, values)


def cell(page, row, column):
    return page.table.index(row, column).data()


def left():
    return list(paths.received().iterdir()) if paths.received().exists() else []


def test_files_are_previewed_and_merged_with_the_same_numbers_and_the_copies_are_gone(page, township, village):
    before = township.store.path.read_bytes()
    page.receive([village("清溪村"), village("石桥村", 3)])
    assert [cell(page, row, 1) for row in (0, 1)] == ["清溪村", "石桥村"]
    assert [cell(page, row, 9) for row in (0, 1)] == ["可以合并", "可以合并"]
    assert "还没有写入" in page.heading.text()
    preview = page.report.toPlainText()
    assert township.store.path.read_bytes() == before
    assert left() != []
    page.merge_button.click()
    assert page.heading.text() == "合并完成"
    assert page.report.toPlainText() == preview
    assert township.store.value("SELECT count(*) FROM household") == 5
    assert left() == []
    assert page.past.list.count() == 1


def test_merging_again_says_that_there_is_nothing_new(page, township, village):
    path = village("清溪村")
    page.receive([path])
    page.merge()
    page.receive([path])
    assert page.heading.text() == "没有新内容，不需要合并"
    assert not page.merge_button.isEnabled()
    assert cell(page, 0, 9) == "没有新内容"


def test_a_file_can_be_left_out_and_taken_in_again(page, township, village):
    page.receive([village("清溪村"), village("石桥村")])
    page.table.setData(page.table.index(1, 0), Qt.CheckState.Unchecked.value, int(Qt.ItemDataRole.CheckStateRole))
    assert {cell(page, row, 9) for row in (0, 1)} == {"可以合并", "不合并"}
    page.merge()
    assert township.store.value("SELECT count(*) FROM household") == 2


def test_what_cannot_be_read_is_told_in_its_line_and_stops_nothing(page, township, village, tmp_path):
    (tmp_path / "简历.docx").write_bytes(b"PK\x03\x04" + b"x" * 5000)
    page.receive([village("清溪村"), tmp_path / "简历.docx"])
    assert "简历.docx" in cell(page, 1, 9)
    page.merge()
    assert township.store.value("SELECT count(*) FROM household") == 2


def test_a_doubtful_file_waits_for_its_question_and_for_the_typed_name(qtbot, page, township, village, tmp_path):
    path = village("清溪村", 12)
    page.receive([path])
    page.merge()
    with open_file(path, "") as store, store.change("误删") as change:
        change.remove("household", [f"h201-{number}" for number in range(6)], "误删")
    page.receive([path])
    assert not page.merge_button.isEnabled()
    edits = page.questions.findChildren(QLineEdit)
    assert len(edits) == 2  # households and members
    assert "占50%" in page.questions.rows[0].layout().itemAt(0).widget().text()
    for one in edits:
        one.setText("石桥村")
    assert not page.merge_button.isEnabled()
    for one in edits:
        one.setText("清溪村")
    assert page.merge_button.isEnabled()
    page.merge_button.click()
    assert township.store.value("SELECT count(*) FROM household WHERE removed IS NULL") == 6


def test_an_empty_file_is_asked_about_with_a_box(page, village):
    page.receive([village("清溪村", 0)])
    (box,) = page.questions.findChildren(QCheckBox)
    assert not page.merge_button.isEnabled()
    box.setChecked(True)
    assert page.merge_button.isEnabled()
    box.setChecked(False)
    assert not page.merge_button.isEnabled()


def test_a_passphrase_is_asked_once_and_again_when_wrong(page, township, village, monkeypatch):
    path = village("清溪村", passphrase=PASSPHRASE)
    asked = []
    answers = ["wrong", PASSPHRASE]

    def ask(_parent, files, *, again):
        asked.append(([file.name for file in files], again))
        return answers.pop(0)

    monkeypatch.setattr(exchange, "ask_passphrase", ask)
    page.receive([path])
    assert asked == [(["清溪村.village"], False), (["清溪村.village"], True)]
    assert cell(page, 0, 9) == "可以合并"


def test_skipping_the_passphrase_leaves_the_file_refused(page, village, monkeypatch):
    monkeypatch.setattr(exchange, "ask_passphrase", lambda *_args, **_more: "")
    page.receive([village("清溪村", passphrase=PASSPHRASE)])
    assert "口令" in cell(page, 0, 9)
    assert not page.merge_button.isEnabled()


def test_conflicts_lead_to_their_page(qtbot, page, township, village):
    path = village("清溪村")
    page.receive([path])
    page.merge()
    edit(path, "h201-0", phone="13800000001")
    with township.store.change("更正") as change:
        change.put("household", "h201-0", {"phone": "13900000001"})
    page.receive([path])
    page.merge()
    assert page.decide_button.isVisible()
    with qtbot.waitSignal(page.wanted_place) as caught:
        page.decide_button.click()
    assert caught.args == ["conflicts"]


def test_a_merge_is_undone_from_the_list_and_its_report_can_be_read_again(page, township, village):
    before = list(dump(township.store))
    page.receive([village("清溪村")])
    page.merge()
    done = page.report.toPlainText()
    page.past.list.setCurrentRow(0)
    page.past.report_button.click()
    assert page.report.toPlainText() == done
    page.past.list.setCurrentRow(0)
    page.past.undo_button.click()
    assert list(dump(township.store)) == before
    assert "已撤销" in page.past.list.item(0).text()


def test_a_change_after_the_preview_is_noticed_and_previewed_anew(page, township, village, said):
    page.receive([village("清溪村")])
    with township.store.change("别的事") as change:
        change.put("unit", "u1", {"name": "单位"})
    page.merge()
    assert "预览之后本文件又有修改" in said.warnings[0]
    page.merge()
    assert page.heading.text() == "合并完成"


def test_a_folder_is_read_with_what_is_in_it(page, village, tmp_path):
    folder = tmp_path / "收到的"
    folder.mkdir()
    shutil.copy(village("清溪村"), folder / "副本 (1)")
    (folder / "说明.txt").write_text("x")
    page.receive([folder])
    assert page.table.rowCount() == 1


def test_the_report_is_saved_as_word(page, village, tmp_path, monkeypatch):
    page.receive([village("清溪村")])
    page.merge()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "报告"), ""))
    page.save_button.click()
    from docx import Document

    texts = [paragraph.text for paragraph in Document(str(tmp_path / "报告.docx")).paragraphs]
    assert texts[0] == "示范镇 合并完成"
    assert any("新增2" in text for text in texts)


def test_sending_shows_a_receipt_and_returning_makes_a_file_for_each_chosen_village(
    page, township, village, tmp_path, monkeypatch, said
):
    page.receive([village("清溪村"), village("石桥村")])
    page.merge()
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(sending, "ask_folder", lambda *_args: folder)
    monkeypatch.setattr(sending, "ask_villages", lambda _parent, found: [found[1].id])
    page.send_button.click()
    assert "已上报：示范镇_510199100_上报" in said.notes[0]
    page.return_button.click()
    assert "石桥村_510199100202_返回_20260302.village：2户" in said.notes[1]
    assert len(list(folder.iterdir())) == 2


def test_a_village_has_no_return_button(qtbot, session, icons):
    made = ExchangePage(session, icons)
    qtbot.addWidget(made)
    assert made.return_button.isHidden()
    assert not made.send_button.isHidden()


def test_the_cursor_goes_on_with_the_work_from_reading_to_deciding(qtbot, page, township, village):
    path = village("清溪村")
    page.receive([path])
    assert page.window().focusWidget() is page.merge_button
    page.merge()
    assert page.window().focusWidget() is page.save_button
    edit(path, "h201-0", phone="13800000001")
    with township.store.change("改") as change:
        change.put("household", "h201-0", {"phone": "13900000001"})
    page.receive([path])
    page.merge()
    assert page.heading.text() == "合并完成，有1处等人裁决"
    assert page.window().focusWidget() is page.decide_button


def test_the_cursor_goes_to_the_question_that_must_be_answered_first(page, village):
    page.receive([village("清溪村", 0)])
    assert page.window().focusWidget() is page.questions.first()
    assert page.questions.first().objectName() == "answer"
