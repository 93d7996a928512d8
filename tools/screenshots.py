# SPDX-License-Identifier: MIT
"""Pictures of the program, taken without a screen: `make screenshots` makes those of the READMEs under docs/images.

`--all DIR` photographs every screen and dialog instead, in every look (light, dark, small, double, english), for people
who judge the looks. Each look runs in a process of its own, since Qt asks only once for the screen and its scale.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="DIR", help="every screen in every look, into DIR")
    parser.add_argument("--look", action="append", help="only this look; may be repeated")
    parser.add_argument(
        "--only",
        default="",
        help="only the parts of this name (pages, books, merging, empty, start, dialogs, roster, asked)",
    )
    parser.add_argument("--child", nargs=2, type=Path, metavar=("FILES", "INTO"), help=argparse.SUPPRESS)
    wanted = parser.parse_args(arguments)
    if wanted.child:
        return photograph(wanted.look[0], *wanted.child, only=wanted.only, everything=bool(wanted.all))
    with tempfile.TemporaryDirectory(prefix="villagedesk-pictures-") as folder:
        return direct(Path(folder), wanted)


def direct(folder: Path, wanted: argparse.Namespace) -> int:
    """Make the files once, then let one process per look photograph its own copy of them."""
    master = folder / "master"
    os.environ["VILLAGEDESK_HOME"] = str(master / "home")
    from pictures import material, readme
    from pictures.stage import LOOKS, screen_file

    material.make(master)
    failed = 0
    for look in LOOKS:
        if look.name not in (wanted.look or (readme.LOOKS if not wanted.all else [one.name for one in LOOKS])):
            continue
        files = folder / look.name
        shutil.copytree(master, files)
        into = wanted.all.absolute() / look.name if wanted.all else IMAGES
        command = [sys.executable, __file__, "--look", look.name, "--only", wanted.only]
        command += ["--all", str(into)] if wanted.all else []
        environment = {
            **os.environ,
            "VILLAGEDESK_HOME": str(files / "home"),
            "QT_QPA_PLATFORM": f"offscreen:configfile={screen_file(look, files / 'screen.json')}",
            "QT_SCALE_FACTOR": str(look.scale),
        }
        failed |= subprocess.run([*command, "--child", files, into], env=environment, check=False).returncode
    if not wanted.all:
        readme.check(IMAGES)
    return failed


def photograph(name: str, files: Path, into: Path, *, only: str, everything: bool) -> int:
    """Photograph one look, in this process."""
    from pictures import asked, dialogs, material, readme, screens
    from pictures.stage import LOOKS, Stage

    material.work_a_morning(files)
    stage = Stage(next(look for look in LOOKS if look.name == name), files, into)
    if not everything:
        readme.take(stage)
        return 0
    for part, take in (
        ("pages", screens.take_pages),
        ("books", screens.take_books),
        ("merging", screens.take_merging),
        ("empty", screens.take_empty),
        ("start", dialogs.take_start),
        ("dialogs", dialogs.take_dialogs),
        ("roster", dialogs.take_roster),
        ("asked", asked.take_asked),
    ):
        if only in {"", part}:
            take(stage)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
