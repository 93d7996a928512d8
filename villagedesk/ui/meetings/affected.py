# SPDX-License-Identifier: MIT
"""The cases that an edition would move: how they stand now and how they would; a double click goes to the household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _, listed
from villagedesk.ui import window_state
from villagedesk.ui.dialogs.household_lines import HouseholdLinesDialog
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from villagedesk.services.procedure.edition_effects import Affected
    from villagedesk.ui.icons import Icons


class AffectedDialog(HouseholdLinesDialog):
    """A list to read."""

    def __init__(self, affected: Sequence[Affected], icons: Icons, parent: QWidget | None = None) -> None:
        columns: list[Column[Affected]] = [
            Column("whose", _("户"), lambda one: one.whose, 9),
            Column("year", _("年度"), lambda one: str(one.year), 4),
            Column("before", _("现在"), lambda one: one.before, 11, tip=lambda one: one.before),
            Column("after", _("保存后"), lambda one: one.after, 11, tip=lambda one: one.after),
            Column("news", _("新的疑点"), lambda one: listed(one.news), 16, tip=lambda one: "\n".join(one.news)),
        ]
        super().__init__(columns, "edition-affected", _("还没有保存。双击或按回车打开户档案。"), icons, parent)
        self.setWindowTitle(_("进度会改变的户"))
        self.view.setAccessibleName(_("进度会改变的户"))
        window_state.fit(self, 56, 30)
        self.model.show(affected)
