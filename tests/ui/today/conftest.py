# SPDX-License-Identifier: MIT
"""The page 今天 with two open questions."""

from __future__ import annotations

import pytest


@pytest.fixture
def page(today_page):
    return today_page


@pytest.fixture
def asked(disputed):
    """Two open questions of the township about one household."""
    with disputed.change("提问") as change:
        for number, text in (("q1", "户主电话哪个对？"), ("q2", "高凤珍还住在家里吗？")):
            facts = {"household": "h1", "text": text, "asked_on": "2026-03-01", "asked_by": "王会计"}
            change.put("question", number, facts)
    return disputed
