# SPDX-License-Identifier: MIT
"""A page with three households."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.households.looking import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.pages.households import HouseholdsPage
    from villagedesk.ui.session import Session


@pytest.fixture
def three(a_household: Callable[..., str]) -> list[str]:
    return [
        a_household("张三", "李四", group="2组", local_no="2001", phone="13800001234"),
        a_household("王五", group="10组", local_no="10001"),
        a_household("赵六", group="1组", local_no="1001", phone="13900004321"),
    ]


@pytest.fixture
def page(session: Session, icons: Icons, three: list[str], qtbot: QtBot) -> HouseholdsPage:
    return shown(session, icons, qtbot)
