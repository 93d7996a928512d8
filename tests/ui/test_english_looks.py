# SPDX-License-Identifier: MIT
"""English words are longer than Chinese ones and stand in another order: nothing is cut off, nothing stands the wrong way round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from villagedesk import i18n
from villagedesk.paths import resources
from villagedesk.ui.casefile.new_household import NewHouseholdDialog
from villagedesk.ui.dialogs.roster_columns import ColumnsStep
from villagedesk.ui.pages.meetings import MeetingsPage
from villagedesk.ui.pages.rollups import RollupsPage
from villagedesk.ui.pages.templates import TemplatesPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.session import Session


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


def test_nothing_about_placeholders_is_chinese_but_their_names(
    a_household: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    a_household("张三")
    tree = open_page(TemplatesPage, 1150, 650).placeholders.tree
    chinese = []
    for heading in (tree.topLevelItem(place) for place in range(tree.topLevelItemCount())):
        told = [heading.text(0)]
        for line in (heading.child(place) for place in range(heading.childCount())):
            told += [line.text(1), line.text(2)]
        chinese += [text for text in told if re.search(r"[一-鿿]", re.sub(r"“[^”]*”", "", text))]
    assert chinese == []
    assert tree.topLevelItem(1).text(0) == "Household “户”"
    assert tree.topLevelItem(1).child(0).text(1) == "Household number"


def test_a_sentence_that_takes_two_lines_does_not_squeeze_the_fields(
    qtbot: QtBot, session: Session, as_seen: None
) -> None:
    dialog = NewHouseholdDialog(session.store, None)
    qtbot.addWidget(dialog)
    dialog.show()
    before = dialog.head.height()
    dialog.accept()
    assert dialog.problem.height() > 1.5 * dialog.problem.fontMetrics().height()
    assert dialog.head.height() == before
