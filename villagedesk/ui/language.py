# SPDX-License-Identifier: MIT
"""The interface language of our texts (gettext) and of Qt's own dialogs, changed together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator

from villagedesk import i18n, paths

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

# What qtbase_zh_CN.qm of Qt 6.11 leaves in English: contexts and texts as Qt asks for them.
_GAPS: Final = {
    ("QFileDialog", "Look in:"): "查找范围：",
    ("QFileDialog", "&Look in:"): "查找范围(&L)：",
    ("QFileDialog", "Files of type:"): "文件类型：",
    ("QFileDialog", "Files of &type:"): "文件类型(&T)：",
}


class _Gaps(QTranslator):
    """Fills in what Qt's Chinese catalogue lacks."""

    def translate(self, context: str, text: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        """The Chinese text, or None to let the next translator answer."""
        return _GAPS.get((context, text))

    def isEmpty(self) -> bool:
        """Qt skips translators that call themselves empty, as one without a file does."""
        return False


class Languages(QObject):
    """Sets the language of the whole program; may be called again while it runs."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self._installed: list[QTranslator] = []

    def use(self, language: str) -> None:
        """Speak `language` (a key of `i18n.LANGUAGES`) from now on. Windows made before keep their texts."""
        i18n.set_language(language, paths.resources() / "locale")
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = [] if language == "en" else self._chinese()
        for translator in self._installed:
            self._application.installTranslator(translator)
        QLocale.setDefault(QLocale("en" if language == "en" else "zh_CN"))

    def _chinese(self) -> list[QTranslator]:
        """The translators to install, in order; Qt asks the one installed last first."""
        stock = QTranslator(self)
        found = stock.load(
            QLocale("zh_CN"), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        )
        return [stock, _Gaps(self)] if found else [_Gaps(self)]
