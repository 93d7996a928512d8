# SPDX-License-Identifier: MIT
"""The received files: whose, how they came, how old, what is new in them; each can be left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from villagedesk.i18n import _

if TYPE_CHECKING:
    from villagedesk.merge.report import FileReport
    from villagedesk.ui.exchange.receiving import Reception

_NOWHERE: Final = QModelIndex()
_DISPLAY, _CHECK, _TIP = (
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.CheckStateRole),
    int(Qt.ItemDataRole.ToolTipRole),
)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A file as it stands: merged, left out, or refused."""

    report: FileReport
    sha256: str
    how: str
    included: bool
    state: str


def lines_of(reception: Reception) -> list[Line]:
    """A line for each received file."""
    plan = reception.plan
    if plan is None:
        return []
    found = []
    for one in plan.arriving:
        exported = _("乡镇返回") if one.delivered.is_return else _("上报")
        how = exported if one.delivered.seal is not None else _("直接复制")
        sha = one.delivered.incoming.sha256
        found.append(Line(one.report, sha, how, included=True, state=_state(one.report, len(one.questions))))
    planned = {one.sha256 for one in found}
    for delivered in reception.gathered.delivered:
        if delivered.incoming.sha256 not in planned:
            from villagedesk.merge.report import FileReport

            name, info = delivered.incoming.source.name, delivered.info
            report = FileReport(name, info.name, info.code, last=delivered.last)
            found.append(Line(report, delivered.incoming.sha256, "", included=False, state=_("不合并")))
    return [*found, *(Line(one, "", "", included=False, state=one.refused) for one in plan.report.files if one.refused)]


def _state(report: FileReport, questions: int) -> str:
    if report.nothing_new:
        return _("没有新内容")
    return _("有{count}个问题要先确认").format(count=questions) if questions else _("可以合并")


class FileTable(QAbstractTableModel):
    """The lines of a reception.

    Signals:
        toggled: sha256 of a file, and whether it is to be merged.
    """

    toggled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """One row for each file."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """See `headerData`."""
        return 0 if parent.isValid() else 10

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The headings."""
        if role != _DISPLAY or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            _("文件"), _("村"), _("来源"), _("最后保存"), _("读到"), _("新增"), _("修改"), _("删除"), _("待裁决"), _("情况"),
        )[section]  # fmt: skip

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Texts and the box in front."""
        line = self.lines[index.row()]
        if role == _DISPLAY:
            return self._texts(line)[index.column()]
        if role == _TIP:
            return line.report.refused or self._texts(line)[index.column()]
        if role == _CHECK and index.column() == 0 and line.sha256:
            return Qt.CheckState.Checked if line.included else Qt.CheckState.Unchecked
        return None

    def _texts(self, line: Line) -> tuple[str, ...]:
        one = line.report
        counts = ("", "", "", "", "")
        if line.included:
            totals = (one.total(column) for column in ("read", "new", "changed", "removed"))
            counts = (*map(str, totals), str(one.conflicts))  # type: ignore[assignment]
        return (one.name, one.village, line.how, one.last[:16], *counts, line.state)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Files that were read can be left out."""
        found = super().flags(index)
        if index.column() == 0 and self.lines[index.row()].sha256:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def setData(self, index: _Index, value: Any, role: int = _CHECK) -> bool:
        """Leave a file out, or take it in again."""
        if role != _CHECK:
            return False
        self.toggled.emit(self.lines[index.row()].sha256, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True
