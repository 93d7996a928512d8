# SPDX-License-Identifier: MIT
"""A household's papers, read back: fonts, pages, heads and footers, places for pen and seal."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from tests.documents.conftest import changed, parts_of, texts
from tests.documents.volumes.reading import (
    MM,
    NUMBERS,
    every_part,
    opened,
    paper,
    tables_and_sections,
    told,
    volume,
    xml_of,
)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_run_names_its_east_asian_font_and_language(full, number):
    for part in every_part(paper(full, number)):
        for run in part.iter(qn("w:r")):
            fonts = run.rPr.find(qn("w:rFonts"))
            assert fonts.get(qn("w:eastAsia")) in {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}
            assert run.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"


@pytest.mark.parametrize("number", NUMBERS)
def test_pages_are_a4_or_the_card_and_rows_do_not_split_or_shrink(full, number):
    document = opened(paper(full, number))
    for section in document.sections:
        size = sorted((round(section.page_width.mm), round(section.page_height.mm)))
        assert size == ([148, 210] if number == 9 else [210, 297])
    for table, section in tables_and_sections(document):
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        between = section.page_width - section.left_margin - section.right_margin
        assert sum(widths) * 635 <= between + 12_700
        for row in table._tbl.tr_lst:
            height = row.trPr.find(qn("w:trHeight"))
            assert height.get(qn("w:hRule")) == "atLeast"
            assert int(height.get(qn("w:val"))) >= 8 * MM - 1
            free = "本卷为" in "".join(node.text or "" for node in row.iter(qn("w:t")))
            assert free or row.trPr.find(qn("w:cantSplit")) is not None


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
def test_heads_of_lists_repeat_on_every_page(full, number):
    document = opened(paper(full, number))
    assert any(table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None for table in document.tables)


@pytest.mark.parametrize("number", NUMBERS[1:])
def test_the_footer_counts_pages_with_whole_fields(full, number):
    for section in opened(paper(full, number)).sections:
        footer = section.footer._element
        kinds = [node.get(qn("w:fldCharType")) for node in footer.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"] * 2
        assert [node.text.strip() for node in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_places_for_pen_and_seal_are_large_enough_and_empty(full):
    names = [person.name for person in full.people] + ["王帮扶", "李书记", "赵原任"]
    found = 0
    for number in NUMBERS:
        for table in opened(paper(full, number)).tables:
            for row in table._tbl.tr_lst:
                if row.trPr.find(qn("w:tblHeader")) is not None:
                    continue
                for cell in row.tc_lst:
                    words = "".join(node.text or "" for node in cell.iter(qn("w:t")))
                    if "签字" not in words and "（盖章）" not in words:
                        continue
                    if words in {"签字盖章"}:
                        continue
                    found += 1
                    height = int(row.trPr.find(qn("w:trHeight")).get(qn("w:val")))
                    assert height >= (35 if "（盖章）" in words else 12) * MM
                    assert not any(name in words for name in names), words
                    if "（盖章）" in words:
                        assert int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) >= 35 * MM
    assert found >= 12


@pytest.mark.parametrize("number", [6, 8, 10, 11])
def test_between_the_mark_of_a_seal_and_its_date_nothing_stands_for_35_millimetres(full, number):
    cells = [cell for cell in xml_of(paper(full, number)).iter(qn("w:tc")) if "（盖章）" in told(cell)]
    assert cells
    for cell in cells:
        lines = list(cell.iterchildren(qn("w:p")))
        (mark,) = (place for place, line in enumerate(lines) if told(line) in {"村民委员会（盖章）", "（盖章）"})
        (date,) = lines[mark + 1 :]
        assert told(date).split() == ["年", "月", "日"]
        assert int(date.pPr.find(qn("w:spacing")).get(qn("w:before"))) >= 35 * MM


def test_boxes_to_tick_are_all_drawn_in_the_font_of_their_words(full):
    for run in xml_of(paper(full, 6)).iter(qn("w:r")):
        if "□" in told(run):
            fonts = run.rPr.find(qn("w:rFonts"))
            assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == fonts.get(qn("w:eastAsia"))


def test_the_mark_of_a_seal_is_grey(full):
    grey = [
        run
        for run in xml_of(paper(full, 6)).iter(qn("w:r"))
        if "（盖章）" in "".join(node.text or "" for node in run.iter(qn("w:t")))
    ]
    assert grey
    assert all(run.rPr.find(qn("w:color")).get(qn("w:val")) == "808080" for run in grey)


def test_dates_of_filling_in_are_left_to_the_pen_with_room_for_a_year_of_four_digits(full):
    assert "填表日期：　　　年    月    日" in texts(paper(full, 6))


@pytest.mark.parametrize("number", [6, 12])
@pytest.mark.parametrize("many", [0, 1, 8, 14])
def test_who_signs_below_a_list_is_on_one_page_with_its_last_rows(full, number, many):
    """However long the list is: the signatures are its last row, with which the two rows above it keep."""
    measures = tuple(full.measures[0].having(id=f"m{place}", actual_gain=1_000_00) for place in range(many))
    *rows, before, last, signed = opened(paper(changed(full, measures=measures), number)).tables[-1]._tbl.tr_lst
    assert "户主签字（按手印）" in told(signed)
    assert "村民委员会（盖章）" in told(signed)
    assert "户主签名" in told(rows[0])
    for row in (before, last):
        assert all(one.pPr.find(qn("w:keepNext")) is not None for one in row.iter(qn("w:p")))
    some = rows[1:-6]  # of a long list the other rows part where the page ends
    assert all(one.pPr.find(qn("w:keepNext")) is None for row in some for one in row.iter(qn("w:p")))


@pytest.mark.parametrize(("number", "rows"), [(5, 2), (6, 3), (7, 1), (12, 3), (13, 1)])
def test_a_text_longer_than_a_page_goes_on_on_the_next(full, number, rows):
    """A row that must not split is cut off by LibreOffice where it is higher than the page."""
    long = "长" * 4_000
    case = changed(
        full,
        facts=full.facts.having(note=long),
        plan=full.plan.having(wish=long),
        causes=tuple(one.having(note=long, need=long) for one in full.causes),
        incomes=(full.income.having(note=long),),
        benefits=(full.benefits[0].having(content=long),),
    )
    found = [row for row in xml_of(paper(case, number)).iter(qn("w:tr")) if long in told(row)]
    assert len(found) == rows
    assert all(row.trPr.find(qn("w:cantSplit")) is None for row in found)
    assert all(one.pPr.find(qn("w:keepNext")) is None for row in found for one in row.iter(qn("w:p")))


def test_the_income_per_head_is_on_one_page_with_who_signs_it(full):
    per_head = opened(paper(full, 7)).tables[2]._tbl
    assert all(one.pPr.find(qn("w:keepNext")) is not None for one in per_head.iter(qn("w:p")))


def test_nothing_of_python_docx_own_template_is_in_the_papers(full):
    for content in volume(full).values():
        parts = parts_of(content)
        assert not [name for name in parts if "thumbnail" in name or "customXml" in name or "theme" in name]
        assert b"Macintosh" not in parts["docProps/app.xml"]
        assert "方正小标宋简体".encode() in parts["word/fontTable.xml"]
        assert "华文中宋".encode() in parts["word/fontTable.xml"]
