# SPDX-License-Identifier: MIT
"""Make the Word templates: `python tools/make_templates.py [FOLDER]`, into resources/templates unless a folder is given.

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

from villagedesk.documents.package import written  # noqa: E402
from villagedesk.documents.papers import PAPERS  # noqa: E402


def make(key: str) -> bytes:
    """The template of a paper as bytes that are the same in every run."""
    paper = importlib.import_module(f"templates.{key}").build()
    target = io.BytesIO()
    paper.save(target)
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name) for name in sorted(package.namelist())}
    return written(parts)


def main(folder: Path) -> None:
    """Write every template."""
    folder.mkdir(parents=True, exist_ok=True)
    for paper in PAPERS:
        (folder / paper.template).write_bytes(make(paper.key))
        print(folder / paper.template)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "templates")
