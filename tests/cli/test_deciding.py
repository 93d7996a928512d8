# SPDX-License-Identifier: MIT
"""Conflicts as a question list for the village, and the filled list as decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
import xlsxwriter

from villagedesk.services.merging import asking, conflicts
from villagedesk.sheets.reading import read_workbook
from villagedesk.store.file import open_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


@pytest.fixture
def contested(filled: Path) -> Path:
    """A village file in which two households have a conflict each."""
    with open_file(filled, "") as store:
        one, two = (row for (row,) in store.query("SELECT id FROM household ORDER BY hh_no LIMIT 2"))
        with store.change("两种填写") as change:
            change.settle("household", one, "phone", ["13800000002", "13800000003"])
            change.settle("household", two, "address", ["河坝12号", "新村3栋"])
    return filled


def filled_in(source: Path, target: Path, *answers: str) -> Path:
    """The list with these answers, line by line."""
    (sheet,) = read_workbook(source)
    with xlsxwriter.Workbook(target) as workbook:
        page = workbook.add_worksheet(sheet.name)
        for row, cells in enumerate(sheet.rows):
            page.write_row(row, 0, cells)
        for row, answer in enumerate(answers, 3):
            page.write(row, 7, answer)
    return target


def test_the_list_is_written_as_spreadsheet_or_paper_beside_the_usual_output(
    cli: Cli, contested: Path, tmp_path: Path
) -> None:
    ran = cli("conflicts", contested, "--questions", tmp_path / "清单.xlsx")
    assert ran.code == 0
    assert "共2处待裁决" in ran.out
    assert "核实清单已写到" in ran.out
    (sheet,) = read_workbook(tmp_path / "清单.xlsx")
    assert [row[0] for row in sheet.rows[3:]] == [1, 2]
    told = cli("conflicts", contested, "--village", "清溪村", "--questions", tmp_path / "清单.docx", "--json")
    assert told.json["questions"] == str(tmp_path / "清单.docx")
    assert len(docx.Document(str(tmp_path / "清单.docx")).tables[0].rows) == 3


def test_another_ending_another_village_and_nothing_to_ask_are_refused(
    cli: Cli, contested: Path, filled: Path, tmp_path: Path
) -> None:
    assert cli("conflicts", contested, "--questions", tmp_path / "清单.pdf").code == 2
    refused = cli("conflicts", contested, "--village", "白云村")
    assert refused.code == 1
    assert "“白云村”没有待裁决的冲突。有冲突的村：清溪村" in refused.err
    cli("decide", contested, "--all", "--keep", "ours")
    empty = cli("conflicts", filled, "--questions", tmp_path / "清单.xlsx")
    assert empty.code == 1
    assert "没有可核实的问题" in empty.err
    assert list(tmp_path.glob("清单*")) == []


def test_a_filled_list_decides_answers_the_questions_and_names_what_it_cannot_take(
    cli: Cli, contested: Path, tmp_path: Path
) -> None:
    with open_file(contested, "") as store:
        asking.ask(store, conflicts.disputes_of(store))
    cli("conflicts", contested, "--questions", tmp_path / "清单.xlsx")
    first = filled_in(tmp_path / "清单.xlsx", tmp_path / "一.xlsx", "不是电话")
    refused = cli("decide", contested, "--answers", first)
    assert refused.code == 1
    assert "“清溪村”第4行" in refused.err
    assert "已裁决0处，未填1行，不能采用1行；还有2处待裁决" in refused.out
    second = filled_in(tmp_path / "清单.xlsx", tmp_path / "二.xlsx", "来件", "河坝21号")
    done = cli("decide", contested, "--answers", second, "--json")
    assert done.code == 0
    assert {key: done.json[key] for key in ("decided", "left", "questions", "problems")} == {
        "decided": 2,
        "left": 0,
        "questions": 2,
        "problems": [],
    }
    with open_file(contested, "") as store:
        assert asking.open_questions(store) == []
        assert store.value("SELECT answer FROM question WHERE answer LIKE '河坝%'") == "河坝21号"
    again = cli("decide", contested, "--answers", second)
    assert again.code == 1
    assert "已裁决或又有变化" in again.err


def test_a_list_and_numbers_together_are_wrong_usage(cli: Cli, contested: Path, tmp_path: Path) -> None:
    assert cli("decide", contested, 1, "--answers", tmp_path / "清单.xlsx").code == 2


def test_an_unmasked_list_needs_a_recipient_and_both_it_and_the_output_are_entered(
    cli: Cli, contested: Path, tmp_path: Path
) -> None:
    masked = cli("conflicts", contested).out
    refused = cli("conflicts", contested, "--questions", tmp_path / "清单.docx", "--unmasked")
    assert refused.code == 1
    assert not (tmp_path / "清单.docx").exists()
    purpose = ("--unmasked", "--for", "清溪村委会", "--reason", "核对联系电话")
    whole = cli("conflicts", contested, "--questions", tmp_path / "清单.docx", *purpose).out
    assert masked not in whole
    assert len(cli("export-log", contested, "--json").json["entries"]) == 2
    assert cli("export-log", contested, "--find", tmp_path / "清单.docx").code == 0
