# SPDX-License-Identifier: MIT
"""The persons that a cell of a roll-up counts, each with the household; a double click goes to the household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.ui import labels, window_state
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.store.rollups import Named
    from villagedesk.ui.icons import Icons


class RollupPeopleDialog(QDialog):
    """A list to read.

    Signals:
        wanted_household: the id of the household that the user wants to see.
    """

    wanted_household = Signal(str)

    def __init__(self, title: str, people: Sequence[Named], icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        window_state.fit(self, 44, 36)
        columns: list[Column[Named]] = [
            Column("name", _("姓名"), lambda one: one.name, 6),
            Column("birth", _("出生日期"), lambda one: one.birth, 7, masked=lambda day: day[:4]),
            Column("head", _("户主"), lambda one: one.head, 6),
            Column("village", _("村"), lambda one: one.village, 7),
            Column("group", _("组"), lambda one: one.group, 5),
        ]
        self.model: RowsModel[Named] = RowsModel(columns, icons, self)
        self.model.show(people)
        self.view = PagedView(self.model, "rollups/people", self)
        self.view.setAccessibleName(_("这一格的人"))
        self.view.opened.connect(self._open)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter opens the household
        layout = QVBoxLayout(self)
        layout.addWidget(
            labels.label(_("共{count}人。双击或按回车打开所在的户。").format(count=f"{len(people):,}"), labels.HINT)
        )
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)

    def _open(self, _key: object) -> None:
        line = self.model.line(self.view.currentIndex().row())
        if line is not None:
            self.wanted_household.emit(line.household)
            self.accept()
