# SPDX-License-Identifier: MIT
"""backup, backups, restore, undo, redo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from villagedesk.services.opening.files import open_village_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Cli = Callable[..., Any]


def test_a_backup_is_made_verified_and_listed(cli: Cli, filled: Path) -> None:
    ran = cli("backup", filled, "--json")
    assert ran.code == 0
    assert Path(ran.json["path"]).is_file()
    assert (ran.json["households"], ran.json["members"]) == (46, 133)
    listed = cli("backups", filled, "--json").json["backups"]
    assert [one["reason"] for one in listed] == ["manual", "import"]
    assert "手动" in cli("backups", filled).out


def test_a_backup_can_also_go_to_another_disk(cli: Cli, filled: Path, tmp_path: Path) -> None:
    ran = cli("backup", filled, "--to", tmp_path / "stick" / "村档", "--json")
    copy = Path(ran.json["copy"])
    assert copy.parent == tmp_path / "stick" / "村档", "a folder that is missing is made, as export does"
    assert copy.read_bytes() == Path(ran.json["path"]).read_bytes()


def test_a_place_that_takes_no_folder_is_said_and_the_backup_stays(cli: Cli, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    ran = cli("backup", filled, "--to", tmp_path / "file" / "gone")
    assert ran.code == 1
    assert "没有复制到" in ran.err
    assert len(cli("backups", filled, "--json").json["backups"]) == 2


def test_restore_brings_the_backup_back_and_names_what_was_lost(cli: Cli, filled: Path) -> None:
    backup = cli("backup", filled, "--json").json["path"]
    with open_village_file(filled, "") as store, store.change("登记走访") as change:
        change.put("visit", "11111111-1111-4111-8111-111111111111", {"date": "2025-11-03"})
    before = filled.read_bytes()

    ran = cli("restore", backup, filled, "--json")

    assert ran.code == 0
    assert [one["label"] for one in ran.json["lost"]] == ["登记走访"]
    assert Path(ran.json["replaced_file"]).read_bytes() == before
    assert cli("stats", filled, "--json").json["visits"] == 0


def test_restore_tells_people_what_is_gone_and_where_it_is_kept(cli: Cli, filled: Path) -> None:
    backup = cli("backups", filled, "--json").json["backups"][-1]["path"]  # the one before the import
    ran = cli("restore", backup, filled)
    assert "恢复后不再包含以下1次操作" in ran.out
    assert "导入花名册" in ran.out
    assert "被替换的文件保存在" in ran.out


def test_restore_brings_back_a_file_that_is_gone(cli: Cli, filled: Path) -> None:
    backup = cli("backup", filled, "--json").json["path"]
    filled.unlink()
    ran = cli("restore", backup, filled, "--json")
    assert ran.code == 0
    assert ran.json["replaced_file"] is None
    assert cli("stats", filled, "--json").json["households"] == 46


def test_a_backup_of_another_village_is_refused(cli: Cli, filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.village"
    cli("new", other, "--village", "双龙村", "--code", "510199100203", "--year", "2025", "--no-passphrase")
    backup = cli("backup", filled, "--json").json["path"]
    before = other.read_bytes()
    ran = cli("restore", backup, other)
    assert ran.code == 1
    assert "不是同一个村的数据" in ran.err
    assert other.read_bytes() == before


def test_undo_names_what_it_took_back_and_redo_what_it_brought_back(cli: Cli, filled: Path) -> None:
    ran = cli("undo", filled)
    assert ran.code == 0
    assert "已撤销：导入花名册" in ran.out
    assert cli("stats", filled, "--json").json["households"] == 0
    assert "已重做：导入花名册" in cli("redo", filled).out
    assert cli("stats", filled, "--json").json["households"] == 46


def test_redo_without_anything_undone_is_refused(cli: Cli, filled: Path) -> None:
    ran = cli("redo", filled)
    assert ran.code == 1
    assert "没有可以撤销或重做的操作" in ran.err


def test_undo_refuses_where_work_was_built_upon_it(cli: Cli, filled: Path) -> None:
    with open_village_file(filled, "") as store, store.change("改电话") as change:
        household = store.value("SELECT id FROM household ORDER BY id LIMIT 1")
        change.put("household", household, {"phone": "13900000000"})
    assert "改电话" in cli("undo", filled).out
    assert "导入花名册" in cli("undo", filled).out
