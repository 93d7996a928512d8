# SPDX-License-Identifier: MIT
from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE, VILLAGE
from tests.store.conftest import a_household
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.services.opening import backups, restoring
from villagedesk.services.opening.files import NewFile
from villagedesk.store import faults
from villagedesk.store.dump import dump
from villagedesk.store.file import open_file


def test_a_backup_is_made_when_something_changed_and_only_then(store, clock):
    assert backups.make_backup(store, "day").reason == "day"
    clock.advance(minutes=30)
    assert backups.make_backup(store, "timer") is None
    a_household(store)
    made = backups.make_backup(store, "timer")
    assert (made.households, made.members) == (1, 2)
    assert backups.make_backup(store, "close") is None
    clock.advance(minutes=1)
    assert backups.make_backup(store, "manual").reason == "manual"
    assert [one.reason for one in backups.list_backups(store.info)] == ["manual", "timer", "day"]


def test_two_backups_in_one_second_are_two_files(store):
    first = backups.make_backup(store, "manual")
    second = backups.make_backup(store, "manual")
    assert first.path != second.path
    assert len(backups.list_backups(store.info)) == 2


def test_a_year_of_use_never_leaves_more_than_half_an_hour_unprotected_and_thins(clock):
    """safety.md G17, with the thinning rule alone: 365 days, a backup each half hour of an eight-hour day."""
    kept: set[dt.datetime] = set()
    now = dt.datetime(2025, 1, 1, 8, 0)
    made = []
    for day in range(365):
        for half_hour in range(16):
            now = dt.datetime(2025, 1, 1, 8, 0) + dt.timedelta(days=day, minutes=30 * half_hour)
            kept.add(now)
            kept = backups.kept_of(kept, now)
            assert now in kept
        made.append(now)
    assert len(kept) <= 16 * backups.ALL_DAYS + backups.DAYS + backups.WEEKS + backups.MONTHS
    assert set(made[-14:]) <= kept
    assert min(kept) <= dt.datetime(2025, 2, 1)


def test_a_wrong_clock_never_costs_a_backup():
    future = dt.datetime(2038, 1, 1)
    old = [dt.datetime(2026, 1, 1) + dt.timedelta(minutes=n) for n in range(4)]
    kept = backups.kept_of([future, *old], dt.datetime(2026, 3, 1))
    assert {future, *old} <= kept


def test_thinning_touches_only_backups(store, clock):
    folder = backups.folder_of(store.info)
    folder.mkdir(parents=True)
    (folder / "我的文件.village").write_text("x")
    for _number in range(8):
        a_household(store, f"h{_number}")
        backups.make_backup(store, "timer")
        clock.advance(days=40)
    assert (folder / "我的文件.village").exists()
    assert len(backups.list_backups(store.info)) == 8


def test_every_random_backup_gives_back_the_state_of_then(new_store, clock):
    store = new_store("密档", passphrase=PASSPHRASE)
    chance = random.Random(7)
    states = []
    for number in range(6):
        a_household(store, f"h{number}", members=chance.randint(1, 4))
        clock.advance(minutes=31)
        states.append((backups.make_backup(store, "timer"), list(dump(store))))
    for made, state in chance.sample(states, 4):
        with open_file(Path(made.path), PASSPHRASE) as copy:
            assert list(dump(copy)) == state


def test_the_list_survives_a_lost_index(store):
    backups.make_backup(store, "manual")
    (backups.folder_of(store.info) / "index.json").write_text("{broken")
    [found] = backups.list_backups(store.info)
    assert (found.reason, found.households) == ("manual", -1)


def test_a_copy_to_another_disk_is_read_back(store, tmp_path):
    made = backups.make_backup(store, "manual")
    stick = tmp_path / "U盘"
    stick.mkdir()
    copied = backups.copy_elsewhere(made, stick, "清溪村")
    assert copied.read_bytes() == Path(made.path).read_bytes()
    with pytest.raises(EnvironmentProblem, match="没有复制到"):
        backups.copy_elsewhere(made, Path(made.path) / "不是文件夹", "清溪村")
    assert backups.copy_elsewhere(made, tmp_path / "新" / "文件夹", "清溪村").is_file()


# -- restoring --------------------------------------------------------------------------------------------------------------


def test_a_restore_shows_what_it_would_lose(new_store, clock):
    store = new_store("密档", passphrase=PASSPHRASE)
    a_household(store, "h1")
    made = backups.make_backup(store, "manual")
    clock.advance(hours=1)
    a_household(store, "h2")
    a_household(store, "h3")
    found = restoring.preview_restore(Path(made.path), store, store.key)
    assert [line.label for line in found.lost] == ["登记户 h3", "登记户 h2"]
    assert found.same_file
    assert found.contents.households == 1


def test_a_restore_brings_the_backup_back_and_loses_nothing_for_good(new_store, clock):
    store = new_store("密档", passphrase=PASSPHRASE)
    a_household(store, "h1")
    made = backups.make_backup(store, "manual")
    clock.advance(hours=1)
    a_household(store, "h2")
    path, info, after = store.path, store.info, list(dump(store))
    store.close()
    restoring.restore_backup(Path(made.path), path, PASSPHRASE, clock)
    with open_file(path, PASSPHRASE) as again:
        assert again.value("SELECT count(*) FROM household") == 1
    aside = next(one for one in backups.list_backups(info) if one.reason == "restore")
    with open_file(Path(aside.path), PASSPHRASE) as replaced:
        assert list(dump(replaced)) == after


def test_a_damaged_file_is_restored_all_the_same(new_store, clock):
    store = new_store("密档", passphrase=PASSPHRASE)
    a_household(store, "h1")
    made = backups.make_backup(store, "manual")
    path = store.path
    store.close()
    content = path.read_bytes()
    for damaged in (content[:5000], b"", bytes(4096) + content[4096:]):
        path.write_bytes(damaged)
        try:
            restoring.restore_backup(Path(made.path), path, PASSPHRASE, clock)
        except (faults.NotAVillageFile, faults.WrongPassphrase) as said:
            pytest.fail(str(said))
        with open_file(path, PASSPHRASE) as again:
            assert again.value("SELECT count(*) FROM household") == 1


def test_another_villages_backup_is_refused(new_store, clock):
    one = new_store("一", passphrase=PASSPHRASE)
    other = new_store("二", passphrase=PASSPHRASE, wanted=NewFile("village", "石桥村", "510199100202", 2025))
    made = backups.make_backup(other, "manual")
    path, before = one.path, one.path.read_bytes()
    one.close()
    with pytest.raises(Refused, match="石桥村"):
        restoring.restore_backup(Path(made.path), path, PASSPHRASE, clock)
    assert path.read_bytes() == before
    assert VILLAGE.name == "清溪村"


def test_a_backup_that_does_not_verify_is_not_put_back(new_store, clock):
    store = new_store("密档", passphrase=PASSPHRASE)
    a_household(store, "h1")
    made = Path(backups.make_backup(store, "manual").path)
    path = store.path
    store.close()
    before = path.read_bytes()
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    made.write_bytes(content)
    with pytest.raises(faults.FileDamaged):
        restoring.restore_backup(made, path, PASSPHRASE, clock)
    with pytest.raises(faults.FileMissing):
        restoring.restore_backup(made.with_name("没有.village"), path, PASSPHRASE, clock)
    assert path.read_bytes() == before
