# SPDX-License-Identifier: MIT
"""What goes through the pipe between the guarded reader and us: plain JSON, packed; never objects of Python."""

from __future__ import annotations

import json
import zlib
from typing import Any, Final

from villagedesk.store.foreign import Foreign, ForeignChange

_LEVEL: Final = 1


def packed(batch: Foreign) -> bytes:
    """A batch as bytes."""
    head = (
        batch.id, batch.label, batch.kind, batch.who, batch.device, batch.at, batch.inverts, batch.changes, batch.digest,
        batch.head,
    )  # fmt: skip
    content = [head, batch.lines, batch.elsewhere]
    return zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), _LEVEL)


def unpacked(frame: bytes) -> Foreign:
    """The batch of these bytes."""
    head, lines, elsewhere = json.loads(zlib.decompress(frame))
    batch = Foreign.headed(head)
    batch.lines = [ForeignChange._make((*line[:5], tuple(line[5]))) for line in lines]
    batch.elsewhere = {int(number): one for number, one in elsewhere.items()}
    return batch


def message(kind: str, **content: Any) -> bytes:
    """Anything else that is said: `kind` and its particulars."""
    return json.dumps({"kind": kind, **content}, ensure_ascii=False).encode("utf-8")
