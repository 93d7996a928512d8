# SPDX-License-Identifier: MIT
"""Looks: Fusion with our own light and dark palettes, and fonts named so that Chinese is drawn with Chinese forms.

Without explicit families Qt draws 汉字 with Japanese glyphs, and without any CJK font it draws nothing at all
(stack-ui.md traps 6 and 7).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

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
    "Highlight": "#1f6feb", "HighlightedText": "#ffffff", "Link": "#0b57d0", "PlaceholderText": "#636b78",
    "Mid": "#c9cdd3", "Dark": "#a5abb3", "Light": "#ffffff", "Midlight": "#e5e7ea", "Shadow": "#6b7280",
    "BrightText": "#d64545", "Accent": "#1f6feb",
}  # fmt: skip
_DARK: Final = {
    # Fusion draws outlines darker than the window: it must be light enough for boxes and fields to be seen on it.
    "Window": "#30353b", "WindowText": "#eceef1", "Base": "#1b1e22", "AlternateBase": "#22262b", "Text": "#eceef1",
    "Button": "#3c434b", "ButtonText": "#eceef1", "ToolTipBase": "#3c434b", "ToolTipText": "#eceef1",
    "Highlight": "#2f6fd6", "HighlightedText": "#ffffff", "Link": "#7ab0ff", "PlaceholderText": "#a5aeba",
    "Mid": "#4a525c", "Dark": "#15171a", "Light": "#4d555f", "Midlight": "#434a53", "Shadow": "#000000",
    "BrightText": "#ff7b72", "Accent": "#4c8dff",
}  # fmt: skip
# Fusion fills the boxes of ticks with Base; on our dark window a dark box without an outline would hardly be seen.
_DARK_BOXES: Final = {"Base": "#b4bcc6", "Text": "#101214"}  # box and mark
_BOXES: Final = ("QCheckBox", "QRadioButton")


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


def box_palette(name: str) -> QPalette:
    """The palette of check boxes and radio buttons, whose boxes must stand out from the window."""
    made = palette(name)
    if name == "dark":
        for role, colour in _DARK_BOXES.items():
            made.setColor(getattr(QPalette.ColorRole, role), QColor(colour))
        made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, QColor(_DARK["Mid"]))
    return made


def error_colour(name: str) -> str:
    """The colour of complaints, dark enough on light ground and light enough on dark."""
    return "#ff7b72" if name == "dark" else "#c62828"


def resolved(theme: str) -> str:
    """Light or dark, for a preference that may also be "system"."""
    if theme in {"light", "dark"}:
        return theme
    return "dark" if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"


def apply_theme(application: QApplication, theme: str, font_size: int) -> None:
    """Give the application its palette and font; may be called again at any time.

    Args:
        application: the running application.
        theme: system, light or dark.
        font_size: pixels at 100 % scale.
    """
    name = resolved(theme)
    application.setPalette(palette(name))
    for kind in _BOXES:
        application.setPalette(box_palette(name), kind)  # type: ignore[arg-type]  # the stub asks for bytes, the binding for str
    font = QFont(application.font())
    font.setFamilies([*FAMILIES.get(sys.platform, FAMILIES["linux"]), font.family()])
    font.setPixelSize(font_size)
    application.setFont(font)
    application.setStyleSheet(_sheet(font_size, error_colour(name), dark=name == "dark"))


def has_chinese_font() -> bool:
    """Whether any installed font can draw Chinese."""
    from PySide6.QtGui import QFontDatabase  # asked after the start

    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def _dark_radio(size: int) -> str:
    """Radio buttons as rings, the chosen one with a dot: in Fusion's own drawing a light disc looks chosen."""
    ring, ground, dot = _DARK_BOXES["Base"], _DARK["Base"], _DARK["Text"]
    return f"""
    QRadioButton::indicator {{ width: {size - 4}px; height: {size - 4}px; border: 2px solid {ring};
        border-radius: {size // 2}px; background: {ground}; }}
    QRadioButton::indicator:checked {{ background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
        stop: 0 {dot}, stop: 0.5 {dot}, stop: 0.6 {ground}, stop: 1 {ground}); }}"""


def _dark_ticks(size: int) -> str:
    """Empty boxes as outlines, in lists, tables and trees too: filled with the light of a ticked one they look ticked, with the ground unseen."""
    ring, faint, ground = _DARK_BOXES["Base"], _DARK["Mid"], _DARK["Base"]
    return f"""
    QCheckBox::indicator:unchecked {{ width: {size - 4}px; height: {size - 4}px; border: 2px solid {ring};
        border-radius: 3px; background: {ground}; }}
    QCheckBox::indicator:unchecked:disabled {{ border-color: {faint}; background: transparent; }}
    QTreeView::indicator:unchecked, QListView::indicator:unchecked, QTableView::indicator:unchecked {{ width: {size - 3}px; height: {size - 3}px; border: 1px solid {_DARK_BOXES["Base"]}; }}"""


def _sheet(size: int, error: str, *, dark: bool) -> str:
    """The few rules that Fusion lacks: air around fields, and problems marked by more than colour."""
    pad = max(3, size // 4)
    radio = _dark_radio(size) + _dark_ticks(size) if dark else ""
    radio_too = "" if dark else ", QRadioButton::indicator"
    return f"""{radio}
    QLineEdit {{ padding: {pad}px; }}
    QComboBox, QSpinBox {{ min-height: {round(size * 1.5) + 2 * pad - 3}px; }}
    QPushButton {{ padding: {pad}px {pad * 3}px; }}
    QPushButton, QToolBar, QCheckBox {{ icon-size: {size + 4}px; }}
    QCheckBox::indicator{radio_too} {{ width: {size}px; height: {size}px; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QToolBar {{ spacing: {pad}px; padding: {pad}px; }}
    QHeaderView::section {{ padding: {pad}px; }}
    *[problem="error"] {{ border: 2px solid #d64545; border-radius: 3px; }}
    *[problem="doubt"] {{ border: 2px solid #d99000; border-radius: 3px; }}
    QFrame[role="strip"] {{ background: palette(tool-tip-base); border-bottom: 1px solid palette(mid); }}
    QLabel[role="title"] {{ font-size: {size + 6}px; font-weight: bold; }}
    QLabel[role="heading"] {{ font-size: {size + 2}px; font-weight: bold; }}
    QLabel[role="hint"] {{ color: palette(placeholder-text); }}
    QLabel[role="error"] {{ color: {error}; }}
    """
