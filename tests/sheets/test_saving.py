# SPDX-License-Identifier: MIT
"""A finished spreadsheet gets to the disk whole, or the user is told why not."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from villagedesk.errors import EnvironmentProblem
from villagedesk.sheets.saving import new_workbook


def write(target):
    with new_workbook(target) as workbook:
        workbook.add_worksheet().write(0, 0, "户")


def test_a_full_disk_is_told_as_such_and_the_table_of_before_stays(tmp_path, monkeypatch):
    target = tmp_path / "表.xlsx"
    write(target)
    before = target.read_bytes()

    def full(_self, _content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EnvironmentProblem, match=r"没有写到“.*表.xlsx”：磁盘空间不足"):
        write(target)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_place_that_is_no_folder_any_more_is_told_and_not_what_failed_after_it(tmp_path):
    (tmp_path / "U盘").write_bytes(b"")
    with pytest.raises(EnvironmentProblem, match="路径中有一段不是文件夹"):
        write(tmp_path / "U盘" / "表.xlsx")
