# SPDX-License-Identifier: MIT
"""Printing many households: bad ones do not stop the rest, several processes make the same bytes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.documents.conftest import USUAL, parts_of, put_cases, texts, thin_case
from villagedesk import i18n
from villagedesk.documents.volumes import press, running, shelving
from villagedesk.documents.volumes.batch import print_volumes
from villagedesk.documents.volumes.running import SEVERAL, processes_for
from villagedesk.documents.volumes.volume import DRAFT
from villagedesk.errors import Refused
from villagedesk.paths import resources
from villagedesk.services.casefile.casefiles import blocking_problems, load_casefile
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import pictures


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_volume_lies_in_its_folder_with_all_its_papers(store, village_of, order):
    (one,) = village_of(1)
    outcome = print_volumes(store, order([one], papers=()))
    folder = order([]).target / "2组-阿卜杜勒·买买提江·吐尔逊-2001"
    assert outcome.written == ((one, folder),)
    assert outcome.files == len(USUAL)
    assert outcome.refused == ()
    assert sorted(path.name[:2] for path in folder.iterdir()) == [f"{number:02d}" for number in USUAL]
    assert "5823.97" in texts(folder / "06-2016年贫困户信息采集表.docx")


def test_a_household_with_errors_is_refused_with_the_list_and_the_others_are_printed(store, village_of, order):
    first, second = village_of(2)
    put_cases(store, [thin_case()])
    bad = thin_case().household.id
    outcome = print_volumes(store, order([first, bad, second]))
    assert [household for household, _ in outcome.written] == [first, second]
    (refusal,) = outcome.refused
    assert (refusal.household, refusal.label) == (bad, "3组 李四")
    expected = blocking_problems(load_casefile(store, bad, 2016), surroundings(store))
    assert list(refusal.problems) == expected
    assert "证件号码没有填写" in refusal.problems[0].text()
    assert len(list(order([]).target.iterdir())) == 2


def test_a_draft_prints_it_all_the_same_and_says_so(store, village_of, order):
    (good,) = village_of(1)
    put_cases(store, [thin_case()])
    bad = thin_case().household.id
    outcome = print_volumes(store, order([good, bad], draft=True, papers=("cover", "remarks")))
    folders = dict(outcome.written)
    assert outcome.refused == ()
    assert DRAFT in texts(folders[bad] / "01-封面.docx")
    assert "李四 证件号码没有填写" in texts(folders[bad] / "18-卷内备考表.docx")
    assert DRAFT not in texts(folders[good] / "01-封面.docx")


def contest(store, entity, row, cell, *values):
    """Open a cell to a decision, as a merge does."""
    with store.change("两种填写") as change:
        change.settle(entity, row, cell, list(values))


def test_a_household_with_an_undecided_conflict_is_refused_with_its_name_until_it_is_decided(store, village_of, order):
    first, second = village_of(2)
    member = store.value("SELECT id FROM member WHERE household = ? AND position = 3", (first,))
    contest(store, "member", member, "name", "张三丰", "张山丰")
    outcome = print_volumes(store, order([first, second]))
    assert [household for household, _ in outcome.written] == [second]
    (refusal,) = outcome.refused
    assert (refusal.household, refusal.label) == (first, "2组 阿卜杜勒·买买提江·吐尔逊")
    assert [problem.text() for problem in refusal.problems] == [
        "张三丰 家庭成员的“姓名”有2种不同的填写，还没有裁决。请先在“冲突裁决”中裁决"
    ]
    contest(store, "member", member, "name", "张山丰")
    assert print_volumes(store, order([first])).refused == ()


def test_a_draft_of_a_household_with_an_undecided_conflict_names_it(store, village_of, order):
    (one,) = village_of(1)
    contest(store, "household", one, "phone", "13900000001", None)
    outcome = print_volumes(store, order([one], draft=True, papers=("cover", "remarks")))
    folder = dict(outcome.written)[one]
    assert DRAFT in texts(folder / "01-封面.docx")
    assert "户的“联系电话”有2种不同的填写" in texts(folder / "18-卷内备考表.docx")


def test_the_faults_of_a_draft_are_chinese_on_paper_while_the_window_speaks_english(store, village_of, order):
    (good,) = village_of(1)
    contest(store, "household", good, "phone", "13900000001", None)
    put_cases(store, [thin_case()])
    bad = thin_case().household.id
    i18n.set_language("en", resources() / "locale")
    drafted = print_volumes(store, order([good, bad], draft=True, papers=("remarks",)))
    folders = dict(drafted.written)
    assert "李四 证件号码没有填写。请填写身份证号" in texts(folders[bad] / "18-卷内备考表.docx")
    assert "户的“联系电话”有2种不同的填写" in texts(folders[good] / "18-卷内备考表.docx")
    (refusal, *_more) = print_volumes(store, order([bad])).refused
    assert "Identity number" in refusal.problems[0].text(), "what the user reads stays English"


def test_photos_of_the_file_are_printed(store, village_of, order):
    (one,) = village_of(1)
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "#446688").save(out, "JPEG")
    digest = pictures.keep(store, "image/jpeg", out.getvalue())
    save_records(store, "照片", [Edit("household", one, {"head_photo": digest})])
    folder = dict(print_volumes(store, order([one], papers=("register",))).written)[one]
    (paper,) = folder.iterdir()
    assert parts_of(paper.read_bytes())["word/media/photo1.jpeg"] == out.getvalue()


def test_a_conflict_about_a_cadre_or_village_stops_the_papers_that_name_them(store, village_of, order):
    first, _second = village_of(2)
    contest(store, "cadre", "cadre-0", "post", "科员", "科长")
    assert len(print_volumes(store, order(village_ids(store))).refused) == 2
    contest(store, "cadre", "cadre-0", "post", "科员")
    with store.change("换了责任人") as change:
        change.remove("pairing", [row for (row,) in store.query("SELECT id FROM pairing")], "重登")
    contest(store, "unit", "unit-1", "name", "交通局", "交通运输局")
    assert print_volumes(store, order([first])).refused == ()
    contest(store, "village", store.value("SELECT village FROM household"), "name", "清溪村", "青溪村")
    (refusal,) = print_volumes(store, order([first])).refused
    assert "村的“行政村”" in refusal.problems[0].text()


def test_a_person_contested_between_two_households_stops_the_papers_of_both(store, village_of, order):
    first, second = village_of(2)
    member = store.value("SELECT id FROM member WHERE household = ? AND position = 3", (first,))
    contest(store, "member", member, "household", first, second)
    assert {one.household for one in print_volumes(store, order([first, second])).refused} == {first, second}


def test_a_conflict_about_a_question_stops_no_paper(store, village_of, order):
    (one,) = village_of(1)
    with store.change("提问") as change:
        change.put("question", "q1", {"household": one, "text": "？"})
    contest(store, "question", "q1", "settled", True, False)
    assert print_volumes(store, order([one])).refused == ()


def village_ids(store):
    return [row for (row,) in store.query("SELECT id FROM household")]


def test_a_household_that_is_gone_is_refused_in_words(store, village_of, order):
    one, two = village_of(2)
    with store.change("移除") as change:
        change.remove("household", [two], "登记错误")
    outcome = print_volumes(store, order([one, two, "nobody"]))
    assert [household for household, _ in outcome.written] == [one]
    assert [refusal.household for refusal in outcome.refused] == [two, "nobody"]
    assert all("回收站" in refusal.problems[0].text() for refusal in outcome.refused)


def test_every_household_is_reported_once_whatever_became_of_it(store, village_of, order):
    good = village_of(2)
    put_cases(store, [thin_case()])
    told = []
    wanted = [good[0], thin_case().household.id, good[1], "nobody", good[0]]
    print_volumes(store, order(wanted), report=lambda done, total, text: told.append((done, total, text)))
    assert [(done, total) for done, total, _ in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert "3组 李四" in [text for _, _, text in told]


def test_printing_again_replaces_file_by_file_and_gives_the_same_bytes(store, village_of, order):
    ids = village_of(2)
    print_volumes(store, order(ids, papers=()))
    before = files_of(order([]).target)
    keepsake = next(order([]).target.iterdir()) / "户口簿.jpg"
    keepsake.write_bytes(b"scan")
    print_volumes(store, order(reversed(ids), papers=()))
    after = files_of(order([]).target)
    assert after.pop(keepsake.relative_to(order([]).target).as_posix()) == b"scan"
    assert after == before


def test_several_processes_make_the_same_bytes_as_one(store, village_of, order):
    ids = village_of(11)
    put_cases(store, [thin_case()])
    wanted = [*ids, thin_case().household.id]
    one = print_volumes(store, order(wanted, "一个", papers=()), processes=1)
    told = []
    two = print_volumes(
        store,
        order(wanted, "两个", papers=()),
        processes=2,
        report=lambda done, total, _text: told.append((done, total)),
    )
    assert files_of(order([], "一个").target) == files_of(order([], "两个").target)
    assert one.files == two.files == 11 * len(USUAL)
    assert [household for household, _ in two.written] == ids
    assert len(two.refused) == 1
    assert sorted(told) == [(done, 12) for done in range(1, 13)]


def test_other_processes_are_used_from_fifty_households_on(monkeypatch):
    monkeypatch.setattr(running, "_cores", lambda: 2)
    assert processes_for(SEVERAL - 1, None) == 1
    assert processes_for(SEVERAL, None) == 2
    assert processes_for(10, 3) == 3
    monkeypatch.setattr(running, "_cores", lambda: 64)
    assert processes_for(1_000, None) == running.MOST_PROCESSES


def test_an_unknown_paper_is_refused_before_anything_is_written(store, village_of, order):
    with pytest.raises(Refused, match="contnets"):
        print_volumes(store, order(village_of(1), papers=("contnets",)))
    assert not order([]).target.exists()


def test_two_households_with_the_same_folder_name_do_not_overwrite_each_other(store, village_of, order):
    ids = village_of(2)
    with store.change("同号") as change:
        change.put("household", ids[1], {"local_no": "2001"})
    outcome = print_volumes(store, order(ids))
    assert len({folder for _, folder in outcome.written}) == 2
    alone = print_volumes(store, order([ids[1]]))
    assert alone.written[0] == outcome.written[1]


def test_an_order_of_nothing_prints_nothing(store, order):
    outcome = print_volumes(store, order([]))
    assert (outcome.written, outcome.refused, outcome.files) == ((), (), 0)


def test_nothing_is_changed_in_the_file_but_the_note_of_what_was_printed(store, village_of, order):
    ids = village_of(2)
    before = store.value("SELECT count(*) FROM change")
    print_volumes(store, order(ids))
    written = store.query("SELECT entity, field FROM change WHERE seq > ?", (before,))
    assert written == [("printed_paper", "")] * 2


def test_a_paper_is_never_seen_under_its_name_before_it_is_whole(store, village_of, order, monkeypatch):
    seen = []
    real = shelving.put_papers

    def watching(folder, papers):
        monkeypatch.setattr(Path, "replace", lambda self, _target: seen.append(self.stat().st_size))
        real(folder, papers)

    monkeypatch.setattr(press, "put_papers", watching)
    print_volumes(store, order(village_of(1), papers=()))
    assert len(seen) == len(USUAL)
    assert min(seen) > 3_000


def test_papers_are_chinese_in_an_english_window_and_so_are_those_of_workers(store, village_of, order, monkeypatch):
    ids = village_of(2)
    print_volumes(store, order(ids, "中文", papers=()))
    monkeypatch.setattr(running, "current_language", lambda: "en")
    monkeypatch.setattr("villagedesk.models.values.naming.english", lambda: True)
    monkeypatch.setattr("villagedesk.models.codes.english", lambda: True)
    print_volumes(store, order(ids, "英文", papers=()))
    print_volumes(store, order(ids, "英文两个", papers=()), processes=2)
    chinese = files_of(order([], "中文").target)
    assert files_of(order([], "英文").target) == chinese
    assert files_of(order([], "英文两个").target) == chinese
