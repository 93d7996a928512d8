# SPDX-License-Identifier: MIT
"""template: a clerk's own form is checked, printed for households, and all placeholders are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from tests.documents.conftest import texts
from tests.documents.guarded.making import document
from villagedesk.documents.guarded.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Cli = Callable[..., Any]

GOOD, BAD = "51019900010001", "51019900010002"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "慰问表.docx"
    path.write_bytes(document("户主：{{ 户.户主姓名 }}", "备注：{{ 户.备注 }}"))
    return path


def test_a_template_is_checked_against_the_households_of_a_file(cli: Cli, filled: Path, form: Path) -> None:
    ran = cli("template", "check", form, "--file", filled, "--json")
    assert ran.code == 0
    assert ran.json["uses"] == ["户.户主姓名", "户.备注"]
    assert set(ran.json["lacking"]) == {"户.备注"}
    assert len(ran.json["lacking"]["户.备注"]) == ran.json["households"]


def test_a_wrong_name_is_told_with_its_paragraph_and_the_command_fails(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(document("电话：{{ 户.联系电活 }}"))
    ran = cli("template", "check", path)
    assert ran.code == 1
    assert "电话：{{ 户.联系电活 }}" in ran.out
    assert "户.联系电话" in ran.out


@pytest.mark.parametrize(
    "words",
    ["{{ ''.__class__ }}", "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}"],
    ids=["python", "endless"],
)
def test_a_hostile_template_is_told_by_the_check_as_by_printing_and_leaves_no_folder(
    cli: Cli, filled: Path, tmp_path: Path, words: str
) -> None:
    path = tmp_path / "坏表.docx"
    path.write_bytes(document("好的一段", words))
    ran = cli("template", "check", path)
    assert ran.code == 1
    assert "模板“坏表”还不能打印" in ran.out
    assert f"段落“{words[:20]}" in ran.out
    assert "可以打印" not in ran.out
    printed = cli("template", "print", filled, path, "--out", tmp_path / "out")
    assert printed.code == 1
    assert f"模板“坏表”的段落“{words[:20]}" in printed.err
    assert not (tmp_path / "out").exists()


def test_the_check_tries_households_of_the_file_too(cli: Cli, filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "坏表.docx"
    path.write_bytes(document("{{ 1 / 0 if 户.户主姓名 != '张三' else 1 }}"))
    assert cli("template", "check", path).code == 0
    ran = cli("template", "check", path, "--file", filled)
    assert ran.code == 1
    assert "算不出来" in ran.out


def test_it_is_printed_for_one_household_into_a_folder_of_its_name(
    cli: Cli, filled: Path, form: Path, tmp_path: Path
) -> None:
    ran = cli("template", "print", filled, form, "--out", tmp_path / "out", "--household", GOOD, "--json")
    assert ran.code == 0
    (made,) = (tmp_path / "out" / "慰问表").iterdir()
    assert texts(made).startswith("户主：")
    again = cli("template", "print", filled, form, "--out", tmp_path / "out", "--household", GOOD)
    assert again.code == 0
    assert list((tmp_path / "out" / "慰问表").iterdir()) == [made]


def test_a_template_is_read_and_tried_once_before_it_is_printed(
    cli: Cli, filled: Path, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    real = Guard.__enter__

    def entered(guard: Guard) -> Guard:
        begun.append("a process")
        return real(guard)

    monkeypatch.setattr(Guard, "__enter__", entered)
    ran = cli("template", "print", filled, form, "--out", tmp_path, "--household", GOOD)
    assert ran.code == 0
    assert begun == ["a process"]
    assert len(list((tmp_path / "慰问表").glob("*.docx"))) == 1
    form.write_bytes(document("{{ 户.没有这个 }}"))
    assert "没有这个" in cli("template", "print", filled, form, "--out", tmp_path).err


def test_the_dictionary_lists_every_placeholder_with_examples_of_nobody(cli: Cli, tmp_path: Path) -> None:
    ran = cli("template", "dictionary", tmp_path / "字典.docx")
    assert ran.code == 0
    said = texts(tmp_path / "字典.docx")
    assert "{{ 户.联系电话 }}" in said
    assert "{%tr for 成员 in 家庭成员 %}" in said
    assert len(docx.Document(str(tmp_path / "字典.docx")).tables) > 20
