# SPDX-License-Identifier: MIT
"""Received files are never opened where they lie: each is copied to a private folder first (safety.md B2)."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from villagedesk import paths
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _
from villagedesk.store import private_folder as folders
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

LARGEST: Final = 2_000_000_000  # bytes; a township of ten years with photos stays below
_PIECE: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Incoming:
    """A private copy of a received file.

    Attributes:
        source: where it came from.
        path: the copy.
        sha256: of its bytes, for the receipt and to recognise the same file again.
    """

    source: Path
    path: Path
    size: int
    sha256: str


def private_folder() -> AbstractContextManager[Path]:
    """A folder that only this user can read, gone with everything in it afterwards."""
    return folders.private_folder(paths.received())


def sweep() -> None:
    """Take away what a killed program left of received files; called at the start of the program and of every reading."""
    folders.sweep(paths.received())


def copy_in(source: Path, folder: Path, check: Callable[[], None] = lambda: None) -> Incoming:
    """Copy a received file into the private folder.

    Raises:
        Refused: it is no file, too large, was being written meanwhile, or has an unfinished save beside it.
        EnvironmentProblem: it cannot be read, or there is no room for the copy.
    """
    _refuse_unfinished(source)
    try:
        before = source.stat()
        if before.st_size > LARGEST:
            text = _("“{name}”有{size}兆，超过了上限{most}兆，没有读取。请确认它是村档文件。")
            size, most = before.st_size // 1_000_000, LARGEST // 1_000_000
            raise Refused(text.format(name=source.name, size=size, most=most))
        target = Path(tempfile.mkdtemp(dir=folder)) / "received.village"
        digest = hashlib.sha256()
        with source.open("rb") as reader, target.open("wb") as writer:
            while piece := reader.read(_PIECE):
                check()
                digest.update(piece)
                writer.write(piece)
        after = source.stat()
    except FileNotFoundError as fault:
        text = _("找不到文件“{name}”。请检查它是否被移动、改名，或U盘是否已拔出。")
        raise Refused(text.format(name=source.name)) from fault
    except OSError as fault:
        text = _("没有读完“{name}”：{detail}。请检查U盘是否插好、磁盘空间是否足够，再试一次。")
        raise EnvironmentProblem(text.format(name=source.name, detail=machine_reason(fault))) from fault
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Refused(_unfinished().format(name=source.name))
    return Incoming(source, target, before.st_size, digest.hexdigest())


def _refuse_unfinished(source: Path) -> None:
    if source.is_dir():
        raise Refused(_("“{name}”是一个文件夹。请选择里面的村档文件，或用“选择文件夹”。").format(name=source.name))
    for suffix in ("-journal", "-wal"):
        with suppress(OSError):
            if source.with_name(source.name + suffix).stat().st_size:
                raise Refused(_unfinished().format(name=source.name))


def _unfinished() -> str:
    return _("“{name}”是在保存过程中复制的，内容不完整。请在原来的电脑上关闭村档后重新复制，或用“上报”导出。")
