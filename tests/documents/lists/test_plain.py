# SPDX-License-Identifier: MIT
"""A plain report gets to the disk whole, or the user is told why not."""

from __future__ import annotations

import pytest

from tests.documents.conftest import texts
from villagedesk.documents.lists.plain import save_plain
from villagedesk.errors import EnvironmentProblem


def test_the_lines_stand_in_the_report_and_a_later_one_takes_its_place(tmp_path):
    save_plain(tmp_path / "报告.docx", "示范镇", "合并报告", "2026年1月5日", ["旧的"])
    save_plain(tmp_path / "报告.docx", "示范镇", "合并报告", "2026年1月5日", ["共两份文件", " 清溪村"])
    assert texts(tmp_path / "报告.docx").split("\n")[:4] == ["示范镇 合并报告", "2026年1月5日", "共两份文件", "清溪村"]
    assert not list(tmp_path.glob(".*"))


def test_a_place_that_is_no_folder_any_more_is_told_and_not_what_failed_after_it(tmp_path):
    (tmp_path / "U盘").write_bytes(b"")
    with pytest.raises(EnvironmentProblem, match="路径中有一段不是文件夹"):
        save_plain(tmp_path / "U盘" / "报告.docx", "示范镇", "合并报告", "2026年1月5日", ["共两份文件"])
