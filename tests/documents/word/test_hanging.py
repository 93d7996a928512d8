# SPDX-License-Identifier: MIT
"""Marks at the ends of full lines: an office's own template says nothing of them, and LibreOffice draws them all the same."""

from __future__ import annotations

import io
import random
import re

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.documents.conftest import DAY, parts_of
from tests.documents.drawing import NEEDED, cut_off, laid_out
from tests.documents.guarded.making import document, with_named
from villagedesk.documents.guarded.printing import kept_form, print_form
from villagedesk.documents.volumes.batch import Order
from villagedesk.documents.word.hanging import STYLES_PART, for_libreoffice, with_marks_drawn
from villagedesk.documents.word.office import find_typesetter
from villagedesk.documents.word.typesetting import as_pdfs
from villagedesk.services.papers.own_templates import content_of, keep_template

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DEFAULTS = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:pPrDefault><w:pPr><w:widowControl/><w:jc w:val="both"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults></w:styles>"
)
SIZES = (10.5, 12, 14, 15, 16)


def clerks():
    """A template as Word makes it in China: justified lines of many lengths, so that marks come to stand at their ends."""
    made, dice = docx.Document(), random.Random("纸")
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    made.settings.element.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    for place in range(40):
        paragraph = made.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.right_indent = Pt(place * 2.3)
        pieces = ("帮扶责任人入户核实走访"[: dice.randrange(3, 9)] + dice.choice("，。、") for _piece in range(25))
        run = paragraph.add_run("".join(pieces) + "{{ 户.户主姓名 }}")
        run.font.size = Pt(SIZES[place % len(SIZES)])
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def filled(store, household, target):
    """The template 表 of the file, printed for a household."""
    order = Order((household,), 2016, target, (), document_date=DAY)
    print_form(store, order, kept_form(store, "表"))
    (paper,) = (target / "表").glob("*.docx")
    return paper


def said(content):
    """What the defaults of a document say of marks at line ends."""
    styles = parts_of(content)[STYLES_PART].decode()
    defaults = re.search(r"<w:pPrDefault>.*?</w:pPrDefault>", styles, re.DOTALL)
    return re.findall(r'<w:overflowPunct(?: w:val="([^"]*)")?/>', defaults.group() if defaults else "")


def test_what_is_printed_says_of_marks_what_word_assumes_and_the_template_stays_as_it_was(store, village_of, tmp_path):
    (household,) = village_of(1)
    before = document("{{ 户.户主姓名 }}，")
    keep_template(store, "表", before)
    assert said(filled(store, household, tmp_path / "案卷").read_bytes()) == ["1"]
    assert said(before) == []
    assert content_of(store, "表") == before


def test_only_the_styles_are_other_and_the_word_stands_where_word_looks_for_it():
    before = parts_of(document("一"))
    after = with_marks_drawn(before)
    assert {name for name in before if before[name] != after[name]} == {STYLES_PART}
    styles = docx.oxml.parse_xml(after[STYLES_PART])
    properties = next(styles.iter(qn("w:pPrDefault")))[0]
    assert [one.tag for one in properties][:2] == [qn("w:overflowPunct"), qn("w:spacing")]
    assert styles[0].tag == qn("w:docDefaults")


@pytest.mark.parametrize(
    "styles",
    [
        f'<w:styles xmlns:w="{W}"/>',
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="a"/></w:styles>',
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault/></w:docDefaults></w:styles>',
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:pPrDefault/></w:docDefaults></w:styles>',
        DEFAULTS,
    ],
    ids=["nothing", "no defaults", "no paragraphs", "no properties", "others"],
)
def test_defaults_that_do_not_exist_are_made(styles):
    after = docx.oxml.parse_xml(with_marks_drawn({STYLES_PART: styles.encode()})[STYLES_PART])
    assert after[0].tag == qn("w:docDefaults")
    (found,) = after.iter(qn("w:overflowPunct"))
    before = [one.tag for one in found.itersiblings(preceding=True)]
    assert before in ([], [qn("w:widowControl")])
    assert found.getparent().getparent().tag == qn("w:pPrDefault")


def test_who_says_something_of_marks_is_left_alone():
    def not_over(before):
        return before.replace(b"<w:pPrDefault><w:pPr>", b'<w:pPrDefault><w:pPr><w:overflowPunct w:val="0"/>')

    own = parts_of(with_named(document("一"), {STYLES_PART: not_over}))
    assert b'overflowPunct w:val="0"' in own[STYLES_PART]
    assert with_marks_drawn(own) == own


def test_a_document_without_styles_or_with_such_as_word_makes_none_of_is_as_it_was():
    for parts in ({"word/document.xml": b"<x/>"}, {STYLES_PART: b"<w:styles"}):
        assert with_marks_drawn(parts) == parts


def test_what_a_paragraph_says_is_never_touched():
    own = b'<w:p><w:pPr><w:overflowPunct w:val="0"/></w:pPr>'
    parts = parts_of(with_named(document("一"), {"word/document.xml": lambda before: before.replace(b"<w:p>", own)}))
    assert own in parts["word/document.xml"]
    assert with_marks_drawn(parts)["word/document.xml"] == parts["word/document.xml"]


@pytest.mark.office
@NEEDED
def test_every_mark_of_a_printed_own_template_is_drawn_and_some_would_not_be_without(store, village_of, tmp_path):
    (household,) = village_of(1)
    keep_template(store, "表", clerks())
    printed = filled(store, household, tmp_path / "案卷").read_bytes()
    for name, content in (("printed", printed), ("as-it-was", _unsaid(printed))):
        (tmp_path / f"{name}.docx").write_bytes(content)
    laid_out(tmp_path)
    assert not cut_off(tmp_path / "printed.docx", tmp_path / "printed.pdf")
    lost = cut_off(tmp_path / "as-it-was.docx", tmp_path / "as-it-was.pdf")
    assert set(lost) & set("，。、"), "nothing was lost without the word: the test proves nothing"


def _unsaid(content):
    return with_named(content, {STYLES_PART: lambda styles: re.sub(rb"<w:overflowPunct[^>]*/>", b"", styles)})


DENIED = b'<w:overflowPunct w:val="0"/>'


def denied(content):
    """The same form, whose clerk has said in the defaults and in each paragraph that no mark may hang over its line."""
    return with_named(
        content,
        {
            STYLES_PART: lambda styles: styles.replace(b"<w:pPrDefault><w:pPr>", b"<w:pPrDefault><w:pPr>" + DENIED),
            "word/document.xml": lambda text: text.replace(b"<w:pPr><w:ind ", b"<w:pPr>" + DENIED + b"<w:ind "),
        },
    )


@pytest.mark.parametrize("word", [b"0", b"false", b"off"])
def test_libreoffice_is_given_a_copy_that_keeps_the_marks_whose_form_forbids_them_to_hang_over(word):
    paper = with_named(
        denied(clerks()), {"word/document.xml": lambda text: text.replace(DENIED, DENIED.replace(b"0", word))}
    )
    before, after = parts_of(paper), parts_of(for_libreoffice(paper))
    assert {name for name in before if before[name] != after[name]} == {STYLES_PART, "word/document.xml"}
    count = before["word/document.xml"].count(b"<w:overflowPunct")
    assert count == 40 == after["word/document.xml"].count(b'<w:overflowPunct w:val="1"/>')
    assert said(for_libreoffice(paper)) == ["1"]


def test_a_paper_that_says_nothing_against_it_and_what_is_no_paper_are_given_as_they_are():
    for paper in (clerks(), with_named(document("一"), {}), b"PK nothing"):
        assert for_libreoffice(paper) is paper


@pytest.mark.office
@NEEDED
def test_no_mark_of_a_form_that_forbids_it_to_hang_over_is_lost_in_the_pdf(store, village_of, tmp_path):
    (household,) = village_of(1)
    keep_template(store, "表", denied(clerks()))
    printed = filled(store, household, tmp_path / "案卷").read_bytes()
    assert DENIED in parts_of(printed)["word/document.xml"], "the paper of the clerk stays as it was written"
    (tmp_path / "as-it-was.docx").write_bytes(printed)
    laid_out(tmp_path)
    assert set(cut_off(tmp_path / "as-it-was.docx", tmp_path / "as-it-was.pdf")) & set("，。、"), (
        "the test proves nothing"
    )
    (tmp_path / "as-it-was.pdf").write_bytes(as_pdfs(find_typesetter(), [printed])[0])
    assert not cut_off(tmp_path / "as-it-was.docx", tmp_path / "as-it-was.pdf")
