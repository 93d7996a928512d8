# SPDX-License-Identifier: MIT
"""import: counts before and after, backups, repetition, what bad input gets."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from villagedesk import paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Cli = Callable[..., Any]


ROSTERS = paths.resources() / "demo" / "rosters"
ROSTER = ROSTERS / "脱贫户及监测对象信息_清溪村_20250902.xlsx"
ROSTER_WITH_FAULTS = ROSTERS / "脱贫户及监测对象信息_石桥村_20250902.xlsx"


def test_a_dry_run_changes_nothing_and_prints_what_the_import_will_print(cli: Cli, file: Path) -> None:
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    dry = cli("import", file, ROSTER, "--dry-run", "--json")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    assert dry.json["backup"] is None
    assert cli("backups", file, "--json").json["backups"] == []

    real = cli("import", file, ROSTER, "--json")
    for key in ("year", "rows", "counts", "households_new", "households_changed", "gone", "problems"):
        assert real.json[key] == dry.json[key]
    assert real.json["rows"] == 133
    assert real.json["counts"]["new"] + real.json["counts"]["doubtful"] == 133
    assert real.json["households_new"] == 46
    assert real.json["year"] == 2025


def test_an_import_makes_a_backup_first(cli: Cli, file: Path) -> None:
    ran = cli("import", file, ROSTER, "--json")
    backups = cli("backups", file, "--json").json["backups"]
    assert [one["path"] for one in backups] == [ran.json["backup"]]
    assert backups[0]["households"] == 0


@pytest.mark.parametrize("again", [ROSTER, ROSTERS / "清溪村花名册_旧版.xls"])
def test_the_same_people_again_change_nothing(cli: Cli, filled: Path, again: Path) -> None:
    before = cli("dump", filled).out
    if again == ROSTER:
        ran = cli("import", filled, again, "--json")
        assert ran.json["batch"] == 0
        assert ran.json["counts"]["same"] + ran.json["counts"]["doubtful"] == 133
        assert "没有改动" in cli("import", filled, again).out
        assert cli("dump", filled).out == before
    else:
        assert cli("import", filled, again, "--year", "2025", "--json").json["households_new"] >= 0


def test_what_excel_has_rounded_is_refused_with_place_and_remedy(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "s.village"
    cli("new", path, "--village", "石桥村", "--code", "510199100202", "--year", "2025", "--no-passphrase")
    ran = cli("import", path, ROSTER_WITH_FAULTS, "--json")
    assert ran.code == 0
    rounded = [text for text in ran.json["problems"] if "证件号码" in text and "行" in text]
    assert len(rounded) >= 12
    assert ran.json["counts"]["doubtful"] >= 12


def test_people_are_told_the_first_complaints_and_how_to_get_them_all(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "s.village"
    cli("new", path, "--village", "石桥村", "--code", "510199100202", "--year", "2025", "--no-passphrase")
    ran = cli("import", path, ROSTER_WITH_FAULTS, "--dry-run")
    assert "存疑" in ran.out
    assert "这次只核对，没有写入" in ran.out


def test_doubtful_rows_can_be_saved_to_be_mended(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "s.village"
    cli("new", path, "--village", "石桥村", "--code", "510199100202", "--year", "2025", "--no-passphrase")
    ran = cli("import", path, ROSTER_WITH_FAULTS, "--doubts", tmp_path / "doubts.xlsx")
    assert ran.code == 1
    assert "“提供给”没有填写" in ran.err
    assert not (tmp_path / "doubts.xlsx").exists()
    purpose = ("--for", "石桥村委会", "--reason", "退回更正")
    ran = cli("import", path, ROSTER_WITH_FAULTS, "--doubts", tmp_path / "doubts.xlsx", *purpose)
    assert ran.code == 0
    (entry,) = cli("export-log", path, "--find", tmp_path / "doubts.xlsx", "--json").json["entries"]
    assert entry["recipient"] == "石桥村委会"
    assert (tmp_path / "doubts.xlsx").read_bytes().startswith(b"PK")


def test_a_roster_whose_year_nobody_can_tell_is_refused_with_the_remedy(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "d.village"
    cli("new", path, "--village", "双龙村", "--code", "510199100203", "--year", "2025", "--no-passphrase")
    roster = ROSTERS / "双龙村花名册_GBK.csv"
    refused = cli("import", path, roster)
    assert refused.code == 1
    assert "--year" in refused.err
    assert cli("import", path, roster, "--year", "2025", "--json").json["counts"]["new"] > 100


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.xlsx", None), ("empty.xlsx", b""), ("word.xlsx", b"\x00\x01\x02"), ("x.csv", b"a,b\n1,2\n")],
)
def test_a_file_that_is_no_roster_is_refused_in_one_sentence(
    cli: Cli, file: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = cli("import", file, tmp_path / name)
    assert ran.code == 1
    assert ran.out == ""
    assert len(ran.err.strip().splitlines()) == 1
    assert cli("stats", file, "--json").json["households"] == 0


def test_what_the_type_of_household_says_is_told_and_can_be_refused(cli: Cli, file: Path) -> None:
    told = "由户类型得出"
    assert sum(told in one for one in cli("import", file, ROSTER, "--dry-run", "--json").json["problems"]) == 2
    refused = cli("import", file, ROSTER, "--no-derived", "--json").json
    assert not any(told in one for one in refused["problems"])
    assert any("贫困户属性" in one and "没有补填" in one for one in refused["problems"])
