# SPDX-License-Identifier: MIT
"""Roll-ups as Word: landscape A4, heads that repeat, the 口径 below each table, empty places for seal and signatures.

How many columns a table has is known only now, so the table is written here; all the rest is the template's.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.lists.closing import closing_row
from villagedesk.documents.papers import ROLLUP
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.package import DOCUMENT_PART, written
from villagedesk.documents.word.saving import save
from villagedesk.documents.word.template import render
from villagedesk.i18n import _
from villagedesk.models.values.dates import shown as date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from villagedesk.services.figures.rollup_layout import Counted, LaidLine, Layout

_TEXT_WIDTH: Final = 265  # mm between the margins of the template
_MOST: Final = 14  # columns that can be read on a page; further ones stand in a table of their own
_LABEL: Final = (
    78,
    52,
)  # mm for the names of the lines; the smaller where many columns or long texts stand beside them
_NARROW: Final = 8  # columns from which the smaller holds
_SAYS, _FULL = 8, 60  # 汉字 from which a column is one of texts, and beyond which it asks for no more room
_NUMBERS: Final = 24  # mm of a column beside such ones
_KEPT: Final = 2  # last lines that stay with the 口径 and the signatures, which are the last row
_TWIPS: Final = 56.6929
_ROW_TWIPS: Final = round(8.0 * _TWIPS)  # a row is at least 8 mm high (domain.md §6.4)
_LATIN, _BODY, _HEAD = "Times New Roman", "仿宋_GB2312", "黑体"
_PLACE: Final = re.compile(
    r"<w:p[ >](?:(?!</w:p>).)*?〖表(\d+)〗.*?</w:p>\s*(<w:p[ >].*?</w:p>)\s*(<w:tbl>.*?</w:tbl>)", re.DOTALL
)  # the paragraph that gives way to the table, the 口径 and who signs
_BAD: Final = re.compile("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def save_rollups(layouts: Sequence[Layout], target: Path, office: str, day: str) -> None:
    """Print tables into one file, each on pages of its own.

    Args:
        layouts: the tables.
        target: a .docx file; an earlier one is replaced whole or not at all.
        office: whose they are, for the footer.
        day: the day of printing, ISO.

    Raises:
        Refused: the target is not a .docx file.
        TemplateFault: the template was changed and asks for what does not exist.
        EnvironmentProblem: it cannot be written.
    """
    save(content(layouts, office, day), target)


def content(layouts: Sequence[Layout], office: str, day: str) -> bytes:
    """The file; equal tables give equal bytes."""
    parted = [part for layout in layouts for part in _in_parts(layout)]
    with zipfile.ZipFile(io.BytesIO(render(built_in(ROLLUP.template), _context(parted, office, day)))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts[DOCUMENT_PART].decode("utf-8")
    parts[DOCUMENT_PART] = _PLACE.sub(lambda found: _table(parted[int(found[1])], found[2], found[3]), body).encode(
        "utf-8"
    )
    return written(parts)


def _in_parts(layout: Layout) -> Iterable[Layout]:
    """A wide table in several, each with the names of the lines in front; those after the first say so."""
    parts = -(-len(layout.columns) // _MOST) or 1
    each = -(-len(layout.columns) // parts)
    for first in range(0, len(layout.columns), each):
        title = layout.title if first == 0 else _("{title}（续）").format(title=layout.title)
        yield layout.part(first, first + each, title)


def _context(layouts: Sequence[Layout], office: str, day: str) -> dict[str, Any]:
    return {
        "各表": [
            {
                "题名": layout.title,
                "范围": layout.subtitle,
                "计量": layout.counted_in,
                "表格": f"〖表{number}〗",
                "口径": layout.note,
            }
            for number, layout in enumerate(layouts)
        ],
        ABOUT: {"题名": ROLLUP.title, "户标识": "", "日期": date_words(day), "日期数字": day, "单位": office},
    }


# -- the table ----------------------------------------------------------------------------------------------------------


def _table(layout: Layout, note: str, signing: str) -> str:
    """The table; it ends with the paragraph about what is counted and the table of who answers for it."""
    many = len(layout.columns) >= _NARROW
    widths = [round(width * _TWIPS) for width in _widths(layout)]
    size = 18 if many else 21  # half points: 小五, 五号
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{6 if side.startswith("inside") else 8}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    rows = [_row([(_("项目"), "center"), *((name, "center") for name in layout.columns)], widths, size, head=True)]
    for number, line in enumerate(layout.lines):
        rows += _rows(line, widths, size, keep=number >= len(layout.lines) - _KEPT)
    rows.append(closing_row(widths, signing, note))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _widths(layout: Layout) -> list[float]:
    """Millimetres of the names and of each column: all alike, but columns of long texts have what the others leave them."""
    count = len(layout.columns)
    longest = (max((len(line.cells[place].text or "") for line in layout.lines), default=0) for place in range(count))
    said = [min(many, _FULL) for many in longest]
    texts = sum(many for many in said if many >= _SAYS)
    label = _LABEL[bool(texts) or count >= _NARROW]
    room = _TEXT_WIDTH - label
    if not texts:
        return [label, *([room / max(count, 1)] * count)]
    room -= _NUMBERS * sum(many < _SAYS for many in said)
    return [label, *(room * many / texts if many >= _SAYS else _NUMBERS for many in said)]


def _rows(line: LaidLine, widths: Sequence[int], size: int, *, keep: bool) -> Iterable[str]:
    if line.heading:
        yield _row([(line.heading, "left")], [sum(widths)], size, span=len(widths), keep=True)
    cells = [(line.label, "left"), *((one.words, _align(one)) for one in line.cells)]
    yield _row(cells, widths, size, keep=keep)


def _align(one: Counted) -> str:
    """Numbers stand at the right, signs (✓) in the middle, words at the left."""
    if one.text is None:
        return "right"
    return "center" if len(one.text) == 1 else "left"


def _row(
    cells: Sequence[tuple[str, str]],
    widths: Sequence[int],
    size: int,
    *,
    head: bool = False,
    span: int = 1,
    keep: bool = False,
) -> str:
    """A row that does not split; the head is repeated on every page, what is kept stays with the row or text below it."""
    font = _HEAD if head or span > 1 else _BODY
    repeat = "<w:tblHeader/>" if head else ""
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{"<w:keepNext/>" if keep else ""}<w:spacing w:before="0" w:after="0" w:line="290" w:lineRule="exact"/>'
        f'<w:jc w:val="{align}"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{_LATIN}" w:hAnsi="{_LATIN}"'
        f' w:eastAsia="{font}" w:cs="{_LATIN}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr><w:t xml:space="preserve">{escape(_BAD.sub("", text))}</w:t>'
        "</w:r></w:p></w:tc>"
        for (text, align), width in zip(cells, widths, strict=True)
    )
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_ROW_TWIPS}" w:hRule="atLeast"/>{repeat}</w:trPr>{made}</w:tr>'
