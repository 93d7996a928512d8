# SPDX-License-Identifier: MIT
"""The roster wizard's second step: which sheet, which heading row, which year, and what each column means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractItemModel, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QSpinBox,
    QStyledItemDelegate,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import Refused, VillageDeskError
from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.values.show import entity_name, label_of
from villagedesk.services.opening.files import FIRST_YEAR, LAST_YEAR
from villagedesk.sheets import columns as mapping
from villagedesk.sheets.columns import Column, Layout
from villagedesk.sheets.reading import Sheet
from villagedesk.ui import labels, messages
from villagedesk.ui.forms.choice import ChoiceEditor
from villagedesk.ui.forms.choices import Choice
from villagedesk.ui.tables.columns import Column as ListColumn
from villagedesk.ui.tables.model import EDIT, AnyIndex
from villagedesk.ui.tables.rows import RowsModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QStyleOptionViewItem

_SAMPLES: Final = 3
_HEADER_ROWS: Final = 10
_NOT_IMPORTED: Final = "-"  # content of that choice; an empty content would be "nothing chosen"
_MEANING: Final = 3


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of the sheet as the table shows it."""

    id: int
    letter: str
    heading: str
    samples: str
    path: str


def layout_at(sheets: Sequence[Sheet], sheet: int, row: int, remembered: Mapping[str, str]) -> Layout:
    """The layout with this row as headings; columns whose headings mean nothing are not imported."""
    cells = sheets[sheet].rows[row] if row < len(sheets[sheet].rows) else ()
    try:
        found = mapping.find_layout((Sheet(sheets[sheet].name, (cells,)),), remembered)
    except Refused:
        return Layout(sheet, row, tuple(Column(n, str(cell or "").strip(), "") for n, cell in enumerate(cells)))
    return Layout(sheet, row, found.columns)


def letter_of(index: int) -> str:
    """The name of a column as Excel shows it: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class ColumnsStep(QWidget):
    """Proposes what the headings mean; every proposal can be changed, and the answers are remembered.

    Signals:
        changed: sheet, row, year or a meaning.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets: Sequence[Sheet] = ()
        self.layout_found: Layout | None = None
        self._remembered: Mapping[str, str] = {}
        self.sheet = QComboBox(self)
        self.header = QSpinBox(self)
        self.header.setRange(1, _HEADER_ROWS)
        self.year = QSpinBox(self)
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.about_year = labels.label("", labels.HINT)
        self.problem = labels.label("", labels.ERROR)
        self.model = _ColumnsModel(self)
        self.table = QTableView(self)
        self._build()
        self.sheet.activated.connect(self._sheet_chosen)
        self.header.valueChanged.connect(self._header_chosen)
        self.year.valueChanged.connect(self.changed)
        self.model.meant.connect(self._meaning_chosen)

    def _build(self) -> None:
        for widget, name in ((self.sheet, _("工作表")), (self.header, _("表头所在行")), (self.year, _("资料年度"))):
            widget.setAccessibleName(name)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("对应列"))
        self.table.setItemDelegateForColumn(_MEANING, _MeaningDelegate(self.table))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        em = self.fontMetrics().horizontalAdvance("汉")
        for column, width in enumerate((3, 12, 20, 16)):
            self.table.setColumnWidth(column, width * em)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        form = QFormLayout()
        form.addRow(_("工作表"), self.sheet)
        header = QHBoxLayout()
        header.addWidget(self.header)
        header.addStretch(1)
        form.addRow(_("表头在第几行"), header)
        year = QHBoxLayout()
        year.addWidget(self.year)
        year.addWidget(self.about_year, 1)
        form.addRow(_("资料年度"), year)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.table, 1)
        layout.addWidget(labels.label(_("点“对应项目”可以改；改过的会记住，下次同样的表头不用再选。"), labels.HINT))

    # -- filling ----------------------------------------------------------------------------------------------------

    def show_workbook(self, sheets: Sequence[Sheet], remembered: Mapping[str, str], year: int, *, sure: bool) -> None:
        """Show a workbook with the best proposal; `sure` where the year was found in it."""
        self.sheets, self._remembered = sheets, remembered
        self.sheet.clear()
        self.sheet.addItems([sheet.name for sheet in sheets])
        try:
            found = mapping.find_layout(sheets, remembered)
            self._say("")
        except VillageDeskError as error:
            found = layout_at(sheets, 0, 0, remembered)
            self._say(str(error))
        self.year.setValue(year)
        self.about_year.setText(_("从文件中读出") if sure else _("文件中没有年度，请核对"))
        self._show(found)

    def _show(self, layout: Layout) -> None:
        self.layout_found = layout
        self.sheet.setCurrentIndex(layout.sheet)
        self.header.blockSignals(True)
        self.header.setValue(layout.header_row + 1)
        self.header.blockSignals(False)
        below = self.sheets[layout.sheet].rows[layout.header_row + 1 : layout.header_row + 21]
        self.model.show(_line(column, below) for column in layout.columns if column.heading or _samples(column, below))
        self.changed.emit()

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    @property
    def ready(self) -> bool:
        """Whether there is a column with names, without which nothing can be imported."""
        return self.layout_found is not None and self.layout_found.column_of("member.name") is not None

    # -- changing ---------------------------------------------------------------------------------------------------

    def _sheet_chosen(self, place: int) -> None:
        try:
            only = mapping.find_layout((self.sheets[place],), self._remembered)
            self._say("")
            self._show(Layout(place, only.header_row, only.columns))
        except VillageDeskError as error:
            self._say(str(error))
            self._show(layout_at(self.sheets, place, self.header.value() - 1, self._remembered))

    def _header_chosen(self, row: int) -> None:
        if self.layout_found is not None:
            self._say("")
            self._show(layout_at(self.sheets, self.layout_found.sheet, row - 1, self._remembered))

    def _meaning_chosen(self, index: int, path: str) -> None:
        if self.layout_found is None:
            return
        try:
            self._show(mapping.with_mapping(self.layout_found, {index: path}))
            self._say("")
        except VillageDeskError as error:
            messages.problem(self, error)


def _line(column: Column, below: Sequence[tuple[Any, ...]]) -> ColumnLine:
    return ColumnLine(column.index, letter_of(column.index), column.heading, _samples(column, below), column.path)


def _samples(column: Column, below: Sequence[tuple[Any, ...]]) -> str:
    values = (row[column.index] for row in below if column.index < len(row))
    texts = dict.fromkeys(_cell_text(value) for value in values if value not in {None, ""})
    return listed(list(texts)[:_SAMPLES])


def _cell_text(value: object) -> str:
    """A cell as the spreadsheet shows it, shortened."""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value) if whole else value).strip()[:20]  # type: ignore[call-overload]


def _meaning_label(path: str) -> str:
    spec = mapping.field_of(path)
    if spec is None:
        return _("（不导入）")
    label = label_of(spec)
    owner = ENTITIES.get(spec.entity)
    if spec.entity == "context":
        return _("{label}（只用于核对）").format(label=label)
    return f"{label}　[{entity_name(owner)}]" if owner and spec.entity != "cause" else label


def meanings() -> list[Choice]:
    """What a column may be mapped to."""
    every = [Choice(_NOT_IMPORTED, _("（不导入）"), names=(_("不导入"),))]
    for spec in mapping.importable_fields():
        path = f"{spec.entity}.{spec.key}"
        every.append(Choice(path, _meaning_label(path), names=(*spec.aliases, spec.label, spec.en)))
    return every


class _ColumnsModel(RowsModel[ColumnLine]):
    """The columns of the sheet; the last column of the table can be edited.

    Signals:
        meant: a column of the sheet, and the path it is to have.
    """

    meant = Signal(int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(
            [
                ListColumn("letter", _("列"), lambda line: line.letter),
                ListColumn("heading", _("表头"), lambda line: line.heading),
                ListColumn("samples", _("内容举例"), lambda line: line.samples, tip=lambda line: line.samples),
                ListColumn("meaning", _("对应项目"), lambda line: _meaning_label(line.path)),
            ],
            parent=parent,
        )

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Only the meaning can be changed."""
        editable = Qt.ItemFlag.ItemIsEditable if index.column() == _MEANING else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | editable

    def setData(self, index: AnyIndex, value: Any, role: int = EDIT) -> bool:
        """Another meaning was chosen."""
        line = self.line(index.row())
        if role != EDIT or line is None or value == line.path:
            return False
        self.meant.emit(line.id, value)
        return True


class _MeaningDelegate(QStyledItemDelegate):
    """Chooses among some two hundred fields by typing part of a name or its initials."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: AnyIndex) -> QWidget:
        """A list that filters."""
        editor = ChoiceEditor(meanings(), parent)
        editor.setAccessibleName(_("对应项目"))
        editor.setAutoFillBackground(True)
        editor.stepped.connect(self._done)
        editor.activated.connect(self._done)
        return editor

    def _done(self, *_what: object) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Begin with what the column means now."""
        model = index.model()
        line = model.line(index.row()) if isinstance(model, _ColumnsModel) else None
        if isinstance(editor, ChoiceEditor) and line is not None:
            editor.show_content(line.path or _NOT_IMPORTED)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Take the choice; a text that is none is forgotten."""
        if isinstance(editor, ChoiceEditor):
            content = editor.content()
            if content == _NOT_IMPORTED:
                model.setData(index, "")
            elif mapping.field_of(content) is not None:
                model.setData(index, content)
