# SPDX-License-Identifier: MIT
"""Which fields a form shows, and how they stand: in one or two columns under the headings of their groups, long ones on a line of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from villagedesk.i18n import english
from villagedesk.ui.forms.make import spans_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec, Group
    from villagedesk.ui.forms.field_row import FieldRow

_LABEL: Final = 8.5  # width of a label in 汉字
_GAP_TOP: Final = 5
_HIDDEN: Final = frozenset({"position", "rank", "merged_into", "off"})  # set by their owners or by joining, not typed


def form_fields(spec: EntitySpec, groups: Sequence[Group] | None) -> list[FieldSpec]:
    """The fields that a form of these groups shows: not the owner, not the year, not the place in a list."""
    skipped = _HIDDEN | {spec.parent} | ({"year"} if "year" in spec.natural else set())
    return [
        one
        for group in spec.groups
        if groups is None or group in groups
        for one in spec.fields
        if one.group == group and one.key not in skipped
    ]


class FormLayout(QGridLayout):
    """Fields are set out one after another; more may follow below.

    Attributes:
        columns: how many fields stand side by side.
    """

    def __init__(self, form: QWidget, *, headings: bool) -> None:
        super().__init__(form)
        self._form = form
        self._with_headings = headings
        self._headings: dict[Group, QLabel] = {}
        self._line, self._column = 0, 0  # of the next field
        self.columns = 1
        self.setContentsMargins(0, 0, 0, 0)
        self.setVerticalSpacing(6)
        self.setHorizontalSpacing(8)
        self.setColumnStretch(1, 1)

    def set_out_again(self, rows: Iterable[FieldRow], columns: int) -> None:
        """Set all fields out anew in so many columns."""
        self.setRowStretch(self._line + 1, 0)
        for heading in self._headings.values():
            self.removeWidget(heading)
            heading.hide()
        self._line, self._column = 0, 0
        self.columns = columns
        self.setColumnStretch(3, columns - 1)
        self.set_out(rows)

    def set_out(self, rows: Iterable[FieldRow]) -> None:
        """Go on with these fields."""
        self.setRowStretch(self._line + 1, 0)
        for row in rows:
            self._head(row.spec.group)
            if self._column and spans_line(row.spec):
                self._break_line()
            wide = 3 if spans_line(row.spec) and self.columns == 2 else 1
            self.addWidget(row.label, self._line, 2 * self._column, Qt.AlignmentFlag.AlignTop)
            self.addWidget(row, self._line, 2 * self._column + 1, 1, wide)
            self._align(row.label)
            self._column += 2 if wide == 3 else 1
            if self._column >= self.columns:
                self._break_line()
        self.setRowStretch(self._line + 1, 1)  # in a taller room the fields stay at the top

    def _break_line(self) -> None:
        self._line, self._column = self._line + 1, 0

    def _head(self, group: Group) -> None:
        """Above the first field of a group, its heading."""
        if not self._with_headings:
            return
        heading = self._headings.get(group)
        if heading is None:
            heading = self._headings[group] = QLabel(group.en if english() else group.label, self._form)
            heading.setProperty("role", "heading")
        elif self.indexOf(heading) >= 0:
            return
        if self._column:
            self._break_line()
        self.addWidget(heading, self._line, 0, 1, 4)
        heading.show()
        self._break_line()

    def _align(self, label: QLabel) -> None:
        label.setFixedWidth(int(_LABEL * self._form.fontMetrics().horizontalAdvance("汉")))
        label.setContentsMargins(0, _GAP_TOP, 0, 0)
