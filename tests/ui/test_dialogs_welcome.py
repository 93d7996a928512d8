# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from villagedesk.settings import Settings
from villagedesk.ui.dialogs.welcome import Wanted, WelcomeDialog, Wish

RECENT = ("/家/清溪村.village", "/家/石桥村.village")


@pytest.fixture
def dialog(qtbot, icons) -> WelcomeDialog:
    made = WelcomeDialog(Settings(recent=RECENT), icons)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("wish", [Wish.NEW, Wish.OPEN, Wish.PRACTISE])
@pytest.mark.parametrize("how", ["mouse", "enter", "space"])
def test_each_large_choice_can_be_made_by_mouse_and_keyboard(dialog, wish, how):
    button = dialog.buttons[wish]
    button.setFocus()
    if how == "mouse":
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(button, Qt.Key.Key_Return if how == "enter" else Qt.Key.Key_Space)
    assert dialog.wanted == Wanted(wish)
    assert not dialog.isVisible()


def test_a_recent_file_is_picked_with_enter_and_nothing_else_is_pressed(dialog):
    dialog.recent.setFocus()
    dialog.recent.setCurrentRow(1)
    QTest.keyClick(dialog.recent, Qt.Key.Key_Return)
    assert dialog.wanted == Wanted(Wish.OPEN, Path(RECENT[1]))


def test_closing_means_leaving(dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.wanted.wish is Wish.QUIT


def test_the_reason_for_being_here_is_said(qtbot, icons):
    from PySide6.QtWidgets import QLabel

    made = WelcomeDialog(Settings(), icons, "找不到文件“旧村.village”。")
    qtbot.addWidget(made)
    made.show()
    assert any("旧村" in label.text() and label.isVisible() for label in made.findChildren(QLabel))
    assert not made.recent.isVisible(), "an empty list is not shown"


def test_choices_have_names_for_screen_readers(dialog):
    assert [button.accessibleName() for button in dialog.buttons.values()] == [
        "新建村档",
        "打开已有文件",
        "用示范村练习",
    ]
