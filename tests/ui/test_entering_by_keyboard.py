# SPDX-License-Identifier: MIT
"""A family of four is entered from its papers through the real window, with keys alone, and the next one after it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.completeness import Section
from villagedesk.models.values.identity import check_digit
from villagedesk.store import reads
from villagedesk.ui.casefile.new_household import NewHouseholdDialog, as_on_file
from villagedesk.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing|propagateSizeHints)", extend=True)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NUMBERS = [one + check_digit(one) for one in ("51019919700305001", "51019919720305002", "51019919950305001")]
WRONG = "51019919980305002" + ("1" if check_digit("51019919980305002") != "1" else "2")
PEOPLE = [("张三", "1", NUMBERS[0]), ("李四", "2", NUMBERS[1]), ("张小三", "3", NUMBERS[2]), ("张小花", "4", WRONG)]


@pytest.fixture
def window(qtbot, session, icons, a_household):
    a_household("王五")  # a file that is worked with
    made = MainWindow(session, icons)
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.schedule.stop()
    made.lock.stop()


def at():
    return QApplication.focusWidget()


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(at(), key, modifier)


def commit(text):
    """What an input method hands over."""
    if not isinstance(at(), NewHouseholdDialog):
        QApplication.sendEvent(at(), QInputMethodEvent("pinyin", []))
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(at(), event)


def new_household(window, qtbot, *steps):
    """Ctrl+N, and what is done in its box."""
    seen = {}

    def fill():
        dialog = QApplication.activeModalWidget()
        seen["group"] = dialog.group.currentText()
        seen["cursor"] = "head" if dialog.head.hasFocus() else "group"
        for step in steps:
            step()

    QTimer.singleShot(150, fill)
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    window.activateWindow()  # a desktop does so when the box goes
    qtbot.waitUntil(lambda: at() is not None)
    return seen


def columns(grid):
    return [one.key for one in grid.model.columns]


def column(grid):
    return columns(grid)[grid.view.currentIndex().column()]


def test_a_family_of_four_is_entered_and_completed_with_keys_and_the_next_keeps_the_group(window, session, qtbot):
    enter = lambda: press(Qt.Key.Key_Return)  # noqa: E731
    seen = new_household(window, qtbot, lambda: press("3"), enter, lambda: commit("张三"), enter)
    assert seen == {"group": "", "cursor": "group"}
    case = window.page.case
    grid = case.panel(Section.MEMBERS).grid
    assert at() is grid.view  # whoever registers a household goes on with its members
    for place, (name, relation, number) in enumerate(PEOPLE):
        if place:
            commit(name)
        press(Qt.Key.Key_Tab)
        if place:
            press(relation)  # a digit chooses the code
        press(Qt.Key.Key_Tab)
        press(*number)
        if number is WRONG:  # the cursor stays where something is wrong, and Enter shows what
            assert column(grid) == "id_no"
            press(Qt.Key.Key_Return)
            break
        assert column(grid) == "ethnic"  # the last sign led past sex and birth
        if place:
            press(Qt.Key.Key_F4)  # as in the line above
        else:
            press("0", "1")
        press(Qt.Key.Key_Return)  # to the name in the next line
    grid.view.go_to(3, columns(grid).index("id_no"))
    assert "第18位应为" in grid.said.text()
    press(Qt.Key.Key_F2, modifier=SHIFT)  # the paper says so: forced, with a note
    assert grid.forms[0].focused_key() == "id_checked"
    press(Qt.Key.Key_S, modifier=CONTROL)
    members = reads.where(session.store, Member, "household = ?", [case.household])
    people = {one.name: one for one in sorted(members, key=lambda one: one.position)}
    assert list(people) == [name for name, _relation, _number in PEOPLE]
    assert people["张小花"].id_no == WRONG
    assert people["张小花"].id_checked == "已核对原件"
    assert [one.ethnic for one in people.values()] == ["01", "01", "01", None]
    relations = {one.member: one.relation for one in reads.where(session.store, MemberYear)}
    assert [relations[one.id] for one in people.values()] == ["head", "spouse", "son", "daughter"]
    assert [one for one in case.assessor.problems() if one.code == "A03"] == []

    seen = new_household(window, qtbot, lambda: commit("赵六"), enter)
    assert seen == {"group": "3组", "cursor": "head"}  # village and group stay, the cursor waits for the name
    assert window.page.case.editing.name == "赵六"
    (household,) = reads.where(session.store, Household, "id = ?", [window.page.case.household])
    assert household.group == "3组"


@pytest.mark.parametrize(
    ("typed", "known", "kept"),
    [
        ("3", ["1组", "2组"], "3组"),
        ("3", [], "3"),
        ("3", ["1", "3"], "3"),
        ("3", ["3", "1组"], "3"),
        ("三组", ["1组"], "三组"),
    ],
)
def test_a_bare_number_is_a_group_as_groups_are_called_on_file(typed, known, kept):
    assert as_on_file(typed, known) == kept
