# SPDX-License-Identifier: MIT
"""D25 整改通知书: what is to be put right, by whom and until when, as a letter with a receipt to tear off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, line_table, new_book_paper
from templates.form import FORM_YEAR, HEADING, LEFT, SMALL_LEFT, Cell, Row, table
from templates.inspection_record import LONG
from templates.letter_style import BODY_TEXT, DAY, LETTER_TITLE, SEAL, SIGN, TO, known
from templates.typography import LETTER, Style, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_ROOM = 96  # points, 34 mm: above the unit so much stays empty for the seal, which is set over unit and date
_TEAR = Style(align="center", before=10, after=6)
_COLUMNS = (
    Column("序号", "{{ 项.行号 }}", 11),
    Column("发现的问题", "{{ 项.发现问题 }}", 55, SMALL_LEFT),
    Column("整改要求", "{{ 项.整改要求 }}", 42, SMALL_LEFT),
    Column("责任人", "{{ 项.整改责任人 }}", 22),
    Column("时限", "{{ (项.整改时限 or 督查.整改期限)|replace('年', '年\\n') }}", 26),
)


def build() -> Document:
    """To whom, what was found, what is demanded; seal of the office; the receipt."""
    paper = new_book_paper("整改通知书", LETTER)
    add(
        paper,
        text("整改通知书", LETTER_TITLE.but(after=4)),
        text("{{ 督查.整改通知书文号 or '　　　〔　　　　〕　　号' }}", FORM_YEAR.but(size=14, after=10)),
        text(f"{known('督查.督查对象', 12)}：", TO),
        text(
            f"{known('督查.督查日期', 8)}，{known('督查.派出单位', 8)}以{known('督查.督查方式', 5)}方式进行了督查，发现下列问题。"
            f"请于{known('督查.整改期限', 8)}前（单项另有时限的按该时限）整改到位，并把整改情况和佐证材料书面报送我单位，届时复核销号。",
            BODY_TEXT.but(after=8),
        ),
        line_table("整改事项", _COLUMNS, 2, 11, LONG[:2]),
        text("派出单位（盖章）　　　　", SEAL.but(before=_ROOM, keep=True)),
        text("{% if 督查.通知书日期 %}{{ 督查.通知书日期 }}　　　　{% else %}" + DAY + "{% endif %}", SIGN),
        text("－ － － － － － － － －（沿此线撕下）－ － － － － － － － －", _TEAR.but(keep=True)),
        text("回　执", LETTER_TITLE.but(size=16, after=6, keep=True)),
        text(
            "《整改通知书》（{{ 督查.整改通知书文号 or '文号：＿＿＿＿＿＿＿＿' }}）已经收到。",
            BODY_TEXT.but(after=6, keep=True),
        ),
        table([34, 60, 22, 40], [_receipt()]),
    )
    finish(paper)
    return paper


def _receipt() -> Row:
    cells = [
        Cell("签收人\n（签字）", HEADING),
        Cell(),
        Cell("日期", HEADING),
        Cell(DAY.strip(), LEFT.but(align="right")),
    ]
    return Row(cells, 16)
