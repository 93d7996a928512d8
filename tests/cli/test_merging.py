# SPDX-License-Identifier: MIT
from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from villagedesk.services.merging.sent import last_sent
from villagedesk.services.opening.files import village_id
from villagedesk.store.file import open_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

V1 = village_id("510199100201")


@pytest.fixture
def township(cli: Cli, tmp_path: Path) -> Path:
    path = tmp_path / "示范镇.village"
    made = cli("new", path, "--township", "示范镇", "--code", "510199100", "--year", "2025", "--no-passphrase")
    assert made.code == 0, made.err
    return path


def edit(path: Path, label: str, phone: str) -> None:
    with open_file(path, "") as store, store.change(label) as change:
        household = store.value("SELECT id FROM household ORDER BY hh_no LIMIT 1")
        change.put("household", household, {"phone": phone})


def test_a_preview_writes_nothing_and_tells_what_the_merge_then_does(cli: Cli, filled: Path, township: Path) -> None:
    before = township.read_bytes()
    preview = cli("merge", township, filled, "--preview", "--json")
    assert preview.code == 0
    assert township.read_bytes() == before
    assert not preview.json["merged"]
    done = cli("merge", township, filled, "--json")
    assert done.code == 0
    assert done.json["merged"]
    assert done.json["files"] == preview.json["files"]
    assert done.json["files"][0]["rows"]["household"]["new"] == cli("stats", township, "--json").json["households"] > 40
    assert cli("dump", township).out == cli("dump", filled).out


def test_merging_again_changes_nothing_and_says_so(cli: Cli, filled: Path, township: Path) -> None:
    cli("merge", township, filled)
    before = township.read_bytes()
    again = cli("merge", township, filled)
    assert again.code == 0
    assert "没有新内容，文件没有改动" in again.out
    assert township.read_bytes() == before


def test_a_merge_is_undone_by_the_undo_command(cli: Cli, filled: Path, township: Path) -> None:
    before = cli("dump", township).out
    cli("merge", township, filled)
    undone = cli("undo", township)
    assert undone.code == 0
    assert "合并清溪村的文件" in undone.out
    assert cli("dump", township).out == before


def test_a_folder_of_copies_is_read_whole_and_what_is_no_copy_does_not_stop_it(
    cli: Cli, filled: Path, township: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "收到的"
    folder.mkdir()
    shutil.copy(filled, folder / "副本 (1)")
    shutil.copy(filled, folder / "副本 (2)")
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff" + b"x" * 9000)
    (folder / "坏的.village").write_bytes(filled.read_bytes()[:50_000])
    ran = cli("merge", township, folder, "--json")
    assert ran.code == 0
    told = {one["name"]: one["refused"] for one in ran.json["files"]}
    assert told["副本 (1)"] == ""
    assert "内容完全相同" in told["副本 (2)"]
    assert told["坏的.village"]
    assert "照片.jpg" not in told


def test_only_unreadable_copies_are_a_failure_with_a_sentence_each(cli: Cli, township: Path, tmp_path: Path) -> None:
    (tmp_path / "简历.docx").write_bytes(b"PK\x03\x04" + b"x" * 5000)
    (tmp_path / "empty").mkdir()
    ran = cli("merge", township, tmp_path / "简历.docx", tmp_path / "没有.village")
    assert ran.code == 1
    assert "简历.docx" in ran.out
    assert "找不到文件“没有.village”" in ran.out
    refused = cli("merge", township, tmp_path / "empty")
    assert refused.code == 1
    assert "没有村档文件" in refused.err


def test_a_doubtful_copy_is_asked_about_and_merged_only_with_yes(cli: Cli, filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "石桥村.village"
    cli("new", other, "--village", "石桥村", "--code", "510199100202", "--year", "2025", "--no-passphrase")
    before = other.read_bytes()
    asked = cli("merge", other, filled)
    assert asked.code == 1
    assert "[other_village]" in asked.out
    assert "--yes other_village" in asked.out
    assert other.read_bytes() == before
    assert cli("merge", other, filled, "--yes", "other_village").code == 0


def test_a_copy_with_another_passphrase_is_opened_with_the_one_in_the_file(
    cli: Cli, township: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VILLAGEDESK_PASSPHRASE", "qing xi cun de kou ling")
    sealed = tmp_path / "清溪村.village"
    cli("new", sealed, "--village", "清溪村", "--code", "510199100201", "--year", "2025")
    monkeypatch.delenv("VILLAGEDESK_PASSPHRASE")
    refused = cli("merge", township, sealed)
    assert refused.code == 1
    assert "请输入它的口令" in refused.out
    (tmp_path / "口令.txt").write_text("不是这个口令\nqing xi cun de kou ling\n", encoding="utf-8")
    merged = cli("merge", township, sealed, "--copy-passphrases", tmp_path / "口令.txt", "--yes", "empty")
    assert merged.code == 0, merged.out


def test_sending_prints_a_receipt_whose_hash_is_that_of_the_file(cli: Cli, filled: Path, tmp_path: Path) -> None:
    sent = cli("send", filled, "--out", tmp_path, "--json").json
    content = (tmp_path / sent["path"]).read_bytes()
    assert sent["sha256"] == hashlib.sha256(content).hexdigest()
    assert sent["sender"] == "清溪村"
    with open_file(filled, "") as store:
        assert last_sent(store).name == (tmp_path / sent["path"]).name
    told = cli("send", filled, "--out", tmp_path)
    assert "安全弹出" in told.out
    refused = cli("send", filled, "--out", tmp_path / "没有")
    assert refused.code == 1
    assert "没有写到" in refused.err


def test_a_correction_goes_back_to_the_village_in_a_return_file(
    cli: Cli, filled: Path, township: Path, tmp_path: Path
) -> None:
    cli("merge", township, filled)
    edit(township, "更正", "13900000001")
    made = cli("return-file", township, "清溪村", "--out", tmp_path / "回", "--json")
    assert made.code == 0, made.err
    assert made.json["households"] > 40
    merged = cli("merge", filled, made.json["path"], "--json").json
    assert merged["files"][0]["rows"]["household"]["changed"] == 1
    assert cli("dump", filled).out == cli("dump", township).out
    refused = cli("return-file", township, "白云村", "--out", tmp_path / "无")
    assert refused.code == 1
    assert "现有：清溪村（510199100201）" in refused.err


@pytest.fixture
def contested(cli: Cli, filled: Path, township: Path) -> Path:
    """A township file in which a phone number is undecided."""
    cli("merge", township, filled)
    edit(township, "更正", "13900000001")
    edit(filled, "村里改", "13700000001")
    assert cli("merge", township, filled).code == 0
    return township


def test_conflicts_are_listed_with_both_values_and_decided_by_side_number_or_value(cli: Cli, contested: Path) -> None:
    listed = cli("conflicts", contested)
    assert "联系电话" in listed.out
    assert "139****0001" in listed.out
    assert "137****0001" in listed.out
    assert "共1处待裁决" in listed.out
    (one,) = cli("conflicts", contested, "--json").json["conflicts"]
    assert [side["ours"] for side in one["sides"]].count(True) == 1
    decided = cli("decide", contested, 1, "--keep", "theirs")
    assert decided.code == 0
    assert "已裁决1处" in decided.out
    assert cli("conflicts", contested, "--json").json["count"] == 0
    assert cli("undo", contested).code == 0
    assert cli("decide", contested, "--all", "--keep", "ours", "--json").json["decided"] == 1
    cli("undo", contested)
    assert cli("decide", contested, 1, "--value", "13600000001").code == 0
    assert "13600000001" in cli("dump", contested).out


def test_wrong_decisions_are_refused_and_change_nothing(cli: Cli, contested: Path) -> None:
    assert cli("decide", contested, 1).code == 2
    assert cli("decide", contested, "--keep", "ours").code == 2
    for arguments, words in (
        ((7, "--keep", "ours"), "没有第7处冲突"),
        ((1, "--keep", "3"), "“3”不是"),
        ((1, "--keep", "both"), "不能合并"),
    ):
        ran = cli("decide", contested, *arguments)
        assert ran.code == 1
        assert words in ran.err
    assert cli("conflicts", contested, "--json").json["count"] == 1
