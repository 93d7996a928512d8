# SPDX-License-Identifier: MIT
"""Running commands in this process, as the program does: arguments in; exit code, output and complaints out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from villagedesk import paths
from villagedesk.cli import run
from villagedesk.documents.word import fonts

if TYPE_CHECKING:
    from pathlib import Path

ROSTERS = paths.resources() / "demo" / "rosters"
ROSTER = ROSTERS / "脱贫户及监测对象信息_清溪村_20250902.xlsx"


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Cli:
    """`cli("stats", file)` runs a command."""

    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: object) -> Ran:
        self.capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        told = self.capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        return Ran(code, told.out, told.err)


@pytest.fixture(autouse=True)
def no_passphrase_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have one set."""
    monkeypatch.delenv("VILLAGEDESK_PASSPHRASE", raising=False)


@pytest.fixture
def few_fonts(monkeypatch: pytest.MonkeyPatch) -> str:
    """A computer that lacks fonts of our papers; what is said of one of them."""
    monkeypatch.setattr(fonts, "installed", lambda: frozenset({"SimSun", "SimHei", "KaiTi"}))
    monkeypatch.setattr(fonts, "_of_system", lambda _family: "")
    return "方正小标宋简体（用"


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(capsys)


@pytest.fixture
def file(cli: Cli, tmp_path: Path) -> Path:
    """A fresh file of 清溪村 without a passphrase."""
    path = tmp_path / "清溪村.village"
    made = cli("new", path, "--village", "清溪村", "--code", "510199100201", "--year", "2025", "--no-passphrase")
    assert made.code == 0, made.err
    return path


@pytest.fixture
def roster() -> Path:
    """A roster of 清溪村 without faults."""
    return ROSTER


@pytest.fixture
def filled(cli: Cli, file: Path) -> Path:
    """The same with its roster."""
    ran = cli("import", file, ROSTER)
    assert ran.code == 0, ran.err
    return file
