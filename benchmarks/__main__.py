# SPDX-License-Identifier: MIT
"""`python -m benchmarks [NAME …]`: measure the promises, print a table; with `--strict` a missed goal ends with 1."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Line, table

if TYPE_CHECKING:
    from benchmarks.scratch import Scratch

NAMES = (
    "start",
    "lists",
    "searching",
    "saving",
    "importing",
    "volume",
    "volumes",
    "binders",
    "merging",
    "checks",
    "today",
    "keystrokes",
    "rollups",
    "preview",
    "books",
    "opening",
)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    from benchmarks.scratch import Scratch  # not above: guarded readers import this module when they start

    options = _options(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="villagedesk-bench-") as temporary:
        os.environ["VILLAGEDESK_HOME"] = str(Path(temporary) / "home")
        scratch = Scratch(Path(options.scratch or temporary), options.share)
        found = [line for name in options.names or NAMES for line in _measured(name, scratch, quiet=options.json)]
    if options.json:
        print(json.dumps([line.as_json() for line in found], ensure_ascii=False, indent=1))
    else:
        print("\n".join(table(found)))
    return 1 if options.strict and not all(line.met for line in found) else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], help="which ones; all if none is named")
    parser.add_argument("--strict", action="store_true", help="end with 1 when a goal is missed")
    parser.add_argument("--json", action="store_true", help="machine-readable result")
    parser.add_argument("--scratch", help="folder for the large files, kept for the next run")
    parser.add_argument("--share", type=float, default=1.0, help="size of the files, 1 is what the promises name")
    return parser.parse_args(arguments)


def _measured(name: str, scratch: Scratch, *, quiet: bool) -> list[Line]:
    if not quiet:
        print(f"measuring {name} …", file=sys.stderr)
    module = importlib.import_module(f"benchmarks.{name}")
    return list(module.lines(scratch))


if __name__ == "__main__":
    raise SystemExit(main())
