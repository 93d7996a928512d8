# SPDX-License-Identifier: MIT
"""Icons by meaning. The only importer of qtawesome, which costs a quarter of a second: icons come after the first paint.

A widget is registered with `later` and gets its icon when the window has been shown, and again when the theme changes.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

GLYPHS: Final = {
    "about": "mdi6.information-outline",
    "add": "mdi6.plus",
    "archive": "mdi6.archive-outline",
    "back": "mdi6.arrow-left",
    "backup": "mdi6.backup-restore",
    "basic": "mdi6.home-outline",
    "cadre": "mdi6.account-tie-outline",
    "causes": "mdi6.help-rhombus-outline",
    "clear": "mdi6.close",
    "close": "mdi6.close",
    "conflict": "mdi6.call-merge",
    "copy": "mdi6.content-copy",
    "delete": "mdi6.trash-can-outline",
    "doubt": "mdi6.clipboard-alert-outline",
    "down": "mdi6.arrow-down",
    "duplicate": "mdi6.plus-box-multiple-outline",
    "edit": "mdi6.pencil-outline",
    "exchange": "mdi6.swap-horizontal",
    "error": "mdi6.alert-circle",
    "export": "mdi6.file-word-outline",
    "file": "mdi6.file-document-outline",
    "filter": "mdi6.filter-variant",
    "folder": "mdi6.folder-open-outline",
    "helpers": "mdi6.handshake-outline",
    "history": "mdi6.history",
    "household": "mdi6.home-account",
    "import": "mdi6.table-arrow-down",
    "income": "mdi6.cash-multiple",
    "key": "mdi6.key-outline",
    "light_green": "mdi6.check-circle",
    "light_grey": "mdi6.circle-outline",
    "light_red": "mdi6.alert-circle",
    "light_yellow": "mdi6.alert",
    "living": "mdi6.sprout-outline",
    "lock": "mdi6.lock-outline",
    "meeting": "mdi6.gavel",
    "members": "mdi6.account-group-outline",
    "new": "mdi6.file-plus-outline",
    "ok": "mdi6.check",
    "open": "mdi6.folder-open-outline",
    "photo": "mdi6.image-outline",
    "plan": "mdi6.clipboard-text-outline",
    "print": "mdi6.printer-outline",
    "recycle": "mdi6.delete-restore",
    "redo": "mdi6.redo",
    "refresh": "mdi6.refresh",
    "restore": "mdi6.restore",
    "revert": "mdi6.undo-variant",
    "register": "mdi6.notebook-multiple",
    "rollup": "mdi6.table-large",
    "save": "mdi6.content-save-outline",
    "search": "mdi6.magnify",
    "settings": "mdi6.cog-outline",
    "template": "mdi6.file-document-edit-outline",
    "today": "mdi6.calendar-check-outline",
    "undo": "mdi6.undo",
    "up": "mdi6.arrow-up",
    "village": "mdi6.map-marker-outline",
    "visits": "mdi6.shoe-print",
    "warning": "mdi6.alert-outline",
    "year": "mdi6.calendar-range",
}
# Roles of colour: text follows the palette; the lights must be told apart by shape too (see GLYPHS), for the colour-blind.
# Of each role the colour on light ground and on dark: a picture needs a contrast of 3:1 (WCAG 2.1, 1.4.11).
_GREEN: Final = ("#23874a", "#4cc27a")
_YELLOW: Final = ("#b87700", "#f0b429")
_RED: Final = ("#d64545", "#ff7b72")
COLOURS: Final = {
    "light_green": _GREEN,
    "light_yellow": _YELLOW,
    "light_red": _RED,
    "light_grey": ("#6f7680", "#a5aeba"),
    "error": _RED,
    "warning": _YELLOW,
    "ok": _GREEN,
}
_HALF: Final = 128  # lightness of a colour, of 255


class HasIcon(Protocol):
    """A button, action, list item: anything with an icon."""

    def setIcon(self, icon: QIcon, /) -> Any:
        """Show the icon."""
        ...


class Icons:
    """The icons of one window; made by the application and handed on."""

    def __init__(self) -> None:
        self._waiting: list[tuple[weakref.ref[Any], str]] = []
        self._ready = False
        self._cache: dict[tuple[str, str], QIcon] = {}

    def later(self, widget: HasIcon, meaning: str) -> None:
        """Give the widget the icon of that meaning as soon as icons are loaded.

        Raises:
            KeyError: no glyph has that meaning.
        """
        GLYPHS[meaning]  # a typing error shows at once, not after the first paint
        self._waiting.append((weakref.ref(widget), meaning))
        if self._ready:
            widget.setIcon(self.icon(meaning))

    def icon(self, meaning: str) -> QIcon:
        """The icon, at once; loads the fonts if that has not happened yet."""
        import qtawesome

        palette = QApplication.palette()
        text = palette.windowText().color()
        colour = COLOURS[meaning][text.lightness() > _HALF] if meaning in COLOURS else text.name()
        key = (meaning, colour)
        if key not in self._cache:
            self._cache[key] = qtawesome.icon(
                GLYPHS[meaning],
                color=colour,
                color_disabled=palette.placeholderText().color(),
                color_selected=palette.highlightedText().color(),  # green on the blue of a selection cannot be seen
            )
        return self._cache[key]

    def load_soon(self) -> None:
        """Load once the event loop has painted the window."""
        QTimer.singleShot(0, self.load)

    def load(self) -> None:
        """Load the fonts and give every registered widget its icon; again after a change of theme."""
        self._ready = True
        alive = [(reference, meaning) for reference, meaning in self._waiting if reference() is not None]
        self._waiting = alive
        for reference, meaning in alive:
            widget = reference()
            if widget is not None:
                try:
                    widget.setIcon(self.icon(meaning))
                except RuntimeError:  # its C++ half is gone; the Python half goes with the next collection
                    continue
