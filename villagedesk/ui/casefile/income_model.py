# SPDX-License-Identifier: MIT
"""The income table: the cells of the national form downwards, years to the right; sums are computed and cannot be typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.income import TOTALS, IncomeSums, kinds_of, sums
from villagedesk.models.income_steps import cell_label, signed
from villagedesk.models.ledger import differences, with_ledger, yuan
from villagedesk.models.values.numbers import from_scaled
from villagedesk.models.values.show import label_of
from villagedesk.ui.casefile.income_live import record_of
from villagedesk.ui.tables.entry_model import Cell, EntryModel
from villagedesk.ui.tables.model import ACCESSIBLE, ALIGNMENT, DECORATION, DISPLAY, TOOL_TIP, AnyIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.models.catalogue.economy import IncomeYear
    from villagedesk.models.catalogue.help import Line
    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.models.ledger import Ledger
    from villagedesk.ui.forms.entry import Entry
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.icons import Icons

_NOWHERE: Final = QModelIndex()
_FONT: Final = 6
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SPEC: Final = entity_spec("income_year")

# The order of the national form (domain.md §2.5), then the kinds of wages, production and cost, which most offices leave
# empty: Return goes from total to total. "=" marks a computed line, ":" a line of the tables of lines.
_ORDER: Final = (
    "wages", "production", "production_cost", "=property", "asset_dividend", "other_property", "=transfers",
    "family_planning", "low_income", "destitute", "pension", "ecology", "other_transfer", "=gross", "=net", "=per_head",
    "stated_per_head", ":exit_line", ":monitoring_line", "claims", "own_payments", "=monitored", "=monitored_per_head",
    *(kind for kinds in TOTALS.values() for kind in kinds),
)  # fmt: skip
_PARTS: Final = frozenset(
    {"asset_dividend", "other_property", "family_planning", "low_income", "destitute", "pension", "ecology"}
    | {"other_transfer", *(kind for kinds in TOTALS.values() for kind in kinds)}
)


@dataclass(frozen=True, slots=True)
class YearColumn:
    """One year of the table: what is being typed, how many people share it, the lines that hold, its ledger if it is known."""

    year: int
    entry: Entry
    members: int
    lines: Mapping[str, Line | None]
    ledger: Ledger | None = None

    @property
    def booked(self) -> Mapping[str, int]:
        """The ledger's sums by cell."""
        return self.ledger.cells if self.ledger else {}


class IncomeModel(EntryModel):
    """Years as columns."""

    def __init__(self, refs: RefSource, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(refs, icons, parent)
        self._columns: list[YearColumn] = []

    def show(self, columns: list[YearColumn]) -> None:
        """Show these years; the same years are only drawn again."""
        if [one.year for one in columns] == [one.year for one in self._columns]:
            self._columns = columns
            self.redraw()
            return
        self.beginResetModel()
        self._columns = columns
        self.endResetModel()

    def follow(self, ledger: Ledger | None) -> None:
        """Something was typed; `ledger` is that of the year that has one, as it is now."""
        if ledger is not None:
            self._columns = [replace(one, ledger=ledger) if one.ledger else one for one in self._columns]
        self.redraw()

    def redraw(self) -> None:
        """Contents have changed; sums with them."""
        if self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(_ORDER) - 1, len(self._columns) - 1))

    def place_of(self, key: str, year: int | None) -> QModelIndex:
        """The cell of a field in a year; invalid if there is none."""
        column = next((n for n, one in enumerate(self._columns) if one.year == year), -1)
        return self.index(_ORDER.index(key), column) if key in _ORDER and column >= 0 else QModelIndex()

    def cell(self, index: AnyIndex) -> Cell | None:
        """The year's record and the field of the line; None for computed lines."""
        name = _ORDER[index.row()]
        if name[0] in "=:":
            return None
        return self._columns[index.column()].entry, _SPEC[name]

    def words(self, index: AnyIndex) -> str:
        """An amount, a computed amount, or the line of the year."""
        name = _ORDER[index.row()]
        if name[0] == "=":
            value = getattr(self.sums(index.column()), name[1:])
            return "" if value is None else from_scaled(value, 2, grouped=True)
        if name[0] == ":":
            return self._line_words(self._columns[index.column()].lines.get(name[1:]))
        return super().words(index) or self._filled_in(name, index.column())

    def _filled_in(self, name: str, column: int) -> str:
        """What counts in a cell that nobody typed: its kinds added up, or the ledger; empty while neither is known."""
        if name in TOTALS:
            added, text = kinds_of(self._income(column), name), _("{sum}（合计）")
        else:
            added, text = self._columns[column].booked.get(name), _("{sum}（台账）")
        return "" if added is None else text.format(sum=from_scaled(added, 2, grouped=True))

    def _income(self, column: int) -> IncomeYear:
        """A year as it is typed at this moment, with the ledger's sums where nothing is."""
        shown = self._columns[column]
        return with_ledger(record_of(shown.entry), shown.booked)

    def _line_words(self, line: Line | None) -> str:
        if line is None or not isinstance(line.value, int):
            return "—"
        return f"{line.value:,}" if line.confirmed else _("{value}（待核对）").format(value=f"{line.value:,}")

    def sums(self, column: int) -> IncomeSums:
        """The computed cells of a year, over what is typed at this moment."""
        return sums(self._income(column), self._columns[column].members)

    def said(self, index: AnyIndex) -> str:
        """What is wrong with an amount; how a line compares; where it comes from."""
        name = _ORDER[index.row()]
        if name[0] == ":":
            line = self._columns[index.column()].lines.get(name[1:])
            return "" if line is None else _("依据：{source}").format(source=line.source or _("未注明"))
        if name == "=per_head":
            return self._below(index.column())
        return "\n".join(filter(None, (super().said(index), self._differing(name, index.column()))))

    def _differing(self, name: str, column: int) -> str:
        """How a typed cell differs from its ledger; empty if it does not."""
        shown = self._columns[column]
        if not shown.booked:
            return ""
        found = next((one for one in differences(record_of(shown.entry), shown.booked) if one.cell == name), None)
        if found is None:
            return ""
        text = _("台账合计{booked}元，比填写的数{more}元")
        return text.format(booked=yuan(found.booked), more=signed(found.more))

    def _below(self, column: int) -> str:
        """Per-head income against the line of the year (domain.md §3.4); a fact to look at, not a verdict."""
        per_head = self.sums(column).per_head
        line = self._columns[column].lines.get("exit_line")
        if per_head is None or line is None or not isinstance(line.value, int) or per_head >= line.value * 100:
            return ""
        return _("低于当年脱贫验收标准（{value}元）").format(value=line.value)

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(_ORDER)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        """What Qt asks about a cell."""
        computed = _ORDER[index.row()][0] in "=:"
        if role == ALIGNMENT:
            return _RIGHT
        if role == _FONT and computed:
            return _bold()
        if computed and role in {DECORATION, TOOL_TIP, ACCESSIBLE}:
            said = self.said(index)
            if role == DECORATION:
                return self.icons.icon("warning") if said and _ORDER[index.row()] == "=per_head" else None
            return said if role == TOOL_TIP else f"{self._row_label(index.row())} {self.words(index)} {said}"
        if role == DECORATION and self._differing(_ORDER[index.row()], index.column()):
            return super().data(index, role) or self.icons.icon("warning")
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """The headings."""
        if role == _FONT and orientation == Qt.Orientation.Vertical:
            return _bold() if _ORDER[section][0] in "=:" else None
        if role != DISPLAY:
            return None
        if orientation == Qt.Orientation.Horizontal:
            shown = self._columns[section]
            return _("{year}年（{count}人）").format(year=shown.year, count=shown.members)
        return self._row_label(section)

    def _row_label(self, row: int) -> str:
        name = _ORDER[row]
        if name[0] in "=:":
            return cell_label(name[1:])
        spec: FieldSpec = _SPEC[name]
        return ("　" if name in _PARTS else "") + label_of(spec) + ("＊" if spec.required else "")


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
