# SPDX-License-Identifier: MIT
"""What the buttons of the pages ask: each dialog is opened as a user opens it, photographed and cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from pictures import material
from pictures.screens import households_page, open_household
from villagedesk.demo import PRACTICE_PASSPHRASE
from villagedesk.i18n import _
from villagedesk.ui.labels import bare

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from pictures.stage import Stage

_PATIENCE = 300  # milliseconds until a page or dialog has told what it looked up
# Where, what stands on the button, name of the picture.
_SECTIONS = (
    ("procedures", "启动程序(&A)…", "start-procedure"),
    ("readiness", "添加佐证(&A)…", "add-evidence"),
    ("readiness", "核查意见(&G)…", "verdict"),
)
_PAGES = (
    ("village", "锁定年度(&L)…", "lock-year"),
    ("history", "导出登记(&X)…", "export-log"),
    ("rollups", "导出…", "rollup-export"),
    ("rollups", "统计日…", "rollup-day"),
    ("papers", "签字、归档(&G)…", "mark-paper"),
    ("papers", "重新打印(&P)…", "print-again"),
    ("meetings", "打印(&R)…", "print-meeting"),
    ("registers", "打印(&R)…", "print-book"),
    ("cadres", "移交负责的户(&J)…", "hand-over"),
)
_VERBS = ("carry_over", "as_of", "bind", "make_roster", "same_people")


def take_asked(stage: Stage) -> None:
    """The dialogs behind the buttons of the case file, of the pages and of the menu."""
    with stage.window(material.VILLAGE, PRACTICE_PASSPHRASE) as window:
        case = open_household(stage, window)
        for section, text, name in _SECTIONS:
            case.go_to(section)
            _press(stage, case, text, name)
        for place, text, name in _PAGES:
            page: Any = window.go(place)
            stage.settle(_PATIENCE)
            _choose_first(page)
            _press(stage, page, text, name)
        households_page(window)
        for verb in _VERBS:
            _photograph(stage, getattr(window.verbs, verb), f"91-{verb}")


def _choose_first(page: Any) -> None:
    """A line of the list, since most buttons need one."""
    shown = [one for one in page.findChildren(object) if hasattr(one, "go_to_row") and one.isVisible()]
    if shown:
        shown[0].go_to_row(0)


def _press(stage: Stage, place: QWidget, text: str, name: str) -> None:
    stage.settle(_PATIENCE)
    wanted = bare(_(text))  # of a letter that is put behind afterwards the text has none
    found = [one for one in place.findChildren(QPushButton) if bare(one.text()) == wanted and one.isVisible()]
    if not found or not found[0].isEnabled():
        print(f"{stage.look.name}: no button “{text}” to press for {name}")
        return
    _photograph(stage, found[0].click, f"90-{name}")


def _photograph(stage: Stage, open_it: Callable[[], object], name: str) -> None:
    """Take the dialog that opens, from within, since it waits for an answer; and cancel it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            print(f"{stage.look.name}: nothing was asked for {name}")
            return
        stage.take(dialog, name)
        if isinstance(dialog, QDialog):
            dialog.reject()
        else:
            dialog.close()

    timer = QTimer(stage.application, singleShot=True, interval=_PATIENCE)
    timer.timeout.connect(look)
    timer.start()
    open_it()
    stage.settle(_PATIENCE + 100)
