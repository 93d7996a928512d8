# SPDX-License-Identifier: MIT
"""The page of books with the book of projects on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from villagedesk.ui.pages.registers import RegistersPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.ui.registers.panel import RegisterPanel


@pytest.fixture
def page(a_household: Callable[..., str], open_page: Callable[..., Any]) -> RegistersPage:
    a_household("张三")
    return open_page(RegistersPage, 1200, 700)


@pytest.fixture
def panel(page: RegistersPage) -> RegisterPanel:
    return page.panel
