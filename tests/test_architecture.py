# SPDX-License-Identifier: MIT
"""The house: layers, sizes, names. A rule that is not tested is a wish."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "villagedesk"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def test_the_layers_hold():
    program = Path(sys.executable).with_name("lint-imports")
    found = subprocess.run(
        [program, "--config", ROOT / "pyproject.toml"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_and_no_function_is_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    long = [(node.name, node.end_lineno - node.lineno + 1) for node in functions(path)]
    assert [one for one in long if one[1] > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_file_says_its_licence_and_what_lives_in_it(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# SPDX-License-Identifier: MIT\n")
    assert ast.get_docstring(ast.parse(text))


def test_there_is_no_junk_drawer():
    names = {path.stem for path in SOURCES}
    assert names.isdisjoint({"utils", "util", "misc", "helpers", "common", "tools"})


def test_sql_is_written_in_the_store_only():
    words = ("SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "PRAGMA ", "CREATE TABLE")
    for path in SOURCES:
        if "store" in path.relative_to(PACKAGE).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not any(node.value.startswith(word) for word in words), (path, node.value[:60])


def test_reasons_of_the_system_are_told_in_the_users_words_in_one_place():
    told = [path.relative_to(PACKAGE).as_posix() for path in SOURCES if ".strerror" in path.read_text(encoding="utf-8")]
    assert told == ["store/faults.py"]  # elsewhere `machine_reason`: the system itself speaks English on Linux


def test_nothing_opens_a_network_connection():
    forbidden = {
        "socket",
        "http",
        "urllib.request",
        "requests",
        "ftplib",
        "smtplib",
        "ssl",
        "asyncio",
        "PySide6.QtNetwork",
    }
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name in forbidden or name.startswith("http.")], path


def test_the_database_driver_is_loaded_in_one_place():
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert ("import sqlcipher3" in text) == (path.name == "engine.py"), path
        assert "QtSql" not in text or path.name == "engine.py", path


def test_the_list_of_fields_is_current():
    import importlib.util

    spec = importlib.util.spec_from_file_location("field_list", ROOT / "tools" / "field_list.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.TARGET.read_text(encoding="utf-8") == tool.text(), "run: python tools/field_list.py"
