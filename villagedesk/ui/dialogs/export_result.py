# SPDX-License-Identifier: MIT
"""What a print run has made, and which households it refused for which reasons."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _, clauses
from villagedesk.ui import labels
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from villagedesk.documents.volumes.batch import Outcome
    from villagedesk.ui.icons import Icons

_LINES_SEEN: Final = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A household of the run; `folder` is empty for one that was refused."""

    id: str
    label: str
    folder: str
    why: str


class ExportResult(QWidget):
    """Refused households first, since something is to be done about them.

    Signals:
        household_wanted: a household was double-clicked.
        preview_wanted: the folder whose papers are to be seen.
    """

    household_wanted = Signal(str)
    preview_wanted = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: Path | None = None
        self._blank: Path | None = None
        self.text = labels.label("")
        columns: list[Column[Line]] = [
            Column("state", _("结果"), _state, 4, icon=lambda line: "ok" if line.folder else "error"),
            Column("label", _("户"), lambda line: line.label, 8),
            Column(
                "why",
                _("原因或位置"),
                lambda line: line.why or line.folder,
                20,
                tip=lambda line: line.why or line.folder,
            ),
        ]
        self.model: RowsModel[Line] = RowsModel(columns, icons, self)
        self.list = PagedView(self.model, "export-result", self)
        self.list.setAccessibleName(_("导出结果"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.setMinimumHeight(_LINES_SEEN * (self.fontMetrics().height() + 10))
        self.list.opened.connect(self._open)
        self.preview_button = QPushButton(_("预览(&V)"), self)
        icons.later(self.preview_button, "print")
        self.preview_button.clicked.connect(self._preview)
        self.list.selectionModel().currentRowChanged.connect(self._look_at_line)
        self.folder_button = QPushButton(_("打开文件夹(&F)"), self)
        icons.later(self.folder_button, "folder")
        self.folder_button.clicked.connect(self.open_folder)
        row = QHBoxLayout()
        row.addWidget(labels.label(_("在没有导出的户上按回车或双击，可以去改正。"), labels.HINT), 1)
        row.addWidget(self.preview_button)
        row.addWidget(self.folder_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)

    def show_outcome(self, outcome: Outcome, target: Path) -> None:
        """Show what a run has made."""
        self._target = target
        refused = [
            Line(one.household, one.label, "", clauses(problem.text() for problem in one.problems))
            for one in outcome.refused
        ]
        written = [Line(household, folder.name, str(folder), "") for household, folder in outcome.written]
        self.model.show([*refused, *written])
        said = _("已导出{count}户，{files}份文件。").format(count=len(written), files=outcome.files)
        if refused:
            said += _("有{count}户没有导出，原因见下表；改正后再导出，或用“草稿”方式。").format(count=len(refused))
        if outcome.blank is not None:
            said = _("已导出空白表，{files}份文件。").format(files=outcome.files)
            self._target = self._blank = outcome.blank
        self.text.setText("".join((said, *outcome.faults, outcome.unnoted)))
        self.folder_button.setEnabled(bool(written) or outcome.blank is not None)
        self._look_at_line()

    def show_stopped(self, text: str, target: Path) -> None:
        """The user stopped the run; what was finished stays."""
        self._target = target
        self.model.show([])
        self.text.setText(text)
        self.folder_button.setEnabled(target.is_dir())
        self._look_at_line()

    def say(self, text: str) -> None:
        """Tell something in place of what became of the run."""
        if text:
            self.text.setText(text)

    def focus_list(self) -> bool:
        """Put the cursor on the first line, which is a refused household if there is one; False if there is no line."""
        if not self.model.rowCount():
            return False
        self.list.go_to_row(0)
        self.list.setFocus()
        return True

    def open_folder(self) -> None:
        """Show the folder in the system's file manager."""
        if self._target is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target)))

    def _folder_to_see(self) -> Path | None:
        """That of the household in the current line, or the blank forms."""
        line = self.model.line(self.list.currentIndex().row())
        return Path(line.folder) if line is not None and line.folder else self._blank

    def _look_at_line(self, *_what: object) -> None:
        self.preview_button.setEnabled(self._folder_to_see() is not None)

    def _preview(self) -> None:
        folder = self._folder_to_see()
        if folder is not None:
            self.preview_wanted.emit(folder)

    def _open(self, key: object) -> None:
        self.household_wanted.emit(str(key))


def _state(line: Line) -> str:
    return _("已导出") if line.folder else _("未导出")
