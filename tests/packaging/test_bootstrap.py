# SPDX-License-Identifier: MIT
"""`make setup` on machines that lack this or that, without touching this one."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the bootstrap's system part is for Debian")


@pytest.fixture
def bootstrap(tool: Callable[[str], ModuleType]) -> ModuleType:
    return tool("bootstrap")


@pytest.fixture
def bare(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A machine with Python and apt and nothing else; what would be run is noted instead."""
    monkeypatch.setattr(bootstrap, "loads", lambda _library: False)
    monkeypatch.setattr(bootstrap, "has_chinese_font", lambda: False)
    monkeypatch.setattr(bootstrap, "has_venv", lambda _python: False)
    monkeypatch.setattr(bootstrap, "existing", lambda choices: choices[-1])
    return bootstrap


def test_it_accepts_the_pythons_that_the_project_names(bootstrap: ModuleType, root: Path) -> None:
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', project)
    assert found is not None
    assert (3, int(found[1])) == bootstrap.OLDEST
    assert (3, int(found[2]) - 1) == bootstrap.NEWEST
    assert bootstrap.fits((3, 11))
    assert not bootstrap.fits((3, 10))
    assert not bootstrap.fits((3, 15))


def test_it_finds_this_python_and_its_version(bootstrap: ModuleType) -> None:
    assert bootstrap.version_of(sys.executable) == sys.version_info[:2]
    assert bootstrap.version_of("/no/such/python") == (0, 0)
    assert bootstrap.find_python()


def test_it_runs_on_any_python_3_8_syntax(root: Path) -> None:
    import ast

    ast.parse((root / "tools" / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_it_needs_nothing_but_the_standard_library(root: Path) -> None:
    code = "import sys, runpy; sys.argv = ['bootstrap', '--help']; runpy.run_path('tools/bootstrap.py', run_name='__main__')"
    ran = subprocess.run([sys.executable, "-I", "-S", "-c", code], cwd=root, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_a_bare_machine_lacks_everything_by_name(bare: ModuleType) -> None:
    names = [choices[-1] for choices in bare.missing_packages(sys.executable)]
    assert "python3-venv" in names
    assert {"libgl1", "libegl1", "libxcb-cursor0", "libglib2.0-0", "fonts-noto-cjk", "fontconfig"} <= set(names)
    assert "libreoffice-writer-nogui" not in names


def test_programs_for_looking_at_pages_are_only_wanted_when_asked_for(
    bare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bare.shutil, "which", lambda _name: None)
    names = [choices[-1] for choices in bare.missing_test_programs()]
    assert {"libreoffice-writer-nogui", "poppler-utils", "xvfb", "openbox"} <= set(names)


def test_a_machine_that_may_not_install_the_tests_own_programs_is_told_and_goes_on(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: list[str] = []
    monkeypatch.setattr(bootstrap, "missing_packages", lambda _python: [])
    monkeypatch.setattr(bootstrap, "missing_test_programs", lambda: [("xvfb",)])
    monkeypatch.setattr(bootstrap, "_right_to_install", lambda: None)
    monkeypatch.setattr(bootstrap, "_make_venv", made.append)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert bootstrap.main(["--everything"]) == 0
    assert made
    assert "apt-get install -y --no-install-recommends xvfb" in capsys.readouterr().err


def test_a_machine_that_has_everything_lacks_nothing(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "loads", lambda _library: True)
    monkeypatch.setattr(bootstrap, "has_chinese_font", lambda: True)
    assert bootstrap.missing_packages(sys.executable) == []


def test_without_the_right_to_install_the_exact_command_is_printed(
    bare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bare, "_right_to_install", lambda: None)
    monkeypatch.setattr(bare.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert bare.main([]) == 1
    told = capsys.readouterr().err
    assert "sudo apt-get update && sudo apt-get install -y --no-install-recommends" in told
    assert "libxcb-cursor0" in told
    assert "make setup" in told


def test_with_the_right_it_installs_exactly_what_is_missing(bare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []

    def note(command: list[str], **_more: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(bare, "_right_to_install", lambda: ["sudo", "-n"])
    monkeypatch.setattr(bare.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bare.subprocess, "run", note)
    bare._install_missing([("libgl1",), ("python3.11-venv", "python3-venv")])
    assert ran[0][-1] == "update"
    assert ran[1][2:] == ["/usr/bin/apt-get", "install", "-y", "--no-install-recommends", "libgl1", "python3-venv"]


def test_a_machine_without_apt_is_told_what_to_install(
    bare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bare.shutil, "which", lambda _name: None)
    assert bare.main([]) == 1
    assert "libgl1" in capsys.readouterr().err


def test_a_failed_installation_ends_with_the_command_to_repeat(
    bare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bare, "_right_to_install", list)
    monkeypatch.setattr(bare.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(
        bare.subprocess, "run", lambda command, **_more: subprocess.CompletedProcess(command, 100, "", "")
    )
    assert bare.main([]) == 1
    assert "没有装上" in capsys.readouterr().err


def test_an_environment_that_is_up_to_date_is_left_alone(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "stamp")
    done: list[list[str]] = []

    def note(command: list[str]) -> None:
        done.append(command)
        inside = tmp_path / ".venv" / "bin" / "python"
        inside.parent.mkdir(parents=True, exist_ok=True)
        if not inside.exists():
            inside.symlink_to(sys.executable)

    monkeypatch.setattr(bootstrap, "_run", note)
    bootstrap._make_venv(sys.executable)
    assert [command[1:3] for command in done] == [["-m", "venv"], ["-m", "pip"], ["-m", "pip"]]
    assert "--require-hashes" in done[1]
    bootstrap._make_venv(sys.executable)
    assert len(done) == 3, "nothing was done the second time"


def test_a_changed_lock_is_installed_again(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "lock"
    monkeypatch.setattr(bootstrap, "LOCK", lock)
    lock.write_text("a==1", encoding="utf-8")
    one = bootstrap.fingerprint(sys.executable)
    lock.write_text("a==2", encoding="utf-8")
    assert bootstrap.fingerprint(sys.executable) != one
