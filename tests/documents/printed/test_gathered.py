# SPDX-License-Identifier: MIT
"""Printed papers of meetings and notices: what is noted of them, when they are out of date, and printing them again."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.documents.conftest import texts
from tests.documents.public.test_notices import ADULT, VILLAGE, household, meeting, notice
from villagedesk.documents.papers import MINUTES, NOTICE, NOTICE_REPORT
from villagedesk.documents.public.gatherings import blank_papers, make_papers, write_papers
from villagedesk.documents.registers.reprinting import make_again, write_again
from villagedesk.documents.registers.review import About, about, owners_in_words, reason, review
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.models.catalogue.printing import BookPrint
from villagedesk.models.catalogue.procedure import Notice
from villagedesk.services.keeping.records import Edit, Removal, save_records
from villagedesk.services.papers.bookprints import printings
from villagedesk.services.papers.printing import mark
from villagedesk.services.procedure.procedures import start
from villagedesk.store import reads


def printed(store, folder, *about_what, keys=()):
    return write_papers(store, make_papers(store, about_what, keys), folder)


def standings(store):
    return {one.row.paper: one for one in review(store)}


@pytest.fixture
def hung(store, tmp_path):
    """A notice about two households and its report, both printed."""
    rows = [household(store, ("张三", ADULT), ("小宝", "2012-01-01")), household(store, ("李四", ADULT), group="3")]
    one = notice(store, rows, objected=False)
    assert printed(store, tmp_path, one) == ""
    return one, rows


def test_papers_of_a_notice_and_a_meeting_are_noted_and_fresh_on_a_later_day_too(store, hung, clock, tmp_path):
    printed(store, tmp_path, meeting(store))
    clock.advance(days=400)
    found = standings(store)
    assert {key: one.verdict for key, one in found.items()} == dict.fromkeys(
        (NOTICE.key, NOTICE_REPORT.key, MINUTES.key), Verdict.FRESH
    )
    assert {about(one.row) for one in found.values()} == {About.GATHERING}
    assert found[NOTICE.key].row.title == "关于2016年建档立卡贫困户拟退出名单的公示"
    owners = owners_in_words(store, [one.row for one in found.values()])
    assert owners[found[NOTICE.key].row.id] == "2016-11-10 村内公示"


def test_a_step_that_is_done_by_the_days_alone_makes_no_paper_stale(store, clock, tmp_path):
    """An announcement says that the village's notice hung before; whether its days were over is asked as of the paper's date."""
    one = household(store, ("张三", ADULT))
    notice(store, [one], start="2026-02-20", end="2026-03-20", objected=False)
    process = store.value("SELECT process FROM notice_item")
    edits = [
        Edit("notice", "", {"village": VILLAGE, "kind": "announce", "start": "2026-03-02"}, "n"),
        Edit("notice_item", "", {"notice": "@n", "household": one, "process": process}),
    ]
    later = reads.get(store, Notice, save_records(store, "公告", edits).ids["n"])
    printed(store, tmp_path, later)
    clock.advance(days=60)
    made = [make_papers(store, [later], day=day).papers[0][1] for day in ("2026-03-02", "2026-05-01")]
    assert ["村内公示" in texts(content) for content in made] == [False, True]
    assert [one.verdict for one in review(store)] == [Verdict.FRESH]


def test_what_changed_is_named_by_its_label(store, hung):
    one, rows = hung
    save_records(store, "改", [Edit("notice", one.id, {"place": "村委会门口"})])
    found = standings(store)
    assert reason(found[NOTICE.key]) == "内容已变：公示：公示地点"
    member = store.value("SELECT id FROM member WHERE household = ? AND name = '张三'", (rows[0],))
    save_records(store, "改", [Edit("member", member, {"name": "张小三"})])
    assert "名单：户主" in standings(store)[NOTICE.key].changed
    assert "名单：户主" not in standings(store)[NOTICE_REPORT.key].changed  # it has no list


def test_a_vote_that_was_corrected_makes_the_minutes_stale(store, tmp_path):
    one = meeting(store)
    printed(store, tmp_path, one)
    (item,) = store.query("SELECT id FROM meeting_item")
    save_records(store, "改", [Edit("meeting_item", item[0], {"in_favour": 3})])
    assert standings(store)[MINUTES.key].changed == ("评议：结果", "评议：赞成")


def test_a_phone_that_is_on_no_public_paper_makes_none_stale(store, hung):
    save_records(store, "改", [Edit("household", hung[1][0], {"phone": "13999999999"})])
    assert not any(one.verdict.stale for one in review(store))


def test_nothing_of_a_public_paper_can_be_read_from_its_note(store, hung):
    for row in printings(store, VILLAGE):
        told = json.dumps([str(getattr(row, spec)) for spec in BookPrint.__slots__], ensure_ascii=False)
        for word in ("张三", "李四", "小宝", "村公示栏", "028-84840001"):
            assert word not in told


def test_of_a_notice_in_the_recycle_bin_it_is_said_and_it_is_not_printed_again(store, hung, tmp_path):
    save_records(store, "删除", [Removal("notice", hung[0].id, "登记错了")])
    found = review(store)
    assert {reason(one) for one in found} == {"会议、公示或其中的这份名单已经没有了"}
    assert set(owners_in_words(store, [one.row for one in found]).values()) == {"2016-11-10 村内公示"}
    assert make_again(store, found, dt.date(2026, 3, 2)).papers == ()


def test_what_is_out_of_date_is_printed_again_over_the_former_file_and_noted(store, hung, tmp_path):
    before = sorted(path.name for path in tmp_path.iterdir())
    (notice_row,) = (one.row for one in review(store) if one.row.paper == NOTICE.key)
    mark(store, [notice_row], "signed", "2026-03-02")
    save_records(store, "改", [Edit("notice", hung[0].id, {"place": "村委会门口"})])
    found = [one for one in review(store) if one.row.paper == NOTICE.key]
    written = write_again(store, make_again(store, found, dt.date(2026, 3, 2)), tmp_path, None)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert "村委会门口" in texts(written.files[0].read_bytes())
    again = standings(store)[NOTICE.key]
    assert (again.verdict, again.row.printing, again.row.status) == (Verdict.FRESH, 2, "printed")
    assert len(printings(store, VILLAGE)) == 3  # the signed one stays


def test_each_list_of_a_notice_has_a_note_of_its_own(store, tmp_path):
    one = household(store, ("张三", ADULT))
    other = household(store, ("李四", ADULT))
    hung = notice(store, [one])
    process = start(store, other, "identify_2014", "2014-03-01").ids["process"]
    save_records(store, "加", [Edit("notice_item", "", {"notice": hung.id, "household": other, "process": process})])
    printed(store, tmp_path, hung, keys=[NOTICE.key])
    rows = printings(store, VILLAGE)
    assert len({row.part for row in rows}) == 2
    member = store.value("SELECT id FROM member WHERE household = ?", (other,))
    save_records(store, "改", [Edit("member", member, {"name": "李四四"})])
    stale = [row for row in review(store) if row.verdict.stale]
    assert [row.row.part for row in stale] == ["identify_2014 2014 village"] or len(stale) == 1
    made = make_again(store, stale, dt.date(2026, 3, 2))
    assert len(made.papers) == 1
    write_again(store, made, tmp_path, None)
    assert not any(one.verdict.stale for one in review(store))


def test_blank_forms_are_nobodys_and_are_not_noted(store, tmp_path):
    write_papers(store, blank_papers(store), tmp_path)
    assert printings(store) == []
