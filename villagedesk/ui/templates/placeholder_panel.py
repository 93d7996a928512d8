# SPDX-License-Identifier: MIT
"""All placeholders in their groups, to be searched and copied, each with what it prints for a household of the file."""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from villagedesk.documents.facts.meanings import group_named, meaning, sort_named
from villagedesk.documents.facts.placeholders import placeholder_list
from villagedesk.i18n import _
from villagedesk.store import households
from villagedesk.store.households import Query
from villagedesk.ui import labels, messages

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_PAUSE_MS: Final = 250
_ROLE: Final = Qt.ItemDataRole.UserRole
_NUMBER: Final = re.compile(r"(?<![0-9])[0-9]{7,}[Xx]?")  # numbers of persons, telephones, accounts
_LONGEST: Final = 40
_OPENED: Final = 1  # the group that is open at first: 户
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_WIDTHS: Final = (15, 11, 3)  # 汉字 of the first columns; the example takes the rest
_EXAMPLE: Final = (
    9  # 汉字 that it has at least: placeholder and contents, which have tooltips, are narrower before that
)
_INDENT: Final = 12  # pixels


class _Tree(QTreeWidget):
    """Enter, Ctrl+C and a double click copy; every column is seen until the user drags one."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels([_("占位符"), _("内容"), _("类型"), _("这一户的例子")])
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self._shared: list[int] = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        if self._shared in ([], self._widths()):
            em = self.fontMetrics().horizontalAdvance("汉")
            first, second, kind = (width * em for width in _WIDTHS)
            kind = max(kind, self.header().sectionSizeHint(2))
            room = max(self.viewport().width() - kind - _EXAMPLE * em, (first + second) // 2)
            part = min(1, room / (first + second))
            for column, width in enumerate((int(first * part), int(second * part), kind)):
                self.setColumnWidth(column, width)
            self._shared = self._widths()

    def _widths(self) -> list[int]:
        return [self.columnWidth(column) for column, _width in enumerate(_WIDTHS)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the placeholder under the cursor."""
        if event.key() in _ENTER or event.matches(QKeySequence.StandardKey.Copy):
            self.wanted.emit()
            return
        super().keyPressEvent(event)


class PlaceholderPanel(QWidget):
    """Search box and household above, the placeholders below.

    Signals:
        said: a note for the status bar.

    Attributes:
        household: id of the household whose facts are the examples; empty where there is none.
        household_name: what it is called.
    """

    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reading = 0
        self._examples: dict[str, str] = {}
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.household = self.household_name = ""
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(_("搜索占位符：如 电话、人均、姓名"))
        self.search.setAccessibleName(_("搜索占位符"))
        self.person = QLineEdit(clearButtonEnabled=True)
        self.person.setPlaceholderText(_("例子用哪一户：户主姓名、户编号"))
        self.person.setAccessibleName(_("例子用哪一户"))
        self.whose = labels.label(role=labels.HINT)
        self.numbers = QCheckBox(labels.lettered(_("显示完整号码"), "N"))
        self.tree = _Tree()
        self.copy_button = QPushButton(labels.lettered(_("复制占位符"), "Y"))
        self.dictionary_button = QPushButton(labels.lettered(_("导出数据字典…"), "W"))
        self._build()
        self._fill()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._find_household)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.tree.setFocus)
        self.person.textChanged.connect(lambda _text: self._timer.start())
        self.numbers.toggled.connect(self._show_examples)
        self.tree.wanted.connect(self.copy)
        self.tree.itemDoubleClicked.connect(self.copy)
        self.copy_button.clicked.connect(self.copy)

    def _build(self) -> None:
        self.tree.setAccessibleName(_("占位符"))
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.search, 1)
        above.addWidget(self.person, 1)
        told = QHBoxLayout()
        told.addWidget(self.whose, 1)
        told.addWidget(self.numbers)
        below.addWidget(self.copy_button)
        below.addWidget(self.dictionary_button)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for row in (above, told):
            layout.addLayout(row)
        layout.addWidget(self.tree, 1)
        layout.addLayout(below)

    def _fill(self) -> None:
        for group, lines in groupby(placeholder_list(), key=lambda one: one.group):
            heading = QTreeWidgetItem(self.tree, [group_named(group)])
            heading.setFirstColumnSpanned(True)
            items = []
            for one in lines:
                meant = meaning(one)
                item = QTreeWidgetItem(heading, [one.written, meant, sort_named(one)])
                item.setData(0, _ROLE, one)
                for column, text in enumerate((one.written, meant)):
                    item.setToolTip(column, text)
                items.append(item)
            self._groups.append((heading, items))
        heading, items = self._groups[_OPENED]
        heading.setExpanded(True)
        self.tree.setCurrentItem(items[0])

    # -- searching and copying --------------------------------------------------------------------------------------

    def _narrow(self, text: str) -> None:
        """Show the placeholders in which every word occurs, and their groups."""
        words = text.split()
        first: QTreeWidgetItem | None = None
        for place, (heading, items) in enumerate(self._groups):
            found = []
            for item in items:
                said = f"{heading.text(0)} {item.text(0)} {item.text(1)}"
                item.setHidden(not all(word in said for word in words))
                if not item.isHidden():
                    found.append(item)
            heading.setHidden(not found)
            heading.setExpanded(bool(found) if words else place == _OPENED)
            if words and found and first is None:
                first = found[0]
        if first is not None:
            self.tree.setCurrentItem(first)

    def copy(self, *_what: object) -> None:
        """Put the placeholder under the cursor on the clipboard."""
        item = self.tree.currentItem()
        one = item.data(0, _ROLE) if item is not None else None
        if one is None:
            return
        QGuiApplication.clipboard().setText(one.written)
        self.said.emit(_("已复制 {text}，可以粘贴到Word里。").format(text=one.written))

    # -- examples ---------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Take the first household of the file for an example."""
        self._find_household()

    def refresh(self) -> None:
        """Read the example again; where there was no household yet, there may be one now."""
        if self.household:
            self._read()
        else:
            self._find_household()

    def _find_household(self) -> None:
        text = self.person.text().strip()
        found = households.keys(self._session.store, Query(text=text, away=False))
        line = next(iter(households.page_all(self._session.store, found[:1])), None)
        if line is None:
            said = _("没有找到这一户。") if text else _("文件里还没有户，例子空着。")
            self.whose.setText(said)
            if not text:
                self.household = ""
            return
        self.household = line.id
        self.household_name = " ".join(filter(None, (line.grp, line.head_name))) or _("未命名户")
        self.whose.setText(_("例子：{name}").format(name=self.household_name))
        self._read()

    def _read(self) -> None:
        self._reading += 1
        work = partial(_read, self._reading, self.household, self._session.year)
        self._session.start(_("读取例子"), work, done=self._take, failed=self._failed)

    def _take(self, found: object) -> None:
        reading, texts = cast("tuple[int, dict[str, str]]", found)
        if reading == self._reading:
            self._examples = texts
            self._show_examples()

    def _failed(self, error: object) -> None:
        messages.problem(self, error)

    def _show_examples(self, *_what: object) -> None:
        for _heading, items in self._groups:
            for item in items:
                text = self._examples.get(item.data(0, _ROLE).placeholder, "")
                shown = text if self.numbers.isChecked() else masked(text)
                line = shown.replace("\n", " ")
                item.setText(3, line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…")
                item.setToolTip(3, shown)


def masked(text: str) -> str:
    """The text with the middle of long numbers hidden: others look at the screen too."""
    return _NUMBER.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    number = found.group()
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def _read(reading: int, household: str, year: int, store: Store, _job: Job) -> tuple[int, dict[str, Any]]:
    """Called on the worker thread."""
    from villagedesk.documents.volumes.examples import examples

    return reading, examples(store, household, year, store.clock().date())
