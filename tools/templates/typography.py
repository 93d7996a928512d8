# SPDX-License-Identifier: MIT
"""Pages, paragraphs, runs and footers as all papers have them. Lengths are millimetres, sizes points."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from templates.fonts import BODY, FOUR, HEAD, LATIN, NOTE, SMALL_FIVE, SMALL_FOUR, SONG
from templates.skeleton import empty_document

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

GREY = "808080"
HOUSEHOLD = "{% if 文书.空白 %}{{ 村.行政村 }}{{ 文书.空白 }}{% else %}{{ 村.行政村 }}{{ 户.组名 }} {{ 户.户主姓名 }}户{% endif %}"
RED = "C00000"


@dataclass(frozen=True)
class Style:
    """How a paragraph and its runs look. `line` is an exact pitch in points, 0 for what the font needs.

    `latin` is the font of letters, digits and signs that Word counts as neither Latin nor Chinese, like □ and ☑.
    """

    font: str = BODY
    latin: str = LATIN
    size: float = SMALL_FOUR
    align: str = "left"
    bold: bool = False
    color: str = ""
    before: float = 0
    after: float = 0
    line: float = 0
    indent: float = 0
    right: float = 0  # 汉字 from the right edge
    spacing: float = 0
    keep: bool = False

    def but(self, **changes: object) -> Style:
        """The same with some things otherwise."""
        return replace(self, **changes)


HAIR = Style(size=1, line=1)  # takes no room: for tags that stand alone


@dataclass(frozen=True)
class Page:
    """Paper and margins."""

    width: float = 210
    height: float = 297
    top: float = 25
    right: float = 18
    bottom: float = 20
    left: float = 28  # the binding edge
    footer: float = 10

    @property
    def text_width(self) -> float:
        """Between the margins."""
        return self.width - self.left - self.right


FORM = Page()
LETTER = Page(top=37, right=26, bottom=35, left=28, footer=25)  # GB/T 9704-2012: 版心 156 × 225
WIDE = Page(width=297, height=210, top=26, right=16, bottom=18, left=16)  # bound at the top edge
CARD = Page(width=210, height=148, top=14, right=14, bottom=11, left=14, footer=5)  # A5, for the wall


def run(text: str, style: Style) -> str:
    """A run; East Asian font, size and language are on every one."""
    marks = "".join(
        (
            (
                f"<w:rFonts w:hint={quoteattr('eastAsia')} w:ascii={quoteattr(style.latin)} w:hAnsi={quoteattr(style.latin)}"
                f" w:eastAsia={quoteattr(style.font)} w:cs={quoteattr(LATIN)}/>"
            ),
            "<w:b/><w:bCs/>" if style.bold else "",
            f'<w:color w:val="{style.color}"/>' if style.color else "",
            f'<w:spacing w:val="{round(style.spacing * 20)}"/>' if style.spacing else "",
            f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>',
            '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>',
        )
    )
    if not text.startswith("<w:"):
        text = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r><w:rPr>{marks}</w:rPr>{text}</w:r>"


def field(instruction: str, style: Style) -> str:
    """A field with begin, instruction, separator, result and end, which Word, WPS and LibreOffice all compute."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(run(part, style) for part in parts)


def paragraph(runs: str, style: Style, *, tabs: str = "", border: str = "") -> str:
    """A paragraph around finished runs."""
    exact = f' w:line="{round(style.line * 20)}" w:lineRule="exact"' if style.line else ""
    first = f' w:firstLineChars="{round(style.indent * 100)}" w:firstLine="{round(style.indent * style.size * 20)}"'
    right = f' w:rightChars="{round(style.right * 100)}" w:right="{round(style.right * style.size * 20)}"'
    indent = f"<w:ind{right if style.right else ''}{first if style.indent else ''}/>"
    properties = "".join(
        (
            "<w:keepNext/>" if style.keep else "",
            border,
            tabs,
            f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"{exact}/>',
            indent if style.indent or style.right else "",
            f'<w:jc w:val="{style.align}"/>',
        )
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def text(words: str, style: Style) -> str:
    """A paragraph of one run."""
    return paragraph(run(words, style), style)


def new_page() -> str:
    """What follows begins on a page of its own; the paragraph itself takes no room."""
    return paragraph(run('<w:br w:type="page"/>', HAIR), HAIR)


def new_paper(title: str, page: Page, *, numbered: bool = True) -> Document:
    """A paper with its first section, header and footer; a cover has neither archive number nor page number on top."""
    paper = docx.Document(io.BytesIO(empty_document(title)))
    _set_page(paper.sections[0], page)
    _header(paper.sections[0], numbered=numbered)
    _footer(paper.sections[0], page, numbered=numbered)
    return paper


def new_list(title: str, page: Page, whose: str) -> Document:
    """A list about many households: no archive number on top, and `whose` it is in the footer."""
    paper = docx.Document(io.BytesIO(empty_document(title)))
    _set_page(paper.sections[0], page)
    _footer(paper.sections[0], page, numbered=True, whose=whose)
    return paper


def new_letter(title: str) -> Document:
    """An official letter or notice (GB/T 9704-2012): its only footer is "— 1 —", right on odd pages and left on even ones."""
    paper = docx.Document(io.BytesIO(empty_document(title)))
    section = paper.sections[0]
    _set_page(section, LETTER)
    paper.settings.odd_and_even_pages_header_footer = True
    number = Style(font=SONG, latin=SONG, size=FOUR)
    line = run("— ", number) + field("PAGE", number) + run(" —", number)
    edge = number.but(align="right", right=1)  # one 汉字 from the edge of the text (§7.5)
    _fill(section.footer._element, paragraph(line, edge))  # noqa: SLF001 - the only way to its XML
    _fill(section.even_page_footer._element, paragraph(line, number.but(indent=1)))  # noqa: SLF001
    return paper


def new_section(paper: Document, page: Page, whose: str = HOUSEHOLD) -> None:
    """Go on on a new page of another form; `whose` it is stands in the footer."""
    paper.add_section(WD_SECTION.NEW_PAGE)
    carrier = paper.element.body[-2]  # the empty paragraph that ends the section must not take a line
    properties = carrier.get_or_add_pPr()
    properties.insert(0, _parsed('<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'))
    section = paper.sections[-1]
    _set_page(section, page)
    section.footer.is_linked_to_previous = False
    _footer(section, page, numbered=True, whose=whose)


def add(paper: Document, *blocks: str) -> None:
    """Put paragraphs and tables at the end."""
    for block in blocks:
        paper.element.body.insert(len(paper.element.body) - 1, _parsed(block))


def finish(paper: Document) -> None:
    """End a paper whose last block is a table: Word wants a paragraph there, and it must not open a page."""
    add(paper, paragraph("", HAIR))


def _parsed(xml: str) -> object:
    head, slash, rest = xml.partition("/>") if xml.find("/>") < xml.find(">") else xml.partition(">")
    return parse_xml(f"{head} {nsdecls('w')}{slash}{rest}")


def _set_page(section: Section, page: Page) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    # Room for the archive number and the mark of a draft (11 mm) above the text, so that a draft has no page more.
    section.header_distance, section.footer_distance = Mm(max(5, min(12, page.top - 11))), Mm(page.footer)


_DRAFT = Style(font=HEAD, size=SMALL_FOUR, align="center", color=RED)
_DRAFT_BORDER = (
    "<w:pBdr>"
    + "".join(f'<w:{side} w:val="single" w:sz="8" w:space="1" w:color="{RED}"/>' for side in ("top", "bottom"))
    + "</w:pBdr>"
)
_NUMBER = Style(font=NOTE, size=SMALL_FIVE, align="right")


def _header(section: Section, *, numbered: bool) -> None:
    """The draft mark, if there is one, and the archive number."""
    _fill(
        section.header._element,  # noqa: SLF001 - the only way to its XML
        text("{%p if 文书.草稿 %}", _DRAFT),
        paragraph(run("{{ 文书.草稿 }}", _DRAFT), _DRAFT, border=_DRAFT_BORDER),
        text("{%p endif %}", _DRAFT),
        text("档号：{{ 户.档号 }}" if numbered else "", _NUMBER),
    )


def mark_inside(section: Section, beside: str = "") -> None:
    """On top of every page the mark of what is not for everybody, where there is one; `beside` are runs that go along."""
    mark = Style(font=HEAD, size=SMALL_FOUR, align="center", color=RED)
    _fill(
        section.header._element,  # noqa: SLF001 - the only way to its XML
        text("{%p if 文书.内部 %}", mark),
        paragraph(run("{{ 文书.内部 }}", mark) + beside, mark),
        text("{%p endif %}", mark),
    )


def _footer(section: Section, page: Page, *, numbered: bool, whose: str = HOUSEHOLD) -> None:
    """Whose paper it is, page x of y (of the paper, or of the volume where its pages were numbered), and the date to which ages and helpers refer."""
    small = Style(font=BODY, size=SMALL_FIVE)
    middle, right = round(page.text_width / 2 * 56.7), round(page.text_width * 56.7)
    tabs = f'<w:tabs><w:tab w:val="center" w:pos="{middle}"/><w:tab w:val="right" w:pos="{right}"/></w:tabs>'
    of_paper = (run("页 共", small), field("NUMPAGES", small), run("页", small))
    of_volume = (run("{% if 文书.首页号 %}", small), run("页 全卷{{ 文书.卷页数 }}页", small), run("{% else %}", small))
    total = of_paper if whose != HOUSEHOLD else (*of_volume, *of_paper, run("{% endif %}", small))
    number = "".join((run("第", small), field("PAGE", small), *total))
    tab = run("<w:tab/>", small)
    line = run(whose, small) + tab + (number if numbered else "") + tab
    _fill(section.footer._element, paragraph(line + run("生成日期：{{ 文书.日期 }}", small), small, tabs=tabs))  # noqa: SLF001


def _fill(part: object, *blocks: str) -> None:
    for child in list(part):
        part.remove(child)
    for block in blocks:
        part.append(_parsed(block))
