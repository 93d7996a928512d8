# SPDX-License-Identifier: MIT
"""Printing papers again that are out of date: where to and with which date; then what became of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from villagedesk import paths
from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.printing import PRINTED
from villagedesk.models.values.dates import NotADate, read_date
from villagedesk.store import drafts
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.export_result import ExportResult
from villagedesk.ui.file_names import ask_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.documents.printed.stale import Standing
    from villagedesk.documents.volumes.batch import Outcome
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_TOPIC, _FOLDER = "export", "folder"  # where papers were put the last time
_BINDERS = "bind"  # and where binders were
_RESULT = 1  # the second step


class ReprintDialog(QDialog):
    """The papers are chosen already; asked are the date and the folder."""

    def __init__(
        self, session: Session, icons: Icons, wanted: Sequence[Standing], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._chosen = session, list(wanted)
        self.setWindowTitle(_("重新打印"))
        window_state.fit(self, 52, 26)
        self.date = QLineEdit(session.store.clock().date().isoformat(), self)
        self.date.setAccessibleName(_("落款日期"))
        bound = any(one.row.bound for one in self._chosen)  # those are exchanged where their binder lies
        topics = (_BINDERS, _TOPIC) if bound else (_TOPIC,)
        last = (drafts.remembered(session.store, topic).get(_FOLDER) for topic in topics)
        remembered = next(filter(None, last), None)
        self.folder = QLineEdit(
            remembered or str(paths.documents() / _("{name}档案").format(name=session.store.info.name))
        )
        self.folder.setAccessibleName(_("存到文件夹"))
        self.browse_button = QPushButton(_("选择(&B)…"), self)
        self.problem = labels.label("", labels.ERROR)
        self.problem.hide()
        self.report = ExportResult(icons, self)
        self.steps = QStackedWidget(self)
        self.start_button = QPushButton(_("重新打印(&P)"), self)
        self.close_button = QPushButton(_("取消"), self)
        self._build()
        self.browse_button.clicked.connect(self._browse)
        self.start_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self.reject)

    def _build(self) -> None:
        questions = QWidget(self)
        form = QFormLayout(questions)
        form.addRow(labels.label(self._what()))
        form.addRow(_("落款日期"), self.date)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.browse_button)
        form.addRow(_("存到文件夹"), place)
        for text in self._hints():
            form.addRow(labels.label(text, labels.HINT))
        self.steps.addWidget(questions)
        self.steps.addWidget(self.report)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.close_button)
        self.start_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)

    def _what(self) -> str:
        households = len({one.row.household for one in self._chosen})
        return _("用现在的资料重新打印{count}份文书，涉及{households}户。").format(
            count=len(self._chosen), households=households
        )

    def _hints(self) -> list[str]:
        hints = [_("每户一个文件夹，同名文件会换成新的；有错误的户不打印，结果中说明原因。")]
        signed = sum(one.row.status not in {PRINTED, None} for one in self._chosen)
        if signed:
            hints.append(_("其中{count}份已签字或归档：新打印的要重新签字，原来的登记保留。").format(count=signed))
        if any(one.row.bound for one in self._chosen):
            hints.append(
                _(
                    "一键成档打印的，请选成档时的文件夹：只换下这几份，其余各份和日期不变。选别的文件夹时，该户整卷重新成档。"
                )
            )
        if any(one.row.numbered is True for one in self._chosen):
            hints.append(_("编过页号的，整卷重新打印并重编页号；本机没有LibreOffice、Word或WPS时不编页号。"))
        return hints

    def _browse(self) -> None:
        found = ask_folder(self, _("存到文件夹"), Path(self.folder.text()).parent if self.folder.text() else None)
        if found is not None:
            self.folder.setText(str(found))

    def _complain(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def start(self) -> None:
        """Print, and show what became of it."""
        try:
            day = dt.date.fromisoformat(read_date(self.date.text()))
        except (NotADate, ValueError):
            text = _("落款日期“{text}”不是日期，可写成 2016-12-05 或 2016年12月5日。")
            self._complain(text.format(text=self.date.text()))
            return
        folder = self.folder.text().strip()
        if not folder:
            self._complain(_("请选择存放的文件夹。"))
            return
        self._complain("")
        target, chosen = Path(folder), self._chosen
        self._session.about_to_save.emit()
        try:
            outcome = progress.run(
                self, self._session.tasks, _("重新打印"), lambda store, job: _print(store, job, chosen, target, day)
            )
        except Cancelled as stopped:
            self.report.show_stopped(str(stopped), target)
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        else:
            self.report.show_outcome(outcome, target)
        self.steps.setCurrentIndex(_RESULT)
        self.start_button.hide()
        self.close_button.setText(_("关闭"))
        self.close_button.setDefault(True)


def _print(store: Store, job: Job, chosen: Sequence[Standing], target: Path, day: dt.date) -> Outcome:
    from villagedesk.documents.printed.reprinting import orders_for, print_again
    from villagedesk.documents.word.office import find_typesetter

    return print_again(store, orders_for(chosen, target, day, find_typesetter()), job.check, job.report)
