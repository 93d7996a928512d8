# SPDX-License-Identifier: MIT
"""Passphrases and files that other people have open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.cli import opening
from villagedesk.services.opening.files import open_village_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Cli = Callable[..., Any]

GOOD = "kuan mei tuo sheng li ban"


@pytest.fixture
def sealed(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An encrypted file."""
    path = tmp_path / "s.village"
    monkeypatch.setenv("VILLAGEDESK_PASSPHRASE", GOOD)
    assert cli("new", path, "--village", "清溪村", "--code", "510199100201", "--year", "2025").code == 0
    monkeypatch.delenv("VILLAGEDESK_PASSPHRASE")
    return path


def test_the_first_line_of_a_passphrase_file_opens_it(cli: Cli, sealed: Path, tmp_path: Path) -> None:
    (tmp_path / "pw").write_text(f"\ufeff{GOOD}\r\n第二行不算\n", encoding="utf-8")
    assert cli("stats", sealed, "--passphrase-file", tmp_path / "pw").code == 0


def test_a_passphrase_file_goes_before_the_environment(
    cli: Cli, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pw").write_text(GOOD, encoding="utf-8")
    monkeypatch.setenv("VILLAGEDESK_PASSPHRASE", "wrong and wrong again")
    assert cli("stats", sealed, "--passphrase-file", tmp_path / "pw").code == 0
    assert "口令不对" in cli("stats", sealed).err


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00\x01\x80"])
def test_a_passphrase_file_that_cannot_be_read_is_named(
    cli: Cli, sealed: Path, tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "pw").write_bytes(content)
    ran = cli("stats", sealed, "--passphrase-file", tmp_path / "pw")
    assert ran.code == 1
    assert "读不出口令文件" in ran.err


def test_where_nobody_can_type_the_ways_to_give_a_passphrase_are_named(cli: Cli, sealed: Path) -> None:
    ran = cli("stats", sealed)
    assert ran.code == 1
    assert "VILLAGEDESK_PASSPHRASE" in ran.err
    assert "--passphrase-file" in ran.err


def test_a_wrongly_typed_passphrase_may_be_typed_again_but_not_for_ever(
    cli: Cli, sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["wrong", GOOD, "wrong", "wrong", "wrong", "never asked"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(opening.getpass, "getpass", lambda _prompt: next(typed))
    first = cli("stats", sealed)
    assert (first.code, first.err.count("口令不对")) == (0, 1)
    second = cli("stats", sealed)
    assert (second.code, second.err.count("口令不对")) == (1, 3)
    assert next(typed) == "never asked"


def test_a_file_without_a_passphrase_never_asks_for_one(cli: Cli, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(_prompt: str) -> str:
        raise AssertionError("asked")

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(opening.getpass, "getpass", asked)
    assert cli("stats", file).code == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("missing.village", None, "找不到文件"),
        ("empty.village", b"", "0字节"),
        ("word.village", b"PK\x03\x04" + b"x" * 5000, "不是村档文件"),
        ("cut.village", b"z" * 5000, "长度不完整"),
    ],
)
def test_each_sort_of_wrong_file_is_told_apart(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None, sentence: str
) -> None:
    monkeypatch.setenv("VILLAGEDESK_PASSPHRASE", GOOD)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = cli("stats", tmp_path / name)
    assert ran.code == 1
    assert sentence in ran.err


def test_a_file_that_somebody_works_on_can_be_looked_at_but_not_changed(cli: Cli, file: Path) -> None:
    with open_village_file(file, ""):
        assert cli("stats", file).code == 0
        assert cli("dump", file).code == 0
        refused = cli("undo", file)
    assert refused.code == 1
    assert "正在被" in refused.err
