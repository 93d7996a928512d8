# SPDX-License-Identifier: MIT
"""上报: the copy is whole, sealed, without this office's own notes, and a stick that fails leaves nothing."""

from __future__ import annotations

import errno
import hashlib
import re

import pytest

from tests.conftest import PASSPHRASE
from villagedesk.errors import Cancelled, EnvironmentProblem
from villagedesk.merge import sealing
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.sealing import send_copy
from villagedesk.store import drafts
from villagedesk.store.dump import dump
from villagedesk.store.file import open_file


@pytest.fixture
def village(new_store):
    store = new_store("v", passphrase=PASSPHRASE)
    with store.change("登记") as change:
        change.put("household", "h1", {"group": "1组"})
        change.put("member", "m1", {"household": "h1", "name": "肖辉"})
    return store


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_the_copy_holds_the_same_view_and_its_receipt_tells_its_bytes(village, stick):
    sent = send_copy(village, stick)
    assert sent.path.name == "清溪村_510199100201_上报_20260302-120000.village"
    assert sent.sha256 == hashlib.sha256(sent.path.read_bytes()).hexdigest()
    assert (sent.seal.households, sent.seal.members, sent.seal.batches) == (1, 1, 2)
    assert [one.name for one in stick.iterdir()] == [sent.path.name]
    with open_file(sent.path, PASSPHRASE) as copy:
        assert list(dump(copy)) == list(dump(village))


def test_drafts_and_remembered_answers_stay_at_home_even_as_bytes(new_store, stick):
    store = new_store("plain")
    drafts.keep(store, "household", "h1", {"note": "还没写完的草稿内容"})
    drafts.remember(store, "mapping", {"某列": "记住的答案"})
    sent = send_copy(store, stick)
    content = sent.path.read_bytes()
    assert "还没写完的草稿内容".encode() not in content
    assert "记住的答案".encode() not in content
    assert drafts.remembered(store, "mapping") == {"某列": "记住的答案"}


def test_the_receiver_tells_an_export_from_a_raw_copy_and_from_an_export_written_to_since(village, stick, new_store):
    sent = send_copy(village, stick)
    target = new_store("t", passphrase=PASSPHRASE)
    with private_folder() as folder:
        (export,) = gather(target, [sent.path], folder).delivered
        (raw,) = gather(target, [village.path], folder).delivered
    assert export.seal["sender"] == "清溪村"
    assert export.seal["kind"] == "report"
    assert raw.seal is None
    with open_file(sent.path, PASSPHRASE) as opened, opened.change("后来又改") as change:
        change.put("household", "h1", {"group": "2组"})
    with private_folder() as folder:
        (edited,) = gather(target, [sent.path], folder).delivered
    assert edited.seal is None


def test_a_stick_without_room_is_told_with_the_size_and_keeps_nothing(village, stick, monkeypatch):
    sizes = []

    def full(copy, *_arguments):
        sizes.append(copy.stat().st_size)
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(sealing, "_copied", full)
    with pytest.raises(EnvironmentProblem, match="磁盘空间不足") as told:
        send_copy(village, stick)
    (said,) = re.findall(r"需要约(\d+)兆", str(told.value))
    assert (int(said) - 1) * 1_000_000 < sizes[0] <= int(said) * 1_000_000
    assert list(stick.iterdir()) == []


def test_a_faulty_stick_is_noticed_by_reading_back(village, stick, monkeypatch):
    monkeypatch.setattr(sealing, "_digest", lambda _path, _check: "0" * 64)
    with pytest.raises(EnvironmentProblem, match="读回的内容不一致"):
        send_copy(village, stick)
    assert list(stick.iterdir()) == []


def test_cancelling_leaves_nothing(village, stick):
    calls = []

    def check():
        calls.append(1)
        if len(calls) > 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        send_copy(village, stick, check)
    assert list(stick.iterdir()) == []


def test_exporting_changes_nothing_at_home(village, stick):
    before = village.path.read_bytes()
    send_copy(village, stick)
    assert village.path.read_bytes() == before
