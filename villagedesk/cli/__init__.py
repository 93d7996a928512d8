# SPDX-License-Identifier: MIT
"""The command line (`python main.py COMMAND …`): the window's services for batch work, over the same files.

Results go to standard output, progress and complaints to standard error. Exit codes: 0 done, 1 refused with one plain
sentence, 2 wrong usage. Each module holds the commands of one purpose; none of them knows Qt or SQL.
"""

from __future__ import annotations

import time


def run(arguments: list[str]) -> int:
    """Carry out one command.

    Args:
        arguments: what stands after the program's name.

    Returns:
        The exit code. No exception leaves this function, save what the interpreter itself raises to end.
    """
    begun = time.monotonic()  # on a busy computer loading the commands takes seconds, for which somebody waits too
    try:
        from villagedesk.cli.program import run_program

        return run_program(arguments, begun)
    except KeyboardInterrupt:  # before the program can say anything: modules are still being loaded
        return 1
