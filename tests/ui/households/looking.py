# SPDX-License-Identifier: MIT
"""Opening the page of households, and reading its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.ui.pages.households import HouseholdsPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session


def shown(session: Session, icons: Icons, qtbot: QtBot) -> HouseholdsPage:
    made = HouseholdsPage(session, icons)
    qtbot.addWidget(made)
    made.resize(1200, 650)
    with qtbot.waitActive(made):
        made.show()
    made.shown_first_time()
    return made


def heads(page: HouseholdsPage) -> list[str]:
    column = next(n for n, one in enumerate(page.model.columns) if one.key == "head")
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def cell(page: HouseholdsPage, row: int, key: str) -> str:
    column = next(n for n, one in enumerate(page.model.columns) if one.key == key)
    return str(page.model.index(row, column).data())
