# SPDX-License-Identifier: MIT
"""new and demo: what they make, what they refuse, and where a passphrase may come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.cli import opening
from villagedesk.demo import PRACTICE_PASSPHRASE
from villagedesk.services.opening.files import open_village_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Cli = Callable[..., Any]

VILLAGE = ("--village", "清溪村", "--code", "510199100201", "--year", "2025")
TOWNSHIP = ("--township", "示范镇", "--code", "510199100", "--year", "2025")
GOOD = "kuan mei tuo sheng li ban"


def test_a_village_file_is_made_encrypted_with_the_passphrase_of_the_environment(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VILLAGEDESK_PASSPHRASE", GOOD)
    ran = cli("new", tmp_path / "a.village", *VILLAGE, "--json")
    assert ran.code == 0
    assert ran.json["encrypted"] is True
    assert not (tmp_path / "a.village").read_bytes().startswith(b"SQLite format 3")
    with open_village_file(tmp_path / "a.village", GOOD) as store:
        assert (store.info.scope, store.info.name, store.info.year) == ("village", "清溪村", 2025)


def test_a_township_file_is_made(cli: Cli, tmp_path: Path) -> None:
    ran = cli("new", tmp_path / "t", *TOWNSHIP, "--no-passphrase", "--json")
    assert ran.json["scope"] == "township"
    assert ran.json["file"].endswith("t.village")


def test_a_village_knows_its_township_when_both_are_named(cli: Cli, tmp_path: Path) -> None:
    cli("new", tmp_path / "a", *VILLAGE, "--township", "示范镇", "--county", "示范县", "--no-passphrase")
    ran = cli("dump", tmp_path / "a.village")
    assert 'township\t"示范镇"' in ran.out
    assert 'county\t"示范县"' in ran.out


def test_without_a_passphrase_the_user_is_warned(cli: Cli, tmp_path: Path) -> None:
    ran = cli("new", tmp_path / "a", *VILLAGE, "--no-passphrase")
    assert ran.code == 0
    assert "警告" in ran.err
    assert "警告" not in ran.out


@pytest.mark.parametrize(
    ("passphrase", "reason"), [("12345678", "太短"), ("13912345678", "全是数字"), ("", "口令是空的")]
)
def test_a_passphrase_that_protects_nothing_is_refused(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str, reason: str
) -> None:
    monkeypatch.setenv("VILLAGEDESK_PASSPHRASE", passphrase)
    ran = cli("new", tmp_path / "a.village", *VILLAGE)
    assert ran.code == 1
    assert reason in ran.err
    assert not (tmp_path / "a.village").exists()


def test_the_passphrase_is_never_taken_from_the_command_line(cli: Cli, tmp_path: Path) -> None:
    ran = cli("new", tmp_path / "a.village", *VILLAGE, "--passphrase", GOOD)
    assert ran.code == 2
    assert not (tmp_path / "a.village").exists()


def test_a_typed_passphrase_is_asked_for_twice(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([GOOD, GOOD + "x", GOOD, GOOD])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(opening.getpass, "getpass", lambda _prompt: next(answers))
    assert "不一样" in cli("new", tmp_path / "a.village", *VILLAGE).err
    assert cli("new", tmp_path / "a.village", *VILLAGE).code == 0


def test_an_existing_file_is_not_replaced(cli: Cli, file: Path) -> None:
    before = file.read_bytes()
    ran = cli("new", file, *VILLAGE, "--no-passphrase")
    assert ran.code == 1
    assert "已经存在" in ran.err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("--code", "510199100201", "--year", "2025"), 2, "请写明 --village"),
        (("--village", "清溪村", "--code", "5101", "--year", "2025"), 1, "应为12位数字"),
        (("--village", "清溪村", "--code", "510199100201", "--year", "1999"), 2, "应是2013到2050之间"),
        (("--village", "清溪村", "--code", "510199100201", "--year", "今年"), 2, "应是2013到2050之间"),
        (("--village", "清溪村", "--year", "2025"), 2, "缺少选项 --code"),
        (("--village", " ", "--code", "510199100201", "--year", "2025"), 1, "没有填写"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    cli: Cli, tmp_path: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    ran = cli("new", tmp_path / "a.village", *arguments, "--no-passphrase")
    assert ran.code == code
    assert sentence in ran.err
    assert list(tmp_path.glob("*.village")) == []


def test_a_year_typed_in_full_width_digits_is_understood(cli: Cli, tmp_path: Path) -> None:
    ran = cli("new", tmp_path / "a", *VILLAGE[:-1], "２０２５", "--no-passphrase", "--json")
    assert ran.json["year"] == 2025


def test_a_scaled_demo_is_made_with_the_published_passphrase(cli: Cli, tmp_path: Path) -> None:
    ran = cli("demo", tmp_path / "d", "--scale", "25", "--json")
    assert ran.code == 0
    assert ran.json["passphrase"] == PRACTICE_PASSPHRASE
    with open_village_file(tmp_path / "d" / "示范镇-25.village", PRACTICE_PASSPHRASE) as store:
        assert store.info.scope == "township"


def test_a_scale_beyond_the_limit_is_wrong_usage(cli: Cli, tmp_path: Path) -> None:
    assert cli("demo", tmp_path, "--scale", "100001").code == 2
    assert cli("demo", tmp_path, "--scale", "0").code == 2
