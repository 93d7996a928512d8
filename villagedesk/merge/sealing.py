# SPDX-License-Identifier: MIT
"""上报: a verified, sealed copy of the file for the township, on a stick or in a folder.

The copy is made and sealed on this computer and only then carried over, under a temporary name that becomes the real one
when every byte has been read back: a stick pulled out half-way leaves no file that looks whole.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.errors import EnvironmentProblem
from villagedesk.i18n import _
from villagedesk.merge.incoming import private_folder
from villagedesk.services.merging.sent import stands
from villagedesk.store import outgoing
from villagedesk.store.backup import examine
from villagedesk.store.faults import machine_reason
from villagedesk.store.file import SUFFIX, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from villagedesk.services.merging.sent import Stood
    from villagedesk.store.outgoing import Seal
    from villagedesk.store.store import Store

_PIECE: Final = 4_000_000
_ILLEGAL: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Sent:
    """The receipt (回执) of an export.

    Attributes:
        path: the file on the stick.
        sha256: of its bytes; the receiver sees the same.
        seal: counts, sender, time and the hash of the contents.
        stood: where the log stood before; for `note_sent`.
    """

    path: Path
    sha256: str
    seal: Seal
    stood: Stood


def send_copy(store: Store, folder: Path, check: Callable[[], None] = lambda: None) -> Sent:
    """Export the file for the township; the file itself stays as it is, `services.merging.sent.note_sent` remembers it.

    Args:
        store: the open file.
        folder: where to; it must exist.
        check: called often; may raise `Cancelled`; then nothing is left in the folder.

    Raises:
        CannotWrite, FileDamaged: the copy could not be made or did not verify.
        EnvironmentProblem: no space or right in the folder, or it gave back other bytes than it took.
    """
    at, stood = store.clock(), stands(store)
    name = f"{store.info.name}_{store.info.code}_上报_{at:%Y%m%d-%H%M%S}{SUFFIX}"
    with private_folder() as place:
        copy = place / "out.village"
        seal = outgoing.report_copy(store, copy, "report", check)
        examine(copy, store.key, check)
        target = folder / _ILLEGAL.sub("", name)
        return Sent(target, carried(copy, target, check), seal, stood)


def carried(copy: Path, target: Path, check: Callable[[], None] = lambda: None) -> str:
    """Carry a finished file to its place: temporary name, flushed, read back, renamed.

    Returns:
        The SHA-256 of its bytes.

    Raises:
        EnvironmentProblem: no space or right, the drive vanished or is faulty; nothing that looks whole is left.
        Cancelled: from `check`.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        wanted = _copied(copy, part, check)
        if _digest(part, check) != wanted:
            raise EnvironmentProblem(_("复制后读回的内容不一致，这个盘可能有问题，请换一个。"))
        part.replace(target)
        sync_folder(target.parent)
    except OSError as fault:
        text = _("没有写到“{folder}”：{detail}。需要约{size}兆空间，请检查空间、写保护和连接后重试。")
        size = max(1, -(-copy.stat().st_size // 1_000_000))
        detail = machine_reason(fault)
        raise EnvironmentProblem(text.format(folder=target.parent, detail=detail, size=size)) from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return wanted


def _copied(copy: Path, part: Path, check: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    with copy.open("rb") as reader, part.open("wb") as writer:
        while piece := reader.read(_PIECE):
            check()
            digest.update(piece)
            writer.write(piece)
        writer.flush()
        os.fsync(writer.fileno())
    shutil.copystat(copy, part)
    return digest.hexdigest()


def _digest(path: Path, check: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as reader:
        while piece := reader.read(_PIECE):
            check()
            digest.update(piece)
    return digest.hexdigest()
