# SPDX-License-Identifier: MIT
"""The built program: does everything, holds nothing under a licence we do not want, and lets LGPL parts be replaced."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="built and looked at on Linux")]
UNWANTED = re.compile(r"DataVis|Charts|VirtualKey|Graphs|Qml|Quick|QtSql|WebEngine", re.IGNORECASE)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--distpath", str(folder / "dist"), "--workpath"]
    built = subprocess.run(
        [*command, str(folder / "work"), "packaging/pyinstaller.spec"], cwd=root, capture_output=True, check=False
    )
    assert built.returncode == 0, built.stderr.decode()[-3000:]
    return folder / "dist" / "villagedesk"


def test_the_built_program_passes_its_own_test(bundle: Path, village_home: Path) -> None:
    environment = {"VILLAGEDESK_HOME": str(village_home), "PATH": "", "LC_ALL": "C.UTF-8", "TMPDIR": str(village_home)}
    ran = subprocess.run(
        [bundle / "villagedesk", "self-test", "--json"], env=environment, capture_output=True, check=False
    )
    outcome = json.loads(ran.stdout)
    assert [step for step in outcome["steps"] if not step["ok"]] == []
    assert "打开窗口" in [step["step"] for step in outcome["steps"]]
    assert ran.returncode == 0


def test_no_library_under_the_gpl_alone_is_inside(bundle: Path) -> None:
    assert [str(path) for path in bundle.rglob("*") if UNWANTED.search(path.name)] == []


def test_parts_under_the_lgpl_are_ordinary_files(bundle: Path) -> None:
    inside = bundle / "_internal"
    assert (inside / "docxtpl" / "template.py").is_file()
    assert (inside / "stdnum" / "__init__.py").is_file()
    assert list((inside / "PySide6").rglob("libQt6Core.so*"))


def test_the_licences_and_notices_come_along(bundle: Path) -> None:
    inside = bundle / "_internal"
    assert (inside / "NOTICES.md").is_file()
    assert (inside / "licences" / "LGPL-3.txt").is_file()
    assert (inside / "licences" / "pillow" / "LICENSE").is_file()


def test_it_stays_as_small_as_it_was(bundle: Path) -> None:
    size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file() and not path.is_symlink())
    assert size < 190_000_000
