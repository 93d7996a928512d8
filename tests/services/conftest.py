# SPDX-License-Identifier: MIT
"""The village of the test's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from villagedesk.store.store import Store


@pytest.fixture
def village(store: Store) -> str:
    """Its id."""
    return store.value("SELECT id FROM village")
