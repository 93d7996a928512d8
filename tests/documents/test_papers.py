# SPDX-License-Identifier: MIT
"""What papers are called in the windows of either language; what is printed stays Chinese."""

from __future__ import annotations

import re

import pytest

from villagedesk.documents.papers import APART, PAPERS, Paper
from villagedesk.documents.registers.declared import REGISTER_PAPERS
from villagedesk.documents.registers.review import title_in_words
from villagedesk.documents.volumes.blank import usual_title
from villagedesk.i18n import set_language
from villagedesk.models.catalogue.printing import BookPrint, PrintedPaper
from villagedesk.paths import resources

EVERY = (*PAPERS, *APART, *(one.paper for one in REGISTER_PAPERS))
OURS = PrintedPaper(paper="income", title="2025年度收入测算表", year=2025)
LASTING = PrintedPaper(paper="agreement", title="结对帮扶协议", year=2025)
OWN = PrintedPaper(paper="own:abc", title="我的表", year=2025)
OF_BOOK = BookPrint(paper="need_book", title="2025年度帮扶需求台账", year=2025)


@pytest.fixture
def in_english() -> None:
    set_language("en", resources() / "locale")


def test_every_paper_has_an_english_name_of_its_own() -> None:
    names = [paper.en for paper in EVERY]
    assert not [name for name in names if not name or re.search(r"[\u3400-\u9fff]", name)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("paper", EVERY, ids=lambda paper: paper.key)
def test_a_window_calls_a_paper_by_its_language(paper: Paper) -> None:
    assert paper.label == paper.title
    set_language("en", resources() / "locale")
    assert paper.label == paper.en


def test_a_printed_paper_is_called_as_it_is_printed() -> None:
    assert [title_in_words(row) for row in (OURS, LASTING, OWN, OF_BOOK)] == [
        row.title for row in (OURS, LASTING, OWN, OF_BOOK)
    ]


@pytest.mark.usefixtures("in_english")
def test_in_english_a_printed_paper_is_called_by_kind_and_year_and_an_own_template_by_its_name() -> None:
    assert [title_in_words(row) for row in (OURS, LASTING, OWN, OF_BOOK)] == [
        "Income calculation (2025)",
        "Agreement on paired help",
        "我的表",
        "Book of needs of help (2025)",
    ]


@pytest.mark.usefixtures("in_english")
def test_papers_are_chosen_by_their_english_names_whatever_the_year() -> None:
    assert {usual_title(paper, year) for paper in PAPERS for year in (2014, 2025)} == {paper.en for paper in PAPERS}
