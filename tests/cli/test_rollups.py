# SPDX-License-Identifier: MIT
"""The command rollup: tables on the screen, as JSON, spreadsheet and paper; wrong names are told in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_a_table_adds_up_to_the_households_of_the_file(cli: Cli, filled: Path, tmp_path: Path) -> None:
    households = cli("stats", filled, "--json").json["households"]
    told = cli("rollup", filled, "basic", "--out", tmp_path / "t.xlsx", "--json")
    rows = told.json["tables"][0]["rows"]
    assert rows[0]["values"][0] == households > 0
    attributes = [row["values"][0] for row in rows if row["section"] == rows[1]["section"]]
    assert sum(attributes) == households
    assert (tmp_path / "t.xlsx").exists()
    assert "口径：" in cli("rollup", filled, "land", "--year", 2024).out


def test_all_tables_go_into_one_paper(cli: Cli, filled: Path, tmp_path: Path) -> None:
    told = cli("rollup", filled, "all", "doubts", "--out", tmp_path / "t.docx", "--json")
    assert {"basic", "changes", "income", "help", "ready", "monitoring", "papers", "doubts"} <= {
        one["table"] for one in told.json["tables"]
    }
    assert (tmp_path / "t.docx").read_bytes()[:2] == b"PK"


def test_villages_stand_side_by_side_and_the_last_column_is_all_of_them(cli: Cli, filled: Path) -> None:
    tables = cli("rollup", filled, "basic", "--beside", "--json").json["tables"]
    assert [one["title"] for one in tables] == ["基本情况（户数）", "基本情况（人数）"]
    for one in tables:
        assert one["columns"][-1] == "合计"
        assert all(sum(row["values"][:-1]) == row["values"][-1] for row in one["rows"])


def test_a_table_as_of_a_day_before_anything_was_entered_counts_nobody(cli: Cli, filled: Path) -> None:
    told = cli("rollup", filled, "basic", "--as-of", "2015-01-01", "--json").json["tables"][0]
    assert told["rows"][0]["values"] == [0, 0]
    assert "2015-01-01" in told["day"]


def test_an_unknown_table_village_or_suffix_is_refused_in_a_sentence(cli: Cli, filled: Path, tmp_path: Path) -> None:
    assert "basic" in cli("rollup", filled, "nothing").err
    assert "没有叫“没有村”的村" in cli("rollup", filled, "basic", "--village", "没有村").err
    assert ".docx" in cli("rollup", filled, "basic", "--out", tmp_path / "t.pdf").err


def test_a_group_that_is_not_there_is_refused_with_those_that_are(cli: Cli, filled: Path, tmp_path: Path) -> None:
    for ran in (
        cli("rollup", filled, "basic", "--group", "九九组"),
        cli("roster", filled, "poor", "--group", "九九组", "--out", tmp_path / "t.xlsx"),
    ):
        assert "没有叫“九九组”的组；有：" in ran.err
        assert "1组" in ran.err
    assert cli("rollup", filled, "basic", "--group", "1组").code == 0
    assert not (tmp_path / "t.xlsx").exists()


def test_the_matrix_has_a_line_for_each_household(cli: Cli, filled: Path) -> None:
    sums, matrix = cli("rollup", filled, "ready", "--list", "--json").json["tables"]
    assert matrix["title"] == "退出达标（逐户明细）"
    medical = matrix["columns"].index(next(name for name in matrix["columns"] if name.endswith("基本医疗")))
    row = next(one for one in sums["rows"] if one["label"] == "基本医疗")
    signs = [one["values"][medical] for one in matrix["rows"]]
    assert [signs.count(sign) for sign in "✓✗？"] == row["values"]
