# SPDX-License-Identifier: MIT
"""Is this really a change that our program could have written? Every line of a received log is asked.

What the log says is the only thing taken from a received file, so it is also the only thing to be checked.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from villagedesk.merge.plain import is_plain_birth
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import NA, FieldSpec, Kind
from villagedesk.models.values.text import broken, clean_line, clean_note
from villagedesk.store import exportlog
from villagedesk.store.cells import BIRTH, REMOVED, field_of
from villagedesk.store.door import LONGEST_LABEL
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
_SHORT: Final = 12  # characters; codes and dates are, identity numbers and ids, which nobody shares, are not
_BROKEN: Final = object()
_TEXTS: Final = {field.kind for spec in ENTITIES.values() for field in spec.fields if not field.is_number} - {
    Kind.CODES,
    Kind.YES_NO,
}
_PLAIN: Final = re.compile("[0-9A-Za-z\u4e00-\u9fff]{1,200}")  # nothing in it that cleaning would change


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
    if any(not isinstance(text, str) or len(text) > LONGEST_LABEL or broken(text) for text in texts):
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
    if line.entity == exportlog.ENTRY and (line.cell != BIRTH or line.over):
        raise NotOurs(f"{line.entity} rewritten")  # entries are only added (`services.keeping.exportlog`)
    if not _plausible(line.entity, line.cell, line.value):
        raise NotOurs(f"{line.entity}.{line.cell[:40]}")


def _plausible(entity: str, cell: str, text: str) -> bool:
    return _is_birth(entity, text) if cell == BIRTH else _is_writing(entity, cell, text)


def _is_birth(entity: str, text: str) -> bool:
    return is_plain_birth(entity, text) or is_birth_by_values(entity, text)


def is_birth_by_values(entity: str, text: str) -> bool:
    """Whether a text is the birth of a record, asked value by value."""
    content = _canonical(text)
    specs = _specs(entity)
    return isinstance(content, dict) and all(
        key in specs and _fits_once(specs[key], type(one), one) for key, one in content.items()
    )


@lru_cache(maxsize=65_536)
def _is_writing(entity: str, cell: str, text: str) -> bool:
    content = _canonical(text)
    if content is _BROKEN:
        return False
    if cell == REMOVED:
        return content is None or (isinstance(content, str) and 0 < len(content) <= 2_000 and not broken(content))
    key, is_member, code = field_of(cell), "#" in cell, cell.partition("#")[2]
    spec = _specs(entity).get(key)
    if spec is None:
        return False
    if is_member:
        return spec.kind is Kind.CODES and isinstance(content, bool) and _CODE.fullmatch(code) is not None
    return spec.kind is not Kind.CODES and fits(spec, content)


def _canonical(text: str) -> Any:
    """The content, or `_BROKEN` where it is not written as we write it: its fingerprint would not be the value's."""
    try:
        content = json.loads(text)
    except ValueError:
        return _BROKEN
    return content if dumps(content) == text else _BROKEN


@cache
def _specs(entity: str) -> dict[str, FieldSpec]:
    return {spec.key: spec for spec in ENTITIES[entity].fields}


def _fits_once(spec: FieldSpec, kind: type, content: Any) -> bool:
    """As `fits`; what many rows say alike (years, codes, yes and no) is asked once."""
    if kind in {bool, int} or (kind is str and len(content) <= _SHORT):
        return _fits_alike(spec.entity, spec.key, kind, content)
    if kind is str and spec.kind in _TEXTS:
        quickly = _ID if spec.kind in {Kind.REF, Kind.CODE} else _PLAIN
        return quickly.fullmatch(content) is not None or fits(spec, content)
    return fits(spec, content)


@lru_cache(maxsize=65_536)
def _fits_alike(entity: str, key: str, _kind: type, content: Any) -> bool:
    return fits(_specs(entity)[key], content)


def fits(spec: FieldSpec, content: Any) -> bool:
    """Whether a JSON content is a value of the field; 不适用 is one only where it is an answer.

    Codes that this version does not know are values (M86).
    """
    if content is None:
        return True
    if spec.kind is Kind.CODES:
        return isinstance(content, list) and all(isinstance(code, str) and _CODE.fullmatch(code) for code in content)
    try:
        value = from_json(spec, content)
        to_column(spec, value)
    except (TypeError, ValueError):
        return False
    if value is NA:
        return spec.na
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
    if spec.kind in {Kind.DATE, Kind.MONTH}:
        return _is_day(text if spec.kind is Kind.DATE else f"{text}-01")
    if spec.kind in {Kind.REF, Kind.CODE}:
        return _ID.fullmatch(text) is not None or _CODE.fullmatch(text) is not None
    return clean_line(text) == text


def _is_day(text: str) -> bool:
    """Whether this is a day as our program writes it, and one that exists: rules count days from it."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
