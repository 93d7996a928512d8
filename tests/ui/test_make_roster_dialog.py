# SPDX-License-Identifier: MIT
"""The dialog for rosters: what is asked becomes a file; unmasked it wants a purpose; the columns are remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from villagedesk.store.exportlog import entries
from villagedesk.store.households import Query
from villagedesk.ui.dialogs.export_log import ExportLogDialog
from villagedesk.ui.dialogs.make_roster import BLANK, MASKED, UNMASKED, MakeRosterDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session


@pytest.fixture
def make(
    session: Session, a_household: Callable[..., str], tmp_path: Path, qtbot: QtBot
) -> Callable[..., MakeRosterDialog]:
    rows = [a_household("张三", "李四", group="1组"), a_household("王五", group="2组")]

    def made(query: Query | None = None, chosen: int = 0) -> MakeRosterDialog:
        dialog = MakeRosterDialog(session, rows[:chosen], query or Query())
        qtbot.addWidget(dialog)
        dialog.folder.setText(str(tmp_path / "册"))
        dialog.kind.setCurrentIndex(dialog.kind.findData("people"))
        dialog.show()
        return dialog

    return made


def test_a_roster_of_the_listed_group_is_written_masked(make: Callable[..., MakeRosterDialog], tmp_path: Path) -> None:
    dialog = make(Query(filters=(("grp", "1组"),)))
    dialog.start()
    assert [one.name for one in (tmp_path / "册").iterdir()] == ["清溪村1组家庭人口花名册_2025.docx"]
    assert "共2行" in dialog.told.text()


def test_unmasked_it_asks_for_whom_and_why_and_enters_it(
    make: Callable[..., MakeRosterDialog], session: Session, icons: Icons, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = make()
    dialog.way.button(UNMASKED).setChecked(True)
    dialog.start()
    assert "提供给" in dialog.problem.text()
    assert not (tmp_path / "册").exists()
    dialog.recipient.setText("镇民政办")
    dialog.reason.setText("核对医保缴费名单")
    dialog.format.button(1).setChecked(True)
    dialog.start()
    (entry,) = entries(session.store)
    (file,) = (tmp_path / "册").glob("*.xlsx")
    log = ExportLogDialog(session, icons)
    qtbot.addWidget(log)
    log.find_file(file)
    assert "李书记" in log.told.text()
    assert entry.people == 3


def test_columns_are_moved_remembered_and_reset(make: Callable[..., MakeRosterDialog]) -> None:
    dialog = make(chosen=2)
    proposed = dialog.columns.chosen()
    dialog.columns.down_button.click()
    dialog.start()
    moved = (proposed[1], proposed[0], *proposed[2:])
    again = make()
    assert again.columns.chosen() == moved
    again.columns.proposed_button.click()
    assert again.columns.chosen() == proposed


def test_a_blank_form_needs_no_purpose(make: Callable[..., MakeRosterDialog], session: Session, tmp_path: Path) -> None:
    dialog = make()
    dialog.way.button(BLANK).setChecked(True)
    dialog.start()
    assert [one.name for one in (tmp_path / "册").iterdir()] == ["清溪村家庭人口花名册_2025（空白表）.docx"]
    assert entries(session.store) == []


def test_it_goes_where_the_last_one_went(
    make: Callable[..., MakeRosterDialog], session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    make().start()
    again = MakeRosterDialog(session, [], Query())
    qtbot.addWidget(again)
    assert again.folder.text() == str(tmp_path / "册")


def test_without_a_folder_it_asks_for_one(make: Callable[..., MakeRosterDialog]) -> None:
    dialog = make()
    dialog.folder.clear()
    dialog.start()
    assert dialog.problem.text() == "请选择存放的文件夹。"


def test_the_first_time_it_offers_the_folder_of_the_village(
    session: Session, a_household: Callable[..., str], qtbot: QtBot
) -> None:
    a_household("张三")
    dialog = MakeRosterDialog(session, [], Query())
    qtbot.addWidget(dialog)
    assert dialog.folder.text().endswith("清溪村档案")


def test_tab_follows_the_questions_from_top_to_bottom(make: Callable[..., MakeRosterDialog], qtbot: QtBot) -> None:
    dialog = make()
    dialog.date.setFocus()
    qtbot.keyClick(dialog.date, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.way.button(MASKED)
    dialog.browse_button.setFocus()
    qtbot.keyClick(dialog.browse_button, Qt.Key.Key_Tab)
    assert dialog.columns.isAncestorOf(dialog.focusWidget())
