# SPDX-License-Identifier: MIT
"""The files that benchmarks work on: fictitious, made once, kept as long as the folder is."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from villagedesk.demo.practice import make_village
from villagedesk.demo.scale import make_scaled_file

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS_PER_HOUSEHOLD = 2.88  # of the scaled files; a test of the demo guards it
PASSPHRASE = "shi fan zhen lian xi yong"


class Scratch:
    """A folder with files of the sizes that the promises name."""

    def __init__(self, folder: Path, share: float = 1.0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.share = share  # below 1, everything is smaller: for trying the benchmarks out

    def count(self, full: int) -> int:
        """A size, cut down where only trying out was asked for."""
        return max(20, int(full * self.share))

    def township(self, households: int, *, rich: bool = False) -> Path:
        """An encrypted scaled file of about that many households; rich: with the work of years (`demo.scale_rich`)."""
        wanted = self.count(households)
        path = self.folder / f"示范镇-{wanted}{'-rich' if rich else ''}.village"
        if not path.exists():
            make_scaled_file(self.folder, wanted, report=self._tell, rich=rich)
        return path

    def village(self, households: int) -> Path:
        """A village file without a passphrase, every household complete enough to print."""
        wanted = self.count(households)
        path = self.folder / f"示范村-{wanted}.village"
        if not path.exists():
            make_village(path, wanted, report=self._tell)
        return path

    def copy(self, path: Path, name: str) -> Path:
        """A copy that a benchmark may change."""
        target = self.folder / name
        shutil.copyfile(path, target)
        return target

    def _tell(self, done: int, total: int, _text: str) -> None:
        if done % 10_000 < 5_000 and done % 5_000 == 0:
            print(f"  … {done}/{total}", file=sys.stderr)
