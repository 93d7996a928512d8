# SPDX-License-Identifier: MIT
"""The change log as lines of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from villagedesk.services.casefile.happenings import Happening


def columns_of_field() -> list[Column[Happening]]:
    """The columns where the field is known."""
    return [
        Column("at", _("时间"), lambda line: line.at[:16], 7.5, tip=lambda line: line.at),
        Column("new", _("新值"), lambda line: line.new, 9, tip=lambda line: line.new),
        Column("old", _("原值"), lambda line: line.old, 9, tip=lambda line: line.old),
        Column("who", _("录入人"), lambda line: line.who, 4),
        Column("device", _("电脑"), lambda line: line.device, 5),
        Column("label", _("操作"), lambda line: line.label, 12, tip=lambda line: line.label),
    ]


def columns_of_household() -> list[Column[Happening]]:
    """The columns where many rows are listed."""
    at, new, old, *rest = columns_of_field()
    whose: Column[Happening] = Column("whose", _("对象"), lambda line: line.whose, 6, tip=lambda line: line.whose)
    field: Column[Happening] = Column("field", _("项目"), lambda line: line.field, 6)
    return [at, whose, field, old, new, *rest]
