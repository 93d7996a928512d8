# SPDX-License-Identifier: MIT
"""Pictures in the file: by digest, once each."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from villagedesk.store import pictures
from villagedesk.store.faults import ReadOnlyFile

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def test_a_picture_comes_back_byte_for_byte_under_its_digest(store: Store) -> None:
    digest = pictures.keep(store, "image/jpeg", b"\x00picture\xff")
    assert digest == hashlib.sha256(b"\x00picture\xff").hexdigest()
    assert pictures.load(store, digest) == b"\x00picture\xff"


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    pictures.keep(store, "image/jpeg", b"one")
    pictures.keep(store, "image/jpeg", b"one")
    pictures.keep(store, "image/jpeg", b"two")
    assert store.value("SELECT count(*) FROM picture") == 2


def test_an_unknown_digest_has_no_picture(store: Store) -> None:
    assert pictures.load(store, "0" * 64) is None


def test_a_file_opened_for_reading_takes_no_picture(store: Store) -> None:
    store.read_only = True
    with pytest.raises(ReadOnlyFile):
        pictures.keep(store, "image/jpeg", b"one")
