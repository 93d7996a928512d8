# SPDX-License-Identifier: MIT
"""What goes through the pipe between the guarded reader and us: plain text, packed; never objects of Python."""

from __future__ import annotations

import json
import zlib
from typing import Any, Final

from villagedesk.store.foreign import Foreign, ForeignChange

_LEVEL: Final = 1


def packed(batch: Foreign) -> bytes:
    """A batch as bytes: its particulars as JSON, then its columns line by line.

    Sorts, rows, cells and JSON values hold no line breaks (`checking`); as they are they need no escaping, which would
    take longer than everything else.
    """
    head = (
        batch.id, batch.label, batch.kind, batch.who, batch.device, batch.at, batch.inverts, batch.changes, batch.digest,
        batch.head,
    )  # fmt: skip
    columns: list[Any] = list(zip(*batch.lines, strict=True)) or [()] * 6
    numbers, entities, rows, cells, values, overs = columns
    over = {place: names for place, names in enumerate(overs) if names}
    particulars = json.dumps([head, numbers, over, batch.elsewhere], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress("\n".join((particulars, *entities, *rows, *cells, *values)).encode("utf-8"), _LEVEL)


def unpacked(frame: bytes) -> Foreign:
    """The batch of these bytes."""
    particulars, *texts = zlib.decompress(frame).decode("utf-8").split("\n")
    head, numbers, over, elsewhere = json.loads(particulars)
    batch = Foreign.headed(head)
    count = len(numbers)
    overs: list[tuple[str, ...]] = [()] * count
    for place, names in over.items():
        overs[int(place)] = tuple(names)
    columns = (texts[start : start + count] for start in range(0, 4 * count, count or 1))
    batch.lines = list(map(ForeignChange._make, zip(numbers, *columns, overs, strict=True))) if count else []
    batch.elsewhere = {int(number): one for number, one in elsewhere.items()}
    return batch


def message(kind: str, **content: Any) -> bytes:
    """Anything else that is said: `kind` and its particulars."""
    return json.dumps({"kind": kind, **content}, ensure_ascii=False).encode("utf-8")
