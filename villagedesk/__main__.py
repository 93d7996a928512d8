# SPDX-License-Identifier: MIT
"""Start: the window without arguments, the command line with a command (`python -m villagedesk`, `villagedesk`)."""

from __future__ import annotations

import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Hand the arguments to the window or to the command line.

    A single argument that is an existing `.village` file opens the window on it, as a double click does.

    Returns:
        The exit code: 0 done, 1 refused with a plain sentence, 2 wrong usage.
    """
    if getattr(
        sys, "frozen", False
    ):  # a frozen program starts its worker processes through here; others are spared 15 ms
        import multiprocessing

        multiprocessing.freeze_support()
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments or (len(arguments) == 1 and arguments[0].endswith(".village") and Path(arguments[0]).exists()):
        from villagedesk.ui.app import run

        return run(arguments)
    from villagedesk.cli import run as run_command

    return run_command(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
