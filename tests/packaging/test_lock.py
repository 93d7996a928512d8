# SPDX-License-Identifier: MIT
"""The locked dependencies, their licences, and the targets that build from them."""

from __future__ import annotations

import re
import subprocess
import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

LOCKS = ("requirements.lock", "requirements-dev.lock")


def normal(name: str) -> str:
    """PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture
def notices(tool: Callable[[str], ModuleType]) -> ModuleType:
    return tool("notices")


def wanted(root: Path, extra: str = "") -> set[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return {normal(re.split(r"[<>=!~ ;\[]", line)[0]) for line in lines}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_locked_by_hash(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    packages = [block for block in blocks if re.match(r"[a-z0-9][a-z0-9._-]*==", block)]
    assert len(packages) > 20
    assert [block.splitlines()[0] for block in packages if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_a_host_or_a_path_of_this_machine(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--index|--find-links|/home/|/work/|/opt/|/tmp/", text)


def test_the_locks_hold_what_the_project_asks_for(root: Path, notices: ModuleType) -> None:
    runtime, development = (notices.locked(root / name) for name in LOCKS)
    assert wanted(root) <= set(runtime)
    assert wanted(root, "dev") <= set(development)


def test_the_development_lock_runs_the_very_versions_that_are_shipped(root: Path, notices: ModuleType) -> None:
    runtime, development = (notices.locked(root / name) for name in LOCKS)
    assert {name: development.get(name) for name in runtime} == runtime


def test_every_shipped_package_is_named_in_the_notices_with_its_licence(root: Path, notices: ModuleType) -> None:
    rows = re.findall(
        r"^\| ([\w.-]+) \| ([\w.]+) \| ([^|]+) \|", (root / "NOTICES.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    named = {normal(name): (version, licence.strip()) for name, version, licence in rows}
    locked = notices.locked()
    assert {name: named.get(name, ("missing",))[0] for name in locked} == locked
    assert [name for name in locked if named[name][1] in {"", "see text", "UNKNOWN"}] == []


def test_the_notices_carry_what_licences_demand(root: Path) -> None:
    text = (root / "NOTICES.md").read_text(encoding="utf-8")
    assert "ZETETIC LLC" in text
    assert "replace" in text
    for name in ("PySide6", "docxtpl", "python-stdnum", "SQLCipher", "OpenSSL", "Material Design Icons"):
        assert name in text
    for name in ("LGPL-3.txt", "GPL-3.txt", "LGPL-2.1.txt", "Apache-2.0.txt", "SQLCipher.txt"):
        assert (root / "packaging" / "licences" / name).stat().st_size > 1_000


def test_nothing_under_the_gpl_alone_is_shipped(root: Path) -> None:
    rows = re.findall(
        r"^\| ([\w.-]+) \| [\w.]+ \| ([^|]+) \|", (root / "NOTICES.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [name for name, licence in rows if re.search(r"(?<!L)A?GPL", licence)] == []


def test_every_make_target_of_the_readme_exists(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert {"setup", "demo", "test", "test-nightly", "bench", "screenshots", "lock", "bundle", "clean"} <= targets
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z-]+)", readme)) <= targets


def test_continuous_integration_runs_make_test(root: Path) -> None:
    script = root / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "make test" in script.read_text(encoding="utf-8")
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
