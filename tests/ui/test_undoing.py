# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget

from villagedesk.services.keeping import records
from villagedesk.services.keeping.records import NEW, Edit
from villagedesk.store.undo import MovedOn
from villagedesk.ui.undoing import Undoing


class Window(QMainWindow):
    def __init__(self, session) -> None:
        super().__init__()
        self.undo_action, self.redo_action = QAction("撤销", self), QAction("重做", self)
        self.undo_action.setShortcut(QKeySequence("Ctrl+Z"))
        self.redo_action.setShortcut(QKeySequence("Ctrl+Y"))
        self.menuBar().addMenu("编辑").addActions([self.undo_action, self.redo_action])
        self.line, self.text, self.other = QLineEdit(), QPlainTextEdit(), QWidget()
        self.other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        for widget in (self.line, self.text, self.other):
            layout.addWidget(widget)
        self.setCentralWidget(middle)
        self.undoing = Undoing(session, self.undo_action, self.redo_action, self)
        self.notes: list[str] = []
        self.undoing.done.connect(self.notes.append)


@pytest.fixture
def window(qtbot, session) -> Window:
    made = Window(session)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def add_household(session, label="编辑户信息：张三"):
    return session.save(label, [Edit("household", NEW, {"group": "3组"})])


def households(session) -> int:
    return session.store.value("SELECT count(*) FROM household WHERE removed IS NULL")


def undo_key(widget: QWidget) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_the_action_is_named_after_what_it_takes_back(session, window):
    add_household(session)
    assert window.undo_action.text() == "撤销(&U)：编辑户信息：张三"
    assert not window.redo_action.isEnabled()
    window.undo_action.trigger()
    assert households(session) == 0
    assert window.redo_action.text() == "重做(&R)：编辑户信息：张三"
    assert window.notes == ["已撤销：编辑户信息：张三"]
    window.redo_action.trigger()
    assert households(session) == 1
    assert window.notes[-1] == "已重做：编辑户信息：张三"


def test_the_making_of_the_file_is_not_offered(window):
    assert not window.undo_action.isEnabled()
    assert window.undo_action.text() == "撤销(&U)"


def test_long_labels_and_ampersands_do_not_spoil_the_menu(session, window):
    add_household(session, "编辑&" + "很长" * 30)
    assert window.undo_action.text().startswith("撤销(&U)：编辑&&很长")
    assert len(window.undo_action.text()) < 40


def test_the_key_undoes_in_the_file_where_no_text_is_being_typed(session, window):
    add_household(session)
    undo_key(window.other)
    assert households(session) == 0


@pytest.mark.parametrize("name", ["line", "text"])
def test_a_text_field_keeps_the_key_while_it_has_something_of_its_own_to_undo(session, window, name):
    add_household(session)
    field = getattr(window, name)
    field.setFocus()
    QTest.keyClicks(field, "abc")
    undo_key(field)
    content = field.text() if name == "line" else field.toPlainText()
    assert content == ""
    assert households(session) == 1, "the file was not touched"
    undo_key(field)
    assert households(session) == 0, "now the field had nothing to undo"


def test_a_refusal_is_said_and_changes_nothing(session, window, said, monkeypatch):
    def refuse(*_what: object) -> None:
        raise MovedOn("编辑户信息", "姓名")

    add_household(session)
    monkeypatch.setattr(records, "undo_last", refuse)
    window.undo_action.trigger()
    assert "后来又改过" in said.warnings[0]
    assert households(session) == 1
    assert window.notes == []


def test_a_read_only_file_offers_neither(session, window):
    add_household(session)
    session.store.read_only = True
    window.undoing.refresh()
    assert not window.undo_action.isEnabled()
    session.store.read_only = False
