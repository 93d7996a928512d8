# SPDX-License-Identifier: MIT
"""Sizes and positions of windows, splitters and columns. The only place that touches QSettings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QScrollArea, QSplitter, QWidget

from villagedesk.paths import user_data

if TYPE_CHECKING:
    from collections.abc import Iterable

_TITLE: Final = 3  # height of a window's title, in 汉字, with something to spare


def _state() -> QSettings:
    return QSettings(str(user_data() / "window.ini"), QSettings.Format.IniFormat)


def restore(widget: QWidget | QSplitter | QHeaderView, name: str) -> bool:
    """Give a window, splitter or table header its former shape; False if none is known."""
    kept = _state().value(name)
    if not isinstance(kept, QByteArray):
        return False
    if isinstance(widget, (QSplitter, QHeaderView)):
        return bool(widget.restoreState(kept))
    return bool(widget.restoreGeometry(kept))


def fit(widget: QWidget, columns: int, rows: int) -> None:
    """Give a dialog its first size, in 汉字 of its font, so that it grows with the letters, and no larger than the screen."""
    em = widget.fontMetrics().horizontalAdvance("汉")
    room = widget.screen().availableGeometry()
    widget.resize(min(columns * em, room.width()), min(rows * em, room.height() - _TITLE * em))


def make_room(dialog: QWidget) -> None:
    """Make a dialog high enough for what it shows by now, such as a sentence about a field that was left empty.

    A layout with texts that wrap would rather squeeze the fields than ask for more height.
    """
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        room = dialog.screen().availableGeometry().height()
        needed = max(layout.totalHeightForWidth(dialog.width()), layout.totalMinimumSize().height())
        dialog.resize(dialog.width(), max(dialog.height(), min(needed, room)))


def show_whole(dialog: QWidget, area: QScrollArea) -> None:
    """Make a dialog so high that what it scrolls is seen whole, as far as the screen lets it."""
    contents = area.widget()
    if contents is None:
        return
    room = dialog.screen().availableGeometry().height() - _TITLE * dialog.fontMetrics().horizontalAdvance("汉")
    needed = contents.heightForWidth(area.viewport().width()) - area.viewport().height()
    dialog.resize(dialog.width(), max(dialog.height(), min(dialog.height() + needed, room)))


def forget(names: Iterable[str]) -> None:
    """Remember these shapes no longer."""
    state = _state()
    for name in names:
        state.remove(name)


def keep(widget: QWidget | QSplitter | QHeaderView, name: str) -> None:
    """Remember the shape."""
    shape = widget.saveState() if isinstance(widget, (QSplitter, QHeaderView)) else widget.saveGeometry()
    _state().setValue(name, shape)
