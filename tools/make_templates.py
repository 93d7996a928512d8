# SPDX-License-Identifier: MIT
"""Make the Word templates and the printed list of placeholders: `python tools/make_templates.py [FOLDER]`.

Into resources/templates and docs/how-to-add-a-template.md, unless a folder is given that takes both.

The files are committed; a test compares them with what this makes, byte for byte. Whoever changes a template by hand in
Word or WPS keeps the change as a template of their own (docs/how-to-add-a-template.md).
"""

from __future__ import annotations

import importlib
import io
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it also runs where the package is not installed

from villagedesk.documents.papers import APART, PAPERS, Paper  # noqa: E402
from villagedesk.documents.registers.declared import REGISTER_PAPERS  # noqa: E402
from villagedesk.documents.word.package import written  # noqa: E402


def make(paper: Paper) -> bytes:
    """The template of a paper as bytes that are the same in every run."""
    built = importlib.import_module(f"templates.{paper.key}").build()
    target = io.BytesIO()
    built.save(target)
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name) for name in sorted(package.namelist())}
    return written(parts)


def main(folder: Path | None) -> None:
    """Write every template and the list."""
    target = folder or ROOT / "resources" / "templates"
    target.mkdir(parents=True, exist_ok=True)
    for paper in (*PAPERS, *APART, *(one.paper for one in REGISTER_PAPERS)):
        (target / paper.template).write_bytes(make(paper))
        print(target / paper.template)
    table = importlib.import_module("templates.placeholder_table")
    if folder:
        (folder / "placeholders.md").write_text(table.markdown(), encoding="utf-8", newline="\n")
    else:
        page = ROOT / "docs" / "how-to-add-a-template.md"
        page.write_text(table.inserted(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
