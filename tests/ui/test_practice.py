# SPDX-License-Identifier: MIT
from __future__ import annotations

from villagedesk.errors import Cancelled
from villagedesk.settings import Settings
from villagedesk.ui.practice import open_practice_file, practice_path

SETTINGS = Settings(author="李书记")


def test_giving_up_while_it_is_made_leaves_nothing_behind(qapp, monkeypatch):
    def stop(path, check, report):
        raise Cancelled("已取消")

    monkeypatch.setattr("villagedesk.demo.practice.make_practice_file", stop)
    assert open_practice_file(None, SETTINGS) is None
    assert not practice_path().exists()


def test_practice_lies_apart_from_real_files(village_home):
    assert practice_path().parent == village_home / "practice"


def test_a_practice_file_that_is_in_use_is_not_thrown_away(qapp, said):
    store = open_practice_file(None, SETTINGS)
    said.answers.append(0)
    assert open_practice_file(None, SETTINGS) is None
    assert "正在被" in said.warnings[0]
    store.close()
