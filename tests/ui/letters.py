# SPDX-License-Identifier: MIT
"""What is reached with Alt and a letter: the texts that are seen in a window, and which of them share a letter or have none."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QDialogButtonBox, QLabel, QPushButton, QRadioButton, QTabBar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QWidget

_LETTER = re.compile(r"(?<!&)&(\w)")
_BY_ESC = ("取消", "关闭", "Cancel", "Close")  # Esc is their key
_STATES = ("已保存", "Saved", "已完成", "Completed")  # what a button says that cannot be pressed now


def shared(texts: Iterable[str]) -> dict[str, list[str]]:
    """Letters that several of the texts have, with these texts."""
    having = defaultdict(list)
    for text in texts:
        found = _LETTER.search(text.replace("&&", ""))
        if found:
            having[found[1].upper()].append(text)
    return {letter: texts for letter, texts in having.items() if len(texts) > 1}


def texts_in(window: QWidget) -> Iterator[str]:
    """The texts of all that is seen and can be reached with a letter."""
    for widget in (*window.findChildren(QAbstractButton), *window.findChildren(QLabel)):
        if widget.isVisible() and (isinstance(widget, QAbstractButton) or widget.buddy()):
            yield widget.text()
    for bar in window.findChildren(QTabBar):
        yield from (bar.tabText(number) for number in range(bar.count()) if bar.isVisible())


def without_letter(window: QWidget) -> list[str]:
    """Buttons, boxes and tabs without a letter.

    Not meant are buttons that Esc stands for, and those of many like rows or fields: they are named after their row.
    """
    found = []
    for kind in (QPushButton, QCheckBox, QRadioButton):
        for button in window.findChildren(kind):
            of_a_row = button.accessibleName() not in ("", _bare(button.text()))
            if button.isVisible() and button.text() and not of_a_row and not _needs_none(button):
                found.append(button.text())
    for bar in window.findChildren(QTabBar):
        found += [bar.tabText(number) for number in range(bar.count()) if bar.isVisible()]
    return [text for text in found if not _LETTER.search(text.replace("&&", ""))]


def _needs_none(button: QAbstractButton) -> bool:
    box = button.parentWidget()
    if isinstance(box, QDialogButtonBox) and box.buttonRole(button) is QDialogButtonBox.ButtonRole.RejectRole:
        return True
    return _bare(button.text()) in (*_BY_ESC, *_STATES)


def _bare(text: str) -> str:
    return re.sub(r" ?\(&.\)|&", "", text)
