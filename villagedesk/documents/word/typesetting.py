# SPDX-License-Identifier: MIT
"""Laying papers out with the office program of this computer: how many pages a paper has, and the paper as PDF.

Only an office suite knows where a page ends in the fonts of a computer; where none is found (`office.find_typesetter`), papers
have no page numbers of the volume.

It works in a private folder (`paths.typeset`), LibreOffice with settings and temporary files of its own there, so that a window
of it that is open is left alone, and nothing of anybody's papers stays behind: what a killed program leaves goes at its next
start.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from villagedesk import paths
from villagedesk.documents.word.hanging import for_libreoffice
from villagedesk.documents.word.leash import Leashed, end_tree
from villagedesk.documents.word.office import STOP
from villagedesk.errors import EnvironmentProblem
from villagedesk.i18n import _
from villagedesk.store.faults import machine_reason
from villagedesk.store.private_folder import private_folder, sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from villagedesk.documents.word.office import Typesetter
    from villagedesk.documents.word.warm import WarmOffice

LONGEST: Final = 180  # seconds for the papers of one household; they take three to five
HANDED: Final = (
    20  # seconds for papers that are handed over to an instance that waits, and two for each; they take 0.1 each
)
ROOM: Final = 30_000_000  # bytes that it wants on the disk for settings, papers and what it puts aside
PATIENCE: Final = 10  # seconds for a paper that Word or WPS has in hand
_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_LOOK: Final = 0.1  # seconds between two looks at the cancel button


class NotLaidOut(EnvironmentProblem):
    """The office program did not do what it should; the papers themselves are in order."""


class TookTooLong(NotLaidOut):
    """The office program hangs, or the computer is so busy that it makes no difference."""


def sweep_leftovers() -> None:
    """Take away papers that a killed program left where they were being laid out; called at the start of the program."""
    sweep(paths.typeset())


def as_pdfs(
    office: Typesetter,
    papers: Sequence[bytes],
    check: Callable[[], None] = lambda: None,
    warm: WarmOffice | None = None,
) -> list[bytes]:
    """These .docx files as PDF, in their order, by one run of the program.

    Args:
        office: see `office.find_typesetter`.
        papers: contents of .docx files.
        check: looks at the cancel button, several times a second; what it raises ends the program too.
        warm: what may have been started beforehand.

    Raises:
        NotLaidOut: it cannot be started, leaves a paper out, or (`TookTooLong`) takes longer than `LONGEST`.
        EnvironmentProblem: there is no room for the papers.
    """
    if not papers:
        return []
    with private_folder(paths.typeset()) as folder:
        files = [folder / f"{number:03d}.docx" for number in range(len(papers))]
        _put(files, papers if office.automation else [for_libreoffice(paper) for paper in papers])
        if warm is None or not _handed_over(office, folder, files, check, warm):
            _run(office, office.command(folder, files), folder, check, LONGEST)
        made = [file.with_suffix(".pdf") for file in files]
        if not all(file.is_file() for file in made):
            raise NotLaidOut(_left_out(office, folder))
        return [file.read_bytes() for file in made]


def _left_out(office: Typesetter, folder: Path) -> str:
    """That papers were left out. LibreOffice says nothing of a disk that is full, which it fills with its own settings."""
    with suppress(OSError):
        if shutil.disk_usage(folder).free < ROOM:
            text = _("{program}没有排完全部文书：“{folder}”所在的磁盘快满了。请清理磁盘后重试。")
            return text.format(program=office.name, folder=paths.typeset())
    return _("{program}没有排完全部文书。请重试，或不选“编页号”和“另存PDF”再导出。").format(program=office.name)


def _put(files: Sequence[Path], papers: Sequence[bytes]) -> None:
    try:
        for file, content in zip(files, papers, strict=True):
            file.write_bytes(content)
    except OSError as fault:
        text = _("无法在“{folder}”存放临时副本：{detail}。请检查磁盘空间和权限。")
        raise EnvironmentProblem(text.format(folder=paths.typeset(), detail=machine_reason(fault))) from fault


def _handed_over(
    office: Typesetter, folder: Path, files: Sequence[Path], check: Callable[[], None], warm: WarmOffice
) -> bool:
    """Whether an instance that waits has laid them all out. One that has not is ended, and so it is when `check` raises."""
    profile = None if office.automation else warm.profile(check)
    if profile is None:
        return False
    done = False
    try:
        _run(office, office.handing(profile, folder, files), folder, check, HANDED + 2 * len(files))
        done = all(file.with_suffix(".pdf").is_file() for file in files)
    except NotLaidOut:
        return False
    finally:
        if not done:
            warm.close()  # it may have the papers in hand
    return done


def _run(office: Typesetter, command: Sequence[str], folder: Path, check: Callable[[], None], longest: float) -> None:
    try:
        started = _automated(office, command, folder) if office.automation else _leashed(office, command, folder)
    except OSError as fault:
        text = _("{name}（{program}）不能启动（{reason}）。请重新安装，或不选“编页号”和“另存PDF”再导出。")
        raise NotLaidOut(text.format(name=office.name, program=office.program, reason=machine_reason(fault))) from fault
    try:
        _wait(office.name, started, check, longest)
    except BaseException:
        if isinstance(started, subprocess.Popen):
            _ask_to_stop(folder, started)
            _end(started)
        raise
    finally:
        if isinstance(started, Leashed):
            started.end()


def _leashed(office: Typesetter, command: Sequence[str], folder: Path) -> Leashed:
    """LibreOffice, which ends with this program also where it hangs and this one is killed; held loosely rather than not at all."""
    return Leashed(command, office.surroundings(folder), office.pipe_of(folder / "profile"), strict=False)


def _automated(office: Typesetter, command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    """What tells Word or WPS. It goes on where this program is killed, or it would leave them behind with a paper open."""
    return subprocess.Popen(  # noqa: S603 - a program of this computer and files of our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=office.surroundings(folder),
        creationflags=_NO_WINDOW,
        start_new_session=True,  # a group of its own, see `_end`; Windows takes no notice
    )


def _ask_to_stop(folder: Path, started: subprocess.Popen[bytes]) -> None:
    """Word and WPS are no children of what was started: killed, it would leave them behind with a paper open."""
    with suppress(OSError):
        (folder / STOP).touch()
    with suppress(subprocess.TimeoutExpired):
        started.wait(PATIENCE)


def _wait(name: str, started: subprocess.Popen[bytes] | Leashed, check: Callable[[], None], longest: float) -> None:
    latest = time.monotonic() + longest
    while True:
        try:
            started.wait(_LOOK)
        except subprocess.TimeoutExpired as waiting:
            check()
            if time.monotonic() > latest:
                text = _("{program}在{seconds}秒内没有排完版。请关闭其他程序后重试，或不选“编页号”和“另存PDF”再导出。")
                raise TookTooLong(text.format(program=name, seconds=longest)) from waiting
        else:
            return


def _end(started: subprocess.Popen[bytes]) -> None:
    """End the program with what it has started."""
    if sys.platform == "win32":
        end_tree(started.pid)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(started.pid, signal.SIGKILL)
    started.kill()
    started.wait()


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
