# SPDX-License-Identifier: MIT
"""What a received file brings, and listening to the guarded reader that tells it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.merge.frames import unpacked
from villagedesk.store.store import FileInfo

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from villagedesk.merge.incoming import Incoming
    from villagedesk.store.foreign import Foreign
    from villagedesk.store.keys import Key

MOST_BYTES: Final = 1_500_000_000  # that a reader may send of one file


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

    @property
    def is_return(self) -> bool:
        """Whether a township made it for a village (返回村里)."""
        return self.seal is not None and self.seal["kind"] == "return"

    def batches(self) -> Iterator[Foreign]:
        """The batches that are new here, oldest first."""
        return map(unpacked, self.frames)

    def pictures(self) -> Mapping[str, tuple[str, bytes]]:
        """The pictures that are new here."""
        return self.photos


@dataclass(slots=True)
class Listening:
    """What was heard of one file so far."""

    incoming: Incoming
    key: Key | None
    delivered: Delivered | None = None
    complete: bool = False
    received: int = 0

    def hear(self, frame: bytes) -> None:
        """Take in what the reader says; `complete` afterwards tells whether that was all.

        Raises:
            PassphraseWanted: the key does not fit.
            Refused: the file is damaged, foreign, newer, hostile or endless; the sentence says which.
        """
        self.received += len(frame)
        if self.received > MOST_BYTES:
            raise Refused(_("“{name}”的内容多得不像村档文件，没有合并。").format(name=self.incoming.source.name))
        if frame[:1] == b"B" and self.delivered:
            self.delivered.frames.append(frame[1:])
        elif frame[:1] == b"P" and self.delivered:
            head, _line, content = frame[1:].partition(b"\n")
            picture = json.loads(head)
            self.delivered.photos[picture["hash"]] = (picture["media"], content)
        else:
            self._hear_message(json.loads(frame))

    def _hear_message(self, said: dict[str, Any]) -> None:
        if said["kind"] == "info":
            info = FileInfo(**said["info"])
            self.delivered = Delivered(
                self.incoming, info, said["rows"], said["last"], said["batches"], said["seal"], self.key
            )
        elif said["kind"] == "done":
            if self.delivered is None:
                raise silent(self.incoming)
            self.complete = True
        elif said["kind"] == "passphrase":
            raise PassphraseWanted(self.incoming.source.name)
        elif said["kind"] == "refused":
            raise Refused(said["text"])


def silent(incoming: Incoming) -> Refused:
    """The reader said nothing for too long, or ended before it was done."""
    text = _("“{name}”无法在限定的时间和内存内读完，可能已损坏或是恶意文件，没有合并。请让对方重新上报。")
    return Refused(text.format(name=incoming.source.name))
