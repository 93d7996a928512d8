# SPDX-License-Identifier: MIT
"""The command village-paper: a paper for one village or for every one; a wrong name is told in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_every_village_gets_its_report(cli: Cli, filled: Path, tmp_path: Path) -> None:
    told = cli("village-paper", filled, "village_report", "--out", tmp_path / "文书", "--json")
    assert told.json["files"]
    assert sorted(str(path) for path in (tmp_path / "文书").iterdir()) == sorted(told.json["files"])


def test_fonts_that_are_not_there_are_said_beside_the_result(
    cli: Cli, filled: Path, tmp_path: Path, few_fonts: str
) -> None:
    told = cli("village-paper", filled, "village_report", "--out", tmp_path / "文书")
    assert told.err.count(few_fonts) == 1
    assert "字体" not in told.out


def test_an_unknown_paper_or_village_is_refused_in_a_sentence(cli: Cli, filled: Path, tmp_path: Path) -> None:
    assert "village_exit" in cli("village-paper", filled, "nothing", "--out", tmp_path).err
    assert "没有村" in cli("village-paper", filled, "village_report", "--out", tmp_path, "--village", "没有村").err


def test_the_exit_sheet_has_a_blank_form(cli: Cli, filled: Path, tmp_path: Path) -> None:
    told = cli("village-paper", filled, "village_exit", "--out", tmp_path, "--year", "2019", "--blank", "--json")
    assert all("空白表" in name for name in told.json["files"])


def test_the_register_of_a_village_is_named_as_forms_of_such_a_village_and_year_are(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    for year, blank in (("2019", ()), ("2025", ("--blank",))):
        cli("village-paper", filled, "village_register", "--out", tmp_path / "表", "--year", year, *blank)
    names = [path.name for path in (tmp_path / "表").iterdir()]
    assert all("2019年贫困村登记表" in name or "2025年脱贫村情况登记表（空白表）" in name for name in names)
    assert {"空白表" in name for name in names} == {True, False}
