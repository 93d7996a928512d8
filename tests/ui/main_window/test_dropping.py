# SPDX-License-Identifier: MIT
"""Files dropped into the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from villagedesk.ui import verbs

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.ui.main_window import MainWindow


def drop(window: MainWindow, *paths: Path) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    window.dragEnterEvent(enter)
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    QApplication.processEvents()
    return enter.isAccepted()


@pytest.mark.parametrize("suffix", sorted(verbs.ROSTERS))
def test_a_dropped_roster_starts_the_import(window, monkeypatch, tmp_path, suffix):
    taken: list[Path | None] = []
    monkeypatch.setattr(
        "villagedesk.ui.dialogs.roster.import_roster", lambda _parent, _session, _icons, path=None: taken.append(path)
    )
    assert drop(window, tmp_path / f"花名册{suffix.upper()}")
    assert taken == [tmp_path / f"花名册{suffix.upper()}"]


def test_a_dropped_village_file_is_opened(qtbot, window, tmp_path):
    wanted: list[Path] = []
    window.open_wanted.connect(wanted.append)
    assert drop(window, tmp_path / "石桥村.village")
    assert wanted == [tmp_path / "石桥村.village"]


@pytest.mark.parametrize("names", [("a.pdf",), ("a.xlsx", "b.xlsx"), ("folder",)])
def test_other_things_are_not_taken(window, tmp_path, names):
    assert not drop(window, *(tmp_path / name for name in names))
