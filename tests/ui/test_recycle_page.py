# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from villagedesk.services.keeping.records import NEW, Edit, Removal
from villagedesk.ui.dialogs.erase import EraseDialog
from villagedesk.ui.pages.recycle import RecyclePage


@pytest.fixture
def page(qtbot, session, icons) -> RecyclePage:
    made = RecyclePage(session, icons)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def family(session):
    return session.save(
        "新增户：王大山",
        [
            Edit("household", NEW, {"group": "3组"}, token="h"),
            Edit("member", NEW, {"household": "@h", "name": "王大山", "sex": "1"}, token="m"),
            Edit("visit", NEW, {"household": "@h", "date": "2025-03-01"}, token="v"),
        ],
    ).ids


def live(session, entity: str) -> int:
    return session.store.value(f"SELECT count(*) FROM {entity} WHERE removed IS NULL")


def test_an_empty_bin_says_what_it_is_for(page):
    page.show()
    assert page.empty.isVisible()
    assert not page.list.isVisible()


def test_what_whose_why_when_and_who_are_listed(session, page, family, clock):
    clock.advance(days=1)
    session.save("删除走访", [Removal("visit", family["v"], "误录")])
    page.show()
    (line,) = page.lines.lines
    assert (line.what, line.whose, line.reason, line.who) == ("走访记录", "王大山", "误录", "李书记")
    assert line.at.startswith("2026-03-03")
    assert "2025-03-01" in line.gist


def test_numbers_of_papers_and_phones_are_not_shown_in_passing(session, page, family):
    session.save("改", [Edit("member", family["m"], {"id_no": "510199197403121234", "phone": "13800138000"})])
    session.save("删除成员", [Removal("member", family["m"], "误录")])
    page.show()
    assert "510199" not in page.lines.lines[0].gist
    assert "138" not in page.lines.lines[0].gist


def test_a_selected_thing_is_restored(qtbot, session, page, family):
    session.save("删除走访", [Removal("visit", family["v"], "误录")])
    page.show()
    assert not page.restore_button.isEnabled()
    page.list.go_to_row(0)
    assert page.restore_button.isEnabled()
    with qtbot.waitSignal(page.said) as heard:
        QTest.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    assert heard.args == ["已还原：走访记录 王大山"]
    assert live(session, "visit") == 1
    assert page.empty.isVisible()


def test_several_things_are_restored_at_once(session, page, family):
    session.save("删除", [Removal("visit", family["v"], "误录"), Removal("member", family["m"], "误录")])
    page.show()
    page.list.selectAll()
    page.restore()
    assert (live(session, "visit"), live(session, "member")) == (1, 1)


def test_a_member_comes_back_together_with_its_household(qtbot, session, page, family):
    session.save("删除成员", [Removal("member", family["m"], "误录")])
    session.save("删除户", [Removal("household", family["h"], "重复")])
    page.show()
    page.list.go_to(family["m"])
    with qtbot.waitSignal(page.said) as heard:
        page.restore()
    assert "连同所属的户" in heard.args[0]
    assert (live(session, "household"), live(session, "member")) == (1, 1)


def test_restoring_can_be_undone(session, page, family):
    from villagedesk.services.keeping.records import undo_last

    session.save("删除走访", [Removal("visit", family["v"], "误录")])
    page.show()
    page.list.go_to_row(0)
    page.restore()
    undo_last(session.store)
    assert live(session, "visit") == 0
    assert len(page.lines.lines) == 1


def test_a_read_only_file_restores_nothing(session, page, family):
    session.save("删除走访", [Removal("visit", family["v"], "误录")])
    session.store.read_only = True
    page.show()
    page.list.go_to_row(0)
    assert not page.restore_button.isEnabled()
    session.store.read_only = False


def test_a_person_is_erased_for_good_only_after_a_ground_and_a_typed_word(qtbot, session, page, family, monkeypatch):
    session.save("删除成员", [Removal("member", family["m"], "本人申请")])
    page.show()
    page.list.selectRow(0)
    assert page.erase_button.isEnabled()
    told = []
    monkeypatch.setattr("villagedesk.ui.messages.note", lambda _parent, text: told.append(text))
    monkeypatch.setattr("villagedesk.ui.dialogs.erase.ask_ground", lambda _parent, whose: "")
    page.erase_button.click()
    assert session.store.value("SELECT count(*) FROM member") == 1
    monkeypatch.setattr("villagedesk.ui.dialogs.erase.ask_ground", lambda _parent, whose: "本人书面申请")
    page.erase_button.click()
    assert session.store.value("SELECT count(*) FROM member") == 0
    assert "已彻底删除1条资料" in told[0]
    assert page.lines.lines == []


def test_only_one_person_or_household_at_a_time_can_be_erased(session, page, family):
    session.save("删除走访", [Removal("visit", family["v"], "误录")])
    page.show()
    page.list.selectRow(0)
    assert not page.erase_button.isEnabled()


def test_the_dialog_wants_the_ground_and_the_word(qtbot):
    dialog = EraseDialog(None, "王大山")
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    dialog.reason.setText("本人书面申请")
    assert not dialog.accept_button.isEnabled()
    dialog.typed.setText("彻底删除")
    assert dialog.accept_button.isEnabled()
    dialog.reason.setText(" ")
    assert not dialog.accept_button.isEnabled()
