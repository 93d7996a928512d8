# SPDX-License-Identifier: MIT
"""Theme, letter size and language of the whole program, applied when the settings change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from villagedesk.ui.language import Languages
from villagedesk.ui.theme import apply_theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from villagedesk.settings import Settings
    from villagedesk.ui.icons import Icons


class Looks(QObject):
    """Applies what the settings say about looks, and follows the system where they say so."""

    def __init__(self, application: QApplication, icons: Icons, settings: Settings) -> None:
        super().__init__(application)
        self._application = application
        self._icons = icons
        self._settings = settings
        self._languages = Languages(application)
        self._languages.use(settings.language)
        apply_theme(application, settings.theme, settings.font_size)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def follow(self, settings: Settings) -> bool:
        """Apply new settings.

        Returns:
            Whether the language has changed, so that windows have to be made anew.
        """
        before, self._settings = self._settings, settings
        if (before.theme, before.font_size) != (settings.theme, settings.font_size):
            self._apply()
        if before.language == settings.language:
            return False
        self._languages.use(settings.language)
        return True

    def _follow_system(self) -> None:
        if self._settings.theme == "system":
            self._apply()

    def _apply(self) -> None:
        apply_theme(self._application, self._settings.theme, self._settings.font_size)
        self._icons.load()
