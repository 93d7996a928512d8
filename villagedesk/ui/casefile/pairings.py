# SPDX-License-Identifier: MIT
"""The section 帮扶责任人: who answers for the household, since when and until when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.catalogue.help import Cadre, Unit
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.show import heading_of, shown
from villagedesk.store import reads
from villagedesk.ui.casefile.list_panel import ListPanel
from villagedesk.ui.tables.columns import Column, as_it_is

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons


class PairingsPanel(ListPanel):
    """Pairings, past and present. A change ends one and begins another; nothing is overwritten."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        self._cadres: dict[str, tuple[str, str, str]] = {}
        self._followed_by: dict[Row, Row] = {}  # a new pairing → the one it takes over from
        super().__init__(editing, icons, "helpers", self._columns(), parent)
        self.add_button(_("新增责任人(&A)"), "add", self.add)
        self.change_button = self.add_button(_("更换责任人(&G)"), "refresh", self.change)
        self.remove_button = self.add_button(_("删除(&P)…"), "delete", self._remove)
        self.row_shown(self.current)

    def empty_text(self) -> str:
        """What to do first."""
        return _("还没有结对帮扶责任人。点“新增责任人”，从名单中选择，名单里没有的可以当场新增。")

    def _columns(self) -> list[Column[Row]]:
        def fact(key: str) -> Callable[[Row], str]:
            spec = field_spec(f"pairing.{key}")
            return lambda row: shown(spec, row.main.value(key))

        def of_cadre(place: int) -> Callable[[Row], str]:
            return lambda row: self._cadre(row)[place]

        heading = {key: heading_of(field_spec(f"pairing.{key}")) for key in ("role", "start", "end", "change_reason")}
        return [
            Column("cadre", heading_of(field_spec("cadre.name")), of_cadre(0), 5),
            Column("unit", heading_of(field_spec("cadre.unit")), of_cadre(1), 9),
            Column("phone", heading_of(field_spec("cadre.phone")), of_cadre(2), 7, masked=as_it_is),
            Column("role", heading["role"], fact("role"), 6),
            Column("start", heading["start"], fact("start"), 6),
            Column("end", heading["end"], fact("end"), 6),
            Column("change_reason", heading["change_reason"], fact("change_reason"), 6),
        ]

    def _cadre(self, row: Row) -> tuple[str, str, str]:
        """Name, unit and telephone of the cadre a row names."""
        key = row.main.value("cadre")
        if not isinstance(key, str):
            return row.main.content("cadre").removeprefix("?"), "", ""
        if key not in self._cadres:
            store = self.editing.session.store
            cadre = reads.get(store, Cadre, key) or Cadre()
            unit = reads.get(store, Unit, cadre.unit) if cadre.unit else None
            self._cadres[key] = (cadre.name or "", (unit.name if unit else "") or "", cadre.phone or "")
        return self._cadres[key]

    def show_case(self) -> None:
        """Cadres may have been renamed."""
        self._cadres.clear()
        self._followed_by.clear()
        self.show_rows()

    def row_shown(self, row: Row | None) -> None:
        """A pairing that has ended is not changed again."""
        if hasattr(self, "change_button"):
            writable = row is not None and not self.editing.refs.read_only
            self.change_button.setEnabled(writable and row is not None and not row.main.value("end"))
            self.remove_button.setEnabled(writable)

    def change(self) -> None:
        """End the chosen pairing and begin one with another cadre; the day is asked for in the new one's form."""
        leaving = self.current
        if leaving is None:
            return
        coming = self.rows.add()
        coming.main.put("role", leaving.main.value("role"))
        self._followed_by[coming] = leaving
        self.choose(coming)
        self.form.focus_field("cadre")

    def _altered(self, row: Row, entity: str, key: str) -> None:
        """The day on which somebody takes over is the day after his predecessor's last."""
        leaving = self._followed_by.get(row)
        start = row.main.value("start")
        if leaving is not None and key == "start" and isinstance(start, str) and not leaving.main.content("end"):
            last = dt.date.fromisoformat(start) - dt.timedelta(days=1)
            leaving.main.put("end", last.isoformat())
        super()._altered(row, entity, key)
        self.row_shown(self.current)

    def _remove(self) -> None:
        self.remove_current([_("登记错了"), _("重复登记")])
