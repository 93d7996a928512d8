# SPDX-License-Identifier: MIT
"""English words are longer than Chinese ones and stand in another order: nothing is cut off, nothing stands the wrong way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from villagedesk import i18n
from villagedesk.paths import resources
from villagedesk.ui.dialogs.roster_columns import ColumnsStep
from villagedesk.ui.pages.meetings import MeetingsPage
from villagedesk.ui.pages.rollups import RollupsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture(autouse=True)
def english(qapp: object) -> None:
    i18n.set_language("en", resources() / "locale")


def test_the_year_of_a_table_is_written_as_elsewhere(
    a_household: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    a_household("张三")
    page = open_page(RollupsPage, 1000, 650)
    assert page.year.text() == f"Year {page.year.value()}"


def test_the_procedure_of_a_household_at_a_meeting_is_not_called_a_program(
    a_household: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    a_household("张三")
    model = open_page(MeetingsPage, 1000, 650).meetings.item_model
    assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) == "Procedure"


def test_the_headings_of_the_columns_of_a_roster_are_whole(qtbot: QtBot) -> None:
    step = ColumnsStep()
    qtbot.addWidget(step)
    step.show()
    header = step.table.horizontalHeader()
    for column in range(header.count()):
        assert header.sectionSize(column) >= header.sectionSizeHint(column)
