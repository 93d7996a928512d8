# SPDX-License-Identifier: MIT
"""The practice village: made when it is first wanted, kept for the next time, made afresh on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk import paths
from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.store.faults import machine_reason
from villagedesk.ui import messages
from villagedesk.ui.opening import open_for_window

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from villagedesk.settings import Settings
    from villagedesk.store.store import Store
    from villagedesk.ui.tasks import Job


def practice_path() -> Path:
    """Where the practice file lies: apart from real files, so that nobody mistakes one for the other."""
    return paths.user_data() / "practice" / "示范村.village"


def open_practice_file(parent: QWidget | None, settings: Settings) -> Store | None:
    """Open the practice village, making it if it is missing or is to be fresh again.

    Returns:
        The open file; None if the user gave up or it could not be made.
    """
    path = practice_path()
    if path.exists():
        answer = messages.choose(
            parent, _("示范村里有上次练习的内容。"), [_("继续上次的练习"), _("重新开始"), _("取消")]
        )
        if answer == 2:
            return None
        if answer == 1 and not _forget(parent, path):
            return None
    try:
        if not path.exists():
            _make(parent, path)
        return open_for_window(path, "", settings)
    except Cancelled:
        return None
    except VillageDeskError as fault:
        messages.problem(parent, fault)
        return None


def _forget(parent: QWidget | None, path: Path) -> bool:
    try:
        path.unlink()
    except OSError as fault:
        text = _("不能重新开始：{detail}。请先关闭正在打开示范村的程序。")
        messages.warn(parent, text.format(detail=machine_reason(fault)))
        return False
    return True


def _make(parent: QWidget | None, path: Path) -> None:
    from villagedesk.demo.practice import make_practice_file
    from villagedesk.ui.dialogs import progress
    from villagedesk.ui.tasks import Tasks

    path.parent.mkdir(parents=True, exist_ok=True)
    tasks = Tasks()

    def work(_store: object, job: Job) -> Path:
        return make_practice_file(path, job.check, job.report)

    try:
        progress.run(parent, tasks, _("正在准备示范村…"), work)
    finally:
        tasks.close()
