# SPDX-License-Identifier: MIT
"""Personal preferences of this user on this computer. Facts about the office live in the village file instead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.computer import computer_name

if TYPE_CHECKING:
    from pathlib import Path

THEMES: Final = ("system", "light", "dark")
FONT_SIZES: Final = (12, 14, 16, 18, 20, 24)
_RECENT: Final = 8


class Settings(NamedTuple):
    """What the settings page offers.

    Attributes:
        language: key of `i18n.LANGUAGES`.
        theme: one of `THEMES`.
        font_size: pixels of the interface font at 100 %.
        author: name written beside every change.
        device: name of this computer, written beside every change.
        recent: village files opened last, the latest first.
        second_place: folder to which backups are also copied; empty if none was chosen.
        idle_minutes: how often a changed file is backed up while it is open.
    """

    language: str = "zh_CN"
    theme: str = "system"
    font_size: int = 14
    author: str = ""
    device: str = computer_name()
    recent: tuple[str, ...] = ()
    second_place: str = ""
    idle_minutes: int = 30

    def opened(self, path: Path) -> Settings:
        """With a file at the top of the recent ones."""
        others = [one for one in self.recent if one != str(path)]
        return self._replace(recent=(str(path), *others)[:_RECENT])


def load_settings(path: Path) -> Settings:
    """The saved preferences; anything missing or unreadable is as at first."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _understood(content) if isinstance(content, dict) else Settings()


def _understood(content: dict[str, Any]) -> Settings:
    defaults = Settings()
    known: dict[str, Any] = {}
    for name, default in defaults._asdict().items():
        value = content.get(name)
        if isinstance(default, tuple) and isinstance(value, list):
            known[name] = tuple(str(part) for part in value)
        elif isinstance(value, type(default)) and not isinstance(value, bool):
            known[name] = value
    settings = defaults._replace(**known)
    return settings if settings.theme in THEMES else settings._replace(theme="system")


def save_settings(path: Path, settings: Settings) -> None:
    """Save the preferences, whole or not at all; OSError if the disk refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(settings._asdict(), ensure_ascii=False, indent=2), encoding="utf-8")
    part.replace(path)
