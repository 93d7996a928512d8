# SPDX-License-Identifier: MIT
"""The page 今天 where nothing waits, its number, and its place in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services.today.test_today import erased_elsewhere
from tests.ui.today.looking import facts, press, said_on
from villagedesk.services.merging import asking, conflicts
from villagedesk.services.today import today
from villagedesk.store import drafts

# -- nothing to do ----------------------------------------------------------------------------------------------------


def test_where_nothing_waits_the_page_says_so_and_what_would_stand_here(page):
    page.show()
    assert page.summary.text() == "没有等着办的事"
    assert "问题" in page.what.text()
    assert "冲突" in page.what.text()
    for widget in (page.questions, page.save_button, page.conflicts, page.erased, page.drafts):
        assert not widget.isVisible()
    assert said_on(page) == [
        "还没有备份",
        "最近一次复制到U盘或另一个磁盘：还没有过",
        "还没有合并过别的文件。",
        "还没有上报过。",
    ]


def test_the_number_is_told_with_its_parts(page, asked):
    erased_elsewhere(asked, "member", "m2")
    drafts.keep(asked, today.CASE_FILE, "h1", {})
    page.show()
    assert page.summary.text() == "1户有逾期的事、5件事等着答复、裁决或接着填"
    assert page.what.text() == "2个问题等答复、1处冲突等裁决、1条资料已在别处删除、1处填写没有保存"


# -- in the window ----------------------------------------------------------------------------------------------------


@pytest.fixture
def window(main_window):
    return main_window


def test_the_number_of_things_to_do_stands_beside_the_name_of_the_page(qtbot, window, asked):
    item = window.navigation.item(1)
    qtbot.waitUntil(lambda: item.text() == "今天（3）")
    assert item.toolTip() == item.data(Qt.ItemDataRole.AccessibleTextRole) == "今天（3）"
    window.navigation.show_count("today", 100)
    assert item.text() == "今天（99+）"


def test_the_number_follows_what_is_done(qtbot, window, asked):
    item = window.navigation.item(1)
    qtbot.waitUntil(lambda: item.text() == "今天（3）")
    asking.answer_all(asked, {"q1": "甲", "q2": "乙"})
    qtbot.waitUntil(lambda: item.text() == "今天（1）")
    (dispute,) = conflicts.disputes_of(asked)
    conflicts.decide(asked, [conflicts.decision(dispute, dispute.ours.value)])
    qtbot.waitUntil(lambda: item.text() == "今天")


def test_the_buttons_of_the_page_lead_through_the_window(qtbot, window, disputed):
    page = window.go("today")
    press(page.conflicts.buttons[0])
    assert window.place == "conflicts"
    done = []
    window.actions_by_key["backups"].triggered.disconnect()
    window.actions_by_key["backups"].triggered.connect(lambda: done.append("backups"))
    press(window.go("today").backup.buttons[0])
    assert done == ["backups"]


def test_ctrl_s_saves_the_answers(qtbot, window, asked, commit_text):
    page = window.go("today")
    commit_text(page.questions.cards["q1"].editor, "以户口本为准")
    QTest.keyClick(page.questions.cards["q1"].editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert facts(asked, "q1") == ("以户口本为准", 1)
