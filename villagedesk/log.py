# SPDX-License-Identifier: MIT
"""The program's own log: what ran and what failed, by ids and field names. No personal value ever enters it.

A filter takes out what slips in all the same: runs of seven or more digits, and 汉字 outside the program's own texts.
"""

from __future__ import annotations

import logging
import logging.handlers
import re
import traceback
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_SIZE: Final = 1_000_000
_KEPT: Final = 3
_DIGITS: Final = re.compile(r"\d{7,}[\dXx]*")
_QUOTED: Final = re.compile(r"(['\"“‘])[^'\"”’\n]*[㐀-鿿\U00020000-\U0003ffff][^'\"”’\n]*(['\"”’])")
_HAN: Final = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]{2,}")


def redact(text: str) -> str:
    """The text without anything that could name a person: long numbers and every run of 汉字."""
    return _HAN.sub("…", _QUOTED.sub(r"\1…\2", _DIGITS.sub("#", text)))


class _Quiet(logging.handlers.RotatingFileHandler):
    """A log that cannot be written is not the user's business, least of all as a traceback beside the results."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging calls it so
        """Go on without the line."""


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def start_log(path: Path) -> logging.Logger:
    """Log to a rotating file from now on; a disk that refuses leaves the program without a log, not without a window."""
    logger = logging.getLogger("villagedesk")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _Quiet(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    return logger


def crash_text(kind: type[BaseException], error: BaseException, trace: TracebackType | None, heading: str) -> str:
    """A report that may be copied and sent on: where it happened, without any personal value."""
    where = "".join(traceback.format_exception(kind, error, trace))
    return f"{heading}\n\n{redact(where)}"
