# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from villagedesk.services.keeping.records import NEW, Edit
from villagedesk.ui.pages import history
from villagedesk.ui.pages.history import HistoryPage


@pytest.fixture
def page(qtbot, session, icons) -> HistoryPage:
    made = HistoryPage(session, icons)
    qtbot.addWidget(made)
    return made


def family(session):
    return session.save(
        "新增户：王大山",
        [
            Edit("household", NEW, {"group": "3组"}, token="h"),
            Edit("member", NEW, {"household": "@h", "name": "王大山"}, token="m"),
        ],
    ).ids


def labels(page: HistoryPage) -> list[str]:
    return [line.label for line in page.batches.lines]


def details(page: HistoryPage) -> list[tuple[str, str, str, str]]:
    return [(line.whose, line.field, line.old, line.new) for line in page.entries.lines]


def test_the_latest_action_stands_first_and_its_details_below(session, page, clock):
    ids = family(session)
    clock.advance(hours=1)
    session.save("改电话", [Edit("member", ids["m"], {"phone": "13800138000"})])
    page.show()
    assert labels(page) == ["改电话", "新增户：王大山", "建立村档：清溪村"]
    assert details(page) == [("家庭成员 王大山", "成员联系电话", "", "13800138000")]
    assert "2026-03-02 13:00 改电话（李书记，村办笔记本）" in page.heading.text()


def test_choosing_an_action_shows_what_it_changed(session, page):
    family(session)
    page.show()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert "建立村档" in page.heading.text()
    assert not page.revert_button.isEnabled(), "the village itself is not taken away"
    assert details(page)[0][0] == "村 清溪村"


def test_an_older_action_is_taken_back_out_of_turn(session, page, qtbot):
    ids = family(session)
    session.save("改电话", [Edit("member", ids["m"], {"phone": "13800138000"})])
    session.save("改组", [Edit("household", ids["h"], {"group": "5组"})])
    page.show()
    page.list.go_to_row(1)
    with qtbot.waitSignal(page.said) as heard:
        QTest.mouseClick(page.revert_button, Qt.MouseButton.LeftButton)
    assert heard.args == ["已撤销：改电话"]
    assert session.store.value("SELECT phone FROM member") is None
    assert session.store.value('SELECT "group" FROM household') == "5组"
    assert labels(page)[0] == "撤销：改电话", "the list shows the new action at once"


def test_what_was_built_upon_is_refused_with_the_reason(session, page, said):
    ids = family(session)
    session.save("改组", [Edit("household", ids["h"], {"group": "5组"})])
    session.save("又改组", [Edit("household", ids["h"], {"group": "6组"})])
    page.show()
    page.list.go_to_row(1)
    page.revert()
    assert "后来又改过" in said.warnings[0]
    assert "村民小组" in said.warnings[0]


def test_an_undone_action_cannot_be_undone_again_and_that_is_explained(session, page, said):
    ids = family(session)
    session.save("改组", [Edit("household", ids["h"], {"group": "5组"})])
    page.show()
    page.list.go_to_row(0)
    page.revert()
    page.list.go_to_row(1)
    page.revert()
    assert "“改组”不能再撤销" in said.warnings[0]
    assert "逐项改回" in said.warnings[0]


def test_the_list_is_read_in_pages(session, page, monkeypatch):
    monkeypatch.setattr(history, "_PAGE", 3)
    ids = family(session)
    for number in range(5):
        session.save(f"改{number}", [Edit("household", ids["h"], {"group": f"{number}组"})])
    page.show()
    assert len(labels(page)) == 3
    assert page.more_button.isVisible()
    QTest.mouseClick(page.more_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.more_button, Qt.MouseButton.LeftButton)
    assert len(labels(page)) == 7
    assert labels(page)[-1] == "建立村档：清溪村"
    assert not page.more_button.isVisible()


def test_news_while_another_page_is_shown_wait_until_this_one_is(session, page):
    page.show()
    page.hide()
    family(session)
    assert labels(page) == ["建立村档：清溪村"]
    page.show()
    assert labels(page)[0] == "新增户：王大山"


def test_long_actions_say_how_much_is_shown(session, page, monkeypatch):
    monkeypatch.setattr(history, "_DETAILS", 1)
    family(session)
    page.show()
    assert "共2项改动，下面是前1项" in page.heading.text()


def test_a_read_only_file_takes_nothing_back(session, page):
    family(session)
    session.store.read_only = True
    page.show()
    assert not page.revert_button.isEnabled()
    session.store.read_only = False
