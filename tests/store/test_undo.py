# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from tests.store.conftest import a_household
from villagedesk.errors import Cancelled
from villagedesk.models.catalogue.household import Household
from villagedesk.store import conflicts, reads, steps, undo, verify
from villagedesk.store.dump import dump
from villagedesk.store.file import Opening, open_file


def set_phone(store, phone):
    with store.change(f"改电话 {phone}") as change:
        change.put("household", "h1", {"phone": phone})
    return change.changed.batch


def phone(store):
    return reads.get(store, Household, "h1").phone


def view(store):
    return list(dump(store))


def test_undo_and_redo_name_what_they_take_back(store, household):
    set_phone(store, "13800001111")
    assert steps.next_undo(store).label == "改电话 13800001111"
    assert undo.undo(store).label == "撤销：改电话 13800001111"
    assert phone(store) is None
    assert steps.next_redo(store).label == "改电话 13800001111"
    assert undo.redo(store).label == "改电话 13800001111"
    assert phone(store) == "13800001111"
    assert steps.next_redo(store) is None


def test_undo_survives_a_restart(store, household):
    set_phone(store, "13800001111")
    set_phone(store, "13800002222")
    undo.undo(store)
    path = store.path
    store.close()
    with open_file(path, "", Opening()) as again:
        assert steps.next_undo(again).label == "改电话 13800001111"
        assert steps.next_redo(again).label == "改电话 13800002222"
        undo.undo(again)
        assert phone(again) is None


def test_everything_can_be_undone_back_to_the_empty_file_and_redone(store):
    empty = view(store)
    views = [empty]
    a_household(store)
    views.append(view(store))
    for number in ("13800001111", "13800002222", "13800001111"):
        set_phone(store, number)
        views.append(view(store))
    with store.change("删成员") as change:
        change.remove("member", ["h1-m2"], "误登")
    views.append(view(store))
    for expected in views[-2::-1]:
        undo.undo(store)
        assert view(store) == expected
    while steps.next_redo(store):
        undo.redo(store)
    assert view(store) == views[-1]
    assert verify.verify(store).faults == []


def test_a_new_action_forgets_what_could_be_redone(store, household):
    set_phone(store, "13800001111")
    undo.undo(store)
    set_phone(store, "13800002222")
    assert steps.next_redo(store) is None
    with pytest.raises(undo.NothingToUndo):
        undo.redo(store)


def test_nothing_to_undo_is_said_so(new_store):
    store = new_store()
    undo.undo(store)  # the birth of the village
    with pytest.raises(undo.NothingToUndo, match="没有可以撤销"):
        undo.undo(store)


def test_an_older_action_is_reverted_only_if_nothing_moved_on(store, household):
    first = set_phone(store, "13800001111")
    with store.change("改组") as change:
        change.put("household", "h1", {"group": "7组"})
    undo.revert(store, first)
    assert phone(store) is None
    second = set_phone(store, "13800002222")
    set_phone(store, "13800003333")
    with pytest.raises(undo.MovedOn, match="联系电话"):
        undo.revert(store, second)
    assert phone(store) == "13800003333"


def test_a_birth_is_not_reverted_once_something_was_built_on_it(store, household):
    born = store.value("SELECT max(seq) FROM batch")
    with store.change("走访") as change:
        change.put("visit", "w", {"household": "h1", "date": "2026-02-01"})
    with pytest.raises(undo.MovedOn, match="走访记录"):
        undo.revert(store, born)
    assert reads.get(store, Household, "h1") is not None


def test_an_action_can_be_reverted_after_what_followed_was_undone(store, household):
    first = set_phone(store, "13800001111")
    set_phone(store, "13800002222")
    undo.undo(store)
    with store.change("改组") as change:
        change.put("household", "h1", {"group": "7组"})
    undo.revert(store, first)
    assert phone(store) is None
    assert reads.get(store, Household, "h1").group == "7组"


def test_undoing_a_decision_opens_the_conflict_again(store, household):
    with store.change("两地各改") as change:
        change.settle("household", "h1", "phone", ["13800001111", "13800002222"])
    assert conflicts.count(store) == 1
    open_again = view(store)
    with store.change("决定") as change:
        change.settle("household", "h1", "phone", ["13800002222"])
    assert conflicts.count(store) == 0
    assert phone(store) == "13800002222"
    undo.undo(store)
    assert view(store) == open_again
    assert verify.verify(store).conflicts == 1
    undo.redo(store)
    assert phone(store) == "13800002222"


def test_a_cancelled_undo_leaves_the_file_unchanged(store, household):
    before = view(store)

    def pressed():
        raise Cancelled("已取消")

    with pytest.raises(Cancelled):
        undo.undo(store, pressed)
    assert view(store) == before
    assert steps.next_redo(store) is None
