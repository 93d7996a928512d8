# SPDX-License-Identifier: MIT
"""Builders with defaults for tests of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def a_household(store: Store, key: str = "h1", members: int = 2, **values: Any) -> str:
    """Register a household with members of one year in one batch; ids are `key`, `key-m1`, `key-y1` …"""
    with store.change(f"登记户 {key}") as change:
        change.put("household", key, {"group": "2组", "hh_no": f"5101990001{key[1:]:0>4}", **values})
        change.put("household_year", f"{key}-hy", {"household": key, "year": 2025, "attribute": "general"})
        for number in range(1, members + 1):
            row = f"{key}-m{number}"
            name = ("高凤珍", "肖辉", "曾大明", "单小芳")[number % 4]
            change.put("member", row, {"household": key, "name": name, "position": number})
            relation = "head" if number == 1 else "other"
            facts = {"member": row, "year": 2025, "relation": relation, "health": ("2", "4")}
            change.put("member_year", f"{key}-y{number}", facts)
    return key


@pytest.fixture
def household(store: Store) -> str:
    """A household in a fresh file."""
    return a_household(store)
