# SPDX-License-Identifier: MIT
"""What a print run has made, and which households it refused for which reasons."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from villagedesk.i18n import _, clauses
from villagedesk.ui.dialogs.run_result import RunResult
from villagedesk.ui.preview.opening import show_document
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from villagedesk.documents.registers.reprinting import WrittenAgain
    from villagedesk.documents.volumes.batch import Outcome
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session


_BOOK: Final = "book:"  # begins the ids of lines that are papers of books, or blank forms: of no household


@dataclass(frozen=True, slots=True)
class Line:
    """A household of the run, a paper of a book, or the blank forms; `folder` (of a book the file) is empty for one that was refused."""

    id: str
    label: str
    folder: str
    why: str


class ExportResult(RunResult):
    """Volumes and papers, which can be looked at."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None, *, what: str = "") -> None:
        """Begin without lines; `what` heads the column of what was printed, where that is not households only."""
        columns: list[Column[Line]] = [
            Column("state", _("结果"), _state, 6, icon=lambda line: "ok" if line.folder else "error"),
            Column("label", what or _("户"), lambda line: line.label, 12),
            Column(
                "why",
                _("原因或位置"),
                lambda line: line.why or line.folder,
                20,
                tip=lambda line: line.why or line.folder,
            ),
        ]
        super().__init__(columns, "export-result", "", icons, parent)
        self._session = session
        self.list.setAccessibleName(_("导出结果"))
        self.preview_button = QPushButton(_("预览(&V)"), self)
        icons.later(self.preview_button, "print")
        self.preview_button.clicked.connect(self._preview)
        self.list.selectionModel().currentRowChanged.connect(self._look_at_line)
        self.buttons.insertWidget(1, self.preview_button)

    def show_outcome(self, outcome: Outcome, target: Path) -> None:
        """Show what a run has made."""
        self._target = target
        refused = [
            Line(one.household, one.label, "", clauses(problem.text() for problem in one.problems))
            for one in outcome.refused
        ]
        written = [Line(household, folder.name, str(folder), "") for household, folder in outcome.written]
        if outcome.blank is not None:
            written = [Line(f"{_BOOK}blank", outcome.blank.name, str(outcome.blank), "")]
        self.model.show([*refused, *written])
        self.hint.setText(_("在没有导出的户上按回车或双击，可以去改正。") if refused else "")
        homes = {household for household, _folder in outcome.written}  # one may have papers in two folders
        said = _("已导出{count}户，{files}份文件。").format(count=len(homes), files=outcome.files)
        if refused:
            said += _("有{count}户没有导出，原因见下表；改正后再导出，或用“草稿”方式。").format(count=len(refused))
        if outcome.blank is not None:
            said = _("已导出空白表，{files}份文件。").format(files=outcome.files)
            self._target = outcome.blank
        self.text.setText("".join((said, *outcome.faults, outcome.unnoted)))
        self.folder_button.setEnabled(bool(written))
        self._look_at_line()

    def add_books(self, made: WrittenAgain, folder: Path, what: str, *, alone: bool) -> None:
        """Show what became of papers of no household too, `what` they are; `alone` where there were none before."""
        lines = [] if alone else self.model.lines
        first = len(lines)  # so that each line has an id of its own
        refused = [Line(f"{_BOOK}-{at}", title, "", why) for at, (title, why) in enumerate(made.refused, first)]
        written = [Line(f"{_BOOK}{at}", path.stem, str(path), "") for at, path in enumerate(made.files, first)]
        bad = [one for one in lines if not one.folder]
        self.model.show([*bad, *refused, *(one for one in lines if one.folder), *written])
        said = _("已重新打印{count}份{what}，在 {out}。").format(count=len(written), what=what, out=folder)
        if refused:
            said += _("有{count}份{what}没有打印，原因见下表。").format(count=len(refused), what=what)
        self.text.setText("".join(("" if alone else self.text.text(), said, made.unnoted)))
        if alone:
            self._target = folder
        self.folder_button.setEnabled((self.folder_button.isEnabled() and not alone) or bool(written))
        self._look_at_line()

    def add_words(self, words: str) -> None:
        """Say more below what became of it."""
        self.text.setText(self.text.text() + words)

    def open_folder(self) -> None:
        """That of the papers of books where one of them is the current line."""
        line = self.model.line(self.list.currentIndex().row())
        if line is not None and line.id.startswith(_BOOK) and line.folder:
            made = Path(line.folder)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(made if made.is_dir() else made.parent)))
        else:
            super().open_folder()

    def _open(self, key: object) -> None:
        if not str(key).startswith(_BOOK):
            super()._open(key)

    def show_stopped(self, text: str, target: Path) -> None:
        """Nothing is there to be looked at."""
        super().show_stopped(text, target)
        self._look_at_line()

    def _folder_to_see(self) -> Path | None:
        """That of the current line."""
        line = self.model.line(self.list.currentIndex().row())
        return Path(line.folder) if line is not None and line.folder else None

    def _look_at_line(self, *_what: object) -> None:
        self.preview_button.setEnabled(self._folder_to_see() is not None)

    def _preview(self) -> None:
        folder = self._folder_to_see()
        said = show_document(self.window(), self._session, folder, folder.name) if folder is not None else ""
        if said:
            self.text.setText(said)


def _state(line: Line) -> str:
    return _("已导出") if line.folder else _("未导出")
