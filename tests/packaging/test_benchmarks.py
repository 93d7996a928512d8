# SPDX-License-Identifier: MIT
"""The benchmarks run, in small, and judge their goals rightly."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measure import Line


@pytest.fixture
def line(root: Path, monkeypatch: pytest.MonkeyPatch) -> type[Line]:
    monkeypatch.syspath_prepend(str(root))
    from benchmarks.measure import Line

    return Line


def test_a_ratio_is_judged_against_its_goal(line: type[Line]) -> None:
    assert line("x", 200.0, 100.0, 2).met
    assert not line("x", 201.0, 100.0, 2).met
    assert "MISSED" in line("x", 300.0, 100.0, 2).text(5)
    assert "ok" in line("x", 100.0, 100.0, 2).text(5)


def test_an_absolute_goal_is_judged_by_the_value(line: type[Line]) -> None:
    assert line("x", 49.0, goal=50).met
    assert not line("x", 51.0, goal=50).met
    assert line("x", 10_000.0).met, "a line without a goal only informs"


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks", "--json", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("names", [("saving", "searching"), ("lists", "volume"), ("importing",), ("books",)])
def test_they_run_in_small_and_yield_goals(root: Path, tmp_path: Path, names: tuple[str, ...]) -> None:
    ran = _run(root, *names, "--share", "0.003", "--scratch", str(tmp_path / "scratch"))
    assert ran.returncode == 0, ran.stderr[-2000:]
    found = json.loads(ran.stdout)
    assert len(found) >= len(names)
    assert all(one["ours"] > 0 for one in found)
    assert any(one["goal"] for one in found)


@pytest.mark.slow
def test_the_start_and_the_two_processes_can_be_measured_too(root: Path, tmp_path: Path) -> None:
    ran = _run(root, "start", "volumes", "--share", "0.05", "--scratch", str(tmp_path / "scratch"))
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert len(json.loads(ran.stdout)) == 6
