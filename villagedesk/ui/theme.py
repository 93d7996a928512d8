# SPDX-License-Identifier: MIT
"""Looks: Fusion with our own light and dark palettes, and fonts named so that Chinese is drawn with Chinese forms.

Without explicit families Qt draws 汉字 with Japanese glyphs, and without any CJK font it draws nothing at all
(stack-ui.md traps 6 and 7).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FAMILIES: Final = {
    "win32": ["Microsoft YaHei UI", "Microsoft YaHei", "SimSun"],
    "darwin": ["PingFang SC", "Hiragino Sans GB"],
    "linux": [
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
    ],
}

_LIGHT: Final = {
    "Window": "#f4f5f7", "WindowText": "#1f2328", "Base": "#ffffff", "AlternateBase": "#f7f8fa", "Text": "#1f2328",
    "Button": "#eceef1", "ButtonText": "#1f2328", "ToolTipBase": "#ffffff", "ToolTipText": "#1f2328",
    "Highlight": "#1f6feb", "HighlightedText": "#ffffff", "Link": "#0b57d0", "PlaceholderText": "#6b7280",
    "Mid": "#c9cdd3", "Dark": "#a5abb3", "Light": "#ffffff", "Midlight": "#e5e7ea", "Shadow": "#6b7280",
    "BrightText": "#d64545", "Accent": "#1f6feb",
}  # fmt: skip
_DARK: Final = {
    "Window": "#1e2227", "WindowText": "#e6e8eb", "Base": "#16191d", "AlternateBase": "#1b1f24", "Text": "#e6e8eb",
    "Button": "#2a2f36", "ButtonText": "#e6e8eb", "ToolTipBase": "#2a2f36", "ToolTipText": "#e6e8eb",
    "Highlight": "#2f6fd6", "HighlightedText": "#ffffff", "Link": "#7ab0ff", "PlaceholderText": "#98a1ad",
    "Mid": "#3a414a", "Dark": "#101215", "Light": "#3d444d", "Midlight": "#333a42", "Shadow": "#000000",
    "BrightText": "#ff7b72", "Accent": "#4c8dff",
}  # fmt: skip


def palette(name: str) -> QPalette:
    """The palette called "light" or "dark"."""
    colours = _DARK if name == "dark" else _LIGHT
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(getattr(QPalette.ColorRole, role), QColor(colour))
    for role in ("WindowText", "Text", "ButtonText"):
        faded = QColor(colours["PlaceholderText"])
        made.setColor(QPalette.ColorGroup.Disabled, getattr(QPalette.ColorRole, role), faded)
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, QColor(colours["Window"]))
    return made


def resolved(theme: str) -> str:
    """Light or dark, for a preference that may also be "system"."""
    if theme in {"light", "dark"}:
        return theme
    return "dark" if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"


def apply_theme(application: QApplication, theme: str, font_size: int) -> None:
    """Give the application its style, palette and font; may be called again at any time.

    Args:
        application: the running application.
        theme: system, light or dark.
        font_size: pixels at 100 % scale.
    """
    application.setStyle("Fusion")
    application.setPalette(palette(resolved(theme)))
    font = QFont(application.font())
    font.setFamilies([*FAMILIES.get(sys.platform, FAMILIES["linux"]), font.family()])
    font.setPixelSize(font_size)
    application.setFont(font)
    application.setStyleSheet(_sheet(font_size))


def has_chinese_font() -> bool:
    """Whether any installed font can draw Chinese."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def _sheet(size: int) -> str:
    """The few rules that Fusion lacks: air around fields, and problems marked by more than colour."""
    pad = max(3, size // 4)
    return f"""
    QLineEdit, QComboBox, QPlainTextEdit, QSpinBox {{ padding: {pad}px; }}
    QPushButton {{ padding: {pad}px {pad * 3}px; }}
    QToolBar {{ spacing: {pad}px; padding: {pad}px; }}
    QHeaderView::section {{ padding: {pad}px; }}
    *[problem="error"] {{ border: 2px solid #d64545; border-radius: 3px; }}
    *[problem="doubt"] {{ border: 2px solid #d99000; border-radius: 3px; }}
    QLabel[role="title"] {{ font-size: {size + 6}px; font-weight: bold; }}
    QLabel[role="heading"] {{ font-size: {size + 2}px; font-weight: bold; }}
    QLabel[role="hint"] {{ color: palette(placeholder-text); }}
    QLabel[role="error"] {{ color: #d64545; }}
    """
