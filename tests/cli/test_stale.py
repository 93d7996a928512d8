# SPDX-License-Identifier: MIT
"""stale: which printed papers are out of date, and printing exactly those again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.services.opening.files import open_village_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Cli = Callable[..., Any]

NUMBER = "51019900010001"


@pytest.fixture
def printed(cli: Cli, filled: Path, tmp_path: Path) -> Path:
    """The imported village; the papers of one household were printed, and its telephone number changed since."""
    assert cli("export", filled, "--out", tmp_path / "out", "--household", NUMBER, "--json").json["noted"] is True
    with open_village_file(filled, "") as store, store.change("试") as change:
        row = store.value("SELECT id FROM household WHERE hh_no = ?", (NUMBER,))
        change.put("household", row, {"phone": "13900000000"})
    return filled


def test_a_file_of_which_nothing_was_printed_says_so(cli: Cli, filled: Path) -> None:
    ran = cli("stale", filled)
    assert ran.code == 0
    assert "没有登记过打印" in ran.out


def test_stale_papers_are_listed_with_what_changed(cli: Cli, printed: Path) -> None:
    ran = cli("stale", printed)
    assert ran.code == 1
    assert "登记表" in ran.out or "信息采集表" in ran.out
    assert "内容已变：户：联系电话" in ran.out
    found = cli("stale", printed, "--json").json["stale"]
    assert {tuple(one["changed"]) for one in found} == {("户：联系电话",)}
    assert {one["why"] for one in found} == {"facts"}


def test_exactly_the_stale_papers_are_printed_again_and_then_none_is_stale(
    cli: Cli, printed: Path, tmp_path: Path
) -> None:
    papers = [one["title"] for one in cli("stale", printed, "--json").json["stale"]]
    ran = cli("stale", printed, "--reprint", tmp_path / "again", "--json")
    assert ran.code == 0
    (folder,) = (tmp_path / "again").iterdir()
    assert sorted(path.stem[3:] for path in folder.iterdir()) == sorted(papers)
    assert cli("stale", printed).code == 0


def test_fonts_that_are_not_there_are_said_where_something_is_printed_again(
    cli: Cli, printed: Path, tmp_path: Path, few_fonts: str
) -> None:
    assert "字体" not in cli("stale", printed).err
    again = cli("stale", printed, "--reprint", tmp_path / "again")
    assert again.err.count(few_fonts) == 1
    assert "字体" not in again.out


def test_another_household_has_no_stale_papers(cli: Cli, printed: Path) -> None:
    assert cli("stale", printed, "--household", "51019900010002").code == 0


def test_drafts_are_not_noted(cli: Cli, filled: Path, tmp_path: Path) -> None:
    cli("export", filled, "--out", tmp_path / "out", "--household", NUMBER, "--draft")
    assert "没有登记过打印" in cli("stale", filled).out


def test_a_file_that_somebody_else_has_open_is_printed_without_a_note_and_it_is_said(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    with open_village_file(filled, ""):
        ran = cli("export", filled, "--out", tmp_path / "out", "--household", NUMBER, "--json")
    assert ran.code == 0
    assert ran.json["noted"] is False
    assert "没有登记这次打印" in ran.err
