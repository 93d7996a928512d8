# SPDX-License-Identifier: MIT
"""What is printed and exported for a 村民小组, driven as a user does it: with a worker of its own, and read back from the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import docx
import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from tests.documents.conftest import texts
from tests.documents.guarded.making import document
from villagedesk.settings import Settings
from villagedesk.sheets.reading import read_workbook
from villagedesk.store import households
from villagedesk.ui.dialogs.export import ExportDialog
from villagedesk.ui.dialogs.rollup_export import RollupExportDialog
from villagedesk.ui.dialogs.which_households import LISTED
from villagedesk.ui.pages import rollups
from villagedesk.ui.session import Session
from villagedesk.ui.templates.print_dialog import GROUP, PrintFormDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.store.store import Store
    from villagedesk.ui.main_window import MainWindow
    from villagedesk.ui.pages.rollups import RollupsPage

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
D = TypeVar("D", bound=QDialog)
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000  # milliseconds that a busy machine may take


@pytest.fixture
def session(qapp: QApplication, store: Store) -> Iterator[Session]:
    """The file of the test, with a worker thread as in the program."""
    opened = Session(store, Settings(author="李书记", device="村办笔记本"))
    yield opened
    opened.close()


@pytest.fixture
def window(main_window: MainWindow, a_household: Callable[..., str]) -> MainWindow:
    """The window of a village with one household in 1组 and two in 2组."""
    for name, group in (("张三", "1组"), ("李四", "2组"), ("王五", "2组")):
        a_household(name, group=group)
    return main_window


class Driver(QObject):
    """Waits for a dialog as a user does, does something in it, and closes it whatever happened."""

    def __init__(self, kind: type[D], deed: Callable[[D], None], parent: QObject) -> None:
        super().__init__(parent)
        self.kind, self.deed, self.done = kind, deed, False
        self.timer = QTimer(self, interval=20)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, self.kind):
            return
        self.timer.stop()
        try:
            self.deed(dialog)
            self.done = True
        finally:
            dialog.close()


def press(button: Any) -> None:
    """Click it where it stands; a button that is hidden or pale cannot be clicked."""
    assert button.isVisible()
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, LEFT)


def heads_listed(window: MainWindow) -> set[str]:
    page: Any = window.page
    keys = households.keys(window.session.store, page.query())
    return {line.head_name for line in households.page_all(window.session.store, keys)}


def test_the_volumes_of_a_group_are_those_of_the_list_that_is_narrowed_to_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    page: Any = window.go("households")
    press(page.filter_button)
    page.filters.choose("grp", "2组")
    assert heads_listed(window) == {"李四", "王五"}

    def export(dialog: ExportDialog) -> None:
        assert dialog.households.which.button(LISTED).text() == "列表中的全部（2户）(&L)"
        dialog.households.which.button(LISTED).click()
        dialog.all_papers.click()
        dialog.papers["register"].click()
        dialog.draft.click()
        dialog.folder.setText(str(tmp_path / "档案"))
        press(dialog.start_button)
        assert dialog.steps.currentIndex() == 1
        assert "已导出2户" in dialog.report.text.text()

    driver = Driver(ExportDialog, export, window)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert driver.done
    papers = [texts(path) for path in (tmp_path / "档案").rglob("*.docx")]
    assert len(papers) == 2
    assert {name for name in ("张三", "李四", "王五") for paper in papers if name in paper} == {"李四", "王五"}


def test_a_template_of_ones_own_is_printed_for_a_group(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = tmp_path / "慰问登记表.docx"
    form.write_bytes(document("户主：{{ 户.户主姓名 }}，{{ 户.组名 }}"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: ([str(form)], ""))
    page: Any = window.go("templates")
    press(page.add_button)
    qtbot.waitUntil(page.print_button.isEnabled, timeout=PATIENCE)

    def print_it(dialog: PrintFormDialog) -> None:
        dialog.which.button(GROUP).click()
        dialog.group.setCurrentIndex(dialog.group.findText("2组（2户）"))
        dialog.draft.click()
        dialog.folder.setText(str(tmp_path / "慰问"))
        press(dialog.start_button)
        assert dialog.steps.currentIndex() == 1

    driver = Driver(PrintFormDialog, print_it, window)
    press(page.print_button)
    assert driver.done
    found = [texts(path).strip() for path in (tmp_path / "慰问" / "慰问登记表").glob("*.docx")]
    assert sorted(found) == ["户主：李四，2组", "户主：王五，2组"]


@pytest.fixture
def table(window: MainWindow, qtbot: QtBot) -> RollupsPage:
    """The table 基本情况 of 2组, read by the worker."""
    page: Any = window.go("rollups")

    def counted(count: str) -> bool:
        return page.grid.rowCount() > 0 and page.grid.item(0, 1).text() == count

    qtbot.waitUntil(lambda: counted("3"), timeout=PATIENCE)
    page.group.setCurrentIndex(page.group.findText("2组"))
    qtbot.waitUntil(lambda: counted("2"), timeout=PATIENCE)
    return page


def test_a_cell_of_a_group_leads_to_the_list_of_exactly_its_households(
    window: MainWindow, table: RollupsPage, qtbot: QtBot
) -> None:
    table.grid.setCurrentCell(0, 1)
    press(table.show_button)
    qtbot.waitUntil(lambda: window.page is not table, timeout=PATIENCE)
    assert window._current == "households"
    assert heads_listed(window) == {"李四", "王五"}
    page: Any = window.page
    assert page.count.text() == "找到2户"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_roll_ups_of_a_group_are_exported_and_say_of_which_group_they_are(
    window: MainWindow, table: RollupsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(rollups, "show_document", lambda _parent, _session, path, _title: shown.append(path.name) or "")
    proposed: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(name)
        return str(tmp_path / "汇总"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)

    def choose(dialog: RollupExportDialog) -> None:
        ticked = dialog.list.item(list(rollups.TABLES).index("land"))
        ticked.setCheckState(Qt.CheckState.Checked)
        (dialog.word if suffix == ".docx" else dialog.excel).click()
        press(dialog.go)

    driver = Driver(RollupExportDialog, choose, window)
    press(table.save_button)
    assert driver.done
    assert proposed[0].endswith(f"清溪村2组汇总表_2025{suffix}")
    written = tmp_path / f"汇总{suffix}"
    if suffix == ".docx":
        paper = docx.Document(str(written))
        assert [len(paper.tables), shown] == [2, ["汇总.docx"]]
        total = next(row for row in paper.tables[0].rows if row.cells[0].text == "合计")
        assert [cell.text for cell in total.cells] == ["合计", "2", "2"]
        assert "清溪村2组" in texts(written)
    else:
        sheets = read_workbook(written)
        assert [sheet.name for sheet in sheets] == ["基本情况", "土地"]
        rows = [tuple(row) for row in sheets[0].rows]
        assert next(row for row in rows if row[0] == "合计")[:3] == ("合计", 2, 2)
        assert any("清溪村2组" in str(cell) for cell in rows[1])
        assert shown == []
