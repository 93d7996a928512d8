# SPDX-License-Identifier: MIT
"""What 一键成档 has made: who was refused and why, and what each binder lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _, clauses, listed
from villagedesk.ui import labels
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.documents.binder.binding import BindOutcome
    from villagedesk.ui.icons import Icons

_LINES_SEEN: Final = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A household of the run; `done` is whether its binder lies there."""

    id: str
    label: str
    done: bool
    kept: bool
    why: str


class BindResult(QWidget):
    """Refused households first, then those that lack something.

    Attributes:
        clashing: (village, way of cataloguing) in which a number stands twice.

    Signals:
        household_wanted: a household was double-clicked.
        renumber_wanted: the numbers that stand twice are to be given anew.
    """

    household_wanted = Signal(str)
    renumber_wanted = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: Path | None = None
        self.clashing: tuple[tuple[str, str], ...] = ()
        self.text = labels.label("")
        self.notes = labels.label("", labels.ERROR)
        columns: list[Column[Line]] = [
            Column("state", _("结果"), _state, 6, icon=_icon),
            Column("label", _("户"), lambda line: line.label, 10),
            Column("why", _("原因或缺少的材料"), lambda line: line.why, 24, tip=lambda line: line.why),
        ]
        self.model: RowsModel[Line] = RowsModel(columns, icons, self)
        self.list = PagedView(self.model, "bind-result", self)
        self.list.setAccessibleName(_("成档结果"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.setMinimumHeight(_LINES_SEEN * (self.fontMetrics().height() + 10))
        self.list.opened.connect(self._open)
        self.renumber_button = QPushButton(_("重号的重新编号(&K)…"), self)
        self.renumber_button.clicked.connect(self.renumber_wanted)
        self.folder_button = QPushButton(_("打开文件夹(&F)"), self)
        icons.later(self.folder_button, "folder")
        self.folder_button.clicked.connect(self.open_folder)
        row = QHBoxLayout()
        row.addWidget(
            labels.label(_("按回车或双击可以去该户改正、补充扫描件，再成档时只重做有变化的户。"), labels.HINT), 1
        )
        row.addWidget(self.renumber_button)
        row.addWidget(self.folder_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(self.notes)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)

    def show_outcome(self, outcome: BindOutcome, *, writable: bool) -> None:
        """Show what a run has made."""
        self._target = outcome.folder
        self.clashing = outcome.clashing
        refused = [
            Line(one.household, one.label, False, False, clauses(problem.text() for problem in one.problems))
            for one in outcome.refused
        ]
        bound = [Line(one.household, one.label, True, one.kept, listed(one.missing)) for one in outcome.bound]
        bound.sort(key=lambda line: not line.why)
        self.model.show([*refused, *bound])
        kept = sum(line.kept for line in bound)
        said = _("已成档{count}户，新写{files}份文件。").format(count=len(bound), files=outcome.files)
        if kept:
            said += _("其中{count}户没有变化，没有重印。").format(count=kept)
        if lacking := sum(bool(line.why) for line in bound):
            said += _("{count}户还缺材料，已写在备考表中。").format(count=lacking)
        if refused:
            said += _("有{count}户没有成档，原因见下表；改正后再成档。").format(count=len(refused))
        self.text.setText(said)
        self._show_notes("\n".join(filter(None, (*outcome.notes, outcome.unnoted))))
        self.renumber_button.setVisible(bool(outcome.clashing) and writable)
        self.folder_button.setEnabled(bool(bound))

    def show_stopped(self, text: str, target: Path) -> None:
        """The user stopped the run; what was finished stays and is not made again."""
        self._target = target
        self.clashing = ()
        self.model.show([])
        self.text.setText(text)
        self._show_notes("")
        self.renumber_button.hide()
        self.folder_button.setEnabled(target.is_dir())

    def _show_notes(self, text: str) -> None:
        self.notes.setText(text)
        self.notes.setVisible(bool(text))

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

    def _open(self, key: object) -> None:
        self.household_wanted.emit(str(key))


def _state(line: Line) -> str:
    if not line.done:
        return _("未成档")
    return _("没有变化") if line.kept else _("已成档")


def _icon(line: Line) -> str:
    if not line.done:
        return "error"
    return "warning" if line.why else "ok"
