# SPDX-License-Identifier: MIT
"""After the households of an order: the lists of boxes, and what people should know of the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from villagedesk.documents.binder.boxing import line_of, write_lists
from villagedesk.documents.naming import safe_name
from villagedesk.errors import EnvironmentProblem
from villagedesk.i18n import _, listed
from villagedesk.models.archiving import told, unset
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from villagedesk.documents.binder.facing import Facing
    from villagedesk.documents.binder.roots import Root
    from villagedesk.documents.binder.spans import Way
    from villagedesk.models.catalogue.place import Village


class Closed(Protocol):
    """What is asked of an order here."""

    @property
    def year(self) -> int:
        """Of the binders."""

    @property
    def document_date(self) -> dt.date:
        """The day of printing."""

    def way(self, village: Village) -> Way:
        """How the binders of a village are made."""


def write_all(
    root: Root, way: Way, villages: Mapping[str, Village], order: Closed
) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Write the lists of boxes of the villages whose households lie in a folder.

    Yields:
        The folder of a village's lists, and the names of former lists in it that stay because somebody has written into them.

    Raises:
        EnvironmentProblem: the folder cannot be written.
    """
    lines = [line for one in root.journal.entries.values() if (line := line_of(one.line)) is not None]
    for village in {line.village for line in lines} & set(villages):
        home = villages[village]
        folder = root.folder / safe_name(f"00-装盒-{home.name or '未命名村'}")
        own = [line for line in lines if line.village == village]
        try:
            yield folder, write_lists(own, home, folder, order.year, order.document_date, way.mode)
        except OSError as fault:
            text = _("没有写到“{path}”：{reason}。请检查文件是否正在Word中打开、空间和权限。")
            raise EnvironmentProblem(text.format(path=folder, reason=machine_reason(fault))) from fault


def unnumbered(villages: Sequence[Village], order: Closed) -> list[str]:
    """Of which villages something is not known that numbers are made of, as sentences."""
    text = _("{village}没有编档号，因为没有登记{what}。请在“村情况”的“档案”一栏填写后再成档，档号会补上。")
    return [
        text.format(village=home.name or "", what=told(lacking))
        for home in villages
        if (lacking := unset(home, order.way(home).mode))
    ]


def twice(villages: Sequence[Village], order: Closed, facing: Facing) -> tuple[list[tuple[str, str]], list[str]]:
    """The (village, way of cataloguing) in which a number stands twice, and the same as sentences."""
    clashing, notes = [], []
    text = _("{village}有{count}个号重号（{numbers}），可能是合并造成的；没有自动改号。")
    for home in villages:
        mode = order.way(home).mode
        if found := facing.clashes(home.id, mode):
            clashing.append((home.id, mode))
            numbers = listed(str(one.number) for one in found[:5])
            notes.append(text.format(village=home.name or "", count=len(found), numbers=numbers))
    return clashing, notes
