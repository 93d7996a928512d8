# SPDX-License-Identifier: MIT
"""Laying papers out with the LibreOffice of this computer: how many pages a paper has, and the paper as PDF.

Only an office suite knows where a page ends in the fonts of a computer. Word and WPS could be asked on Windows alone and by
means that cannot be tested here, so they are not; where no LibreOffice is found, papers have no page numbers of the volume.

LibreOffice works in a folder of its own, with settings of its own, so that a window of it that is open is left alone, and
nothing of anybody's papers stays behind.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from villagedesk.errors import EnvironmentProblem
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST: Final = 180  # seconds for the papers of one household; they take three to five
_NAMES: Final = ("soffice", "libreoffice")
_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def find_typesetter() -> Path | None:
    """The LibreOffice of this computer; None where there is none."""
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    """Where installers put it without telling the search path."""
    if sys.platform == "win32":
        for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
            if folder := os.environ.get(name):
                yield Path(folder) / "LibreOffice" / "program" / "soffice.com"
                yield Path(folder) / "LibreOffice" / "program" / "soffice.exe"
    else:
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def as_pdfs(program: Path, papers: Sequence[bytes]) -> list[bytes]:
    """These .docx files as PDF, in their order, by one run of the program.

    Args:
        program: see `find_typesetter`.
        papers: contents of .docx files.

    Raises:
        EnvironmentProblem: it cannot be started, takes longer than `LONGEST`, or leaves a paper out.
    """
    if not papers:
        return []
    with tempfile.TemporaryDirectory(prefix="villagedesk-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        files = [folder / f"{number:03d}.docx" for number in range(len(papers))]
        for file, content in zip(files, papers, strict=True):
            file.write_bytes(content)
        _run(program, folder, files)
        made = [file.with_suffix(".pdf") for file in files]
        if not all(file.is_file() for file in made):
            raise EnvironmentProblem(_("LibreOffice没有排完全部文书。请重试，或不选“编页号”和“另存PDF”再导出。"))
        return [file.read_bytes() for file in made]


def _arguments(folder: Path, files: Sequence[Path]) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return ["--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]


def _run(program: Path, folder: Path, files: Sequence[Path]) -> None:
    command = [str(program), *_arguments(folder, files)]
    try:
        subprocess.run(  # noqa: S603 - a program of this computer and files of our own
            command,
            check=False,
            timeout=LONGEST,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired as fault:
        text = _("LibreOffice在{seconds}秒内没有排完版。请关闭其他程序后重试，或不选“编页号”和“另存PDF”再导出。")
        raise EnvironmentProblem(text.format(seconds=LONGEST)) from fault
    except OSError as fault:
        text = _("LibreOffice（{program}）不能启动（{reason}）。请重新安装，或不选“编页号”和“另存PDF”再导出。")
        raise EnvironmentProblem(text.format(program=program, reason=fault.strerror or fault)) from fault


def pages_in(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2  # late: only who lays papers out needs it

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Several PDFs as one, in their order."""
    import io

    import pypdfium2

    with pypdfium2.PdfDocument.new() as whole:
        for pdf in pdfs:
            with pypdfium2.PdfDocument(pdf) as part:
                whole.import_pages(part)
        target = io.BytesIO()
        whole.save(target)
    return target.getvalue()
