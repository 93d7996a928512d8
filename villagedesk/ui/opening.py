# SPDX-License-Identifier: MIT
"""Opening a file for the window: who writes, and what can be done next about each way in which opening fails."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from villagedesk import paths
from villagedesk.errors import EnvironmentProblem, VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.opening import files
from villagedesk.store import faults
from villagedesk.store.file import SUFFIX, Opening, publish
from villagedesk.store.store import Author

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from villagedesk.settings import Settings
    from villagedesk.store.store import Store

_CHUNK: Final = 1 << 20


class Step(StrEnum):
    """What the user may do about a file that did not open, the advisable thing first."""

    COPY_HERE = "copy_here"
    RESTORE = "restore"
    READ_ONLY = "read_only"
    WRITABLE = "writable"
    RETRY = "retry"


_STEPS: Final[tuple[tuple[type[Exception], tuple[Step, ...]], ...]] = (
    (faults.FileHeld, (Step.READ_ONLY, Step.RETRY)),
    (faults.FileDamaged, (Step.RESTORE,)),
    (faults.FileMissing, (Step.RESTORE, Step.RETRY)),
    (faults.UnsafeDrive, (Step.COPY_HERE, Step.READ_ONLY)),
    (faults.CannotWrite, (Step.READ_ONLY, Step.RETRY)),
    (faults.FileOlder, (Step.WRITABLE,)),
)


def next_steps(fault: Exception) -> tuple[Step, ...]:
    """What may be done about a fault of `store.faults`, the advisable thing first; empty where only another file helps."""
    return next((steps for kind, steps in _STEPS if isinstance(fault, kind)), ())


def step_label(step: Step) -> str:
    """What the button of a step says."""
    return {
        Step.RETRY: _("再试一次"),
        Step.READ_ONLY: _("以只读方式打开"),
        Step.WRITABLE: _("以可写方式打开"),
        Step.RESTORE: _("从备份恢复…"),
        Step.COPY_HERE: _("复制到本机再打开"),
    }[step]


def author_of(settings: Settings) -> Author:
    """Under which name changes are written."""
    return Author(settings.author, settings.device)


def open_for_window(path: Path, passphrase: str, settings: Settings, *, read_only: bool = False) -> Store:
    """Open a file as this user; reading only, it may also lie on a stick.

    Raises:
        What `services.opening.files.open_village_file` raises.
    """
    opening = Opening(author_of(settings), read_only=read_only, any_drive=read_only)
    with waiting():
        return files.open_village_file(path, passphrase, opening)


def open_at_once(path: Path, settings: Settings) -> Store | None:
    """Open a file that has no passphrase; None where something has to be asked or explained first."""
    try:
        return open_for_window(path, "", settings)
    except VillageDeskError:
        return None


def free_place(folder: Path, name: str) -> Path:
    """A path in the folder under which nothing lies yet: the name, or the name with a number."""
    stem, suffix = Path(name).stem, Path(name).suffix
    target, number = folder / name, 2
    while target.exists():
        target = folder / f"{stem}（{number}）{suffix}"
        number += 1
    return target


def copy_here(
    path: Path,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
    folder: Path | None = None,
) -> Path:
    """Copy a file from a stick or network drive to this computer, with the journal of an interrupted save.

    The copy gets its name only when it is whole; the original stays as it is.

    Returns:
        Where the copy lies.

    Raises:
        EnvironmentProblem: a drive refused.
        Cancelled: from `check`; nothing is left behind.
    """
    target = free_place(folder or paths.documents(), path.stem + SUFFIX)
    part = target.with_name(f".{target.name}.part")
    journal, journal_here = (one.with_name(f"{one.name}-journal") for one in (path, target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(path, part, check, report)
        if journal.exists() and journal.stat().st_size:  # opening the copy rolls the interrupted save back
            shutil.copyfile(journal, journal_here)
        publish(part, target)
    except OSError as fault:
        with suppress(OSError):
            journal_here.unlink(missing_ok=True)
        text = _("没有复制成：{detail}。请检查U盘是否插好、本机磁盘空间是否足够。")
        raise EnvironmentProblem(text.format(detail=faults.machine_reason(fault))) from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def _copy(path: Path, part: Path, check: Callable[[], None], report: Callable[[int, int, str], None]) -> None:
    total = path.stat().st_size
    with path.open("rb") as source, part.open("wb") as copy:
        while chunk := source.read(_CHUNK):
            check()
            copy.write(chunk)
            report(copy.tell() // 1024, total // 1024, "")


@contextmanager
def waiting() -> Iterator[None]:
    """Show the hourglass while the GUI thread is busy for a moment."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
