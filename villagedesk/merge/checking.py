# SPDX-License-Identifier: MIT
"""Is this really a change that our program could have written? Every line of a received log is asked.

What the log says is the only thing taken from a received file, so it is also the only thing to be checked.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import FieldSpec, Kind
from villagedesk.models.values.text import broken, clean_line, clean_note
from villagedesk.store.cells import BIRTH, REMOVED, field_of
from villagedesk.store.encoding import dumps, from_json, to_column

if TYPE_CHECKING:
    from villagedesk.store.foreign import Foreign, ForeignChange

_ID: Final = re.compile(r"[0-9A-Za-z_.:-]{1,64}")
_CODE: Final = re.compile(r"[\w.-]{1,64}")
_NAME_OF_CHANGE: Final = re.compile(r"[0-9A-Za-z_.:-]{1,64}:\d{1,9}")
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_AT: Final = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")
_MOST_CHANGES: Final = 5_000_000
_MOST_YEARS: Final = (1800, 2200)


class NotOurs(ValueError):
    """A batch that our program would not have written; the text says which part of it (no personal data)."""


def check_batch(batch: Foreign) -> None:
    """Refuse a batch that is malformed or whose seal is broken.

    Raises:
        NotOurs: see there.
    """
    texts = (batch.label, batch.kind, batch.who, batch.device)
    if not (_ID.fullmatch(batch.id) and _AT.fullmatch(batch.at) and _HEX.fullmatch(batch.digest)):
        raise NotOurs("batch")
    if any(not isinstance(text, str) or len(text) > 500 or broken(text) for text in texts):
        raise NotOurs("batch")
    if batch.inverts and not _ID.fullmatch(batch.inverts):
        raise NotOurs("batch")
    if not (isinstance(batch.changes, int) and 1 <= batch.changes <= _MOST_CHANGES):
        raise NotOurs("batch")
    if any(not _HEX.fullmatch(one) for one in (*batch.elsewhere.values(), *filter(None, [batch.head]))):
        raise NotOurs("batch")
    for line in batch.lines:
        check_change(line)


def check_change(line: ForeignChange) -> None:
    """Refuse a change whose entity, row, cell, value or references are not of our making."""
    if line.entity not in ENTITIES or not _ID.fullmatch(line.row) or not isinstance(line.number, int):
        raise NotOurs(f"change {line.entity[:20]!r}")
    if any(not _NAME_OF_CHANGE.fullmatch(name) for name in line.over):
        raise NotOurs(f"{line.entity}.{line.cell[:40]}")
    if not _plausible(line.entity, line.cell, line.value):
        raise NotOurs(f"{line.entity}.{line.cell[:40]}")


@lru_cache(maxsize=65_536)
def _plausible(entity: str, cell: str, text: str) -> bool:
    try:
        content = json.loads(text)
    except ValueError:
        return False
    if dumps(content) != text:
        return False  # not canonical: its fingerprint would not be that of the value
    spec = ENTITIES[entity]
    if cell == BIRTH:
        return isinstance(content, dict) and all(key in spec and fits(spec[key], one) for key, one in content.items())
    if cell == REMOVED:
        return content is None or (isinstance(content, str) and 0 < len(content) <= 2_000 and not broken(content))
    key, is_member, code = field_of(cell), "#" in cell, cell.partition("#")[2]
    if key not in spec:
        return False
    if is_member:
        return spec[key].kind is Kind.CODES and isinstance(content, bool) and _CODE.fullmatch(code) is not None
    return spec[key].kind is not Kind.CODES and fits(spec[key], content)


def fits(spec: FieldSpec, content: Any) -> bool:
    """Whether a JSON content is a value of the field. Codes that this version does not know are values (M86)."""
    if content is None:
        return True
    if spec.kind is Kind.CODES:
        return isinstance(content, list) and all(isinstance(code, str) and _CODE.fullmatch(code) for code in content)
    try:
        value = from_json(spec, content)
        to_column(spec, value)
    except (TypeError, ValueError):
        return False
    if isinstance(value, str):
        return _clean(spec, value)
    if isinstance(value, int) and not isinstance(value, bool):
        return abs(value) < 2**53 and (spec.kind is not Kind.YEAR or _MOST_YEARS[0] <= value <= _MOST_YEARS[1])
    return True


def _clean(spec: FieldSpec, text: str) -> bool:
    """Text as the entrance leaves it: without control characters, direction marks or halves of characters."""
    if not text or broken(text) or len(text) > max(spec.length, 200):
        return False
    if spec.kind is Kind.NOTE:
        return clean_note(text) == text
    if spec.kind in {Kind.REF, Kind.CODE}:
        return _ID.fullmatch(text) is not None or _CODE.fullmatch(text) is not None
    return clean_line(text) == text
