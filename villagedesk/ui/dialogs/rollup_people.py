# SPDX-License-Identifier: MIT
"""The persons that a cell of a roll-up counts, each with the household; a double click goes to the household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.ui import window_state
from villagedesk.ui.dialogs.household_lines import HouseholdLinesDialog
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from villagedesk.store.rollups import Named
    from villagedesk.ui.icons import Icons


class RollupPeopleDialog(HouseholdLinesDialog):
    """A list to read."""

    def __init__(self, title: str, people: Sequence[Named], icons: Icons, parent: QWidget | None = None) -> None:
        columns: list[Column[Named]] = [
            Column("name", _("姓名"), lambda one: one.name, 6),
            Column("birth", _("出生日期"), lambda one: one.birth, 7, masked=lambda day: day[:4]),
            Column("head", _("户主"), lambda one: one.head, 6),
            Column("village", _("村"), lambda one: one.village, 7),
            Column("group", _("组"), lambda one: one.group, 5),
        ]
        told = _("共{count}人。双击或按回车打开所在的户。").format(count=f"{len(people):,}")
        super().__init__(columns, "rollups/people", told, icons, parent)
        self.setWindowTitle(title)
        self.view.setAccessibleName(_("这一格的人"))
        window_state.fit(self, 44, 36)
        self.model.show(people)
