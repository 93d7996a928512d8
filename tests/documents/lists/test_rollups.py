# SPDX-License-Identifier: MIT
"""Roll-ups on paper: landscape, heads that repeat, wide tables in parts, empty places for seal and signatures."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.section import WD_ORIENT

from villagedesk.documents.lists.rollups import content, save_rollups
from villagedesk.errors import Refused
from villagedesk.services.figures.rollup_layout import Layout, Wish, lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from villagedesk.store.store import Store

DAY = "2026-03-02"


@pytest.fixture
def layouts(store: Store) -> list[Layout]:
    """基本情况 of twenty villages side by side, and 年度变动."""
    with store.change("登记") as change:
        for number in range(20):
            change.put("village", f"v{number}", {"name": f"<{number}&村>"})
            change.put("household", f"h{number}", {"village": f"v{number}", "group": "1组"})
    beside = lay_out(store, Wish("basic", 2025, beside=True), "示范镇")
    return [beside[0], *lay_out(store, Wish("changes", 2025), "示范镇")]


def printed(layouts: list[Layout]) -> Document:
    return docx.Document(io.BytesIO(content(layouts, "示范镇", DAY)))


def test_every_table_is_there_and_a_wide_one_in_parts_that_fit(layouts: list[Layout]) -> None:
    paper = printed(layouts)
    columns = [len(table.columns) - 1 for table in paper.tables]
    assert columns == [11, 11, 2], "twenty villages, the one of the file and the total in two parts"
    heads = [cell.text for table in paper.tables[:2] for cell in table.rows[0].cells[1:]]
    assert heads == list(layouts[0].columns)
    titles = [one.text for one in paper.paragraphs]
    assert "基本情况（户数）（续）" in titles
    for table in paper.tables:
        width = sum(column.width for column in table.columns)
        section = paper.sections[0]
        assert width <= section.page_width - section.left_margin - section.right_margin + 40_000


def test_pages_are_landscape_and_heads_repeat_on_each(layouts: list[Layout]) -> None:
    paper = printed(layouts)
    assert all(section.orientation == WD_ORIENT.LANDSCAPE for section in paper.sections)
    for table in paper.tables:
        marked = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
        assert marked == [True, *[False] * (len(marked) - 1)]
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


def test_what_is_counted_stands_in_the_last_row_and_nobody_has_signed(layouts: list[Layout]) -> None:
    paper = printed(layouts)
    texts = [one.text for one in paper.paragraphs]
    assert sum("单位：户" in text for text in texts) == 3
    assert any("2025年度" in text and "统计日2026-03-02" in text and "示范镇" in text for text in texts)
    assert len(paper.tables) == 3
    for table in paper.tables:
        (last,) = set(table.rows[-1].cells)
        assert last.paragraphs[0].text.startswith("口径：")
        (signing,) = last.tables
        assert [one.text for one in signing.rows[0].cells] == [
            "填表单位（盖章）：", "填表人：", "审核人：", "填表日期：\n年    月    日",
        ]  # fmt: skip
        assert signing.rows[0].height.mm > 39, "36 mm for the seal"
    assert not any(mark in text for text in [*texts, paper.element.xml] for mark in ("{{", "〖"))


def test_equal_tables_give_equal_bytes(layouts: list[Layout]) -> None:
    assert content(layouts, "示范镇", DAY) == content(layouts, "示范镇", DAY)


def test_another_suffix_is_refused(layouts: list[Layout], tmp_path: Path) -> None:
    with pytest.raises(Refused, match="docx"):
        save_rollups(layouts, tmp_path / "t.doc", "示范镇", DAY)


def test_the_signatures_stay_with_the_note_and_the_last_lines(layouts: list[Layout]) -> None:
    for table in printed(layouts).tables:
        kept = [bool(row._tr.xpath(".//w:keepNext")) for row in table.rows]
        assert kept[-3:] == [True, True, False], "the last row is the one they are kept with"
        assert not all(kept[:-1]), "a table as long as a page would be pushed off it"


def test_a_column_of_texts_has_the_room_that_numbers_leave_it(layouts: list[Layout]) -> None:
    """缺件 of a household is a sentence: beside numbers in columns as wide, a page had five households."""
    one = layouts[1]
    columns = one.columns
    assert len({column.width for column in printed([one]).tables[0].columns}) == 2, "the names, and columns alike"
    said = [line._replace(cells=(line.cells[0], line.cells[1]._replace(text="缺" * 40))) for line in one.lines]
    _names, numbers, texts = (
        column.width.mm for column in printed([replace(one, lines=tuple(said))]).tables[0].columns
    )
    assert len(columns) == 2
    assert numbers < 30
    assert texts > 150
