# SPDX-License-Identifier: MIT
"""Records of a village whose lines are typed in grids beside the form: households of a meeting, money of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.services.keeping.records import Edit, Removal
from villagedesk.services.procedure.procedures import without_past
from villagedesk.store import reads
from villagedesk.ui import messages
from villagedesk.ui.forms.reason import ask_reason
from villagedesk.ui.forms.records_panel import NEW, RecordsPanel
from villagedesk.ui.forms.row_set import RowSet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.spec import EntitySpec, Record, Value
    from villagedesk.services.keeping.records import Saved
    from villagedesk.store.store import Store
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.tables.columns import Column
    from villagedesk.ui.tables.grid_view import GridView


def village_of_draft(store: Store, entity: str, row: str) -> str:
    """In which village a draft was begun: that of its record, of a new one (or a month) what its row says; else empty."""
    record = reads.get(store, entity_spec(entity).record, row)
    return str(getattr(record, "village", None) or "") or (row.partition(" ")[0] if " " in row else "")


class OwningPanel(RecordsPanel):
    """A list, the form of the chosen record, and its lines, saved together as one action.

    Attributes:
        village: whose records are listed.
        lines_of: the lines by their entity.
        grids: the views in which they are typed, filled by subclasses.
    """

    def __init__(
        self,
        refs: RefSource,
        icons: Icons,
        spec: EntitySpec,
        columns: Sequence[Column[Any]],
        lines: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        self.village = ""
        today, year = refs.today, refs.session.year
        self.lines_of = {key: RowSet([entity_spec(key)], today, year, of_year=False) for key in lines}
        self.grids: list[GridView] = []
        super().__init__(refs, icons, spec, columns, parent)
        for rows in self.lines_of.values():
            for signal in (rows.altered, rows.added, rows.removed, rows.was_reset):
                signal.connect(self._lines_altered)

    def show_village(self, village: str) -> None:
        """Show another village's; what was typed must have been dealt with."""
        self.village = village
        self._show(self.spec.record(), is_open=False)
        self.reload()

    # -- what subclasses say ----------------------------------------------------------------------------------------

    def looked_at(self, records: list[Any]) -> None:
        """These lines are going to be shown."""

    def warn_of_line(self, row: Row) -> str:
        """What the line is called that is to be taken out."""
        raise NotImplementedError

    # -- what RecordsPanel asks -------------------------------------------------------------------------------------

    def given(self) -> dict[str, Value]:
        """The village whose it is."""
        return {"village": self.village}

    def _show(self, record: Record, *, is_open: bool) -> None:
        self._load_lines(record.id)
        super()._show(record, is_open=is_open)

    def _load_lines(self, owner: str) -> None:
        for key, rows in self.lines_of.items():
            rows.load(self._stored(key, owner), self.refs.session.year)

    def forget(self) -> None:
        """Nor does what was typed in the lines."""
        super().forget()
        self._load_lines(self.form.entry.row)

    def refresh(self) -> None:
        """Also the lines."""
        super().refresh()
        if self.form.entry.row:
            self._refresh_lines(self.form.entry.row)

    def _refresh_lines(self, row: str) -> None:
        for key, rows in self.lines_of.items():
            rows.refresh(self._stored(key, row))

    def _stored(self, key: str, row: str) -> list[dict[str, Record]]:
        records: list[Record] = reads.of_owner(self.refs.session.store, entity_spec(key).record, row) if row else []
        self.looked_at(records)
        return [{key: one} for one in records]

    def edits(self) -> list[Edit]:
        """The record and its lines; a new record is written even if only its lines were entered."""
        found = super().edits()
        row = self.form.entry.row
        lines = [edit for rows in self.lines_of.values() for edit in self._line_edits(rows, row or "@new")]
        if lines and not found and not row:
            found = [Edit(self.spec.key, "", self.given(), "new")]
        return [*found, *lines]

    def _line_edits(self, rows: RowSet, owner: str) -> list[Edit]:
        """A line that was taken out and is entered again begins empty."""
        edits = rows.edits(owner)
        return without_past(self.refs.session.store, edits) if rows.specs[0].natural else edits

    def stored(self, saved: Saved) -> None:
        """New lines have ids now."""
        for rows in self.lines_of.values():
            rows.adopt(saved.ids)
        self._refresh_lines(saved.ids.get("new", self.form.entry.row))

    @property
    def draft_row(self) -> str:
        """Whose draft it is; of a new record also in which village it was begun, so that it is saved in no other."""
        row = super().draft_row
        return f"{self.village} {row}" if row == NEW else row

    def open_draft(self, row: str) -> None:
        """Show the record, or begin one in the village that is shown."""
        super().open_draft(row.rpartition(" ")[2])

    @property
    def dirty(self) -> bool:
        """Whether anything would be lost by closing."""
        return super().dirty or (self._open and any(rows.dirty for rows in self.lines_of.values()))

    def draft(self) -> dict[str, Any]:
        """What was typed."""
        return {**super().draft(), "rows": {key: rows.draft() for key, rows in self.lines_of.items()}}

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Bring it back."""
        for key, rows in self.lines_of.items():
            rows.take_draft(content.get("rows", {}).get(key, ()))
            self.looked_at([row.main.as_typed() for row in rows.rows])
        super().take_draft(content)

    def save(self) -> bool:
        """Take over what stands in an open cell, and save."""
        self._finish_cells()
        return super().save()

    def can_leave(self) -> bool:
        """Take over what stands in an open cell, and ask what to do with what is not saved."""
        self._finish_cells()
        return super().can_leave()

    def _finish_cells(self) -> None:
        for grid in self.grids:
            grid.finish_editing()

    def _lines_altered(self, *_what: object) -> None:
        self._show_state()

    def take_out(self, key: str, row: Row | None, verb: str) -> None:
        """Take a line out: at once if it was never stored, into the recycle bin with a reason if it was."""
        if row is None or self.refs.read_only:
            return
        title = verb.format(name=self.warn_of_line(row))
        if not row.row:
            self.lines_of[key].drop(row)
            return
        proposals = [_("登记错了"), _("重复登记")]
        reason = ask_reason(self, title, _("移入回收站，可以还原。原因："), proposals, _("移出"))
        if not reason:
            return
        try:
            self.refs.session.save(title, [Removal(key, row.row, reason)])
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        if row in self.lines_of[key].rows:  # it stayed because of what was typed into it
            row.main.revert()
            self._refresh_lines(self.form.entry.row)
