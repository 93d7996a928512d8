# SPDX-License-Identifier: MIT
"""合并与上报: receiving copies (preview, questions, merge, report), sending the own file, returning files to villages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from villagedesk import paths
from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.merge.applying import MovedOn
from villagedesk.ui import labels, messages
from villagedesk.ui.dialogs import progress
from villagedesk.ui.exchange import sending
from villagedesk.ui.exchange.file_table import FileTable, lines_of
from villagedesk.ui.exchange.passphrase import ask_passphrase
from villagedesk.ui.exchange.past import PastMerges
from villagedesk.ui.exchange.question_list import QuestionList
from villagedesk.ui.exchange.receiving import Reception
from villagedesk.ui.file_names import ask_folder
from villagedesk.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from villagedesk.merge.applying import Merged
    from villagedesk.merge.report import Report
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_TRIES: Final = 5
_ROWS, _ROWS_AT_FIRST = (
    24,
    9,
)  # lines of text that the lists need, with something to show in all of them and with earlier merges only


class ExchangePage(Page):
    """Received files above, what they would do and what was merged before below."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self.reception: Reception | None = None
        self._shown: Report | None = None
        self.setAcceptDrops(not session.store.read_only)
        township = session.store.info.scope == "township"
        self.files_button = self._button(_("选择来件(&L)…"), "open", self.choose_files)
        self.folder_button = self._button(_("选择文件夹(&O)…"), "folder", self.choose_folder)
        self.send_button = self._button(_("上报(&U)…"), "export", self.send)
        self.return_button = self._button(_("返回村里(&R)…"), "exchange", self.send_back)
        self.return_button.setVisible(township)
        self.merge_button = self._button(_("合并(&G)"), "ok", self.merge)
        self.forget_button = self._button(_("放弃这些来件(&X)"), "clear", self.forget)
        self.decide_button = self._button(_("去裁决冲突(&C)"), "conflict", self._go_to_conflicts)
        self.save_button = self._button(_("保存报告(&S)…"), "save", self.save_report)
        self.table = FileTable()
        self.table.setParent(self)
        self.table.toggled.connect(self._toggle)
        self.files = QTableView()
        self._set_up_files()
        self.questions = QuestionList()
        self.questions.answered.connect(self._answer)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("合并预览和结果"))
        self.heading = labels.label("", labels.HEADING)
        self.past = PastMerges(session, icons)
        self.past.report_wanted.connect(self._show_past)
        self._lay_out(township=township)
        self._show()

    def _button(self, text: str, icon: str, do: Callable[..., object]) -> QPushButton:
        made = QPushButton(text)
        made.clicked.connect(do)
        self.icons.later(made, icon)
        return made

    def _set_up_files(self) -> None:
        self.files.setModel(self.table)
        self.files.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.files.setAlternatingRowColors(True)
        self.files.setTabKeyNavigation(False)
        self.files.verticalHeader().hide()
        self.files.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.files.horizontalHeader().setStretchLastSection(True)
        self.files.setAccessibleName(_("来件"))

    def _lay_out(self, *, township: bool) -> None:
        top = QHBoxLayout()
        for button in (self.files_button, self.folder_button, self.send_button, self.return_button):
            top.addWidget(button)
        top.addStretch(1)
        told = (
            _("接收各村的文件：选择文件或文件夹，也可以把文件直接拖进来。先看预览，确认后才写入；整次合并可以撤销。")
            if township
            else _("“上报”把本村文件交给乡镇；收到乡镇返回的文件后在这里选择。先看预览，确认后才写入，可以撤销。")
        )
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.questions)
        column.addWidget(self.heading)
        buttons = QHBoxLayout()
        for button in (self.merge_button, self.forget_button, self.decide_button, self.save_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)  # beside what they are about: a long report would push them off a small screen
        column.addWidget(self.report, 1)
        line = self.fontMetrics().height()
        self.files.setMinimumHeight(5 * line)
        self.report.setMinimumHeight(5 * line)
        self.split = split = QSplitter(Qt.Orientation.Vertical)
        for widget in (self.files, below, self.past):
            split.addWidget(widget)
        split.setChildrenCollapsible(False)
        split.setSizes([180, 300, 130])
        # What three lists would like to have is more than a small screen has; what they need is said here.
        split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(labels.label(told, labels.HINT))
        layout.addWidget(split, 1)

    # -- receiving --------------------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Let the user pick files."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("选择来件"), str(paths.documents()), _("所有文件 (*)"))
        self.receive([_path(one) for one in chosen])

    def choose_folder(self) -> None:
        """Let the user pick a folder, for instance a stick."""
        folder = ask_folder(self, _("选择放来件的文件夹或U盘"))
        if folder is not None:
            self.receive([folder])

    def receive(self, sources: Sequence[Path]) -> None:
        """Read these files and show what merging them would do."""
        if not sources:
            return
        if self.reception is None:
            self.reception = Reception()
        self._work(_("读取来件"), lambda reception, store, job: reception.read(store, job, sources))
        self._ask_passphrases()
        self._show()
        question = self.questions.first()
        (question or (self.merge_button if self.merge_button.isEnabled() else self.files)).setFocus()

    def _ask_passphrases(self) -> None:
        """Files of another passphrase: asked once for all of them, up to five tries."""
        tried: list[str] = []
        for _attempt in range(_TRIES):
            locked = self.reception.locked() if self.reception else []
            if not locked:
                return
            passphrase = ask_passphrase(self, locked, again=bool(tried))
            if not passphrase:
                return
            tried.append(passphrase)
            self._work(_("读取来件"), lambda reception, store, job: reception.read(store, job, locked, tried))  # noqa: B023 - done before the next turn

    def _work(self, title: str, work: Callable[[Reception, Store, Job], object]) -> object:
        """Run a step in the background; its failure is told, a cancelled one leaves everything as it was."""
        reception = self.reception
        assert reception is not None
        try:
            return progress.run(self, self.session.tasks, title, lambda store, job: work(reception, store, job))
        except Cancelled as stopped:
            self.said.emit(str(stopped))
        except VillageDeskError as refused:
            messages.problem(self, refused)
        return None

    def _toggle(self, sha: str, included: bool) -> None:
        assert self.reception is not None
        if included:
            self.reception.left_out.discard(sha)
        else:
            self.reception.left_out.add(sha)
        self._work(_("重新预览"), lambda reception, store, job: reception.replan(store, job))
        self._show()

    def _answer(self, sha: str, kind: str, yes: bool) -> None:
        assert self.reception is not None
        if yes:
            self.reception.answered.add((sha, kind))
        else:
            self.reception.answered.discard((sha, kind))
        self._enable()

    # -- merging ----------------------------------------------------------------------------------------------------

    def merge(self) -> None:
        """Do what the preview says, and show the same numbers again as what was done."""
        reception = self.reception
        if reception is None or not reception.ready:
            return
        try:
            merged: Merged = progress.run(self, self.session.tasks, _("合并"), reception.merge)
        except Cancelled as stopped:
            self.said.emit(str(stopped))
            return
        except MovedOn as moved:
            messages.problem(self, moved)
            self._work(_("重新预览"), lambda found, store, job: found.replan(store, job))
            self._show()
            return
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        self.forget()
        conflicts = sum(one.conflicts for one in merged.report.files)
        heading = _("合并完成，有{count}处等人裁决").format(count=conflicts) if conflicts else _("合并完成")
        self._tell(heading, merged.report)
        self.decide_button.setVisible(conflicts > 0)
        self.save_button.setVisible(True)
        (self.decide_button if conflicts else self.save_button).setFocus()
        self.said.emit(_("已合并，可以撤销"))

    def _go_to_conflicts(self) -> None:
        self.wanted_place.emit("conflicts")

    def forget(self) -> None:
        """Take the private copies away and begin anew."""
        if self.reception is not None:
            self.reception.close()
            self.reception = None
        self._show()

    def can_leave(self) -> bool:
        """Received files may wait; their private copies go when the window closes or they are given up."""
        return True

    # -- showing ----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        reception = self.reception
        self.table.show(lines_of(reception) if reception else [])
        plan = reception.plan if reception else None
        names = {one.delivered.incoming.sha256: one.report.village for one in plan.arriving} if plan else {}
        questions = reception.questions() if reception else []
        self.questions.show_questions([(sha, question, names[sha]) for sha, question in questions])
        if reception:
            reception.answered.clear()
        self.files.setVisible(bool(self.table.lines))
        self.decide_button.setVisible(False)
        self.save_button.setVisible(False)
        if plan is None:
            self._tell("", None)
        elif plan.report.nothing_new:
            self._tell(_("没有新内容，不需要合并"), plan.report)
        else:
            self._tell(_("合并预览（还没有写入）"), plan.report)
        self._enable()

    def _tell(self, heading: str, report: Report | None) -> None:
        self._shown = report
        lines = [*report.lines()] if report else []
        self.heading.setText(heading)
        self.report.setPlainText("\n".join(lines))
        self.report.setVisible(bool(lines))
        rows = _ROWS if lines or self.table.lines else _ROWS_AT_FIRST
        self.split.setMinimumHeight(rows * self.fontMetrics().height())

    def _enable(self) -> None:
        writable = not self.session.store.read_only
        reception = self.reception
        self.merge_button.setVisible(reception is not None)
        self.forget_button.setVisible(reception is not None)
        self.merge_button.setEnabled(bool(reception and reception.ready and writable))
        for button in (self.files_button, self.folder_button):
            button.setEnabled(writable)

    def _show_past(self, title: str, report: Report) -> None:
        self._tell(title, report)
        self.save_button.setVisible(True)

    def refresh(self, _changed: Changed) -> None:
        """Only the list of earlier merges depends on the file."""
        self.past.reload()

    # -- reports, sending -------------------------------------------------------------------------------------------

    def save_report(self) -> None:
        """Save the shown report as a Word document, numbers of persons masked."""
        from villagedesk.documents.lists.plain import save_plain
        from villagedesk.store.file import SUFFIX

        name = _("合并报告_{name}").format(name=self.session.store.path.name.removesuffix(SUFFIX))
        proposed = str(paths.documents() / f"{name}.docx")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("保存报告"), proposed, _("Word文档 (*.docx)"))
        if not chosen:
            return
        path = _path(chosen if chosen.lower().endswith(".docx") else f"{chosen}.docx")
        day = self.session.store.clock().date().isoformat()
        lines = [*self._shown.hidden().lines()] if self._shown else []
        try:
            save_plain(path, self.session.store.info.name, self.heading.text(), day, lines)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        self.said.emit(_("报告已保存：{path}").format(path=path))

    def send(self) -> None:
        """上报."""
        sending.send(self, self.session)

    def send_back(self) -> None:
        """返回村里."""
        sending.send_back(self, self.session)

    # -- dropping ---------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take any number of files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.receive([_path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)
