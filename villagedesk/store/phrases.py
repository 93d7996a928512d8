# SPDX-License-Identifier: MIT
"""Texts that were typed into a field lately, the most frequent first."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.store.store import Store

_LATELY: Final = 3_000  # rows, so that a township's file answers as fast as a village's
_MOST: Final = 300
_SENTENCES: Final = 60
_BETWEEN: Final = re.compile(r"[。；;！!？?\n]+")
_LENGTHS: Final = range(2, 41)  # signs of a sentence that is worth offering


def texts_of(store: Store, spec: FieldSpec) -> list[str]:
    """What the last rows of the field's table say in it; of rows in the recycle bin nothing."""
    rows = store.query(
        f'SELECT text FROM (SELECT "{spec.key}" AS text, removed FROM "{spec.entity}" ORDER BY rowid DESC LIMIT ?)'
        " WHERE text IS NOT NULL AND removed IS NULL GROUP BY text ORDER BY count(*) DESC, text LIMIT ?",
        (_LATELY, _MOST),
    )
    return [text for (text,) in rows]


def sentences_of(store: Store, spec: FieldSpec) -> list[str]:
    """The sentences that stand in several of the field's last rows: what only one row says is nobody else's business."""
    rows = store.query(
        f'SELECT text, count(*) FROM (SELECT "{spec.key}" AS text, removed FROM "{spec.entity}" ORDER BY rowid DESC LIMIT ?)'
        " WHERE text IS NOT NULL AND removed IS NULL GROUP BY text",
        (_LATELY,),
    )
    found: Counter[str] = Counter()
    for text, times in rows:
        for sentence in {one.strip() for one in _BETWEEN.split(text)}:
            if len(sentence) in _LENGTHS:
                found[sentence] += times
    often = [one for one, times in found.items() if times > 1]
    return sorted(often, key=lambda one: (-found[one], one))[:_SENTENCES]
