# SPDX-License-Identifier: MIT
"""The guarded reader: a process of its own that opens a received file, checks all of it, and sends on what is new.

It has limits of memory and time, opens no connection, and answers with plain bytes. Whatever the file does to it, the
program that asked only sees a sentence or the end of the pipe.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, set_language
from villagedesk.merge.checking import NotOurs, check_batch
from villagedesk.merge.frames import message, packed
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Kind
from villagedesk.store.faults import FileDamaged, WrongPassphrase
from villagedesk.store.foreign import Known, batches_beyond
from villagedesk.store.keys import Key
from villagedesk.store.received import checked_seal, facts, picture_of, received

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from villagedesk.store.foreign import Foreign
    from villagedesk.store.received import Objects

MEMORY: Final = 1_000_000_000  # bytes of address space beyond what the libraries take
_PHOTOS: Final = {
    spec.key: keys
    for spec in ENTITIES.values()
    if (keys := tuple(field.key for field in spec.fields if field.kind is Kind.PHOTO))
}  # entity → its photo fields
_REPORT_EVERY: Final = 200  # batches
READY: Final = b"ready"


@dataclass(frozen=True, slots=True)
class Task:
    """What the reader is to do.

    Attributes:
        path: the private copy; `name` what the user calls it, for sentences.
        key: raw key and salt, or None for a file without a passphrase.
        known: batch id → (digest, numbers that are missing here), as JSON-able values.
        pictures: hashes of the pictures that are here already.
        objects: what the schema of our own files consists of.
        language: of the sentences.
    """

    path: str
    name: str
    key: tuple[bytes, bytes] | None
    known: dict[str, tuple[str, list[int]]]
    pictures: frozenset[str]
    objects: Objects
    language: str
    locale: str


def main(pipe: Connection) -> None:
    """Get the task, read, check, answer; the entry point of the process, which is started before there is a task."""
    _limit()
    gc.disable()  # nothing here refers back to itself, and the process ends with the file
    try:
        pipe.send_bytes(READY)
        task: Task = pipe.recv()  # from the program that started us; nothing of a received file is in it
    except (EOFError, OSError):
        return  # not needed after all
    set_language(task.language, Path(task.locale))
    try:
        _read(pipe, task)
    except WrongPassphrase:
        pipe.send_bytes(message("passphrase"))
    except NotOurs as fault:
        pipe.send_bytes(message("refused", text=_broken(task, _("修改记录不合规格：{where}").format(where=fault))))
    except FileDamaged as fault:
        pipe.send_bytes(message("refused", text=_broken(task, fault.detail)))
    except VillageDeskError as fault:
        pipe.send_bytes(message("refused", text=str(fault).replace(Path(task.path).name, task.name)))
    except MemoryError:
        text = _("读取“{name}”需要的内存超过上限，可能是恶意文件，没有合并。").format(name=task.name)
        pipe.send_bytes(message("refused", text=text))
    except Exception as fault:
        text = _broken(task, _("读取时出错：{kind}").format(kind=type(fault).__name__))
        pipe.send_bytes(message("refused", text=text))
    finally:
        pipe.close()


def _broken(task: Task, detail: str) -> str:
    text = _("“{name}”已损坏或不完整（{detail}），没有合并。请让对方关闭村档后重新复制，或用“上报”导出。")
    return text.format(name=task.name, detail=detail)


def _read(pipe: Connection, task: Task) -> None:
    known = {name: Known(digest, frozenset(missing)) for name, (digest, missing) in task.known.items()}
    with received(Path(task.path), Key(*task.key) if task.key else None, task.objects) as connection:
        info, rows, last, total = facts(connection)
        seal = checked_seal(Path(task.name), connection)
        pipe.send_bytes(
            message(
                "info",
                info=info._asdict(),
                rows=rows,
                last=last,
                batches=total,
                seal=asdict(seal) if seal else None,
            )
        )
        photos: set[str] = set()
        for count, batch in enumerate(batches_beyond(connection, known)):
            check_batch(batch)
            if batch.id not in known and not batch.sealed():
                raise NotOurs("seal")
            photos |= _photos(batch)
            pipe.send_bytes(b"B" + packed(batch))
            if count % _REPORT_EVERY == 0:
                pipe.send_bytes(message("progress", done=count))
        _send_pictures(pipe, connection, photos - task.pictures)
    pipe.send_bytes(message("done"))


def _photos(batch: Foreign) -> set[str]:
    """The hashes that photo fields of a batch name."""
    found: set[str] = set()
    for line in batch.lines:
        keys = _PHOTOS.get(line.entity, ())
        if line.cell == "" and any(key in line.value for key in keys):
            values = json.loads(line.value)
            found |= {str(values[key]) for key in keys if values.get(key)}
        elif line.cell in keys and line.value != "null":
            found.add(json.loads(line.value))
    return found


def _send_pictures(pipe: Connection, connection: Any, wanted: set[str]) -> None:
    for digest in sorted(wanted):
        picture = picture_of(connection, digest)
        if picture and hashlib.sha256(picture[1]).hexdigest() == digest and picture[0] in {"image/jpeg", "image/png"}:
            pipe.send_bytes(b"P" + message("picture", hash=digest, media=picture[0]) + b"\n" + picture[1])


def _limit() -> None:
    """No more memory than a file can need. Windows has no such call; there the time limit and SQLite's own hold."""
    if os.name == "posix":
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if _has_proc() else MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _has_proc() -> bool:
    return Path("/proc/self/statm").exists()
