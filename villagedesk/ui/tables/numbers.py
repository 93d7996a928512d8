# SPDX-License-Identifier: MIT
"""Numbers stand at the right edge of their cell, with enough air that they do not run into the text of the next column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QStyledItemDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QLocale

AIR: Final = "\u2002"  # half the width of a 汉字; drawing it away by hand would need styles and rectangles


class NumberDelegate(QStyledItemDelegate):
    """Shows what stands in a column of numbers with air at its right."""

    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        """The text as usual, and the air."""
        text = super().displayText(value, locale)
        return text + AIR if text else text
