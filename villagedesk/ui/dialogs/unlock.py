# SPDX-License-Identifier: MIT
"""Opening one file: asks for the passphrase, and shows beside every fault what can be done about it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.store.faults import PassphraseNeeded, WrongPassphrase
from villagedesk.ui import labels
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.passphrase import PassphraseEdit, caps_hint
from villagedesk.ui.opening import Step, copy_here, next_steps, open_for_window, step_label
from villagedesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.settings import Settings
    from villagedesk.store.store import Store
    from villagedesk.ui.tasks import Job


class Instead(StrEnum):
    """What the user wants instead of this file."""

    OTHER_FILE = "other_file"
    WELCOME = "welcome"
    NOTHING = "nothing"


def unlock(parent: QWidget | None, path: Path, settings: Settings, *, alone: bool = True) -> Store | Instead:
    """Open a file; a dialog appears only if it has a passphrase or does not open.

    Args:
        parent: the window that asks; None at the start of the program.
        path: the file.
        settings: under which name changes are written.
        alone: whether no other file is open, so that the way to the welcome page is offered.

    Returns:
        The open file, or what the user wants instead.
    """
    try:
        return open_for_window(path, "", settings)
    except VillageDeskError as fault:
        dialog = UnlockDialog(path, settings, parent, alone=alone)
        if not isinstance(fault, PassphraseNeeded):
            dialog.ask_passphrase(False)
            dialog.explain(fault)
    dialog.exec()
    dialog.deleteLater()
    return dialog.outcome


class UnlockDialog(QDialog):
    """Asks for the passphrase of a file until it opens or the user wants something else."""

    def __init__(self, path: Path, settings: Settings, parent: QWidget | None = None, *, alone: bool = True) -> None:
        super().__init__(parent)
        self.outcome: Store | Instead = Instead.NOTHING
        self.path = path
        self._settings = settings
        self._read_only = False
        self.setWindowTitle(_("打开村档"))
        self.setMinimumWidth(460)
        self.name = labels.label("", labels.TITLE)
        self.folder = labels.label("", labels.HINT)
        self.line = PassphraseEdit(_("口令"))
        self.show_box = QCheckBox(_("显示口令(&V)"))
        self.show_box.toggled.connect(self.line.reveal)
        self.fault = labels.label("", labels.ERROR)
        self.fault.setAccessibleName(_("打不开的原因"))
        self.fault.hide()
        self.step_buttons = {step: self._step_button(step) for step in Step}
        self.open_button = QPushButton(_("打开(&O)"))
        self.open_button.clicked.connect(self.try_open)
        self.other_button = QPushButton(_("其他文件(&F)…"))
        self.other_button.clicked.connect(self._want_other)
        self.welcome_button = QPushButton(_("新建或练习(&N)…"))
        self.welcome_button.clicked.connect(self._want_welcome)
        self.welcome_button.setVisible(alone)
        self.quit_button = QPushButton(_("退出(&Q)") if alone else _("取消"))
        self.quit_button.clicked.connect(self.reject)
        self._lay_out()
        self.open_button.setDefault(True)
        self.show_path(path)
        self.line.setFocus()

    def _step_button(self, step: Step) -> QPushButton:
        button = QPushButton(step_label(step))
        button.setAutoDefault(False)
        button.hide()
        button.clicked.connect(
            {
                Step.RETRY: self.try_open,
                Step.READ_ONLY: self._open_read_only,
                Step.WRITABLE: self._open_writable,
                Step.RESTORE: self._restore,
                Step.COPY_HERE: self._copy_here,
            }[step]
        )
        return button

    def _lay_out(self) -> None:
        label = QLabel(_("口令(&P)"))
        label.setBuddy(self.line)
        self.asking = QWidget()
        typed = QHBoxLayout(self.asking)
        typed.setContentsMargins(0, 0, 0, 0)
        typed.addWidget(label)
        typed.addWidget(self.line, 1)
        typed.addWidget(self.show_box)
        steps = QHBoxLayout()
        for button in self.step_buttons.values():
            steps.addWidget(button)
        steps.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.other_button)
        buttons.addWidget(self.welcome_button)
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.quit_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(self.name)
        layout.addWidget(self.folder)
        layout.addWidget(self.asking)
        layout.addWidget(caps_hint(self.line))
        layout.addWidget(self.fault)
        layout.addLayout(steps)
        layout.addStretch(1)
        layout.addLayout(buttons)

    def show_path(self, path: Path) -> None:
        """Work on this file from now on."""
        self.path = path
        self.name.setText(path.stem)
        self.folder.setText(str(path.parent))

    def ask_passphrase(self, needed: bool) -> None:
        """Show the line for the passphrase; a file without one, or one that cannot be read at all, does without."""
        self.asking.setVisible(needed)
        self.open_button.setVisible(needed)

    def try_open(self) -> None:
        """Open with what was typed; a fault is explained and leaves the dialog open."""
        try:
            self.outcome = open_for_window(self.path, self.line.text(), self._settings, read_only=self._read_only)
        except VillageDeskError as fault:
            self.explain(fault)
            return
        self.accept()

    def explain(self, fault: VillageDeskError) -> None:
        """Show why the file did not open, and the buttons that help."""
        self.fault.setText(str(fault))
        self.fault.show()
        offered = next_steps(fault)
        for step, button in self.step_buttons.items():
            button.setVisible(step in offered)
        if isinstance(fault, (WrongPassphrase, PassphraseNeeded)):
            self.ask_passphrase(True)
            self.line.setFocus()
            self.line.selectAll()
        elif offered:
            self.step_buttons[offered[0]].setFocus()
        self.adjustSize()

    # -- what the buttons do ----------------------------------------------------------------------------------------

    def _open_read_only(self) -> None:
        self._read_only = True
        self.try_open()

    def _open_writable(self) -> None:
        self._read_only = False
        self.try_open()

    def _restore(self) -> None:
        from villagedesk.ui.dialogs.pick_backup import restore_closed_file

        passphrase = restore_closed_file(self, self.path)
        if passphrase is not None:
            self.line.setText(passphrase)
            self.try_open()

    def _copy_here(self) -> None:
        tasks = Tasks()
        source = self.path

        def work(_store: object, job: Job) -> Path:
            return copy_here(source, job.check, job.report)

        try:
            copied = progress.run(self, tasks, _("复制到本机"), work)
        except Cancelled:
            return
        except VillageDeskError as fault:
            self.explain(fault)
            return
        finally:
            tasks.close()
        self.show_path(cast("Path", copied))
        self.try_open()

    def _want_other(self) -> None:
        self.outcome = Instead.OTHER_FILE
        super().reject()

    def _want_welcome(self) -> None:
        self.outcome = Instead.WELCOME
        super().reject()
