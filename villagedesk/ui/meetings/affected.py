# SPDX-License-Identifier: MIT
"""The cases that an edition would move: how they stand now and how they would; a double click goes to the household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from villagedesk.i18n import _, listed
from villagedesk.ui import labels, window_state
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.services.edition_effects import Affected
    from villagedesk.ui.icons import Icons


class AffectedDialog(QDialog):
    """A list to read.

    Signals:
        wanted_household: the id of the household that the user wants to see.
    """

    wanted_household = Signal(str)

    def __init__(self, affected: Sequence[Affected], icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("进度会改变的户"))
        window_state.fit(self, 56, 30)
        columns: list[Column[Affected]] = [
            Column("whose", _("户"), lambda one: one.whose, 9),
            Column("year", _("年度"), lambda one: str(one.year), 4),
            Column("before", _("现在"), lambda one: one.before, 11, tip=lambda one: one.before),
            Column("after", _("保存后"), lambda one: one.after, 11, tip=lambda one: one.after),
            Column("news", _("新的疑点"), lambda one: listed(one.news), 16, tip=lambda one: "\n".join(one.news)),
        ]
        self.model: RowsModel[Affected] = RowsModel(columns, icons, self)
        self.model.show(affected)
        self.view = PagedView(self.model, "edition-affected", self)
        self.view.setAccessibleName(_("进度会改变的户"))
        self.view.opened.connect(self._open)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter opens the household
        layout = QVBoxLayout(self)
        layout.addWidget(labels.label(_("还没有保存。双击或按回车打开户档案。"), labels.HINT))
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)

    def _open(self, _key: object) -> None:
        line = self.model.line(self.view.currentIndex().row())
        if line is not None:
            self.wanted_household.emit(line.household)
            self.accept()
