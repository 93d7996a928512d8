# SPDX-License-Identifier: MIT
"""Printing papers again that are out of date: where to and with which date; then what became of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QFormLayout,
    QWidget,
)

from villagedesk.i18n import _
from villagedesk.models.catalogue.printing import PRINTED
from villagedesk.ui import labels, window_state
from villagedesk.ui.dialogs.export_result import ExportResult
from villagedesk.ui.dialogs.folder_field import FolderField
from villagedesk.ui.dialogs.print_run import PrintRunDialog

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.documents.printed.stale import Standing
    from villagedesk.documents.volumes.batch import Outcome
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_PAPERS, _BINDERS = "export", "bind"  # what remembers where they were put the last time


class ReprintDialog(PrintRunDialog):
    """The papers are chosen already; asked are the date and the folder."""

    def __init__(
        self, session: Session, icons: Icons, wanted: Sequence[Standing], parent: QWidget | None = None
    ) -> None:
        report = ExportResult(session, icons)
        kinds = {bool(one.row.bound) for one in wanted}
        super().__init__(session, report, (_PAPERS,) if False in kinds else (_BINDERS, _PAPERS), parent)
        self.report = report
        self._chosen = list(wanted)
        self.binders: FolderField | None = None  # asked for apart where papers of both kinds are chosen
        if len(kinds) > 1:
            self.binders = FolderField(session, (_BINDERS, _PAPERS), _("选择(&G)…"), self)
        self.setWindowTitle(_("重新打印"))
        window_state.fit(self, 52, 26)
        self._build()

    def _build(self) -> None:
        questions = QWidget(self)
        form = QFormLayout(questions)
        form.addRow(labels.label(self._what()))
        self.add_day_and_folder(form)
        if self.binders is not None:
            form.addRow(_("成档的存到"), self.binders)
            self.binders.edit.setAccessibleName(_("成档的存到"))
        for text in self._hints():
            form.addRow(labels.label(text, labels.HINT))
        self.lay_out(questions, _("重新打印(&P)"))

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

    def start(self) -> None:
        """Print, and show what became of it."""
        if (day := self.day()) is None or (target := self.target()) is None:
            return
        self.say("")
        chosen, binders = self._chosen, target if self.binders is None else self.binders.path()
        if binders is None:
            self.say(_("请选择存放的文件夹。"))
            return
        self.session.about_to_save.emit()
        self.carry_out(
            _("重新打印"),
            lambda store, job: _print(store, job, chosen, (target, binders), day),
            target,
            partial(self.report.show_outcome, target=target),
        )


def _print(store: Store, job: Job, chosen: Sequence[Standing], targets: tuple[Path, Path], day: dt.date) -> Outcome:
    from villagedesk.documents.printed.reprinting import orders_for, print_again
    from villagedesk.documents.word.office import find_typesetter

    return print_again(store, orders_for(chosen, targets, day, find_typesetter()), job.check, job.report)
