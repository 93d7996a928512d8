# SPDX-License-Identifier: MIT
"""The command rollup: a table on the screen, as JSON and as a spreadsheet; wrong names are told in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_a_table_adds_up_to_the_households_of_the_file(cli: Cli, filled: Path, tmp_path: Path) -> None:
    households = cli("stats", filled, "--json").json["households"]
    told = cli("rollup", filled, "basic", "--out", tmp_path / "t.xlsx", "--json")
    rows = told.json["rows"]
    assert rows[0]["values"][0] == households > 0
    attributes = [row["values"][0] for row in rows if row["section"] == rows[1]["section"]]
    assert sum(attributes) == households
    assert (tmp_path / "t.xlsx").exists()
    assert "口径：" in cli("rollup", filled, "land", "--year", 2024).out


def test_an_unknown_table_or_village_is_refused_in_a_sentence(cli: Cli, filled: Path) -> None:
    assert "basic" in cli("rollup", filled, "nothing").err
    assert "没有叫“没有村”的村" in cli("rollup", filled, "basic", "--village", "没有村").err
