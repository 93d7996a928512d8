# SPDX-License-Identifier: MIT
"""Everything the program says in a box of its own goes through here; tests replace these functions and nothing else.

Prefer a note in the status bar, and undo, to a question.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.ui import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMessageBox, QWidget

_log = logging.getLogger("villagedesk.ui")


def note(parent: QWidget | None, text: str, title: str = "") -> None:
    """Say something that needs no decision."""
    _box(parent, "Information", title or _("提示"), text).exec()


def warn(parent: QWidget | None, text: str, details: Sequence[str] = (), title: str = "") -> None:
    """Say what went wrong; `details` can be unfolded and copied."""
    box = _box(parent, "Warning", title or _("请注意"), text)
    if details:
        box.setDetailedText("\n".join(details))
    box.exec()


def ask(parent: QWidget | None, text: str, yes: str, no: str = "", *, dangerous: bool = False) -> bool:
    """Ask something with two answers named after what they do; the safe one is the default."""
    box = _box(parent, "Question", _("请确认"), text)
    accept = box.addButton(labels.lettered(yes, "Y"), box.ButtonRole.AcceptRole)
    refuse = box.addButton(labels.lettered(no or _("取消"), "N"), box.ButtonRole.RejectRole)
    box.setDefaultButton(refuse if dangerous else accept)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is accept


def choose(parent: QWidget | None, text: str, options: Sequence[str], *, default: int = 0) -> int:
    """Ask something with several answers named after what they do; Esc means the last one, which must be the safe one.

    Returns:
        The place of the answer in `options`.
    """
    box = _box(parent, "Question", _("请确认"), text)
    buttons = [
        box.addButton(labels.lettered(option, str(number)), box.ButtonRole.ActionRole)
        for number, option in enumerate(options, 1)
    ]
    box.setDefaultButton(buttons[default])
    box.setEscapeButton(buttons[-1])
    box.exec()
    clicked = box.clickedButton()
    return next((place for place, button in enumerate(buttons) if button is clicked), len(buttons) - 1)


def problem(parent: QWidget | None, error: object) -> None:
    """Show an error: ours as its own sentence; anything else is a bug and goes to the crash dialog."""
    if isinstance(error, VillageDeskError):
        _log.info("refused: %s", type(error).__name__)
        warn(parent, str(error))
        return
    from villagedesk.ui.crash import show_crash

    show_crash(error)


def _box(parent: QWidget | None, icon: str, title: str, text: str) -> QMessageBox:
    from PySide6.QtWidgets import (
        QMessageBox,
    )  # not above: everything that may have to say something imports this module

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon[icon])
    box.setWindowTitle(title)
    box.setText(text)
    return box
