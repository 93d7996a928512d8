# SPDX-License-Identifier: MIT
"""self-test: the whole program tried out, as on a user's machine after installing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from villagedesk.cli import selftest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Cli = Callable[..., Any]


def test_everything_passes_here_including_the_window(cli: Cli, village_home: Path) -> None:
    ran = cli("self-test", "--json")
    assert [one for one in ran.json["steps"] if not one["ok"]] == []
    assert ran.code == 0
    assert "打开窗口" in [one["step"] for one in ran.json["steps"]]
    assert os.environ["VILLAGEDESK_HOME"] == str(village_home), "the user's settings and backups were left alone"
    assert not (village_home / "backups").exists()


def test_a_failing_step_is_named_and_the_others_are_still_tried(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def broken(_trial: object) -> None:
        raise ValueError("坏了 510199197902120693")

    def fine(_trial: object) -> None:
        done.append("fine")

    monkeypatch.setattr(selftest, "steps", lambda: {"一": broken, "二": fine})
    ran = cli("self-test")
    assert ran.code == 1
    assert "FAIL  一" in ran.out
    assert "PASS  二" in ran.out
    assert "510199" not in ran.out
    assert done == ["fine"]


def test_a_missing_template_is_found(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(selftest.paths, "resources", lambda: tmp_path)
    monkeypatch.setattr(selftest, "steps", lambda: {"程序资源": selftest._resources})
    ran = cli("self-test")
    assert ran.code == 1
    assert "缺少" in ran.out


def test_a_window_that_never_shows_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(selftest, "show_window", _hang)
    monkeypatch.setattr(selftest, "_WINDOW_SECONDS", 2)
    with pytest.raises(selftest.Failed, match="没有出现"):
        selftest._window(selftest.Trial(tmp_path))


def _hang(_file: str) -> None:
    import time

    time.sleep(30)
