# SPDX-License-Identifier: MIT
"""Printing what a meeting or notice leaves on paper: which papers, where to; what is kept off public ones is said before."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk import paths
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, labelled
from villagedesk.store import drafts
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.file_names import ask_folder
from villagedesk.ui.preview.opening import show_document

if TYPE_CHECKING:
    from villagedesk.documents.public.gatherings import Made
    from villagedesk.models.catalogue.procedure import Meeting, Notice
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_TOPIC, _FOLDER = "notices", "folder"
_LINES_SEEN: Final = 4


class PrintDialog(QDialog):
    """The papers of one meeting or notice, or blank ones.

    Nothing is written before whoever prints has seen what is left out of a public paper: the first press of the button makes
    the papers and says it, the second writes them. Where there is nothing to say the first press does both.
    """

    def __init__(
        self,
        session: Session,
        icons: Icons,
        gathered: Meeting | Notice | None,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        from villagedesk.documents.public.gatherings import PAPERS, papers_about

        self._session, self._gathered = session, gathered
        self._made: Made | None = None
        self._name = name or _("空白表")
        self._printed: list[Path] = []
        self.setWindowTitle(_("打印：{name}").format(name=name) if name else _("打印空白表"))
        window_state.fit(self, 46, 28)
        found = PAPERS if gathered is None else papers_about(gathered)
        self.papers = {
            paper.key: QCheckBox(labels.lettered(paper.title, str(place)), self) for place, paper in enumerate(found, 1)
        }
        self.blank = QCheckBox(_("空白表，供手工填写(&E)"), self)
        self.folder = QLineEdit(self)
        self.browse_button = QPushButton(_("选择(&B)…"), self)
        self.told = labels.label("", labels.HINT)
        self.notes = QListWidget(self)
        self.problem = labels.label("", labels.ERROR)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.open_button = self.buttons.addButton(_("打开文件夹(&F)"), QDialogButtonBox.ButtonRole.ActionRole)
        self.preview_button = self.buttons.addButton(_("预览(&V)"), QDialogButtonBox.ButtonRole.ActionRole)
        self.print_button = self.buttons.addButton(_("打印(&P)"), QDialogButtonBox.ButtonRole.ActionRole)
        icons.later(self.open_button, "folder")
        self._lay_out()
        self._fill()
        self.browse_button.clicked.connect(self._browse)
        self.open_button.clicked.connect(self._open)
        self.preview_button.clicked.connect(self._preview)
        self.print_button.clicked.connect(self.start)
        self.buttons.rejected.connect(self.reject)
        for box in (*self.papers.values(), self.blank):
            box.toggled.connect(self._begin_again)

    def _lay_out(self) -> None:
        form = QFormLayout()
        papers = QVBoxLayout()
        for box in (*self.papers.values(), self.blank):
            papers.addWidget(box)
        form.addRow(_("哪些材料"), papers)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.browse_button)
        form.addRow(_("存到文件夹"), place)
        for widget, text in (
            (self.folder, _("存到文件夹")),
            (self.browse_button, _("选择文件夹")),
            (self.notes, _("打印前请看")),
        ):
            widget.setAccessibleName(text)
        hint = _("公示和公告只印村组、户主姓名和人口数，不印证件、电话、账号、健康状况和未成年人姓名。签字盖章处留空。")
        self.notes.setWordWrap(True)
        self.notes.setMinimumHeight(_LINES_SEEN * (self.fontMetrics().height() + 8))
        layout = QVBoxLayout(self)
        layout.addWidget(labels.label(hint, labels.HINT))
        layout.addLayout(form)
        layout.addWidget(self.told)
        layout.addWidget(self.notes, 1)
        layout.addStretch()
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.print_button.setDefault(True)
        self.print_button.setFocus()

    def _fill(self) -> None:
        store = self._session.store
        for box in self.papers.values():
            box.setChecked(True)
        self.blank.setChecked(self._gathered is None)
        self.blank.setEnabled(self._gathered is not None)
        default = paths.documents() / _("{name}会议与公示").format(name=store.info.name)
        self.folder.setText(drafts.remembered(store, _TOPIC).get(_FOLDER) or str(default))
        self._begin_again()

    def _begin_again(self) -> None:
        """Other papers are wanted: what was said of the former ones does not count."""
        self._made = None
        self.print_button.setText(_("打印(&P)"))
        self._tell("", [])
        self.open_button.hide()
        self.preview_button.hide()
        self.problem.setText("")
        self.problem.hide()

    def _tell(self, text: str, notes: list[str]) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.notes.clear()
        self.notes.addItems(notes)
        self.notes.setVisible(bool(notes))

    def _browse(self) -> None:
        found = ask_folder(self, _("存到文件夹"), Path(self.folder.text()).parent if self.folder.text() else None)
        if found is not None:
            self.folder.setText(str(found))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))

    def _preview(self) -> None:
        folder = self._printed[0].parent
        self.problem.setText(show_document(self, self._session, folder, self._name, self._printed))
        self.problem.setVisible(bool(self.problem.text()))

    # -- printing ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Make the papers; write them unless there is something to be seen first."""
        keys = tuple(key for key, box in self.papers.items() if box.isChecked())
        folder = self.folder.text().strip()
        wrong = _("请至少选择一种材料。") if not keys else _("请选择存放的文件夹。") if not folder else ""
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong))
        if wrong:
            return
        try:
            if self._made is None and not self._make(keys):
                return
            self._write(Path(folder))
        except VillageDeskError as error:
            messages.problem(self, error)

    def _make(self, keys: tuple[str, ...]) -> bool:
        """Whether the papers may be written at once."""
        gathered = None if self.blank.isChecked() else self._gathered

        def work(store: Store, job: Job) -> Made:
            from villagedesk.documents.public.gatherings import blank_papers, make_papers

            if gathered is None:
                return blank_papers(store, keys)
            return make_papers(store, [gathered], keys, job.check, job.report)

        made: Made = progress.run(self, self._session.tasks, _("打印"), work)
        self._made = made
        if not made.notes:
            return True
        self._tell(
            _("还没有写文件。请先看下面的{count}处，要改的先关闭本窗口去改；不用改的，再按一次“照此打印”。").format(
                count=len(made.notes)
            ),
            [labelled(title, sentence) for title, sentence in made.notes],
        )
        self.print_button.setText(_("照此打印(&P)"))
        return False

    def _write(self, folder: Path) -> None:
        made = self._made
        if made is None:
            return

        def work(_store: Store, _job: Job) -> None:
            from villagedesk.documents.public.gatherings import write_papers

            write_papers(made, folder)

        progress.run(self, self._session.tasks, _("打印"), work)
        self._remember(folder)
        self._begin_again()
        text = _("已打印{count}个文件，在 {folder}。").format(count=len(made.papers), folder=folder)
        self._tell(text, [name for name, _content in made.papers])
        self._printed = [folder / name for name, _content in made.papers]
        self.open_button.show()
        self.preview_button.show()

    def _remember(self, folder: Path) -> None:
        store = self._session.store
        if not store.read_only and drafts.remembered(store, _TOPIC).get(_FOLDER) != str(folder):
            self._session.about_to_save.emit()
            with suppress(VillageDeskError):  # the papers are printed; where to is only a convenience
                drafts.remember(store, _TOPIC, {_FOLDER: str(folder)})


def print_gathering(
    parent: QWidget | None, session: Session, icons: Icons, gathered: Meeting | Notice | None, name: str
) -> None:
    """Let the user print the papers of a meeting or notice, or blank ones where there is none."""
    dialog = PrintDialog(session, icons, gathered, name, parent)
    dialog.exec()
    dialog.deleteLater()
