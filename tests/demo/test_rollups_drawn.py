# SPDX-License-Identifier: MIT
"""Every roll-up of the demo township as an office suite draws it: pages, all that it says, and no signature alone on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.documents.drawing import DRAWN, bodies, count, cut_off, laid_out, words
from villagedesk.demo import YEAR
from villagedesk.documents.lists.rollups import save_rollups
from villagedesk.models.rollups.tables import TABLES
from villagedesk.services.figures.rollup_layout import Wish, lay_out
from villagedesk.services.opening.files import open_village_file

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = DRAWN
PAGES = {  # with 36 mm for the seal below each table
    "basic": 3, "shares": 2, "changes": 1, "causes": 3, "cause_kinds": 3, "exits": 2, "exit_plan": 1, "people": 7,
    "disability": 1, "labour": 3, "income": 3, "income_drop": 1, "income_drop-list": 1, "income_parts": 1, "benefits": 4,
    "living": 4, "repairs": 2, "assured": 1, "land": 1, "measures": 3, "help": 3, "loans": 2, "helpers": 2, "visits": 2,
    "ready": 1, "village_ready": 1, "monitoring": 2, "monitoring_course": 3, "projects": 2, "projects-list": 2,
    "project_assets": 1, "needs": 2, "claims": 1, "special": 2, "matters": 4, "inspections": 2, "posting": 3, "attendance": 2,
    "donations": 2, "payments": 2, "four_have": 1, "papers": 2, "papers-list": 17, "doubts": 3,
}  # fmt: skip
LISTED = {"papers", "projects", "income_drop"}  # whose lists have texts in their cells


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, township_file: Path) -> dict[str, Path]:
    """{table: its PDF}; a list has a name of its own. Laid out in one run, which costs most of the time."""
    folder = tmp_path_factory.mktemp("rollups")
    with open_village_file(township_file, "") as store:
        day = store.clock().date().isoformat()
        for key in TABLES:
            made = lay_out(store, Wish(key, YEAR, listed=key in LISTED), store.info.name)
            for place, one in enumerate(made):
                save_rollups([one], folder / f"{key}{'-list' * bool(place)}.docx", store.info.name, day)
    laid_out(folder)
    return {path.stem: path for path in sorted(folder.glob("*.pdf"))}


def test_every_table_has_the_pages_it_should(drawn: dict[str, Path]) -> None:
    assert {key: count(pdf) for key, pdf in drawn.items()} == PAGES


def test_all_that_a_table_says_is_drawn_and_nothing_of_the_template_is_left(drawn: dict[str, Path]) -> None:
    for key, pdf in drawn.items():
        assert not cut_off(pdf.with_suffix(".docx"), pdf), key
        assert not re.search(r"\{\{|\{%|〖", words(pdf)), key


def test_each_page_has_the_head_and_a_line_of_the_table_with_its_signatures(drawn: dict[str, Path]) -> None:
    for key, pdf in drawn.items():
        pages = bodies(pdf)
        for page in pages:
            assert "项目" in page, key
            assert len(page.partition("口径：")[0]) > 12, (key, page)
        assert "填表人：" in pages[-1], key
        assert not any("填表人：" in page for page in pages[:-1]), key
