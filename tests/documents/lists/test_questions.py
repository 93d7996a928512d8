# SPDX-License-Identifier: MIT
"""The question list as a paper."""

from __future__ import annotations

import dataclasses

import docx
import pytest

from tests.documents import drawing
from tests.documents.conftest import texts
from villagedesk.documents.lists.questions import print_questions
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.services.keeping.exportlog import MARK, Contents, fingerprint, purpose
from villagedesk.services.merging.asking import Line, QuestionList
from villagedesk.store.exportlog import entries

LINE = Line(
    village="清溪村",
    household="1组 肖辉",
    person="高凤珍",
    item="家庭成员 姓名",
    before="高凤珍",
    ours="高凤珠\n（李书记 2026-03-02 12:00）",
    theirs="高凤真 {{ 户 }} <b>&\n（王会计 2026-03-01 09:00）",
    key=("member", "m2", "name"),
    mark="0" * 16,
)
HEADINGS = ["序号", "户", "姓名", "项目", "原为", "本机", "来件", "村里核实结果", "签字"]


def listed(lines, wanted=None):
    return QuestionList(tuple(lines), Contents("待核实问题清单", "", "清溪村", 2025, ("姓名",), 1, 1), wanted)


def printed(store, path, lines):
    print_questions(store, listed(lines), path, "2026-03-02")
    return docx.Document(str(path))


def test_a_line_has_the_values_of_both_sides_and_blank_columns_for_the_pen(store, tmp_path):
    document = printed(store, tmp_path / "清单.docx", [LINE])
    (table,) = document.tables
    heading, row = ([cell.text for cell in row.cells] for row in table.rows)
    assert heading == HEADINGS
    assert row == ["1", LINE.household, LINE.person, LINE.item, LINE.before, LINE.ours, LINE.theirs, "", ""]
    words = texts(tmp_path / "清单.docx")
    assert "清溪村待核实问题清单" in words
    assert "（清溪村　2026年3月2日　共1处）" in words
    assert "{%" not in words


def test_the_paper_is_a4_lying_and_the_headings_repeat_on_every_page(store, tmp_path):
    document = printed(store, tmp_path / "清单.docx", [LINE] * 40)
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(297, abs=0.1), pytest.approx(210, abs=0.1))
    assert "tblHeader" in document.tables[0].rows[0]._tr.xml
    assert [row.cells[0].text for row in document.tables[0].rows[1:]] == [str(number) for number in range(1, 41)]


def test_each_village_has_a_table_on_pages_of_its_own_and_what_belongs_to_none_comes_last(store, tmp_path):
    lines = [dataclasses.replace(LINE, village=village) for village in ("", "清溪村", "石桥村", "清溪村")]
    document = printed(store, tmp_path / "清单.docx", lines)
    assert [len(table.rows) - 1 for table in document.tables] == [2, 1, 1]
    titles = [one.text for one in document.paragraphs if one.text.endswith("清单")]
    assert titles == ["清溪村待核实问题清单", "石桥村待核实问题清单", "不属于某一户的待核实问题清单"]
    assert document.element.body.xml.count('w:br w:type="page"') == 2


@pytest.mark.office
@drawing.NEEDED
def test_a_list_has_the_pages_it_should_and_all_that_it_says_is_drawn(store, tmp_path):
    """What one side says at length goes on in its cell; each page has the heads and a line."""
    long = dataclasses.replace(LINE, theirs="长" * 180 + "末")
    wanted = {"1": ([LINE], 1), "8": ([LINE] * 8, 1), "40": ([LINE] * 40, 5), "长": ([LINE, long, LINE], 1)}
    wanted["三村"] = ([dataclasses.replace(LINE, village=village) for village in ("清溪村", "石桥村", "双龙村")], 3)
    for name, (lines, _pages) in wanted.items():
        printed(store, tmp_path / f"{name}.docx", lines)
    drawing.laid_out(tmp_path)
    assert {name: drawing.count(tmp_path / f"{name}.pdf") for name in wanted} == {
        name: pages for name, (_lines, pages) in wanted.items()
    }
    for name in wanted:
        pdf = tmp_path / f"{name}.pdf"
        assert not drawing.cut_off(pdf.with_suffix(".docx"), pdf), name
        assert all("村里核实结果" in page and "肖辉" in page for page in drawing.bodies(pdf)), name


def test_another_kind_of_file_is_refused(store, tmp_path):
    with pytest.raises(Refused, match=r"扩展名应为 \.docx"):
        printed(store, tmp_path / "清单.pdf", [LINE])
    assert list(tmp_path.glob("清单*")) == []


def test_an_earlier_list_is_replaced_whole_or_not_at_all(store, tmp_path, monkeypatch):
    target = tmp_path / "清单.docx"
    target.write_bytes(b"before")

    def refuse(_self, _target):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(type(target), "replace", refuse)
    with pytest.raises(EnvironmentProblem, match="没有写到"):
        printed(store, target, [LINE])
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.glob("*清单*")] == ["清单.docx"]


def test_an_unmasked_list_says_so_on_every_page_and_is_entered_with_its_hash(store, tmp_path):
    path = tmp_path / "清单.docx"
    print_questions(store, listed([LINE], purpose("清溪村委会", "核实证件号码")), path, "2026-03-02")
    for section in docx.Document(str(path)).sections:
        assert MARK in "".join(one.text for one in section.header.paragraphs)
    (entry,) = entries(store)
    assert (entry.recipient, entry.reason, entry.file_hash) == ("清溪村委会", "核实证件号码", fingerprint(path))


def test_a_masked_list_carries_no_mark_and_is_not_entered(store, tmp_path):
    printed(store, tmp_path / "清单.docx", [LINE])
    assert MARK not in texts(tmp_path / "清单.docx")
    assert entries(store) == []


def test_an_unmasked_list_that_did_not_get_its_name_is_entered_as_not_written(store, tmp_path, monkeypatch):
    def refuse(_self, _target):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(type(tmp_path), "replace", refuse)
    with pytest.raises(EnvironmentProblem, match="没有写到"):
        print_questions(
            store, listed([LINE], purpose("清溪村委会", "核实证件号码")), tmp_path / "清单.docx", "2026-03-02"
        )
    assert sorted(one.what for one in entries(store)) == ["待核实问题清单", "没有写成：待核实问题清单"]
    assert not (tmp_path / "清单.docx").exists()
