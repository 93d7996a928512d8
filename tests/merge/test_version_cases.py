# SPDX-License-Identifier: MIT
"""Files of older and newer versions: merge.md A6, M82–M86."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.merge.conftest import merge, put, sound, value
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.store import engine, migrations

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.store.store import Store

OLDER = range(max(1, migrations.LATEST - 5), migrations.LATEST)  # the last five released versions


def refusal(store, path) -> str:
    with private_folder() as folder:
        (one,) = gather(store, [path], folder).refused
    return one.text


def digest(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def as_of_version(version: int, store: Store, path: Path) -> Path:
    """The file as the program of an earlier version would have written it."""
    connection = engine.connect(path, None, create=True)
    migrations.migrate(connection, migrations.MIGRATIONS[:version])
    engine.harden(connection)
    with engine.unlocked(connection):
        connection.execute("ATTACH ? AS today", (str(store.path),))
        connection.execute("BEGIN")
        for (table,) in connection.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE"
            " 'finder%' AND name NOT LIKE '\\_%' ESCAPE '\\'"
        ).fetchall():
            names = (one for _n, one, *_more in connection.execute(f'PRAGMA main.table_info("{table}")').fetchall())
            columns = ", ".join(f'"{name}"' for name in names)
            connection.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM today."{table}"')
        connection.execute("COMMIT")
    connection.close()
    return path


@pytest.mark.parametrize("version", OLDER)
def test_m82_a_file_of_an_older_version_is_brought_up_in_a_copy_and_stays_as_it_is(pair, township, tmp_path, version):
    a, _b = pair
    put(a, "household", "h1", phone="13800000007")
    path = as_of_version(version, a, tmp_path / "old.village")
    before = digest(path)
    merge(township, path)
    assert digest(path) == before
    assert value(township, "member", "m1", "name") == "肖辉"
    assert value(township, "household", "h1", "phone") == "13800000007"
    sound(township)


def test_m83_a_newer_file_is_refused_by_name_and_left_alone(pair, township, tmp_path):
    a, _b = pair
    path = tmp_path / "new.village"
    shutil.copy(a.path, path)
    connection = engine.connect(path, None)
    with engine.unlocked(connection):
        connection.execute(f"PRAGMA user_version = {migrations.LATEST + 1}")
    connection.close()
    before = digest(path)
    assert "请先更新本程序" in refusal(township, path)
    assert digest(path) == before


def test_m84_a_file_with_columns_of_its_own_is_refused(pair, township, tmp_path):
    a, _b = pair
    path = tmp_path / "extra.village"
    shutil.copy(a.path, path)
    connection = engine.connect(path, None)
    with engine.unlocked(connection):
        connection.execute("ALTER TABLE household ADD COLUMN extra TEXT")
    connection.close()
    assert "内部结构与村档文件不同" in refusal(township, path)


@pytest.mark.parametrize("version", OLDER)
def test_m85_what_a_newer_version_added_stays_when_an_older_one_edits(pair, tmp_path, version):
    a, b = pair
    put(a, "question", "q1", household="h1", text="电话是哪一个")  # older versions know nothing of questions
    put(b, "household", "h1", address="清溪村2组")
    merge(a, as_of_version(version, b, tmp_path / "old.village"))
    assert value(a, "question", "q1", "text") == "电话是哪一个"
    assert value(a, "household", "h1", "address") == "清溪村2组"
    sound(a)


def test_m86_a_code_that_this_version_does_not_know_is_kept_and_shown(pair):
    a, b = pair
    put(b, "household_year", "hy", household="h1", year=2025, structure="concrete_of_2030")
    merge(a, b.path)
    assert value(a, "household_year", "hy", "structure") == "concrete_of_2030"
    sound(a)
