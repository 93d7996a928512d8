# SPDX-License-Identifier: MIT
"""The committed templates and the list of placeholders are what the tool makes of the catalogue."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from villagedesk.documents.papers import APART, PAPERS
from villagedesk.documents.registers.declared import REGISTER_PAPERS
from villagedesk.paths import resources

EVERY = (*PAPERS, *APART, *(one.paper for one in REGISTER_PAPERS))
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates")
    tool = ROOT / "tools" / "make_templates.py"
    done = subprocess.run([sys.executable, tool, folder], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("paper", EVERY, ids=lambda paper: paper.key)
def test_the_committed_template_is_what_the_tool_makes(made, paper):
    same = (made / paper.template).read_bytes() == (resources() / "templates" / paper.template).read_bytes()
    assert same, "run: python tools/make_templates.py"


def test_there_is_no_template_without_a_paper():
    files = {path.name for path in (resources() / "templates").iterdir()}
    assert files == {paper.template for paper in EVERY}


def test_the_printed_list_of_placeholders_is_current(made):
    text = (ROOT / "docs" / "how-to-add-a-template.md").read_text(encoding="utf-8")
    assert (made / "placeholders.md").read_text(encoding="utf-8") in text, "run: python tools/make_templates.py"


@pytest.mark.parametrize("paper", EVERY, ids=lambda paper: paper.key)
def test_no_line_ends_with_a_box_whose_word_stands_on_the_next(paper):
    settings = docx.Document(str(resources() / "templates" / paper.template)).settings.element
    rule = settings.find(qn("w:noLineBreaksAfter"))
    assert rule.get(qn("w:lang")) == "zh-CN"
    assert set("□☑") < set(rule.get(qn("w:val")))
    assert set("$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥") < set(rule.get(qn("w:val"))), (
        "our list replaces Word's own"
    )
    order = [one.tag for one in settings]  # ECMA-376 has them in this order
    assert order.index(qn("w:characterSpacingControl")) < order.index(rule.tag) < order.index(qn("w:compat"))


def _signed_rows(path):
    """(text, millimetres) of each row of a form in which somebody signs; a head's are the rows below it."""
    for table in docx.Document(path).element.body.iter(qn("w:tbl")):
        below = False
        for row in (one for one in table.iterchildren(qn("w:tr")) if next(one.iter(qn("w:tbl")), None) is None):
            text = "".join(one.text or "" for one in row.iter(qn("w:t")))
            height = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
            signed = re.search(r"签字|签名|按手印", text)
            if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
                below = bool(signed)
            elif not text.startswith("{%tr") and (signed or below):
                yield text, 0 if height is None else int(height.get(qn("w:val"))) / 1440 * 25.4


@pytest.mark.parametrize("paper", EVERY, ids=lambda paper: paper.key)
def test_whoever_signs_has_twelve_millimetres_in_a_cell_or_a_line_of_a_letter(paper):
    path = resources() / "templates" / paper.template
    low = [(text[:40], height) for text, height in _signed_rows(path) if height < 11.95]
    assert not low, "domain.md §6.5: signature cells are at least 1.2 cm high"


def test_the_check_of_heights_sees_the_rows_it_is_about():
    files = {paper.key: resources() / "templates" / paper.template for paper in EVERY}
    assert len(list(_signed_rows(files["assessment_sheet"]))) == 2  # the offices, and whoever was assessed
    assert [round(height) for _text, height in _signed_rows(files["payout_roster"])][:2] == [12, 12]


@pytest.mark.parametrize("paper", EVERY, ids=lambda paper: paper.key)
def test_marks_may_hang_over_a_line_in_word_and_never_do_in_libreoffice_which_would_not_draw_them(paper):
    """LibreOffice takes the word for its contrary; `test_all_that_a_paper_says_is_drawn` sees what it draws."""
    styles = docx.Document(resources() / "templates" / paper.template).styles.element
    (said,) = styles.iter(qn("w:overflowPunct"))
    assert said.getparent().getparent().tag == qn("w:pPrDefault")
    assert said.get(qn("w:val")) == "1"
