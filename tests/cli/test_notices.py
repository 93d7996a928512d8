# SPDX-License-Identifier: MIT
"""notice: papers of meetings and notices from the command line, and what is kept off the public ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import open_village_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Cli = Callable[..., Any]


@pytest.fixture
def with_notices(filled: Path) -> Path:
    """The imported village with a meeting and a notice on which a telephone was typed into the place."""
    with open_village_file(filled, "") as store:
        village = store.value("SELECT id FROM village LIMIT 1")
        household = store.value("SELECT id FROM household LIMIT 1")
        days = {"start": "2025-05-01", "end": "2025-05-07", "kind": "village", "phones": "12317"}
        edits = [
            Edit("meeting", "", {"village": village, "date": "2025-04-20", "kind": "appraisal", "chair": "李书记"}),
            Edit("notice", "", {"village": village, "place": "村口13500001111", **days}, "n"),
            Edit("notice_item", "", {"notice": "@n", "household": household}),
        ]
        save_records(store, "会", edits)
    return filled


def test_everything_is_printed_and_what_was_left_out_is_said(cli: Cli, with_notices: Path, tmp_path: Path) -> None:
    ran = cli("notice", with_notices, "--out", tmp_path / "out", "--json")
    assert ran.code == 0
    assert [Path(one).is_file() for one in ran.json["files"]] == [True] * 3
    assert {note["note"] for note in ran.json["notes"]} >= {"“公示地点”里的电话号码（135…11）没有打印。"}
    assert "135…11" in ran.err
    assert "13500001111" not in ran.err


def test_fonts_that_are_not_there_are_said_beside_the_result(
    cli: Cli, with_notices: Path, tmp_path: Path, few_fonts: str
) -> None:
    told = cli("notice", with_notices, "--out", tmp_path / "out")
    assert told.err.count(few_fonts) == 1
    assert "字体" not in told.out


def test_a_day_and_papers_choose(cli: Cli, with_notices: Path, tmp_path: Path) -> None:
    ran = cli("notice", with_notices, "--out", tmp_path / "a", "--day", "2025年5月1日", "--papers", "notice", "--json")
    assert [Path(one).name.split()[0] for one in ran.json["files"]] == ["2025-05-01"]
    none = cli("notice", with_notices, "--out", tmp_path / "b", "--day", "2025-01-01")
    assert none.code == 1
    assert "没有要打印的会议或公示" in none.err
    assert not (tmp_path / "b").exists()


def test_blank_forms_and_wrong_usage(cli: Cli, with_notices: Path, tmp_path: Path) -> None:
    ran = cli("notice", with_notices, "--out", tmp_path / "out", "--blank", "--json")
    assert len(ran.json["files"]) == 4
    for wrong in (("--blank", "--day", "2025-05-01"), ("--papers", "cover"), ("--day", "昨天")):
        assert cli("notice", with_notices, "--out", tmp_path / "out", *wrong).code == 2


def test_what_was_printed_is_noted_and_what_is_out_of_date_since_is_printed_again(
    cli: Cli, with_notices: Path, tmp_path: Path
) -> None:
    cli("notice", with_notices, "--out", tmp_path / "out")
    cli("village-paper", with_notices, "village_report", "--out", tmp_path / "out")
    assert cli("stale", with_notices).code == 0
    with open_village_file(with_notices, "") as store:
        save_records(store, "改", [Edit("meeting", store.value("SELECT id FROM meeting"), {"chair": "王书记"})])
        village = store.value("SELECT id FROM village LIMIT 1")
        save_records(store, "改", [Edit("village", village, {"township": "新镇"})])
    told = cli("stale", with_notices, "--json")
    assert told.code == 1
    assert [one["changed"] for one in told.json["gatherings"] if one["paper"] == "minutes"] == [["会议：主持人"]]
    assert [one["paper"] for one in told.json["villages"]] == ["village_report"]
    assert told.json["books"] == told.json["stale"] == []
    assert len(cli("stale", with_notices, "--only", "villages", "--json").json["gatherings"]) == 0
    made = cli("stale", with_notices, "--reprint", tmp_path / "out")
    assert made.code == 0, made.err
    assert "份会议和公示文书" in made.out
    assert "已重新打印1份村级文书" in made.out
    assert cli("stale", with_notices).code == 0
