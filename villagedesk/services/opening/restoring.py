# SPDX-License-Identifier: MIT
"""Going back to a backup: first shown what would be lost, then done so that even that is kept.

Restore and import are different verbs: a restore replaces the file, it adds nothing to it (ux.md pain 10).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from villagedesk.clock import Clock, system_clock
from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.services.opening.backups import folder_of
from villagedesk.store import backup, engine, history
from villagedesk.store.faults import (
    FileDamaged,
    FileMissing,
    FileNewer,
    FileOlder,
    PassphraseNeeded,
    WrongPassphrase,
    as_fault,
)
from villagedesk.store.file import SUFFIX, Opening, open_file

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.store.backup import Contents
    from villagedesk.store.history import BatchLine
    from villagedesk.store.keys import Key
    from villagedesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Preview:
    """What a restore would bring and take.

    Attributes:
        contents: what the backup holds.
        lost: actions of the present file that the backup does not have, the newest first.
        current_readable: False where the present file is too damaged to say what would be lost.
        same_file: whether the backup is of the same lineage as the present file.
    """

    contents: Contents
    lost: tuple[BatchLine, ...]
    current_readable: bool
    same_file: bool


def preview_restore(backup_path: Path, store: Store | None, key: Key | None) -> Preview:
    """Compare a backup with the open file; `store` is None where the present file cannot be opened.

    Raises:
        WrongPassphrase, FileDamaged, NotAVillageFile: the backup cannot be used.
    """
    contents = backup.examine(backup_path, key)
    if store is None:
        return Preview(contents, (), current_readable=False, same_file=True)
    lost = tuple(line for line in history.batches(store, limit=100_000) if line.id not in contents.batches)
    return Preview(contents, lost, current_readable=True, same_file=store.info.lineage == contents.info.lineage)


def restore_backup(backup_path: Path, target: Path, passphrase: str, clock: Clock = system_clock) -> Preview:
    """Put a backup in the place of a village file that nobody has open; the replaced file joins the backups.

    Raises:
        Refused: the file is another village's.
        FileHeld, CannotWrite, WrongPassphrase, FileDamaged, FileMissing: see there; the file is as it was.
    """
    if not backup_path.exists():
        raise FileMissing(backup_path)
    key = backup.key_for(backup_path, passphrase)
    if backup_path.resolve() == target.resolve():
        raise Refused(_("备份和要恢复的是同一个文件。"))
    found = _compared(backup_path, target, passphrase, key)
    if not found.same_file:
        text = _("这个备份是“{name}”的，与要恢复的文件不是同一个村的数据，没有恢复。")
        raise Refused(text.format(name=found.contents.info.name))
    backup.put_back(backup_path, target, key, _aside(found.contents, clock()), clock())
    return found


def _compared(backup_path: Path, target: Path, passphrase: str, key: Key | None) -> Preview:
    """The comparison; a present file that is missing, empty or unreadable cannot say what would be lost."""
    if target.exists() and target.stat().st_size:
        try:
            with open_file(target, passphrase, Opening(read_only=True, any_drive=True)) as store:
                return preview_restore(backup_path, store, key)
        except (FileDamaged, FileNewer, FileOlder, PassphraseNeeded, WrongPassphrase):
            pass  # it is set aside whole, whatever it holds
        except engine.DatabaseError as fault:  # a page broke while its actions were read
            if not isinstance(as_fault(target, fault), FileDamaged):
                raise
    return preview_restore(backup_path, None, key)


def _aside(contents: Contents, now: dt.datetime) -> Path:
    """Where the replaced file goes: among the backups of its village."""
    folder = folder_of(contents.info)
    while True:
        place = folder / f"{now:%Y%m%d-%H%M%S}-restore{SUFFIX}"
        if not place.exists():
            return place
        now += dt.timedelta(seconds=1)
