# SPDX-License-Identifier: MIT
"""Opening and creating: every way to fail is told apart, and nothing is touched by it."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE, VILLAGE
from tests.store.conftest import a_household
from villagedesk.store import engine, faults, migrations
from villagedesk.store.file import Opening, create_file, open_again, open_file
from villagedesk.store.keys import derive
from villagedesk.store.sniff import Look, key_fits_somewhere, sniff
from villagedesk.store.store import FileInfo

INFO = FileInfo("", "village", "清溪村", "510199100201", 2025)


@pytest.fixture
def sealed(new_store):
    """An encrypted file with a household, closed."""
    store = new_store("密档", passphrase=PASSPHRASE)
    a_household(store, members=3)
    store.close()
    return store.path


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_encrypted_file_opens_with_its_passphrase_and_shows_nothing_without(sealed):
    with open_file(sealed, PASSPHRASE) as store:
        assert store.info.name == "清溪村"
        assert store.value("SELECT count(*) FROM member") == 3
    content = sealed.read_bytes()
    for secret in ("高凤珍", "清溪村", "household", "SQLite"):
        assert secret.encode() not in content


def test_any_sqlcipher_opens_it_with_the_passphrase_alone(sealed):
    """The file stays readable without us: standard SQLCipher 4 settings."""
    connection = engine.driver.connect(str(sealed))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert connection.execute("SELECT count(*) FROM member").fetchone() == (3,)
    connection.close()


def test_a_wrong_passphrase_is_told_from_a_damaged_file(sealed):
    before = digest(sealed)
    with pytest.raises(faults.WrongPassphrase, match="口令不对"):
        open_file(sealed, "kuan mei tuo sheng li bang")
    with pytest.raises(faults.PassphraseNeeded):
        open_file(sealed, "")
    assert digest(sealed) == before
    content = bytearray(sealed.read_bytes())
    content[300] ^= 1
    sealed.write_bytes(content)
    with pytest.raises(faults.FileDamaged, match="口令是对的"):
        open_file(sealed, PASSPHRASE)


def test_a_truncated_file_is_damaged(sealed):
    content = sealed.read_bytes()
    for length in (len(content) - 1, len(content) // 2 + 7, 5000):
        sealed.write_bytes(content[:length])
        with pytest.raises(faults.FileDamaged, match="长度不完整"):
            open_file(sealed, PASSPHRASE)


@pytest.mark.parametrize(
    ("content", "fault", "said"),
    [
        (None, faults.FileMissing, "找不到"), (b"", faults.NotAVillageFile, "空文件"), (b"hello", faults.NotAVillageFile, "5 B"),
        (b"PK\x03\x04" + b"x" * 9000, faults.NotAVillageFile, "Office"), (b"\xff\xd8\xff\xe0" + b"x" * 9000, faults.NotAVillageFile, "JPEG"),
        (os.urandom(8192), faults.WrongPassphrase, "口令不对"),
    ],
    ids=["missing", "empty", "short", "docx", "photo", "noise"],
)  # fmt: skip
def test_what_is_no_village_file_is_named(tmp_path, content, fault, said):
    path = tmp_path / "清溪村.village"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(fault, match=said):
        open_file(path, PASSPHRASE)


def test_a_folder_and_a_foreign_database_are_named(tmp_path):
    (tmp_path / "夹.village").mkdir()
    with pytest.raises(faults.NotAVillageFile, match="文件夹"):
        open_file(tmp_path / "夹.village", "")
    path = tmp_path / "别家.village"
    connection = engine.driver.connect(str(path))
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(faults.NotAVillageFile, match="其他程序"):
        open_file(path, "")


def test_a_newer_file_is_refused_untouched(sealed):
    with open_file(sealed, PASSPHRASE) as store, engine.unlocked(store.connection):
        store.connection.execute("PRAGMA user_version = 99")
    before = digest(sealed)
    with pytest.raises(faults.FileNewer, match="99"):
        open_file(sealed, PASSPHRASE)
    assert digest(sealed) == before


def test_a_new_file_never_replaces_another(sealed):
    before = digest(sealed)
    with pytest.raises(faults.FileExists):
        create_file(sealed, PASSPHRASE, INFO)
    assert digest(sealed) == before


def test_a_file_without_a_passphrase_is_plain_and_opens_without(new_store):
    path = new_store("明档").path
    new_store("别的").close()
    assert sniff(new_store("第三").path).look is Look.PLAIN
    assert path.read_bytes().startswith(b"SQLite format 3\x00")


def test_creating_leaves_no_other_files(tmp_path):
    create_file(tmp_path / "a.village", "", INFO).close()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file() and path.stat().st_size) == ["a.village"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_said_so(tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(faults.CannotWrite):
        create_file(tmp_path / "a.village", "", INFO)


def test_opening_says_nothing_of_saving_and_saving_says_that_nothing_was_saved(sealed):
    class Refusing(Exception):
        sqlite_errorcode = 10

    reading = faults.as_fault(sealed, Refusing(), reading=True)
    assert isinstance(reading, faults.CannotWrite), "the same ways out are offered"
    assert "无法读取" in str(reading)
    assert "文件没有改动" in str(reading)
    assert "这次没有保存" in str(faults.as_fault(sealed, Refusing()))


def test_a_missing_folder_is_a_plain_refusal(tmp_path):
    with pytest.raises(faults.CannotWrite):
        create_file(tmp_path / "没有" / "a.village", "", INFO)


def test_sticks_and_network_drives_are_refused(tmp_path, sealed, monkeypatch):
    from villagedesk.store import file
    from villagedesk.store.drives import Drive

    monkeypatch.setattr(file, "drive_of", lambda _path: Drive.REMOVABLE)
    with pytest.raises(faults.UnsafeDrive, match="请先复制到本机硬盘"):
        open_file(sealed, PASSPHRASE)
    with pytest.raises(faults.UnsafeDrive):
        create_file(tmp_path / "新.village", "", INFO)
    open_file(sealed, PASSPHRASE, Opening(any_drive=True, read_only=True)).close()


# -- one writer -----------------------------------------------------------------------------------------------------------

HOLD = """
import sys, time
from pathlib import Path
from villagedesk.store.file import open_file, Opening
from villagedesk.store.store import Author
store = open_file(Path(sys.argv[1]), sys.argv[2], Opening(Author("王会计")))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other_process(sealed):
    """Another process that has the file open for writing."""
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(sealed), PASSPHRASE], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline().strip() == "held"
    yield child
    child.kill()
    child.wait()
    child.stdout.close()


def test_a_second_writer_is_told_who_holds_the_file_and_may_read(sealed, other_process):
    with pytest.raises(faults.FileHeld, match="王会计"):
        open_file(sealed, PASSPHRASE)
    with open_file(sealed, PASSPHRASE, Opening(read_only=True)) as store:
        assert store.value("SELECT count(*) FROM member") == 3
        with pytest.raises(faults.ReadOnlyFile, match="只读"), store.change("改"):
            pass


def test_another_name_of_the_same_file_is_the_same_file(sealed, other_process, tmp_path):
    link = tmp_path / "link.village"
    try:
        link.symlink_to(sealed)
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(faults.FileHeld):
        open_file(link, PASSPHRASE)


def test_a_killed_writer_holds_nothing(sealed, other_process):
    other_process.kill()
    other_process.wait()
    open_file(sealed, PASSPHRASE).close()


def test_a_worker_shares_the_right_to_write(sealed):
    with open_file(sealed, PASSPHRASE) as store, open_again(store) as worker:
        with worker.change("改") as change:
            change.put("household", "h1", {"group": "8组"})
        assert store.value('SELECT "group" FROM household') == "8组"


# -- settings of the connection ----------------------------------------------------------------------------------------------


def test_the_file_is_kept_so_that_a_hand_copy_is_complete(store, tmp_path):
    """merge.md M73: a plain copy of the idle file holds every row; a power cut loses no acknowledged save."""
    assert store.value("PRAGMA journal_mode") == "truncate"
    assert store.value("PRAGMA synchronous") == 2
    a_household(store)
    copy = tmp_path / "copy.village"
    copy.write_bytes(Path(store.path).read_bytes())
    with open_file(copy, "", Opening(read_only=True)) as found:
        assert found.value("SELECT count(*) FROM member") == 2


def test_the_key_opens_pages_and_only_its_own(sealed):
    salt = sniff(sealed).salt
    assert key_fits_somewhere(sealed, derive(PASSPHRASE, salt))
    assert not key_fits_somewhere(sealed, derive("x" * 12, salt))
    assert "raw" not in repr(derive(PASSPHRASE, salt))


# -- versions -----------------------------------------------------------------------------------------------------------------


def test_the_frozen_schema_is_the_schema_of_the_catalogue(store, tmp_path):
    """Adding a field without a migration fails here."""
    from villagedesk.store.schema import statements

    fresh = engine.driver.connect(str(tmp_path / "fresh.db"))
    for statement in statements():
        fresh.execute(statement)
    wanted = dict(fresh.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    fresh.close()
    found = dict(
        store.query(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%\\_sqlite%' ESCAPE '\\'"
        )
    )
    assert found == wanted


def m0002_colour(db):
    db.execute("ALTER TABLE household ADD COLUMN colour TEXT")


def m0003_broken(db):
    db.execute("ALTER TABLE household ADD COLUMN shade TEXT")
    db.execute("INSERT INTO no_such_table VALUES (1)")


def test_an_older_file_is_upgraded_only_after_a_backup(sealed, monkeypatch):
    steps = (*migrations.MIGRATIONS, m0002_colour)
    monkeypatch.setattr(migrations, "LATEST", len(steps))
    monkeypatch.setattr(migrations, "MIGRATIONS", steps)
    monkeypatch.setattr(migrations.migrate, "__defaults__", (steps,))
    before = digest(sealed)
    with pytest.raises(faults.FileOlder):
        open_file(sealed, PASSPHRASE, Opening(read_only=True))
    with pytest.raises(faults.FileOlder):
        open_file(sealed, PASSPHRASE)
    assert digest(sealed) == before

    def no_backup(_connection, _key):
        raise faults.CannotWrite(sealed, "磁盘空间不足")

    with pytest.raises(faults.CannotWrite):
        open_file(sealed, PASSPHRASE, Opening(before_upgrade=no_backup))
    assert digest(sealed) == before
    from villagedesk.services.opening.backups import backup_before_upgrade, list_backups

    with open_file(sealed, PASSPHRASE, Opening(before_upgrade=backup_before_upgrade)) as store:
        assert migrations.version_of(store.connection) == len(steps)
        assert store.value("SELECT count(*) FROM member") == 3
        assert [one.reason for one in list_backups(store.info)] == ["upgrade"]


def test_a_failing_upgrade_leaves_the_last_whole_step(sealed, monkeypatch):
    steps = (*migrations.MIGRATIONS, m0002_colour, m0003_broken)
    monkeypatch.setattr(migrations, "LATEST", len(steps))
    monkeypatch.setattr(migrations.migrate, "__defaults__", (steps,))
    with pytest.raises(engine.OperationalError):
        open_file(sealed, PASSPHRASE, Opening(before_upgrade=lambda *_args: None))
    monkeypatch.setattr(migrations, "LATEST", len(steps) - 1)
    with open_file(sealed, PASSPHRASE) as store:
        columns = {row[1] for row in store.query("PRAGMA table_info(household)")}
        assert "colour" in columns
        assert "shade" not in columns


def test_the_village_of_a_new_file_is_the_same_row_in_every_file(new_store):
    ids = [new_store(name).value("SELECT id FROM village") for name in ("a", "b")]
    assert ids[0] == ids[1]
    assert VILLAGE.code == "510199100201"
