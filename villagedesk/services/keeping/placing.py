# SPDX-License-Identifier: MIT
"""Files that leave the program: each is written under a temporary name beside its own, so that it is there whole or not at all."""

from __future__ import annotations

import errno
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from villagedesk.errors import EnvironmentProblem
from villagedesk.i18n import _
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A temporary name beside `target` to write to; what lies there is taken away again when the block ends.

    Raises:
        EnvironmentProblem: the folder cannot be made or written to.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        if target.parent.is_file():  # `mkdir` would call it a file that is there already
            raise NotADirectoryError(errno.ENOTDIR, target.parent.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        yield part
    except OSError as fault:
        text = _("没有写到“{path}”：{reason}。请关闭已打开的同名文件，检查空间和权限，或换一个文件夹。")
        raise EnvironmentProblem(text.format(path=target, reason=machine_reason(fault))) from fault
    finally:
        with suppress(OSError):  # a stick that was pulled out takes it along, and has been told
            part.unlink(missing_ok=True)


def put_file(content: bytes, target: Path) -> None:
    """Put a finished file in place.

    Raises:
        EnvironmentProblem: it cannot be written; an earlier file stays as it was.
    """
    with new_file(target) as part:
        part.write_bytes(content)
        part.replace(target)
