# SPDX-License-Identifier: MIT
"""Which roll-ups go into a file, and whether as Excel or as Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.i18n import _
from villagedesk.models.rollups.tables import TABLES
from villagedesk.ui import labels, window_state

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD, EXCEL = ".docx", ".xlsx"
_LINES: Final = 5  # of the list that are seen at least
_SIZE: Final = (30, 36)  # in 汉字
_KEY: Final = Qt.ItemDataRole.UserRole


class RollupExportDialog(QDialog):
    """The tables with boxes to tick, the one that is shown ticked already."""

    def __init__(self, shown: str, year: int, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("导出汇总表"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("汇总表"))
        for key, make in TABLES.items():
            table = make(year)
            item = QListWidgetItem(_("{title}（较慢）").format(title=table.title) if table.slow else table.title)
            item.setData(_KEY, key)
            item.setCheckState(Qt.CheckState.Checked if key == shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        every = QPushButton(_("全选(&A)"))
        none = QPushButton(_("全不选(&N)"))
        for button in (every, none):
            button.setAutoDefault(False)  # Enter exports
        every.clicked.connect(self._tick_all)
        none.clicked.connect(self._tick_none)
        self.details = QCheckBox(_("附逐户、逐人明细(&L)"))
        self.details.setToolTip(
            _(
                "收入水平、收入下降户、退出达标、三保障和饮水问题、档案齐全、项目资金有逐户明细，含户主姓名；帮扶力量、走访、疑点有每名责任人的明细。请只在内部使用"
            )
        )
        self.word, self.excel = QRadioButton(_("Word文件(&W)")), QRadioButton(_("Excel表格(&E)"))
        self.excel.setChecked(True)
        choices = QHBoxLayout()
        choices.addWidget(every)
        choices.addWidget(none)
        choices.addStretch(1)
        choices.addWidget(self.excel)
        choices.addWidget(self.word)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton(_("导出(&X)…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(
            labels.label(_("{place}，{year}年度。勾选的表存在一个文件里。").format(place=place, year=year))
        )
        layout.addWidget(self.list, 1)
        layout.addWidget(self.details)
        layout.addLayout(choices)
        layout.addWidget(buttons)
        self.list.setMinimumHeight(_LINES * self.list.sizeHintForRow(0))
        window_state.fit(self, *_SIZE)
        self.list.setFocus()
        self.list.itemChanged.connect(self._tell)
        self._tell()

    def chosen(self) -> Sequence[str]:
        """The keys of the tables that are ticked, in their order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [str(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def suffix(self) -> str:
        """Of the file that is wanted."""
        return WORD if self.word.isChecked() else EXCEL

    def _tick_all(self) -> None:
        self._tick(Qt.CheckState.Checked)

    def _tick_none(self) -> None:
        self._tick(Qt.CheckState.Unchecked)

    def _tick(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def _tell(self, *_what: object) -> None:
        self.go.setEnabled(bool(self.chosen()))
