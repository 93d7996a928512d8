# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from villagedesk.errors import Refused
from villagedesk.ui import crash, labels
from villagedesk.ui.messages import ask, choose, note, problem, warn  # the real ones: fixtures replace them later


def when_shown(do) -> list[object]:
    """Do something to the next box; gives back what it returned."""
    seen: list[object] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(do(box))

    QTimer.singleShot(100, look)
    return seen


def press(text: str):
    def do(box: QMessageBox) -> None:
        next(button for button in box.buttons() if labels.bare(button.text()) == text).click()

    return do


def key(which: Qt.Key):
    return lambda box: QTest.keyClick(box, which)


@pytest.mark.parametrize(
    ("do", "dangerous", "answer"),
    [
        (press("恢复"), False, True),
        (press("取消"), False, False),
        (key(Qt.Key.Key_Escape), False, False),
        (key(Qt.Key.Key_Return), False, True),
        (key(Qt.Key.Key_Return), True, False),
    ],
)
def test_a_question_names_its_answers_and_a_dangerous_one_defaults_to_no(qapp, do, dangerous, answer):
    when_shown(do)
    assert ask(None, "恢复吗？", "恢复", dangerous=dangerous) is answer


@pytest.mark.parametrize(
    ("do", "answer"),
    [
        (press("保存"), 0),
        (press("放弃"), 1),
        (press("继续"), 2),
        (key(Qt.Key.Key_Escape), 2),
        (key(Qt.Key.Key_Return), 0),
    ],
)
def test_a_choice_among_several_gives_its_place_and_escape_the_safe_one(qapp, do, answer):
    when_shown(do)
    assert choose(None, "有未保存的修改。", ["保存", "放弃", "继续"]) == answer


def test_details_can_be_unfolded(qapp):
    def look(box: QMessageBox) -> tuple[str, str]:
        box.close()
        return box.text(), box.detailedText()

    seen = when_shown(look)
    warn(None, "有3行没有导入。", ["第1行", "第2行"])
    assert seen == [("有3行没有导入。", "第1行\n第2行")]


def test_what_the_program_says_on_purpose_is_shown_as_it_is(qapp, said):
    problem(None, Refused("口令不对。"))
    assert said.warnings == ["口令不对。"]


def test_anything_else_is_a_bug_and_goes_to_the_crash_dialog(qapp, monkeypatch):
    shown: list[object] = []
    monkeypatch.setattr(crash, "show_crash", shown.append)
    bug = KeyError("x")
    problem(None, bug)
    assert shown == [bug]


def test_a_note_needs_no_decision(qapp):
    seen = when_shown(lambda box: (len(box.buttons()), box.close())[0])
    note(None, "已经打开了。")
    assert seen == [1]
