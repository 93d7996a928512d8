# SPDX-License-Identifier: MIT
"""A file that was overwritten in the file manager is noticed when it is opened again (merge.md M77)."""

from __future__ import annotations

import shutil

from villagedesk.services.opening import seen
from villagedesk.services.opening.backups import make_backup
from villagedesk.store.file import open_file


def edit(store, text):
    with store.change(text) as change:
        change.put("household", "h1", {"note": text})


def test_m77_a_file_overwritten_by_an_older_or_foreign_one_is_told_with_the_way_back(new_store, tmp_path):
    store = new_store("v")
    edit(store, "第一次")
    store.close()
    older = tmp_path / "older"
    shutil.copy(store.path, older)
    store = open_file(store.path, "")
    edit(store, "第二次")
    make_backup(store, "close")
    seen.note(store)
    store.close()
    with open_file(store.path, "") as same:
        assert seen.replaced(same) == ""
    shutil.copy(older, store.path)
    with open_file(store.path, "") as other:
        told = seen.replaced(other)
    assert "不是您上次" in told
    assert "合并" in told
    assert "最近的自动备份：" in told


def test_a_file_that_was_continued_elsewhere_is_the_same_file(new_store):
    store = new_store("v")
    edit(store, "这里")
    seen.note(store)
    edit(store, "别处")
    assert seen.replaced(store) == ""


def test_a_file_restored_on_purpose_and_a_broken_note_say_nothing(new_store, village_home):
    store = new_store("v")
    seen.note(store)
    other = new_store("w")
    (village_home / "seen.json").write_text((village_home / "seen.json").read_text().replace("v.village", "w.village"))
    assert seen.replaced(other) != ""
    seen.forget(other.path)
    assert seen.replaced(other) == ""
    (village_home / "seen.json").write_text("{broken")
    assert seen.replaced(other) == ""
    seen.note(other)
    assert seen.replaced(other) == ""
