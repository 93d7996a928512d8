# SPDX-License-Identifier: MIT
"""The commands roster and export-log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.models.completing import seal
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.sheets.reading import read_workbook
from villagedesk.store.file import open_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_a_masked_roster_is_made_and_nothing_is_entered(cli: Cli, filled: Path, tmp_path: Path) -> None:
    made = cli("roster", filled, "people", "--out", tmp_path / "a.docx", "--columns", "序号,姓名,证件号码", "--json")
    assert made.code == 0
    assert made.json["rows"] > 0
    assert not made.json["logged"]
    assert cli("export-log", filled, "--json").json["entries"] == []


def test_an_unmasked_roster_needs_a_reason_and_is_found_again_by_its_contents(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.xlsx"
    ordered = ("roster", filled, "people", "--out", target, "--unmasked")
    assert "提供给" in cli(*ordered).err
    assert not target.exists()
    made = cli(*ordered, "--for", "镇民政办", "--reason", "核对医保缴费名单", "--json").json
    (entry,) = cli("export-log", filled, "--find", target, "--out", tmp_path / "log.xlsx", "--json").json["entries"]
    assert (entry["file_hash"], entry["recipient"]) == (made["sha256"], "镇民政办")
    assert cli("export-log", filled, "--find", filled).code == 1
    assert read_workbook(tmp_path / "log.xlsx")[0].rows[1][-1] == made["sha256"]


def test_wrong_names_are_told_in_a_sentence(cli: Cli, filled: Path, tmp_path: Path) -> None:
    assert "没有叫“x”的花名册" in cli("roster", filled, "x", "--out", tmp_path / "a.docx").err
    assert ".docx 或 .xlsx" in cli("roster", filled, "people", "--out", tmp_path / "a.pdf").err
    assert "--unmasked" in cli("roster", filled, "people", "--out", tmp_path / "a.docx", "--blank", "--unmasked").err
    assert cli("roster", filled, "people", "--out", tmp_path / "a.docx", "--blank").code == 0
    assert "不是完整的日期" in cli("roster", filled, "people", "--out", tmp_path / "a.docx", "--date", "2020").err


def test_a_roster_is_made_of_the_households_that_are_complete_or_of_the_others(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    def households(*more: str) -> int:
        made = cli("roster", filled, "people", "--out", tmp_path / "a.xlsx", *more, "--json")
        found: int = made.json["households"]
        return found

    everyone = households()
    with open_file(filled, "") as store:
        (row, year) = store.query("SELECT id, ? FROM household_list ORDER BY key LIMIT 1", (store.info.year,))[0]
        with store.change("完成") as change:
            change.put("completion", "c1", {"household": row, "year": year})
    assert (households("--completion", "done"), households("--completion", "open")) == (1, everyone - 1)
    assert households("--completion", "changed") == 1  # what stands there is not what the fingerprint was taken of
    with open_file(filled, "") as store:
        case = load_casefile(store, row, year)
        assert case is not None
        with store.change("完成") as change:
            change.put("completion", "c2", {"household": row, "year": year, "seal": seal(case)})
    nobody = cli("roster", filled, "people", "--out", tmp_path / "a.xlsx", "--completion", "changed")
    assert (nobody.code, "没有应列入" in nobody.err) == (1, True)
    assert cli("roster", filled, "people", "--out", tmp_path / "a.xlsx", "--completion", "x").code == 2
