# SPDX-License-Identifier: MIT
"""The data dictionary: what it says of writing templates is true, and every placeholder stands in it."""

from __future__ import annotations

import docx
import pytest

from tests.documents.conftest import texts
from tests.documents.guarded.making import document
from villagedesk.documents.facts.placeholders import placeholder_list
from villagedesk.documents.guarded.trying import examine
from villagedesk.documents.lists.dictionary import HOW, print_dictionary


@pytest.mark.parametrize("written", [written for written, _told in HOW])
def test_each_way_of_writing_that_it_shows_can_be_printed(written):
    lines = written.split("\n")
    in_rows = any("{%tr" in line for line in lines)
    report = examine("表", document("甲", rows=[(line,) for line in lines]) if in_rows else document(*lines))
    assert report.usable, report
    assert report.doubts == ()
    assert report.uses or report.loops or "空行" in written


def test_it_has_every_placeholder_and_says_how_they_are_written(tmp_path):
    print_dictionary(tmp_path / "a.docx", "清溪村村民委员会", "2026-03-02")
    said = texts(tmp_path / "a.docx")
    assert all(one.written in said for one in placeholder_list())
    assert all(told in said for _written, told in HOW)
    assert "（清溪村村民委员会　2026年3月2日　例子都不是真人）" in said


def test_without_an_office_nothing_stands_in_its_place(tmp_path):
    print_dictionary(tmp_path / "a.docx", "", "2026-03-02")
    assert "（2026年3月2日　例子都不是真人）" in texts(tmp_path / "a.docx")
    assert len(docx.Document(str(tmp_path / "a.docx")).tables) > 20
