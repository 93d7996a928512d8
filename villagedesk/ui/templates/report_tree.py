# SPDX-License-Identifier: MIT
"""What is known of a template: what is wrong with it first, then what it asks for, then which households lack what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from villagedesk.i18n import _, aside, listed

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from villagedesk.documents.guarded.lacking import Lacking
    from villagedesk.documents.guarded.report import Report

_ROLE: Final = Qt.ItemDataRole.UserRole
_MOST_SHOWN: Final = 200  # households below a fact; all of them stand in the list that it opens
_FIRST: Final = 18  # 汉字 of the first column
_MARGIN: Final = 6  # pixels beside a text in its cell
_ENDLESS: Final = 10_000  # pixels downwards


class _Wrapped(QStyledItemDelegate):
    """Makes rows as high as the sentences in the last column are in lines; a tree by itself cuts them off."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The usual size, higher where the text has no room in a line."""
        usual = super().sizeHint(option, index)
        width = self._tree.columnWidth(1) - 2 * _MARGIN
        text = str(index.data() or "")
        if index.column() != 1 or width <= 0 or not text:
            return usual
        flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        wanted = option.fontMetrics.boundingRect(0, 0, width, _ENDLESS, flags, text)
        lines = max(1, round(wanted.height() / option.fontMetrics.lineSpacing()))
        return QSize(usual.width(), lines * usual.height() + (_MARGIN if lines > 1 else 0))


class ReportTree(QTreeWidget):
    """Sections with their lines. Enter or a double click on a fact shows its households as a list.

    Signals:
        wanted_list: title and ids of households.
        wanted_household: an id.
    """

    wanted_list = Signal(str, object)
    wanted_household = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("模板检查结果"))
        self.setHeaderLabels([_("项目"), _("说明")])
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapped(self))
        self.header().sectionResized.connect(self.scheduleDelayedItemsLayout)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self.setColumnWidth(0, _FIRST * self.fontMetrics().horizontalAdvance("汉"))
        self.itemDoubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter means the same as a double click."""
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self._open(item)
            return
        super().keyPressEvent(event)

    def show_report(self, report: Report, lacking: Lacking | None) -> None:
        """Show what is known; without `lacking` nobody has looked at the households yet."""
        self.clear()
        unknown = self._section(_("不认识的名称"), len(report.unknown))
        for one in report.unknown:
            near = _("相近的名称：{names}").format(names=listed(one.nearest)) if one.nearest else _("没有相近的名称")
            _line(unknown, one.name, _("{near}；在段落“{paragraph}”").format(near=near, paragraph=one.paragraph))
        for title, faults in ((_("写法不对"), report.faults), (_("请留意"), report.doubts)):
            section = self._section(title, len(faults))
            for fault in faults:
                _line(section, fault.paragraph or _("（整个文件）"), fault.why)
        if lacking is not None:
            self._show_lacking(lacking)
        used = self._section(_("用到的内容"), len(report.uses) + len(report.loops), opened=False)
        for group in report.loops:
            _line(used, group, _("逐行打印"))
        for use in report.uses:
            note = _("有才打印") if not use.needed else ""
            _line(used, f"{use.group}.{use.name}", note)
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def _show_lacking(self, lacking: Lacking) -> None:
        short = {household for found in lacking.facts.values() for household in found}
        text = _("{count}户内容齐全").format(count=len(lacking.complete))
        section = self._section(_("缺内容的户"), len(short), note=text)
        if section is None:
            return
        for fact, found in sorted(lacking.facts.items(), key=lambda one: -len(one[1])):
            line = _line(section, fact, _("{count}户没有填").format(count=len(found)))
            line.setData(0, _ROLE, (fact, tuple(found)))
            for household, (label, whose) in list(found.items())[:_MOST_SHOWN]:
                _line(line, label, whose).setData(0, _ROLE, household)

    def _section(self, title: str, count: int, *, opened: bool = True, note: str = "") -> QTreeWidgetItem | None:
        """A heading with its number; none where there is nothing to tell."""
        if not count:
            if note:
                QTreeWidgetItem(self, [title, note])
            return None
        item = QTreeWidgetItem(self, [aside(title, str(count)), note])
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setExpanded(opened)
        return item

    def _open(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        what = item.data(0, _ROLE)
        if isinstance(what, str):
            self.wanted_household.emit(what)
        elif what is not None:
            fact, ids = what
            self.wanted_list.emit(_("缺“{fact}”的户").format(fact=fact), tuple(ids))
        else:
            item.setExpanded(not item.isExpanded())


def _line(above: QTreeWidgetItem | None, first: str, second: str) -> QTreeWidgetItem:
    assert above is not None
    item = QTreeWidgetItem(above, [first, second])
    for column, text in enumerate((first, second)):
        item.setToolTip(column, text)
    return item
