# SPDX-License-Identifier: MIT
"""A finished file is in its place whole, or what lay there before stays and the user is told why."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from villagedesk.errors import EnvironmentProblem
from villagedesk.services.keeping.placing import new_file, put_file


def test_a_file_replaces_the_one_of_before_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "2025年" / "册.docx"
    for content in (b"before", b"now"):
        put_file(content, target)
    assert target.read_bytes() == b"now"
    assert list(target.parent.iterdir()) == [target]


def test_a_full_disk_is_told_as_such_and_the_file_of_before_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "册.docx"
    put_file(b"before", target)

    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as half:
            half.write(content[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EnvironmentProblem, match=r"没有写到“.*册\.docx”：磁盘空间不足"):
        put_file(b"now", target)
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir() if "册" in path.name] == ["册.docx"]


def test_a_place_that_is_no_folder_any_more_is_told_and_not_what_failed_after_it(tmp_path: Path) -> None:
    (tmp_path / "U盘").write_bytes(b"")
    with pytest.raises(EnvironmentProblem, match="路径中有一段不是文件夹"), new_file(tmp_path / "U盘" / "册.docx"):
        raise AssertionError("there is nowhere to write to")
