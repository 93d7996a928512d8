# SPDX-License-Identifier: MIT
"""Having a received file read by the guarded reader, and what it brings."""

from __future__ import annotations

import json
import multiprocessing
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _, current_language
from villagedesk.merge import child
from villagedesk.merge.frames import unpacked
from villagedesk.paths import resources
from villagedesk.store import foreign, pictures
from villagedesk.store.store import FileInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from multiprocessing.connection import Connection

    from villagedesk.merge.incoming import Incoming
    from villagedesk.store.foreign import Foreign
    from villagedesk.store.keys import Key
    from villagedesk.store.store import Store

SECONDS: Final = 30.0  # without a word from the reader
MOST_BYTES: Final = 1_500_000_000
_TICK: Final = 0.05


class PassphraseWanted(Refused):
    """None of the passphrases at hand opens the file."""

    def __init__(self, name: str) -> None:
        super().__init__(_("“{name}”的口令与本文件不同，请输入它的口令。").format(name=name))


@dataclass(slots=True)
class Delivered:
    """What a received file brings, read and checked; a `Delivery` for the store.

    Attributes:
        incoming: the private copy and where it came from.
        info: what the file says of itself; `rows` how many rows of each sort it has; `last` when it was last written.
        total: batches in it, new or not.
        seal: of a sealed export, see `sealing`; None for a raw copy.
        key: that opened it.
    """

    incoming: Incoming
    info: FileInfo
    rows: Mapping[str, int]
    last: str
    total: int
    seal: Mapping[str, Any] | None
    key: Key | None = None
    frames: list[bytes] = field(default_factory=list)
    photos: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def batches(self) -> Iterator[Foreign]:
        """The batches that are new here, oldest first."""
        return map(unpacked, self.frames)

    def pictures(self) -> Mapping[str, tuple[str, bytes]]:
        """The pictures that are new here."""
        return self.photos


def read_incoming(
    store: Store, incoming: Incoming, key: Key | None, check: Callable[[], None] = lambda: None
) -> Delivered:
    """Have a private copy read by a process of its own.

    Args:
        store: the file it is to be merged into; what is known there is not sent again.
        incoming: the private copy.
        key: of the file; None for one without a passphrase.
        check: called often; may raise `Cancelled`.

    Raises:
        PassphraseWanted: the key does not fit.
        Refused: the file is damaged, foreign, newer, hostile or endless; the sentence says which.
    """
    known = {name: (one.digest, sorted(one.missing)) for name, one in foreign.known_batches(store.connection).items()}
    kept = pictures.hashes(store)
    task = child.Task(
        str(incoming.path), incoming.source.name, (key.raw, key.salt) if key else None, known, kept,
        current_language(), str(resources() / "locale"),
    )  # fmt: skip
    delivered = _ask(incoming, task, check)
    if delivered is None:
        raise PassphraseWanted(incoming.source.name)
    delivered.key = key
    return delivered


def _ask(incoming: Incoming, task: child.Task, check: Callable[[], None]) -> Delivered | None:
    """What the reader answered; None if the key does not fit."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=child.main, args=(theirs, task), daemon=True)
    process.start()
    theirs.close()
    try:
        return _listen(incoming, ours, check)
    finally:
        ours.close()
        if process.is_alive():
            process.kill()
        process.join()
        process.close()


def _listen(incoming: Incoming, pipe: Connection, check: Callable[[], None]) -> Delivered | None:
    delivered: Delivered | None = None
    received = 0
    for frame in _frames(incoming, pipe, check):
        received += len(frame)
        if received > MOST_BYTES:
            raise Refused(_("“{name}”的内容多得不像村档文件，没有合并。").format(name=incoming.source.name))
        if frame[:1] == b"B" and delivered:
            delivered.frames.append(frame[1:])
        elif frame[:1] == b"P" and delivered:
            head, _line, content = frame[1:].partition(b"\n")
            picture = json.loads(head)
            delivered.photos[picture["hash"]] = (picture["media"], content)
        else:
            said = json.loads(frame)
            if said["kind"] == "info":
                info = FileInfo(**said["info"])
                delivered = Delivered(incoming, info, said["rows"], said["last"], said["batches"], said["seal"])
            elif said["kind"] == "done":
                return delivered
            elif said["kind"] == "passphrase":
                return None
            elif said["kind"] == "refused":
                raise Refused(said["text"])
    raise _silent(incoming)


def _frames(incoming: Incoming, pipe: Connection, check: Callable[[], None]) -> Iterator[bytes]:
    """What the reader sends, until it falls silent or ends."""
    heard = time.monotonic()
    while True:
        check()
        if pipe.poll(_TICK):
            try:
                frame = pipe.recv_bytes()
            except (EOFError, OSError):
                return
            heard = time.monotonic()
            yield frame
        elif time.monotonic() - heard > SECONDS:
            raise _silent(incoming)


def _silent(incoming: Incoming) -> Refused:
    text = _("“{name}”无法在限定的时间和内存内读完，可能已损坏或是恶意文件，没有合并。请让对方重新上报。")
    return Refused(text.format(name=incoming.source.name))
