# SPDX-License-Identifier: MIT
"""The folder of papers that are only looked at. They hold people's facts unencrypted, so none stays longer than it must."""

from __future__ import annotations

import secrets
import shutil
from typing import TYPE_CHECKING

from villagedesk import paths

if TYPE_CHECKING:
    from pathlib import Path


def fresh_folder() -> Path:
    """A folder of its own, that only this user can read, for the next preview; earlier ones are taken away.

    Raises:
        OSError: it cannot be made.
    """
    clear()
    folder = paths.previews() / secrets.token_hex(4)
    folder.mkdir(mode=0o700, parents=True)
    return folder


def clear(*_what: object) -> None:
    """Take every preview away, but for one that Word still holds open; that one goes the next time."""
    shutil.rmtree(paths.previews(), ignore_errors=True)
