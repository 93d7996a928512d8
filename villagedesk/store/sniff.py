# SPDX-License-Identifier: MIT
"""What a file is, from its bytes, before a connection to it exists.

Never called while this process has the file open: closing a second descriptor would drop SQLite's locks on it.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.store.engine import PAGE_SIZE
from villagedesk.store.keys import SALT_BYTES, Key

if TYPE_CHECKING:
    from pathlib import Path

_PLAIN_MAGIC: Final = b"SQLite format 3\x00"
_OTHERS: Final = {
    b"PK\x03\x04": "Office / ZIP",
    b"\xd0\xcf\x11\xe0": "Office 97",
    b"%PDF": "PDF",
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG": "PNG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
}
_PROBES: Final = 64


class Look(Enum):
    """What the first bytes and the size say."""

    MISSING = "missing"
    FOLDER = "folder"
    DEVICE = "device"  # a pipe or device, which might never end
    EMPTY = "empty"
    FOREIGN = "foreign"
    PLAIN = "plain"
    TRUNCATED = "truncated"
    SEALED = "sealed"  # whole pages of noise: encrypted, or scrambled


class Sight(NamedTuple):
    """What was seen: the look, the salt of an encrypted file, the name of a foreign format."""

    look: Look
    salt: bytes = b""
    foreign: str = ""


def sniff(path: Path) -> Sight:
    """Look at a file's size and first bytes."""
    if not path.exists():
        return Sight(Look.MISSING)
    if not path.is_file():
        return Sight(Look.FOLDER if path.is_dir() else Look.DEVICE)
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(SALT_BYTES)
    if not start:
        return Sight(Look.EMPTY)
    foreign = next((name for magic, name in _OTHERS.items() if start.startswith(magic)), "")
    if foreign:
        return Sight(Look.FOREIGN, foreign=foreign)
    if start == _PLAIN_MAGIC:
        return Sight(Look.TRUNCATED if size % 512 else Look.PLAIN)
    if size < PAGE_SIZE:
        return Sight(Look.FOREIGN, foreign=f"{size} B")
    if size % PAGE_SIZE:
        return Sight(Look.TRUNCATED, salt=start)
    return Sight(Look.SEALED, salt=start)


def key_fits_somewhere(path: Path, key: Key) -> bool:
    """Whether the key opens at least one of up to 64 pages spread over the file.

    A right key opens nearly all pages of a damaged file; a wrong one opens none.
    """
    pages = path.stat().st_size // PAGE_SIZE
    step = max(1, pages // _PROBES)
    with path.open("rb") as file:
        for number in range(1, pages + 1, step):
            file.seek((number - 1) * PAGE_SIZE)
            if key.opens_page(number, file.read(PAGE_SIZE)):
                return True
    return False
