# SPDX-License-Identifier: MIT
"""Comparing two look-alikes: what differs is seen, nothing is joined by itself, and each answer does what it says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from villagedesk.models.values.identity import check_digit
from villagedesk.services.joining import lookalikes
from villagedesk.services.joining.joining import join
from villagedesk.store import undo
from villagedesk.ui.dialogs.join_people import JoinPeopleDialog, show_look_alikes


def number(sequence):
    seventeen = f"51019919740224{sequence:03d}"
    return seventeen + check_digit(seventeen)


@pytest.fixture
def registered(store):
    with store.change("登记") as change:
        for key, phone in (("a", "13700000001"), ("b", "13700000002")):
            change.put("household", f"h{key}", {"group": "1组"})
            person = {"household": f"h{key}", "name": "肖慧", "birth": "1974-02-24", "phone": phone}
            change.put("member", key, person)
            change.put("member_year", f"y{key}", {"member": key, "year": 2025, "relation": "head"})
    return store


@pytest.fixture
def dialog(qtbot, session, icons, registered):
    made = JoinPeopleDialog(None, session, icons, lookalikes.look_alikes(registered))
    qtbot.addWidget(made)
    made.show()
    return made


def live(store):
    return {row for (row,) in store.query("SELECT id FROM member WHERE removed IS NULL")}


def test_both_records_stand_side_by_side_with_what_differs_first(dialog):
    assert "找到1对" in dialog.summary.text()
    first = dialog.lines.line(0)
    assert (first.field, first.one, first.other) == ("成员联系电话", "13700000001", "13700000002")
    shown = {
        dialog.lines.index(row, 0).data(): dialog.lines.index(row, 3).data() for row in range(dialog.lines.rowCount())
    }
    assert shown["成员联系电话"] == "不同"
    assert shown["姓名"] == "相同"
    assert "2025年度：与户主关系" in shown


def test_enter_in_the_list_joins_nobody(dialog, registered):
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert live(registered) == {"a", "b"}


@pytest.mark.parametrize(("button", "kept"), [("keep_one", "a"), ("keep_other", "b")])
def test_joining_keeps_the_record_the_button_names_and_can_be_undone(dialog, registered, button, kept):
    getattr(dialog, button).click()
    assert live(registered) == {kept}
    assert "已并为一人，保留“肖慧”" in dialog.told.text()
    assert "没有疑似同一人" in dialog.summary.text()
    assert not dialog.keep_one.isEnabled()
    undo.undo(registered)
    assert live(registered) == {"a", "b"}


def test_who_has_left_goes_to_the_other_household_with_the_record_that_is_kept(qtbot, session, icons, registered):
    with registered.change("嫁出") as change:
        change.put("member", "b", {"left": "2025-05-01", "leave_reason": "married_out"})
    dialog = JoinPeopleDialog(None, session, icons, lookalikes.look_alikes(registered))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.pairs.line(0).one.id == "b"
    assert "嫁出 2025-05-01" in dialog.pairs.index(0, 1).data()
    assert dialog.moves.isChecked()
    dialog.keep_one.click()
    assert registered.one('SELECT household, "left" FROM member WHERE id = ?', ("b",)) == ("ha", None)


def test_not_the_same_is_remembered(dialog, registered):
    dialog.different.click()
    assert dialog.pairs.rowCount() == 0
    assert lookalikes.look_alikes(registered) == []


def test_two_right_numbers_ask_for_a_typed_word(qtbot, session, icons, registered, commit_text):
    pairs = lookalikes.look_alikes(registered)
    with registered.change("补号") as change:
        change.put("member", "a", {"id_no": number(2)})
        change.put("member", "b", {"id_no": number(4)})
    dialog = JoinPeopleDialog(None, session, icons, pairs)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "都有效而且不同" in dialog.warning.text()
    assert not dialog.keep_one.isEnabled()
    commit_text(dialog.typed, "是同一人")
    dialog.keep_one.click()
    assert live(registered) == {"a"}


def test_spouses_cannot_be_joined_and_the_reason_is_shown(qtbot, session, icons, registered):
    pairs = lookalikes.look_alikes(registered)
    with registered.change("同户") as change:
        change.put("member", "b", {"household": "ha"})
        change.put("member_year", "yb", {"relation": "spouse"})
    dialog = JoinPeopleDialog(None, session, icons, pairs)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "是配偶，不能并为一人" in dialog.warning.text()
    assert not dialog.keep_one.isEnabled()
    assert dialog.typed.isHidden()
    assert not dialog.moves.isEnabled()


def test_somebody_removed_meanwhile_is_told_and_cannot_be_joined(qtbot, session, icons, registered):
    pairs = lookalikes.look_alikes(registered)
    with registered.change("删") as change:
        change.remove("member", ["b"], "误登")
    dialog = JoinPeopleDialog(None, session, icons, pairs)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "回收站" in dialog.warning.text()
    assert not dialog.keep_one.isEnabled()


@pytest.fixture
def restored(qtbot, session, icons, registered):
    """Joined, and then taken out of the recycle bin with a new telephone number."""
    join(registered, "a", "b")
    with registered.change("还原") as change:
        change.put("member", "b", {"phone": "13700000009"})
    made = JoinPeopleDialog(None, session, icons, lookalikes.look_alikes(registered))
    qtbot.addWidget(made)
    made.show()
    return made


def test_new_edits_of_a_joined_person_are_brought_to_the_other(restored, registered):
    assert restored.pairs.index(0, 0).data() == "已并入，又有新修改"
    assert (restored.keep_one.isHidden(), restored.carry.isHidden()) == (True, False)
    restored.carry.click()
    assert live(registered) == {"a"}
    assert "冲突裁决" in restored.told.text()


def test_a_joined_person_is_parted_again(restored, registered):
    restored.part.click()
    assert live(registered) == {"a", "b"}
    assert registered.value("SELECT merged_into FROM member WHERE id = 'b'") is None


def test_a_file_opened_for_reading_is_only_looked_at(qtbot, session, icons, registered):
    pairs = lookalikes.look_alikes(registered)
    registered.read_only = True
    dialog = JoinPeopleDialog(None, session, icons, pairs)
    qtbot.addWidget(dialog)
    buttons = (dialog.keep_one, dialog.keep_other, dialog.carry, dialog.part, dialog.different)
    assert not any(button.isEnabled() for button in buttons)


def test_the_search_runs_in_the_background_and_shows_what_it_found(qtbot, session, icons, registered, monkeypatch):
    seen = []
    monkeypatch.setattr(JoinPeopleDialog, "exec", lambda dialog: seen.append(dialog.pairs.rowCount()))
    show_look_alikes(None, session, icons)
    assert seen == [1]
