# SPDX-License-Identifier: MIT
"""The papers of a village as an office suite draws them: notices, minutes, rosters, roll-ups, exit sheet and report."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.documents.drawing import DRAWN, bodies, count, cut_off, laid_out, words
from tests.documents.public.test_notices import ADULT, VILLAGE, household, meeting, notice
from villagedesk.documents.lists.rollups import save_rollups
from villagedesk.documents.lists.roster import write_word
from villagedesk.documents.papers import VILLAGE_EXIT, VILLAGE_REGISTER, VILLAGE_REPORT
from villagedesk.documents.public.gatherings import blank_papers, make_papers
from villagedesk.documents.village.printing import VillageOrder, print_village_paper
from villagedesk.models.rosters.columns import columns_of
from villagedesk.models.rosters.kinds import rosters
from villagedesk.models.rosters.spec import Rows
from villagedesk.services.figures.rollup_layout import Wish, lay_out
from villagedesk.services.figures.rosters import Head, Item, Order, Purpose, write_roster
from villagedesk.services.keeping.records import Edit, save_records

pytestmark = DRAWN
YEAR = 2016
DAY = dt.date(2016, 12, 31)


@pytest.fixture
def drawn(store, tmp_path):
    """{name of the paper: its PDF}, all of one village with forty households."""
    save_records(store, "村", [Edit("village", VILLAGE, {"province": "四川省"})])
    rows = [
        household(store, (f"张{place}", ADULT), ("小宝", "2012-01-01"), group=str(place % 4 + 1)) for place in range(40)
    ]
    gathered = [meeting(store), notice(store, rows), notice(store, rows[:3], template="", kind="announce")]
    for made in (make_papers(store, gathered), blank_papers(store)):
        for name, content in made.papers:
            (tmp_path / name).write_bytes(content)
    for paper in (VILLAGE_REGISTER, VILLAGE_EXIT, VILLAGE_REPORT):
        print_village_paper(store, VillageOrder(paper, VILLAGE, YEAR, tmp_path))
    for paper in (VILLAGE_REGISTER, VILLAGE_EXIT):
        print_village_paper(store, VillageOrder(paper, VILLAGE, YEAR, tmp_path, blank=True))
    order = Order(rosters()["people"], YEAR, DAY, unmasked=Purpose("镇民政办", "核对名单"))
    write_roster(store, order, tmp_path / "花名册.docx", write_word)
    layouts = [one for key in ("basic", "people", "changes") for one in lay_out(store, Wish(key, YEAR), "清溪村")]
    save_rollups(layouts, tmp_path / "汇总表.docx", "清溪村", DAY.isoformat())
    laid_out(tmp_path)
    return {path.stem: path for path in tmp_path.glob("*.pdf")}


def test_every_paper_of_a_village_is_drawn_whole_without_leftovers_and_without_an_empty_page(drawn):
    assert len(drawn) >= 12, sorted(drawn)
    for name, pdf in drawn.items():
        text = words(pdf)
        assert "{{" not in text, name
        assert "{%" not in text, name
        assert not cut_off(pdf.with_suffix(".docx"), pdf), name
        for body in bodies(pdf):
            assert len(body) > 4, name
    pages = {name: count(pdf) for name, pdf in drawn.items()}
    assert {pages[name] for name in pages if "公示" in name and "情况" not in name} == {2}, (
        pages
    )  # text, and list of names
    assert [pages[name] for name in pages if "贫困村退出认定表" in name] == [2, 2], (
        pages
    )  # the opinions with seals on a page of their own
    assert [pages[name] for name in pages if "贫困村登记表" in name] == [2, 2], pages


def test_the_mark_of_an_unmasked_roster_is_drawn_on_every_page(drawn):
    pages = words(drawn["花名册"]).removesuffix("\f").split("\f")
    assert len(pages) > 1
    assert all("注意保密" in re.sub(r"\s", "", page) for page in pages)


def test_the_signatures_of_a_roster_never_stand_alone_on_the_last_page(tmp_path):
    """However many rows there are: where a page is full with them, some go over together with the signatures."""
    known = columns_of(Rows.PEOPLE, YEAR)
    columns = tuple(known[key] for key in ("made.row", "household.group", "member.name", "member.id_no"))
    head = Head("家庭人口花名册", "清溪村", YEAR, DAY, "2016年12月31日", columns, "")
    for count_of_rows in (12, 13, 17, 33, 52):
        rows = [Item((str(place), "1组", f"张{place}号", "5101")) for place in range(1, count_of_rows)]
        write_word(head, [*rows, Item(total="合计")], tmp_path / f"{count_of_rows}.docx")
    laid_out(tmp_path)
    pages = {path.stem: bodies(path) for path in tmp_path.glob("*.pdf")}
    assert {name: len(some) for name, some in pages.items()} == {"12": 1, "13": 2, "17": 2, "33": 3, "52": 4}
    for name, some in pages.items():
        assert "填表人" in some[-1], name
        assert "合计" in some[-1], name
        assert re.search(r"张\d+号", some[-1]), name
        assert "姓名" in some[-1], name  # the head is repeated
