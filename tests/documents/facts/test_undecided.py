# SPDX-License-Identifier: MIT
"""Papers of the village wait for decisions about what they print, and for no others."""

from __future__ import annotations

import pytest

from tests.documents.public.test_notices import ADULT, VILLAGE, household, meeting, notice
from tests.documents.volumes.test_batch import contest
from villagedesk.documents.papers import VILLAGE_REGISTER, VILLAGE_REPORT
from villagedesk.documents.public.gatherings import make_papers
from villagedesk.documents.village.printing import VillageOrder, make_village_paper
from villagedesk.errors import Refused
from villagedesk.services.keeping.records import Edit, save_records


@pytest.fixture
def posted(store):
    home = household(store, ("张三", ADULT), ("小宝", "2012-01-01"))
    return home, notice(store, [home])


def member(store, home, name):
    return store.value("SELECT id FROM member WHERE household = ? AND name = ?", (home, name))


def test_a_contested_name_of_a_household_on_the_list_stops_the_notice_until_it_is_decided(store, posted):
    home, one = posted
    row = member(store, home, "张三")
    contest(store, "member", row, "name", "张三", "张山")
    with pytest.raises(Refused, match=r"没有打印：.*姓名.*还没有裁决.*冲突裁决"):
        make_papers(store, [one])
    contest(store, "member", row, "name", "张三")
    assert make_papers(store, [one]).papers


def test_what_a_list_does_not_show_stops_no_notice(store, posted):
    home, one = posted
    contest(store, "household", home, "phone", "13900000001", None)
    contest(store, "member", member(store, home, "小宝"), "ethnic", "01", "02")
    assert make_papers(store, [one]).papers


def test_a_contested_day_of_a_notice_or_place_of_a_meeting_stops_its_papers(store, posted):
    one = posted[1]
    contest(store, "notice", one.id, "start", "2016-11-10", "2016-11-11")
    with pytest.raises(Refused, match="没有打印"):
        make_papers(store, [one])
    gathered = meeting(store)
    assert make_papers(store, [gathered]).papers
    contest(store, "meeting", gathered.id, "place", "村委会", "祠堂")
    with pytest.raises(Refused, match="没有打印"):
        make_papers(store, [gathered])


@pytest.mark.parametrize("paper", [VILLAGE_REGISTER, VILLAGE_REPORT], ids=lambda one: one.key)
def test_a_contested_figure_of_the_village_stops_its_papers_of_that_year(store, posted, tmp_path, paper):
    edits = [Edit("village_year", "", {"village": VILLAGE, "year": year}, str(year)) for year in (2016, 2017)]
    rows = save_records(store, "年度", edits).ids
    contest(store, "village_year", rows["2016"], "poor_people", 12, 13)
    with pytest.raises(Refused, match=r"没有打印：.*贫困人数|没有打印：.*贫困人口"):
        make_village_paper(store, VillageOrder(paper, VILLAGE, 2016, tmp_path))
    assert make_village_paper(store, VillageOrder(paper, VILLAGE, 2017, tmp_path)).content
    assert make_village_paper(store, VillageOrder(VILLAGE_REGISTER, VILLAGE, 2016, tmp_path, blank=True)).content
