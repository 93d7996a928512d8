# SPDX-License-Identifier: MIT
"""Asking for files and folders with the system's own dialogs, always beginning where the user was last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from villagedesk import paths
from villagedesk.i18n import _
from villagedesk.store.file import SUFFIX

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def ask_village_file(parent: QWidget | None, folder: Path | None = None) -> Path | None:
    """A village file that exists, or None if the user gave up."""
    kinds = ";;".join((_("村档文件 (*{suffix})").format(suffix=SUFFIX), _("所有文件 (*)")))
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("打开村档文件"), str(folder or paths.documents()), kinds)
    return Path(chosen) if chosen else None


def ask_folder(parent: QWidget | None, title: str, folder: Path | None = None) -> Path | None:
    """A folder that exists, or None if the user gave up."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(folder or paths.documents()))
    return Path(chosen) if chosen else None
