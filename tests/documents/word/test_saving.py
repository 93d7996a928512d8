# SPDX-License-Identifier: MIT
"""A finished paper gets to the disk whole, or the user is told why not."""

from __future__ import annotations

import pytest

from villagedesk.documents.word.saving import save
from villagedesk.errors import EnvironmentProblem


def test_a_place_that_is_no_folder_any_more_is_told_and_not_what_failed_after_it(tmp_path):
    (tmp_path / "U盘").write_bytes(b"")
    with pytest.raises(EnvironmentProblem, match=r"没有写到“.*表.docx”：路径中有一段不是文件夹"):
        save(b"paper", tmp_path / "U盘" / "表.docx")
