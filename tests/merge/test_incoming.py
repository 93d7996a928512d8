# SPDX-License-Identifier: MIT
"""Private copies of received files: only ours, gone afterwards, and never half a file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from villagedesk import paths
from villagedesk.errors import Refused
from villagedesk.merge import incoming
from villagedesk.merge.incoming import copy_in, private_folder, sweep
from villagedesk.store.oslock import OsLock


def left() -> list[str]:
    return sorted(path.name for path in paths.received().iterdir())


def test_the_folder_and_everything_in_it_are_gone_afterwards(tmp_path):
    source = tmp_path / "副本 (1)"
    source.write_bytes(b"x" * 9_000_000)
    with private_folder() as folder:
        copy = copy_in(source, folder)
        assert copy.path.read_bytes() == source.read_bytes()
        assert copy.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
        assert left() != []
    assert left() == []


def test_what_a_killed_program_left_goes_at_the_next_start_but_a_folder_in_use_stays():
    home = paths.received()
    for name in ("in-dead", "in-busy"):
        (home / name).mkdir(parents=True)
        (home / name / "received.village").write_bytes(b"secret")
    with OsLock(home / "in-busy.lock"):
        sweep()
        assert "in-dead" not in left()
        assert (home / "in-busy" / "received.village").exists()
    sweep()
    assert left() == []


def test_a_window_that_starts_at_the_worst_moment_leaves_the_folder_of_another_alone(monkeypatch):
    made = Path.mkdir

    def made_and_swept(path, *how, **more):
        made(path, *how, **more)
        if path.name.startswith("in-"):
            sweep()  # as the start of another window does, right after the folder came to be

    monkeypatch.setattr(Path, "mkdir", made_and_swept)
    with private_folder() as folder:
        assert folder.is_dir()
    assert left() == []


@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_a_copy_with_an_unfinished_save_beside_it_is_refused(tmp_path, suffix):
    source = tmp_path / "a.village"
    source.write_bytes(b"x" * 4096)
    source.with_name(source.name + suffix).write_bytes(b"y")
    with private_folder() as folder, pytest.raises(Refused, match="保存过程中复制的"):
        copy_in(source, folder)


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path, monkeypatch):
    source = tmp_path / "a.village"
    source.write_bytes(b"x" * 4096)
    monkeypatch.setattr(incoming, "_PIECE", 1024)
    with private_folder() as folder, pytest.raises(Refused, match="保存过程中复制的"):
        copy_in(source, folder, lambda: source.write_bytes(b"z" * 8192))


def test_missing_files_folders_and_giants_are_each_told_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(incoming, "LARGEST", 1_000_000)
    (tmp_path / "big").write_bytes(b"x" * 2_000_000)
    with private_folder() as folder:
        for name, words in (("none", "找不到文件"), ("", "是一个文件夹"), ("big", "超过了上限1兆")):
            with pytest.raises(Refused, match=words):
                copy_in(tmp_path / name, folder)
