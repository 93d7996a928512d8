# SPDX-License-Identifier: MIT
"""Binders of many households: numbers are given once, and what lies there is not printed again."""

from __future__ import annotations

import datetime as dt
import errno
import re
from pathlib import Path

import docx
import pytest

from tests.documents.conftest import DAY, VILLAGE, full_case, put_cases, texts, thin_case
from villagedesk.documents.binder import notebook
from villagedesk.documents.binder.binding import bind_volumes
from villagedesk.documents.volumes.paging import Layout
from villagedesk.documents.word.office import find_typesetter
from villagedesk.documents.word.typesetting import as_pdfs, pages_in
from villagedesk.errors import Cancelled, EnvironmentProblem
from villagedesk.models.archiving import PIECE, VOLUME
from villagedesk.models.catalogue.archive import Filing
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.printing import PrintedPaper
from villagedesk.services.keeping.records import Edit, Removal, save_records
from villagedesk.services.opening.files import NewFile, village_id
from villagedesk.store import pictures, reads


def folder_of(outcome, household):
    return next(one.folder for one in outcome.bound if one.household == household)


def paper(folder, number):
    return next(folder.glob(f"{number:02d}-*.docx"))


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_volumes_are_numbered_in_order_and_say_their_number_on_every_paper(store, village_of, numbered, order):
    first, second = village_of(2)
    outcome = bind_volumes(store, order([second, first]))
    assert [one.household for one in outcome.bound] == [second, first]
    assert outcome.notes == ()
    numbers = {one: reads.get(store, Household, one).volume_no for one in (first, second)}
    assert numbers == {second: 1, first: 2}
    cover = texts(paper(folder_of(outcome, first), 1))
    assert "Z099-JF02201-0002" in cover
    assert "永久" in cover
    assert "Z099-JF02201-0002" in texts(paper(folder_of(outcome, first), 6))


def test_a_number_is_kept_and_the_next_household_goes_on_behind_it(store, village_of, numbered, order):
    first, second, third = village_of(3)
    bind_volumes(store, order([second]))
    bind_volumes(store, order([first, second, third]))
    numbers = [reads.get(store, Household, one).volume_no for one in (first, second, third)]
    assert numbers == [2, 1, 3]


def test_without_a_fonds_there_is_no_number_and_the_remarks_say_why(store, village_of, order):
    (one,) = village_of(1)
    outcome = bind_volumes(store, order([one]))
    assert reads.get(store, Household, one).volume_no is None
    assert "全宗号" in outcome.notes[0]
    assert "档号未编：本村没有登记全宗号" in texts(paper(folder_of(outcome, one), 18))
    assert "2001" not in texts(paper(folder_of(outcome, one), 1))  # the number in the village is no archive number


def test_the_remarks_list_what_is_missing_by_the_numbers_of_the_catalogue(store, village_of, order):
    (one,) = village_of(1)
    outcome = bind_volumes(store, order([one]))
    said = texts(paper(folder_of(outcome, one), 18))
    assert "5 户口簿、身份证、残疾证等复印件" in said
    assert "户口簿、身份证、残疾证等复印件" in outcome.bound[0].missing
    assert "3 贫困户申请书" in said.partition("以前年度形成")[2]  # identified in 2014
    scan = pictures.keep(store, "image/jpeg", b"a scan")
    photo = {"household": one, "year": 2014, "title": "身份证", "paper": "p05", "photo": scan}
    save_records(store, "附件", [Edit("attachment", "", photo)])
    again = bind_volumes(store, order([one]))
    assert "户口簿、身份证、残疾证等复印件" not in again.bound[0].missing
    assert not again.bound[0].kept


def test_by_piece_the_sheet_of_stamps_counts_neither_as_a_paper_nor_as_a_piece(store, village_of, numbered, order):
    one = village_of(1)[0]
    steps = {"process": "pr", "step": "plan", "round": 1, "paper_no": "计〔2016〕2号"}
    process = {"household": one, "template": "identify_2014", "year": 2016, "turn": 1, "started_on": "2016-01-05"}
    save_records(store, "程序", [Edit("process", "pr", process), Edit("process_step", "st", steps)])
    outcome = bind_volumes(store, order([one], mode=PIECE))
    papers = [path for path in folder_of(outcome, one).glob("*.docx") if path.name != "00-归档章.docx"]
    assert outcome.files == len(papers) == len(reads.of_owner(store, Filing, one, 2016))
    rows = docx.Document(str(outcome.lists[0] / "00-盒目录.docx")).tables[0].rows
    assert sum(int(row.cells[4].text) for row in rows[1:]) == len(papers)
    stamped = docx.Document(str(folder_of(outcome, one) / "00-归档章.docx")).tables[0]
    assert len({row.cells[3].text for row in stamped.rows}) == len(papers)
    listed = docx.Document(str(outcome.lists[0] / "02-归档文件目录（第2盒）.docx")).tables[0].rows
    assert ["计〔2016〕2号", "2016年脱贫计划（2组阿卜杜勒·买买提江·吐尔逊户）"] in [
        [row.cells[2].text, row.cells[4].text] for row in listed
    ]


def test_pieces_are_numbered_within_their_retention_and_listed_box_by_box(store, village_of, numbered, order):
    first, second = village_of(2)
    outcome = bind_volumes(store, order([first, second], mode=PIECE))
    filings = reads.of_owner(store, Filing, second, 2016)
    by_paper = {one.paper: (one.term, one.number) for one in filings}
    assert by_paper["register"] == ("Y", 2)  # the first household has one permanent paper
    assert by_paper["plan"][0] == "D30"
    register = texts(paper(folder_of(outcome, second), 6))
    assert "Z099-WS·2016-Y-FP-0002" in register
    stamps = texts(folder_of(outcome, second) / "00-归档章.docx")
    assert "2016年贫困户信息采集表" in stamps
    assert not list(folder_of(outcome, second).glob("01-*"))  # no cover
    (lists,) = outcome.lists
    assert sorted(path.name for path in lists.iterdir()) == [
        "00-盒目录.docx", "01-归档文件目录（第1盒）.docx", "01-盒内备考表（第1盒）.docx", "02-归档文件目录（第2盒）.docx",
        "02-盒内备考表（第2盒）.docx",
    ]  # fmt: skip
    listed = texts(lists / "02-归档文件目录（第2盒）.docx")
    assert "Z099-WS·2016-D30-FP-0001" in listed
    assert "（2组阿卜杜勒·买买提江·吐尔逊户）" in listed


def test_a_list_of_boxes_that_is_open_in_word_is_told_and_what_was_bound_too(
    store, village_of, numbered, order, monkeypatch
):
    households = village_of(2)
    (lists,) = bind_volumes(store, order(households)).lists
    former, real = (lists / "00-盒目录.docx").read_bytes(), Path.replace

    def held(self, target):
        if "盒目录" in self.name:
            raise PermissionError(errno.EACCES, "in use", str(self), None, str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    save_records(store, "改", [Edit("household", households[0], {"address": "清溪村二组19号"})])
    outcome = bind_volumes(store, order(households))
    assert [one.kept for one in outcome.bound] == [False, True]
    assert outcome.lists == ()
    assert "00-盒目录.docx”：没有权限" in outcome.notes[0]
    assert (lists / "00-盒目录.docx").read_bytes() == former
    assert not list(lists.glob("*.part"))


def test_boxes_of_volumes_hold_as_many_pages_as_the_village_says(store, village_of, numbered, order):
    households = village_of(3)
    save_records(store, "盒", [Edit("village", VILLAGE.id, {"box_pages": 20})])
    (lists,) = bind_volumes(store, order(households)).lists
    said = texts(lists / "00-盒目录.docx")
    assert "每盒按约20页装" in said
    assert "约20" in said  # nine papers of the year and one of the year before, of two pages each


def test_what_lies_there_is_not_printed_again_on_another_day(store, village_of, numbered, order):
    households = village_of(3)
    bind_volumes(store, order(households))
    again = bind_volumes(store, order(households, document_date=DAY + dt.timedelta(days=3)))
    assert [one.kept for one in again.bound] == [True] * 3
    assert again.files == 0


def test_who_changed_is_printed_again_and_nobody_else(store, village_of, numbered, order):
    first, second = village_of(2)
    bind_volumes(store, order([first, second]))
    save_records(store, "改", [Edit("household", second, {"address": "清溪村二组19号"})])
    again = bind_volumes(store, order([first, second]))
    assert {one.household: one.kept for one in again.bound} == {first: True, second: False}


def test_an_order_that_was_cancelled_goes_on_where_it_stopped(store, village_of, numbered, order):
    households = village_of(4)
    seen = []

    def check():
        if len(seen) >= 2:
            raise Cancelled("停")

    with pytest.raises(Cancelled, match="已成档2户"):
        bind_volumes(
            store,
            order(households),
            check=check,
            report=lambda done, *_more: seen.append(done) if done else None,
            processes=1,
        )
    again = bind_volumes(store, order(households))
    assert sum(one.kept for one in again.bound) == 2
    assert len(again.bound) == 4


def test_village_files_that_share_a_folder_leave_each_others_binders_alone(new_store, order):
    ids = ("00000001-1111-4111-8111-111111111111", "00000002-1111-4111-8111-111111111111")
    there = NewFile("village", "石桥村", "510199100202", 2016)
    files = [new_store("a"), new_store("b", wanted=there)]
    for store, one in zip(files, ids, strict=True):
        put_cases(store, [full_case(2016, one)])
        home = village_id("510199100201" if store is files[0] else there.code)
        save_records(store, "户", [Edit("household", one, {"village": home})])
        bind_volumes(store, order([one]))
    again = [bind_volumes(store, order([one])) for store, one in zip(files, ids, strict=True)]
    assert [one.bound[0].kept for one in again] == [True, True]
    assert not any("不在本文件中" in note for one in again for note in one.notes)


def test_a_household_that_is_gone_is_told_by_its_folder_once(store, village_of, numbered, order):
    first, second = village_of(2)
    folder = folder_of(bind_volumes(store, order([first, second])), first)
    save_records(store, "删", [Removal("household", first, "重复")])
    outcome = bind_volumes(store, order([second]))
    assert f"1户已不在本文件中，原来的文件夹没有删除：{folder.name}。请核对后自行处理。" in outcome.notes
    assert folder.is_dir()
    assert bind_volumes(store, order([second])).notes == ()


def test_what_could_not_be_noted_waits_for_an_order_of_that_household(store, village_of, numbered, order, monkeypatch):
    first, second = village_of(2)

    def refused(*_what, **_more):
        raise EnvironmentProblem("磁盘空间不足")

    monkeypatch.setattr(notebook, "note_printed", refused)
    bind_volumes(store, order([first]))
    monkeypatch.undo()
    bind_volumes(store, order([second]))
    assert {one.household for one in reads.where(store, PrintedPaper)} == {second}
    bind_volumes(store, order([first], draft=True))
    bind_volumes(store, order([first]))
    assert {one.household for one in reads.where(store, PrintedPaper)} == {first, second}


def test_the_folder_follows_the_head_of_the_household(store, village_of, numbered, order):
    (one,) = village_of(1)
    before = folder_of(bind_volumes(store, order([one])), one)
    save_records(store, "改", [Edit("household", one, {"local_no": "2077"})])
    after = folder_of(bind_volumes(store, order([one])), one)
    assert after.name.endswith("-2077")
    assert not before.exists()


def test_one_bad_household_does_not_stop_the_others_and_gets_no_number(store, village_of, numbered, order):
    (good,) = village_of(1)
    put_cases(store, [thin_case()])
    bad = thin_case().household.id
    outcome = bind_volumes(store, order([bad, good, "nobody"]))
    assert [one.household for one in outcome.bound] == [good]
    assert [one.household for one in outcome.refused] == [bad, "nobody"]
    assert reads.get(store, Household, good).volume_no == 1
    assert reads.get(store, Household, bad).volume_no is None


def test_a_number_that_stands_twice_is_said_and_not_changed(store, village_of, numbered, order):
    first, second = village_of(2)
    same = [Edit("household", one, {"volume_no": 7}) for one in (first, second)]
    save_records(store, "合并", same)
    outcome = bind_volumes(store, order([first, second]))
    assert "重号（7）" in outcome.notes[0]
    assert outcome.clashing == ((VILLAGE.id, VOLUME),)
    assert "案卷号7与其他户重号" in texts(paper(folder_of(outcome, second), 18))
    assert {reads.get(store, Household, one).volume_no for one in (first, second)} == {7}


def test_two_processes_make_the_same_bytes(store, village_of, numbered, order, tmp_path):
    households = village_of(6)
    one = bind_volumes(store, order(households), processes=1)
    alone = {
        path.name: bytes_of(path) for path in (one.folder / "截至2016年一户一档（按卷）").iterdir() if path.is_dir()
    }
    both = bind_volumes(store, order(households, again=True), processes=2)
    assert {
        path.name: bytes_of(path) for path in (both.folder / "截至2016年一户一档（按卷）").iterdir() if path.is_dir()
    } == alone
    assert not any(one.kept for one in both.bound)


@pytest.mark.skipif(find_typesetter() is None, reason="no LibreOffice on this computer")
def test_cover_with_spine_stamps_and_lists_have_the_pages_they_should(store, village_of, numbered, order):
    (one,) = village_of(1)
    by_volume, by_piece = (bind_volumes(store, order([one], mode=mode)) for mode in (VOLUME, PIECE))
    papers = [
        paper(folder_of(by_volume, one), 1), paper(folder_of(by_volume, one), 18), by_volume.lists[0] / "00-盒目录.docx",
        folder_of(by_piece, one) / "00-归档章.docx", *sorted(by_piece.lists[0].iterdir()),
    ]  # fmt: skip
    drawn = as_pdfs(find_typesetter(), [path.read_bytes() for path in papers])
    assert [pages_in(pdf) for pdf in drawn] == [2, *([1] * (len(papers) - 1))]


@pytest.mark.skipif(find_typesetter() is None, reason="no LibreOffice on this computer")
def test_counted_pages_stand_in_stamps_lists_and_contents(store, village_of, numbered, order):
    (one,) = village_of(1)
    layout = Layout(find_typesetter())
    by_piece = bind_volumes(store, order([one], mode=PIECE, layout=layout))
    assert "约" not in texts(by_piece.lists[0] / "00-盒目录.docx").replace("按约", "")
    by_volume = bind_volumes(store, order([one], layout=layout))
    cover = texts(paper(folder_of(by_volume, one), 1))
    pages = re.search(r"(\d+)页", cover).group(1)
    assert pages in texts(by_volume.lists[0] / "00-盒目录.docx").split()
    noted = reads.where(store, PrintedPaper, "bound = 'volume'")
    assert sum(row.pages or 0 for row in noted) == int(pages)  # what K12 compares with what is counted at filing
    assert all(row.pages for row in reads.where(store, PrintedPaper, "bound = 'piece'"))
    again = bind_volumes(store, order([one], layout=layout))
    assert again.bound[0].kept
