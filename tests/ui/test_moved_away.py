# SPDX-License-Identifier: MIT
"""A household that moved to another village, as the list, its case file and the export show it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from villagedesk.services.opening.files import village_id
from villagedesk.store.households import Query
from villagedesk.ui.casefile.header import _facts
from villagedesk.ui.dialogs.export import ExportDialog
from villagedesk.ui.dialogs.which_households import EVERY
from villagedesk.ui.labels import bare
from villagedesk.ui.pages.households import HouseholdsPage


@pytest.fixture
def page(session, icons, a_household, qtbot):
    """张三 moved away, 王五 did not."""
    gone = a_household("张三", group="2组")
    a_household("王五", group="10组")
    with session.store.change("整户迁出") as change:
        change.put("household", gone, {"village": village_id("510199100299")})
    made = HouseholdsPage(session, icons)
    qtbot.addWidget(made)
    made.resize(1200, 650)
    made.show()
    made.shown_first_time()
    return made


def test_the_list_marks_it_and_counts_it_apart(page):
    column = next(n for n, one in enumerate(page.model.columns) if one.key == "head")
    cells = [page.model.index(row, column) for row in range(2)]
    assert [cell.data() for cell in cells] == ["张三（已迁出）", "王五"]
    assert cells[0].data(Qt.ItemDataRole.ToolTipRole).startswith("已迁出 2026-03-02（整户迁出、")
    assert page.count.text() == "共1户，另有已迁出1户"
    page.search.setText("张三")
    page.search.returnPressed.emit()
    assert page.count.text() == "找到1户"


def test_its_case_file_says_so_where_the_village_stands(page, qtbot):
    page.list.go_to_row(0)
    qtbot.waitUntil(lambda: page.open_id() != "")
    assert _facts(page.case.editing.case)[0].startswith("已迁出 2026-03-02")


def test_exporting_the_whole_file_leaves_it_out(page, session, icons, qtbot):
    dialog = ExportDialog(session, icons, [], Query(), page)
    qtbot.addWidget(dialog)
    assert bare(dialog.households.which.button(EVERY).text()) == "文件中的全部（1户）"
    dialog.households.which.button(EVERY).setChecked(True)
    assert len(dialog.ids()) == 1
