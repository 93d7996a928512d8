# SPDX-License-Identifier: MIT
"""Where things lie on this computer. Nothing else in the program builds such a path."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

APPLICATION = "VillageDesk"


@cache
def resources() -> Path:
    """The folder of code lists, templates and translations: in the bundle, beside the package, or in the checkout."""
    package = Path(__file__).resolve().parent
    bundled = getattr(sys, "_MEIPASS", None)  # PyInstaller
    candidates = [Path(bundled) / "resources"] if bundled else []
    candidates += [package / "resources", package.parent / "resources"]
    return next(folder for folder in candidates if (folder / "codes").is_dir())


def user_data() -> Path:
    """Where this user's backups and settings lie; `VILLAGEDESK_HOME` overrides it (tests, a stick with everything)."""
    override = os.environ.get("VILLAGEDESK_HOME")
    if override:
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False, roaming=False))


def settings_file() -> Path:
    """The file of personal preferences."""
    return user_data() / "settings.json"


def log_file() -> Path:
    """The rotating log; it holds ids and field names, never personal values."""
    return user_data() / "logs" / "villagedesk.log"


def backups() -> Path:
    """The folder that holds one folder of backups per village file."""
    return user_data() / "backups"


def received() -> Path:
    """Where private copies of received files lie while they are read; empty at all other times."""
    return user_data() / "received"


def previews() -> Path:
    """Where papers lie that are only looked at; emptied before the next one, when the window closes and at the start."""
    return user_data() / "previews"


def typeset() -> Path:
    """Where papers lie while an office program lays them out, and the settings of one that waits; empty at all other times."""
    return user_data() / "typeset"


def documents() -> Path:
    """The user's documents folder, where new files are proposed."""
    override = os.environ.get("VILLAGEDESK_HOME")
    if override:
        return Path(override)
    import platformdirs

    found = Path(platformdirs.user_documents_dir())
    return found if found.is_dir() else Path.home()  # a fresh Linux account has no documents folder
