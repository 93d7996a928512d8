# SPDX-License-Identifier: MIT
"""Copies, forks, files sent again, wrong files, passphrases: merge.md A6, M61–M77, M90, M97."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading

import pytest

from tests.conftest import PASSPHRASE, VILLAGE
from tests.merge.conftest import V1, both_ways, contested, exchange, merge, put, sound, value, view
from villagedesk.errors import Refused
from villagedesk.merge import gathering
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.plan import plan_merge
from villagedesk.services.opening.files import NewFile, create_village_file, village_id
from villagedesk.store.counts import statistics
from villagedesk.store.faults import FileHeld
from villagedesk.store.file import Opening, open_file
from villagedesk.store.keys import derive

NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "night"
OTHER = NewFile("village", "石桥村", "510199100202", 2025)


def gathered(store, *paths, passphrases=()):
    with private_folder() as folder:
        return gather(store, paths, folder, passphrases)


def asked(store, *paths) -> list[str]:
    with private_folder() as folder:
        plan = plan_merge(store, gather(store, paths, folder))
        return [question.kind for question in plan.questions]


def refusal(store, path) -> str:
    (one,) = gathered(store, path).refused
    return one.text


def digest(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_m61_a_village_that_got_another_code_takes_files_under_the_old_one(pair, township):
    a, _b = pair
    merge(township, a.path)
    put(township, "village", V1, code="510199100299", former_code="510199100201", name="清溪新村")
    put(a, "household", "h1", phone="2")
    assert asked(township, a.path) == []
    merge(township, a.path)
    assert statistics(township)["villages"] == 1
    assert value(township, "household", "h1", "phone") == "2"


def test_m62_an_old_copy_sent_after_five_merges_contains_nothing_new(pair, township, tmp_path):
    a, _b = pair
    old = tmp_path / "三个月前.village"
    shutil.copy(a.path, old)
    for turn in range(5):
        put(a, "household", "h1", phone=str(turn))
        merge(township, a.path)
    before = view(township)
    merged = merge(township, old)
    assert merged.report.nothing_new
    assert view(township) == before


def test_m63_m64_two_copies_edited_on_one_laptop_or_two_lose_nothing(pair):
    a, b = pair
    b.author = a.author
    put(a, "household", "h1", phone="1", address="甲")
    put(b, "household", "h1", phone="2", bank="乙")
    both_ways(a, b)
    assert (value(a, "household", "h1", "address"), value(a, "household", "h1", "bank")) == ("甲", "乙")
    assert contested(a) == [("h1", "phone", {"1", "2"})]


def test_m65_m66_what_was_written_before_and_after_restoring_an_old_state_is_all_kept(pair, laptops, township):
    a, _b = pair
    old = laptops.copy(a, "backup")
    put(a, "household", "h1", address="之后写的")
    merge(township, a.path)
    put(old, "household", "h1", bank="恢复后写的")  # the restored state goes its own way
    merge(township, old.path)
    assert (value(township, "household", "h1", "address"), value(township, "household", "h1", "bank")) == (
        "之后写的",
        "恢复后写的",
    )
    assert contested(township) == []
    sound(township)


def test_m67_two_laptops_exchange_directly_and_through_the_township_in_any_order(pair, township):
    a, b = pair
    put(a, "household", "h1", phone="1")
    merge(b, a.path)
    put(b, "household", "h1", bank="农行")
    merge(township, a.path)
    merge(township, b.path)
    merge(a, township.path)
    put(a, "member", "m1", phone="13700000001")
    merge(township, a.path)
    merge(b, township.path)
    merge(a, b.path)
    assert value(b, "member", "m1", "phone") == "13700000001"
    assert view(a) == view(b)
    assert set(view(a)) <= set(view(township))  # which also has the township's own lines
    assert contested(township) == []


@pytest.mark.parametrize("name", ["清溪村(1).village", "副本", "清溪村.village.bak", "wx_file_1699", "清溪村.DB"])
def test_m68_a_renamed_file_is_recognised_by_its_content(pair, township, tmp_path, name):
    a, _b = pair
    shutil.copy(a.path, tmp_path / name)
    (one,) = gathered(township, tmp_path / name).delivered
    assert (one.info.name, one.info.code, one.rows["member"]) == ("清溪村", "510199100201", 2)


def test_m69_a_file_under_another_villages_name_is_asked_about(pair, township, laptops, tmp_path):
    a, _b = pair
    other = laptops("石桥", OTHER)
    put(other, "household", "h9", village="x", group="1组")
    merge(township, other.path)
    shutil.copy(a.path, tmp_path / "石桥村上报.village")
    assert asked(township, tmp_path / "石桥村上报.village") == ["named"]


def test_m69_m70_a_file_of_another_village_or_township_is_asked_about(pair, township, laptops):
    a, _b = pair
    other = laptops("石桥", OTHER)
    assert asked(other, a.path) == ["other_village"]
    far = laptops("far", NewFile("village", "远村", "510199200201", 2025))
    put(far, "household", "h9", group="1组")
    assert asked(township, far.path) == ["other_township"]


def test_m70_another_lineage_of_the_same_village_is_asked_about(pair, township, laptops):
    a, _b = pair
    merge(township, a.path)
    anew = laptops("anew")
    put(anew, "household", "h9", village=V1, group="1组")
    assert asked(township, anew.path) == ["lineage"]


def test_a_whole_township_file_is_not_for_a_village(pair, township, laptops):
    a, _b = pair
    other = laptops("石桥", OTHER)
    put(other, "household", "h9", group="1组")
    merge(township, a.path, other.path)
    put(township, "household", "h1", phone="2")
    assert asked(a, township.path) == ["other_level"]


def test_m73_a_copy_made_while_the_program_is_open_and_idle_is_complete(pair, township, tmp_path):
    a, _b = pair
    put(a, "household", "h1", phone="2")
    shutil.copy(a.path, tmp_path / "raw.village")  # a is open
    merge(township, tmp_path / "raw.village")
    assert value(township, "household", "h1", "phone") == "2"


def test_m74_copies_made_during_writing_are_whole_or_refused_and_never_half(pair, township, tmp_path, monkeypatch):
    a, _b = pair
    path = a.path
    a.close()
    stop = threading.Event()

    def write():
        with open_file(path, "", Opening()) as store:
            turn = 0
            while not stop.is_set():
                turn += 1
                with store.change(f"改{turn}") as change:
                    for number in range(40):
                        change.put("household", f"w{number}", {"group": "1组", "phone": str(turn)})

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [tmp_path / f"copy{number}.village" for number in range(100 if NIGHT else 30)]
        for copy in copies:
            shutil.copy(path, copy)
            journal = path.with_name(path.name + "-journal")
            if journal.exists() and journal.stat().st_size:
                shutil.copy(journal, copy.with_name(copy.name + "-journal"))
    finally:
        stop.set()
        writer.join()
    found = gathered(township, *copies)
    assert len(found.delivered) + len(found.refused) == len(copies)
    for one in found.refused:
        assert "没有合并" in one.text or "不完整" in one.text or "内容完全相同" in one.text, one.text
    for one in found.delivered:
        written = [batch for batch in one.batches() if any(line.row == "w0" for line in batch.lines)]
        for batch in written:  # forty households at a time, never some of them
            assert {line.row for line in batch.lines} >= {f"w{number}" for number in range(40)}
            assert len({line.value for line in batch.lines if line.cell == "phone"}) <= 1
        merge(township, one.incoming.source)
        told = {row[0] for row in township.query("SELECT phone FROM household WHERE id LIKE 'w%'")}
        assert told == ({str(len(written))} if written else set())
    sound(township)


def test_m75_a_journal_beside_the_copy_is_refused_with_the_remedy(pair, township, tmp_path):
    a, _b = pair
    copy = tmp_path / "c.village"
    shutil.copy(a.path, copy)
    copy.with_name("c.village-journal").write_bytes(b"\xd9\xd5\x05\xf9" + b"x" * 600)
    assert "关闭村档后重新复制，或用“上报”导出" in refusal(township, copy)


def test_m76_an_older_file_sent_back_replaces_nothing_newer(pair, township):
    a, _b = pair
    merge(township, a.path)
    put(a, "household", "h1", phone="新")
    before = view(a)
    merge(a, township.path)
    assert view(a) == before


def test_m90_the_own_passphrase_is_tried_first_and_a_typed_one_is_remembered(laptops, tmp_path):
    target = laptops("target", passphrase=PASSPHRASE)
    same, other = tmp_path / "same.village", tmp_path / "other.village"
    create_village_file(same, PASSPHRASE, VILLAGE).close()
    create_village_file(other, "ling yi ge kou ling a", OTHER).close()
    found = gathered(target, same, other)
    assert [one.incoming.source.name for one in found.delivered] == ["same.village"]
    assert [one.wants_passphrase for one in found.refused] == [True]
    assert gathered(target, other, passphrases=["cuo de"]).refused[0].wants_passphrase
    assert gathered(target, other, passphrases=["cuo de", "ling yi ge kou ling a"]).refused == []
    assert gathered(target, other).refused == []  # asked once


def test_the_key_of_copies_of_one_file_is_derived_once(laptops, tmp_path, monkeypatch):
    target, typed = laptops("target", passphrase=PASSPHRASE), "ling yi ge kou ling a"
    older, newer = tmp_path / "older.village", tmp_path / "newer.village"
    create_village_file(newer, typed, OTHER).close()
    shutil.copy(newer, older)
    with open_file(newer, typed, Opening()) as store, store.change("新增户") as change:
        change.put("household", "h", {"village": village_id(OTHER.code), "group": "1组"})
    derived = []
    monkeypatch.setattr(gathering, "derive", lambda *what: derived.append(what) or derive(*what))
    assert gathered(target, older, newer, passphrases=[typed]).refused == []
    assert len(derived) == 1


def test_m97_a_second_window_may_read_but_not_merge(pair, township):
    with pytest.raises(FileHeld):
        open_file(township.path, "", Opening())
    a, _b = pair
    with open_file(township.path, "", Opening(read_only=True)) as reader, pytest.raises(Refused, match="只读"):
        merge(reader, a.path)


def test_a_vanished_copy_is_told_and_the_others_are_merged(pair, township, tmp_path):
    a, _b = pair
    found = gathered(township, a.path, tmp_path / "拔掉的U盘" / "b.village")
    assert len(found.delivered) == 1
    assert "U盘是否已拔出" in found.refused[0].text


def test_a_direct_exchange_between_villages_carries_changes_on(pair, laptops):
    a, b = pair
    c = laptops.copy(b, "c")
    put(a, "household", "h1", phone="经由")
    exchange(a, b)
    exchange(b, c)
    assert value(c, "household", "h1", "phone") == "经由"
