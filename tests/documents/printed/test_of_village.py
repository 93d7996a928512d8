# SPDX-License-Identifier: MIT
"""Printed papers of a village as a whole: noted, out of date with the figure that changed, never by the clock alone."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.documents.conftest import VILLAGE
from villagedesk.documents.papers import VILLAGE_EXIT, VILLAGE_REGISTER, VILLAGE_REPORT
from villagedesk.documents.registers.reprinting import make_again, write_again
from villagedesk.documents.registers.review import About, about, begin, counted, owners_in_words, reason, review
from villagedesk.documents.village.printing import VillageOrder, facts_of_village, print_village_paper
from villagedesk.documents.village.prints import differing, traces_of
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.models.catalogue.household import Household
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.papers.bookprints import printings
from villagedesk.store import reads

YEAR = 2016


@pytest.fixture
def homes(store, village_of):
    found = village_of(3)
    save_records(store, "村", [Edit("village", VILLAGE.id, {"province": "四川省"})])
    save_records(store, "年度", [Edit("village_year", "", {"village": VILLAGE.id, "year": YEAR, "poor_people": 12})])
    return found


def printed(store, folder, *papers):
    return [print_village_paper(store, VillageOrder(paper, VILLAGE.id, YEAR, folder)) for paper in papers]


def standings(store):
    return {one.row.paper: one for one in review(store)}


def test_both_papers_are_noted_and_are_nobodys_but_the_villages(store, homes, tmp_path):
    (sheet, _), (_report, unnoted) = printed(store, tmp_path, VILLAGE_EXIT, VILLAGE_REPORT)
    assert (sheet.name, unnoted) == ("清溪村-2016年贫困村退出认定表.docx", "")
    rows = printings(store, VILLAGE.id)
    assert {(row.paper, row.year, row.record, row.status) for row in rows} == {
        ("village_exit", YEAR, None, "printed"),
        ("village_report", YEAR, None, "printed"),
    }
    assert {about(row) for row in rows} == {About.VILLAGE}
    assert set(owners_in_words(store, rows).values()) == {"2016年全村"}
    assert counted(rows) == "村级文书2份"


def test_a_figure_that_changed_is_named_by_its_rule_and_its_label(store, homes, tmp_path):
    printed(store, tmp_path, VILLAGE_EXIT, VILLAGE_REPORT)
    row = store.value("SELECT id FROM village_year WHERE village = ? AND year = ?", (VILLAGE.id, YEAR))
    save_records(store, "改", [Edit("village_year", row, {"registered_people": 800, "road_to_township": True})])
    found = standings(store)
    assert found["village_exit"].changed == (
        "概况：农业户籍人口（人）", "贫困发生率", "退出核实：贫困发生率低", "退出核实：有硬化路",
    )  # fmt: skip
    assert reason(found["village_report"]) == "内容已变：基本情况"


def test_a_fact_of_a_household_makes_the_chapters_and_annexes_of_the_report_stale_that_count_it(store, homes, tmp_path):
    printed(store, tmp_path, VILLAGE_EXIT, VILLAGE_REPORT)
    home = reads.where(store, Household)[0].id
    row = store.value("SELECT id FROM household_year WHERE household = ? AND year = ?", (home, YEAR))
    now = store.value("SELECT toilet FROM household_year WHERE id = ?", (row,))
    save_records(store, "改", [Edit("household_year", row, {"toilet": not now})])
    found = standings(store)
    assert found["village_exit"].verdict is Verdict.FRESH
    assert "生活条件和保障" in found["village_report"].changed
    assert any(name.startswith("附件：") for name in found["village_report"].changed)
    assert "基本情况" not in found["village_report"].changed


def test_of_the_register_of_a_village_the_figure_and_its_group_are_named(store, homes, tmp_path):
    printed(store, tmp_path, VILLAGE_REGISTER)
    assert not any(one.verdict.stale for one in review(store))
    row = store.value("SELECT id FROM village_year WHERE village = ? AND year = ?", (VILLAGE.id, YEAR))
    save_records(store, "改", [Edit("village_year", row, {"registered_people": 800, "note": "核对过"})])
    assert standings(store)["village_register"].changed == (
        "贫困状况：农业户籍人口（人）", "贫困状况：贫困发生率", "说明",
    )  # fmt: skip


@pytest.fixture
def of_this_year(store, homes):
    """The working year is that of the report, so that doubts are told, many of which depend on the day."""
    store.info = store.info._replace(year=YEAR)
    return homes


def test_a_report_whose_figures_move_with_the_clock_is_not_stale_by_itself(store, of_this_year, clock, tmp_path):
    clock.at = dt.datetime(2016, 4, 1, 9, 0)
    printed(store, tmp_path, VILLAGE_EXIT, VILLAGE_REPORT)
    clock.at = dt.datetime(2016, 12, 20, 17, 0)
    days = dt.date(2016, 4, 1), dt.date(2016, 12, 20)
    made = [facts_of_village(store, VILLAGE_REPORT, VILLAGE.id, YEAR, day) for day in days]
    moved = differing(*(traces_of(VILLAGE_REPORT, one, VILLAGE.id) for one in made))
    assert len(moved) > 1  # more than the date on it: otherwise this proves nothing
    assert {one.verdict for one in review(store)} == {Verdict.FRESH}


def test_a_report_of_the_working_year_stays_as_it_is_when_the_next_year_is_worked_on(store, of_this_year, tmp_path):
    printed(store, tmp_path, VILLAGE_REPORT)
    store.info = store.info._replace(year=YEAR + 1)
    assert [one.verdict for one in review(store)] == [Verdict.FRESH]


def test_a_doubt_more_makes_the_chapter_about_them_stale(store, of_this_year, tmp_path):
    printed(store, tmp_path, VILLAGE_REPORT)
    assert not any(one.verdict.stale for one in review(store))
    member = store.value("SELECT id FROM member WHERE household = ?", (of_this_year[0],))
    save_records(store, "改", [Edit("member", member, {"id_no": "51019919620305001X1"})])
    assert "存在的问题" in standings(store)["village_report"].changed


def test_an_exemption_has_the_papers_of_its_village_looked_at_again(store, homes, tmp_path):
    printed(store, tmp_path, VILLAGE_REPORT)
    review(store)
    assert begin(store).pending == ()
    home = reads.where(store, Household)[0].id
    save_records(store, "豁免", [Edit("exemption", "", {"household": home, "rule": "F01", "reason": "核实过"})])
    assert len(begin(store).pending) == 1
    review(store)
    save_records(store, "豁免", [Edit("exemption", "", {"village": VILLAGE.id, "rule": "Q01", "reason": "核实过"})])
    assert len(begin(store).pending) == 1


def test_what_is_out_of_date_is_printed_again_over_the_former_file(store, homes, tmp_path):
    printed(store, tmp_path, VILLAGE_EXIT, VILLAGE_REPORT)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.docx")}
    row = store.value("SELECT id FROM village_year WHERE village = ? AND year = ?", (VILLAGE.id, YEAR))
    save_records(store, "改", [Edit("village_year", row, {"poor_people": 9})])
    found = [one for one in review(store) if one.verdict.stale]
    assert [one.row.paper for one in found] == ["village_exit"]
    written = write_again(store, make_again(store, found, dt.date(2026, 3, 2)), tmp_path, None)
    now = {path.name: path.read_bytes() for path in tmp_path.glob("*.docx")}
    assert [name for name in now if now[name] != before.get(name)] == [path.name for path in written.files]
    assert now.keys() == before.keys()
    assert not any(one.verdict.stale for one in review(store))


def test_of_a_province_without_a_standard_there_is_no_sheet_any_more(store, homes, tmp_path):
    print_village_paper(store, VillageOrder(VILLAGE_EXIT, VILLAGE.id, 2015, tmp_path))
    save_records(store, "村", [Edit("village", VILLAGE.id, {"province": "示范省"})])
    assert reason(standings(store)["village_exit"]) == "现在没有适用的标准，或本文件中没有这个村"


def test_a_blank_sheet_is_not_noted_and_traces_tell_no_value(store, homes, tmp_path):
    print_village_paper(store, VillageOrder(VILLAGE_EXIT, VILLAGE.id, YEAR, tmp_path, blank=True))
    assert printings(store) == []
    printed(store, tmp_path, VILLAGE_REPORT)
    (row,) = printings(store)
    assert all(len(trace) == 6 for trace in json.loads(row.traces).values())
