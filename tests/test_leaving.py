# SPDX-License-Identifier: MIT
"""Whatever writes a file or the clipboard stands in the table of docs/adr/0015, and does what the table says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "villagedesk"
ADR = ROOT / "docs" / "adr" / "0015-what-leaves-the-program.md"
ROW = re.compile(r"^\| `([\w/]+\.py)` \| (\w+) \| (.+) \|$", re.MULTILINE)
TABLE = {path: (kind, what) for path, kind, what in ROW.findall(ADR.read_text(encoding="utf-8"))}
KINDS = {"none", "masked", "logged", "archive", "counterpart"}

WRITE = {"write_bytes", "write_text", "copyfile", "copy2", "setMimeData", "new_workbook", "put_in_place", "outgoing"}
WRITE |= {"enter_printed", "put_file"}
LOG = {"put_in_place", "outgoing", "enter_printed"}
MODES = {"w", "wb", "a", "ab", "x", "xb"}
FILES = {"document", "workbook", "whole", "preview", "image", "code", "flat"}  # what has a `save` that writes a file


def calls(source):
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]


def name_of(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def writes(source):
    """Whether a module writes to where others can read."""
    for call in calls(source):
        name, whose = name_of(call), ast.unparse(call.func)
        values = [*call.args, *(one.value for one in call.keywords)]
        modes = {one.value for one in values if isinstance(one, ast.Constant) and isinstance(one.value, str)}
        if name in WRITE or (name in {"open", "ZipFile"} and modes & MODES):
            return True
        if name == "setText" and "clipboard" in whose:
            return True
        if whose in {"save", "written"} or (name == "save" and whose.removesuffix(".save") in FILES):
            return True
    return False


def writers():
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith("store/") and writes(path.read_text(encoding="utf-8")):
            yield name


def test_every_writer_stands_in_the_table_and_nothing_else_does():
    assert sorted(TABLE) == sorted(writers())


def test_the_table_knows_five_kinds():
    assert {kind for kind, _what in TABLE.values()} == KINDS


@pytest.mark.parametrize("module", [module for module, (kind, _what) in TABLE.items() if kind == "logged"])
def test_what_is_logged_goes_through_the_export_log(module):
    _kind, what = TABLE[module]
    through = re.search(r"by `([\w/]+\.py)`", what)
    source = (PACKAGE / (through.group(1) if through else module)).read_text(encoding="utf-8")
    assert {name_of(call) for call in calls(source)} & LOG


@pytest.mark.parametrize(
    "source",
    [
        "target.write_bytes(content)",
        "with new_workbook(target) as book: pass",
        "open(target, 'w')",
        "path.open('a', encoding='utf-8')",
        "QGuiApplication.clipboard().setText(text)",
        "save(content, target)",
        "put_file(content, target)",
        "document.save(str(part))",
    ],
)
def test_a_new_way_to_write_is_noticed(source):
    assert writes(source)


@pytest.mark.parametrize("source", ["path.open('rb')", "session.save(label, edits)", "label.setText(text)"])
def test_reading_and_saving_into_the_file_is_not_taken_for_it(source):
    assert not writes(source)
