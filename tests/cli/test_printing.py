# SPDX-License-Identifier: MIT
"""export: which households, which papers, and what happens to those that must not be printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn

from tests.documents.conftest import USUAL
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.word import fonts
from villagedesk.services.opening.files import open_village_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Cli = Callable[..., Any]

GOOD, BAD = "51019900010001", "51019900010002"


@pytest.fixture
def with_fault(filled: Path) -> Path:
    """The imported village, in which one household has a member without a number."""
    with open_village_file(filled, "") as store, store.change("试") as change:
        row = store.value(
            "SELECT m.id FROM member m JOIN household h ON h.id = m.household WHERE h.hh_no = ? LIMIT 1", (BAD,)
        )
        change.put("member", row, {"id_no": None})
    return filled


def test_one_household_is_printed_by_its_number(cli: Cli, filled: Path, tmp_path: Path) -> None:
    ran = cli("export", filled, "--out", tmp_path / "out", "--household", GOOD, "--json")
    assert ran.code == 0
    assert len(ran.json["written"]) == 1
    assert ran.json["files"] == len(USUAL)
    folder = Path(ran.json["written"][0]["folder"])
    assert folder.parent == tmp_path / "out"
    assert len(list(folder.glob("*.docx"))) == len(USUAL)


def test_only_the_papers_asked_for_are_printed(cli: Cli, filled: Path, tmp_path: Path) -> None:
    keys = "cover，register"
    ran = cli("export", filled, "--out", tmp_path / "out", "--household", GOOD, "--papers", keys, "--json")
    assert ran.json["files"] == 2


def test_a_household_with_errors_is_left_out_with_the_reason_and_the_others_are_printed(
    cli: Cli, with_fault: Path, tmp_path: Path
) -> None:
    arguments = ("export", with_fault, "--out", tmp_path / "out", "--household", GOOD, "--household", BAD)
    ran = cli(*arguments, "--json")
    assert ran.code == 0
    assert len(ran.json["written"]) == 1
    assert "证件号码" in ran.json["refused"][0]["problems"][0]
    assert "没有打印" in ran.err
    assert "证件号码" in ran.err


def test_where_nothing_can_be_printed_the_command_fails_and_names_the_draft(
    cli: Cli, with_fault: Path, tmp_path: Path
) -> None:
    ran = cli("export", with_fault, "--out", tmp_path / "out", "--household", BAD)
    assert ran.code == 1
    assert "--draft" in ran.out
    drafted = cli("export", with_fault, "--out", tmp_path / "out", "--household", BAD, "--draft", "--json")
    assert drafted.code == 0
    assert len(drafted.json["written"]) == 1


def test_a_number_that_no_household_has_is_refused(cli: Cli, filled: Path, tmp_path: Path) -> None:
    ran = cli("export", filled, "--out", tmp_path / "out", "--household", "999")
    assert ran.code == 1
    assert "“999”" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_number_that_several_households_have_is_refused(cli: Cli, filled: Path, tmp_path: Path) -> None:
    with open_village_file(filled, "") as store, store.change("试") as change:
        for (row,) in store.query("SELECT id FROM household ORDER BY id LIMIT 2"):
            change.put("household", row, {"local_no": "01001"})
    ran = cli("export", filled, "--out", tmp_path / "out", "--household", "01001")
    assert ran.code == 1
    assert "有2户" in ran.err


def test_an_empty_file_has_nothing_to_print(cli: Cli, file: Path, tmp_path: Path) -> None:
    ran = cli("export", file, "--out", tmp_path / "out")
    assert ran.code == 1
    assert "没有可打印的案卷" in ran.err


def test_an_unknown_paper_is_wrong_usage_and_the_known_ones_are_named(cli: Cli, filled: Path, tmp_path: Path) -> None:
    ran = cli("export", filled, "--out", tmp_path / "out", "--papers", "certificate")
    assert ran.code == 2
    assert "certificate" in ran.err
    assert PAPERS[0].key in ran.err


def test_a_folder_that_cannot_be_made_is_an_answer_not_a_crash(cli: Cli, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    ran = cli("export", filled, "--out", tmp_path / "out", "--household", GOOD)
    assert ran.code == 1
    assert "程序内部出错" not in ran.err


def test_blank_forms_are_one_set_without_anybody(cli: Cli, filled: Path, tmp_path: Path) -> None:
    ran = cli("export", filled, "--out", tmp_path / "out", "--blank", "--papers", "register,plan", "--json")
    assert ran.code == 0
    assert (ran.json["files"], ran.json["written"], ran.json["refused"]) == (2, [], [])
    folder = Path(ran.json["blank"])
    assert folder.parent == tmp_path / "out"
    assert [path.name[:2] for path in sorted(folder.iterdir())] == ["06", "11"]
    assert "已打印空白表" in cli("export", filled, "--out", tmp_path / "out", "--blank").out


@pytest.mark.parametrize("more", [("--household", "1"), ("--draft",)])
def test_blank_forms_are_about_no_household(cli: Cli, filled: Path, tmp_path: Path, more: tuple[str, ...]) -> None:
    ran = cli("export", filled, "--out", tmp_path / "out", "--blank", *more)
    assert ran.code == 2
    assert "空白表" in ran.err
    assert not (tmp_path / "out").exists()


def test_fonts_that_are_not_there_are_named_once_for_a_command_beside_its_result(
    cli: Cli, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = tmp_path / "表.docx"
    paper = docx.Document()
    run = paper.add_paragraph().add_run("户主：{{ 户.户主姓名 }}")
    run.font.name = "Arial"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "方正魏碑简体")
    paper.save(str(form))
    there = frozenset({"SimSun", "SimHei", "KaiTi"})
    monkeypatch.setattr(fonts, "installed", lambda: there)
    monkeypatch.setattr(fonts, "_of_system", lambda _family: "")
    out = ("--out", tmp_path / "出")
    for command in (("export", filled, "--papers", "cover"), ("export", filled, "--blank"), ("bind", filled)):
        ran = cli(*command, *out)
        assert ran.code == 0
        assert ran.err.count("没有文书要用的字体") == 1
        assert "楷体_GB2312（用楷体代替）" in ran.err
        assert "字体" not in ran.out
    ran = cli("template", "print", filled, form, *out)
    assert "方正魏碑简体（由排版程序另选字体）" in ran.err
    assert "楷体" not in ran.err
    there |= {"仿宋_GB2312", "楷体_GB2312", "方正小标宋简体"}
    assert "字体" not in cli("export", filled, "--papers", "cover", *out).err
