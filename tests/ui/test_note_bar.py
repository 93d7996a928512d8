# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton

from villagedesk.ui.note_bar import NoteBar


@pytest.fixture
def bar(qtbot, icons) -> NoteBar:
    made = NoteBar(icons)
    qtbot.addWidget(made)
    return made


def test_a_strip_says_something_and_offers_a_verb(bar):
    done: list[str] = []
    bar.tell("backup", "已有8天没有复制。", "现在复制…", lambda: done.append("copied"))
    assert not bar.isHidden()
    assert bar.text("backup") == "已有8天没有复制。"
    bar.button("backup").click()
    assert done == ["copied"]


def test_topics_stand_side_by_side_and_replace_only_themselves(bar):
    bar.tell("one", "甲")
    bar.tell("two", "乙")
    bar.tell("one", "丙")
    assert (bar.text("one"), bar.text("two")) == ("丙", "乙")


def test_an_empty_text_takes_the_strip_away(bar):
    bar.tell("one", "甲")
    bar.tell("one", "")
    assert bar.text("one") == ""
    assert bar.isHidden()


def test_the_user_can_close_a_strip(bar):
    bar.tell("one", "甲")
    close = next(button for button in bar.findChildren(QToolButton) if button.accessibleName() == "关闭提示")
    close.click()
    assert bar.isHidden()
