# SPDX-License-Identifier: MIT
"""The households that a cadre answers for as lines of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.show import heading_of, shown
from villagedesk.ui.tables.columns import Column, as_it_is

if TYPE_CHECKING:
    from villagedesk.store.caseload import Charge


def charge_columns() -> list[Column[Charge]]:
    """The household, in which role and how long the cadre answers for it, and when it was last visited."""
    role = field_spec("pairing.role")
    return [
        Column("grp", _("组"), lambda line: line.group or "", 4),
        Column("number", _("户号"), lambda line: line.number or "", 6, masked=as_it_is),
        Column("head", _("户主"), lambda line: line.head_name or "", 5),
        Column("role", heading_of(role), lambda line: shown(role, line.role), 6),
        Column("start", heading_of(field_spec("pairing.start")), lambda line: line.start or "", 6),
        Column("end", heading_of(field_spec("pairing.end")), lambda line: line.end or "", 6),
        Column("last_visit", _("最近走访"), lambda line: line.last_visit or "", 6),
    ]
