# SPDX-License-Identifier: MIT
"""Where Tab leads in the window.

Qt's own order is that in which widgets were made, and case files, their sections and the strips of notes are made when
they are first needed: Tab would go from the list of households to the strips. Here the order is that of reading, as the
layouts set the widgets out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QMainWindow, QScrollArea, QSplitter, QStackedWidget, QTabWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


def neighbour(window: QWidget, at: QWidget | None, *, forwards: bool) -> QWidget | None:
    """The widget that Tab leads to from `at`, and Shift+Tab if not `forwards`; None if there is no other."""
    every = [one for one in _in_order(window) if one is at or _takes_tab(one)]
    if at not in every:
        return every[0 if forwards else -1] if every else None
    found = every[(every.index(at) + (1 if forwards else -1)) % len(every)]
    return None if found is at else found


def tab_on(window: QWidget, *, forwards: bool) -> bool:
    """Move the cursor to where Tab leads; False if there is no other place (`focusNextPrevChild` of a window)."""
    found = neighbour(window, window.focusWidget(), forwards=forwards)
    if found is None:
        return False
    found.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
    return True


def first_of(part: QWidget) -> QWidget | None:
    """The widget of a part of the window in which one begins."""
    return next((one for one in _in_order(part) if _takes_tab(one)), None)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    """All that can be seen within a widget."""
    for part in _parts(widget):
        if part.isVisible() and not part.isWindow():
            yield part
            yield from _in_order(part)


def _parts(widget: QWidget) -> list[QWidget]:
    """The direct children: first those that are laid out, in their order, then the others in the order of making."""
    placed: list[QWidget | None] = []
    children = [one for one in widget.children() if isinstance(one, QWidget)]
    if isinstance(widget, QStackedWidget):
        placed, children = [widget.currentWidget()], []
    elif isinstance(widget, QScrollArea):
        placed, children = [widget.widget()], []
    elif isinstance(widget, QSplitter):
        placed = [widget.widget(number) for number in range(widget.count())]
    elif isinstance(widget, QTabWidget):
        placed = [widget.tabBar()]
    elif not isinstance(widget, QMainWindow):
        placed = [*_laid_out(widget.layout())]
    return list(dict.fromkeys(one for one in (*placed, *children) if one is not None))


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for number in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(number) if layout is not None else None
        if item is None:
            continue
        inside = item.widget()
        if inside is not None:
            yield inside
        else:
            yield from _laid_out(item.layout())


def _takes_tab(widget: QWidget) -> bool:
    """A focus proxy stands before the inside of a spin box or an open combo box."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None
