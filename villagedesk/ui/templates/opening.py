# SPDX-License-Identifier: MIT
"""Showing a finished document: with whatever program the system opens it. The one place to change for another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path


def show_document(path: Path) -> bool:
    """Open a document in Word, WPS or LibreOffice; False where the system has no program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
