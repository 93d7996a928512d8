# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from villagedesk.services.merging import conflicts
from villagedesk.store import drafts
from villagedesk.ui.conflict.table import OURS, RESULT, THEIRS
from villagedesk.ui.dialogs.purpose import Answer
from villagedesk.ui.main_window import MainWindow
from villagedesk.ui.pages.conflicts import ConflictsPage


def contest(store, key, cell, values):
    """Two values side by side in a cell, as a merge leaves them."""
    with store.change("改") as change:
        change.settle("household", key, cell, values)


@pytest.fixture
def contested(session):
    with session.store.change("登记") as change:
        for number in range(1, 4):
            change.put("household", f"h{number}", {"group": f"{number}组", "phone": "1", "address": "原处"})
            change.put("member", f"m{number}", {"household": f"h{number}", "name": f"户主{number}", "position": 0})
    contest(session.store, "h1", "phone", ["13800000001", "13800000002"])
    contest(session.store, "h1", "address", ["河坝", "新村"])
    contest(session.store, "h2", "phone", ["13700000001", "13700000002"])


@pytest.fixture
def page(qtbot, session, icons, contested) -> ConflictsPage:
    made = ConflictsPage(session, icons)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    qtbot.waitUntil(lambda: bool(made.model.disputes))
    made.table.setFocus()
    return made


def press(page, key, *more):
    QTest.keyClick(page.table, key, *more)


def phone(session, key):
    return session.store.value("SELECT phone FROM household WHERE id = ?", (key,))


def test_without_conflicts_the_page_says_what_will_stand_there(qtbot, session, icons):
    made = ConflictsPage(session, icons)
    qtbot.addWidget(made)
    made.show()
    assert made.empty.isVisible()


def test_conflicts_are_listed_by_household_with_counts_and_begin_undecided(page):
    texts = [page.households.item(row).text() for row in range(page.households.count())]
    assert texts[0] == "全部（3处）"
    assert len(texts) == 3
    assert texts[1].endswith("户主1（2）")
    assert [page.model.index(row, RESULT).data() for row in range(3)] == ["未定"] * 3
    assert not page.save_button.isEnabled()
    page.households.setCurrentRow(2)
    assert [one.household for one in page.model.disputes] == ["h2"]


def test_keys_choose_and_go_on_and_saving_writes_one_action_and_leaves_the_rest(qtbot, session, page):
    first = page.model.disputes[0]
    ours, theirs = page.model.index(0, OURS).data(), page.model.index(0, THEIRS).data()
    press(page, Qt.Key.Key_1)
    assert page.model.index(0, RESULT).data() == ours
    assert page.table.currentIndex().row() == 1
    press(page, Qt.Key.Key_2)
    page.table.selectRow(0)
    press(page, Qt.Key.Key_2)
    assert page.model.index(0, RESULT).data() == theirs
    assert "已选2处" in page.counted.text()
    page.save()
    qtbot.waitUntil(lambda: len(page.model.disputes) == 1)
    assert conflicts.count(session.store) == 1
    assert first.key not in {one.key for one in page.model.disputes}
    assert session.store.value("SELECT label FROM batch ORDER BY seq DESC LIMIT 1") == "裁决2处冲突"
    assert drafts.all_drafts(session.store) == []


def test_three_combines_texts_and_delete_makes_undecided(page):
    row = next(row for row, one in enumerate(page.model.disputes) if one.cell == "address")
    page.table.selectRow(row)
    press(page, Qt.Key.Key_3)
    assert set(page.model.index(row, RESULT).data().split("；")) == {"河坝", "新村"}
    page.table.selectRow(row)
    press(page, Qt.Key.Key_Delete)
    assert page.model.index(row, RESULT).data() == "未定"


def test_a_third_value_is_typed_and_one_that_cannot_be_kept_is_refused_with_the_reason(page, monkeypatch):
    told = []
    monkeypatch.setattr("villagedesk.ui.messages.warn", lambda _parent, text: told.append(text))
    row = next(row for row, one in enumerate(page.model.disputes) if one.cell == "phone")
    index = page.model.index(row, RESULT)
    assert page.model.setData(index, "139 0000 1111")
    assert "13900001111" in page.model.choices.of(page.model.disputes[row]).value
    assert not page.model.setData(index, "x\ud800y")
    assert "半个字符" in told[0]
    assert "13900001111" in page.model.choices.of(page.model.disputes[row]).value


def test_whole_selections_are_chosen_at_once(page):
    page.table.selectAll()
    press(page, Qt.Key.Key_2)
    assert len(page.choices) == 3
    page._filtered_undecided()
    assert len(page.choices) == 0
    page.field.setCurrentIndex(page.field.findText("户：联系电话"))
    page._filtered_ours()
    assert {key[2] for key in page.choices._chosen} == {"phone"}


def test_choices_are_there_the_next_day(qtbot, session, icons, page):
    press(page, Qt.Key.Key_1)
    assert page.can_leave()
    again = ConflictsPage(session, icons)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: len(again.choices) == 1)
    assert "已选1处" in again.counted.text()


def test_a_choice_lapses_when_the_conflict_has_changed(qtbot, session, icons, page):
    press(page, Qt.Key.Key_1)
    page.can_leave()
    key = page.model.disputes[0]
    contest(session.store, key.row, key.cell, ["13800000001", "13800000009"])
    qtbot.waitUntil(lambda: len(page.choices) == 0)


def test_the_sides_are_shown_in_full_with_who_and_where(page):
    page.table.selectRow(0)
    text = page.sides.texts[0].text()
    assert "李书记" in text
    assert "村办笔记本" in text
    assert "<u>" in text


def test_the_household_is_reached_from_a_conflict(qtbot, page):
    page.table.selectRow(0)
    with qtbot.waitSignal(page.wanted_household) as caught:
        page.open_button.click()
    assert caught.args == [page.model.disputes[0].household]


def test_undo_brings_the_conflicts_back(qtbot, session, page):
    page.table.selectAll()
    press(page, Qt.Key.Key_1)
    page.save()
    qtbot.waitUntil(lambda: not page._all)
    from villagedesk.services.keeping.records import undo_last

    undo_last(session.store)
    qtbot.waitUntil(lambda: len(page._all) == 3)


def test_the_village_is_asked_once_and_the_question_is_settled_by_the_decision(session, page):
    page.table.selectRow(0)
    said = []
    page.said.connect(said.append)
    page._ask_village()
    page._ask_village()
    assert "向村里提出1个问题" in said[0]
    assert "已经问过村里了" in said[1]
    page.table.selectRow(0)
    press(page, Qt.Key.Key_1)
    page.save()
    assert session.store.value("SELECT settled FROM question") == 1


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_the_filtered_conflicts_are_written_as_a_list(page, tmp_path, monkeypatch, suffix):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "清单"), ""))
    monkeypatch.setattr("villagedesk.ui.conflict.asking.ask_purpose", lambda *_args, **_how: Answer(None))
    (page._write_sheet if suffix == ".xlsx" else page._write_paper)()
    assert (tmp_path / f"清单{suffix}").read_bytes().startswith(b"PK")


def open_result(page, text):
    """Open the result of the current row by Enter and replace what stands in it."""
    press(page, Qt.Key.Key_Return)
    editor = page.table.indexWidget(page.table.currentIndex())
    editor.selectAll()
    QTest.keyClicks(editor, text)
    return editor


def test_a_typed_value_goes_on_to_the_next_undecided_row(qtbot, page):
    row = next(row for row, one in enumerate(page.model.disputes) if one.cell == "phone")
    page.table.selectRow(row)
    QTest.keyClick(open_result(page, "13912345678"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.currentIndex().row() != row)  # Qt takes the value over a moment later
    assert page.model.index(row, RESULT).data() == "13912345678"
    press(page, Qt.Key.Key_2)
    assert page.model.index(row, RESULT).data() == "13912345678"


def test_escape_gives_a_typed_value_up_and_stays(qtbot, page):
    page.table.selectRow(0)
    QTest.keyClick(open_result(page, "139"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.table.indexWidget(page.table.currentIndex()) is None)
    assert page.model.index(0, RESULT).data() == "未定"
    assert page.table.currentIndex().row() == 0


def test_saving_takes_the_value_that_is_still_being_typed(qtbot, session, page):
    row = next(row for row, one in enumerate(page.model.disputes) if one.cell == "phone" and one.row == "h2")
    page.table.selectRow(row)
    open_result(page, "13912345678")
    page.save()
    qtbot.waitUntil(lambda: len(page.model.disputes) == 2)
    assert phone(session, "h2") == "13912345678"


def test_in_the_window_one_comes_in_with_the_cursor_on_the_table(qtbot, session, icons, contested):
    """1, 2 and 3 decide at once; before, they went to the box of villages."""
    window = MainWindow(session, icons)
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "_leaving", True))
    with qtbot.waitActive(window):
        window.show()
    page = window.go("conflicts")
    qtbot.waitUntil(lambda: window.focusWidget() is page.table)
    page.households.setFocus()
    window.go("settings")
    window.go("conflicts")
    qtbot.waitUntil(lambda: window.focusWidget() is page.households)  # as it was left
    window.schedule.stop()
    window.lock.stop()
