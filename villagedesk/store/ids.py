# SPDX-License-Identifier: MIT
"""Ids of rows and batches.

Random ones are UUIDv7; derived ones are UUIDv5, so that two offices that enter the same
official thing (a household number, the facts of a year) make the same row and their files merge.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from villagedesk.models.catalogue.spec import EntitySpec, Value

_SEED: Final = bytes.fromhex("5b1d2c9e0f6e5a539d0a76696c6c6167")  # the namespace, a UUID of our own


def new_id() -> str:
    """A fresh id; unique without asking anybody."""
    import uuid_utils

    return str(uuid_utils.uuid7())


def derived_id(entity: str, *natural: object) -> str:
    """The id that follows from what the row is about, the same in every file (UUIDv5, RFC 9562 §5.5)."""
    import hashlib  # with it comes OpenSSL: a start derives no id (ADR 9)

    name = "\x1f".join((entity, *map(str, natural)))
    digest = bytearray(hashlib.sha1(_SEED + name.encode("utf-8"), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def id_for(spec: EntitySpec, values: Mapping[str, Value], fresh: Callable[[], str]) -> str:
    """The id of a row about to be made: derived where the entity has a natural key, otherwise fresh."""
    if not spec.natural:
        return fresh()
    return derived_id(spec.key, *(values.get(key) for key in spec.natural))


class SeededIds:
    """Ids from a seed, for the demo and for tests: the same run makes the same file."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - reproducible on purpose, protects nothing

    def __call__(self) -> str:
        """The next id of the sequence (UUIDv4 form)."""
        import uuid

        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))
