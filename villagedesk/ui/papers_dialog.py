# SPDX-License-Identifier: MIT
"""Printing papers into a folder from a dialog: which papers, where to; what has to be known before is said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, whole_sentences
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.folder_field import FolderField
from villagedesk.ui.preview.opening import show_document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from villagedesk.documents.papers import Paper
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_LINES_SEEN: Final = 4


class Written(NamedTuple):
    """Files that were written, and what else is to be said of it; empty for nothing."""

    files: Sequence[Path]
    told: str = ""


class Offer(NamedTuple):
    """What can be printed.

    Attributes:
        papers: the papers to choose from.
        name: what they are about; empty for nothing but blank forms.
        hint: what is said above.
        folder: where they go, until somebody has chosen another.
        blank_only: there is nothing to fill in.
    """

    papers: Sequence[Paper]
    name: str
    hint: str
    folder: Path
    blank_only: bool


class PapersDialog(QDialog):
    """Papers about one thing, or blank ones.

    Nothing is written before whoever prints has seen what is left out of a public paper: the first press of the button makes
    the papers and says it, the second writes them. Where there is nothing to say the first press does both. Subclasses make
    and write the papers.
    """

    topic: ClassVar[str]  # under which the folder is remembered

    def __init__(self, session: Session, icons: Icons, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        session.office.warm_up()
        self._made: Any = None
        self._name = offer.name or _("空白表")
        self._printed: list[Path] = []
        self.setWindowTitle(_("打印：{name}").format(name=offer.name) if offer.name else _("打印空白表"))
        window_state.fit(self, 46, 28)
        self.papers = {
            paper.key: QCheckBox(labels.lettered(paper.label, str(place)) if place < 10 else paper.label, self)
            for place, paper in enumerate(offer.papers, 1)
        }
        self.states: dict[str, QLabel] = {key: labels.label("", labels.HINT) for key in self.papers}
        self.blank = QCheckBox(_("空白表，供手工填写(&E)"), self)
        self.place = FolderField(session, (self.topic,), _("选择(&B)…"), self, first=offer.folder)
        self.folder, self.browse_button = self.place.edit, self.place.browse_button
        self.told = labels.label("", labels.HINT)
        self.notes = QListWidget(self)
        self.problem = labels.label("", labels.ERROR)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.open_button = self.buttons.addButton(_("打开文件夹(&F)"), QDialogButtonBox.ButtonRole.ActionRole)
        self.preview_button = self.buttons.addButton(_("预览(&V)"), QDialogButtonBox.ButtonRole.ActionRole)
        self.print_button = self.buttons.addButton(_("打印(&P)"), QDialogButtonBox.ButtonRole.ActionRole)
        icons.later(self.open_button, "folder")
        self._lay_out(offer.hint)
        self.blank.setChecked(offer.blank_only)
        self.blank.setEnabled(not offer.blank_only)
        self.begin_again()
        self.open_button.clicked.connect(self._open)
        self.preview_button.clicked.connect(self._preview)
        self.print_button.clicked.connect(self.start)
        self.buttons.rejected.connect(self.reject)
        for box in (*self.papers.values(), self.blank):
            box.toggled.connect(self.begin_again)

    # -- what subclasses say ----------------------------------------------------------------------------------------

    def make(self, store: Store, job: Job, keys: tuple[str, ...], *, blank: bool) -> Any:
        """The papers of these keys; called on the worker thread."""
        raise NotImplementedError

    def before(self, made: Any) -> list[str]:
        """What has to be seen before these papers are written; nothing where they may be written at once."""
        raise NotImplementedError

    def write(self, store: Store, job: Job, made: Any, folder: Path) -> Written:
        """Write papers; called on the worker thread."""
        raise NotImplementedError

    def after(self) -> None:
        """What is kept of a printing, once the papers are written."""

    def add_rows(self, form: QFormLayout) -> None:
        """Further rows below the papers."""

    # -- the window -------------------------------------------------------------------------------------------------

    def _lay_out(self, hint: str) -> None:
        self.form = QFormLayout()
        papers = QVBoxLayout()
        for key, box in self.papers.items():
            line = QHBoxLayout()
            line.addWidget(box)
            line.addWidget(self.states[key], 1)
            papers.addLayout(line)
        papers.addWidget(self.blank)
        self.form.addRow(_("哪些材料"), papers)
        self.add_rows(self.form)
        self.form.addRow(_("存到文件夹"), self.place)
        self.folder.setAccessibleName(_("存到文件夹"))
        self.notes.setAccessibleName(_("打印前请看"))
        self.notes.setWordWrap(True)
        self.notes.setMinimumHeight(_LINES_SEEN * (self.fontMetrics().height() + 8))
        layout = QVBoxLayout(self)
        layout.addWidget(labels.label(hint, labels.HINT))
        layout.addLayout(self.form)
        layout.addWidget(self.told)
        layout.addWidget(self.notes, 1)
        layout.addStretch()
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.print_button.setDefault(True)
        self.print_button.setFocus()
        for box in self.papers.values():
            box.setChecked(True)

    def say_states(self, states: Mapping[str, str]) -> None:
        """Say beside each paper how an earlier printing of it stands."""
        for key, label in self.states.items():
            label.setText(states.get(key, ""))

    def begin_again(self, *_what: object) -> None:
        """Other papers are wanted: what was said of the former ones does not count."""
        self._made = None
        self.print_button.setText(_("打印(&P)"))
        self._tell("", [])
        self.open_button.hide()
        self.preview_button.hide()
        self._complain("")

    def _tell(self, text: str, notes: list[str]) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.notes.clear()
        self.notes.addItems(notes)
        self.notes.setVisible(bool(notes))

    def _complain(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))

    def _preview(self) -> None:
        folder = self._printed[0].parent
        self._complain(show_document(self, self.session, folder, self._name, self._printed))

    # -- printing ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Make the papers; write them unless there is something to be seen first."""
        keys = tuple(key for key, box in self.papers.items() if box.isChecked())
        folder = self.place.path()
        self._complain("" if keys and folder else _("请选择存放的文件夹。") if keys else _("请至少选择一种材料。"))
        if not keys or folder is None:
            return
        try:
            if self._made is None and not self._make(keys):
                return
            self._write(folder)
        except VillageDeskError as error:
            messages.problem(self, error)

    def _make(self, keys: tuple[str, ...]) -> bool:
        """Whether the papers may be written at once."""
        blank = self.blank.isChecked()

        def work(store: Store, job: Job) -> Any:
            return self.make(store, job, keys, blank=blank)

        self._made = progress.run(self, self.session.tasks, _("打印"), work)
        notes = self.before(self._made)
        if not notes:
            return True
        text = _("还没有写文件。请先看下面的{count}处，要改的先关闭本窗口去改；不用改的，再按一次“照此打印”。")
        self._tell(text.format(count=len(notes)), notes)
        self.print_button.setText(_("照此打印(&P)"))
        return False

    def _write(self, folder: Path) -> None:
        made = self._made

        def work(store: Store, job: Job) -> Written:
            return self.write(store, job, made, folder)

        written: Written = progress.run(self, self.session.tasks, _("打印"), work)
        self.place.remember(folder)
        self.after()
        self.begin_again()
        text = _("已打印{count}个文件，在 {folder}。").format(count=len(written.files), folder=folder)
        self._tell(whole_sentences(filter(None, (text, written.told))), [path.name for path in written.files])
        self._printed = list(written.files)
        self.open_button.show()
        self.preview_button.show()
