# SPDX-License-Identifier: MIT
"""bind: whole binders from the command line, and again without printing what has not changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import open_village_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Cli = Callable[..., Any]

GOOD, OTHER = "51019900010001", "51019900010002"


def test_binders_are_made_and_the_second_run_prints_nothing(cli: Cli, filled: Path, tmp_path: Path) -> None:
    arguments = ("bind", filled, "--out", tmp_path / "out", "--household", GOOD, "--household", OTHER, "--json")
    first = cli(*arguments)
    assert first.code == 0
    assert [one["kept"] for one in first.json["bound"]] == [False, False]
    assert any("全宗号" in note for note in first.json["notes"])
    folder = Path(first.json["bound"][0]["folder"])
    assert folder.parent == tmp_path / "out" / f"截至{_year(filled)}年一户一档（按卷）"
    assert (Path(first.json["lists"][0]) / "00-盒目录.docx").is_file()
    again = cli(*arguments)
    assert [one["kept"] for one in again.json["bound"]] == [True, True]
    assert again.json["files"] == 0


def test_volumes_hold_one_year_where_that_is_asked_for(cli: Cli, filled: Path, tmp_path: Path) -> None:
    ran = cli("bind", filled, "--out", tmp_path / "out", "--household", GOOD, "--years", "one", "--json")
    assert Path(ran.json["bound"][0]["folder"]).parent.name == f"{_year(filled)}年一户一档（按卷）"


def test_numbers_that_stand_twice_are_changed_only_where_that_is_asked_for(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    with open_village_file(filled, "") as store:
        (village,) = (row for (row,) in store.query("SELECT id FROM village"))
        rows = [row for (row,) in store.query("SELECT id FROM household ORDER BY hh_no LIMIT 2")]
        facts = {"fonds_no": "Z1", "archive_class_no": "02", "archive_village_no": "7"}
        save_records(
            store, "试", [Edit("village", village, facts), *(Edit("household", r, {"volume_no": 5}) for r in rows)]
        )
    arguments = ("bind", filled, "--out", tmp_path / "out", "--household", GOOD, "--household", OTHER)
    assert "重号（5）" in cli(*arguments).err
    assert _numbers(filled, rows) == [5, 5]
    assert "重号" not in cli(*arguments, "--renumber").err
    assert sorted(_numbers(filled, rows)) == [5, 6]


def test_by_piece_each_household_gets_its_stamps(cli: Cli, filled: Path, tmp_path: Path) -> None:
    ran = cli("bind", filled, "--out", tmp_path / "out", "--household", GOOD, "--mode", "piece", "--json")
    assert (Path(ran.json["bound"][0]["folder"]) / "00-归档章.docx").is_file()


def _year(file: Path) -> int:
    with open_village_file(file, "") as store:
        return store.info.year


def _numbers(file: Path, rows: list[str]) -> list[int]:
    with open_village_file(file, "") as store:
        return [store.value("SELECT volume_no FROM household WHERE id = ?", (row,)) for row in rows]
