# SPDX-License-Identifier: MIT
"""Papers as LibreOffice draws them, and what poppler reads of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest

NEEDED = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="no LibreOffice or poppler"
)
DRAWN = [pytest.mark.office, NEEDED]
_MARGINS = re.compile(r"\s|档号：\d*|生成日期：.*|第\d+页共\d+页")


@cache
def profile() -> TemporaryDirectory[str]:
    """LibreOffice's settings for all tests of this process, one after the other: to make new ones takes half of a start."""
    return TemporaryDirectory(prefix="office-")


def laid_out(folder: Path) -> None:
    """Every paper of a folder as PDF beside it."""
    own = Path(profile().name).as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={own}", "--convert-to", "pdf", "--outdir", folder]
    done = subprocess.run(
        [*command, *sorted(folder.glob("*.docx"))], capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stderr


def words(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


def bodies(pdf: Path) -> list[str]:
    """The words of each page without those of its margins."""
    return [_MARGINS.sub("", page) for page in words(pdf).removesuffix("\f").split("\f")]


def cut_off(paper: Path, pdf: Path) -> Counter[str]:
    """Signs that a paper says and that are not drawn, as what does not fit into a row of fixed height.

    Sign by sign, since columns are drawn beside each other.
    """
    opened = docx.Document(str(paper))
    texts = [paragraph.text for paragraph in opened.paragraphs]
    cells = {cell._tc: cell.text for table in opened.tables for row in table.rows for cell in row.cells}
    said = Counter(re.sub(r"\s", "", "".join([*texts, *cells.values()])))
    assert said, paper.name
    return said - Counter(words(pdf))


def count(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    found = re.search(r"Pages:\s+(\d+)", told)
    assert found is not None
    return int(found.group(1))
