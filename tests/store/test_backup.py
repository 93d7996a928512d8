# SPDX-License-Identifier: MIT
from __future__ import annotations

import datetime as dt
import resource
import sys

import pytest

from tests.conftest import PASSPHRASE
from tests.store.conftest import a_household
from villagedesk.errors import Cancelled
from villagedesk.store import backup, faults
from villagedesk.store.dump import dump
from villagedesk.store.file import open_file


@pytest.fixture
def sealed(new_store):
    store = new_store("密档", passphrase=PASSPHRASE)
    a_household(store, members=3)
    return store


def test_a_copy_is_complete_verified_and_encrypted(sealed, tmp_path):
    target = tmp_path / "bk" / "copy.village"
    contents = backup.copy_to(sealed.connection, target, sealed.key)
    assert (contents.households, contents.members, contents.last_label) == (1, 3, "登记户 h1")
    assert "高凤珍".encode() not in target.read_bytes()
    expected = list(dump(sealed))
    with open_file(target, PASSPHRASE) as copy:
        assert list(dump(copy)) == expected
    assert [path.name for path in target.parent.iterdir() if path.stat().st_size] == ["copy.village"]


def test_a_cancelled_copy_leaves_nothing(sealed, tmp_path):
    with sealed.change("多") as change:
        change.put_new("household", [(f"x{n}", {"group": "1组", "note": "字" * 300}) for n in range(3000)])

    def pressed():
        raise Cancelled("已取消")

    folder = tmp_path / "bk"
    with pytest.raises(Cancelled):
        backup.copy_to(sealed.connection, folder / "copy.village", sealed.key, pressed)
    assert list(folder.iterdir()) == []
    assert sealed.value("SELECT count(*) FROM household") == 3001


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is POSIX")
def test_a_full_disk_leaves_nothing_and_is_said_so(sealed, tmp_path):
    import signal

    folder = tmp_path / "bk"
    old_handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        with pytest.raises(faults.CannotWrite, match=r"没有保存|空间|读写出错"):
            backup.copy_to(sealed.connection, folder / "copy.village", sealed.key)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, old_handler)
    assert list(folder.iterdir()) == []
    assert sealed.value("SELECT count(*) FROM household") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is POSIX")
def test_a_save_on_a_full_disk_is_refused_and_nothing_is_lost(sealed):
    import signal

    before = list(dump(sealed))
    old_handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (sealed.path.stat().st_size, limits[1]))
    try:
        with pytest.raises(faults.CannotWrite), sealed.change("太多") as change:
            change.put_new("household", [(f"x{n}", {"group": "1组", "note": "字" * 3000}) for n in range(3000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, old_handler)
    assert list(dump(sealed)) == before
    a_household(sealed, "h2")
    path = sealed.path
    sealed.close()
    with open_file(path, PASSPHRASE) as again:
        assert again.value("SELECT count(*) FROM household") == 2


def test_a_damaged_backup_is_noticed_before_it_is_used(sealed, tmp_path):
    target = tmp_path / "copy.village"
    backup.copy_to(sealed.connection, target, sealed.key)
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)
    with pytest.raises(faults.FileDamaged):
        backup.examine(target, sealed.key)
    with pytest.raises(faults.WrongPassphrase):
        backup.examine(target, backup.key_for(target, "another passphrase"))


def test_putting_back_replaces_the_file_and_keeps_the_replaced_one(sealed, tmp_path):
    target = tmp_path / "copy.village"
    backup.copy_to(sealed.connection, target, sealed.key)
    then = list(dump(sealed))
    a_household(sealed, "h2")
    later = list(dump(sealed))
    path, key = sealed.path, sealed.key
    with pytest.raises(faults.FileHeld):
        backup.put_back(target, path, key, tmp_path / "aside.village", dt.datetime(2026, 3, 2))
    sealed.close()
    (path.parent / f"{path.name}-journal").write_bytes(b"stale journal of the replaced file" * 100)
    backup.put_back(target, path, key, tmp_path / "aside.village", dt.datetime(2026, 3, 2))
    with open_file(path, PASSPHRASE) as restored:
        assert list(dump(restored)) == then
    assert (tmp_path / "aside.village-journal").exists()
    (tmp_path / "aside.village-journal").unlink()
    with open_file(tmp_path / "aside.village", PASSPHRASE) as aside:
        assert list(dump(aside)) == later
